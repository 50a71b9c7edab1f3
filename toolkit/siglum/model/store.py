"""Where rows are kept between runs: one SQLite file in `.siglum/` beside edition.toml.

The file has a name that only its user can know, since SQLite does what a file, or a journal beside
it, says: none that came with somebody's changes is opened.

It can always be made again of the sources, and is, wherever there is a doubt. A document's rows and
what they were made of are written in one transaction, so that whoever is killed leaves old rows or
new ones, never a part; others may read meanwhile (SQLite's write-ahead log).
"""

from __future__ import annotations

import contextlib
import json
import os
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
from siglum.work.cache import secret_name

FOLDER = ".siglum"
_APPLICATION = 0x5349474C  # SIGL
_PATIENCE = 60.0  # seconds to wait for another process that writes
_CACHE = -16_000  # kilobytes of pages in memory, in SQLite's way of saying so


class Unusable(Exception):
    """A store that can't be kept on disk; the message says why."""


@dataclass(frozen=True, slots=True)
class Kept:
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
        """Open the store of the edition in a folder, and make it where there is none to trust.

        Where none can be kept (a folder that is read-only, one that another process writes too
        long), it is a temporary one, and a finding says so.
        """
        folder = root / FOLDER
        try:
            return cls(_on_disk(folder), is_kept=True), ()
        except (OSError, sqlite3.Error, Unusable) as error:
            return cls.temporary(), (not_kept(root, error),)

    @classmethod
    def temporary(cls) -> Store:
        """Open a store that is gone when it is closed; what memory can't hold is put on disk."""
        connection = _connected("")
        _make(connection)
        return cls(connection, is_kept=False)

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
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def put(self, kept: Kept, facts: Facts) -> None:
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

    def kept(self, document: str) -> Kept | None:
        """Return what is known of a document's rows; None where there are none that hold."""
        row = self.connection.execute("SELECT * FROM kept WHERE document = ?", (document,))
        found = row.fetchone()
        try:
            return None if found is None else _kept(found)
        except ValueError:  # it has a kind of finding that there is no longer
            return None

    def all_kept(self) -> Iterator[Kept]:
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


def _on_disk(folder: Path) -> sqlite3.Connection:
    if folder.is_symlink():
        raise Unusable(f"“{folder.name}” is a link")
    folder.mkdir(exist_ok=True)
    with contextlib.suppress(FileExistsError), (folder / ".gitignore").open("x") as ignored:
        ignored.write("*\n")  # "x" follows no link
    file = folder / f"model-{secret_name(os.path.realpath(folder))}.sqlite"
    connection: sqlite3.Connection | None = None
    try:
        connection = _connected(str(file))
        if _is_sound(connection):
            return connection
    except sqlite3.OperationalError:
        if connection is not None:
            connection.close()
        raise
    except sqlite3.DatabaseError:
        pass
    if connection is not None:
        connection.close()
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        (folder / name).unlink(missing_ok=True)
    connection = _connected(str(file))
    connection.execute("PRAGMA journal_mode = WAL")
    _make(connection)
    return connection


def _connected(file: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = {_CACHE}")
    return connection


def _is_sound(connection: sqlite3.Connection) -> bool:
    """Say whether a store is whole, of this version, and has these very tables and no others."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if (application, found) != (_APPLICATION, version()):
        return False
    made = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    if sorted(sql for (sql,) in made) != sorted(statements()):
        return False
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    connection.execute("BEGIN IMMEDIATE")  # what can't be written is not kept
    connection.execute("ROLLBACK")
    return bool(said == "ok")


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables, all at once; another process may have made them meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    (there,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not there:
        for statement in statements():
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {version()}")
    connection.execute("COMMIT")


def _kept(row: tuple[str, str, str, str, str, int]) -> Kept:
    document, digest, context, parts, findings, is_sure = row
    told = tuple(map(kinds.unpack, json.loads(findings)))
    return Kept(document, digest, context, json.loads(parts), told, bool(is_sure))
