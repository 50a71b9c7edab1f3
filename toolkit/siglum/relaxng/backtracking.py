"""Regular expressions that Python's engine can take for ever with, matched another way.

Where a group that is repeated leaves several ways to match one text, as `(a+)+` does, Python tries
them all, and there may be more than two to the power of the text's length.
"""

from __future__ import annotations

import re

from .regex import Regex

_SHORT = 16
"""So few characters are matched in no time whatever the expression."""

_REPEATED_GROUP = re.compile(r"\)[*+{]")


def matches(expression: Regex, value: str) -> bool:
    """Tell whether a whole text matches."""
    if len(value) > _SHORT and _REPEATED_GROUP.search(expression.pattern):
        try:
            return _by_derivatives(expression.pattern, value)
        except RecursionError:  # an expression of some thousand characters
            pass
    return expression.matches(value)


def _by_derivatives(pattern: str, value: str) -> bool:
    """Follow all ways at once (Brzozowski, 1964)."""
    from .difference.expressions import NOTHING, derive, is_nullable  # late: few schemas need it
    from .difference.lexical import parse

    left = parse(pattern)
    for char in value:
        left = derive(left, char)
        if left == NOTHING:
            return False
    return is_nullable(left)
