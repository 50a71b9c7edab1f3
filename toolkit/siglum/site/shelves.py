"""Shelves: the pages of lists and entries that are planned together.

Each page has a key of its own, the digest of all that it says, so that of a shelf only the pages
that changed are made again. What a page says comes from the index of all rows, sheet by sheet; no
more than a few are in memory at a time.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from siglum.edition.config import FILE_NAME, Edition
from siglum.findings.diagnostics import CannotUse, Diagnostic, Span
from siglum.proof.conservation import Conservation
from siglum.render import listing
from siglum.render.frame import Page
from siglum.render.listing import Sheet
from siglum.render.outputs import Format, View
from siglum.site.common import Common, Task
from siglum.site.names import url_of
from siglum.work.spool import digest_of

TOGETHER = 40  # pages that are made by one transformation


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


@dataclass(frozen=True, slots=True)
class Printing(Task):
    """Pages of a shelf that one transformation makes: a job, which has all that it needs."""

    path: Path
    """The file that they are about."""
    sheets: tuple[Sheet, ...]
    frame: Page
    """What is around them."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Pages of a shelf as they were made."""

    pages: tuple[tuple[str, bytes, tuple[Diagnostic, ...]], ...] = ()
    """Of each its address, its content, and what was found."""
    findings: tuple[Diagnostic, ...] = ()
    """Why there are none."""


class Printer:
    """Plans the pages of shelves, and the jobs that make them."""

    def __init__(self, edition: Edition, frame: Callable[[str], Page], context: str) -> None:
        """`frame` returns what is around the pages of a folder; `context` is a digest of it all."""
        self._root = edition.root
        self._url = edition.settings.url
        self._frame = frame
        self._context = context

    def planned(self, shelf: Shelf) -> tuple[Leaf, ...]:
        """Return the pages of a shelf, as they are to be."""
        return tuple(Leaf(sheet.address, self._key(sheet)) for sheet in shelf.sheets())

    def _key(self, sheet: Sheet) -> str:
        return digest_of(f"{self._context}\0{sheet!r}".encode("utf-8", "surrogateescape"))

    def jobs(self, shelf: Shelf, wanted: Collection[str]) -> Iterator[Printing]:
        """Yield the jobs that make some pages of a shelf; `wanted` has their addresses."""
        some = (self._addressed(one) for one in shelf.sheets() if one.address in wanted)
        for together in _batches(some):
            path = self._root / (together[0].source or FILE_NAME)
            yield Printing(path, tuple(together), self._frame(together[0].address))

    def _addressed(self, sheet: Sheet) -> Sheet:
        return replace(sheet, canonical=url_of(self._url, sheet.address))


def printed(task: Printing, common: Common) -> Printed:
    """Make pages of a shelf."""
    make = _entries if task.sheets[0].markup else _lists
    made = zip(task.sheets, make(task, common), strict=True)
    return Printed(tuple((one.address, text.encode(), told) for one, (text, told) in made))


def _lists(task: Printing, common: Common) -> list[tuple[str, tuple[Diagnostic, ...]]]:
    made = listing.lists(task.frame, task.sheets, common.look)
    return [(text, ()) for text in made]


def _entries(task: Printing, common: Common) -> list[tuple[str, tuple[Diagnostic, ...]]]:
    """Make the pages of entries, each text of which is proved to be there.

    Where something is wrong with several, they are made one by one, to say with which.
    """
    document = listing.document_of(task.path, task.sheets)
    conservation = Conservation(document)
    try:
        rendering = listing.of_entries(
            frame=task.frame,
            sheets=task.sheets,
            look=common.look,
            document=document,
            tree=conservation.tree,
        )
    except CannotUse as stopped:
        if len(task.sheets) > 1:
            return _one_by_one(task, common)
        ((text, _),) = _lists(task, common)  # its mentions are there all the same
        return [(text, (stopped.diagnostic,))]
    proved = conservation.checked(rendering.text, View.CRITICAL, Format.HTML)
    findings = (*rendering.findings, *conservation.findings())
    if findings and len(task.sheets) > 1:
        return _one_by_one(task, common)
    told = tuple(dict.fromkeys(replace(one, span=Span(task.path)) for one in findings))
    return [(text, told) for text in listing.parted(proved)]


def _one_by_one(task: Printing, common: Common) -> list[tuple[str, tuple[Diagnostic, ...]]]:
    alone = (replace(task, sheets=(sheet,)) for sheet in task.sheets)
    return [made for one in alone for made in _entries(one, common)]


def _batches(sheets: Iterable[Sheet]) -> Iterator[list[Sheet]]:
    """Yield sheets that one transformation can make: of one folder, with pointers that agree."""
    by_folder = groupby(sheets, lambda one: (posixpath.dirname(one.address), bool(one.markup)))
    for _, some in by_folder:
        together: list[Sheet] = []
        known: dict[str, str] = {}
        for sheet in some:
            leads = {**{of: href for of, href, _ in sheet.entries}, **dict(sheet.files)}
            agrees = all(known.get(of, href) == href for of, href in leads.items())
            if together and (len(together) == TOGETHER or not agrees):
                yield together
                together, known = [], {}
            together.append(sheet)
            known |= leads
        if together:
            yield together
