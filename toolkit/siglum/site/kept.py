"""What a build keeps for the next one: what was read of each file, and what was made of it.

One SQLite file in `.siglum/` beside edition.toml (see `siglum.work.databases`). Each value carries
a seal that only the user's key and this very siglum make: what anybody else has written, or
another version, is not read. What is kept by one name comes in parts, which are asked for one by
one, and hold only together: the seals of the others are bound to that of the first, the head.
"""

from __future__ import annotations

import contextlib
import copyreg
import hashlib
import hmac
import io
import os
import pickle
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from siglum.findings.diagnostics import Diagnostic, Span
from siglum.model.store import not_kept
from siglum.work.cache import secret_name
from siglum.work.databases import Shape, Unusable, private_folder
from siglum.work.versions import code

_SHAPE = Shape(
    "build",
    (
        "CREATE TABLE reads (name BLOB NOT NULL PRIMARY KEY, head BLOB NOT NULL,"
        " asked BLOB NOT NULL, report BLOB NOT NULL, facts BLOB NOT NULL, entries BLOB NOT NULL)",
        "CREATE TABLE made (name BLOB NOT NULL PRIMARY KEY, head BLOB NOT NULL, near BLOB NOT NULL,"
        " body BLOB NOT NULL, passages BLOB NOT NULL, placed INTEGER)",
        "CREATE TABLE sites (folder BLOB NOT NULL PRIMARY KEY, body BLOB NOT NULL)",
    ),
    3,
)
_SEAL = 16  # bytes
_FREE = bytes(_SEAL)  # of what is bound to nothing
_PATIENCE = 0.5  # seconds after which what was done is written down, so that a kill loses little


class Damaged(Exception):
    """What is kept by a name is not what was written: all is to be forgotten."""


class Kept:
    """The open store of a build."""

    def __init__(self, connection: sqlite3.Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key
        self._begun: float | None = None

    @classmethod
    def open(cls, root: Path) -> tuple[Kept, Path | None, tuple[Diagnostic, ...]]:
        """Open what is kept of the edition in a folder.

        With it comes a path in the private folder that nobody else can know, for files that are
        left of a build. Where nothing can be kept, there is none, and a finding says so.
        """
        try:
            connection = _SHAPE.on_disk(root)
            folder = private_folder(root)
            real = os.path.realpath(folder)
            left = folder / f"left-{secret_name(f'left of {real}')}"
            seal = secret_name(f"seal of {real} for {code()}")  # another siglum has other classes
            return cls(connection, seal.encode()), left, ()
        except (OSError, sqlite3.Error, Unusable) as error:
            return cls.temporary(), None, (not_kept(root, error),)

    @classmethod
    def temporary(cls) -> Kept:
        """Open a store that is gone when it is closed."""
        return cls(_SHAPE.temporary(), os.urandom(32))

    def close(self) -> None:
        """Write down what was done, and close the store; not being able to costs time only."""
        with contextlib.suppress(sqlite3.Error):
            self.save()
        self._connection.close()

    def abandon(self) -> None:
        """Close a store that failed; what was not written down is lost."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def forget(self) -> None:
        """Forget all."""
        for table in ("reads", "made", "sites"):
            self._write(f"DELETE FROM {table}")

    # === What was read

    def put_read(
        self,
        name: str,
        head: Any,
        asked: Any = None,
        report: Any = None,
        facts: Any = None,
        entries: Any = None,
    ) -> None:
        """Keep what was read of a file."""
        parts = {"asked": asked, "report": report, "facts": facts, "entries": entries}
        sealed = self._all_sealed(f"read {name}", head, parts)
        self._write("INSERT OR REPLACE INTO reads VALUES (?, ?, ?, ?, ?, ?)", _key(name), *sealed)

    def read(self, part: str, name: str) -> Any:
        """Return a part of what was read of a file; None for a file that is not known.

        Raises Damaged for another part than the head that does not go with it.
        """
        return self._part("reads", part, name, f"read {name}")

    # === What was made

    def put_made(self, name: str, head: Any, near: Any, body: Any, passages: Any = None) -> None:
        """Keep what a job has made; its files are in no site yet."""
        parts = {"near": near, "body": body, "passages": passages}
        sealed = self._all_sealed(f"made {name}", head, parts)
        self._write("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?, NULL)", _key(name), *sealed)

    def drop_made(self, name: str) -> None:
        """Forget what a job had made before."""
        self._write("DELETE FROM made WHERE name = ?", _key(name))

    def put_near(self, name: str, near: Any) -> None:
        """Keep another “near” of what a job has made."""
        asked = f"SELECT substr(head, 1, {_SEAL}) FROM made WHERE name = ?"
        (head,) = self._connection.execute(asked, (_key(name),)).fetchone()
        sealed = self._sealed(f"near made {name}", near, bound_to=head)
        self._write("UPDATE made SET near = ? WHERE name = ?", sealed, _key(name))

    def made(self, part: str, name: str) -> Any:
        """Return a part of what a job has made; None where nothing is kept of it.

        Raises Damaged for another part than the head that does not go with it.
        """
        return self._part("made", part, name, f"made {name}")

    def placed(self, name: str) -> int | None:
        """Return the number of the site in which the files of a job are."""
        asked = "SELECT placed FROM made WHERE name = ?"
        row = self._connection.execute(asked, (_key(name),)).fetchone()
        return None if row is None else row[0]

    def are_all_placed(self, count: int, site: int) -> bool:
        """Say whether something is kept of so many jobs, and all their files are in a site."""
        asked = "SELECT count(*), count(placed), min(placed), max(placed) FROM made"
        found = self._connection.execute(asked).fetchone()
        return tuple(found) == (count, count, site, site)

    def only(self, table: str, names: set[str]) -> None:
        """Forget what is kept of others, in “reads” or “made”."""
        found = self._connection.execute(f"SELECT name FROM {table}").fetchall()
        for gone in {name for (name,) in found} - set(map(_key, names)):
            self._write(f"DELETE FROM {table} WHERE name = ?", gone)

    # === Where it is

    def site(self, folder: Path) -> tuple[int, Any, Any]:
        """Return the number of a site, what it looked like when written, what was told of it.

        The number is 0 for none.
        """
        asked = "SELECT body FROM sites WHERE folder = ?"
        row = self._connection.execute(asked, (_key(str(folder)),)).fetchone()
        found = None if row is None else self._if_whole(f"site {folder}", row[0])
        return (0, None, None) if found is None else found

    def place(self, folder: Path, look: Any, told: Any) -> None:
        """Note that the files of all jobs are in a site, how it looks, and what was told of it."""
        number = time.time_ns()
        sealed = self._sealed(f"site {folder}", (number, look, told))
        self._write("UPDATE made SET placed = ?", number)
        self._write("INSERT OR REPLACE INTO sites VALUES (?, ?)", _key(str(folder)), sealed)
        self.save()

    def displace(self, folder: Path) -> None:
        """Note that a site is about to change."""
        self._write("DELETE FROM sites WHERE folder = ?", _key(str(folder)))
        self.save()

    def save(self) -> None:
        """Write down what was done."""
        if self._begun is not None:
            self._connection.execute("COMMIT")
            self._begun = None

    def _write(self, statement: str, *values: Any) -> None:
        now = time.monotonic()
        if self._begun is not None and now > self._begun + _PATIENCE:
            self.save()
        if self._begun is None:
            self._connection.execute("BEGIN IMMEDIATE")
            self._begun = now
        self._connection.execute(statement, values)

    def _all_sealed(self, label: str, head: Any, parts: Mapping[str, Any]) -> Iterator[bytes]:
        first = self._sealed(f"head {label}", head)
        yield first
        for part, value in parts.items():
            yield self._sealed(f"{part} {label}", value, bound_to=first[:_SEAL])

    def _part(self, table: str, part: str, name: str, label: str) -> Any:
        asked = f"SELECT {part}, substr(head, 1, {_SEAL}) FROM {table} WHERE name = ?"
        row = self._connection.execute(asked, (_key(name),)).fetchone()
        if row is None:
            return None
        if part == "head":
            return self._if_whole(f"head {label}", row[0])
        return self._opened(f"{part} {label}", row[0], bound_to=row[1])

    def _sealed(self, label: str, value: Any, bound_to: bytes = _FREE) -> bytes:
        pickled = io.BytesIO()
        pickler = pickle.Pickler(pickled, pickle.HIGHEST_PROTOCOL)
        pickler.dispatch_table = _AS_CALLS
        pickler.dump(value)
        data = pickled.getvalue()
        return self._seal(label, data, bound_to) + data

    def _opened(self, label: str, sealed: bytes, bound_to: bytes = _FREE) -> Any:
        seal, data = sealed[:_SEAL], sealed[_SEAL:]
        if not hmac.compare_digest(seal, self._seal(label, data, bound_to)):
            raise Damaged
        return pickle.loads(data)

    def _if_whole(self, label: str, sealed: bytes) -> Any:
        try:
            return self._opened(label, sealed)
        except Damaged:
            return None

    def _seal(self, label: str, data: bytes, bound_to: bytes) -> bytes:
        seal = hashlib.blake2b(bound_to, key=self._key, digest_size=_SEAL)
        seal.update(label.encode("utf-8", "surrogateescape") + b"\0")
        seal.update(data)
        return seal.digest()


@lru_cache(4096)
def _path(written: str) -> Path:
    return Path(written)


_AS_CALLS: Mapping[type, Callable[[Any], Any]] = {
    **copyreg.dispatch_table,
    type(Path()): lambda path: (_path, (str(path),)),
    Span: lambda span: (Span, attrgetter(*Span.__slots__)(span)),
    Diagnostic: lambda found: (Diagnostic, attrgetter(*Diagnostic.__slots__)(found)),
}
"""What there is most of is kept as the call that makes it again, which is soon done."""


def _key(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
