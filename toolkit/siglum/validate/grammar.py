"""The grammar in RELAX NG, by siglum's own engine."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from siglum import __version__, relaxng
from siglum.codes import diagnostic
from siglum.diagnostics import Diagnostic, Span
from siglum.document import Document
from siglum.source import Positions
from siglum.validate.broken import BrokenSchema
from siglum.validate.cache import Entry

_LARGEST = 10_000_000  # bytes of a schema that is kept: reading more costs more than it saves

Catalog = Callable[[], Mapping[str, Path]]


class Grammar:
    """A grammar that is ready to use, and kept compiled, if it may be, for the next run."""

    def __init__(self, path: Path, catalog: Catalog = dict, *, cached: bool = True) -> None:
        """Load a RELAX NG grammar in either syntax; `catalog` maps addresses to local files.

        Raises BrokenSchema with the place of the fault in the grammar.
        """
        path = path.absolute()
        versions = (__version__, sys.version, _engine())
        self._catalog = catalog
        self._entry = Entry("relaxng", path, versions) if cached else None
        recalled = self._recalled()
        self._schema = recalled or _load(path, catalog())
        if self._entry and not recalled:
            self._entry.note(self._schema.files)

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what is wrong with a document, each finding in the file it stands in."""
        if not document.included:
            for error in _errors(self._schema, document.tree, document.data):
                span = Span(document.path, error.line, error.column, error.length)
                yield diagnostic(error.code, error.message, span, error.help)
            return
        yield from _check_assembled(self._schema, document)

    def keep(self) -> None:
        """Keep the grammar with what was learnt of it, if that saves time."""
        if self._entry is None or not self._schema.has_news:
            return
        compiled = self._schema.compiled()
        if compiled is not None and len(compiled) <= _LARGEST:
            self._entry.write(marshal.dumps((self._addresses(self._entry), compiled)))

    def _recalled(self) -> relaxng.Schema | None:
        kept = self._entry and self._entry.read()
        if not self._entry or not kept:
            return None
        addresses, compiled = marshal.loads(kept)
        return relaxng.recall(compiled) if addresses == self._addresses(self._entry) else None

    def _addresses(self, entry: Entry) -> dict[str, str]:
        """Return the catalog, which has a say only in where the other files of a schema are."""
        known = self._catalog() if len(entry.files) > 1 else {}
        return {address: str(file) for address, file in known.items()}


def _engine() -> str:
    """Return what tells one state of the engine's code from another, where it is being changed."""
    with os.scandir(Path(relaxng.__file__).parent) as files:
        changed = [file.stat().st_mtime_ns for file in files if file.name.endswith(".py")]
    return f"{len(changed)} files, {max(changed)}"


def _load(path: Path, catalog: Mapping[str, Path]) -> relaxng.Schema:
    try:
        return relaxng.load(path, catalog=catalog)
    except relaxng.SchemaError as error:
        span = Span(Path(error.file), error.line, error.column)
        raise BrokenSchema(diagnostic(error.code, error.message, span)) from None
    except OSError as error:
        message = f"the grammar can't be read: {error.strerror}"
        raise BrokenSchema(diagnostic("SG203", message, Span(path))) from None


def _errors(schema: relaxng.Schema, tree: etree._ElementTree, data: bytes) -> list[relaxng.Error]:
    """Return the errors of a tree, with their places in the very bytes that it was parsed from."""
    if schema.is_valid(tree):
        return []
    errors = schema.validate(data)
    unread = not errors or any(error.code == "RNG120" for error in errors)
    return schema.validate(tree) if unread else errors  # lxml reads names that expat does not


def _check_assembled(schema: relaxng.Schema, document: Document) -> Iterator[Diagnostic]:
    """Check a document with included files: each finding is placed in the file it stands in."""
    data = etree.tostring(document.tree, encoding="utf-8")
    errors = _errors(schema, document.tree, data)
    if not errors:
        return
    places = _places(document, Positions(data, document.root))
    for error in errors:
        span = places.get((error.line, error.column)) or Span(document.path)
        yield diagnostic(error.code, error.message, span, error.help)


def _places(document: Document, assembled: Positions) -> dict[tuple[int, int], Span]:
    """Return where the tags and attributes of the assembled text stand in the files."""
    places: dict[tuple[int, int], Span] = {}
    for element in document.root.iter("*"):
        for attribute in (None, *map(str, element.attrib)):
            place = assembled.of(element, attribute)
            places[place.line, place.column] = document.span(element, attribute)
    return places
