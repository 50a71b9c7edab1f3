"""The views of a document, in HTML and in plain text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from lxml import etree

from siglum.codes import diagnostic
from siglum.diagnostics import Diagnostic, Span
from siglum.document import Document
from siglum.resources import resource
from siglum.transform.saxon import Parameter, Stylesheet, TransformError


class View(StrEnum):
    """What a reader sees of a text: see xslt/modules/view.xsl."""

    TRANSCRIPT = "transcript"
    READING = "reading"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Rendering:
    """The result of rendering one document."""

    text: str
    findings: tuple[Diagnostic, ...]


class Unrendered(Exception):
    """A document that could not be rendered; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@cache
def stylesheet(name: str) -> Stylesheet:
    """Return one of siglum's entry stylesheets, compiled once for the run."""
    return Stylesheet(path=resource("xslt", name))


def transform(document: Document, name: str, parameters: dict[str, Parameter]) -> Rendering:
    """Apply an entry stylesheet to a document. Raises Unrendered when it stops."""
    try:
        result = stylesheet(name).apply(document.tree, parameters)
    except TransformError as error:
        message = f"the transformation stopped: {error}"
        raise Unrendered(diagnostic("SG601", message, Span(document.path))) from None
    return Rendering(result.text, tuple(_findings(document, result.messages)))


def text(document: Document, view: View) -> Rendering:
    """Render a document as plain text. Raises Unrendered."""
    return transform(document, "text.xsl", {"view": str(view)})


def _findings(document: Document, messages: tuple[str, ...]) -> list[Diagnostic]:
    """Turn the stylesheets' messages, “CODE words”, into findings.

    SG602 names an element that no template knows; it is placed at its first occurrence.
    """
    findings = []
    for message in dict.fromkeys(messages):
        code, _, words = message.partition(" ")
        if code == "SG602":
            first = next(document.root.iter(words), None)
            span = document.span(first) if first is not None else Span(document.path)
            name = etree.QName(words).localname
            count = messages.count(message)
            words = f"no template knows the element “{name}” ({count} times)"
        else:
            code, words = (code, words) if code == "SG601" else ("SG601", message)
            span = Span(Path(document.path))
        findings.append(diagnostic(code, words, span))
    return findings
