"""Where rows are kept between runs: one SQLite file in `.siglum/` beside edition.toml.

It can always be made again of the sources, and is, wherever there is a doubt. A document's rows and
what they were made of are written in one transaction, so that whoever is killed leaves old rows or
new ones, never a part; others may read meanwhile (SQLite's write-ahead log).
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Span
from siglum.model.facts import Facts
from siglum.model.rows import TABLES
from siglum.model.schema import insert, statements, stored, version
from siglum.work.databases import FOLDER, Shape, Unusable

_SHAPE = Shape("model", tuple(statements()), version())


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """What the rows of one document were made of, and what was found then."""

    document: str
    digest: str
    """Digest of the file's bytes."""
    context: str
    """Digest of all else that the rows depend on: settings, siglum, links."""
    parts: Mapping[str, str]
    """The digests of the files it includes, by their paths."""
    findings: tuple[Diagnostic, ...]
    is_sure: bool
    """False where not all that it depends on is known: it is then read again at each run."""


class Store:
    """An open store. `is_kept` says whether it stays on disk when it is closed."""

    def __init__(self, connection: sqlite3.Connection, *, is_kept: bool) -> None:
        self.connection = connection
        self.is_kept = is_kept

    @classmethod
    def open(cls, root: Path) -> tuple[Store, tuple[Diagnostic, ...]]:
        """Open the store of the edition in a folder; make a new one where none can be trusted.

        Where none can be kept (the folder is read-only, or another process writes for too long),
        the store is a temporary one, and a finding says so.
        """
        try:
            return cls(_SHAPE.on_disk(root), is_kept=True), ()
        except (OSError, sqlite3.Error, Unusable) as error:
            return cls.temporary(), (not_kept(root, error),)

    @classmethod
    def temporary(cls) -> Store:
        """Open a store that is gone when it is closed; what memory can't hold goes to disk."""
        return cls(_SHAPE.temporary(), is_kept=False)

    def close(self) -> None:
        """Close the store."""
        self.connection.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Run the block in one transaction: all that it writes is kept, or nothing of it."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # SQLite has done so itself on a full disk
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def put(self, kept: KeptDocument, facts: Facts) -> None:
        """Replace the rows of a document. To be called within `writing`."""
        self.remove(kept.document)
        ids = {(row.xml_id,) for row in facts.entities}
        self.connection.executemany("INSERT OR IGNORE INTO touched VALUES (?)", ids)
        for table, rows in facts.tables():
            if rows:
                names = [each.name for each in stored(TABLES[table])]
                self.connection.executemany(insert(table), map(attrgetter(*names), rows))
        values = (
            kept.document,
            kept.digest,
            kept.context,
            json.dumps(dict(kept.parts)),
            json.dumps([kinds.pack(each) for each in kept.findings]),
            kept.is_sure,
        )
        self.connection.execute("INSERT INTO kept VALUES (?, ?, ?, ?, ?, ?)", values)

    def remove(self, document: str) -> None:
        """Remove the rows of a document. To be called within `writing`."""
        self.connection.execute(
            "INSERT OR IGNORE INTO touched SELECT xml_id FROM entities WHERE document = ?",
            (document,),
        )
        self.connection.execute(
            "DELETE FROM meant WHERE entry IN (SELECT rowid FROM entities WHERE document = ?)",
            (document,),
        )
        for table in ("kept", *TABLES):
            self.connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))

    def forget(self) -> None:
        """Remove all rows."""
        with self.writing():
            for table in ("kept", "meant", "touched", *TABLES):
                self.connection.execute(f"DELETE FROM {table}")

    def kept(self, document: str) -> KeptDocument | None:
        """Return what is known of a document's rows; None where there are none that hold."""
        row = self.connection.execute("SELECT * FROM kept WHERE document = ?", (document,))
        found = row.fetchone()
        try:
            return None if found is None else _kept(found)
        except ValueError:  # it has a kind of finding that there is no longer
            return None

    def all_kept(self) -> Iterator[KeptDocument]:
        """Yield what each document's rows were made of, sorted by path."""
        for found in self.connection.execute("SELECT * FROM kept ORDER BY document"):
            yield _kept(found)

    def documents(self) -> list[str]:
        """Return the paths of all documents that have been read."""
        return [row[0] for row in self.connection.execute("SELECT document FROM kept")]


def not_kept(root: Path, error: Exception) -> Diagnostic:
    """Return the finding that nothing can be kept beside the edition in a folder."""
    reason = getattr(error, "strerror", None) or str(error)
    return Diagnostic(kinds.command.NotKept(reason), Span(root / FOLDER))


def _kept(row: tuple[str, str, str, str, str, int]) -> KeptDocument:
    document, digest, context, parts, findings, is_sure = row
    told = tuple(map(kinds.unpack, json.loads(findings)))
    return KeptDocument(
        document=document,
        digest=digest,
        context=context,
        parts=json.loads(parts),
        findings=told,
        is_sure=bool(is_sure),
    )
