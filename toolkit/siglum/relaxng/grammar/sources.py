"""The files of a schema: found locally or through a catalog, read in either syntax.

Nothing is ever fetched: an `http(s)` address must be in the catalog, or is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urljoin, urlsplit

from ..errors import SchemaError
from ..values.datatypes import Datatype, DatatypeError, Datatypes
from .grammar import Scope
from .syntax import Component, Node, Place, Value

_MOST = 1000  # files: one counts each time it is referred to

Refuses = Callable[[Path], str | None]
"""Says why a file may not be read, as in “lies outside the project”; None for one that may."""


class SchemaReader(Protocol):
    """Reads the text of one file of a schema, in one of the syntaxes."""

    def pattern(self) -> Node:
        """Read a file that holds a pattern."""

    def components(self) -> list[Component]:
        """Read a file that holds a grammar to include."""


class Reading(Protocol):
    """Chooses the reader for a file by its syntax (see `readers.reader`)."""

    def __call__(
        self, sources: Sources, path: Path, data: bytes, ns: str | None, scope: Scope | None, /
    ) -> SchemaReader:
        """Return the reader; `ns` and `scope` are what the file inherits."""


class Sources:
    """What a reader of one file needs beside it: other files, the catalog, datatypes.

    Without `reading`, it can locate other files, but not read them.
    """

    def __init__(
        self,
        catalog: Mapping[str, Path] | None,
        refuses: Refuses | None = None,
        reading: Reading | None = None,
    ) -> None:
        self.catalog = catalog or {}
        self._refuses = refuses
        self._reading = reading
        self.datatypes = Datatypes()
        self.files: list[Path] = []
        self._open: list[Path] = []

    def pattern(self, path: Path, ns: str | None, scope: Scope | None, place: Place) -> Node:
        """Read a file that holds a pattern (sections 3, 4.6).

        `ns` is the namespace that the file inherits; `place` is where the file is asked for.
        """
        data = self._enter(path, place)
        try:
            return self._reader(path, data, ns, scope, place).pattern()
        finally:
            self._open.pop()

    def components(self, path: Path, ns: str | None, scope: Scope, place: Place) -> list[Component]:
        """Read a file that holds a grammar to include (section 4.7)."""
        data = self._enter(path, place)
        try:
            return self._reader(path, data, ns, scope, place).components()
        finally:
            self._open.pop()

    def _reader(
        self, path: Path, data: bytes, ns: str | None, scope: Scope | None, place: Place
    ) -> SchemaReader:
        if self._reading is None:
            raise SchemaError(
                "RNG003", f"“{path.name}” is another file, of which none is read", place
            )
        return self._reading(self, path, data, ns, scope)

    def _enter(self, path: Path, place: Place) -> bytes:
        if path in self._open:
            raise SchemaError("RNG003", f"“{path.name}” includes itself", place)
        try:
            if path.is_char_device():
                raise SchemaError("RNG003", f"“{path}” is a device, not a file", place)
            data = path.read_bytes()
        except OSError as error:
            reason = error.strerror or "it can't be read"
            raise SchemaError("RNG003", f"“{path}” can't be read: {reason}", place) from None
        self._open.append(path)
        self.files.append(path)
        if len(self.files) > _MOST:
            message = f"the schema refers to more than {_MOST} files"
            raise SchemaError("RNG013", message, place)
        return data

    def locate(self, href: str, base: str, place: Place) -> Path:
        """Return the local file that a reference means (section 4.5).

        `base` is the base URI. The catalog is asked first, and the files that it names may lie
        anywhere.
        """
        if "#" in href:
            message = f"“{href}” has a “#”; a schema refers to whole files"
            raise SchemaError("RNG003", message, place)
        try:
            address = urljoin(base, href)
            parts = urlsplit(address)
        except ValueError:
            raise SchemaError("RNG003", f"“{href}” is no address", place) from None
        for known in (address, href):
            if known in self.catalog:
                return Path(self.catalog[known]).resolve()
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            message = f"“{address}” is not in the catalog, and nothing is fetched from the network"
            raise SchemaError("RNG003", message, place)
        if "%00" in parts.path:
            raise SchemaError("RNG003", f"“{href}” is no address", place)
        path = Path(unquote(parts.path))
        reason = self._refuses(path) if self._refuses else None
        if reason:
            raise SchemaError("RNG003", f"“{href}” {reason}", place)
        return path

    def datatype(
        self, library: str, name: str, parameters: tuple[tuple[str, str], ...], place: Place
    ) -> Datatype:
        """Return a datatype. Raises SchemaError if there is none of this name (section 4.16)."""
        try:
            return self.datatypes.get(library, name, parameters)
        except DatatypeError as error:
            raise SchemaError("RNG007", str(error), place) from None

    def value(
        self, library: str, name: str, text: str, namespaces: dict[str, str], place: Place
    ) -> Value:
        """Return a value of a datatype. Raises SchemaError for a text that is not one."""
        datatype = self.datatype(library=library, name=name, parameters=(), place=place)
        if not datatype.base.namespaced:
            namespaces = {}
        problem = datatype.problem(text, namespaces)
        if problem:
            message = f"“{text}” is not {datatype.base.noun}: {problem}"
            raise SchemaError("RNG007", message, place)
        return Value(place=place, datatype=datatype, text=text, namespaces=namespaces)
