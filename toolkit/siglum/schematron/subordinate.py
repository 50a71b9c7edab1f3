"""Subordinate documents: those that a pattern's `documents` names (ISO/IEC 19757-3, 5.4.9).

They are read here, since the stylesheet can read nothing. Only local files below one folder that
are not hidden are read; by default it is the folder of the validated document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from siglum.saxon.stylesheet import Entity, markup
from siglum.schematron.fifth_edition import explained, new_name
from siglum.schematron.findings import Error, UnreadableDocument
from siglum.schematron.location import Located
from siglum.schematron.names import internal
from siglum.xml import source
from siglum.xml.lines import Position
from siglum.xml.resolve import Border, Refusal, Target, resolve


@dataclass(slots=True)
class Subordinates:
    """The documents that could be read, by address, and findings about those that could not."""

    tree: etree._Element = field(default_factory=lambda: etree.Element(internal("documents")))
    documents: dict[str | None, Located] = field(default_factory=dict)
    refused: list[Error] = field(default_factory=list)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The documents themselves, each file once."""
        by_uri = {one.uri: one for one in self.documents.values()}
        return tuple(Entity(markup(one.tree), uri) for uri, one in by_uri.items())


def read_all(addresses: etree._Element, primary: Located, border: Border | None) -> Subordinates:
    """Read the documents whose addresses the stylesheet reported."""
    found = Subordinates()
    for address in addresses.iter(internal("address")):
        text = " ".join((address.text or "").split())
        _read(
            address=text,
            pattern=address.get("pattern", ""),
            primary=primary,
            border=border,
            found=found,
        )
    return found


def _read(
    address: str, pattern: str, primary: Located, border: Border | None, found: Subordinates
) -> None:
    if address not in found.documents:
        try:
            path = _path(address, primary, border)
            if not path.is_file():
                raise FileNotFoundError("there is no such file")
            data = path.read_bytes()
            tree = source.parse(data, path.as_uri())
            if strange := new_name(tree):
                raise PermissionError(explained(strange[1]))
            found.documents[address] = Located(tree, data, path, uri=path.as_uri())
        except (OSError, source.SourceError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            mistake = UnreadableDocument(address=address, reason=reason)
            at_head = Position(1, 1)
            found.refused.append(Error(mistake=mistake, spot=at_head, path="/"))
            return
    uri = found.documents[address].uri
    etree.SubElement(found.tree, internal("document"), pattern=pattern, address=address, uri=uri)


def _path(address: str, primary: Located, border: Border | None) -> Path:
    """Return the file at an address; raises PermissionError for one out of bounds."""
    if not primary.uri:
        raise PermissionError("the validated document has no folder")
    if border is None:
        this = resolve(primary.uri, primary.uri, None)
        if not isinstance(this, Target):
            raise PermissionError("the validated document is not a local file")
        border = Border(this.file.parent)
    target = resolve(address, primary.uri, border)
    if isinstance(target, Refusal):
        raise PermissionError(f"it {target.reason.value}")
    return target.file
