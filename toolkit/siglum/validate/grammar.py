"""The two grammars: RELAX NG and W3C XML Schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from siglum.codes import diagnostic
from siglum.diagnostics import Diagnostic, Span
from siglum.document import Document, Unreadable, parse, read_bytes


class BrokenSchema(Exception):
    """A schema that nothing can be checked against; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def relaxng_check(path: Path) -> Callable[[Document], Iterator[Diagnostic]]:
    """Load a RELAX NG grammar in XML syntax and return the check by it. Raises BrokenSchema."""
    try:
        schema = etree.RelaxNG(parse(path, read_bytes(path)))
    except Unreadable as unreadable:
        raise BrokenSchema(unreadable.diagnostic) from None
    except etree.RelaxNGParseError as error:
        raise BrokenSchema(
            diagnostic("SG203", f"not a RELAX NG grammar: {error}", Span(path))
        ) from None

    def check(document: Document) -> Iterator[Diagnostic]:
        if schema.validate(document.tree):
            return
        for entry in schema.error_log:
            element = _element(document, entry.path)
            span = (
                document.span(element) if element is not None else Span(document.path, entry.line)
            )
            yield diagnostic("SG201", _in_words(entry.message), span)

    return check


def xsd_check(path: Path) -> Callable[[Document], Iterator[Diagnostic]]:
    """Load a W3C schema and return the check by it. Raises BrokenSchema."""
    import xmlschema

    try:
        schema = xmlschema.XMLSchema(str(path), allow="local", defuse="always")
    except (xmlschema.XMLSchemaException, OSError, etree.XMLSyntaxError) as error:
        reason = " ".join(str(error).split("\n\n")[0].split())
        raise BrokenSchema(diagnostic("SG203", f"not a W3C schema: {reason}", Span(path))) from None

    def check(document: Document) -> Iterator[Diagnostic]:
        for error in schema.iter_errors(document.tree):
            element = error.elem if isinstance(error.elem, etree._Element) else document.root
            yield diagnostic(
                "SG202", _in_words(error.reason or "not valid"), document.span(element)
            )

    return check


def _element(document: Document, path: str | None) -> etree._Element | None:
    """Return the element at a path as libxml2 writes it."""
    if not path:
        return None
    try:
        found = document.tree.xpath(path)
    except etree.XPathError:
        return None
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, etree._Element) else None


def _in_words(message: str) -> str:
    """Write a library's message as siglum writes: one phrase, names bare and quoted."""
    message = re.sub(r"\{http://www\.tei-c\.org/ns/1\.0\}|\b(?:tei|ns\d):(?=\w)", "", message)
    message = " ".join(message.split()).rstrip(".")
    return re.sub(r"'([^']+)'", r"“\1”", message)
