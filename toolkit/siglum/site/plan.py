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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from siglum.edition.carried import carried, links_of
from siglum.edition.config import FILE_NAME, Edition
from siglum.edition.document import parse, read_bytes
from siglum.findings.diagnostics import CannotUse
from siglum.model.registers import Register, Registers
from siglum.render.listing import home
from siglum.render.look import Look
from siglum.render.pages import Page
from siglum.render.stylesheets import program
from siglum.saxon.moment import asks_for_the_moment, time_zone
from siglum.site import searching
from siglum.site.copies import Copies
from siglum.site.frame import Frames
from siglum.site.guide import guide
from siglum.site.kept import Kept
from siglum.site.listed import Links, Listed
from siglum.site.making import Common, Filled, Job, Made, Maker, lost
from siglum.site.names import GUIDE
from siglum.site.pieces import Content, Piece, Pieces, Unit, key_of
from siglum.site.progress import Progress
from siglum.site.rows import Rows
from siglum.site.searching import Searching
from siglum.site.sources import Sources
from siglum.site.writing import Stage
from siglum.work.order import WORTHWHILE, Jobs, in_order
from siglum.work.snapshots import Files
from siglum.work.spool import digest_of
from siglum.work.tasks import Given
from siglum.work.versions import code


class _Registers(Mapping[Path, Register]):
    """The registers of an edition, each read where something is asked of it."""

    def __init__(self, paths: Iterable[Path], read: Callable[[Path], Register]) -> None:
        self._paths = dict.fromkeys(paths)
        self._read = read
        self._found: dict[Path, Register] = {}

    def __getitem__(self, path: Path) -> Register:
        if path not in self._found:
            if path not in self._paths:
                raise KeyError(path)
            self._found[path] = self._read(path)
        return self._found[path]

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[Path]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


class Plan:
    """The plan of one build."""

    def __init__(
        self,
        edition: Edition,
        sources: Sources,
        documents: Mapping[Path, str],
        kept: Kept,
        progress: Progress,
        rows: Rows | None = None,
    ) -> None:
        """Plan the site of what was read; `documents` are to be published, with their addresses.

        With the rows of the edition it has registers and lists. Raises CannotRun for a style sheet
        that can't be published.
        """
        self._edition = edition
        self._sources = sources
        self._documents = documents
        self._kept = kept
        self._progress = progress
        self._common = _common(edition)
        look = self._look = self._common.look
        own = sorted(look.own.contents.items())
        said = (look.site, look.words, look.outputs, edition.settings.title, edition.settings.url)
        moment = time_zone() if look.own.is_repeatable else time.time_ns()
        self._context = key_of(code(), str(edition.root), said, own, moment)
        xml = (path for path in edition.authority if sources.is_xml(path))
        self._registers = Registers(_Registers(xml, self._register))
        self._frames = Frames(
            edition=edition,
            look=look,
            documents=documents,
            registers=self._registers,
            places=self._places,
        )
        self._pieces = Pieces(kept)
        self._keys: dict[str, str] = {}
        """Of pieces that are being made, and were not kept: their keys."""
        copies = Copies(
            edition=edition,
            sources=sources,
            pieces=self._pieces,
            documents=documents,
            registers=self._registers.files,
            sheets=look.style_sheets(),
        )
        self._units = list(copies.units())
        self._reads = copies.reads
        self._frames.copied, self._frames.shapes = copies.files, copies.shapes
        self._units += self._guide()
        self._listed = self._list(rows) if rows is not None else None
        self._searching = (
            self._search(self._listed) if self._listed and edition.site.search else None
        )
        self._units += self._pages()
        self._units += self._shelves()
        last = [_HOME] if self._searching is None else [_HOME, searching.NAME]
        self.names = {*last, *(unit.name for unit in self._units)}
        """By which pieces are kept."""

    @property
    def sources(self) -> set[str]:
        """By which names is kept what was read."""
        registers = {f"register {path}" for path in self._registers.files}
        listed = self._listed.sources if self._listed is not None else set[str]()
        return {_GUIDE, *registers, *listed, *self._reads, *map(str, self._sources.files)}

    def _is_much(self) -> bool:
        """Say whether so many documents are not kept that it is worth it to start processes."""
        return sum(unit.make is None and not unit.is_known for unit in self._units) >= WORTHWHILE

    def is_all_placed(self, site: int) -> bool:
        """Say whether a site has all pieces, as they are planned, and no others."""
        if not all(unit.is_known for unit in self._units):  # else the home page has other entries
            return False
        return self._pieces.are_all_placed(self._last(), len(self.names), site)

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces of a site that has them all."""
        for unit in (*self._units, *self._last()):
            piece = self._pieces.known(unit)
            assert piece is not None
            yield piece

    def made(self, stage: Stage, site: int | None, jobs: Jobs) -> Iterator[Piece]:
        """Put each piece into its place, and yield it.

        `site` is the number of the old site, if that is as it was written. Up to `jobs` processes
        make the pages of documents.
        """
        pieces = self._pieces
        results = in_order(
            tasks=self._tasks(stage, site),
            bench=partial(Maker, self._common),
            lost=lost,
            jobs=jobs if self._is_much() else 1,
            files=self._asked_for,
        )
        for unit in self._units:
            if unit.make is None:
                result = next(results)
                taken = result if isinstance(result, Piece) else None
                content = _content(result) if isinstance(result, Made) else Content()
                key = self._keys.pop(unit.name, None)
                yield taken or pieces.put(unit, content, stage, key)
            elif unit.leaves:
                yield pieces.take(unit, stage, site) or self._fill(unit, stage, site)
            else:
                yield pieces.take(unit, stage, site) or pieces.put(unit, unit.make(), stage)
        for unit in self._last():
            assert unit.make is not None
            yield pieces.take(unit, stage, site) or pieces.put(unit, unit.make(), stage)

    def _fill(self, unit: Unit, stage: Stage, site: int | None) -> Piece:
        assert self._listed is not None
        printed = partial(self._listed.printed, unit.name.partition(" ")[2])
        return self._pieces.fill(unit, stage, site, printed)

    def _asked_for(self) -> Files:
        """Return the files that jobs may ask for: none, but for stylesheets that can't be used."""
        edition = self._edition
        named = ((edition.root / name).resolve() for name in edition.outputs.values())
        if all(path in self._look.own.contents for path in named):
            return links_of(edition)
        return carried([edition])

    def _tasks(self, stage: Stage, site: int | None) -> Iterator[Filled | Given[Made | Piece]]:
        """Yield what is to be made of documents, and what is kept of the others."""
        for unit in self._units:
            if unit.make is None:
                piece = self._pieces.take(unit, stage, site)
                if piece is not None:
                    yield Given(piece)
                    continue
                self._progress(f"rendering {unit.path.name}")
                job = self._job(unit.path)
                self._keys[unit.name] = self._key(job)
                yield self._filled(job)

    def _filled(self, job: Job) -> Filled:
        sources = self._sources
        return Filled(job, sources.content(job.path, job.digest), sources.contents(job.parts))

    # === What was read

    def _places(self, path: Path) -> Mapping[str, str]:
        is_split = self._common.is_split
        return dict(self._sources.facts(path).places) if is_split else {}

    def _register(self, path: Path) -> Register:
        """Return a register; what is known of it is kept."""
        name, digest = f"register {path}", self._sources.briefs[path].digest
        if self._kept.read("head", name) == (code(), digest):
            known = self._kept.read("facts", name)
            if isinstance(known, Register):
                return known
        register = Register.of(parse(path, self._sources.content(path, digest)).getroot())
        self._kept.put_read(name=name, head=(code(), digest), facts=register)
        return register

    # === The guide, the pages of documents, the home page

    def _guide(self) -> Iterator[Unit]:
        path = self._edition.schema("odd")
        if path is None:
            return
        page = self._frames.guide_page(path)
        key = key_of(self._context, self._sources.context, page)
        known = self._kept.read("head", _GUIDE)
        if known is not None and known[0] == key and _hold(known[1]):
            self._frames.guide = GUIDE
            yield self._pieces.unit(
                name=_GUIDE,
                path=path,
                key=key_of(*known),
                make=lambda: self._guide_of(path, page)[0],
            )
            return
        self._progress(f"rendering {path.name}")
        content, read = self._guide_of(path, page)
        if not content.is_failed:
            self._frames.guide = GUIDE
        files = tuple((str(file), _digest_of_file(file)) for file in sorted(read))
        if content.findings or self._edition.schemas.catalog:  # they may depend on further files
            self._kept.put_read(_GUIDE, head=("", ()))
            yield Unit(name=_GUIDE, path=path, key="", make=lambda: content, is_known=False)
        else:
            self._kept.put_read(_GUIDE, head=(key, files))
            yield self._pieces.unit(
                name=_GUIDE, path=path, key=key_of(key, files), make=lambda: content
            )

    def _guide_of(self, path: Path, page: Page) -> tuple[Content, frozenset[Path]]:
        """Make the guide for encoders; return it, and the files that were read for it."""
        made = guide(path, self._edition.root, page, look=self._look)
        if made.text is None:
            return Content(findings=made.findings, is_failed=True), made.read
        return Content([(GUIDE, made.text.encode())], (GUIDE,), made.findings), made.read

    def _pages(self) -> Iterator[Unit]:
        around = self._around()
        for path in self._documents:
            brief = self._sources.briefs[path]
            copied = [file in self._frames.copied for file in (path, *brief.pictures)]
            shapes = [self._frames.shapes.get(file) for file in brief.pictures]
            near = key_of(around, brief.facts, copied, shapes, self._links(path))
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
        documents = [(str(path), address) for path, address in self._documents.items()]
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
        address, url = self._documents[path], self._frames.url(path)
        links = self._links(path)
        has_registers = self._listed is not None and self._edition.site.registers
        # An own stylesheet may show the entries themselves.
        is_cited = has_registers and not self._edition.outputs
        cut = self._registers.cited if is_cited else self._registers.named
        authority = cut(path.parent, said)
        page = self._frames.page(
            path=path, facts=facts, found=found, names=(*facts.names, *authority.names)
        )
        page = replace(page, entries=links.entries, previous=links.previous, next=links.next)
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
        if self._listed is None:
            return Links()
        return self._listed.links(path, self._documents[path])

    def _list(self, rows: Rows) -> Listed:
        return Listed(
            edition=self._edition,
            look=self._look,
            documents=self._documents,
            places=self._places,
            frame=self._frames.around,
            rows=rows,
            kept=self._kept,
            context=self._context,
        )

    def _shelves(self) -> Iterator[Unit]:
        """Plan registers and lists: pages that have keys of their own, so that each is kept."""
        for name, leaves in self._listed.shelves if self._listed is not None else ():
            key = key_of(leaves)
            unit = self._pieces.unit(
                name=f"shelf {name}", path=self._edition.root / FILE_NAME, key=key, make=Content
            )
            yield replace(unit, leaves=leaves)

    def _search(self, listed: Listed) -> Searching:
        return Searching(
            edition=self._edition,
            look=self._look,
            documents=listed.documents,
            paths=listed.paths,
            index=lambda: listed.index,
            frame=self._frames.around,
            pieces=self._pieces,
            context=listed.head,
        )

    def _last(self) -> list[Unit]:
        """Plan what is made of all documents, once these are kept or have been made."""
        search = [self._searching.unit(self._units)] if self._searching is not None else []
        return [*search, self._home()]

    def _home(self) -> Unit:
        """Plan the home page."""
        settings = self._edition.settings
        language = self._edition.site.language or settings.languages[0]
        frame = replace(self._frames.around("index.html"), home=None)
        registers, lists = self._listed.entrances if self._listed is not None else ((), ())
        is_short = not lists or len(self._documents) <= _ON_HOME
        said = (
            list(self._pieces.digests_of_entries(self._units)) if is_short else len(self._documents)
        )
        key = key_of(self._context, frame, language, said, registers, lists)

        def make() -> Content:
            page = home(
                frame=frame,
                language=language,
                entries=self._pieces.entries(self._units) if is_short else (),
                look=self._look,
                count=0 if is_short else len(self._documents),
                registers=registers,
                lists=lists,
            )
            return Content([("index.html", page.encode())], ("index.html",))

        return self._pieces.unit(
            name=_HOME, path=self._edition.root / FILE_NAME, key=key, make=make
        )


_HOME = "home"
_ON_HOME = 50
"""So many documents are on the home page itself."""
_GUIDE = "guide"


def _common(edition: Edition) -> Common:
    """Return what all jobs have in common; the edition's own stylesheets are read now."""
    look = Look.of(edition)
    for output, name in edition.outputs.items():
        try:
            found = program(
                path=edition.root / name,
                root=edition.root,
                output=output,
                contents=look.own.contents,
            )
        except CannotUse:
            continue  # it will be told of each document
        look.own.contents.update(found.contents)
        if asks_for_the_moment(found.text):
            look.own.is_repeatable = False
    settings = edition.settings
    is_split = edition.site.split is not None
    return Common(
        root=edition.root,
        title=settings.title,
        url=settings.url,
        is_split=is_split,
        is_searched=edition.site.search,
        look=look,
    )


def _content(made: Made) -> Content:
    """Return what was made of a document as the content of a piece."""
    once = () if made.unrendered is None else (made.unrendered,)
    return Content(
        files=made.files.items(),
        pages=tuple(made.pages),
        findings=(*made.findings, *once),
        once=once,
        entry=made.entry,
        passages=made.passages,
        is_failed=made.unrendered is not None or not made.is_whole,
    )


def _hold(files: tuple[tuple[str, str | None], ...]) -> bool:
    """Say whether files have the contents that they had."""
    return all(_digest_of_file(Path(path)) == digest for path, digest in files)


def _digest_of_file(path: Path) -> str | None:
    try:
        return digest_of(read_bytes(path))
    except CannotUse:
        return None
