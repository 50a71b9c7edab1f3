"""The grammar in RELAX NG, by siglum's own engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from siglum import relaxng
from siglum.codes import diagnostic
from siglum.diagnostics import Diagnostic, Span
from siglum.document import Document
from siglum.source import Positions
from siglum.validate.broken import BrokenSchema


def relaxng_check(
    path: Path, catalog: Mapping[str, Path] | None = None
) -> Callable[[Document], Iterator[Diagnostic]]:
    """Load a RELAX NG grammar, in either syntax, and return the check by it.

    Raises BrokenSchema with the place of the fault in the grammar.
    """
    try:
        schema = relaxng.load(path, catalog=catalog)
    except relaxng.SchemaError as error:
        span = Span(Path(error.file), error.line, error.column)
        raise BrokenSchema(diagnostic(error.code, error.message, span)) from None
    except OSError as error:
        message = f"the grammar can't be read: {error.strerror}"
        raise BrokenSchema(diagnostic("SG203", message, Span(path))) from None

    def check(document: Document) -> Iterator[Diagnostic]:
        if not document.included:
            for error in schema.validate(document.tree, source=document.data):
                span = Span(document.path, error.line, error.column, error.length)
                yield diagnostic(error.code, error.message, span, error.help)
            return
        yield from _check_assembled(schema, document)

    return check


def _check_assembled(schema: relaxng.Schema, document: Document) -> Iterator[Diagnostic]:
    """Check a document with included files: each finding is placed in the file it stands in."""
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
