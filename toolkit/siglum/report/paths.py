"""How a file is named to the user: relative to the working folder where it lies below it."""

from __future__ import annotations

from pathlib import Path


def shown(path: Path) -> str:
    """Return the path as findings show it, with forward slashes."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()
