"""The views of a document, as text and Markdown; `pages` makes the HTML."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lxml import etree

from siglum.codes import diagnostic
from siglum.diagnostics import Diagnostic, Span
from siglum.document import Document
from siglum.saxon.stylesheet import Parameter, TransformError, Tree
from siglum.transform.look import SIGLUM, Look
from siglum.transform.modules import Refused
from siglum.transform.wrap import wrap


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


def transform(
    document: Document,
    output: str,
    parameters: dict[str, Parameter],
    tree: Tree | None = None,
    look: Look = SIGLUM,
) -> Rendering:
    """Make an output of a document. Raises Unrendered when that stops.

    `tree` stands for the document's own: one with claims in it, which the output then carries.
    `look` says which stylesheet makes the output.
    """
    try:
        result = look.apply(output, document.tree if tree is None else tree, parameters)
    except Refused as refused:
        raise Unrendered(refused.diagnostic) from None
    except TransformError as error:
        message = f"the transformation stopped: {error}"
        raise Unrendered(diagnostic("SG601", message, Span(document.path))) from None
    return Rendering(result.text, tuple(_findings(document, result.messages)))


def text(
    document: Document,
    view: View,
    *,
    pages: bool = False,
    width: int | None = None,
    tree: Tree | None = None,
    look: Look = SIGLUM,
) -> Rendering:
    """Render a document as plain text. Raises Unrendered.

    `pages` shows where each page of the source begins, as [p. 12]; `width` is the number of
    columns at which lines are broken; `tree` and `look` as in `transform`.
    """
    rendering = transform(document, "text", _lines(view, pages, look), tree, look)
    if width is None:
        return rendering
    return Rendering(wrap(rendering.text, width), rendering.findings)


def markdown(
    document: Document,
    view: View,
    *,
    pages: bool = False,
    tree: Tree | None = None,
    look: Look = SIGLUM,
) -> Rendering:
    """Render a document as Markdown (CommonMark 0.31); the parameters are those of `text`."""
    return transform(document, "markdown", _lines(view, pages, look), tree, look)


def _lines(view: View, pages: bool, look: Look) -> dict[str, Parameter]:
    return {"view": str(view), "pages": pages, "page": look.page()}


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
            if first is not None and first.prefix:
                name = f"{first.prefix}:{name}"
            count = messages.count(message)
            often = f" ({count} times)" if count > 1 else ""
            words = f"no template knows the element “{name}”{often}"
        else:
            code, words = (code, words) if code == "SG601" else ("SG601", message)
            span = Span(Path(document.path))
        findings.append(diagnostic(code, words, span))
    return findings
