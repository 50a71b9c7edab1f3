"""The views of a document, in formats that are lines of characters; `pages` makes the HTML."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from siglum.edition.document import TEI, Document
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Span
from siglum.render.look import SIGLUM, Look
from siglum.render.outputs import Format, View
from siglum.render.stylesheets import siglums
from siglum.render.wrap import wrap
from siglum.saxon.stylesheet import Parameter, Parsed, TransformError, Tree

_SVG = "{http://www.w3.org/2000/svg}"
_RENDITION = f"{{{TEI}}}rendition"


@dataclass(frozen=True, slots=True)
class Rendering:
    """The result of rendering one document."""

    text: str
    findings: tuple[Diagnostic, ...]


def transform(
    document: Document,
    output: str,
    parameters: dict[str, Parameter],
    tree: Tree | None = None,
    look: Look = SIGLUM,
) -> Rendering:
    """Make an output of a document. Raises CannotUse when that stops.

    `tree` stands for the document's own: one with claims in it, which the output then carries.
    `look` says which stylesheet makes the output.
    """
    with telling(document):
        result = look.apply(output, document.tree if tree is None else tree, parameters)
    return Rendering(result.text, tuple(_findings(document, result.messages)))


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader reads of a document in one view, as HTML; of it `lines` makes lines."""

    node: Parsed
    messages: tuple[str, ...]
    """What the stylesheet said when it made it."""


def article_of(document: Document, source: Parsed, parameters: Mapping[str, Parameter]) -> Article:
    """Make the article of a document by siglum's stylesheet of pages. Raises CannotUse."""
    with telling(document):
        told = {**parameters, "is-siglums": True, "with-article": True, "with-page": False}
        result = siglums(Format.HTML).nodes(source, told)
    return Article(result.nodes[0], result.messages)


def by_siglums(
    document: Document, output: str, tree: Tree, parameters: Mapping[str, Parameter]
) -> Rendering:
    """Apply a stylesheet of siglum's that editions can't replace. Raises CannotUse."""
    with telling(document):
        result = siglums(output).apply(tree, parameters)
    return Rendering(result.text, tuple(_findings(document, result.messages)))


def with_article(
    document: Document,
    source: Parsed,
    parameters: Mapping[str, Parameter],
    *,
    made: Article | None = None,
    unless: Article | None = None,
) -> tuple[Rendering, Article] | None:
    """Make the HTML page of a document by siglum's stylesheet, and the article that it frames.

    `made` is the article, where it has been made already. Where the article is the same as
    `unless`, nothing is made, and None returned. Raises CannotUse.
    """
    told: dict[str, Parameter] = {**parameters, "is-siglums": True, "with-article": True}
    told |= {name: one.node for name, one in (("made", made), ("unless", unless)) if one}
    with telling(document):
        result = siglums(Format.HTML).nodes(source, told)
        if not result.nodes:
            return None
        *page, node = result.nodes
        text = siglums("page-of-nodes").text(page)
    messages = (*(made.messages if made else ()), *result.messages)
    rendering = Rendering(text, tuple(_findings(document, messages)))
    return rendering, made or Article(node, messages)


@contextlib.contextmanager
def telling(document: Document) -> Iterator[None]:
    """Raise CannotUse for what stops a transformation of a document, or its parsing."""
    try:
        yield
    except TransformError as error:
        stopped = kinds.xslt.Stopped(str(error))
        raise CannotUse(Diagnostic(stopped, Span(document.path))) from None


def lines(
    document: Document,
    format: Format,
    view: View,
    *,
    pages: bool = False,
    width: int | None = None,
    tree: Tree | None = None,
    look: Look = SIGLUM,
    of: Parsed | None = None,
) -> Rendering:
    """Render a document in a format that is lines of characters. Raises CannotUse.

    `pages` shows where each page of the source begins, as [p. 12]; `width` is the number of
    columns at which lines are broken; `tree` and `look` as in `transform`; `of` is the article in
    this view, where it has been made already.
    """
    parameters: dict[str, Parameter] = {"view": str(view), "pages": pages, "page": look.page()}
    if of is None:
        rendering = transform(
            document=document, output=format, parameters=parameters, tree=tree, look=look
        )
    else:
        with telling(document):
            result = siglums(f"{format}-of-article").apply(of, parameters)
        rendering = Rendering(result.text, tuple(_findings(document, result.messages)))
    if width is None:
        return rendering
    return Rendering(wrap(rendering.text, width), rendering.findings)


def _findings(document: Document, messages: tuple[str, ...]) -> list[Diagnostic]:
    """Turn the stylesheets' messages, “CODE words”, into findings.

    A message of what a page can't take names it; the finding stands at its first occurrence.
    """
    findings = []
    for message in dict.fromkeys(messages):
        code, _, words = message.partition(" ")
        if code == "SG602":
            findings.append(_unknown(document, words, messages.count(message)))
        elif code == "SG604":
            findings.append(_refused(document, words))
        elif code == "SG605":
            findings.append(_unstyled(document, words))
        elif code == "SG405":
            findings.append(_no_address(document, words))
        else:
            words = words if code == "SG601" else message
            findings.append(Diagnostic(kinds.xslt.Told(words), Span(Path(document.path))))
    return findings


def _unknown(document: Document, tag: str, count: int) -> Diagnostic:
    """Tell of an element that no template knows."""
    first = next(document.root.iter(tag), None)
    unknown = kinds.publishing.NoTemplate(_name(tag, first), count)
    return Diagnostic(unknown, _span(document, first))


def _refused(document: Document, words: str) -> Diagnostic:
    """Tell of an element, or of an element's attribute after @, that may not stand on a page."""
    tag, at, attribute = words.partition("@")
    if not at:
        first = next(document.root.iter(tag), None)
        refused = kinds.publishing.ElementNotOnPage(_name(tag, first))
        return Diagnostic(refused, _span(document, first))
    local = attribute.rpartition(":")[2]
    for element in document.root.iter(tag):
        for key in map(str, element.keys()):
            if etree.QName(key).localname == local:
                kind = kinds.publishing.AttributeNotOnPage(_name(tag, element), attribute)
                return Diagnostic(kind, document.span(element, key))
    kind = kinds.publishing.AttributeNotOnPage(_name(tag, None), attribute)
    return Diagnostic(kind, Span(document.path))


def _unstyled(document: Document, property: str) -> Diagnostic:
    """Tell of a property of CSS, or the value that it has, which a page does not take."""
    kind = kinds.publishing.StyleLeftOut(property)
    for element in document.root.iter("*"):
        if property in element.get("style", "").lower():
            return Diagnostic(kind, document.span(element, "style"))
        if element.get(property) is not None and element.tag.startswith(_SVG):
            return Diagnostic(kind, document.span(element, property))
        if element.tag == _RENDITION and property in (element.text or "").lower():
            return Diagnostic(kind, document.span(element))
    return Diagnostic(kind, Span(document.path))


def _no_address(document: Document, address: str) -> Diagnostic:
    """Tell of an address of the web or of mail that is none."""
    kind = kinds.links.NoAddress(address)
    for element in document.root.iter("*"):
        for name, value in element.items():
            if address in str(value):
                return Diagnostic(kind, document.span(element, str(name)))
    return Diagnostic(kind, Span(document.path))


def _name(tag: str, element: etree._Element | None) -> str:
    """Return the name of an element as the source writes it."""
    name = etree.QName(tag).localname
    return f"{element.prefix}:{name}" if element is not None and element.prefix else name


def _span(document: Document, element: etree._Element | None) -> Span:
    return document.span(element) if element is not None else Span(document.path)
