"""What a site has of the rows of its edition: registers, lists of documents, links to both.

All of it is planned from the rows as they are now. What was planned is kept with a digest of the
rows, so that a build of which nothing changed asks no row.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from siglum.edition.config import FILE_NAME, Edition
from siglum.edition.settings_reader import SettingsReader
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic
from siglum.model.addresses import below
from siglum.model.collation import collated
from siglum.model.index import Index
from siglum.model.queries import Model
from siglum.model.records import Records
from siglum.render.citation_dates import attributes
from siglum.render.frame import Neighbour, Page
from siglum.render.listing import Label, Step
from siglum.render.look import Look
from siglum.site import paths, registers
from siglum.site.browsing import BrowsePages
from siglum.site.data import DataPage
from siglum.site.kept import Kept
from siglum.site.map import MapPages
from siglum.site.names import quote
from siglum.site.network import NetworkPages
from siglum.site.paths import Paths
from siglum.site.registers import RegisterPages
from siglum.site.rows import Rows
from siglum.site.shelves import Leaf, Printer, Printing, Shelf
from siglum.site.timeline import TimelinePage

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

    shelves: tuple[tuple[str, str, tuple[Leaf, ...]], ...]
    """Of each its name, and a digest of all that it says; “” where that is not known."""
    registers: tuple[Step, ...]
    lists: tuple[Step, ...]
    years: tuple[int, int] | None
    """Of the first and the last document that has a date."""
    dated: tuple[str, ...]
    """The documents that have a date, in its order."""
    by_year: tuple[tuple[int | None, tuple[str, ...]], ...]
    """All documents by their years, if there is data of them."""
    data: tuple[str, ...]
    """The names of the files for other programs."""
    unfound: tuple[tuple[str, str, str], ...]
    """Paths of edition.toml that lead to nothing: table, name, path."""


class Listed:
    """Plans and makes what a site has of the rows."""

    def __init__(
        self,
        edition: Edition,
        look: Look,
        documents: Mapping[Path, str],
        introduction: Path | None,
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
        shown = [*documents, *filter(None, [introduction])]
        self.names = {path: below(path, root) or path.name for path in shown}
        """What documents are called in the store."""
        by_name = self.documents = {self.names[path]: path for path in documents}
        """The documents that are listed, by their names in the rows."""
        self.paths = Paths(
            {name: documents[path] for name, path in by_name.items()},
            lambda name: places(by_name[name]),
        )
        framed = _digest(context, frame("folder/index.html"))
        self._printer = Printer(edition, frame, framed)
        self.entries = _digest(framed, *map(self.said_of, rows.having))
        """A digest of the entries, and of all else that pages have in common."""
        self.head = _digest(rows.generation, framed, sorted(self.paths.documents.items()))
        """A digest of all rows, and of where the documents are."""
        found = kept.read("facts", _NAME)
        before = found if isinstance(found, _Planned) else None
        is_known = kept.read("head", _NAME) == self.head
        self._planned = before if before is not None and is_known else self._plan(before)
        dated = self._planned.dated
        around = zip(dated, ("", *dated[:-1]), (*dated[1:], ""), strict=True) if dated else ()
        self._near = {one: (before, after) for one, before, after in around}

    @property
    def connection(self) -> sqlite3.Connection:
        """To the rows."""
        return self._rows.store.connection

    @property
    def sources(self) -> set[str]:
        """By which names is kept what was planned."""
        return {_NAME, *(f"links {path}" for path in self.names)}

    @property
    def entrances(self) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """The links from the home page: to registers, and to lists of documents."""
        return self._planned.registers, self._planned.lists

    @property
    def years(self) -> tuple[int, int] | None:
        """The years of the first and the last document, if documents are listed and dated."""
        return self._planned.years

    @property
    def findings(self) -> list[Diagnostic]:
        """Paths of edition.toml that lead to nothing in any document."""
        if not self._planned.unfound:
            return []
        file = self._edition.root / FILE_NAME
        try:
            text = file.read_text("utf-8", "replace")
        except OSError:
            text = ""  # it was there; only the place is not known
        reader = SettingsReader(file, text)
        return [
            reader.finding(kinds.fields.FieldInNoDocument(*said), said[0], said[1])
            for said in self._planned.unfound
        ]

    def _unfound(self) -> Iterator[tuple[str, str, str]]:
        edition = self._edition
        tables = (("fields", edition.fields.paths()), ("facets", edition.facets.items()))
        for table, paths_of in tables:
            for name, path in paths_of:
                if not self.index.has_field(name, is_facet=table == "facets"):
                    yield table, name, path

    @property
    def shelves(self) -> tuple[tuple[str, tuple[Leaf, ...]], ...]:
        """The shelves, with their pages as they are to be."""
        return tuple((name, leaves) for name, _, leaves in self._planned.shelves)

    def jobs(self, shelf: str, wanted: Collection[str]) -> Iterator[Printing]:
        """Yield the jobs that make some pages of a shelf: see `Printer.jobs`."""
        return self._printer.jobs(self._shelves[shelf], wanted)

    def links(self, path: Path, address: str) -> Links:
        """Return what the pages of a document have of the rows; `address` as in `Frames`."""
        name, document = f"links {path}", self.names[path]
        near = map(self.said_of, self._near.get(document, ()))
        head = _digest(self.entries, address, self.said_of(document), *near)
        if self._kept.read("head", name) == head:
            found = self._kept.read("facts", name)
            assert isinstance(found, Links)
            return found
        made = self._links(document, address)
        self._kept.put_read(name, head=head, facts=made)
        return made

    def said_of(self, document: str) -> tuple[str, str | None, str | None]:
        """Return a document's name, what its rows are made of, and where it is, if published."""
        return document, self._rows.digests.get(document), self.paths.documents.get(document)

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

    def _plan(self, before: _Planned | None) -> _Planned:
        """Plan anew, but for the shelves that say what they said before."""
        pages = self._registers
        browse = self._browse
        years = [year for year, _ in self.index.years() if year is not None]
        planned = _Planned(
            shelves=tuple(self._shelves_as_planned(before)),
            registers=tuple(
                Step(
                    quote(f"{paths.register(kind)}/index.html"),
                    Label(register=kind, text=f"({count})"),
                )
                for kind, count in (pages.kinds.items() if pages else ())
            ),
            lists=(browse.entrances() if browse else ())
            + tuple(
                Step(quote(figure.address), Label(browse=figure.name)) for figure in self._figures
            ),
            years=(min(years), max(years)) if browse and years else None,
            dated=tuple(self.index.dated()) if browse else (),
            by_year=tuple(self.records.years().items()) if self._data else (),
            data=tuple(self._data.files()) if self._data else (),
            unfound=tuple(self._unfound()),
        )
        self._kept.put_read(_NAME, head=self.head, facts=planned)
        return planned

    def _shelves_as_planned(
        self, before: _Planned | None
    ) -> Iterator[tuple[str, str, tuple[Leaf, ...]]]:
        old = {name: (key, leaves) for name, key, leaves in before.shelves} if before else {}
        keys = self._keys_of_shelves()
        for name, shelf in self._shelves.items():
            key = keys.get(name, "")
            known, leaves = old.get(name, ("", ()))
            yield name, key, leaves if key and key == known else self._printer.planned(shelf)

    def _keys_of_shelves(self) -> dict[str, str]:
        """Return digests of all that shelves of entries say.

        That is what the entries say, the documents that mention one of the shelf, and those to
        which entries link.
        """
        if self._registers is None:
            return {}
        linked = [self.said_of(one) for one in sorted(self.index.linked(self._rows.having))]
        by_shelf: dict[str, list[str]] = {
            paths.shelf_of(kind, folder): [] for kind, folder in self._registers.folders
        }
        for kind, folder, document in self.index.mentioning():
            by_shelf[paths.shelf_of(kind, folder)].append(document)
        return {
            name: _digest(self.entries, linked, *map(self.said_of, documents))
            for name, documents in by_shelf.items()
        }

    @cached_property
    def index(self) -> Index:
        """The index of the documents that are published."""
        language = self._edition.site.language or self._edition.settings.languages[0]
        return Index(self.connection, self.paths.documents, collated(language), paths.file)

    @cached_property
    def records(self) -> Records:
        """What files for other programs ask of the same rows."""
        _ = self.index  # its tables are asked
        return Records(self._rows.store.connection)

    def model(self) -> Model:
        """Return the rows themselves."""
        return Model(self._rows.store.connection)

    @property
    def by_year(self) -> dict[int | None, tuple[str, ...]]:
        """All documents by their years, if there is data of them."""
        return dict(self._planned.by_year)

    @property
    def data(self) -> tuple[str, ...]:
        """The names of the files for other programs that are known by their formats."""
        return self._planned.data

    @cached_property
    def _registers(self) -> RegisterPages | None:
        return RegisterPages(self.index, self.paths) if self._edition.site.registers else None

    @cached_property
    def _browse(self) -> BrowsePages | None:
        edition = self._edition
        return BrowsePages(self.index, self.paths, edition.facets) if edition.site.browse else None

    @cached_property
    def _data(self) -> DataPage | None:
        if not self._edition.site.data:
            return None
        return DataPage(self._edition, self.index, self.records, self.paths)

    @cached_property
    def _figures(self) -> list[TimelinePage | MapPages | NetworkPages]:
        some: list[TimelinePage | MapPages | NetworkPages] = []
        if self._browse is not None and self._browse.lists:
            some.append(TimelinePage(self.index))
        if self._registers is not None and self._edition.site.map:
            some.append(MapPages(self.index, self.paths))
        if self._browse is not None and self._browse.lists:
            some.append(NetworkPages(self.index, self._browse))
        return [one for one in some if one.is_there]

    @cached_property
    def _shelves(self) -> dict[str, Shelf]:
        pages = (self._registers, self._browse, self._data)
        some = [one.shelves() for one in pages if one is not None]
        some.append(iter([one.shelf() for one in self._figures]))
        return {shelf.name: shelf for shelves in some for shelf in shelves}


def _digest(*values: object) -> str:
    return hashlib.blake2b(
        repr(values).encode("utf-8", "surrogateescape"), digest_size=16
    ).hexdigest()
