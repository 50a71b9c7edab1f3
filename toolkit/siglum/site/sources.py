"""The files of an edition, as a build has read them."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from siglum.checks import Report
from siglum.checks.run import without_parts
from siglum.edition.config import Edition
from siglum.edition.document import read_bytes
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, CannotUse, Diagnostic, Span
from siglum.model.update import Rows, Source
from siglum.site.facts import Brief, Facts
from siglum.site.kept import Kept
from siglum.work.spool import Spool, digest_of


@dataclass(slots=True)
class Sources:
    """The files of an edition, read; what was read is in the store."""

    edition: Edition
    kept: Kept
    spool: Spool
    files: list[Path] = field(default_factory=list)
    """Those that could be read, in their order."""
    reports: list[Path] = field(default_factory=list)
    """All, in the order in which they are told of."""
    unreadable: dict[Path, Report] = field(default_factory=dict)
    documents: set[Path] = field(default_factory=set)
    """Those that are TEI documents."""
    briefs: dict[Path, Brief] = field(default_factory=dict)
    """Of each that could be read, the short of its facts."""
    context: str = ""
    """What all that was read depends on: see `context_of`."""

    def facts(self, path: Path) -> Facts:
        """Return what is known of a file that could be read, and is to be published."""
        facts = self.kept.read("facts", str(path))
        assert isinstance(facts, Facts)
        return facts

    def is_xml(self, path: Path) -> bool:
        """Say whether a file is XML that could be read."""
        brief = self.briefs.get(path)
        return brief is not None and brief.is_xml

    def is_document(self, path: Path) -> bool:
        """Say whether a file is a TEI document that could be read."""
        return path in self.documents

    def content(self, path: Path, digest: str) -> bytes:
        """Return what was read of a file; raises CannotRun where it is no longer to be had."""
        data = self.spool.get(digest)
        if data is not None:
            return data
        try:
            data = read_bytes(path)
        except CannotUse as unreadable:
            raise CannotRun(unreadable.diagnostic) from None
        if digest_of(data) != digest:
            raise CannotRun(Diagnostic(kinds.command.ChangedMeanwhile(path.name), Span(path)))
        return data

    def contents(self, parts: tuple[tuple[str, str | None], ...]) -> dict[Path, bytes | None]:
        """Return what was read of the parts of a document. Raises CannotRun, as `content`."""
        return {
            Path(path): None if digest is None else self.content(Path(path), digest)
            for path, digest in parts
        }

    def source(self, path: Path) -> Source:
        """Return a file as it was read. Raises CannotUse for one that could not be read."""
        brief = self.briefs.get(path)
        if brief is None:
            raise CannotUse(self.unreadable[path].findings[0])

        def read() -> tuple[bytes, dict[Path, bytes | None]]:
            facts = self.facts(path)
            return self.content(path, facts.digest), self.contents(facts.parts)

        return Source(brief.digest, read, partial(self._rows, path, brief))

    def keep_rows(self, path: Path, brief: Brief, rows: bytes) -> None:
        """Keep the rows of a file that was read, as `packed` returns them."""
        self.spool.put(f"rows {brief.facts} {path}", rows)

    def _rows(self, path: Path, brief: Brief) -> Rows | None:
        kept = self.spool.get(f"rows {brief.facts} {path}")
        if kept is None:
            return None
        rows: Rows = pickle.loads(zlib.decompress(kept))
        return rows

    def told(self) -> Iterator[Report]:
        """Yield the report of each file, with its findings."""
        yield from without_parts(self._reports())

    def _reports(self) -> Iterator[Report]:
        for path in self.reports:
            report = self.unreadable.get(path) or self.kept.read("report", str(path))
            assert isinstance(report, Report)
            yield report


def packed(rows: Rows) -> bytes:
    """Return the rows of a file as bytes: a process makes them, and another writes them down."""
    return zlib.compress(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL), 1)
