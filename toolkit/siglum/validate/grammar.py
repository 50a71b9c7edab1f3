"""The grammar in RELAX NG."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from siglum.codes import diagnostic
from siglum.diagnostics import Diagnostic, Span
from siglum.document import Document, Unreadable, parse, read_bytes
from siglum.validate.broken import BrokenSchema


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
            yield diagnostic("SG201", in_words(entry.message), span)

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


def in_words(message: str) -> str:
    """Write a library's message as siglum writes: one phrase, names bare and quoted."""
    message = re.sub(r"\{http://www\.tei-c\.org/ns/1\.0\}|\b(?:tei|ns\d):(?=\w)", "", message)
    message = " ".join(message.split()).rstrip(".")
    return re.sub(r"'([^']+)'", r"“\1”", message)
