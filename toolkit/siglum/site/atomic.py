"""Folders that appear whole or not at all."""

from __future__ import annotations

import contextlib
import ctypes
import glob
import hashlib
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from siglum.work.files import umask

MARKER = ".siglum-site"
"""The name of the list of a site's files: a line that says so, then digest and name of each."""
HEAD = "Made by siglum, which may replace these files while they are as listed:"
_STAGE = ".siglum-new-"
_RETIRED = ".siglum-old-"


def foreign_file(folder: Path) -> str | None:
    """Return the name of a file in a folder that siglum did not make; None if there is none.

    A folder that is absent, or empty, or holds but what siglum made, as it made it, may be
    replaced. A list of names would not do: it may come with the files of somebody else's.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return folder.name
    try:
        made = set((folder / MARKER).read_text("utf-8").splitlines()[1:])
    except (OSError, UnicodeDecodeError):
        made = set()
    return next(
        (
            name
            for path, name in _files_of(folder)
            if name != MARKER and _line(path, name) not in made
        ),
        None,
    )


def _line(path: Path, name: str) -> str:
    """Return how a file of a site is listed: what is in it (BLAKE2b), and its name."""
    if path.is_symlink() or not path.is_file():
        return name
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
    return f"{digest.hexdigest()} {name}"


def _files_of(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in folder.rglob("*"):
        if not path.is_dir() or path.is_symlink():
            name = path.relative_to(folder).as_posix()
            yield path, os.fsencode(name).decode("utf-8", "replace")


@contextlib.contextmanager
def replacing(folder: Path, left: Path | None = None) -> Iterator[Path]:
    """Give an empty folder to fill; put it in the place of `folder` when all is done.

    If the block raises, or the process dies at any moment, `folder` is as it was. What a killed
    run left behind is cleared by the next, and so is what was filled in vain; but for the last of
    it, which is put at the path `left`, if there is one, until a run comes to its end.

    Whoever fills the folder may list its files in it, as `MARKER` says; or else it is done here.
    """
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(folder, left)
    stage = Path(tempfile.mkdtemp(prefix=f"{_STAGE}{folder.name}-", dir=folder.parent))
    try:
        stage.chmod(0o777 & ~umask())
        yield stage
        if not (stage / MARKER).exists():
            made = [_line(path, name) for path, name in _files_of(stage)]
            (stage / MARKER).write_text("\n".join([HEAD, *made, ""]), "utf-8")
        with _undisturbed():
            _swap(stage, folder)
        if left is not None:
            shutil.rmtree(left, ignore_errors=True)
    except OSError:
        raise  # such as a full disk: nothing is put anywhere
    except BaseException:
        _put_aside(stage, left)
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _swap(stage: Path, folder: Path) -> None:
    """Put `stage` in the place of `folder`, in one step where the system can."""
    if not folder.exists():
        stage.rename(folder)
    elif not _exchange(stage, folder):
        retired = folder.with_name(f"{_RETIRED}{folder.name}")
        folder.rename(retired)
        try:
            stage.rename(folder)
        except OSError:
            retired.rename(folder)
            raise
        shutil.rmtree(retired, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically: renameat2 on Linux, renamex_np on macOS."""
    here = -100  # AT_FDCWD
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            exchange = 2  # RENAME_EXCHANGE
            status = library.renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange)
        elif sys.platform == "darwin":
            swap = 2  # RENAME_SWAP
            status = library.renamex_np(os.fsencode(one), os.fsencode(other), swap)
        else:
            return False
    except (OSError, AttributeError, TypeError):
        return False
    return bool(status == 0)


def _put_aside(stage: Path, left: Path | None) -> None:
    """Put a folder that was filled in vain where the next run finds it, if it can be put there."""
    if left is None:
        return
    shutil.rmtree(left, ignore_errors=True)
    with contextlib.suppress(OSError):
        stage.rename(left)


def _clear_leftovers(folder: Path, left: Path | None) -> None:
    """Remove what killed runs left; put back a site that one had set aside."""
    retired = folder.with_name(f"{_RETIRED}{folder.name}")
    if retired.is_dir() and not folder.exists():
        retired.rename(folder)
    # The stage's name ends in the eight characters that mkdtemp adds.
    stages = folder.parent.glob(f"{_STAGE}{glob.escape(folder.name)}-" + "?" * 8)
    found = sorted(stages, key=lambda stage: stage.lstat().st_mtime_ns)
    if found and found[-1].is_dir() and not found[-1].is_symlink():
        _put_aside(found[-1], left)
    for leftover in [retired, *found]:
        shutil.rmtree(leftover, ignore_errors=True)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait while two folders change places."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: waiting.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if waiting:
            raise KeyboardInterrupt
