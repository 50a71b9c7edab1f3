"""From the canonical address of a schema to a local file: XML catalogs and the user's store.

Nothing here opens a connection but `add`, which does what its user asks for in so many words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from siglum import source
from siglum.files import data_folder, write_file

_NS = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_INDEX = "addresses.json"


class CatalogError(Exception):
    """A catalog that can't be read, or a schema that can't be added."""


@dataclass(frozen=True, slots=True)
class _Rule:
    start: str
    target: str
    exact: bool


class Catalog:
    """An OASIS XML catalog (XML Catalogs 1.1): its uri, system and rewrite entries.

    Public identifiers and delegation are not used to find schemas and are passed over.
    """

    def __init__(self, path: Path) -> None:
        self._rules = list(_rules(path.resolve(), ()))

    def find(self, address: str) -> Path | None:
        """Return the local file for an address: an exact entry first, then the longest prefix."""
        exact = [rule for rule in self._rules if rule.exact and rule.start == address]
        prefixed = [
            rule for rule in self._rules if not rule.exact and address.startswith(rule.start)
        ]
        for rule in exact or sorted(prefixed, key=lambda rule: -len(rule.start)):
            target = rule.target if rule.exact else rule.target + address[len(rule.start) :]
            parts = urlsplit(target)
            if parts.scheme == "file":
                return Path(unquote(parts.path))
        return None


def _rules(path: Path, stack: tuple[Path, ...]) -> Iterator[_Rule]:
    if path in stack:
        return
    try:
        root = source.parse(path.read_bytes(), path.as_uri()).getroot()
    except OSError as error:
        raise CatalogError(f"the catalog “{path.name}” can't be read: {error.strerror}") from None
    except source.SourceError as error:
        raise CatalogError(f"the catalog “{path.name}”: {error.message}") from None
    for entry in root.iter(f"{_NS}*"):
        base = _base(entry, path)
        name = etree.QName(entry).localname
        if name in ("uri", "system"):
            key, value = ("name" if name == "uri" else "systemId"), "uri"
            yield _Rule(entry.get(key, ""), urljoin(base, entry.get(value, "")), True)
        elif name in ("rewriteURI", "rewriteSystem"):
            key = "uriStartString" if name == "rewriteURI" else "systemIdStartString"
            yield _Rule(entry.get(key, ""), urljoin(base, entry.get("rewritePrefix", "")), False)
        elif name == "nextCatalog":
            parts = urlsplit(urljoin(base, entry.get("catalog", "")))
            if parts.scheme == "file":
                yield from _rules(Path(unquote(parts.path)), (*stack, path))


def _base(entry: etree._Element, path: Path) -> str:
    base = path.as_uri()
    for element in reversed([entry, *entry.iterancestors()]):
        base = urljoin(base, element.get("{http://www.w3.org/XML/1998/namespace}base", ""))
    return base


class Store:
    """The schemas that the user gave siglum to keep, by their canonical addresses."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_folder() / "schemas"

    def addresses(self) -> dict[str, str]:
        """Return the names of the kept files by address."""
        try:
            index = json.loads((self.folder / _INDEX).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return index if isinstance(index, dict) else {}

    def find(self, address: str) -> Path | None:
        """Return the kept file for an address."""
        name = self.addresses().get(address)
        path = self.folder / name if name else None
        return path if path is not None and path.is_file() else None

    def files(self) -> dict[str, Path]:
        """Return the kept files by address."""
        return {address: self.folder / name for address, name in self.addresses().items()}

    def add(self, address: str, content: bytes) -> Path:
        """Keep a schema for an address, in place of what was kept for it before.

        Raises OSError when the folder can't be written.
        """
        stem = Path(urlsplit(address).path).name or "schema"
        path = self.folder / hashlib.sha256(address.encode()).hexdigest()[:12] / stem
        write_file(path, content)
        index = {**self.addresses(), address: path.relative_to(self.folder).as_posix()}
        write_file(self.folder / _INDEX, json.dumps(index, indent=1, sort_keys=True) + "\n")
        return path


def fetch(address: str) -> bytes:
    """Download a schema: the one place that opens a connection, on the user's own command.

    Raises CatalogError.
    """
    import urllib.request

    if urlsplit(address).scheme not in ("http", "https"):
        raise CatalogError(f"“{address}” is neither a file nor a web address")
    try:
        with urllib.request.urlopen(address, timeout=30) as response:
            content: bytes = response.read(50_000_000)
    except OSError as error:
        raise CatalogError(f"“{address}” can't be fetched: {error}") from None
    return content
