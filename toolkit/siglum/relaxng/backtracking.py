"""Regular expressions that Python's engine can take for ever with, matched another way.

Where there are several ways to match one text, Python tries them all: a repeated group, as in
`(a+)+`, has more than two to the power of the text's length, several repetitions after each
other, as in `a*a*a*b`, have that length to the power of their number.
"""

from __future__ import annotations

import re

from .regex import Regex

_SHORT = 16
"""So few characters are matched in no time whatever the expression."""

_FEW = 10**7
"""So many ways are tried in less than a second."""

_REPEATED_GROUP = re.compile(r"\)[*+{]")
_REPETITION = re.compile(r"[*+{]")


def matches(expression: Regex, value: str) -> bool:
    """Tell whether a whole text matches."""
    if len(value) > _SHORT and _has_many_ways(expression.pattern, len(value)):
        try:
            return _by_derivatives(expression.pattern, value)
        except RecursionError:  # an expression of some thousand characters
            pass
    return expression.matches(value)


def _has_many_ways(pattern: str, length: int) -> bool:
    if _REPEATED_GROUP.search(pattern):
        return True
    repetitions = len(_REPETITION.findall(pattern))
    return repetitions > 1 and length**repetitions > _FEW


def _by_derivatives(pattern: str, value: str) -> bool:
    """Follow all ways at once (Brzozowski, 1964)."""
    from .expressions import NOTHING, derive, is_nullable  # late: few schemas need it
    from .regex_expressions import parse

    left = parse(pattern)
    for char in value:
        left = derive(left, char)
        if left == NOTHING:
            return False
    return is_nullable(left)
