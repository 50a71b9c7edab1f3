"""Regular expressions that Python's engine can take for ever with, matched another way.

Where there are several ways to match one text, Python tries them all: a repeated group, as in
`(a+)+`, has about two to the power of the text's length, options after each other, as in `a?a?a?`
or `(a|a)(a|a)`, two to the power of their number, and repetitions after each other, as in
`a*a*a*b`, that length to the power of their number. Where the next character always decides how to
go on there is one way only, whatever the expression looks like (see `determinism`).
"""

from __future__ import annotations

from functools import lru_cache

from .charset import ASCII, Ranges, universe_of
from .determinism import is_deterministic, is_nullable
from .regex import Regex
from .regex_tree import Node, Options, Repeat, Sequence, parse

_FEW = 10**7
"""So many ways are tried in less than a second."""

_SURE = 30
"""Two to the power of this are more than a few."""


def matches(expression: Regex, value: str) -> bool:
    """Tell whether a whole text matches."""
    if has_many_ways(expression.pattern, value):
        from .regex_positions import matches  # late: few schemas need it

        return matches(expression.pattern, value)
    return expression.matches(value)


def has_many_ways(pattern: str, value: str) -> bool:
    """Tell whether there may be too many ways to match a text."""
    return _is_ambiguous(pattern, len(value).bit_length()) and not _decides(
        pattern, universe_of(value)
    )


@lru_cache(maxsize=10_000)
def _is_ambiguous(pattern: str, bits: int) -> bool:
    """Tell whether there are many ways to match texts whose length has so many bits.

    Any character is taken for any other.
    """
    ways, lengths = _count(parse(pattern, ASCII), (1 << bits) - 1)
    return ways * lengths > _FEW


@lru_cache(maxsize=1000)
def _decides(pattern: str, universe: Ranges) -> bool:
    return is_deterministic(parse(pattern, universe))


def _count(node: Node, most: int) -> tuple[int, int]:
    """Return bounds for the ways to match as many characters, and for how many that may be.

    `most` is the length of the whole text. Numbers of ways are not counted further than is of
    interest.
    """
    if isinstance(node, Sequence):
        ways, lengths = 1, 1
        for item in node.items:
            more, others = _count(item, most)
            ways = min(ways * more * min(lengths, others), _FEW + 1)
            lengths = min(lengths + others - 1, most + 1)
        return ways, lengths
    if isinstance(node, Options):
        counts = [_count(item, most) for item in node.items]
        ways, lengths = map(sum, zip(*counts, strict=True))
        return min(ways, _FEW + 1), min(lengths, most + 1)
    if isinstance(node, Repeat):
        return _count_repeated(node, most)
    return 1, 1


def _count_repeated(node: Repeat, most: int) -> tuple[int, int]:
    times = most if node.high is None else min(node.high, most)
    ways, lengths = _count(node.inner, most)
    if ways == lengths == 1:  # how often it is repeated decides how long it is
        return 1, max(times - node.low, 0) + 1
    ways_by_times = (ways * lengths + 1) ** min(times, _SURE)
    ways_by_length = (ways + 1) ** min(most, _SURE)
    if node.low > 1 and is_nullable(node.inner):  # any of them may be the empty ones
        ways_by_length = ways_by_times
    return min(ways_by_times, ways_by_length, _FEW + 1), most + 1
