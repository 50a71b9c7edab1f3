"""How a file is named to the user: relative to the working folder where it lies below it."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path


def shown(path: Path) -> str:
    """Return the path as findings show it, with forward slashes."""
    try:
        folder = os.getcwd()  # noqa: PTH109 - for each finding
    except OSError:
        folder = ""
    return _shown(path, folder)


@lru_cache(1000)
def _shown(path: Path, folder: str) -> str:
    try:
        name = path.absolute().relative_to(folder).as_posix()
    except (ValueError, OSError):
        name = path.as_posix()
    return os.fsencode(name).decode("utf-8", "replace")
