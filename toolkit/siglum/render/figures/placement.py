"""Where the labels of points stand: no two overlap, and none lies over a point of others.

The points are taken in their order, the most important first. Each gets the first of eight places
around it that is free, or no label at all (the greedy way of point-feature label placement:
Christensen, Marks and Shieber 1995).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from siglum.render.figures.drawing import SIZE, Box, Point, overlap, width_of

_CELL = 40.0
_GAP = 3.0
_HEIGHT = SIZE * 1.25
_UP = SIZE * 0.95  # from the top of a label to the line that its letters stand on


@dataclass(frozen=True, slots=True)
class Dot:
    """A point with a radius, and what may stand beside it, the best first."""

    at: Point
    radius: float
    names: tuple[str, ...]

    @property
    def box(self) -> Box:
        """What it covers."""
        (x, y), r = self.at, self.radius
        return x - r, y - r, x + r, y + r


@dataclass(frozen=True, slots=True)
class Placed:
    """A label: its letters, and the box that they cover."""

    text: str
    box: Box

    @property
    def at(self) -> Point:
        """Where its first letter stands."""
        return self.box[0], self.box[1] + _UP


def placed(dots: Sequence[Dot], frame: Box) -> list[Placed | None]:
    """Return the labels of points that lie in a frame, which no label leaves."""
    taken = _Boxes()
    for dot in dots:
        taken.add(dot.box)
    found: list[Placed | None] = []
    for dot in dots:
        around = (Placed(name, box) for name in dot.names for box in _around(dot, name))
        fits = (one for one in around if _lies_in(one.box, frame) and taken.free(one.box))
        label = next(fits, None)
        if label is not None:
            taken.add(label.box)
        found.append(label)
    return found


class _Boxes:
    """Boxes, by the squares that they touch."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        for cell in _cells(box):
            self._cells[cell].append(box)

    def free(self, box: Box) -> bool:
        near = (other for cell in _cells(box) for other in self._cells.get(cell, ()))
        return not any(overlap(box, other) for other in near)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(side // _CELL) for side in box)
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            yield x, y


def _around(dot: Dot, name: str) -> Iterator[Box]:
    """Yield the places of a label, the best first: right, left, above, below, the corners."""
    (x, y), width = dot.at, width_of(name)
    right, left = x + dot.radius + _GAP, x - dot.radius - _GAP - width
    above, below = y - dot.radius - _GAP - _HEIGHT, y + dot.radius + _GAP
    middle, centre = y - _HEIGHT / 2, x - width / 2
    for begin, top in (
        (right, middle),
        (left, middle),
        (centre, above),
        (centre, below),
        (right, above),
        (right, below),
        (left, above),
        (left, below),
    ):
        yield begin, top, begin + width, top + _HEIGHT


def _lies_in(box: Box, frame: Box) -> bool:
    return frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3]
