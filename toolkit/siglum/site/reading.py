"""Reading an edition for a build: what is wrong with each file, and what its pages need of others.

Each file is read alone, and what comes of it is kept: it holds while the file's own bytes, those of
its parts, the settings and siglum are the same, and every question that was asked about other files
has the same answer (see `siglum.checks.world`). Only then is a file not read again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from siglum.checks import Checker, Report
from siglum.checks.world import Asked, Entries, World, digest_of_entries, entries_of
from siglum.edition.carried import carried
from siglum.edition.catalog import SchemaStore
from siglum.edition.config import Edition
from siglum.edition.document import read_bytes
from siglum.edition.paths import symbolic_links
from siglum.findings.diagnostics import CannotUse, Diagnostic, Kind, Span
from siglum.model.facts import of
from siglum.saxon.moment import time_zone
from siglum.site.facts import Brief, Facts, of_document, of_no_document
from siglum.site.kept import Kept
from siglum.site.progress import Progress
from siglum.site.sources import Sources, packed
from siglum.work.order import Jobs, in_order
from siglum.work.real_paths import RealPaths
from siglum.work.spool import Spool, digest_of
from siglum.work.tasks import Given
from siglum.work.versions import code


@dataclass(frozen=True, slots=True)
class Task:
    """A file that is to be read."""

    path: Path
    data: bytes | None
    """None for one that is not the edition's to read."""
    has_pages: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file."""

    path: Path
    report: Report
    facts: Facts | None
    """None for a file that can't be read."""
    entries: Entries | None = None
    """What links may lead to, of a document."""
    contents: Mapping[str, bytes] = field(default_factory=dict)
    """The bytes of its parts, by their digests."""
    rows: bytes = b""
    """Its rows, as `Sources.keep_rows` takes them."""


class Reader:
    """Reads files of one edition, in one process."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._checker = Checker(edition)
        # What is found says what it depends on: if that changes meanwhile, the next build sees it.
        self._checker.world.is_steady = True

    @property
    def memory(self) -> Any:
        """Which rules took too long so far."""
        return self._checker.strikes or None

    @memory.setter
    def memory(self, memory: Any) -> None:
        self._checker.strikes = memory or {}

    def do(self, task: Task) -> Reading:
        """Read a file."""
        path, data = task.path, task.data
        if data is None:
            return Reading(path, self._checker.check(path), None)
        report = self._checker.check_bytes(path, data)
        document, world = report.document, self._checker.world
        if document is None:
            facts = Facts(digest_of(data), (), False, *of_no_document(path, data))
            return Reading(path, _plain(report, report.asked), facts)
        facts = of_document(document, self._edition, world, has_pages=task.has_pages)
        contents = {digest_of(one): one for one in document.asked.values() if one is not None}
        entries = entries_of(document)
        return Reading(
            path=path,
            report=_plain(report, world.asked()),
            facts=facts,
            entries=entries,
            contents=contents,
            rows=packed(of(document, self._edition)),
        )

    def close(self) -> None:
        """Keep the schemas, compiled, for the next run."""
        self._checker.close()


def _plain(report: Report, asked: Asked | None) -> Report:
    return replace(report, document=None, edition=None, asked=asked)


# === All files of an edition


@dataclass(frozen=True, slots=True)
class _Head:
    """What tells whether what was read of a file holds."""

    context: str
    has_pages: bool
    parts: tuple[tuple[str, str | None], ...]
    entries: str | None
    """The digest of its entries; None where it is no document."""
    is_sure: bool
    """Whether all is known that it depends on: what it asked is kept then."""
    brief: Brief


def read_all(
    edition: Edition,
    files: Mapping[Path, bool],
    kept: Kept,
    spool: Spool,
    progress: Progress,
    jobs: Jobs,
) -> Sources:
    """Read the files of an edition that changed, or that ask of others what has changed.

    `files` says of each whether it is to have pages. The spool gets the bytes of those that are
    read.
    """
    sources = Sources(edition, kept, spool)
    return _ReadingAll(sources=sources, files=files, progress=progress, jobs=jobs).run()


class _ReadingAll:
    def __init__(
        self, sources: Sources, files: Mapping[Path, bool], progress: Progress, jobs: Jobs
    ) -> None:
        self._sources = sources
        self._edition = sources.edition
        self._kept = sources.kept
        self._files = files
        self._progress = progress
        self._jobs = jobs
        self._context = context_of(sources.edition)
        self._unsure: list[Path] = []
        """Files that are what they were; what they ask of others is still to be looked at."""
        self._entries: dict[str, tuple[str, str]] = {}
        """Of each document, its links followed: its name in the store, the digest of entries."""
        self._real = RealPaths()
        self._own: dict[Path, bool] = {}
        """Which folders are the edition's to read."""
        sources.context = self._context

    def run(self) -> Sources:
        sources = self._sources
        self._read(self._changed())
        world = World(self._edition, self._known)
        self._read(self._dubious(world))
        sources.reports = list(self._files)
        sources.files = [path for path in self._files if path not in sources.unreadable]
        return sources

    def _changed(self) -> Iterator[Task | Given[Reading]]:
        """Yield the files that are not what they were."""
        for path in self._files:
            self._progress(f"validating {path.name}")
            if not self._contains(path):
                yield Task(path, None, has_pages=False)
                continue
            try:
                data = read_bytes(path)
            except CannotUse as unreadable:
                yield Given(Reading(path, Report(path, (unreadable.diagnostic,)), None))
                continue
            head = self._kept.read("head", str(path))
            if isinstance(head, _Head) and self._is_same(path, head, data):
                self._note(path, head)
                self._unsure.append(path)
            else:
                yield self._task(path, data)

    def _is_same(self, path: Path, head: _Head, data: bytes) -> bool:
        """Say whether a file and its parts have the bytes that they had."""
        return (
            head.is_sure
            and head.context == self._context
            and head.brief.digest == digest_of(data)
            and head.has_pages == self._files[path]
            and all(_digest_of_file(Path(part)) == digest for part, digest in head.parts)
        )

    def _contains(self, path: Path) -> bool:
        """Say whether a file is the edition's to read: see `Edition.contains`."""
        if path.name.startswith(".") or os.path.islink(path):  # noqa: PTH114 - at each file
            return self._edition.contains(path)
        folder = path.parent
        if folder not in self._own:
            self._own[folder] = self._edition.contains(folder)
        return self._own[folder]

    def _dubious(self, world: World) -> Iterator[Task | Given[Reading]]:
        """Yield the files that asked of others what is no longer so."""
        for path in self._unsure:
            asked = self._kept.read("asked", str(path))
            if isinstance(asked, Asked) and world.holds(asked):
                continue
            self._progress(f"validating {path.name}")
            try:
                data = read_bytes(path)
            except CannotUse as unreadable:
                yield Given(Reading(path, Report(path, (unreadable.diagnostic,)), None))
                continue
            yield self._task(path, data)

    def _task(self, path: Path, data: bytes) -> Task:
        self._sources.spool.put(digest_of(data), data)
        return Task(path, data, has_pages=self._files[path])

    def _read(self, tasks: Iterator[Task | Given[Reading]]) -> None:
        bench = _Bench(self._edition)
        for reading in in_order(
            tasks=tasks,
            bench=bench,
            lost=_lost,
            jobs=self._jobs,
            files=lambda: carried([self._edition]),
        ):
            path, facts = reading.path, reading.facts
            if facts is None:
                self._sources.unreadable[path] = reading.report
                continue
            for digest, data in reading.contents.items():
                self._sources.spool.put(digest, data)
            entries, brief = reading.entries, Brief.of(facts)
            if reading.rows:
                self._sources.keep_rows(path, brief, reading.rows)
            head = _Head(
                context=self._context,
                has_pages=self._files[path],
                parts=facts.parts,
                entries=None if entries is None else digest_of_entries(entries),
                is_sure=reading.report.asked is not None,
                brief=brief,
            )
            self._kept.put_read(
                name=str(path),
                head=head,
                asked=reading.report.asked,
                report=replace(reading.report, asked=None),
                facts=facts,
                entries=entries,
            )
            self._note(path, head)

    def _note(self, path: Path, head: _Head) -> None:
        self._sources.briefs[path] = head.brief
        if head.entries is not None:
            self._sources.documents.add(path)
            self._entries[self._real.of(path)] = (str(path), head.entries)

    def _known(self, path: Path) -> tuple[str, Any] | None:
        """Return the digest of the entries of a document, and how to get these."""
        found = self._entries.get(str(path))
        if found is None:
            return None
        name, digest = found
        return digest, lambda: self._kept.read("entries", name)


@dataclass(frozen=True, slots=True)
class _Bench:
    """Makes readers, in whatever process."""

    edition: Edition

    def __call__(self) -> Reader:
        return Reader(self.edition)


def _lost(task: Task, why: Kind) -> Reading:
    report = Report(task.path, (Diagnostic(why, Span(task.path)),))
    return Reading(task.path, report, None)


def _digest_of_file(path: Path) -> str | None:
    """Return the digest of a file that a document includes; None for one that can't be read."""
    try:
        return digest_of(path.read_bytes()) if path.is_file() else None
    except (OSError, ValueError):
        return None


def context_of(edition: Edition) -> str:
    """Return the digest of what all that is read depends on.

    That is siglum, the time zone, settings, links, schemas.
    """
    said = (
        code(),
        time_zone(),
        str(edition.root),
        os.path.realpath(edition.root),
        replace(edition.settings, title="", url=None),
        edition.schemas,
        edition.schemas_for,
        sorted(edition.links.items()),
        edition.absent,
        edition.site.split,
        list(symbolic_links(edition)),
        [
            (address, str(path), _digest_of_file(path))
            for address, path in sorted(SchemaStore().files().items())
        ],
    )
    return hashlib.sha256(repr(said).encode("utf-8", "surrogateescape")).hexdigest()
