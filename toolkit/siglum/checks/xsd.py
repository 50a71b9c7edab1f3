"""Documents checked against W3C XML Schema, 1.0 and 1.1, by `xmlschema`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from siglum.checks.xsd_findings import findings
from siglum.checks.xsd_loading import language_of, load
from siglum.edition.document import Document
from siglum.findings.diagnostics import Diagnostic


def xsd_check(
    path: Path, *, boundary: Path | None = None, cached: bool = True
) -> Callable[[Document], Iterator[Diagnostic]]:
    """Load a W3C schema and return the check by it.

    Raises CannotUse, also for a schema with files that are hidden or outside the folder
    `boundary`.
    """
    path = path.resolve()
    language = language_of(path, boundary)
    if language.has_expressions:
        from siglum.checks.xsd_apart import Apart

        return Apart(path, boundary, cached).check
    schema = load(path=path, boundary=boundary, cached=cached, language=language)

    def check(document: Document) -> Iterator[Diagnostic]:
        for element, kind in findings(schema, document.tree):
            yield Diagnostic(kind, document.span(element))

    return check
