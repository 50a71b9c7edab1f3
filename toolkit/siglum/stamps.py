"""Whether a file that was read is still what it was: by its content, wherever there is a doubt."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

_YOUNG = 2_000_000_000  # nanoseconds in which a file may change twice and look the same


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file was when it was read."""

    status: tuple[int, int, int, int]
    digest: bytes
    taken: int
    """When it was read, in nanoseconds of the clock."""


def read_stamped(file: Path) -> tuple[bytes, Stamp]:
    """Return the content of a file, and its stamp. Raises OSError."""
    taken, status = time.time_ns(), _status(file)
    data = file.read_bytes()
    return data, Stamp(status, _digest(data), taken)


def stamp(file: Path) -> Stamp:
    """Return the stamp of a file. Raises OSError."""
    return read_stamped(file)[1]


def is_unchanged(file: Path, known: Stamp) -> bool:
    """Tell whether a file has the content that it had; it is read only if there is a doubt.

    There is none where size, times and number are the same, and the times were not young when the
    stamp was taken. Windows keeps no time of the last change of all that, so there it is read.
    """
    try:
        settled = max(known.status[1:3]) < known.taken - _YOUNG and os.name != "nt"
        if settled and _status(file) == known.status:
            return True
        return _digest(file.read_bytes()) == known.digest
    except OSError:
        return False


def _status(file: Path) -> tuple[int, int, int, int]:
    status = file.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _digest(data: bytes) -> bytes:
    import hashlib  # late: slow to import, and most runs need none

    return hashlib.sha256(data).digest()
