"""What a site has of the rows of its edition: registers, lists of documents, links to both.

All of it is planned from the rows as they are now. What was planned is kept with a digest of the
rows, so that a build of which nothing changed asks no row.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from siglum.edition.config import Edition
from siglum.model.addresses import below
from siglum.model.collation import collated
from siglum.model.index import Index
from siglum.render.citation_dates import attributes
from siglum.render.listing import Label, Step
from siglum.render.look import Look
from siglum.render.pages import Neighbour, Page
from siglum.site import paths, registers
from siglum.site.browsing import BrowsePages
from siglum.site.kept import Kept
from siglum.site.names import quote
from siglum.site.paths import Paths
from siglum.site.registers import RegisterPages
from siglum.site.rows import Rows
from siglum.site.shelves import Leaf, Printer, Shelf

_NAME = "listed"


@dataclass(frozen=True, slots=True)
class Links:
    """What the pages of a document have of the rows."""

    entries: tuple[tuple[str, str, str], ...] = ()
    """See `Page.entries`."""
    mentioned: tuple[tuple[str, int], ...] = ()
    """How many elements have each of these pointers, as the rows say."""
    previous: Neighbour | None = None
    next: Neighbour | None = None


@dataclass(frozen=True, slots=True)
class _Planned:
    """What is kept from one build to the next."""

    shelves: tuple[tuple[str, tuple[Leaf, ...]], ...]
    registers: tuple[Step, ...]
    lists: tuple[Step, ...]
    dated: tuple[str, ...]
    """The documents that have a date, in its order."""


class Listed:
    """Plans and makes what a site has of the rows."""

    def __init__(
        self,
        edition: Edition,
        look: Look,
        documents: Mapping[Path, str],
        places: Callable[[Path], Mapping[str, str]],
        frame: Callable[[str], Page],
        rows: Rows,
        kept: Kept,
        context: str,
    ) -> None:
        """`documents`, `places` as in `Frames`; `frame` returns the frame of a folder's pages."""
        self._edition = edition
        self._rows = rows
        self._kept = kept
        root = Path(os.path.realpath(edition.root))
        self._names = {path: below(path, root) or path.name for path in documents}
        by_name = self.documents = {name: path for path, name in self._names.items()}
        """The documents, by their names in the rows."""
        self.paths = Paths(
            {name: documents[path] for name, path in by_name.items()},
            lambda name: places(by_name[name]),
        )
        frames = repr((sorted(self.paths.documents.items()), frame("folder/index.html")))
        said = hashlib.blake2b(f"{context}\0{frames}".encode("utf-8", "surrogateescape"))
        self._printer = Printer(edition, look, frame, said.hexdigest())
        self.head = f"{rows.generation} {said.hexdigest()}"
        """A digest of all that is planned from."""
        found = kept.read("facts", _NAME) if kept.read("head", _NAME) == self.head else None
        self._is_known = isinstance(found, _Planned)
        self._planned = found if isinstance(found, _Planned) else self._plan()
        dated = self._planned.dated
        around = zip(dated, ("", *dated[:-1]), (*dated[1:], ""), strict=True) if dated else ()
        self._near = {one: (before, after) for one, before, after in around}

    @property
    def sources(self) -> set[str]:
        """By which names is kept what was planned."""
        return {_NAME, *(f"links {path}" for path in self._names)}

    @property
    def entrances(self) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """The links from the home page: to registers, and to lists of documents."""
        return self._planned.registers, self._planned.lists

    @property
    def shelves(self) -> tuple[tuple[str, tuple[Leaf, ...]], ...]:
        """The shelves, with their pages as they are to be."""
        return self._planned.shelves

    def printed(self, shelf: str, wanted: Mapping[str, str]) -> Iterator[tuple[Leaf, bytes]]:
        """Yield some pages of a shelf: see `Printer.printed`."""
        return self._printer.printed(self._shelves[shelf], wanted)

    def links(self, path: Path, address: str) -> Links:
        """Return what the pages of a document have of the rows; `address` as in `Frames`."""
        name = f"links {path}"
        if self._kept.read("head", name) == self.head:
            found = self._kept.read("facts", name)
            assert isinstance(found, Links)
            return found
        made = self._links(self._names[path], address)
        self._kept.put_read(name, head=self.head, facts=made)
        return made

    def _links(self, document: str, address: str) -> Links:
        entries: tuple[tuple[str, str, str], ...] = ()
        mentioned: tuple[tuple[str, int], ...] = ()
        if self._edition.site.registers:
            entries = registers.linked(self.index, self.paths, address, document)
            pointed = self.index.pointers(document)
            mentioned = tuple((one.of, one.count) for one in pointed)
        before, after = self._near.get(document, ("", ""))
        return Links(
            entries=entries,
            mentioned=mentioned,
            previous=self._neighbour(address, before),
            next=self._neighbour(address, after),
        )

    def _neighbour(self, address: str, document: str) -> Neighbour | None:
        brief = self.index.brief(document) if document else None
        if brief is None:
            return None
        date = tuple(attributes(brief.date).items()) if brief.date else ()
        return Neighbour(self.paths.document(address, document), brief.title, date)

    def _plan(self) -> _Planned:
        pages = self._registers
        lists = self._browse
        planned = _Planned(
            shelves=tuple(
                (name, self._printer.planned(shelf)) for name, shelf in self._shelves.items()
            ),
            registers=tuple(
                Step(
                    quote(f"{paths.register(kind)}/index.html"),
                    Label(register=kind, text=f"({count})"),
                )
                for kind, count in (pages.kinds.items() if pages else ())
            ),
            lists=tuple(
                Step(quote(address), Label(browse=name))
                for name, address in (lists.lists.items() if lists else ())
            ),
            dated=tuple(self.index.dated()) if lists else (),
        )
        self._kept.put_read(_NAME, head=self.head, facts=planned)
        return planned

    @cached_property
    def index(self) -> Index:
        """The index of the rows, made where something is asked of them."""
        language = self._edition.site.language or self._edition.settings.languages[0]
        connection = self._rows.store.connection
        return Index(connection, self.paths.documents, collated(language), paths.file)

    @cached_property
    def _registers(self) -> RegisterPages | None:
        return RegisterPages(self.index, self.paths) if self._edition.site.registers else None

    @cached_property
    def _browse(self) -> BrowsePages | None:
        return BrowsePages(self.index, self.paths) if self._edition.site.browse else None

    @cached_property
    def _shelves(self) -> dict[str, Shelf]:
        some = [one.shelves() for one in (self._registers, self._browse) if one is not None]
        return {shelf.name: shelf for shelves in some for shelf in shelves}
