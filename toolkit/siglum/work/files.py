"""Files that appear whole or not at all, and the folders where siglum keeps its own."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file in one step: readers see the old content or the new, never a part.

    A link keeps leading where it leads. A device or a pipe is written to, not replaced.
    """
    write_files({path: content})


def write_files(contents: Mapping[Path, str | bytes]) -> None:
    """Write files that belong together, each in one step, once all of them are prepared.

    A file that is replaced keeps its permissions. What is no file is written to at once.
    """
    ready: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            data = content.encode("utf-8") if isinstance(content, str) else content
            target = path.resolve()
            if target.exists() and not target.is_file():
                target.write_bytes(data)
            else:
                temporary = _prepared(target)
                ready[temporary] = target
                _fill(temporary, [data], _permissions(target))
        for temporary, target in ready.items():
            temporary.replace(target)
    except BaseException:
        for temporary in ready:
            temporary.unlink(missing_ok=True)
        raise


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file in one step, as `write_file`, of pieces that are not in memory together."""
    target = path.resolve()
    temporary = _prepared(target)
    try:
        _fill(temporary, pieces, _permissions(target))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


class Changed(Exception):
    """A file is no longer what it was when it was read."""


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Put other bytes in the place of those of a file, in one step, if it still has these.

    It keeps its permissions. Raises Changed where it has other bytes, or is gone, and OSError
    where it can't be written; nobody may write a file that is read-only.
    """
    target = path.resolve()
    if not os.access(target, os.W_OK) or not target.stat().st_mode & 0o222:
        if not target.exists():
            raise Changed
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    temporary = _prepared(target)
    try:
        _fill(temporary, [after], _permissions(target))
        if _content(target) != before:
            raise Changed
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read, in one step, replacing whatever is there."""
    temporary = _prepared(path)
    try:
        _fill(temporary, [data], stat.S_IRUSR | stat.S_IWUSR)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _prepared(target: Path) -> Path:
    """Return a new empty file in the folder of `target`, which it will replace."""
    import tempfile  # late: most runs write nothing

    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".siglum-", dir=target.parent)
    os.close(handle)
    return Path(name)


def _fill(temporary: Path, pieces: Iterable[bytes], permissions: int) -> None:
    with temporary.open("wb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())
    temporary.chmod(permissions)


def _permissions(target: Path) -> int:
    """Return the permissions of a file; where there is none, those that a new one gets."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o666 & ~umask()


def umask() -> int:
    """Return the umask of the process: the permissions that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def cache_folder() -> Path:
    """Return the folder for what can be made again; it may not exist yet."""
    return _user_folder("XDG_CACHE_HOME", ".cache", "Library/Caches")


def data_folder() -> Path:
    """Return the folder for what the user asked siglum to keep; it may not exist yet."""
    return _user_folder("XDG_DATA_HOME", ".local/share", "Library/Application Support")


def _user_folder(variable: str, linux: str, mac: str) -> Path:
    named = os.environ.get(variable)
    if named and Path(named).is_absolute():
        return Path(named) / "siglum"
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    elif sys.platform == "darwin":
        base = Path.home() / mac
    else:
        base = Path.home() / linux
    return base / "siglum"
