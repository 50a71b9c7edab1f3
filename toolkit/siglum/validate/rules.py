"""The edition's own rules: ISO Schematron."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from siglum import schematron
from siglum.codes import CODES, diagnostic
from siglum.diagnostics import Diagnostic, Severity, Span
from siglum.document import Document
from siglum.positions import resolve
from siglum.validate.broken import BrokenSchema


def schematron_check(
    path: Path,
    catalog: Callable[[], Mapping[str, Path]] = dict,
    phase: str | None = None,
    boundary: Path | None = None,
) -> Callable[[Document], Iterator[Diagnostic]]:
    """Load Schematron rules and return the check by them, in one of their phases.

    `catalog` maps addresses to local files; other files of the rules lie in the folder `boundary`,
    if there is one. Raises BrokenSchema with the place of the fault in the rules.
    """
    try:
        schema = schematron.load(path, phase=phase, root=boundary, catalog=catalog())
    except schematron.SchemaError as error:
        raise BrokenSchema(_fault(error, path)) from None

    def check(document: Document) -> Iterator[Diagnostic]:
        data = None if document.is_assembled else document.data
        try:
            found = schema.validate(document.tree, source=data)
        except schematron.SchemaError as fault:  # it is compiled only now
            yield _fault(fault, path)
            return
        for error in found:
            entry = CODES.get(error.code)
            help = " ".join((error.help or "").splitlines()) or (entry.help if entry else None)
            span = _place(document, error)
            yield Diagnostic(error.code, Severity(error.role), error.message, span, help)

    return check


def _fault(error: schematron.SchemaError, path: Path) -> Diagnostic:
    """Return what is wrong with rules that can't be used at all."""
    file = path if error.file == path.resolve() else error.file
    return diagnostic(error.code, error.message, Span(file, error.line, error.column))


def _place(document: Document, error: schematron.Error) -> Span:
    """Place a finding; of a document with included files, by the path of its node."""
    if error.file:
        return Span(error.file, error.line, error.column, error.length)
    if not document.is_assembled:
        return Span(document.path, error.line, error.column, error.length)
    try:
        element, attribute = resolve(document.root, error.path)
    except LookupError:
        return Span(document.path, error.line)
    return document.span(element, attribute)
