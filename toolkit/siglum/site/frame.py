"""The frames of a site's pages: what stands around a text, and where links lead."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from mimetypes import guess_type
from pathlib import Path

from siglum.edition.config import Edition
from siglum.model.registers import Registers
from siglum.render.frame import Download, Page, Part, Picture
from siglum.render.look import Look
from siglum.render.outputs import View
from siglum.search.page import PAGE
from siglum.site.addresses import Meant, for_pages, settled
from siglum.site.facts import Facts
from siglum.site.names import (
    CITE,
    COPIES,
    GUIDE,
    MAIN_VIEW,
    STYLE,
    VIEWER,
    page_name,
    quote,
    seen_from,
    url_of,
)
from siglum.site.parts import SUPPLEMENTS, Parts
from siglum.site.picture_sizes import Shape


class Frames:
    """Makes the frame of each document of an edition; a page names files as seen from itself."""

    def __init__(
        self,
        edition: Edition,
        look: Look,
        documents: Mapping[Path, str],
        registers: Registers,
        places: Callable[[Path], Mapping[str, str]],
    ) -> None:
        """Prepare the frames of documents, each with what the names of its files begin with.

        `places` says in which part of a document, if it is split, each xml:id stands.
        """
        self._edition = edition
        self._look = look
        self._documents = documents
        self._registers = registers
        self._places = places
        self.copied: set[Path] = set()
        """The files of the edition that the site has copies of."""
        self.shapes: dict[Path, Shape] = {}
        """Those of pictures among them, where they tell it."""
        self.guide: str | None = None
        """The address of the guide for encoders, if there is one."""
        self.search = PAGE if edition.site.search else None
        """The address of the page that readers search, if they can."""

    def page(self, path: Path, facts: Facts, found: Iterable[Meant], names: Iterable[str]) -> Page:
        """Return the frame of a document's pages, whatever the view; its citation is to come.

        `found` says what its pointers stand for, `names` what may be names of files that it links
        to.
        """
        address = quote(self._documents[path])
        stem = posixpath.basename(self._documents[path])
        return replace(
            self.around(address),
            canonical=self.url(path),
            script=seen_from(address, CITE),
            views=(
                *((view.value, quote(page_name(stem, view))) for view in View),
                *(
                    (output.removesuffix(".html"), quote(f"{stem}.{output}"))
                    for output in self._look.added
                    if output.endswith(".html")
                ),
            ),
            downloads=self._downloads(path),
            files=tuple(self._files(path, found, names)),
            addresses=for_pages(found),
            pictures=tuple(
                self._picture(address, written, file)
                for written, file in facts.pictures
                if file in self.copied
            ),
            viewer=seen_from(address, VIEWER) if facts.pictures or self._look.site.iiif else None,
        )

    def around(self, address: str) -> Page:
        """Return the frame of the pages in a folder, by the address of one of them.

        Where there are no documents on them, no path in what they show is a link.
        """
        return Page(
            site=self._edition.settings.title,
            home=seen_from(address, "index.html"),
            guide=self.guide and seen_from(address, self.guide),
            search=self.search and seen_from(address, self.search),
            stylesheets=self.stylesheets(address),
            files=((".", seen_from(address, "index.html")),),  # with none, any path would be a link
        )

    def _picture(self, address: str, written: str, file: Path) -> Picture:
        """Return a picture as it is seen from a page."""
        href = seen_from(address, quote(published(self._edition, file)))
        shape = self.shapes.get(file)
        if shape is None:
            return Picture(written, href)
        smaller = ((seen_from(address, quote(name)), width) for name, width in shape.smaller)
        return Picture(written, href, *shape.size, smaller=tuple(smaller))

    def guide_page(self, odd: Path) -> Page:
        """Return the frame of the guide for encoders, made of an ODD."""
        linked = [*self._documents, *self._registers.files]
        addresses = ((path, self._published(path)) for path in linked)
        return Page(
            site=self._edition.settings.title,
            home="index.html",
            search=self.search,
            href=GUIDE,
            stylesheets=self.stylesheets(),
            canonical=url_of(self._edition.settings.url, GUIDE),
            files=tuple(
                (Path(os.path.relpath(path, odd.parent)).as_posix(), address)
                for path, address in addresses
                if address is not None
            ),
        )

    def url(self, path: Path) -> str | None:
        """Return the web address of a document's first page, if the site's is known."""
        return url_of(self._edition.settings.url, page_name(self._documents[path], MAIN_VIEW))

    def settled(self, path: Path, facts: Facts) -> list[Meant]:
        """Return what the pointers of a document stand for."""
        return settled(facts.meant, path, self._registers.owners)

    def stylesheets(self, address: str = "") -> tuple[str, ...]:
        """Return the addresses of the style sheets, as the page of an address names them."""
        own = self._look.css
        sheets = (STYLE, quote(published(self._edition, own))) if own is not None else (STYLE,)
        return tuple(seen_from(address, sheet) for sheet in sheets)

    def _downloads(self, path: Path) -> tuple[Download, ...]:
        stem = quote(posixpath.basename(self._documents[path]))
        address = quote(self._documents[path])
        source = seen_from(address, quote(published(self._edition, path)))
        return (
            *([Download(source, "application/tei+xml", "source")] if path in self.copied else []),
            *(
                Download(href=f"{stem}.{view}.txt", type="text/plain", kind="text", view=view)
                for view in View
            ),
            *(
                Download(f"{stem}.{suffix}", type, "citation", name=name)
                for suffix, type, name in (
                    ("bib", "application/x-bibtex", "BibTeX"),
                    ("ris", "application/x-research-info-systems", "RIS"),
                    ("csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON"),
                )
            ),
            *(
                Download(f"{stem}.{output}", guess_type(output)[0] or "text/plain", name=output)
                for output in self._look.added
                if not output.endswith(".html")
            ),
        )

    def _published(self, path: Path) -> str | None:
        """Return where a file is that pages may link to: a document, or what is copied."""
        if path in self._registers.files:  # it has a copy, and no pages that links lead to
            return quote(published(self._edition, path)) if self._is_there(path) else None
        if path in self._documents:
            return quote(page_name(self._documents[path], MAIN_VIEW))
        return None

    def _is_there(self, path: Path) -> bool:
        return path in self.copied or path in self._documents

    def _files(
        self, document: Path, found: Iterable[Meant], names: Iterable[str]
    ) -> list[tuple[str, str]]:
        """Return where the files are published that a document links to, by their addresses.

        The document itself is among them. Of one that is split, the places that are linked to come
        after the document.
        """
        folder = str(document.parent)
        files: dict[str, str] = {}
        for name in (document.name, *names):
            path = os.path.normpath(f"{folder}/{name}")
            address = self._addresses.get(path)
            if address is not None and Path(os.path.relpath(path, folder)).as_posix() == name:
                files[name] = address
        places = []
        targets = {one.address: one.target for one in found if one.target}
        for pointer, target in targets.items():
            file = self._real.get(str(target.file))
            if file is None:
                continue
            files.setdefault(pointer.partition("#")[0], self._addresses[str(file)])
            is_split = target.fragment is not None and file in self._documents
            part = self._places(file).get(target.fragment or "") if is_split else None
            if part is not None:
                places.append((pointer, quote(page_name(self._documents[file], MAIN_VIEW, part))))
        address_of_page = quote(self._documents[document])
        return [(name, seen_from(address_of_page, to)) for name, to in (*files.items(), *places)]

    @cached_property
    def _addresses(self) -> dict[str, str]:
        """Where files are that pages may link to, by their paths; once all copies are planned."""
        paths = (*self._documents, *self._registers.files)
        found = ((str(path), self._published(path)) for path in paths)
        return {path: address for path, address in found if address is not None}

    @cached_property
    def _real(self) -> dict[str, Path]:
        """By what path the edition has a file that pages may link to, its links followed."""
        return {os.path.realpath(path): Path(path) for path in self._addresses}


def published(edition: Edition, path: Path) -> str:
    """Return the address of a file of the edition, copied."""
    base = edition.root if path.is_relative_to(edition.root) else edition.root.resolve()
    return f"{COPIES}/{Path(os.path.relpath(path, base)).as_posix()}"


def part_pages(parts: Parts, view: View, address: str, url: str | None) -> tuple[Part, ...]:
    """Return the pages of a document's parts in one view, and of what is beside its text.

    `address` is what the names of its files begin with, `url` where the site will be published.
    """
    stem = posixpath.basename(address)
    return tuple(
        Part(
            name=name,
            href=quote(page_name(stem, view, name)),
            views=tuple((each.value, quote(page_name(stem, each, name))) for each in View),
            canonical=url_of(url, page_name(address, MAIN_VIEW, name)),
        )
        for name in (*parts.names, SUPPLEMENTS)
        if parts.names
    )


def without_views(page: Page) -> Page:
    """Return the frame of a page that stands for all views: the main one is made alone."""
    views = {view.value for view in View if view is not MAIN_VIEW}
    others = tuple(one for one in page.views if one[0] not in views)
    return replace(
        page,
        views=others if len(others) > 1 else (),
        parts=tuple(replace(part, views=()) for part in page.parts),
        downloads=tuple(
            replace(one, view=None) for one in page.downloads if one.view in (None, MAIN_VIEW)
        ),
    )
