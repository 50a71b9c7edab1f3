"""Data for other programs: what an edition says in the formats of catalogues, as files of its site.

Most is made of the rows alone. Sitemaps and the plain text of the whole edition are made of its
pages and texts, and so planned once these are kept or have been made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from siglum.edition.config import FILE_NAME, Edition
from siglum.exchange import discovery, linked_data
from siglum.exchange.atom import atom
from siglum.exchange.beacon import authorities_of, beacon
from siglum.exchange.cmif import cmif
from siglum.exchange.linked_data import Node, json_ld, n_triples
from siglum.exchange.published import Published
from siglum.exchange.texts import headed
from siglum.model.export import MANIFEST, TableFormat, csv_head, csv_rows, manifest
from siglum.model.index import Index
from siglum.model.indexed import Indexed
from siglum.model.queries import Model
from siglum.model.records import Records
from siglum.render.frame import Download, Page
from siglum.render.listing import Group, Label, Line, Sheet, Step
from siglum.render.outputs import View
from siglum.search.chunks import chunked
from siglum.search.page import PAGE as SEARCH
from siglum.site.frame import published
from siglum.site.names import (
    DATA,
    MAIN_VIEW,
    OPENSEARCH,
    ROBOTS,
    SITEMAP,
    page_name,
    quote,
    seen_from,
    url_of,
)
from siglum.site.paths import Paths
from siglum.site.pieces import Content, Pieces, Unit, key_of
from siglum.site.portions import Portion, Portioned, encoded
from siglum.site.shelves import Shelf
from siglum.site.writing import Stage

INDEX = f"{DATA}/index.html"
_CMIF = f"{DATA}/cmif.xml"
_JSON_LD = f"{DATA}/edition.jsonld"
_N_TRIPLES = f"{DATA}/edition.nt"
_ATOM = f"{DATA}/feed.xml"
_TABLES = (
    "documents",
    "dates",
    "publications",
    "correspondents",
    "units",
    "entities",
    "names",
    "identifiers",
    "notes",
    "mentions",
    "pictures",
)
"""The tables that tell others of an edition; the rest, `siglum export tables` has."""


_Write = Callable[[Iterable[Node]], Iterable[str]]
"""Writes things in a format of linked data."""


class DataPage:
    """Says which files there are, and what the page that lists them says."""

    def __init__(self, edition: Edition, index: Index, records: Records, paths: Paths) -> None:
        self._index = index
        self._records = records
        self._paths = paths
        url = edition.settings.url
        self._is_at_root = url is not None and urlsplit(url).path in ("", "/")
        self._has_url = url is not None
        self._has_registers = edition.site.registers
        self._is_searched = edition.site.search

    def shelves(self) -> Iterator[Shelf]:
        """Yield the one page."""
        yield Shelf(DATA, self._sheets)

    def files(self) -> dict[str, Label]:
        """Return the names of the files that are made of rows and of pages, with what each is."""
        found: dict[str, Label] = {}
        if not self._has_url:
            return found
        if self._records.has_letters():
            found[_CMIF] = Label(word="data-cmif")
        if self._has_registers:
            for one in authorities_of(self._records):
                found[f"{DATA}/beacon/{one.name}.txt"] = Label(word="data-beacon", text=one.title)
        found[_JSON_LD] = Label(word="data-json-ld")
        found[_N_TRIPLES] = Label(word="data-n-triples")
        if self._records.newest() is not None:
            found[_ATOM] = Label(word="data-atom")
        found[SITEMAP] = Label(word="data-sitemap")
        if self._is_at_root:
            found[ROBOTS] = Label(word="data-robots")
        if self._is_searched:
            found[OPENSEARCH] = Label(word="data-opensearch")
        return found

    def _sheets(self) -> Iterator[Sheet]:
        files = tuple(self._line(name, said) for name, said in self.files().items())
        texts = tuple(
            Line(
                Label(word="undated") if year is None else Label(text=str(year)),
                quote(seen_from(INDEX, text_file(year))),
                more=(Label(count=str(len(documents)), of="document"),),
            )
            for year, documents in self._records.years().items()
        )
        tables = (
            *(self._line(f"{DATA}/tables/{table}.csv") for table in _TABLES),
            self._line(f"{DATA}/tables/{MANIFEST}", Label(word="data-columns")),
        )
        groups = (
            Group(None, files),
            Group(Label(word="data-texts"), texts, is_short=True),
            Group(Label(word="data-tables"), tables, is_short=True),
            Group(Label(word="data-licence"), tuple(self._licences())),
            Group(Label(word="data-left-out"), tuple(self._left_out())),
        )
        yield Sheet(
            address=INDEX,
            title=Label(word="data-files"),
            summary=(Label(count=str(len(self._paths.documents)), of="document"),),
            groups=tuple(group for group in groups if group.lines),
        )

    def _line(self, name: str, said: Label | None = None) -> Line:
        href = seen_from(INDEX, name)
        label = Label(text=name.removeprefix(f"{DATA}/").removeprefix("tables/"))
        return Line(label, quote(href), more=() if said is None else (said,))

    def _licences(self) -> Iterator[Line]:
        for licence, terms, count in self._records.licences():
            words = terms or licence
            yield Line(
                Label(word="data-no-licence") if words is None else Label(text=words),
                licence if licence is not None and licence.startswith("http") else None,
                more=(Label(count=str(count), of="document"),),
            )

    def _left_out(self) -> Iterator[Line]:
        if not self._has_url:
            said = "CMIF, BEACON, JSON-LD, N-Triples, Atom, Sitemap, robots.txt, OpenSearch"
            yield Line(Label(text=said), more=(Label(word="data-no-url"),))
            return
        if self._records.newest() is None:
            yield Line(Label(text="Atom"), more=(Label(word="data-no-day"),))
        if not self._is_at_root:
            yield Line(Label(text="robots.txt"), more=(Label(word="data-not-at-root"),))


def entrance() -> Step:
    """Return the link from the home page."""
    return Step(quote(INDEX), Label(word="data-files"))


def with_links(home: Page, files: Collection[str]) -> Page:
    """Return the frame of the home page with what browsers and feed readers look for in it."""
    feed = Download(quote(_ATOM), "application/atom+xml", name="Atom")
    return replace(
        home,
        downloads=(feed,) if _ATOM in files else (),
        opensearch=OPENSEARCH if OPENSEARCH in files else None,
    )


def text_file(year: int | None) -> str:
    """Return the name of the file with the plain text of all documents of a year."""
    return f"{DATA}/text/{'undated' if year is None else year}.txt"


class DataFiles:
    """Plans the files."""

    def __init__(
        self,
        edition: Edition,
        documents: Mapping[str, Path],
        paths: Paths,
        rows: Callable[[], tuple[Index, Records, Model]],
        years: Mapping[int | None, tuple[str, ...]],
        copied: Collection[Path],
        pieces: Pieces,
        context: str,
        entries: str,
        said_of: Callable[[str], object],
    ) -> None:
        """`documents` are those to publish, by their names in the rows, `years` the same by years.

        `copied` are the files of the edition that the site has copies of, `context` a digest of the
        rows, and of all else that pages have in common, `entries` one of the entries and all else,
        and `said_of` returns what is different from document to document.
        """
        self._edition = edition
        self._documents = documents
        self._paths = paths
        self._addresses = {path: paths.documents[name] for name, path in documents.items()}
        self._rows = rows
        self._years = years
        self._copied = copied
        self._pieces = pieces
        self._context = context
        self._entries = entries
        self._said_of = said_of
        self.names = {f"{DATA} pages", DATA, *map(text_file, years)}
        """By which the files are kept."""

    def units(self, units: Iterable[Unit], stage: Stage | None, site: int | None) -> Iterator[Unit]:
        """Plan the files, once all documents are kept or have been made.

        `units` are the other pieces of the site; `stage` has their files, where there are any to be
        made, and `site` is the number of the old site, if that is as it was written.
        """
        made = list(units)
        keys = {unit.path: self._pieces.key(unit) for unit in made if unit.make is None}
        copied = [path in self._copied for path in self._documents.values()]
        of_rows = partial(self._of_rows, stage, site)
        yield self._unit(DATA, (self._context, copied), of_rows)
        if self._edition.settings.url:
            said = [(unit.name, self._pieces.key(unit)) for unit in made]
            at = self._edition.settings.url
            yield self._unit(f"{DATA} pages", (at, said), partial(self._sitemaps, made))
        else:
            yield self._unit(f"{DATA} pages", (), Content)
        for year, documents in self._years.items():
            texts = [(one, keys.get(self._documents[one], "")) for one in documents]
            name = text_file(year)
            make = partial(self._texts, name, documents, keys, stage)
            yield self._unit(name, (self._edition.settings.url, texts), make)

    def _unit(self, name: str, said: object, make: Callable[[], Content]) -> Unit:
        path = self._edition.root / FILE_NAME
        return self._pieces.unit(name=name, path=path, key=key_of(said), make=make)

    # === Made of rows

    def _of_rows(self, stage: Stage | None, site: int | None) -> Content:
        assert stage is not None  # something is to be made
        portioned = Portioned(self._pieces.portions(DATA, site), stage.old_part)
        return Content(self._row_files(portioned), portions=portioned.made)

    def _row_files(self, portioned: Portioned) -> Iterator[tuple[str, Iterable[bytes]]]:
        index, records, model = self._rows()
        settings = self._edition.settings
        wanted = DataPage(self._edition, index, records, self._paths).files()
        if settings.url is not None:
            edition = self._published(settings.url, index, records)
            makers: dict[str, Callable[[], Iterable[str]]] = {
                _CMIF: partial(cmif, edition, f"{edition.home}{_CMIF}"),
                _ATOM: partial(atom, edition, f"{edition.home}{_ATOM}"),
                OPENSEARCH: lambda: [
                    discovery.opensearch(
                        settings.title, settings.languages[0], f"{edition.home}{SEARCH}"
                    )
                ],
            }
            for one in authorities_of(records):
                name = f"{DATA}/beacon/{one.name}.txt"
                makers[name] = partial(beacon, edition, one, f"{edition.home}{name}")
            for name, make in makers.items():
                if name in wanted:
                    yield name, encoded(make())
            yield _JSON_LD, portioned.file(_JSON_LD, self._json_ld(edition))
            yield _N_TRIPLES, portioned.file(_N_TRIPLES, self._n_triples(edition))
        sums: dict[str, str] = {}
        for table in _TABLES:
            name = f"{table}.csv"
            file = f"{DATA}/tables/{name}"
            data = portioned.file(file, self._table(model, table))
            yield file, _summed(data, partial(sums.__setitem__, name))
        said = manifest(sums=sums, target=TableFormat.CSV, title=settings.title)
        yield f"{DATA}/tables/{MANIFEST}", [said.encode()]

    def _table(self, model: Model, table: str) -> Iterator[Portion]:
        yield Portion("", lambda: [csv_head(table)])
        for key, names in self._together(model.names_of_documents()):
            yield Portion(key, partial(csv_rows, model, table, (names[0], names[-1])))

    def _json_ld(self, edition: Published) -> Iterator[Portion]:
        first = partial(json_ld, is_first=True)
        yield Portion("", lambda: [linked_data.JSON_LD_HEAD])
        yield from self._things(edition, first, json_ld)
        yield Portion("", lambda: [linked_data.JSON_LD_END])

    def _n_triples(self, edition: Published) -> Iterator[Portion]:
        yield from self._things(edition, n_triples, n_triples)

    def _things(self, edition: Published, first: _Write, write: _Write) -> Iterator[Portion]:
        """Yield the edition, the documents by their paths, the entries by kind and name."""
        yield Portion("", lambda: first(linked_data.of_edition(edition)))
        for key, names in self._together(sorted(self._documents)):
            yield Portion(key, partial(_written, write, edition, names))
        yield Portion(key_of(self._entries), lambda: write(linked_data.of_entries(edition)))

    def _together(self, names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
        """Yield documents that stand together in a file, with a digest of all that is said."""
        for some in chunked(names, str, lambda _: 0):
            yield key_of(self._entries, list(map(self._said_of, some))), some

    def _published(self, url: str, index: Index, records: Records) -> Published:
        edition, home = self._edition, f"{url.rstrip('/')}/"

        def entry(one: Indexed) -> str:
            return f"{home}{self._paths.entry_itself('', one)}"

        def source(document: str) -> str | None:
            path = self._documents[document]
            return url_of(url, published(edition, path)) if path in self._copied else None

        return Published(
            title=edition.settings.title,
            language=edition.settings.languages[0],
            home=home,
            page=lambda document: f"{home}{self._paths.document('', document)}",
            entry=entry if edition.site.registers else None,
            source=source,
            index=index,
            records=records,
        )

    # === Made of pages and texts

    def _sitemaps(self, units: Iterable[Unit]) -> Content:
        return Content(self._sitemap_files(units))

    def _sitemap_files(self, units: Iterable[Unit]) -> Iterator[tuple[str, Iterable[bytes]]]:
        url = self._edition.settings.url
        addresses = (url_of(url, name) or "" for name in self._pages(units))
        names = []
        for name, lines in discovery.sitemaps(addresses):
            names.append(name)
            yield name, encoded(lines)
        said = discovery.sitemap_index(url_of(url, name) or "" for name in names)
        yield SITEMAP, encoded(said)
        if url is not None and urlsplit(url).path in ("", "/"):
            yield ROBOTS, [discovery.robots(url_of(url, SITEMAP) or "").encode()]

    def _pages(self, units: Iterable[Unit]) -> Iterator[str]:
        """Yield all pages, but for those that show a document in another view."""
        yield "index.html"
        for unit in units:
            for name in self._pieces.pages(unit):
                if unit.make is not None or self._is_main(unit.path, name):
                    yield name

    def _is_main(self, document: Path, page: str) -> bool:
        """Say whether a page of a document is in the main view: its first page, or one of a part.

        Its name ends in neither another view nor an output of the edition's own.
        """
        others = (view.value for view in View if view is not MAIN_VIEW)
        added = (name.removesuffix(".html") for name in self._edition.outputs)
        address = self._addresses[document]
        rest = page.removeprefix(address).removesuffix(".html")
        return not any(rest.endswith(f".{one}") for one in (*others, *added))

    def _texts(
        self,
        name: str,
        documents: tuple[str, ...],
        keys: Mapping[Path, str],
        stage: Stage | None,
    ) -> Content:
        assert stage is not None  # something is to be made
        return Content([(name, self._texts_of(documents, keys, stage))])

    def _texts_of(
        self, documents: tuple[str, ...], keys: Mapping[Path, str], stage: Stage
    ) -> Iterator[bytes]:
        """Yield the text of each document whose pages could be made."""
        _, records, _ = self._rows()
        url = self._edition.settings.url
        for one in documents:
            if not keys.get(self._documents[one]):
                continue
            address = self._paths.documents[one]
            page = page_name(address, MAIN_VIEW)
            row = records.document(one)
            text = stage.content(f"{address}.{MAIN_VIEW}.txt").decode()
            said = headed(
                title="" if row is None else row.title,
                date=None if row is None else row.date,
                address=url_of(url, page) or quote(page),
                text=text,
            )
            yield said.encode()


def _written(write: _Write, edition: Published, names: list[str]) -> Iterable[str]:
    return write(linked_data.of_documents(edition, names))


def _summed(data: Iterable[bytes], note: Callable[[str], None]) -> Iterator[bytes]:
    """Yield data as it is, and note its checksum, as a datapackage.json has it."""
    digest = hashlib.sha256()
    for chunk in data:
        digest.update(chunk)
        yield chunk
    note(f"sha256:{digest.hexdigest()}")
