"""From the canonical address of a schema to a local file: XML catalogs and the user's store.

Only `fetch` opens a connection, and only when the user asks for it by a command.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lxml import etree

from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Kind, Span
from siglum.work.file_names import is_file
from siglum.work.files import data_folder, write_file
from siglum.xml import source
from siglum.xml.base import base_uri
from siglum.xml.resolve import Border, Reason, Target, resolve

_NS = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_INDEX = "addresses.json"
_LARGEST = 50_000_000  # bytes of a schema
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[^\s\x00-\x1f\x7f]+")
_LONGEST = 2000  # characters of an address
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?")
_RESERVED_NAME = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")  # of Windows
_SUFFIXES = (".rng", ".rnc", ".xsd", ".sch", ".odd", ".xml")
_MOST = 300  # catalogs that are searched for one address


class NotAdded(Exception):
    """A schema that can't be kept; what it says is for the user."""


@dataclass(slots=True)
class _Entries:
    """The entries of one catalog file; all addresses in them are absolute."""

    path: Path
    exact: dict[str, str] = field(default_factory=dict)
    starts: dict[str, str] = field(default_factory=dict)
    """Beginnings of addresses, and by what each is replaced."""
    ends: dict[str, str] = field(default_factory=dict)
    delegates: dict[str, list[str]] = field(default_factory=dict)
    """Beginnings of addresses, and the catalogs that alone decide about such addresses."""
    following: list[str] = field(default_factory=list)

    def add(self, kind: str, attributes: dict[str, str], base: str) -> None:
        """Add an entry; of several for one address the first counts."""
        key = attributes.get(_KEYS.get(kind, ""))
        written = attributes.get("rewritePrefix") or attributes.get("uri") or ""
        try:
            target = urljoin(base, written)
            catalog = urljoin(base, attributes.get("catalog", ""))
        except ValueError:
            raise _broken(self.path, kinds.catalogs.CatalogOfNoAddress(written)) from None
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

    def replaced(self, address: str) -> str | None:
        """Return what replaces an address: by an entry for it, for its beginning, or its end."""
        if address in self.exact:
            return self.exact[address]
        starts = [one for one in self.starts if address.startswith(one)]
        if starts:
            start = max(starts, key=len)
            return self.starts[start] + address[len(start) :]
        ends = [one for one in self.ends if address.endswith(one)]
        return self.ends[max(ends, key=len)] if ends else None


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
"""For each kind of entry, the attribute that is compared with an address."""


class Catalog:
    """An OASIS XML catalog (XML Catalogs 1.1, 7.2.2).

    Entries for URIs and for system identifiers count alike; those for public identifiers are
    ignored. If there is a border, all that the catalog names, other catalogs too, must lie in it.
    """

    def __init__(self, path: Path, border: Border | None = None) -> None:
        """Read the catalog. Raises CannotUse."""
        self._path = path.resolve()
        self._border = border
        _read(self._path)

    def find(self, address: str) -> Path | None:
        """Return the local file for an address.

        In each catalog an exact entry comes first, then the longest beginning, the longest end,
        the catalogs that it delegates the address to, and at last those that follow it.
        Raises CannotUse for one of these that can't be read.
        """
        found = self._found(self._path.as_uri(), address, set())
        return self._local(found, address) if found else None

    def _found(self, catalog: str, address: str, asked: set[str]) -> str | None:
        """Return what replaces an address; None: search on; "": there is surely nothing."""
        path = self._local(catalog, address)
        if path is None or catalog in asked:
            return None
        asked.add(catalog)
        if len(asked) > _MOST:
            raise _broken(path, kinds.catalogs.TooManyCatalogs(_MOST))
        entries = _read(path)
        replaced = entries.replaced(address)
        if replaced is not None:
            return replaced
        delegated = sorted((one for one in entries.delegates if address.startswith(one)), key=len)
        for start in reversed(delegated):
            for other in entries.delegates[start]:
                if found := self._found(other, address, asked):
                    return found
        if delegated:
            return ""
        for other in entries.following:
            found = self._found(other, address, asked)
            if found is not None:
                return found
        return None

    def _local(self, address: str, asked_for: str) -> Path | None:
        """Return the file that an entry leads to; None for an address that is not local."""
        found = resolve(address, self._path, self._border)
        if isinstance(found, Target):
            return found.file
        if found.reason is Reason.ELSEWHERE:
            return None
        kind = kinds.catalogs.CatalogRefused(
            self._path.name, asked_for, found.address, found.reason
        )
        raise _broken(self._path, kind)


def _broken(catalog: Path, kind: Kind) -> CannotUse:
    return CannotUse(Diagnostic(kind, Span(catalog)))


def _read(path: Path) -> _Entries:
    try:
        return _entries(path, path.read_bytes())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _broken(path, kinds.catalogs.UnreadableCatalog(path.name, reason)) from None


@lru_cache(maxsize=100)
def _entries(path: Path, data: bytes) -> _Entries:
    try:
        root = source.parse(data, path.as_uri()).getroot()
    except source.SourceError as error:
        raise _broken(path, kinds.catalogs.CatalogNotXml(path.name, error.message)) from None
    if root.tag != f"{_NS}catalog":
        raise _broken(path, kinds.catalogs.NoCatalog(path.name))
    entries = _Entries(path)
    for entry in root.iter(f"{_NS}*"):
        attributes = {str(name): str(value) for name, value in entry.items()}
        entries.add(etree.QName(entry).localname, attributes, base_uri(entry, path))
    return entries


class SchemaStore:
    """The schemas that the user asked siglum to keep, by their canonical addresses."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_folder() / "schemas"

    def addresses(self) -> dict[str, str]:
        """Return the names of the kept files, by address."""
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
        """Return the paths of the kept files, by address."""
        return {address: self.folder / name for address, name in self.addresses().items()}

    def add(self, address: str, content: bytes) -> Path:
        """Keep a schema for an address; it replaces the one kept for that address before.

        Raises NotAdded for what is no address, OSError when the folder can't be written.
        """
        name = _file_name(address)
        path = self.folder / hashlib.sha256(address.encode()).hexdigest()[:12] / name
        write_file(path, content)
        index = {**self.addresses(), address: path.relative_to(self.folder).as_posix()}
        write_file(self.folder / _INDEX, json.dumps(index, indent=1, sort_keys=True) + "\n")
        return path


def _file_name(address: str) -> str:
    """Return a name for the copy of a schema: the address's last part, if all systems allow it.

    Raises NotAdded for an address that no document can name.
    """
    try:
        path = urlsplit(address).path
    except ValueError:
        path = ""
    whole = _ADDRESS.fullmatch(address) is not None and len(address) <= _LONGEST
    if not whole or not path or address.lower().startswith("file:"):
        help = "write it as documents do, as in https://example.org/tei.rng"
        raise NotAdded(f"“{address[:80]}” is no address of a schema: {help}")
    name = path.rpartition("/")[2]
    if _PLAIN_NAME.fullmatch(name) and not _RESERVED_NAME.match(name):
        return name
    suffix = Path(name).suffix
    return f"schema{suffix if suffix in _SUFFIXES else ''}"


def keep(named: str, address: str | None) -> Path:
    """Keep the schema `named`, a web address or a file, for the address that documents name.

    Raises NotAdded, or OSError when the file can't be read or the store can't be written.
    """
    if not is_file(Path(named)):
        _file_name(address or named)  # it raises CatalogError, before anything is fetched
        return SchemaStore().add(address or named, fetch(named))
    if address is None:
        raise NotAdded("say with --address what address the file is for")
    return SchemaStore().add(address, Path(named).read_bytes())


def fetch(address: str) -> bytes:
    """Download a schema. Nothing else in siglum opens a connection; the user has asked for it.

    Raises NotAdded.
    """
    import http.client
    import urllib.request

    try:
        if urlsplit(address).scheme not in ("http", "https"):
            raise NotAdded(f"“{address}” is neither a file nor a web address")
        with urllib.request.urlopen(address, timeout=30) as response:
            content: bytes = response.read(_LARGEST + 1)
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise NotAdded(f"“{address}” can't be fetched: {error}") from None
    if len(content) > _LARGEST:
        raise NotAdded(f"“{address}” is larger than {_LARGEST // 1_000_000} MB: no schema is")
    return content
