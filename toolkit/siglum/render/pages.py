"""HTML pages: the rendering of a source, and of the frame around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from lxml import etree

from siglum.edition.document import Document
from siglum.findings.diagnostics import CannotUse, Diagnostic
from siglum.model.references import References
from siglum.model.registers import Authority
from siglum.render.frame import Page, add
from siglum.render.look import SG, SIGLUM, Look
from siglum.render.outputs import Format, View
from siglum.render.stylesheets import shared
from siglum.render.views import (
    Article,
    Rendering,
    article_of,
    lines,
    telling,
    transform,
    with_article,
)
from siglum.saxon.stylesheet import Markup, Parameter, Tree


def html(
    document: Document,
    view: View,
    page: Page,
    authority: Authority,
    tree: Tree | None = None,
    look: Look = SIGLUM,
) -> Rendering:
    """Render a document as an HTML page. Raises CannotUse.

    `tree` and `look` as in `views.transform`.
    """
    framed, seen, findings = around(document, page, authority, look)
    made = transform(
        document=document,
        output=Format.HTML,
        parameters={"view": str(view), "page": framed, "authority": seen},
        tree=tree,
        look=look,
    )
    return Rendering(made.text, (*findings, *made.findings))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a document in one view: some formats, and the frame of the HTML page."""

    view: View
    formats: tuple[Format, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class Made:
    """An output, or why there is none."""

    view: View
    format: Format
    rendering: Rendering | CannotUse
    shows: tuple[View, ...]
    """The views that it shows: its own, and those that show the same."""


def renderings(
    document: Document,
    wanted: Iterable[Wanted],
    authority: Authority,
    tree: Tree | None = None,
    look: Look = SIGLUM,
    alone: Wanted | None = None,
) -> Iterator[Made]:
    """Yield all that is wanted of a document, in the order in which it is wanted.

    Each output is the one of `html` or `views.lines`, but that the document and the authority files
    are parsed once, and that what is wanted as a page and as lines becomes HTML once; the findings
    on it come with its page. `tree` and `look` as in `views.transform`.

    `alone` is wanted of one of the views in the place of all, if siglum's own stylesheets make
    pages and lines, and each view has the same article.
    """
    try:
        with telling(document):
            making = _Making(document, authority, tree, look)
    except CannotUse as unread:
        for one in wanted:
            yield from (Made(one.view, format, unread, (one.view,)) for format in one.formats)
        return
    if alone is not None and making.is_together(alone):
        yield from making.alone_or_each(list(wanted), alone)
    else:
        for one in wanted:
            yield from making.each(one)


class _Making:
    """Makes outputs of one document."""

    def __init__(
        self, document: Document, authority: Authority, tree: Tree | None, look: Look
    ) -> None:
        self._document = document
        self._authority = authority
        self._tree = tree
        self._look = look
        self._source = document.tree if tree is None else tree
        self._references = References.of(document)
        self._parsed = shared().parse(self._source)
        self._around: dict[str, Parameter] = {"authority": shared().parse(_seen(authority))}

    def is_together(self, one: Wanted) -> bool:
        """Say whether a page and lines are wanted, and siglum's stylesheets make them."""
        return len(one.formats) > 1 and not any(map(self._look.is_own, one.formats))

    def each(
        self, one: Wanted, shows: tuple[View, ...] = (), of: Article | None = None
    ) -> Iterator[Made]:
        """Yield the outputs of one view; `of` is its article, where it has been made already."""
        article: Article | None = None
        for format in one.formats:
            made: Rendering | CannotUse
            try:
                if not format.is_page:
                    made = self._lines(one, format, article)
                elif self.is_together(one):
                    found = self._with_article(one, made=of)
                    assert found is not None
                    made, article = found
                else:
                    made = html(
                        document=self._document,
                        view=one.view,
                        page=one.page,
                        authority=self._authority,
                        tree=self._tree,
                        look=self._look,
                    )
            except CannotUse as unrendered:
                made = unrendered
            yield Made(one.view, format, made, shows or (one.view,))

    def alone_or_each(self, wanted: list[Wanted], alone: Wanted) -> Iterator[Made]:
        """Yield the outputs of one view, if the others have the same article; or else of each."""
        found: dict[View, tuple[Rendering, Article] | None] = {}
        try:
            first = article_of(self._document, self._parsed, self._parameters(alone))
            for one in wanted:
                if one.view is not alone.view:
                    found[one.view] = self._with_article(one, unless=first)
        except CannotUse:  # it will be told of the view that can't be made
            for one in wanted:
                yield from self.each(one)
            return
        if not any(found.values()):
            yield from self.each(alone, tuple(one.view for one in wanted), of=first)
            return
        for one in wanted:
            made = found.get(one.view)
            if made is None:
                yield from self.each(one, of=first)
            else:
                yield from self._of_pages(one, *made)

    def _of_pages(self, one: Wanted, page: Rendering, article: Article) -> Iterator[Made]:
        """Yield the outputs of a view whose page has been made."""
        for format in one.formats:
            made: Rendering | CannotUse = page
            if not format.is_page:
                try:
                    made = self._lines(one, format, article)
                except CannotUse as unrendered:
                    made = unrendered
            yield Made(one.view, format, made, (one.view,))

    def _with_article(
        self, one: Wanted, *, made: Article | None = None, unless: Article | None = None
    ) -> tuple[Rendering, Article] | None:
        found = with_article(
            self._document, self._parsed, self._parameters(one), made=made, unless=unless
        )
        if found is None:
            return None
        page, article = found
        return Rendering(page.text, (*self._references.findings, *page.findings)), article

    def _parameters(self, one: Wanted) -> dict[str, Parameter]:
        framed = _framed(one.page, self._look, self._references)
        return {**self._around, "view": str(one.view), "page": framed}

    def _lines(self, one: Wanted, format: Format, article: Article | None) -> Rendering:
        of = None if article is None else article.node
        return lines(self._document, format, one.view, tree=self._source, look=self._look, of=of)


def own(document: Document, output: str, page: Page, authority: Authority, look: Look) -> Rendering:
    """Make an output that the edition adds: its stylesheet chooses the view. Raises CannotUse."""
    framed, seen, findings = around(document, page, authority, look)
    made = transform(document, output, {"page": framed, "authority": seen}, look=look)
    return Rendering(made.text, (*findings, *made.findings))


def around(
    document: Document, page: Page, authority: Authority, look: Look
) -> tuple[etree._Element, Markup, list[Diagnostic]]:
    """Return what the stylesheets of pages read beside a document: its frame, entries it names.

    The findings are on its canonical references, which stand in the frame.
    """
    references = References.of(document)
    return _framed(page, look, references), _seen(authority), references.findings


def _framed(page: Page, look: Look, references: References) -> etree._Element:
    framed = page.to_xml(look)
    for number, reference in references.of_element.items():
        add(framed, "reference", element=str(number), text=reference)
    return framed


def _seen(authority: Authority) -> Markup:
    """Return the entries in one sg:authority element."""
    files = (
        f'<sg:file path="{escape(address)}">{text}</sg:file>' for address, text in authority.files
    )
    return Markup(f'<sg:authority xmlns:sg="{SG}">{"".join(files)}</sg:authority>')
