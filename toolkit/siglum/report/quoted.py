"""Which files a report may quote: those that the user named, and those of their editions."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from siglum.edition.config import root_of
from siglum.work.file_names import is_folder
from siglum.xml.lines import split
from siglum.xml.resolve import Border
from siglum.xml.source import SourceError, decode


class Quoted:
    """The lines of files, as far as a report may quote them.

    A source, a schema or a catalog may name any file of the machine; a finding about such a file
    tells its name, never what is in it. So lines are shown of files that the user named, and of
    those below the editions' folders that are not hidden.
    """

    def __init__(self, named: Iterable[Path] = ()) -> None:
        """`named` are files and folders that the user named, usually on the command line."""
        paths = [Path(), *named]
        self._named = {absolute for path in paths if (absolute := _absolute(path))}
        self._borders = [Border(_home(path)) for path in self._named]
        self._shown: dict[Path, bool] = {}
        """Whether files of a folder may be shown that are not hidden, and no links."""
        self._given: dict[Path, bytes] = {}
        self._last: tuple[Path | None, list[str]] = (None, [])

    def give(self, path: Path, data: bytes) -> None:
        """Show `data` for a path instead of a file's content: for the standard input."""
        self._given[path] = data
        self._last = (None, [])

    def is_given(self, path: Path) -> bool:
        """Say whether `give` was called for a path."""
        return path in self._given

    def lines(self, path: Path) -> list[str]:
        """Return the lines of a file; none if it may not be shown. The last file is remembered."""
        if self._last[0] != path:
            self._last = (path, _split(self._data(path)))
        return self._last[1]

    def _data(self, path: Path) -> bytes:
        if path in self._given:
            return self._given[path]
        try:
            return path.read_bytes() if self._may_show(path) and path.is_file() else b""
        except (OSError, ValueError):
            return b""

    def _may_show(self, path: Path) -> bool:
        """Say whether a file may be quoted: if it belongs to an edition, that must contain it."""
        folder = path.absolute().parent
        if path.name.startswith(".") or os.path.islink(path):  # noqa: PTH114 - of each file
            return self._shows(path, folder)
        if folder not in self._shown:
            self._shown[folder] = self._shows(folder, folder)
        return self._shown[folder] or (_absolute(path) in self._named and self._shows(path, folder))

    def _shows(self, path: Path, folder: Path) -> bool:
        """Say the same of a file in a folder, or of all in a folder that are not hidden, no links.

        What is allowed for a folder is allowed for them.
        """
        home = root_of(folder)
        if home is not None and Border(home).refuses(path):
            return False
        is_named = _absolute(path) in self._named
        return is_named or any(border.refuses(path) is None for border in self._borders)


def _absolute(path: Path) -> Path | None:
    """Return an absolute path, its links not followed; None where there is no working folder."""
    try:
        return Path(os.path.normpath(path.absolute()))
    except OSError:
        return None


def _home(path: Path) -> Path:
    """Return the folder of the edition that a path belongs to, else the folder itself."""
    folder = path if is_folder(path) else path.parent
    try:
        return root_of(folder) or folder
    except OSError:  # a name too long for a file
        return folder


def _split(data: bytes) -> list[str]:
    if not data:
        return []
    try:
        text = decode(data)
    except SourceError:
        text = data.decode("utf-8", "replace")
    return split(text)
