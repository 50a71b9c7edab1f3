"""The edition's own rules: ISO Schematron."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from siglum import schematron
from siglum.checks.rule_findings import AgainstRules, BrokenRules
from siglum.edition.document import STDIN, Document
from siglum.findings.diagnostics import CannotUse, Diagnostic, Span
from siglum.xml.positions import resolve


class Rules:
    """The check by one schema's rules, in one of their phases."""

    def __init__(
        self,
        path: Path,
        catalog: Callable[[], Mapping[str, Path]] = dict,
        phase: str | None = None,
        boundary: Path | None = None,
        edition: Path | None = None,
    ) -> None:
        """Load Schematron rules.

        `catalog` maps addresses to local files; other files of the rules lie in the folder
        `boundary`, if there is one. The files that rules look into lie in the folder `edition`.
        Raises CannotUse with the place of the fault in the rules.
        """
        self._path = path
        try:
            self.schema = schematron.load(
                path, phase=phase, root=boundary, files=edition, catalog=catalog()
            )
        except schematron.SchemaError as error:
            raise CannotUse(_fault(error, path)) from None

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what the rules say of a document."""
        data = None if document.is_assembled else document.data
        uri = "" if document.path == STDIN else document.path.absolute().as_uri()
        try:
            found = self.schema.validate(
                document.tree, source=data, uri=uri, bases=_bases(document, uri)
            )
        except schematron.SchemaError as fault:  # it is compiled only now
            yield _fault(fault, self._path)
            return
        for error in found:
            yield Diagnostic(AgainstRules(error.mistake), _place(document, error))


def _bases(document: Document, uri: str) -> dict[etree._Element, str]:
    """Return the base URI of each element that another file contributes than its parent."""
    changes: dict[etree._Element, str] = {}
    for element in document.root.iter("*") if document.parts else ():
        part = document.parts.get(element)
        parent = element.getparent()
        if part is not (None if parent is None else document.parts.get(parent)):
            changes[element] = part.path.absolute().as_uri() if part else uri
    return changes


def _fault(error: schematron.SchemaError, path: Path) -> Diagnostic:
    """Return what is wrong with rules that can't be used at all."""
    file = path if error.file == path.resolve() else error.file
    return Diagnostic(BrokenRules(error.code, error.message), Span(file, error.line, error.column))


def _place(document: Document, error: schematron.Error) -> Span:
    """Place a finding; of a document with included files, by the path of its node."""
    if error.file:
        return Span.of(error.file, error.spot)
    if not document.is_assembled:
        return document.span_at(error.line, error.column, error.length)
    try:
        element, attribute = resolve(document.root, error.path)
    except LookupError:
        return Span(document.path, error.line)
    return document.span(element, attribute)
