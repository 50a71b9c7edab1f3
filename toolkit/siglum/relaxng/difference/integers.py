"""Ranges of whole numbers as regular expressions."""

from __future__ import annotations

from ..values.datatypes import Datatype
from ..values.expressions import (
    EMPTY,
    NOTHING,
    Chars,
    Expression,
    Not,
    both,
    either,
    literal,
    repeat,
    sequence,
)

_DIGITS = ((0x30, 0x39),)
_DIGIT = Chars(_DIGITS)
_NUMBER = repeat(_DIGIT, 1, None)
_ZEROS = repeat(Chars(((0x30, 0x30),)), 0, None)

_LONGEST = 200  # characters of a bound

_TYPES: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    **{
        name: (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        for name, bits in (("long", 64), ("int", 32), ("short", 16), ("byte", 8))
    },
    **{
        name: (0, 2**bits - 1)
        for name, bits in (
            ("unsignedLong", 64),
            ("unsignedInt", 32),
            ("unsignedShort", 16),
            ("unsignedByte", 8),
        )
    },
}


def integers(datatype: Datatype) -> Expression | None:
    """Return an expression for the texts of a type of whole numbers, within its bounds.

    None for another type, and for bounds that are too long for an expression.
    """
    if datatype.base.name not in _TYPES:
        return None
    low, high = _TYPES[datatype.base.name]
    if any(len(text) > _LONGEST for name, text in datatype.parameters if name != "pattern"):
        return None
    for name, text in datatype.parameters:
        if name in ("minInclusive", "minExclusive"):
            bound = int(text) + (name == "minExclusive")
            low = bound if low is None else max(low, bound)
        elif name in ("maxInclusive", "maxExclusive"):
            bound = int(text) - (name == "maxExclusive")
            high = bound if high is None else min(high, bound)
    plus = repeat(literal("+"), 0, 1)
    negative = _between(None if high is None else -high, None if low is None else -low)
    return either(
        sequence(plus, _between(low, high)),
        sequence(literal("-"), negative),
    )


def _between(low: int | None, high: int | None) -> Expression:
    """Return an expression for the numerals without a sign between two bounds."""
    found: Expression = _NUMBER
    if high is not None:
        found = both(found, _up_to(high))
    if low is not None and low > 0:
        found = both(found, Not(_up_to(low - 1)))
    return found


def _up_to(limit: int) -> Expression:
    if limit < 0:
        return NOTHING
    numeral = str(limit)
    shorter = repeat(_DIGIT, 1, len(numeral) - 1) if len(numeral) > 1 else NOTHING
    return sequence(_ZEROS, either(shorter, _same_length(numeral)))


def _same_length(numeral: str) -> Expression:
    """Return an expression for the numerals that are as long as another, and not greater."""
    if not numeral:
        return EMPTY
    first, rest = numeral[0], numeral[1:]
    below: Expression = NOTHING
    if first > "0":
        lower = Chars(((0x30, ord(first) - 1),))
        below = sequence(lower, repeat(_DIGIT, len(rest), len(rest)))
    return either(below, sequence(literal(first), _same_length(rest)))
