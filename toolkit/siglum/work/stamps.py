"""Whether files have changed: by their content, wherever size and times leave a doubt."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

YOUNG = 2_000_000_000
"""Nanoseconds within which a file may change twice without its times showing it."""


@dataclass(slots=True)
class _Stamp:
    """The state of a file when it was read."""

    status: tuple[int, int, int, int]
    taken: int
    """When it was read, in nanoseconds since the epoch."""
    content: bytes
    """The content; its digest once that is asked for, which few runs do."""
    is_digest: bool = False

    def digest(self) -> bytes:
        if not self.is_digest:
            self.content, self.is_digest = digest_of(self.content), True
        return self.content


class Kept:
    """The files that something was made of, and their state then; some may have been missing."""

    def __init__(self, files: Iterable[Path] = ()) -> None:
        self._stamps: dict[Path, _Stamp | None] = {}
        for file in files:
            self.read(file)

    def read(self, file: Path) -> bytes | None:
        """Read a file, and record its state; return None for one that can't be read."""
        taken = time.time_ns()
        try:
            status, data = status_of(file), file.read_bytes()
        except (OSError, ValueError):
            self._stamps[file] = None
            return None
        self._stamps[file] = _Stamp(status, taken, data)
        return data

    @property
    def files(self) -> tuple[Path, ...]:
        """The files, in the order in which they were first read."""
        return tuple(self._stamps)

    def digest(self) -> str:
        """Return a digest of the contents, in the order of the files, wherever these lie."""
        known = self._stamps.values()
        return digest_of(b"".join(b"-" if one is None else one.digest() for one in known)).hex()

    def unchanged(self) -> bool:
        """Tell whether every file has the content that it had, or is still missing."""
        for known in self._stamps.values():
            if known is not None:
                known.digest()
        return all(self._is_unchanged(file, known) for file, known in self._stamps.items())

    def _is_unchanged(self, file: Path, known: _Stamp | None) -> bool:
        """Tell whether one file has the content that it had; it is read only if there is a doubt.

        There is none where size, times and inode number are the same, and the times were not recent
        (`YOUNG`) when the file was read. On Windows there is always a doubt, since it keeps no time
        of the last change of those.
        """
        try:
            if (
                known is not None
                and os.name != "nt"
                and max(known.status[1:3]) < known.taken - YOUNG
                and status_of(file) == known.status
            ):
                return True
        except (OSError, ValueError):
            return False
        self.read(file)
        now = self._stamps[file]
        if known is None or now is None:
            return known is now
        return known.digest() == now.digest()


def status_of(file: Path) -> tuple[int, int, int, int]:
    """Return size, times (ns) and inode number of a file. Raises OSError for what is no file."""
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):  # a pipe, a device: reading it might never end
        raise OSError(errno.EINVAL, "this is not a file to be read")
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def digest_of(data: bytes) -> bytes:
    """Return the SHA-256 of some bytes."""
    import hashlib  # late: slow to import, and most runs need none

    return hashlib.sha256(data).digest()
