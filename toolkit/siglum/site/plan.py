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
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from siglum.edition.carried import carried, links_of
from siglum.edition.config import FILE_NAME, Edition
from siglum.edition.document import parse, read_bytes
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Span
from siglum.model.registers import Register, Registers
from siglum.render.listing import home
from siglum.render.look import Look
from siglum.render.pages import Entry, Page
from siglum.render.stylesheets import program
from siglum.saxon.moment import asks_for_the_moment, time_zone
from siglum.site.acting import acting
from siglum.site.frame import Frames, published
from siglum.site.guide import guide
from siglum.site.kept import Kept
from siglum.site.listed import Links, Listed, frame
from siglum.site.making import Common, Filled, Job, Made, Maker, lost
from siglum.site.names import GUIDE, STYLE, illegible
from siglum.site.progress import Progress
from siglum.site.reading import SOURCES, Brief, Facts, Sources
from siglum.site.rows import Rows
from siglum.site.shelves import Leaf
from siglum.site.writing import Stage
from siglum.work.order import WORTHWHILE, Jobs, in_order
from siglum.work.resources import resource
from siglum.work.snapshots import Files
from siglum.work.spool import digest_of
from siglum.work.tasks import Given
from siglum.work.versions import code


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a site that is in its place, or could not be made."""

    path: Path
    """The file that it is about."""
    files: tuple[tuple[str, str], ...] = ()
    """The names and digests of its files."""
    pages: tuple[str, ...] = ()
    """The names of those that are pages."""
    findings: tuple[Diagnostic, ...] = ()
    once: tuple[Diagnostic, ...] = ()
    """Those among the findings that are told once, though other pieces have them as well."""
    entry: Entry | None = None
    """Of a document: what the home page says of it."""
    is_document: bool = False
    is_failed: bool = False
    """Whether the build stops at it; it is not kept then."""
    is_made: bool = False
    """Whether it was made now."""
    leaves: tuple[Leaf, ...] = ()
    """Of a shelf: its pages."""


@dataclass(frozen=True, slots=True)
class _Content:
    """What a piece consists of."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    once: tuple[Diagnostic, ...] = ()
    entry: Entry | None = None
    is_failed: bool = False


@dataclass(frozen=True, slots=True)
class _Unit:
    """A piece as it is planned."""

    name: str
    """By which it is kept."""
    path: Path
    key: str
    """For a document that is not kept: "", its key comes with its job."""
    make: Callable[[], _Content] | None
    """How to make it; None for a document, of which jobs are made."""
    is_known: bool
    """Whether it is kept as it is planned."""
    near: str = ""
    """Of a document: the nearer key."""
    leaves: tuple[Leaf, ...] = ()
    """Of a shelf: its pages, as they are to be."""


@dataclass(frozen=True, slots=True)
class _Head:
    """By what it is known whether a piece that is kept is as it is planned."""

    key: str
    entry: str
    """The digest of what the home page says of it."""


class _Kept(Mapping[Path, Register]):
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
        self._context = _digest(code(), str(edition.root), said, own, moment)
        xml = (path for path in edition.authority if sources.is_xml(path))
        self._registers = Registers(_Kept(xml, self._register))
        self._frames = Frames(
            edition=edition,
            look=look,
            documents=documents,
            registers=self._registers,
            places=self._places,
        )
        self._entries: dict[str, Entry] = {}
        """Of documents that are not kept: what the home page says of them, by their pieces."""
        self._keys: dict[str, str] = {}
        """Of pieces that are being made, and were not kept: their keys."""
        self._units = list(self._copies())
        self._units += self._guide()
        self._listed = self._list(rows) if rows is not None else None
        self._units += self._pages()
        self._units += self._shelves()
        self.names = {_HOME, *(unit.name for unit in self._units)}
        """By which pieces are kept."""

    @property
    def sources(self) -> set[str]:
        """By which names is kept what was read."""
        registers = {f"register {path}" for path in self._registers.files}
        listed = self._listed.sources if self._listed is not None else set[str]()
        return {_GUIDE, *registers, *listed, *map(str, self._sources.files)}

    def _is_much(self) -> bool:
        """Say whether so many documents are not kept that it is worth it to start processes."""
        return sum(unit.make is None and not unit.is_known for unit in self._units) >= WORTHWHILE

    def is_all_placed(self, site: int) -> bool:
        """Say whether a site has all pieces, as they are planned, and no others."""
        return (
            all(unit.is_known for unit in self._units)
            and self._home().is_known
            and self._kept.are_all_placed(len(self.names), site)
        )

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces of a site that has them all."""
        for unit in (*self._units, self._home()):
            piece = self._known(unit)
            assert piece is not None
            yield piece

    def made(self, stage: Stage, site: int | None, jobs: Jobs) -> Iterator[Piece]:
        """Put each piece into its place, and yield it.

        `site` is the number of the old site, if that is as it was written. Up to `jobs` processes
        make the pages of documents.
        """
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
                content = _content(result) if isinstance(result, Made) else _Content()
                yield taken or self._put(unit, content, stage)
            elif unit.leaves:
                yield self._take(unit, stage, site) or self._fill(unit, stage, site)
            else:
                yield self._take(unit, stage, site) or self._put(unit, unit.make(), stage)
        last = self._home()
        assert last.make is not None
        yield self._take(last, stage, site) or self._put(last, last.make(), stage)

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
                piece = self._take(unit, stage, site)
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

    def _put(self, unit: _Unit, content: _Content, stage: Stage) -> Piece:
        """Write a piece, and keep it unless it has failed."""
        piece = Piece(
            path=unit.path,
            files=tuple((name, stage.put(name, data)) for name, data in content.files.items()),
            pages=content.pages,
            findings=content.findings,
            once=content.once,
            entry=content.entry,
            is_document=unit.make is None,
            is_failed=content.is_failed,
        )
        key = self._keys.pop(unit.name, unit.key)
        if not piece.is_failed:
            head = _Head(key, _digest(piece.entry))
            self._kept.put_made(name=unit.name, head=head, near=unit.near, body=piece)
        else:
            self._kept.drop_made(unit.name)
            if piece.entry is not None:
                self._entries[unit.name] = piece.entry
        return replace(piece, is_made=True)

    def _take(self, unit: _Unit, stage: Stage, site: int | None) -> Piece | None:
        """Put a piece that is kept into its place; None where it is not, or its files are not."""
        piece = self._known(unit) if unit.is_known else None
        if piece is None:
            return None
        is_placed = site is not None and self._kept.placed(unit.name) == site
        if all(stage.take(name, digest, is_placed=is_placed) for name, digest in piece.files):
            return piece
        return None

    def _fill(self, unit: _Unit, stage: Stage, site: int | None) -> Piece:
        """Put the pages of a shelf into their places; make those that changed, and keep all."""
        assert self._listed is not None
        old = self._kept.made("body", unit.name)
        known = {leaf.address: leaf for leaf in old.leaves} if isinstance(old, Piece) else {}
        is_placed = site is not None and self._kept.placed(unit.name) == site
        done: dict[str, Leaf] = {}
        for leaf in unit.leaves:
            before = known.get(leaf.address)
            if before is None or before.key != leaf.key:
                continue
            if stage.take(leaf.address, before.digest, is_placed=is_placed):
                done[leaf.address] = before
        wanted = {leaf.address: leaf.key for leaf in unit.leaves if leaf.address not in done}
        for leaf, data in self._listed.printed(unit.name.partition(" ")[2], wanted):
            done[leaf.address] = replace(leaf, digest=stage.put(leaf.address, data))
        leaves = tuple(done[leaf.address] for leaf in unit.leaves)
        findings = tuple(one for leaf in leaves for one in leaf.findings)
        piece = Piece(
            path=unit.path,
            files=tuple((leaf.address, leaf.digest) for leaf in leaves),
            pages=tuple(leaf.address for leaf in leaves),
            findings=findings,
            is_failed=any(one.code.startswith(("SG601", "SG7")) for one in findings),
            leaves=leaves,
        )
        if piece.is_failed:
            self._kept.drop_made(unit.name)
        else:
            head = _Head(unit.key, "")
            self._kept.put_made(name=unit.name, head=head, near="", body=piece)
        return replace(piece, is_made=True)

    def _known(self, unit: _Unit) -> Piece | None:
        """Return a piece that is kept; None for one that can't be read, or is not as planned."""
        if self._head(unit.name, unit.key) is None:
            return None
        piece = self._kept.made("body", unit.name)
        return piece if isinstance(piece, Piece) else None

    def _head(self, name: str, key: str) -> _Head | None:
        found = self._kept.made("head", name)
        return found if isinstance(found, _Head) and found.key == key else None

    def _unit(self, name: str, path: Path, key: str, make: Callable[[], _Content]) -> _Unit:
        is_known = self._head(name, key) is not None
        return _Unit(name=name, path=path, key=key, make=make, is_known=is_known)

    # === What was read

    def _facts(self, path: Path) -> Facts:
        facts = self._sources.facts(path)
        assert facts is not None
        return facts

    def _brief(self, path: Path) -> Brief:
        brief = self._sources.brief(path)
        assert brief is not None
        return brief

    def _places(self, path: Path) -> Mapping[str, str]:
        is_split = self._common.is_split
        return dict(self._facts(path).places) if is_split else {}

    def _register(self, path: Path) -> Register:
        """Return a register; what is known of it is kept."""
        name, digest = f"register {path}", self._brief(path).digest
        if self._kept.read("head", name) == (code(), digest):
            known = self._kept.read("facts", name)
            if isinstance(known, Register):
                return known
        register = Register.of(parse(path, self._sources.content(path, digest)).getroot())
        self._kept.put_read(name=name, head=(code(), digest), facts=register)
        return register

    # === Copies

    def _copies(self) -> Iterator[_Unit]:
        """Plan the copies of style sheets; and of TEI files with what they and the style show.

        The edition's files are in the folders where they name each other from.
        """
        style = resource("xslt", STYLE)
        yield self._unit(
            name="style", path=style, key=code(), make=lambda: _Content({STYLE: style.read_bytes()})
        )
        for path in self._registers.files:
            yield self._source(path)
        sheets: set[Path] = set()
        for file in self._look.style_sheets():
            sheets.add(file.path)
            yield self._copy("sheet", file.path, file.data)
        pictures: set[Path] = sheets
        for path in self._documents:
            if path not in self._registers.files:
                yield self._source(path)
            for picture in sorted(set(self._brief(path).pictures) - pictures):
                pictures.add(picture)
                try:
                    yield self._copy("picture", picture, read_bytes(picture))
                except CannotUse as unreadable:
                    yield self._failed(f"picture {picture}", picture, unreadable.diagnostic)

    def _source(self, path: Path) -> _Unit:
        """Plan the copy of a TEI file, as it was read, if browsers take it for XML."""
        brief, is_shown = self._brief(path), path in self._documents
        unseen = illegible(path, self._edition.root)
        if path.suffix.lower() not in SOURCES:
            unseen = Diagnostic(kinds.publishing.NoNameOfTei(path.name, SOURCES), Span(path))
        if unseen is None and not brief.is_refused:
            self._frames.copied.add(path)

        def make() -> _Content:
            facts = self._facts(path)
            also = facts.unshown if is_shown else ()
            return self._copied(path, facts.digest, unseen or facts.refused, also)

        key = _digest(code(), brief.facts, unseen, is_shown)
        return self._unit(name=f"source {path}", path=path, key=key, make=make)

    def _copy(self, kind: str, path: Path, data: bytes) -> _Unit:
        """Plan the copy of a file of the edition, if it does nothing in browsers."""
        refused, digest = illegible(path, self._edition.root), digest_of(data)
        if refused is None and path.suffix.lower() in (".svg", *SOURCES):
            refused = acting(path, data)
        if refused is None:
            self._frames.copied.add(path)
        return self._unit(
            name=f"{kind} {path}",
            path=path,
            key=_digest(code(), digest, refused),
            make=lambda: self._copied(path, digest, refused, ()),
        )

    def _copied(
        self,
        path: Path,
        digest: str,
        refused: Diagnostic | None,
        also: tuple[Diagnostic, ...],
    ) -> _Content:
        """Return the copy of a file, or why it is refused, and what else is to be told of it."""
        if refused is not None:
            return _Content(findings=(refused, *also), once=(refused,))
        address = published(self._edition, path)
        return _Content({address: self._sources.content(path, digest)}, findings=also)

    def _failed(self, name: str, path: Path, *findings: Diagnostic) -> _Unit:
        """Plan nothing, but findings at which the build stops."""
        failed = _Content(findings=findings, is_failed=True)
        return _Unit(name=name, path=path, key="", make=lambda: failed, is_known=False)

    # === The guide, the pages of documents, the home page

    def _guide(self) -> Iterator[_Unit]:
        path = self._edition.schema("odd")
        if path is None:
            return
        page = self._frames.guide_page(path)
        key = _digest(self._context, self._sources.context, page)
        known = self._kept.read("head", _GUIDE)
        if known is not None and known[0] == key and _hold(known[1]):
            self._frames.guide = GUIDE
            yield self._unit(
                name=_GUIDE,
                path=path,
                key=_digest(*known),
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
            yield _Unit(name=_GUIDE, path=path, key="", make=lambda: content, is_known=False)
        else:
            self._kept.put_read(_GUIDE, head=(key, files))
            yield self._unit(name=_GUIDE, path=path, key=_digest(key, files), make=lambda: content)

    def _guide_of(self, path: Path, page: Page) -> tuple[_Content, frozenset[Path]]:
        """Make the guide for encoders; return it, and the files that were read for it."""
        made = guide(path, self._edition.root, page, look=self._look)
        if made.text is None:
            return _Content(findings=made.findings, is_failed=True), made.read
        return _Content({GUIDE: made.text.encode()}, (GUIDE,), made.findings), made.read

    def _pages(self) -> Iterator[_Unit]:
        around = self._around()
        for path in self._documents:
            name, brief = f"document {path}", self._brief(path)
            copied = [file in self._frames.copied for file in (path, *brief.pictures)]
            near = _digest(around, brief.facts, copied, self._links(path))
            head = self._kept.made("head", name)
            key = head.key if isinstance(head, _Head) else ""
            is_known = bool(key)
            if key and self._kept.made("near", name) != near:
                is_known = key == self._key(self._job(path))
                if is_known:
                    self._kept.put_near(name, near)
            yield _Unit(
                name=name,
                path=path,
                key=key if is_known else "",
                make=None,
                is_known=is_known,
                near=near,
            )

    def _around(self) -> str:
        """Return a digest of all that the job of any document can have of the rest.

        That is where all is that it can link to, and registers. What it asks of its own facts, and
        whether there are copies of it and its pictures, is not in it; in what part of another
        document a link leads, is.
        """
        registers = [(str(path), self._brief(path).digest) for path in self._registers.files]
        copied = [path in self._frames.copied for path in self._registers.files]
        documents = [(str(path), address) for path, address in self._documents.items()]
        is_split = self._common.is_split
        parts = [self._brief(path).facts for path in self._documents] if is_split else []
        return _digest(
            self._context,
            self._sources.context,
            self._frames.guide,
            registers,
            copied,
            documents,
            parts,
        )

    def _key(self, job: Job) -> str:
        return _digest(self._context, job)

    def _job(self, path: Path) -> Job:
        facts = self._facts(path)
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
            frame=frame(self._edition.settings.title, self._frames.stylesheets, self._frames.guide),
            rows=rows,
            kept=self._kept,
            context=self._context,
        )

    def _shelves(self) -> Iterator[_Unit]:
        """Plan registers and lists: pages that have keys of their own, so that each is kept."""
        for name, leaves in self._listed.shelves if self._listed is not None else ():
            key = _digest(leaves)
            unit = self._unit(
                name=f"shelf {name}", path=self._edition.root / FILE_NAME, key=key, make=_Content
            )
            yield replace(unit, leaves=leaves)

    def _home(self) -> _Unit:
        """Plan the home page, once all documents are kept or have been made."""
        settings = self._edition.settings
        language = self._edition.site.language or settings.languages[0]
        frame = Page(
            site=settings.title,
            stylesheets=self._frames.stylesheets(),
            guide=self._frames.guide,
        )
        registers, lists = self._listed.entrances if self._listed is not None else ((), ())
        is_short = not lists or len(self._documents) <= _ON_HOME
        said = list(self._digests_of_entries()) if is_short else len(self._documents)
        key = _digest(self._context, frame, language, said, registers, lists)

        def make() -> _Content:
            page = home(
                frame=frame,
                language=language,
                entries=self._all_entries() if is_short else (),
                look=self._look,
                count=0 if is_short else len(self._documents),
                registers=registers,
                lists=lists,
            )
            return _Content({"index.html": page.encode()}, ("index.html",))

        return self._unit(name=_HOME, path=self._edition.root / FILE_NAME, key=key, make=make)

    def _digests_of_entries(self) -> Iterator[str]:
        for unit in self._units:
            if unit.make is None:
                head = self._kept.made("head", unit.name)
                known = self._entries.get(unit.name)
                yield head.entry if isinstance(head, _Head) else _digest(known)

    def _all_entries(self) -> Iterator[Entry]:
        for unit in self._units:
            if unit.make is None:
                piece = self._kept.made("body", unit.name)
                entry = piece.entry if isinstance(piece, Piece) else self._entries.get(unit.name)
                if entry is not None:
                    yield entry


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
        root=edition.root, title=settings.title, url=settings.url, is_split=is_split, look=look
    )


def _content(made: Made) -> _Content:
    """Return what was made of a document as the content of a piece."""
    once = () if made.unrendered is None else (made.unrendered,)
    return _Content(
        files=made.files,
        pages=tuple(made.pages),
        findings=(*made.findings, *once),
        once=once,
        entry=made.entry,
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


def _digest(*said: Any) -> str:
    return digest_of(repr(said).encode("utf-8", "surrogateescape"))
