"""Names of files as people write them in edition.toml: whether they can be, and what is there."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

_NO_TEXT = re.compile("[\x00-\x1f\x7f\udc80-\udcff]")
_LONGEST_NAME, _LONGEST_PATH = 255, 1023  # bytes that all systems take


def is_pattern(name: str) -> bool:
    """Say whether a text is a glob pattern of names that files can have."""
    parts = Path(name).parts
    is_short = len(name.encode()) <= _LONGEST_PATH and all(
        len(part.encode()) <= _LONGEST_NAME for part in parts
    )
    has_whole_stars = all("**" not in part or part == "**" for part in parts)
    return bool(name.strip() and parts) and "\0" not in name and is_short and has_whole_stars


def matches(path: PurePath, pattern: str) -> bool:
    """Say whether a glob pattern names a relative path; `**` stands for any folders, or none.

    At the end of a pattern, `**` is all that lies below.
    """
    parts, length = path.parts, len(path.parts)
    reached = {0}  # how many parts of the path may be used up
    for part in Path(pattern).parts:
        if part == "**":
            reached = set(range(min(reached), length + 1)) if reached else reached
        else:
            reached = {at + 1 for at in reached if at < length and fnmatchcase(parts[at], part)}
    return len(path.parts) in reached


def as_text(name: str) -> str:
    """Return a name as text: what XML does not take is written as “%E9” or “%1B” (RFC 3986).

    That is a byte that is no UTF-8, which some systems allow and Python has as half a character,
    and a control character.
    """
    return _NO_TEXT.sub(lambda found: f"%{ord(found[0]) & 0xFF:02X}", name)


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
