"""A network: who wrote to whom, as points with lines between them.

The points repel each other, lines draw theirs together, and all are drawn to the middle (T. M. J.
Fruchterman and E. M. Reingold 1991). They begin on a spiral, and every step adds, multiplies,
divides or takes a square root: what IEEE 754 rounds the same on all machines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from siglum.render.figures.drawing import WIDTH, Drawing, Point, Shape, shape, shortened
from siglum.render.figures.placement import Dot, placed
from siglum.render.labels import Label

_HEIGHT = 560.0
_EDGE = 40.0
_STEPS = 250
_TO_MIDDLE = 0.35  # of all points
_TO_OTHER = (0.06, 0.3)  # of points with a line: of the weakest, of the strongest
_RADII = (3.5, 12.0)
_WIDTHS = (1.0, 7.0)


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody who wrote or was written to."""

    name: str
    count: int
    """Letters: the size."""
    href: str
    words: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """Letters between two, whoever wrote them."""

    one: int
    """Place of the node in its list."""
    other: int
    count: int
    words: tuple[Label, ...]


def network(nodes: Sequence[Node], edges: Sequence[Edge]) -> Drawing:
    """Draw a network, those first in the list with their names first."""
    at = _scaled(_laid_out(len(nodes), {(edge.one, edge.other): edge.count for edge in edges}))
    most = max((node.count for node in nodes), default=1)
    strongest = max((edge.count for edge in edges), default=1)
    shapes: list[Shape] = []
    for edge in edges:
        (x1, y1), (x2, y2) = at[edge.one], at[edge.other]
        width = _between(_WIDTHS, edge.count / strongest)
        shapes.append(
            shape(
                "line",
                "fig-link",
                words=edge.words,
                x1=x1,
                y1=y1,
                x2=x2,
                y2=y2,
                stroke_width=width,
            )
        )
    dots = [
        Dot(point, _between(_RADII, node.count / most), (shortened(node.name),))
        for point, node in zip(at, nodes, strict=True)
    ]
    for node, dot in zip(nodes, dots, strict=True):
        shapes.append(
            shape(
                "circle",
                "fig-dot",
                href=node.href,
                words=node.words,
                cx=dot.at[0],
                cy=dot.at[1],
                r=dot.radius,
            )
        )
    shapes += [
        shape("text", "fig-label", text=label.text, x=label.at[0], y=label.at[1])
        for label in placed(dots, (0.0, 0.0, WIDTH, _HEIGHT))
        if label is not None
    ]
    return Drawing(height=_HEIGHT, shapes=tuple(shapes))


def _between(ends: tuple[float, float], share: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * sqrt(share)


def _laid_out(count: int, edges: Mapping[tuple[int, int], int]) -> list[Point]:
    """Return where points lie, about one apart, around the middle of the plane."""
    at = [_on_spiral(number) for number in range(count)]
    strongest = max(edges.values(), default=1)
    pulls = [(one, other, _between(_TO_OTHER, n / strongest)) for (one, other), n in edges.items()]
    for step in range(_STEPS):
        forces = [[-x * _TO_MIDDLE, -y * _TO_MIDDLE] for x, y in at]
        for one in range(count):
            x, y = at[one]
            mine = forces[one]
            for other in range(one):
                dx, dy = x - at[other][0], y - at[other][1]
                square = dx * dx + dy * dy + 1e-6
                mine[0] += dx / square
                mine[1] += dy / square
                forces[other][0] -= dx / square
                forces[other][1] -= dy / square
        for one, other, strength in pulls:
            dx, dy = at[other][0] - at[one][0], at[other][1] - at[one][1]
            pull = sqrt(dx * dx + dy * dy) * strength
            forces[one][0] += dx * pull
            forces[one][1] += dy * pull
            forces[other][0] -= dx * pull
            forces[other][1] -= dy * pull
        furthest = 1 - step / _STEPS + 0.01
        for place, (x, y) in enumerate(forces):
            length = sqrt(x * x + y * y)
            share = min(1.0, furthest / length) if length else 0.0
            at[place] = at[place][0] + x * share, at[place][1] + y * share
    return at


def _on_spiral(number: int) -> Point:
    """Return a point of a spiral around the middle, without sines: they differ between machines."""
    turn = (number * 0.381966) % 1 * 4 - 2  # the golden angle, along a square on its corner
    away = 0.5 * sqrt(number)
    y = 1 - abs(abs(turn) - 1)
    return away * (1 - abs(turn)), away * (y if turn >= 0 else -y)


def _scaled(points: Sequence[Point]) -> list[Point]:
    """Return points so that they fill the drawing."""
    if not points:
        return []
    (left, right), (top, bottom) = ((min(a), max(a)) for a in zip(*points, strict=True))
    kx, ky = (
        (room - 2 * _EDGE) / (high - low) if high - low > 1e-9 else 0.0
        for room, low, high in ((WIDTH, left, right), (_HEIGHT, top, bottom))
    )
    return [
        (
            WIDTH / 2 + (x - (left + right) / 2) * kx,
            _HEIGHT / 2 + (y - (top + bottom) / 2) * ky,
        )
        for x, y in points
    ]
