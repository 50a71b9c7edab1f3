"""HTML pages: what a page needs that its source does not hold, and the rendering of both."""

from __future__ import annotations

import copy
import os
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from siglum.config import Edition
from siglum.document import Document, Unreadable, parse, read_bytes
from siglum.resources import resource
from siglum.transform.citation import Citation
from siglum.transform.views import Rendering, View, stylesheet, transform

_SG = "https://siglum.invalid/ns"


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a page offers."""

    href: str
    label: str
    type: str
    """Its media type."""


@dataclass(frozen=True, slots=True)
class Page:
    """The frame of a page; see xslt/modules/html-page.xsl for what becomes of it."""

    site: str | None = None
    home: str | None = None
    stylesheet: str | None = None
    """Address of the style sheet; None puts its rules into the page."""
    canonical: str | None = None
    views: tuple[tuple[str, str], ...] = ()
    downloads: tuple[Download, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    """Where a file that the source names is published: (path as the source writes it, address)."""
    citation: Citation | None = None

    def to_xml(self) -> etree._Element:
        """Return the page as the sg:page element that the stylesheets read."""
        page = etree.Element(f"{{{_SG}}}page", nsmap={"sg": _SG})
        for name, value in (("site", self.site), ("home", self.home)):
            if value is not None:
                page.set(name, value)
        if self.stylesheet is None:
            _add(page, "style", text=resource("xslt", "siglum.css").read_text(encoding="utf-8"))
        else:
            _add(page, "style", href=self.stylesheet)
        if self.canonical:
            _add(page, "canonical", href=self.canonical)
        for view, href in self.views:
            _add(page, "view", name=view, href=href)
        for item in self.downloads:
            _add(page, "download", href=item.href, label=item.label, type=item.type)
        for path, href in self.files:
            _add(page, "file", path=path, href=href)
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


@dataclass(slots=True)
class Authority:
    """The authority files of an edition, parsed once."""

    trees: dict[Path, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, edition: Edition) -> Authority:
        """Read what can be read and lies in the edition; of the rest validation speaks."""
        trees = {}
        for path in filter(edition.contains, edition.authority):
            try:
                trees[path] = parse(path, read_bytes(path)).getroot()
            except Unreadable:
                continue
        return cls(trees)

    def seen_from(self, folder: Path) -> etree._Element:
        """Return all files in one sg:authority element, their paths relative to a folder."""
        authority = etree.Element(f"{{{_SG}}}authority", nsmap={"sg": _SG})
        for path, root in self.trees.items():
            relative = Path(os.path.relpath(path, folder)).as_posix()
            _add(authority, "file", path=relative).append(copy.deepcopy(root))
        return authority


def html(document: Document, view: View, page: Page, authority: Authority) -> Rendering:
    """Render a document as an HTML page. Raises Unrendered."""
    return transform(
        document,
        "html.xsl",
        {
            "view": str(view),
            "page": page.to_xml(),
            "authority": authority.seen_from(document.path.parent),
        },
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on the home page."""

    href: str
    views: tuple[tuple[str, str], ...]
    citation: Citation


def home(title: str, language: str, entries: list[Entry], style: str) -> str:
    """Render the home page of an edition."""
    page = Page(site=title, stylesheet=style).to_xml()
    page.set("language", language)
    for entry in entries:
        item = entry.citation.item
        parts = item.get("issued", {}).get("date-parts", [[]])[0]
        element = _add(
            page,
            "document",
            href=entry.href,
            title=item.get("title", "Untitled"),
            author=entry.citation.people("author"),
            date="-".join(f"{part:02d}" for part in parts),
            text=item.get("abstract", ""),
        )
        for view, href in entry.views:
            _add(element, "view", name=view, href=href)
    return stylesheet("home.xsl").apply(page, {"page": page}).text


def _add(
    parent: etree._Element, tag: str, /, text: str | None = None, **attributes: str
) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_SG}}}{tag}", attributes)
    child.text = text
    return child
