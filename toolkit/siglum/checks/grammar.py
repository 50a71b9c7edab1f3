"""The grammar in RELAX NG, by siglum's own engine."""

from __future__ import annotations

import marshal
import os
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from siglum import __version__, relaxng
from siglum.edition.document import Document
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Span
from siglum.work.cache import CachedSchema
from siglum.xml.lines import Position
from siglum.xml.positions import Positions
from siglum.xml.resolve import Border

_LARGEST = 10_000_000  # bytes of a schema that is kept: reading more costs more than it saves

Catalog = Callable[[], Mapping[str, Path]]


class Grammar:
    """A grammar that is ready to use, and kept compiled, if it may be, for the next run."""

    def __init__(
        self,
        path: Path,
        catalog: Catalog = dict,
        *,
        boundary: Path | None = None,
        cached: bool = True,
    ) -> None:
        """Load a RELAX NG grammar in either syntax; `catalog` maps addresses to local files.

        With a `boundary`, other files that it is made of have to lie in that folder.
        Raises CannotUse with the place of the fault in the grammar.
        """
        path = path.absolute()
        versions = (__version__, sys.version, _engine())
        self._path = path
        self._catalog = catalog
        self._boundary = boundary
        self._entry = CachedSchema("relaxng", path, versions) if cached else None
        recalled = self._entry and self._entry.recall(self._understood)
        self._is_recalled = recalled is not None
        self._schema = recalled or self._loaded()

    @property
    def schema(self) -> relaxng.Schema:
        """The grammar, as the engine has it."""
        return self._schema

    @property
    def files(self) -> Sequence[Path]:
        """The files that it is made of."""
        return self._entry.files if self._entry else self._schema.files

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
            self._entry.write(marshal.dumps((self._surroundings(self._entry), compiled)))

    def _loaded(self) -> relaxng.Schema:
        schema = _load(self._path, self._catalog(), self._boundary)
        self._is_recalled = False
        if self._entry:
            self._entry.note(schema.files)
        return schema

    def _understood(self, kept: bytes) -> relaxng.Schema | None:
        assert self._entry is not None
        surroundings, compiled = marshal.loads(kept)
        fits = surroundings == self._surroundings(self._entry)
        return relaxng.recall(compiled) if fits else None

    def _surroundings(self, entry: CachedSchema) -> tuple[str, dict[str, str]]:
        """Return boundary and catalog, which have a say only in the other files of a schema."""
        if len(entry.files) < 2:
            return "", {}
        addresses = {address: str(file) for address, file in self._catalog().items()}
        return str(self._boundary or ""), addresses


def _engine() -> str:
    """Return what tells one state of the engine's code from another, where it is being changed."""
    changed = [
        os.stat(os.path.join(folder, name)).st_mtime_ns  # noqa: PTH116, PTH118 - at each start
        for folder, _, names in os.walk(Path(relaxng.__file__).parent)
        for name in names
        if name.endswith(".py")
    ]
    return f"{len(changed)} files, {max(changed)}"


def _load(path: Path, catalog: Mapping[str, Path], boundary: Path | None) -> relaxng.Schema:
    try:
        refuses = Border(boundary).refuses if boundary else None
        return relaxng.load(path, catalog=catalog, refuses=refuses)
    except relaxng.SchemaError as error:
        span = Span(Path(error.file), error.line, error.column)
        from siglum.checks.grammar_findings import BrokenGrammar

        broken = Diagnostic(BrokenGrammar(error.code, error.message), span)
        raise CannotUse(broken) from None
    except OSError as error:
        unreadable = kinds.schemas.UnreadableGrammar(str(error.strerror))
        raise CannotUse(Diagnostic(unreadable, Span(path))) from None


def _findings(schema: relaxng.Schema, document: Document) -> Iterator[Diagnostic]:
    if document.is_assembled:
        yield from _check_assembled(schema, document)
        return
    for error in schema.validate(document.tree, source=document.data):
        spot = error.spot
        span = document.span_at(spot.line, spot.column, spot.length)
        yield _finding(schema, error.mistake, span)


def _finding(schema: relaxng.Schema, mistake: relaxng.Mistake, span: Span) -> Diagnostic:
    # Late: most documents have no such findings.
    from siglum.checks.grammar_findings import AgainstGrammar
    from siglum.checks.habits import habit

    return Diagnostic(AgainstGrammar(mistake, habit(mistake, schema.catalogue.declares)), span)


def _check_assembled(schema: relaxng.Schema, document: Document) -> Iterator[Diagnostic]:
    """Check a document put together of files: each finding is placed in the file it stands in."""
    data = etree.tostring(document.tree, encoding="utf-8")
    errors = schema.validate(document.tree, source=data)
    if not errors:
        return
    places = sorted(_places(document, Positions(data, document.root)), key=_place)
    for error in errors:  # what has no place of its own stands behind the last thing that has
        span = _behind(places, (error.line, error.column))
        yield _finding(schema, _in_files(error.mistake, places, span.file), span)


def _in_files(
    mistake: relaxng.Mistake, places: list[tuple[Position, Span]], file: Path
) -> relaxng.Mistake:
    """Return a mistake with the line that it names as that of a file, not of the whole text."""
    from siglum.relaxng.mistakes.hints import Line
    from siglum.relaxng.mistakes.kinds import with_lines

    def told(line: Line) -> Line:
        span = _behind(places, (line.number, sys.maxsize))
        return Line(span.line, None if span.file == file else span.file.name)

    return with_lines(mistake, told)


def _behind(places: list[tuple[Position, Span]], at: tuple[int, int]) -> Span:
    """Return where the last thing stands that begins at or before a place of the whole text."""
    behind = bisect_right(places, at, key=_place)
    return places[max(behind - 1, 0)][1]


def _places(document: Document, assembled: Positions) -> Iterator[tuple[Position, Span]]:
    """Yield where the tags, attributes and texts of the assembled text stand in the files."""
    for element in document.root.iter("*"):
        for attribute in (None, *map(str, element.attrib)):
            yield assembled.of(element, attribute), document.span(element, attribute)
        begin, end = assembled.of_end(element), document.span_of_end(element)
        if begin and end:
            yield begin, end
        for after in (False, True):
            place = assembled.of_words(element, after=after)
            span = document.span_of_words(element, after=after)
            if place and span:
                yield place, span


def _place(found: tuple[Position, Span]) -> tuple[int, int]:
    return found[0].line, found[0].column
