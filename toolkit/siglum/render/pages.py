"""HTML pages: what a page needs that its source does not hold, and the rendering of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from lxml import etree

from siglum.edition.document import Document
from siglum.findings.diagnostics import CannotUse, Diagnostic
from siglum.model.references import References
from siglum.model.registers import Authority
from siglum.render import citation_dates
from siglum.render.citation import Citation
from siglum.render.look import SIGLUM, Look, in_xml
from siglum.render.outputs import Format, View
from siglum.render.stylesheets import shared, siglums
from siglum.render.views import Rendering, lines, telling, transform, with_article
from siglum.saxon.stylesheet import Markup, Parameter, Parsed, Tree
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
class Page:
    """The frame of a page; see xslt/modules/html-page.xsl for what becomes of it."""

    site: str | None = None
    home: str | None = None
    guide: str | None = None
    """Address of the guide for encoders."""
    href: str | None = None
    """Address of the page itself."""
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
    pictures: tuple[tuple[str, str], ...] = ()
    """Where the pictures are that the page may show: (address as the source writes it, address)."""
    citation: Citation | None = None

    def to_xml(self, look: Look) -> etree._Element:
        """Return the page as the sg:page element that the stylesheets read."""
        page = look.page()
        for name in ("site", "home", "guide", "href"):
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
        for path, href in self.pictures:
            _add(page, "picture", path=as_text(path), href=href)
        if self.citation:
            for name, content in self.citation.highwire():
                _add(page, "meta", name=name, content=content)
            _add(page, "json-ld", text=self.citation.json_ld())
            for format, text in (
                ("Chicago", self.citation.chicago()),
                ("BibTeX", self.citation.bibtex()),
                ("RIS", self.citation.ris().replace("\r\n", "\n")),
                ("CSL-JSON", self.citation.csl_json()),
            ):
                _add(page, "citation", text=text.strip(), format=format)
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
    around, findings = _around(document=document, page=page, authority=authority, look=look)
    made = transform(
        document=document,
        output=Format.HTML,
        parameters={"view": str(view), **around},
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


def renderings(
    document: Document,
    wanted: Iterable[Wanted],
    authority: Authority,
    tree: Tree | None = None,
    look: Look = SIGLUM,
) -> Iterator[Made]:
    """Yield all that is wanted of a document, in the order in which it is wanted.

    Each output is the one of `html` or `views.lines`, but that the document and the authority files
    are parsed once, and that what is wanted as a page and as lines becomes HTML once; the findings
    on it come with its page. `tree` and `look` as in `views.transform`.
    """
    source = document.tree if tree is None else tree
    references = References.of(document)
    try:
        with telling(document):
            parsed = shared().parse(source)
    except CannotUse as unread:
        yield from (Made(one.view, format, unread) for one in wanted for format in one.formats)
        return
    around: dict[str, Parameter] = {"authority": shared().parse(_seen(authority))}
    for one in wanted:
        together = one.formats if not any(map(look.is_own, one.formats)) else ()
        article: Parsed | None = None
        for format in one.formats:
            try:
                if not format.is_page:
                    made = lines(document, format, one.view, tree=source, look=look, of=article)
                elif len(together) > 1:
                    framed = _framed(one.page, look, references)
                    parameters = {**around, "view": str(one.view), "page": framed}
                    made, article = with_article(document, parsed, parameters)
                    made = Rendering(made.text, (*references.findings, *made.findings))
                else:
                    made = html(
                        document=document,
                        view=one.view,
                        page=one.page,
                        authority=authority,
                        tree=tree,
                        look=look,
                    )
            except CannotUse as unrendered:
                yield Made(one.view, format, unrendered)
            else:
                yield Made(one.view, format, made)


def own(document: Document, output: str, page: Page, authority: Authority, look: Look) -> Rendering:
    """Make an output that the edition adds: its stylesheet chooses the view. Raises CannotUse."""
    around, findings = _around(document=document, page=page, authority=authority, look=look)
    made = transform(document, output, around, look=look)
    return Rendering(made.text, (*findings, *made.findings))


def _around(
    document: Document, page: Page, authority: Authority, look: Look
) -> tuple[dict[str, Parameter], list[Diagnostic]]:
    references = References.of(document)
    framed = _framed(page, look, references)
    return {"page": framed, "authority": _seen(authority)}, references.findings


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


def home(frame: Page, language: str, entries: Iterable[Entry], look: Look) -> str:
    """Render the home page of an edition, in a language of the words tables."""
    page = frame.to_xml(look)
    page.set("language", language)
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
    return siglums("home").apply(page, {"page": page}).text


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
