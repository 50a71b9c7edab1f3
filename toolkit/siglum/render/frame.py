"""The frame of a page: what it tells that its source does not hold, as the element sg:page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import etree

from siglum.model.dates import Date
from siglum.model.fields import Found
from siglum.model.titles import LANG
from siglum.render import citation_dates
from siglum.render.citation import Citation, places
from siglum.render.look import SG, Look, in_xml
from siglum.render.outputs import View
from siglum.work.file_names import as_text
from siglum.work.resources import resource


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
            add(page, "style", href=href)
        if not self.stylesheets:
            sheets = [resource("xslt", "siglum.css").read_bytes()]
            sheets += [own.data for own in look.style_sheets()[:1]]
            for rules in sheets:
                add(page, "style", text=rules.decode("utf-8-sig"))
        if self.canonical:
            add(page, "canonical", href=self.canonical)
        _add_views(page, self.views)
        for part in self.parts:
            element = add(page, "part", name=part.name, href=part.href)
            _add_views(element, part.views)
            if part.canonical:
                add(element, "canonical", href=part.canonical)
        for item in self.downloads:
            known = {"kind": item.kind, "view": item.view, "name": item.name}
            said = {name: str(value) for name, value in known.items() if value is not None}
            add(page, "download", href=item.href, type=item.type, **said)
        for path, href in self.files:
            add(page, "file", path=as_text(path), href=href)
        for pointer, address in self.addresses:
            add(page, "address", of=as_text(pointer), to=as_text(address))
        for picture in self.pictures:
            element = add(page, "picture", path=as_text(picture.written), href=picture.href)
            if picture.width is not None:
                element.set("width", str(picture.width))
                element.set("height", str(picture.height))
            if picture.smaller:
                every = (*picture.smaller, (picture.href, picture.width))
                element.set("srcset", ", ".join(f"{href} {width}w" for href, width in every))
        for pointer, href, card in self.entries:
            add(page, "entry", of=as_text(pointer), href=href, card=card)
        for of, unit, now in self.former:
            given = {"part": of, "href": now}
            add(page, "former", id=unit, **{key: one for key, one in given.items() if one})
        for name, neighbour in (("previous", self.previous), ("next", self.next)):
            if neighbour is not None:
                element = add(page, name, href=neighbour.href, title=neighbour.title)
                if neighbour.date:
                    add(element, "date", **dict(neighbour.date))
        self._add_document(page)
        return page

    def _add_document(self, page: etree._Element) -> None:
        """Add what the page says of its document."""
        if self.title:
            element = add(page, "title", text=self.title.value)
            if self.title.language:
                element.set(LANG, as_text(self.title.language))
        if self.date:
            add(page, "date", **citation_dates.attributes(self.date))
        if self.citation:
            for name, content in self.citation.highwire():
                add(page, "meta", name=name, content=content)
            add(page, "json-ld", text=self.citation.json_ld())
            _add_citations(page, self.citation)


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
        element = add(
            page,
            "document",
            href=entry.href,
            title=record.title,
            author=", ".join(each.spoken for each in record.authors),
            text=record.abstract,
        )
        if record.date:
            element.set("sort", str(record.date.sort))
            add(element, "date", **citation_dates.attributes(record.date))
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
        element = add(page, "citation", format=format)
        for before, form, content in places(text.strip()):
            add(element, "text", before)
            if form:
                add(element, "place", content, form=form)


def _add_views(parent: etree._Element, views: tuple[tuple[str, str], ...]) -> None:
    for view, href in views:
        add(parent, "view", name=view, href=href)


def add(
    parent: etree._Element, tag: str, /, text: str | None = None, **attributes: str
) -> etree._Element:
    """Add an element of that namespace; characters that XML can't have are left out."""
    said = {name: in_xml(value) for name, value in attributes.items()}
    child = etree.SubElement(parent, f"{{{SG}}}{tag}", said)
    child.text = in_xml(text) if text else None
    return child
