"""The views of a document, as text and Markdown; `pages` makes the HTML."""

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
from siglum.transform.look import SIGLUM, Look
from siglum.transform.own import Refused, check, modules
from siglum.transform.saxon import Parameter, Stylesheet, TransformError, Tree
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


@cache
def stylesheet(path: Path, root: Path | None = None, output: str = "") -> Stylesheet:
    """Return a stylesheet, compiled once for the run.

    `root` is the edition's folder of an own one, and `output` what that is for. Raises
    TransformError, and Refused for an own one that may not be compiled.
    """
    if root is not None:
        check(path, root, output)
    return Stylesheet(path=path)


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
    path, root = look.stylesheet(output)
    try:
        made_by = stylesheet(path, root, output)
        result = made_by.apply(document.tree if tree is None else tree, parameters)
    except Refused as refused:
        raise Unrendered(refused.diagnostic) from None
    except TransformError as error:
        own = modules(path, root) if root is not None else []
        raise Unrendered(_stopped(error, document, own)) from None
    return Rendering(result.text, tuple(_findings(document, result.messages)))


def _stopped(error: TransformError, document: Document, own: list[Path]) -> Diagnostic:
    """Say what stopped, at its place in an edition's own stylesheet if it is there."""
    for module in own:
        if module.name == error.module and not _is_siglums(error, module):
            return diagnostic("SG601", error.reason, Span(module, error.line, error.column))
    return diagnostic("SG601", f"the transformation stopped: {error}", Span(document.path))


def _is_siglums(error: TransformError, own: Path) -> bool:
    """Say whether an error is in a module of siglum's that has the name of an edition's own.

    Saxon tells but the name; every place that it tells is the end of a start tag.
    """
    if not any(resource("xslt").rglob(own.name)):
        return False
    lines = own.read_text("utf-8", "replace").splitlines()
    return not (
        error.line <= len(lines) and lines[error.line - 1][: error.column - 1].endswith(">")
    )


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
