"""Compiled schemas, kept in the user's cache folder.

A file of the cache is a line that names the format, the checksum of the rest, and the rest: the
versions it was made by, the files it was made of, and the compiled schema. It is used only if it is
the user's own file, whole, and made of the very files that are there today. Otherwise the schema is
compiled again; the user is told nothing.
"""

from __future__ import annotations

import marshal
import os
import stat
import zlib
from collections.abc import Callable, Iterable
from errno import EACCES
from pathlib import Path
from typing import Literal, TypeVar, get_args

from siglum.work.files import cache_folder, write_private
from siglum.work.stamps import YOUNG, digest_of, status_of

_FORMAT = b"siglum compiled schema 3\n"
_CHECKSUM = 4
_KEY = 32  # bytes

_T = TypeVar("_T")
SchemaKind = Literal["relaxng", "xsd"]

Stamp = tuple[int, int, int, int, bytes]
"""Size, times of change and number of a file, and the digest of its content."""


class CachedSchema:
    """The file in the cache for one schema, as certain versions of the software compile it."""

    def __init__(self, kind: SchemaKind, schema: Path, versions: Iterable[str]) -> None:
        self._versions = tuple(versions)
        self._schema = str(schema)
        self._made_of: dict[str, Stamp] = {}
        name = f"{schema.stem}-{zlib.crc32(self._schema.encode('utf-8', 'surrogateescape')):08x}"
        self._path = cache_folder() / kind / f"{name}.schema"

    @property
    def files(self) -> list[Path]:
        """The files that the schema is made of; none before `recall` or `note`."""
        return [Path(name) for name in self._made_of]

    def recall(self, understand: Callable[[bytes], _T]) -> _T | None:
        """Return what `understand` makes of the compiled schema.

        None where there is none, where it is out of date, and where `understand` fails.
        """
        try:
            compiled = self._read()
            return None if compiled is None else understand(compiled)
        except Exception:  # damaged or foreign bytes may raise anything
            return None

    def _read(self) -> bytes | None:
        try:
            written = _written_by_us(self._path)
            data = self._path.read_bytes() if written else b""
        except OSError:
            return None
        start = len(_FORMAT) + _CHECKSUM
        body = data[start:]
        if data[:start] != _FORMAT + _checksum(body):
            return None
        schema, versions, made_of, compiled = marshal.loads(body)
        current = (schema, versions) == (self._schema, self._versions) and all(
            _is_unchanged(Path(name), stamp, written) for name, stamp in made_of.items()
        )
        if not current or not isinstance(compiled, bytes):
            return None
        self._made_of = made_of
        return compiled

    def note(self, files: Iterable[Path]) -> None:
        """Record the files that the schema has just been made of, as they are now."""
        try:
            self._made_of = {str(file): _stamp(file) for file in sorted(set(files))}
        except OSError:
            self._made_of = {}

    def write(self, compiled: bytes) -> None:
        """Write the compiled schema, after `note`; a failure is ignored, as it costs only time."""
        if not self._made_of:
            return
        try:
            body = marshal.dumps((self._schema, self._versions, self._made_of, compiled))
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if _is_ours(self._path.parent):
                write_private(self._path, _FORMAT + _checksum(body) + body)
        except OSError:
            return


def secret_name(of: str) -> str:
    """Return a file name, 32 hexadecimal digits, for `of`, that nobody but the user can know.

    It is made with a key in the user's cache folder, and changes if that is deleted. So nobody can
    plant a file of this name in a folder they send. Raises OSError where no key can be kept.
    """
    import hashlib  # late: it is slow to import

    path = cache_folder() / "own" / "key"
    if not (path.is_file() and _written_by_us(path) and path.stat().st_size == _KEY):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private(path, os.urandom(_KEY))
        if not _written_by_us(path):
            raise PermissionError(EACCES, "others may write into the cache folder")
    named = of.encode("utf-8", "surrogateescape")
    return hashlib.blake2b(named, key=path.read_bytes(), digest_size=16).hexdigest()


def clear() -> int:
    """Remove all compiled schemas and return how many there were."""
    import shutil  # late: no other command needs it

    count = 0
    for kind in get_args(SchemaKind):
        folder = cache_folder() / kind
        count += len(list(folder.glob("*.schema"))) if folder.is_dir() else 0
        shutil.rmtree(folder, ignore_errors=True)
    return count


def _written_by_us(path: Path) -> int:
    """Return when a file was written; 0 if somebody other than the user can have written it.

    What is cached must be trusted, since unpickling may run code that the file holds.
    """
    return path.stat().st_mtime_ns if _is_ours(path) and _is_ours(path.parent) else 0


def _is_ours(path: Path) -> bool:
    """Tell whether a path is a file or folder, not a link, that only the user can write."""
    if not hasattr(os, "getuid"):
        return True
    status = path.lstat()
    writable_by_others = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    is_link = stat.S_ISLNK(status.st_mode)
    return status.st_uid == os.getuid() and not writable_by_others and not is_link


def _is_unchanged(file: Path, stamp: Stamp, written: int) -> bool:
    """Tell whether a file has not changed; its content is read only if its times leave a doubt."""
    *known, digest = stamp
    try:
        settled = status_of(file) == tuple(known) and max(known[1:3]) < written - YOUNG
        return settled or digest_of(file.read_bytes()) == digest
    except OSError:
        return False


def _stamp(file: Path) -> Stamp:
    return (*status_of(file), digest_of(file.read_bytes()))


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM, "big")
