"""Files of this machine, as they are sent to another one, which has no disk in common with it.

The other machine has them below a folder of its own, `there`, in which the whole path of each
stands once more: `/home/ada/letters/1.xml` is `there/home/ada/letters/1.xml`.
"""

from __future__ import annotations

import os
import pickle
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from mimetypes import MimeTypes
from pathlib import Path

_PACK = 4_000_000  # bytes of files that are sent together
_MEDIA = ("image/", "audio/", "video/")
_TYPES = MimeTypes()  # those of Python, not of the machine

_FOLDER, _FILE, _NAME, _LINK, _OTHER = range(5)
_Record = tuple[int, str, bytes | str | int | None]
"""What there is at a path: of a file its bytes, or None if it can't be read; of one that goes by
its name alone its size; of a link where it leads."""


@dataclass(frozen=True, slots=True)
class Files:
    """Which files of this machine tasks may ask for. All paths are absolute."""

    folders: tuple[Path, ...] = ()
    """With all that is in them; of what is hidden, the names alone."""
    files: tuple[Path, ...] = ()
    """Files, or links, beside those in the folders."""
    hollow: frozenset[Path] = frozenset()
    """Folders of which nothing but the name is asked for."""
    contents: bool = True
    """Whether contents are asked for, and not just where links lead."""


def packs(files: Files) -> Iterator[bytes]:
    """Yield all that is to be sent, some files at a time.

    Pictures, sounds and films go by their names and sizes alone.
    """
    pack, size = list[_Record](), 0
    for record in _records(files):
        pack.append(record)
        size += len(record[1]) + (len(record[2]) if isinstance(record[2], bytes) else 0)
        if size > _PACK:
            yield _packed(pack)
            pack, size = [], 0
    if pack:
        yield _packed(pack)


def unpack(pack: bytes, there: Path) -> None:
    """Put files where they belong below a folder. Raises OSError, and ValueError for a wrong path.

    Nothing is written through a link, nor over what is there.
    """
    for kind, name, value in pickle.loads(zlib.decompress(pack)):
        if os.path.normpath(name) != name or not name.startswith("/"):
            raise ValueError(f"“{name}” is no path")
        path = f"{there}{name}"
        os.makedirs(path if kind == _FOLDER else os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        if kind == _LINK:
            target = f"{there}{value}" if value.startswith("/") else value
            os.symlink(target, path)  # noqa: PTH211
        elif kind == _OTHER:
            os.mkfifo(path)
        elif kind != _FOLDER:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
            with os.fdopen(os.open(path, flags, 0o000 if value is None else 0o600), "wb") as file:
                if kind == _NAME:
                    file.truncate(value)
                elif value is not None:
                    file.write(value)


def _packed(records: list[_Record]) -> bytes:
    return zlib.compress(pickle.dumps(records, pickle.HIGHEST_PROTOCOL), 1)


def _records(files: Files) -> Iterator[_Record]:
    done: set[str] = set()
    for record in _all_records(files):
        if record[1] not in done:
            done.add(record[1])
            yield record


def _all_records(files: Files) -> Iterator[_Record]:
    for path in files.files:
        yield from _of(str(path), files)
    for folder in files.folders:
        for parent, folders, names in os.walk(folder):
            if files.contents:
                yield _FOLDER, parent, None
            links = [name for name in folders if os.path.islink(_in(parent, name))]  # noqa: PTH114
            for name in sorted({*names, *links}):
                yield from _of(_in(parent, name), files)
            hollow = [
                name
                for name in folders
                if name not in links and (name[0] == "." or Path(parent, name) in files.hollow)
            ]
            if files.contents:
                yield from ((_FOLDER, _in(parent, name), None) for name in hollow)
            folders[:] = sorted({*folders} - {*links, *hollow})


def _of(path: str, files: Files) -> Iterator[_Record]:
    """Yield what there is at the path of what is no folder."""
    try:
        status = os.lstat(path)
        target = os.readlink(path) if stat.S_ISLNK(status.st_mode) else None  # noqa: PTH115
    except OSError:
        return  # it is gone since the folder was read
    if target is not None:
        yield _LINK, path, target
        end = os.path.normpath(os.path.join(os.path.dirname(path), target))  # noqa: PTH118, PTH120
        if not any(Path(end).is_relative_to(folder) for folder in files.folders):
            # Of what a link leads to elsewhere it may be asked whether it is there.
            if os.path.isdir(end):  # noqa: PTH112
                yield _FOLDER, end, None
            elif os.path.exists(end):  # noqa: PTH110
                yield _NAME, end, 0
    elif not files.contents:
        return
    elif not stat.S_ISREG(status.st_mode):
        yield _OTHER, path, None
    elif _goes_by_name(os.path.basename(path)):  # noqa: PTH119
        yield _NAME, path, status.st_size
    else:
        try:
            yield _FILE, path, Path(path).read_bytes()
        except OSError:
            yield _FILE, path, None


def _goes_by_name(name: str) -> bool:
    kind = _TYPES.guess_type(name)[0] or ""
    return name[0] == "." or (kind.startswith(_MEDIA) and kind != "image/svg+xml")


def _in(folder: str, name: str) -> str:
    return os.path.join(folder, name)  # noqa: PTH118 - for each file of an edition
