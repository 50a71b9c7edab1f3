"""SQLite files in which things are kept between runs, in `.siglum/` beside edition.toml.

A file has a name that only its user can know, since SQLite does what a file, or a journal beside
it, says: none that came with somebody's changes is opened. One that is damaged, or of another
version, is made anew.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from siglum.work.cache import secret_name

FOLDER = ".siglum"
_APPLICATION = 0x5349474C  # SIGL
_PATIENCE = 60.0  # seconds to wait for another process that writes
_CACHE = -16_000  # kilobytes of pages in memory, in SQLite's way of saying so


class Unusable(Exception):
    """A folder where nothing can be kept; the message says why."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a database has: its tables and indexes, as the statements that make them."""

    name: str
    """What the name of its file begins with."""
    statements: tuple[str, ...]
    version: int
    """Another for other statements, or another meaning of them."""

    def on_disk(self, root: Path) -> sqlite3.Connection:
        """Open the database of the edition in a folder; make it where there is none to trust.

        Raises OSError, sqlite3.Error or Unusable where none can be kept.
        """
        folder = private_folder(root)
        file = folder / f"{self.name}-{secret_name(os.path.realpath(folder))}.sqlite"
        connection: sqlite3.Connection | None = None
        try:
            connection = connected(str(file))
            if self._is_sound(connection):
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
        connection = connected(str(file))
        connection.execute("PRAGMA journal_mode = WAL")
        self._make(connection)
        return connection

    def temporary(self) -> sqlite3.Connection:
        """Open one that is gone when it is closed; what memory can't hold is put on disk."""
        connection = connected("")
        self._make(connection)
        return connection

    def _is_sound(self, connection: sqlite3.Connection) -> bool:
        """Say whether a database is whole, of this version, and has these very tables alone."""
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        if (application, found) != (_APPLICATION, self.version):
            return False
        made = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        if sorted(sql for (sql,) in made) != sorted(self.statements):
            return False
        (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        connection.execute("BEGIN IMMEDIATE")  # what can't be written is not kept
        connection.execute("ROLLBACK")
        return bool(said == "ok")

    def _make(self, connection: sqlite3.Connection) -> None:
        """Make the tables, all at once; another process may have made them meanwhile."""
        connection.execute("BEGIN IMMEDIATE")
        (there,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not there:
            for statement in self.statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {self.version}")
        connection.execute("COMMIT")


def private_folder(root: Path) -> Path:
    """Return the folder where siglum keeps what it can make again; git ignores it.

    Raises OSError, or Unusable for a link.
    """
    folder = root / FOLDER
    if folder.is_symlink():
        raise Unusable(f"“{folder.name}” is a link")
    folder.mkdir(exist_ok=True)
    with contextlib.suppress(FileExistsError), (folder / ".gitignore").open("x") as ignored:
        ignored.write("*\n")  # "x" follows no link
    return folder


def connected(file: str) -> sqlite3.Connection:
    """Connect to a database that does nothing but what it is told."""
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = {_CACHE}")
    return connection
