"""Where the links in the paths of many files lead, each folder looked at once."""

from __future__ import annotations

import os
from pathlib import Path


class RealPaths:
    """Follows links; where folders are is taken to be the same all the while."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def of(self, path: Path) -> str:
        """Return the path of a file, its links followed, as `os.path.realpath` does."""
        parent, name = os.path.split(path)
        if os.name == "nt" or name in ("", "..") or os.path.islink(path):  # noqa: PTH114
            return os.path.realpath(path)  # Windows has several names for one file
        folder = self._folders.get(parent)
        if folder is None:
            folder = self._folders[parent] = os.path.realpath(parent)
        return os.path.join(folder, name)  # noqa: PTH118 - at each file of an edition
