"""What a build does for the addresses that its edition has published.

The list is looked up as `siglum.site.lasting` says. Where something has moved or is withdrawn, the
site gets a page that says so; where a unit has, the page of its document does. What was found is
kept as long as list and edition are the same, so that a build of which nothing changed only reads
the list once.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

from siglum.edition.config import Edition
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Span
from siglum.render.frame import Page
from siglum.render.leading import Gone, Leading, leading
from siglum.render.look import Look
from siglum.render.outputs import View
from siglum.site.address_list import FILE, AddressList, digest_of_list, is_listed
from siglum.site.kept import Kept
from siglum.site.lasting import Former, Lasting, Lead, lasting
from siglum.site.likely import LikelyOnes
from siglum.site.listed import Listed
from siglum.site.names import MAIN_VIEW, OF_WORD_LIST, page_name, quote, seen_from, url_of
from siglum.site.paging import paged
from siglum.site.paths import anchor, page_id
from siglum.site.pieces import Content, Pieces, Unit, key_of
from siglum.site.standing import Standing
from siglum.work.file_names import folded

_NAME = "leads"
_TOGETHER = 40  # pages that are made by one transformation


class Leads:
    """The addresses of one build that have changed."""

    def __init__(
        self, edition: Edition, listed: Listed, kept: Kept, context: str, output: Path
    ) -> None:
        """Look up the list of an edition, if it has one.

        `listed` knows its rows, `context` is a digest of all else that pages depend on; `output` is
        the folder of the site.
        """
        self._edition = edition
        self._listed = listed
        self._output = output
        self._made = Lasting()
        self._context = context
        self.sources: set[str] = set()
        """By which name is kept what was found."""
        if is_listed(edition):
            self.sources = {_NAME}
            self._made = self._look_up(kept)
        self.findings = [*self._made.findings]
        """What would be lost, what has moved, and what is wrong with the list."""

    def _look_up(self, kept: Kept) -> Lasting:
        digest = digest_of_list(self._edition)
        head = key_of(self._context, self._listed.head, digest)
        if digest and kept.read("head", _NAME) == head:
            found = kept.read("facts", _NAME)
            if isinstance(found, Lasting):
                return found
        listed = self._listed
        has_entries = self._edition.site.registers
        standing = Standing(
            connection=listed.connection,
            documents=listed.paths.documents,
            places=listed.paths.places,
            index=listed.index if has_entries else None,
        )
        files = {name: path for path, name in listed.names.items()}
        known = AddressList.read(self._edition)
        try:
            made = lasting(known, standing, LikelyOnes(standing, files, self._output))
            is_same = digest == known.digest
        finally:
            known.close()
        if is_same and not made.findings:
            kept.put_read(_NAME, head=head, facts=made)
        return made

    def former(self, path: Path) -> tuple[tuple[str, str, str], ...]:
        """Return the units that were on the pages of a document: see `Page.former`."""
        document = self._listed.names[path]
        stem = self._listed.paths.documents.get(document)
        if stem is None:  # the introduction, which stands on the home page
            return ()
        return tuple(
            (
                address.removesuffix(".html")[len(stem) :].removeprefix("."),
                page_id(unit.unit),
                _href(address, unit),
            )
            for address, units in self._made.former.get(document, {}).items()
            for unit in units
        )

    def units(
        self,
        pieces: Pieces,
        frame: Callable[[str], Page],
        look: Look,
        taken: Callable[[], Iterable[str]],
    ) -> Iterator[Unit]:
        """Plan the pages at addresses where something was; `taken` are those of other pages.

        `frame` returns what is around the pages of a folder.
        """
        if not self._made.leads:
            return
        pages = [page for lead in self._free(taken()) for page in self._pages(lead)]
        key = key_of(self._context, frame("folder/index.html"), pages)
        yield pieces.unit(
            name=_NAME,
            path=self._edition.root / FILE,
            key=key,
            make=partial(self._content, pages, frame, look),
        )

    def _free(self, taken: Iterable[str]) -> Iterator[Lead]:
        """Yield those at whose addresses no other file is, or is to be."""
        files = _Files(taken)
        for lead in self._made.leads:
            addresses = _addresses(lead)
            by = next(filter(None, map(files.in_the_way, addresses)), None)
            if by is None:
                files.add(addresses)
                yield lead
            else:
                kind = kinds.addresses.AddressTaken(lead.address, by)
                self.findings.append(Diagnostic(kind, Span(self._edition.root / FILE)))

    def _pages(self, lead: Lead) -> Iterator[Leading]:
        for address in _addresses(lead):
            unit = f"#{anchor(lead.unit)}" if lead.unit else ""
            web = url_of(self._edition.settings.url, lead.to) if lead.to else None
            yield Leading(
                address=address,
                href=quote(seen_from(address, lead.to)) + unit if lead.to else "",
                canonical=web or "",
                title=lead.title,
                words=lead.words,
                units=tuple(Gone(page_id(one.unit), _href(address, one)) for one in lead.units),
            )

    def _content(self, pages: list[Leading], frame: Callable[[str], Page], look: Look) -> Content:
        return Content(self._files(pages, frame, look), tuple(page.address for page in pages))

    def _files(
        self, pages: list[Leading], frame: Callable[[str], Page], look: Look
    ) -> Iterator[tuple[str, bytes]]:
        language = self._edition.settings.languages[0]
        for _, some in groupby(pages, lambda one: posixpath.dirname(one.address)):
            for together in paged(some, _TOGETHER):
                made = leading(frame(together[0].address), language, together, look)
                for page, text in zip(together, made, strict=True):
                    yield page.address, text.encode()


class _Files:
    """The files of a site, which may be kept without regard to the case of letters."""

    def __init__(self, names: Iterable[str]) -> None:
        self._files: dict[str, str] = {}
        """The files by their folded names."""
        self._folders: dict[str, str] = {}
        """By each folder's folded name, one file in it."""
        self.add(names)

    def add(self, names: Iterable[str]) -> None:
        """Add files by their names as seen from the site."""
        for name in names:
            self._files.setdefault(folded(name), name)
            for folder in _folders_of(folded(name)):
                self._folders.setdefault(folder, name)

    def in_the_way(self, name: str) -> str | None:
        """Return the file because of which there can't be another of this name, if there is one."""
        asked = folded(name)
        if OF_WORD_LIST.fullmatch(asked):
            return name
        above = (self._files[one] for one in _folders_of(asked) if one in self._files)
        return self._files.get(asked) or self._folders.get(asked) or next(above, None)


def _folders_of(name: str) -> Iterator[str]:
    return (name[:at] for at, sign in enumerate(name) if sign == "/")


def _addresses(lead: Lead) -> list[str]:
    """Return the addresses of a lead: a document has had one for each view."""
    stem = lead.address.removesuffix(".html")
    views = [view for view in View if lead.is_document and view is not MAIN_VIEW]
    return [lead.address, *(page_name(stem, view) for view in views)]


def _href(address: str, unit: Former) -> str:
    """Return where a unit is now, as a page names it; “” for one that is withdrawn."""
    if not unit.page:
        return ""
    page = "" if unit.page == address else quote(seen_from(address, unit.page))
    return f"{page}#{anchor(unit.now)}"
