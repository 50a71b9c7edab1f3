"""The plan of a site: which files there are, and what each depends on.

A piece of a site is what is made together: the pages of a document, a copy, the home page. It has a
key, a digest of all that it is made of. A piece whose key is that of the build before is not made
again: its files are linked, and its findings told again.

The key of a document's pages is the digest of their job, for which entries are cut out of registers
and links looked up. That is spared where a nearer key is that of the build before: the digest of
the document's facts, and of all that any job can have of the rest of the edition.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from siglum.edition.carried import carried, links_of
from siglum.edition.config import FILE_NAME, Edition
from siglum.findings.diagnostics import Diagnostic
from siglum.model.registers import Registers
from siglum.render.outputs import View
from siglum.saxon.moment import time_zone
from siglum.site import guide_page, searching
from siglum.site.common import Common
from siglum.site.copies import Copies
from siglum.site.data import DataFiles, entrance, with_links
from siglum.site.frame import Frames, published
from siglum.site.guide_page import GuidePage
from siglum.site.home import HOME, HomePage, made_home
from siglum.site.kept import Kept
from siglum.site.leads import Leads
from siglum.site.listed import Links, Listed
from siglum.site.making import Filled, Job
from siglum.site.names import OF_A_SITE, page_name
from siglum.site.pieces import Content, Piece, Pieces, Unit, key_of
from siglum.site.production import Production
from siglum.site.progress import Progress
from siglum.site.register_files import RegisterFiles
from siglum.site.rows import Rows
from siglum.site.searching import Searching
from siglum.site.sources import Sources
from siglum.site.writing import Stage
from siglum.work.order import Jobs
from siglum.work.snapshots import Files
from siglum.work.versions import code


class Plan:
    """The plan of one build."""

    def __init__(
        self,
        edition: Edition,
        sources: Sources,
        documents: Mapping[Path, str],
        kept: Kept,
        progress: Progress,
        output: Path,
        rows: Rows,
    ) -> None:
        """Plan the site of what was read; `documents` are to be published, with their addresses.

        `output` is its folder; `rows` are those of the edition. Raises CannotRun for a style sheet
        that can't be published.
        """
        self._edition = edition
        self._sources = sources
        self._documents = documents
        named = edition.introduction
        self._introduction = named if named is not None and sources.is_document(named) else None
        home = {} if self._introduction is None else {self._introduction: HOME}
        self._shown = {**documents, **home}
        """The documents that the site shows, with what the names of their pages begin with."""
        self._kept = kept
        self._progress = progress
        self._common = Common.of(edition)
        look = self._look = self._common.look
        own = sorted(look.own.contents.items())
        fields = (edition.fields, list(edition.facets.items()))
        said = (look.site, look.words, look.outputs, edition.settings, *fields)
        moment = time_zone() if look.own.is_repeatable else time.time_ns()
        self._context = key_of(code(), str(edition.root), said, own, moment)
        files = self._register_files = RegisterFiles(edition, sources, kept)
        self._registers = Registers(files)
        self._frames = Frames(
            edition=edition,
            look=look,
            documents=self._shown,
            registers=self._registers,
            places=self._places,
        )
        self._pieces = Pieces(kept)
        self._units = list(self._copied())
        self._units += self._guide()
        self._listed = self._list(rows)
        self._searching = self._search() if edition.site.search else None
        self._leads = Leads(edition, self._listed, kept, self._context, output)
        self._units += self._pages()
        self._units += self._shelves()
        self._units += self._leads.units(self._pieces, self._frames.around, look, self._taken)
        self._data = self._data_of() if edition.site.data else None
        self._settled: tuple[Unit, ...] = ()
        """What is made of all documents, where nothing is to be made."""

    @property
    def names(self) -> set[str]:
        """By which names pieces are kept."""
        last = [_HOME] if self._searching is None else [_HOME, searching.NAME]
        last += self._data.names if self._data is not None else ()
        return {*last, *(unit.name for unit in self._units)}

    @property
    def sources(self) -> set[str]:
        """By which names is kept what was read."""
        listed, leads = self._listed.sources, self._leads.sources
        registers = self._register_files.names
        chunks = self._searching.sources if self._searching is not None else set[str]()
        names = (registers, listed, leads, chunks, self._reads, map(str, self._sources.files))
        return {guide_page.NAME, *chain.from_iterable(names)}

    @property
    def findings(self) -> list[Diagnostic]:
        """What is wrong with the site as it is planned: lost addresses, paths that find nothing."""
        return [*self._listed.findings, *self._leads.findings]

    def is_all_placed(self, site: int) -> bool:
        """Say whether a site has all pieces, as they are planned, and no others."""
        if not all(unit.is_known for unit in self._units):  # else the home page has other entries
            return False
        self._settled = tuple(self._last())
        return self._pieces.are_all_placed(self._settled, len(self.names), site)

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces of a site that has them all, as `is_all_placed` says."""
        for unit in (*self._units, *self._settled):
            piece = self._pieces.known(unit)
            assert piece is not None
            yield piece

    def made(self, stage: Stage, site: int | None, jobs: Jobs) -> Iterator[Piece]:
        """Put each piece into its place, and yield it.

        `site` is the number of the old site, if that is as it was written. Up to `jobs` processes
        make the pages of documents and shelves.
        """
        production = Production(
            units=self._units,
            pieces=self._pieces,
            common=self._common,
            stage=stage,
            site=site,
            task=self._task,
            printings=self._listed.jobs,
            files=self._asked_for,
        )
        yield from production.made(jobs)
        for unit in self._last(stage, site):
            yield production.placed(unit)

    def _asked_for(self) -> Files:
        """Return the files that jobs may ask for: none, but for stylesheets that can't be used."""
        edition = self._edition
        named = ((edition.root / name).resolve() for name in edition.outputs.values())
        if all(path in self._look.own.contents for path in named):
            return links_of(edition)
        return carried([edition])

    def _task(self, path: Path) -> tuple[Filled, str]:
        """Return what is to be made of a document, and its key."""
        self._progress(f"rendering {path.name}")
        job = self._job(path)
        return self._filled(job), self._key(job)

    def _filled(self, job: Job) -> Filled:
        sources = self._sources
        return Filled(job, sources.content(job.path, job.digest), sources.contents(job.parts))

    # === What was read

    def _places(self, path: Path) -> Mapping[str, str]:
        is_split = self._common.is_split and path != self._introduction
        return dict(self._sources.facts(path).places) if is_split else {}

    # === Copies, the guide, the pages of documents

    def _copied(self) -> Iterator[Unit]:
        """Plan the copies of files, which pages of documents link to and show."""
        copies = Copies(
            edition=self._edition,
            sources=self._sources,
            pieces=self._pieces,
            documents=self._shown,
            registers=self._registers.files,
            sheets=self._look.style_sheets(),
        )
        yield from copies.units()
        self._reads = copies.reads
        self._frames.copied, self._frames.shapes = copies.files, copies.shapes

    def _guide(self) -> Iterator[Unit]:
        page = GuidePage(
            edition=self._edition,
            look=self._look,
            frames=self._frames,
            pieces=self._pieces,
            kept=self._kept,
            progress=self._progress,
            context=key_of(self._context, self._sources.context),
        )
        yield from page.units()

    def _pages(self) -> Iterator[Unit]:
        around = self._around()
        for path in self._documents:
            brief = self._sources.briefs[path]
            copied = [file in self._frames.copied for file in (path, *brief.pictures)]
            shapes = [self._frames.shapes.get(file) for file in brief.pictures]
            said = (copied, shapes, self._links(path), self._former(path))
            near = key_of(around, brief.facts, *said)
            yield self._pieces.document(path, near, partial(self._key_of, path))

    def _around(self) -> str:
        """Return a digest of all that the job of any document can have of the rest.

        That is where all is that it can link to, and registers. What it asks of its own facts, and
        whether there are copies of it and its pictures, is not in it; in what part of another
        document a link leads, is.
        """
        registers = [
            (str(path), self._sources.briefs[path].digest) for path in self._registers.files
        ]
        copied = [path in self._frames.copied for path in self._registers.files]
        documents = [(str(path), address) for path, address in self._shown.items()]
        is_split = self._common.is_split
        parts = [self._sources.briefs[path].facts for path in self._documents] if is_split else []
        return key_of(
            self._context,
            self._sources.context,
            self._frames.guide,
            registers,
            copied,
            documents,
            parts,
        )

    def _key_of(self, path: Path) -> str:
        return self._key(self._job(path))

    def _key(self, job: Job) -> str:
        return key_of(self._context, job)

    def _job(self, path: Path) -> Job:
        facts = self._sources.facts(path)
        found = self._frames.settled(path, facts)
        said = (*facts.pointers, *(one.address for one in found))
        address, url = self._shown[path], self._frames.url(path)
        links = self._links(path)
        # An own stylesheet may show the entries themselves.
        is_cited = self._edition.site.registers and not self._edition.outputs
        cut = self._registers.cited if is_cited else self._registers.named
        authority = cut(path.parent, said)
        page = self._frames.page(
            path=path, facts=facts, found=found, names=(*facts.names, *authority.names)
        )
        page = replace(
            page,
            entries=links.entries,
            former=self._former(path),
            previous=links.previous,
            next=links.next,
        )
        return Job(
            path=path,
            digest=facts.digest,
            parts=facts.parts,
            address=address,
            url=url,
            page=page,
            authority=authority,
            mentioned=links.mentioned,
        )

    def _links(self, path: Path) -> Links:
        """Return what the pages of a document have of the rows."""
        return self._listed.links(path, self._shown[path])

    def _former(self, path: Path) -> tuple[tuple[str, str, str], ...]:
        return self._leads.former(path)

    def _taken(self) -> Iterator[str]:
        """Yield the names of the files that are planned."""
        yield from OF_A_SITE
        for path, address in self._documents.items():
            for part in (None, *set(self._places(path).values())):
                yield from (page_name(address, view, part) for view in View)
            yield from (f"{address}.{output}" for output in self._look.added)
        yield from (published(self._edition, file) for file in self._frames.copied)
        for unit in self._units:
            yield from (leaf.address for leaf in unit.leaves)

    def _list(self, rows: Rows) -> Listed:
        return Listed(
            edition=self._edition,
            look=self._look,
            documents=self._documents,
            introduction=self._introduction,
            places=self._places,
            frame=self._frames.around,
            rows=rows,
            kept=self._kept,
            context=self._context,
        )

    def _shelves(self) -> Iterator[Unit]:
        """Plan registers and lists: pages that have keys of their own, so that each is kept."""
        for name, leaves in self._listed.shelves:
            key = key_of(leaves)
            unit = self._pieces.unit(
                name=f"shelf {name}", path=self._edition.root / FILE_NAME, key=key, make=Content
            )
            yield replace(unit, leaves=leaves)

    def _search(self) -> Searching:
        return Searching(
            edition=self._edition,
            look=self._look,
            listed=self._listed,
            frame=self._frames.around,
            pieces=self._pieces,
            kept=self._kept,
            context=self._context,
        )

    def _data_of(self) -> DataFiles:
        listed = self._listed
        return DataFiles(
            edition=self._edition,
            documents=listed.documents,
            paths=listed.paths,
            rows=lambda: (listed.index, listed.records, listed.model()),
            years=listed.by_year,
            copied=self._frames.copied,
            pieces=self._pieces,
            context=listed.head,
            entries=listed.entries,
            said_of=listed.said_of,
        )

    def _last(self, stage: Stage | None = None, site: int | None = None) -> Iterator[Unit]:
        """Plan what is made of all documents, once these are kept or have been made.

        `stage` has their files, if anything is to be made; `site` is as for `made`.
        """
        units = list(self._units)
        if self._searching is not None:
            units.append(self._searching.unit(self._units))
            yield units[-1]
        if self._data is not None:
            yield from self._data.units(units, stage, site)
        yield self._home()

    def _home(self) -> Unit:
        """Plan the home page."""
        listed, settings = self._listed, self._edition.settings
        registers, lists = listed.entrances
        is_short = not lists or len(self._documents) <= _ON_HOME
        frame = replace(self._frames.around("index.html"), home=None)
        page = HomePage(
            frame=with_links(frame, listed.data),
            language=self._edition.site.language or settings.languages[0],
            count=len(self._documents),
            years=listed.years,
            registers=registers,
            lists=(*lists, entrance()) if self._data is not None else lists,
        )
        told = list(self._pieces.digests_of_entries(self._units)) if is_short else []
        job = None if self._introduction is None else self._job(self._introduction)

        def make() -> Content:
            entries = self._pieces.entries(self._units) if is_short else ()
            introduction = None if job is None else self._filled(job)
            return made_home(page, entries, introduction, self._common)

        return self._pieces.unit(
            name=_HOME,
            path=self._introduction or self._edition.root / FILE_NAME,
            key=key_of(self._context, page, told, job),
            make=make,
        )


_HOME = "home"
_ON_HOME = 50
"""So many documents are on the home page itself."""
