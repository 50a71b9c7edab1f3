"""Subordinate documents: what a pattern's `documents` leads to (ISO/IEC 19757-3, 5.4.9).

They are read here, since the stylesheet can read nothing: local files below the folder of the
document that is validated, and no others.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from siglum import source
from siglum.schematron.fifth_edition import explained, new_name
from siglum.schematron.findings import DOCUMENT, Error
from siglum.schematron.location import Located, top_level
from siglum.schematron.names import own


@dataclass(slots=True)
class Subordinates:
    """The documents that could be read, by address, and findings about those that could not."""

    tree: etree._Element = field(default_factory=lambda: etree.Element(own("documents")))
    documents: dict[str | None, Located] = field(default_factory=dict)
    refused: list[Error] = field(default_factory=list)


def read_all(addresses: etree._Element, primary: Located) -> Subordinates:
    """Read the documents whose addresses the stylesheet reported."""
    found = Subordinates()
    for address in addresses.iter(own("address")):
        _read(" ".join((address.text or "").split()), address.get("pattern", ""), primary, found)
    return found


def _read(address: str, pattern: str, primary: Located, found: Subordinates) -> None:
    if address not in found.documents:
        try:
            path = _path(address, primary)
            data = path.read_bytes()
            tree = source.parse(data, path.as_uri())
            if strange := new_name(tree):
                raise PermissionError(explained(strange[1]))
            found.documents[address] = Located(tree, data, path)
        except (OSError, source.SourceError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            message = f"the subordinate document “{address}” can't be read: {reason}"
            found.refused.append(Error(1, 1, 1, message, DOCUMENT, "error", None, "/"))
            return
    holder = etree.SubElement(found.tree, own("document"), pattern=pattern, address=address)
    for node in top_level(found.documents[address].tree.getroot()):
        copy = deepcopy(node)
        copy.tail = None
        holder.append(copy)


def _path(address: str, primary: Located) -> Path:
    """Return the file at an address; raises PermissionError for one out of bounds."""
    base = primary.tree.docinfo.URL
    if not base:
        raise PermissionError("the validated document has no folder")
    if not urlsplit(base).scheme:
        base = Path(base).resolve().as_uri()
    try:
        parts = urlsplit(urljoin(base, address))
        path = Path(unquote(parts.path)).resolve()
    except (ValueError, RuntimeError):
        raise PermissionError("it is not the address of a file") from None
    if urlsplit(base).scheme != "file":
        raise PermissionError("the validated document is not a local file")
    folder = Path(unquote(urlsplit(base).path)).resolve().parent
    if parts.scheme != "file" or parts.netloc:
        raise PermissionError("it is not a local file")
    if not path.is_relative_to(folder):
        raise PermissionError(f"it lies outside the folder {folder}")
    return path
