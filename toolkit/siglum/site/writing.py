"""Writing a site: each file put into a new folder, unchanged ones as links to the old site's."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path

from siglum.site.atomic import HEAD, MARKER
from siglum.site.names import is_page
from siglum.work.spool import digesting

_TICK = 50_000_000  # nanoseconds; in less than this a file may change twice and look the same
_COARSE = 2_000_000_000  # the same, of file systems that count seconds
_PART = 1 << 20  # bytes of a large file that are in memory at once


class Stage:
    """The folder of a new site, and the folders where its files may be already."""

    def __init__(self, folder: Path, old: Path, left: Path | None, *, is_sure: bool) -> None:
        """Begin a site that will take the place of `old`.

        `left` may have files of a build that did not come to its end; `is_sure` says that the old
        site is as it was written.
        """
        self._folder = folder
        self._old = old
        self._left = left
        self._is_sure = is_sure
        self._folders: set[str] = {""}
        self.fresh: set[str] = set()
        """The pages that are not surely those of the old site."""
        self._list = (folder / MARKER).open("w", encoding="utf-8", newline="\n")
        self._list.write(f"{HEAD}\n")

    def put(self, name: str, data: bytes | Iterable[bytes]) -> str:
        """Write a file, whole or part by part, and return the digest of its content."""
        self._prepare(name)
        file = self._folder / name
        file.unlink(missing_ok=True)  # it may be a link to the old site's
        digest = digesting()
        with file.open("wb") as written:
            for part in (data,) if isinstance(data, bytes) else data:
                digest.update(part)
                written.write(part)
        self._note(name, digest.hexdigest(), is_fresh=True)
        return digest.hexdigest()

    def content(self, name: str) -> bytes:
        """Return what a file has that is in its place."""
        return (self._folder / name).read_bytes()

    def old_part(self, name: str, begin: int, length: int) -> Iterator[bytes]:
        """Yield what a file of the old site, which is as it was written, has from a byte on.

        Raises OSError where it has less.
        """
        assert self._is_sure
        with (self._old / name).open("rb") as file:
            file.seek(begin)
            while length:
                part = file.read(min(length, _PART))
                if not part:
                    raise OSError(f"{name} has become shorter")
                length -= len(part)
                yield part

    def take(self, name: str, digest: str, *, is_placed: bool) -> bool:
        """Put a file there that has been made already; say whether there was one of that content.

        `is_placed` says that the old site got it with this content.
        """
        for folder in (self._old, self._left):
            if folder is None:
                continue
            is_sure = is_placed and self._is_sure and folder is self._old
            if self._taken(folder, name, digest, is_sure=is_sure):
                self._note(name, digest, is_fresh=not is_sure)
                return True
        return False

    def close(self) -> None:
        """End the list of the files."""
        self._list.close()

    def _taken(self, folder: Path, name: str, digest: str, *, is_sure: bool) -> bool:
        """Link a file that is surely as it was written; copy another, if its content is the same.

        Of the latter its content alone is known: it may have other permissions, or be somebody's
        file under another name, who may write into it later.
        """
        source, target = f"{folder}/{name}", f"{self._folder}/{name}"
        try:
            if is_sure:
                self._prepare(name)
                os.link(source, target, follow_symlinks=False)
                return True
        except FileNotFoundError:
            return False
        except OSError:
            pass  # the file system knows no links, or these are two
        if os.path.islink(source) or not os.path.isfile(source):  # noqa: PTH113, PTH114 - many
            return False
        self._prepare(name)
        Path(target).unlink(missing_ok=True)
        is_same = _copied(source, target) == digest
        if not is_same:
            Path(target).unlink()
        return is_same

    def _prepare(self, name: str) -> None:
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            (self._folder / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)

    def _note(self, name: str, digest: str, *, is_fresh: bool) -> None:
        if is_fresh and is_page(name):
            self.fresh.add(name)
        said = name if name.isascii() else os.fsencode(name).decode("utf-8", "replace")
        self._list.write(f"{digest} {said}\n")


def _copied(source: str, target: str) -> str | None:
    """Copy a file part by part; return the digest of what was copied, None for an unreadable one.

    Raises OSError where the copy can't be written.
    """
    digest = digesting()
    with open(target, "wb") as written:  # noqa: PTH123 - many files
        try:
            for part in _parts(source):
                digest.update(part)
                written.write(part)
        except _Unreadable:
            return None
    return digest.hexdigest()


class _Unreadable(Exception):
    pass


def _parts(path: str) -> Iterator[bytes]:
    """Yield what is in a file. Raises _Unreadable."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - many files
            while part := file.read(_PART):
                yield part
    except OSError:
        raise _Unreadable from None


def look_of(folder: Path) -> tuple[str, int] | None:
    """Return a digest of what the system says of all files in a folder, and the latest change.

    While the digest is the same, nothing in them has changed: a file that is written to has another
    time of change, which nobody can set. None where the system keeps no such time.
    """
    if os.name == "nt" or not folder.is_dir():
        return None
    said = hashlib.blake2b(digest_size=16)
    latest = 0
    for name, status in _files_of(str(folder), ""):
        changed = status.st_mtime_ns
        line = (
            f"{name}\0{status.st_size} {changed} {status.st_ctime_ns} {status.st_ino}"
            f" {status.st_mode}\n"
        )
        said.update(line.encode("utf-8", "surrogateescape"))
        if changed > latest:
            latest = changed
    return said.hexdigest(), latest


def settled_look(folder: Path, since: int) -> str | None:
    """Return the digest of `look_of` for a site that was put into its place at a time.

    That is waited for from which on every change will show. None where something has changed since.
    """
    try:
        is_fine = (folder / MARKER).stat().st_ctime_ns % 1_000_000_000
    except OSError:
        return None
    time.sleep((_TICK if is_fine else _COARSE) / 1_000_000_000)
    found = look_of(folder)
    return None if found is None or found[1] > since else found[0]


def _files_of(folder: str, below: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=attrgetter("name"))
    for entry in entries:
        name = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files_of(entry.path, f"{name}/")
        else:
            yield name, entry.stat(follow_symlinks=False)
