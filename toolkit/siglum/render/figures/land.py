"""The land of the earth, as rings of points: Natural Earth, 1:50m, in the public domain.

`land.txt` holds it; tests/land.py of the repository made that, and says how.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise

from siglum.render.figures.drawing import Box, Point

Ring = list[Point]


@dataclass(frozen=True, slots=True)
class _Land:
    ring: Ring
    box: Box
    """West, south, east, north."""


@lru_cache(1)
def _all() -> tuple[_Land, ...]:
    text = files("siglum.render.figures").joinpath("land.txt").read_text("utf-8")
    found = []
    for line in text.splitlines():
        if not line.startswith("#"):
            steps = [int(one) for one in line.split()]
            x, y = ([each / 100 for each in accumulate(steps[axis::2])] for axis in (0, 1))
            found.append(_Land(list(zip(x, y, strict=True)), (min(x), min(y), max(x), max(y))))
    return tuple(found)


def within(middle: float, box: Box) -> Iterator[Ring]:
    """Yield the rings of the land in a box of the earth, cut at its sides.

    `box` is west, south, east, north; longitudes, of the rings as well, are counted from `middle`
    and may lie beyond 180 degrees.
    """
    for land in _all():
        west, south, east, north = land.box
        if north < box[1] or south > box[3]:
            continue
        for turn in (-360 - middle, -middle, 360 - middle):
            if east + turn > box[0] and west + turn < box[2]:
                ring = cut([(x + turn, y) for x, y in land.ring], box)
                if ring:
                    yield ring


def cut(ring: Ring, box: Box) -> Ring:
    """Return the part of a ring inside a box (Sutherland and Hodgman 1974).

    Where it falls into several, they are joined along the sides of the box.
    """
    for axis in (0, 1):
        ring = _half(ring, axis, box[axis], lambda value, side: value >= side)
        ring = _half(ring, axis, box[axis + 2], lambda value, side: value <= side)
    return ring


def _half(ring: Ring, axis: int, side: float, lies_in: Callable[[float, float], bool]) -> Ring:
    found: Ring = []
    for one, other in pairwise([*ring[-1:], *ring]):
        is_in = lies_in(other[axis], side)
        if is_in != lies_in(one[axis], side):
            share = (side - one[axis]) / (other[axis] - one[axis])
            across = 1 - axis
            met = one[across] + share * (other[across] - one[across])
            found.append((side, met) if axis == 0 else (met, side))
        if is_in:
            found.append(other)
    return found


def densified(ring: Ring, longest: float) -> Iterator[Point]:
    """Yield the points of a ring with some between those that are far apart, in its units."""
    for one, other in pairwise([*ring, ring[0]]):
        yield one
        count = int(max(abs(other[0] - one[0]), abs(other[1] - one[1])) / longest)
        for number in range(1, count + 1):
            share = number / (count + 1)
            yield one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])
