"""What to write instead of a wrong word or value of edition.toml."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return the known word that is nearest; None if none is near."""
    from difflib import get_close_matches  # late: few settings are wrong

    near = get_close_matches(word, known, 1)
    return near[0] if near else None


def as_toml(value: Any) -> str:
    """Return a value as it is written in TOML."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(map(as_toml, value))}]"
        case dict():
            return "a table"
    return str(value)


def rewritten(value: Any, as_list: bool) -> str | None:
    """Return a single word or number as a string of TOML, or as a list of one."""
    if isinstance(value, bool | list | dict):
        return None
    text = f'"{value}"'
    return f"[{text}]" if as_list else text
