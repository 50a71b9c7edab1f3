"""Shelves: the pages of lists and entries that are planned together.

Each page has a key of its own, the digest of all that it says, so that of a shelf only the pages
that changed are made again. What a page says comes from the index of all rows, sheet by sheet; no
more than a few are in memory at a time.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from siglum.edition.config import FILE_NAME, Edition
from siglum.findings.diagnostics import CannotUse, Diagnostic, Span
from siglum.proof.conservation import Conservation
from siglum.render import listing
from siglum.render.listing import Sheet
from siglum.render.look import Look
from siglum.render.outputs import Format, View
from siglum.render.pages import Page
from siglum.site.names import url_of
from siglum.work.spool import digest_of

_TOGETHER = 40  # pages that are made by one transformation


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a shelf, as it is planned or as it was made."""

    address: str
    key: str
    digest: str = ""
    """Of its file."""
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Pages that are planned together."""

    name: str
    sheets: Callable[[], Iterator[Sheet]]
    """What they say; each time it is asked, the same."""


class Printer:
    """Makes the pages of shelves."""

    def __init__(
        self, edition: Edition, look: Look, frame: Callable[[str], Page], context: str
    ) -> None:
        """`frame` returns what is around the pages of a folder; `context` is a digest of it all."""
        self._root = edition.root
        self._language = edition.settings.languages[0]
        self._url = edition.settings.url
        self._look = look
        self._frame = frame
        self._context = context

    def planned(self, shelf: Shelf) -> tuple[Leaf, ...]:
        """Return the pages of a shelf, as they are to be."""
        return tuple(Leaf(sheet.address, self._key(sheet)) for sheet in shelf.sheets())

    def _key(self, sheet: Sheet) -> str:
        return digest_of(f"{self._context}\0{sheet!r}".encode("utf-8", "surrogateescape"))

    def printed(self, shelf: Shelf, wanted: Mapping[str, str]) -> Iterator[tuple[Leaf, bytes]]:
        """Yield some pages of a shelf, with their contents; `wanted` has their keys by address."""
        some = (self._addressed(one) for one in shelf.sheets() if one.address in wanted)
        for together in _batches(some):
            made = self._entries(together) if together[0].markup else self._lists(together)
            for sheet, (text, findings) in zip(together, made, strict=True):
                leaf = Leaf(sheet.address, wanted[sheet.address], findings=findings)
                yield leaf, text.encode()

    def _addressed(self, sheet: Sheet) -> Sheet:
        return replace(sheet, canonical=url_of(self._url, sheet.address))

    def _lists(self, sheets: list[Sheet]) -> list[tuple[str, tuple[Diagnostic, ...]]]:
        frame = self._frame(sheets[0].address)
        made = listing.lists(frame, self._language, sheets, self._look)
        return [(text, ()) for text in made]

    def _entries(self, sheets: list[Sheet]) -> list[tuple[str, tuple[Diagnostic, ...]]]:
        """Make the pages of entries, each text of which is proved to be there.

        Where something is wrong with several, they are made one by one, to say with which.
        """
        path = self._root / (sheets[0].source or FILE_NAME)
        document = listing.document_of(path, sheets)
        conservation = Conservation(document)
        try:
            rendering = listing.of_entries(
                frame=self._frame(sheets[0].address),
                language=self._language,
                sheets=sheets,
                look=self._look,
                document=document,
                tree=conservation.tree,
            )
        except CannotUse as stopped:
            if len(sheets) > 1:
                return [made for sheet in sheets for made in self._entries([sheet])]
            ((text, _),) = self._lists(sheets)  # its mentions are there all the same
            return [(text, (stopped.diagnostic,))]
        proved = conservation.checked(rendering.text, View.CRITICAL, Format.HTML)
        findings = (*rendering.findings, *conservation.findings())
        if findings and len(sheets) > 1:
            return [made for sheet in sheets for made in self._entries([sheet])]
        told = tuple(dict.fromkeys(replace(one, span=Span(path)) for one in findings))
        return [(text, told) for text in listing.parted(proved)]


def _batches(sheets: Iterable[Sheet]) -> Iterator[list[Sheet]]:
    """Yield sheets that one transformation can make: of one folder, with pointers that agree."""
    by_folder = groupby(sheets, lambda one: (posixpath.dirname(one.address), bool(one.markup)))
    for _, some in by_folder:
        together: list[Sheet] = []
        known: dict[str, str] = {}
        for sheet in some:
            leads = {**{of: href for of, href, _ in sheet.entries}, **dict(sheet.files)}
            agrees = all(known.get(of, href) == href for of, href in leads.items())
            if together and (len(together) == _TOGETHER or not agrees):
                yield together
                together, known = [], {}
            together.append(sheet)
            known |= leads
        if together:
            yield together
