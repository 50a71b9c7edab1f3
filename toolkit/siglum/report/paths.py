"""How a file is named to the user: relative to the working folder where it lies below it."""

from __future__ import annotations

import os
from pathlib import Path


def shown(path: Path) -> str:
    """Return the path as findings show it, with forward slashes."""
    try:
        name = path.absolute().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        name = path.as_posix()
    return os.fsencode(name).decode("utf-8", "replace")
