"""One build at a time for one folder."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_PREFIX = ".siglum-lock-"


class Busy(Exception):
    """Another process builds into the same folder."""


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other builds of a folder out, by a locked file beside it. Raises Busy.

    The system takes the lock from a process that ends, however it ends; a file that a killed one
    leaves locks nothing, and the next build removes it.
    """
    folder = Path(os.path.realpath(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.with_name(f"{_PREFIX}{folder.name}")
    with _locked(path):
        try:
            yield
        finally:
            with contextlib.suppress(OSError):  # Windows removes no file that is open
                path.unlink()


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    while True:
        with path.open("ab") as file:
            _lock(file)
            if _is_still_there(file, path):
                yield
                return


def _is_still_there(file: IO[bytes], path: Path) -> bool:
    """Say whether a file that is locked is the one that the next process will try to lock."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            raise Busy from None

else:
    import errno
    import fcntl

    # Of some network drives: there a build goes on as if it were the only one.
    _NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}

    def _lock(file: IO[bytes]) -> None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
