"""Regular expressions in which the next character alone decides how to go on.

Such an expression (strongly one-unambiguous; Koch and Scherzinger, 2007) has one way to match any
text. An engine that goes back to where it could have gone otherwise, as Python's does, finds at
each such place that nothing else fits: its time is in proportion to the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise

from .charset import Ranges
from .regex_tree import Node, Options, Repeat, Sequence

_MOST = 200  # sets of characters that may come at one place

_Sets = list[Ranges]


def is_deterministic(node: Node) -> bool:
    """Tell whether the next character always decides. Where that is costly to find out, no."""
    return _decides(node, [])


def is_nullable(node: Node) -> bool:
    """Tell whether the empty text matches."""
    if isinstance(node, Sequence):
        return all(map(is_nullable, node.items))
    if isinstance(node, Options):
        return any(map(is_nullable, node.items))
    return isinstance(node, Repeat) and (node.low == 0 or is_nullable(node.inner))


def _decides(node: Node, behind: _Sets) -> bool:
    """Tell whether the next character decides within a node and at its end.

    `behind` are the sets of characters that can come behind it.
    """
    if isinstance(node, Sequence):
        for item in reversed(node.items):
            if not _decides(item, behind):
                return False
            behind = [*_first(item), *(behind if is_nullable(item) else ())]
            if not _are_disjoint(behind):
                return False
        return True
    if isinstance(node, Options):
        empty = sum(map(is_nullable, node.items))
        first = [*_first(node), *(behind if empty else ())]
        inner = all(_decides(item, behind) for item in node.items)
        return empty < 2 and inner and _are_disjoint(first)
    if isinstance(node, Repeat):
        if isinstance(node.inner, tuple) and node.low == node.high:
            return True
        again = [*_first(node.inner), *behind]
        return (
            not is_nullable(node.inner)
            and _are_disjoint(again)
            and _decides(node.inner, behind if node.high == 1 else again)
        )
    return True


def _first(node: Node) -> _Sets:
    """Return the sets of characters that a node can begin with; one comes once for each way."""
    if isinstance(node, Sequence):
        found: _Sets = []
        for item in node.items:
            found += _first(item)
            if not is_nullable(item) or len(found) > _MOST:
                break
        return found
    if isinstance(node, Options):
        return list(chain.from_iterable(map(_first, node.items)))
    return _first(node.inner) if isinstance(node, Repeat) else [node]


def _are_disjoint(sets: Iterable[Ranges]) -> bool:
    found = list(sets)
    if len(found) > _MOST:
        return False
    ranges = sorted(chain.from_iterable(found))
    return all(one[1] < other[0] for one, other in pairwise(ranges))
