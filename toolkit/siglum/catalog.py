"""From the canonical address of a schema to a local file: XML catalogs and the user's store.

Nothing here opens a connection but `fetch`, on the user's own command.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from siglum import source
from siglum.files import data_folder, write_file

_NS = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_INDEX = "addresses.json"
_LARGEST = 50_000_000  # bytes of a schema
_MOST = 300  # catalogs that are asked for one address


class CatalogError(Exception):
    """A catalog that can't be read, or a schema that can't be added."""


@dataclass(slots=True)
class _Entries:
    """The entries of one catalog file; all addresses in them are absolute."""

    exact: dict[str, str] = field(default_factory=dict)
    starts: dict[str, str] = field(default_factory=dict)
    """What an address begins with, and what comes in the place of that."""
    ends: dict[str, str] = field(default_factory=dict)
    delegates: dict[str, list[str]] = field(default_factory=dict)
    """What an address begins with, and the catalogs that alone have a say about it."""
    following: list[str] = field(default_factory=list)

    def add(self, kind: str, attributes: dict[str, str], base: str) -> None:
        """Take an entry; of several for one address the first counts."""
        key = attributes.get(_KEYS.get(kind, ""))
        target = urljoin(base, attributes.get("rewritePrefix") or attributes.get("uri") or "")
        catalog = urljoin(base, attributes.get("catalog", ""))
        if kind == "nextCatalog":
            self.following.append(catalog)
        elif not key:
            return
        elif kind in ("uri", "system"):
            self.exact.setdefault(key, target)
        elif kind in ("rewriteURI", "rewriteSystem"):
            self.starts.setdefault(key, target)
        elif kind in ("uriSuffix", "systemSuffix"):
            self.ends.setdefault(key, target)
        else:
            self.delegates.setdefault(key, []).append(catalog)


_KEYS = {
    "uri": "name",
    "system": "systemId",
    "rewriteURI": "uriStartString",
    "rewriteSystem": "systemIdStartString",
    "uriSuffix": "uriSuffix",
    "systemSuffix": "systemIdSuffix",
    "delegateURI": "uriStartString",
    "delegateSystem": "systemIdStartString",
}
"""The attribute of each kind of entry that an address is compared with."""


class Catalog:
    """An OASIS XML catalog (XML Catalogs 1.1, 7.2.2).

    Entries for URIs and for system identifiers are taken alike, public identifiers passed over.
    """

    def __init__(self, path: Path) -> None:
        """Read the catalog. Raises CatalogError."""
        self._path = path.resolve()
        _read(self._path)

    def find(self, address: str) -> Path | None:
        """Return the local file for an address.

        In each catalog an exact entry comes first, then the longest beginning, the longest end,
        the catalogs that it delegates the address to, and at last those that follow it.
        Raises CatalogError for one of these that can't be read.
        """
        return _local(_found(self._path.as_uri(), address, set()) or "")


def _found(catalog: str, address: str, asked: set[str]) -> str | None:
    """Return the address that stands for another; "" if it is settled that there is none."""
    path = _local(catalog)
    if path is None or catalog in asked:
        return None
    asked.add(catalog)
    if len(asked) > _MOST:
        raise CatalogError(f"more than {_MOST} catalogs are linked to one another")
    entries = _read(path)
    if address in entries.exact:
        return entries.exact[address]
    start = max((one for one in entries.starts if address.startswith(one)), key=len, default=None)
    if start is not None:
        return entries.starts[start] + address[len(start) :]
    end = max((one for one in entries.ends if address.endswith(one)), key=len, default=None)
    if end is not None:
        return entries.ends[end]
    delegated = sorted((one for one in entries.delegates if address.startswith(one)), key=len)
    for start in reversed(delegated):
        for other in entries.delegates[start]:
            if found := _found(other, address, asked):
                return found
    if delegated:
        return ""
    for other in entries.following:
        found = _found(other, address, asked)
        if found is not None:
            return found
    return None


def _local(address: str) -> Path | None:
    parts = urlsplit(address)
    return Path(unquote(parts.path)) if parts.scheme == "file" else None


def _read(path: Path) -> _Entries:
    try:
        return _entries(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise CatalogError(f"the catalog “{path.name}” can't be read: {error.strerror}") from None


@lru_cache(maxsize=100)
def _entries(path: Path, _changed: int) -> _Entries:
    try:
        root = source.parse(path.read_bytes(), path.as_uri()).getroot()
    except source.SourceError as error:
        raise CatalogError(f"the catalog “{path.name}”: {error.message}") from None
    if root.tag != f"{_NS}catalog":
        raise CatalogError(f"“{path.name}” is no XML catalog: its outermost element is no catalog")
    entries = _Entries()
    for entry in root.iter(f"{_NS}*"):
        attributes = {str(name): str(value) for name, value in entry.items()}
        entries.add(etree.QName(entry).localname, attributes, _base(entry, path))
    return entries


def _base(entry: etree._Element, path: Path) -> str:
    base = path.as_uri()
    for element in reversed([entry, *entry.iterancestors()]):
        base = urljoin(base, element.get(_XML_BASE, ""))
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
        if not isinstance(index, dict):
            return {}
        return {address: name for address, name in index.items() if isinstance(name, str)}

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


def keep(named: str, address: str | None) -> Path:
    """Keep a schema: what a web address gives, or a file, for the address that documents name.

    Raises CatalogError, or OSError when the file can't be read or the store can't be written.
    """
    if not Path(named).is_file():
        return Store().add(address or named, fetch(named))
    if address is None:
        raise CatalogError("say with --address what address the file is for")
    return Store().add(address, Path(named).read_bytes())


def fetch(address: str) -> bytes:
    """Download a schema: the one place that opens a connection, on the user's own command.

    Raises CatalogError.
    """
    import http.client
    import urllib.request

    try:
        if urlsplit(address).scheme not in ("http", "https"):
            raise CatalogError(f"“{address}” is neither a file nor a web address")
        with urllib.request.urlopen(address, timeout=30) as response:
            content: bytes = response.read(_LARGEST + 1)
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise CatalogError(f"“{address}” can't be fetched: {error}") from None
    if len(content) > _LARGEST:
        raise CatalogError(f"“{address}” is larger than {_LARGEST // 1_000_000} MB: no schema is")
    return content
