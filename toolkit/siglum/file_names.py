"""Names of files as people write them in edition.toml: whether they can be, and what is there."""

from __future__ import annotations

from pathlib import Path

_LONGEST_NAME, _LONGEST_PATH = 255, 1023  # bytes that all systems take


def is_pattern(name: str) -> bool:
    """Say whether a text is a glob pattern of names that files can have."""
    parts = Path(name).parts
    is_short = len(name.encode()) <= _LONGEST_PATH and all(
        len(part.encode()) <= _LONGEST_NAME for part in parts
    )
    has_whole_stars = all("**" not in part or part == "**" for part in parts)
    return bool(name.strip() and parts) and "\0" not in name and is_short and has_whole_stars


def is_file(path: Path) -> bool:
    """Say whether a file is there; a name too long for one is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Say whether a folder is there; a name too long for one is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
