"""Regular expressions that Python's engine can take for ever with, matched another way.

Where there are several ways to match one text, Python tries them all: a repeated group, as in
`(a+)+`, has about two to the power of the text's length, options after each other, as in `a?a?a?`
or `(a|a)(a|a)`, two to the power of their number, and repetitions after each other, as in
`a*a*a*b`, that length to the power of their number.
"""

from __future__ import annotations

from functools import lru_cache

from .charset import ASCII
from .regex import Regex
from .regex_tree import Node, Options, Repeat, Sequence, parse

_FEW = 10**7
"""So many ways are tried in less than a second."""

_SURE = 30
"""Two to the power of this are more than a few."""


def matches(expression: Regex, value: str) -> bool:
    """Tell whether a whole text matches."""
    if has_many_ways(expression.pattern, len(value).bit_length()):
        from .regex_positions import matches  # late: few schemas need it

        return matches(expression.pattern, value)
    return expression.matches(value)


@lru_cache(maxsize=10_000)
def has_many_ways(pattern: str, bits: int) -> bool:
    """Tell whether there may be too many ways to match texts whose length has so many bits."""
    ways, lengths = _count(parse(pattern, ASCII), (1 << bits) - 1)
    return ways * lengths > _FEW


def _count(node: Node, most: int) -> tuple[int, int]:
    """Return bounds for the ways to match as many characters, and for how many that may be.

    Any character is taken for any other. `most` is the length of the whole text. Numbers of ways
    are not counted further than is of interest.
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
    if node.low > 1 and _is_nullable(node.inner):  # any of them may be the empty ones
        ways_by_length = ways_by_times
    return min(ways_by_times, ways_by_length, _FEW + 1), most + 1


def _is_nullable(node: Node) -> bool:
    """Tell whether the empty text matches."""
    if isinstance(node, Sequence):
        return all(map(_is_nullable, node.items))
    if isinstance(node, Options):
        return any(map(_is_nullable, node.items))
    return isinstance(node, Repeat) and (node.low == 0 or _is_nullable(node.inner))
