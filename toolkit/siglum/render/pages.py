"""HTML pages: what a page needs that its source does not hold, and the rendering of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape

from lxml import etree

from siglum.edition.document import Document
from siglum.findings.diagnostics import CannotUse, Diagnostic
from siglum.model.dates import Date
from siglum.model.fields import Found
from siglum.model.references import References
from siglum.model.registers import Authority
from siglum.model.titles import LANG
from siglum.render import citation_dates
from siglum.render.citation import Citation, places
from siglum.render.look import SIGLUM, Look, in_xml
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
from siglum.work.file_names import as_text
from siglum.work.resources import resource

_SG = "https://siglum.invalid/ns"


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a page offers."""

    href: str
    type: str
    """Its media type."""
    kind: str | None = None
    """ "source", "text" or "citation": a key of the words tables, after "download-"."""
    view: View | None = None
    """Which view a text is of."""
    name: str | None = None
    """Which of a kind it is, in a word of no language."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a document that is split; see xslt/modules/html-split.xsl."""

    name: str
    href: str
    views: tuple[tuple[str, str], ...]
    canonical: str | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The document before or after one."""

    href: str
    title: str
    date: tuple[tuple[str, str], ...] = ()
    """The attributes of sg:date (see `citation_dates.attributes`)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a page may show."""

    written: str
    """Its address as the source writes it."""
    href: str
    width: int | None = None
    height: int | None = None
    """Its pixels, where its file tells them."""
    smaller: tuple[tuple[str, int], ...] = ()
    """Addresses of smaller copies, with their widths."""


@dataclass(frozen=True, slots=True)
class Page:
    """The frame of a page; see xslt/modules/html-page.xsl for what becomes of it."""

    site: str | None = None
    home: str | None = None
    guide: str | None = None
    """Address of the guide for encoders."""
    search: str | None = None
    """Address of the page that readers search."""
    opensearch: str | None = None
    """Address of the file by which a browser learns to search."""
    href: str | None = None
    """Address of the page itself."""
    script: str | None = None
    """Address of the script by which units are cited."""
    stylesheets: tuple[str, ...] = ()
    """Addresses of the style sheets; without any, their rules are put into the page."""
    canonical: str | None = None
    views: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    """The pages of a document that is split, beside the first."""
    downloads: tuple[Download, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    """Where a file that the source names is published: (path as the source writes it, address)."""
    addresses: tuple[tuple[str, str], ...] = ()
    """What pointers and keys stand for: ("placeName/@ref pmb:50", address)."""
    pictures: tuple[Picture, ...] = ()
    """The pictures that the page may show."""
    viewer: str | None = None
    """Address of the script that enlarges and turns them."""
    entries: tuple[tuple[str, str, str], ...] = ()
    """The pages of entries that pointers mean: ("persName/@ref #x", address, entry in a line)."""
    former: tuple[tuple[str, str, str], ...] = ()
    """Units that were on the page: (its part or “”, id, address now or “”)."""
    previous: Neighbour | None = None
    """The document before this one, by date."""
    next: Neighbour | None = None
    citation: Citation | None = None
    title: Found | None = None
    """The title of the document, where edition.toml says where it is."""
    date: Date | None = None
    """Its date, where edition.toml says where it is."""

    def to_xml(self, look: Look) -> etree._Element:
        """Return the page as the sg:page element that the stylesheets read."""
        page = look.page()
        names = ("site", "home", "guide", "search", "opensearch", "href", "script", "viewer")
        for name in names:
            value: str | None = getattr(self, name)
            if value is not None:
                page.set(name, in_xml(value))
        for href in self.stylesheets:
            _add(page, "style", href=href)
        if not self.stylesheets:
            sheets = [resource("xslt", "siglum.css").read_bytes()]
            sheets += [own.data for own in look.style_sheets()[:1]]
            for rules in sheets:
                _add(page, "style", text=rules.decode("utf-8-sig"))
        if self.canonical:
            _add(page, "canonical", href=self.canonical)
        _add_views(page, self.views)
        for part in self.parts:
            element = _add(page, "part", name=part.name, href=part.href)
            _add_views(element, part.views)
            if part.canonical:
                _add(element, "canonical", href=part.canonical)
        for item in self.downloads:
            known = {"kind": item.kind, "view": item.view, "name": item.name}
            said = {name: str(value) for name, value in known.items() if value is not None}
            _add(page, "download", href=item.href, type=item.type, **said)
        for path, href in self.files:
            _add(page, "file", path=as_text(path), href=href)
        for pointer, address in self.addresses:
            _add(page, "address", of=as_text(pointer), to=as_text(address))
        for picture in self.pictures:
            element = _add(page, "picture", path=as_text(picture.written), href=picture.href)
            if picture.width is not None:
                element.set("width", str(picture.width))
                element.set("height", str(picture.height))
            if picture.smaller:
                every = (*picture.smaller, (picture.href, picture.width))
                element.set("srcset", ", ".join(f"{href} {width}w" for href, width in every))
        for pointer, href, card in self.entries:
            _add(page, "entry", of=as_text(pointer), href=href, card=card)
        for of, unit, now in self.former:
            given = {"part": of, "href": now}
            _add(page, "former", id=unit, **{key: one for key, one in given.items() if one})
        for name, neighbour in (("previous", self.previous), ("next", self.next)):
            if neighbour is not None:
                element = _add(page, name, href=neighbour.href, title=neighbour.title)
                if neighbour.date:
                    _add(element, "date", **dict(neighbour.date))
        if self.title:
            element = _add(page, "title", text=self.title.value)
            if self.title.language:
                element.set(LANG, as_text(self.title.language))
        if self.date:
            _add(page, "date", **citation_dates.attributes(self.date))
        if self.citation:
            for name, content in self.citation.highwire():
                _add(page, "meta", name=name, content=content)
            _add(page, "json-ld", text=self.citation.json_ld())
            _add_citations(page, self.citation)
        return page


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
        _add(framed, "reference", element=str(number), text=reference)
    return framed


def _seen(authority: Authority) -> Markup:
    """Return the entries in one sg:authority element."""
    files = (
        f'<sg:file path="{escape(address)}">{text}</sg:file>' for address, text in authority.files
    )
    return Markup(f'<sg:authority xmlns:sg="{_SG}">{"".join(files)}</sg:authority>')


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on the home page."""

    href: str
    views: tuple[tuple[str, str], ...]
    citation: Citation


def with_documents(page: etree._Element, entries: Iterable[Entry]) -> etree._Element:
    """Return an sg:page element with what the home page says of documents."""
    for entry in entries:
        record = entry.citation.record
        element = _add(
            page,
            "document",
            href=entry.href,
            title=record.title,
            author=", ".join(each.spoken for each in record.authors),
            text=record.abstract,
        )
        if record.date:
            element.set("sort", str(record.date.sort))
            _add(element, "date", **citation_dates.attributes(record.date))
        _add_views(element, entry.views)
    return page


def _add_citations(page: etree._Element, citation: Citation) -> None:
    """Add a document's citations, with their places."""
    open_one = replace(citation, has_places=True)
    for format, text in (
        ("Chicago", open_one.chicago()),
        ("MLA", open_one.mla()),
        ("short", open_one.short()),
        ("BibTeX", open_one.bibtex()),
        ("RIS", open_one.ris().replace("\r\n", "\n")),
        ("CSL-JSON", open_one.csl_json()),
    ):
        element = _add(page, "citation", format=format)
        for before, form, content in places(text.strip()):
            _add(element, "text", before)
            if form:
                _add(element, "place", content, form=form)


def _add_views(parent: etree._Element, views: tuple[tuple[str, str], ...]) -> None:
    for view, href in views:
        _add(parent, "view", name=view, href=href)


def _add(
    parent: etree._Element, tag: str, /, text: str | None = None, **attributes: str
) -> etree._Element:
    said = {name: in_xml(value) for name, value in attributes.items()}
    child = etree.SubElement(parent, f"{{{_SG}}}{tag}", said)
    child.text = in_xml(text) if text else None
    return child
