"""The edition's own rules: ISO Schematron."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from siglum import schematron
from siglum.codes import CODES, diagnostic
from siglum.diagnostics import Diagnostic, Severity, Span
from siglum.document import Document
from siglum.source import resolve
from siglum.validate.broken import BrokenSchema


def schematron_check(
    path: Path, catalog: Callable[[], Mapping[str, Path]] = dict
) -> Callable[[Document], Iterator[Diagnostic]]:
    """Load Schematron rules and return the check by them; `catalog` maps addresses to local files.

    Raises BrokenSchema with the place of the fault in the rules.
    """
    try:
        schema = schematron.load(path, catalog=catalog())
    except schematron.SchemaError as error:
        span = Span(path if error.file == path.resolve() else error.file, error.line, error.column)
        raise BrokenSchema(diagnostic(error.code, error.message, span)) from None

    def check(document: Document) -> Iterator[Diagnostic]:
        data = None if document.included else document.data
        for error in schema.validate(document.tree, source=data):
            entry = CODES.get(error.code)
            help = error.help or (entry.help if entry else None)
            span = _place(document, error)
            yield Diagnostic(error.code, Severity(error.role), error.message, span, help)

    return check


def _place(document: Document, error: schematron.Error) -> Span:
    """Place a finding; of a document with included files, by the path of its node."""
    if not document.included:
        return Span(document.path, error.line, error.column, error.length)
    try:
        element, attribute = resolve(document.root, error.path)
    except LookupError:
        return Span(document.path, error.line)
    return document.span(element, attribute)
