"""W3C schemas by `xmlschema`, in the version they are written in, compiled once and kept.

A schema is one of XSD 1.1 if it says so (`vc:minVersion`) or has what only XSD 1.1 knows, in
whichever of its files. XSD 1.1 keeps what XSD 1.0 means, but for corners that no schema should
stand in (XSD 1.1 part 1, appendix G.1); most schemas are of 1.0, which is faster.
"""

from __future__ import annotations

import contextlib
import pickle
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from siglum.checks.xsd_files import parts
from siglum.checks.xsd_patterns import bound
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Span
from siglum.work.cache import CachedSchema
from siglum.xml.resolve import Border, Reason

_XS = "{http://www.w3.org/2001/XMLSchema}"
_VC = "{http://www.w3.org/2007/XMLSchema-versioning}"
_XPATHS = frozenset(f"{_XS}{name}" for name in ("assert", "assertion", "alternative"))
_ELEMENTS = _XPATHS | {
    f"{_XS}{name}" for name in ("openContent", "defaultOpenContent", "override", "explicitTimezone")
}
_REFERRING = ("type", "base", "itemType")
_TYPES = frozenset(
    ("dateTimeStamp", "dayTimeDuration", "yearMonthDuration", "anyAtomicType", "error")
)
_ATTRIBUTES = frozenset(
    ("notNamespace", "notQName", "defaultAttributes", "xpathDefaultNamespace", "inheritable")
)


@dataclass(frozen=True, slots=True)
class Language:
    """What a schema is written in: XSD 1.1 or 1.0, and are there XPath expressions to evaluate?"""

    is_newer: bool
    has_expressions: bool


def language_of(path: Path, boundary: Path | None) -> Language:
    """Read which language a schema is written in, off all its files.

    Raises CannotUse for one with hidden files, or files outside the folder `boundary`.
    """
    border = Border(boundary) if boundary else None
    nodes = [node for _, root in parts(path.resolve(), border) for node in root.iter("*")]
    return Language(any(map(_is_newer, nodes)), any(node.tag in _XPATHS for node in nodes))


def load(path: Path, boundary: Path | None, cached: bool, language: Language) -> Any:
    """Return a schema, from the cache if it is there.

    Raises CannotUse, also for one with hidden files, or files outside the folder `boundary`.
    """
    names = [f"{name} {version(name)}" for name in ("xmlschema", "elementpath")]
    versions = [platform.python_version(), platform.python_implementation(), *names]
    entry = CachedSchema("xsd", path, versions) if cached else None
    schema = entry.recall(_unpickled) if entry else None
    if schema is None:
        try:
            schema = _compiled(path, _Guard(path, boundary), language)
        except _Outside as outside:
            refused = kinds.schemas.IncludesRefused(outside.file, outside.reason)
            raise CannotUse(Diagnostic(refused, Span(path))) from None
        if entry:
            _keep(schema, entry)
    return schema


def files_of(schema: Any) -> list[Path]:
    """Return the files that a schema is made of, but for those that the library brings along."""
    paths = [Path(part.filepath) for part in schema.maps.iter_schemas() if part.filepath]
    return [path for path in paths if not path.is_relative_to(_library())]


class _Outside(Exception):
    """A file of a schema that must not be read."""

    def __init__(self, file: str, reason: Reason) -> None:
        super().__init__(file, reason)
        self.file = file
        self.reason = reason


class _Guard:
    """Lets a schema have its files from within a folder, before any is opened."""

    def __init__(self, path: Path, boundary: Path | None) -> None:
        self._path = path.resolve()
        self._border = Border(boundary) if boundary else None

    def __call__(self, address: str) -> str:
        """Return an address of a file as it is. Raises _Outside."""
        parts = urlsplit(address)
        path = Path(unquote(parts.path))
        if parts.scheme != "file" or self._border is None or path == self._path:
            return address
        reason = None if path.is_relative_to(_library()) else self._border.refuses(path)
        if reason:
            raise _Outside(path.name, reason)
        return address


def _library() -> Path:
    import xmlschema

    return Path(xmlschema.__file__).parent


def _unpickled(data: bytes) -> Any:
    import xmlschema

    schema = pickle.loads(data)
    return schema if isinstance(schema, xmlschema.XMLSchemaBase) else None


def _compiled(path: Path, guard: _Guard, language: Language) -> Any:
    import xmlschema

    if language.is_newer:
        return _compiled_as(xmlschema.XMLSchema11, path, guard)
    return _compiled_as(xmlschema.XMLSchema10, path, guard)


def _compiled_as(language: Any, path: Path, guard: _Guard) -> Any:
    import xmlschema

    try:
        schema = language(str(path), allow="local", defuse="always", uri_mapper=guard)
    except (xmlschema.XMLSchemaException, OSError, etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split("\n\n")[0].split())
        raise CannotUse(Diagnostic(kinds.schemas.NotXsd(reason), Span(path))) from None
    bound(schema)
    return schema


def _is_newer(node: etree._Element) -> bool:
    return (
        node.tag in _ELEMENTS
        or not _ATTRIBUTES.isdisjoint(node.attrib)
        or any(str(name).startswith(_VC) for name in node.attrib)
        or any(str(node.get(name)).rpartition(":")[2] in _TYPES for name in _REFERRING)
        or (node.tag == f"{_XS}all" and any(map(_is_new_in_all, node)))
    )


def _is_new_in_all(part: etree._Element) -> bool:
    """Say whether a part of an xs:all is one that only XSD 1.1 lets stand there."""
    often = part.get("maxOccurs", "1") not in ("0", "1")
    return part.tag in (f"{_XS}any", f"{_XS}group") or (part.tag == f"{_XS}element" and often)


def _keep(schema: Any, entry: CachedSchema) -> None:
    entry.note(files_of(schema))
    with contextlib.suppress(pickle.PicklingError, TypeError, AttributeError, RecursionError):
        entry.write(pickle.dumps(schema))
