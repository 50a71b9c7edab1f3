"""What the groups of a regular expression of XML Schema stand for in a value, in bounded time."""

from __future__ import annotations

import re
from functools import lru_cache

from .backtracking import has_many_ways
from .charset import Ranges, universe_of
from .regex import RegexError, Translator

_LONGEST = 1000  # characters of a value, and of a pattern


class _Capturing(Translator):
    GROUP = "("


def groups(pattern: str, value: str) -> tuple[str, ...] | None:
    """Return the value and what each group of the pattern stands for; None if it doesn't match.

    The whole value has to match. Raises RegexError for a pattern with a mistake in it, and for one
    that could be matched in so many ways that finding the first might take for ever.
    """
    if len(value) > _LONGEST or len(pattern) > _LONGEST:
        raise RegexError(f"it is longer than {_LONGEST} characters, or what it is to match is")
    compiled = _compiled(pattern, universe_of(value))
    if has_many_ways(pattern, value):
        raise RegexError("there are too many ways to match it")
    found = compiled.fullmatch(value)
    return (value, *(part or "" for part in found.groups())) if found else None


@lru_cache(maxsize=1000)
def _compiled(pattern: str, universe: Ranges) -> re.Pattern[str]:
    return re.compile(_Capturing(pattern, universe).translate())
