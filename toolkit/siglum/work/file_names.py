"""Names of files as people write them in edition.toml: are they possible, and is there a file?"""

from __future__ import annotations

import re
import unicodedata
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

_NO_TEXT = re.compile("[\x00-\x1f\x7f\udc80-\udcff]")
_LONGEST_NAME, _LONGEST_PATH = 255, 1023  # bytes that every system allows


def is_pattern(name: str) -> bool:
    """Say whether a text is a glob pattern that file names can match."""
    parts = Path(name).parts
    is_short = len(name.encode()) <= _LONGEST_PATH and all(
        len(part.encode()) <= _LONGEST_NAME for part in parts
    )
    has_whole_stars = all("**" not in part or part == "**" for part in parts)
    return bool(name.strip() and parts) and "\0" not in name and is_short and has_whole_stars


def matches(path: PurePath, pattern: str) -> bool:
    """Say whether a relative path matches a glob pattern; `**` stands for any number of folders.

    At the end of a pattern, `**` stands for everything below.
    """
    parts, length = path.parts, len(path.parts)
    reached = {0}  # the numbers of path parts that the pattern so far can match
    for part in Path(pattern).parts:
        if part == "**":
            reached = set(range(min(reached), length + 1)) if reached else reached
        else:
            reached = {at + 1 for at in reached if at < length and fnmatchcase(parts[at], part)}
    return len(path.parts) in reached


def as_text(name: str) -> str:
    """Return a name as text, with what XML does not allow as “%E9” or “%1B” (RFC 3986).

    That is a control character, or a byte that is not UTF-8: some systems allow one in names, and
    Python represents it as a lone surrogate.
    """
    return _NO_TEXT.sub(lambda found: f"%{ord(found[0]) & 0xFF:02X}", name)


def folded(path: str) -> str:
    """Return a path as it is compared where case and composition do not count (Unicode, 3.13)."""
    if path.isascii():
        return path.casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def is_file(path: Path) -> bool:
    """Say whether a file exists; a name that is too long for the system names none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Say whether a folder exists; a name that is too long for the system names none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
