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
        self._path = path
        self._catalog = catalog
        self._entry = Entry("relaxng", path, versions) if cached else None
        recalled = self._entry and self._entry.recall(self._understood)
        self._is_recalled = recalled is not None
        self._schema = recalled or self._loaded()

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what is wrong with a document, each finding in the file it stands in."""
        try:
            found = list(_findings(self._schema, document))
        except Exception:  # some of what was kept is only looked at now (see `Entry.recall`)
            if not self._is_recalled:
                raise
            self._schema = self._loaded()
            found = list(_findings(self._schema, document))
        yield from found

    def keep(self) -> None:
        """Keep the grammar with what was learnt of it, if that saves time."""
        if self._entry is None or not self._schema.has_news:
            return
        try:
            compiled = self._schema.compiled()
        except Exception:  # as in `check`
            if not self._is_recalled:
                raise
            return
        if compiled is not None and len(compiled) <= _LARGEST:
            self._entry.write(marshal.dumps((self._addresses(self._entry), compiled)))

    def _loaded(self) -> relaxng.Schema:
        schema = _load(self._path, self._catalog())
        self._is_recalled = False
        if self._entry:
            self._entry.note(schema.files)
        return schema

    def _understood(self, kept: bytes) -> relaxng.Schema | None:
        assert self._entry is not None
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


def _findings(schema: relaxng.Schema, document: Document) -> Iterator[Diagnostic]:
    if document.is_assembled:
        yield from _check_assembled(schema, document)
        return
    for error in schema.validate(document.tree, source=document.data):
        span = Span(document.path, error.line, error.column, error.length)
        yield diagnostic(error.code, error.message, span, error.help)


def _check_assembled(schema: relaxng.Schema, document: Document) -> Iterator[Diagnostic]:
    """Check a document put together of files: each finding is placed in the file it stands in."""
    data = etree.tostring(document.tree, encoding="utf-8")
    errors = schema.validate(document.tree, source=data)
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
