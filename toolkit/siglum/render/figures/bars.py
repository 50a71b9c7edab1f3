"""A timeline: a bar for each month, year, decade or century, as high as it has documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from siglum.render.figures.drawing import (
    SIZE,
    WIDTH,
    Drawing,
    Shape,
    number,
    shape,
    width_of,
)
from siglum.render.labels import Label

_HEIGHT, _TOP, _FOOT = 240.0, 20.0, 24.0
_RIGHT = 8.0
_GAP = 0.15  # of a bar's room
_LEAST = 1.0  # how high and wide a bar is at least


@dataclass(frozen=True, slots=True)
class Bar:
    """How many documents there are of a time."""

    place: int
    """Of its bar, from the first."""
    exact: int
    """Documents of which the time is known."""
    rough: int
    """Documents that say a range, an end of one, or that they are not sure."""
    href: str
    words: tuple[Label, ...]


def bars(of: Sequence[Bar], count: int, ticks: Sequence[tuple[int, str]]) -> Drawing:
    """Draw bars at places from 0 to below `count`, with those of roughly dated documents on top.

    `ticks` says what stands below which places.
    """
    most = max(bar.exact + bar.rough for bar in of)
    step = _step(most)
    left = 14 + width_of(str(most))
    across, up = (WIDTH - left - _RIGHT) / count, (_HEIGHT - _TOP - _FOOT) / most
    ground = _HEIGHT - _FOOT

    def x(place: int) -> float:
        return left + place * across

    shapes: list[Shape] = []
    for value in range(0, most + 1, step):
        y = ground - value * up
        shapes += [
            shape("line", "fig-axis", x1=left, y1=y, x2=WIDTH - _RIGHT, y2=y),
            shape(
                "text", "fig-label", text=str(value), x=left - 6, y=y + SIZE / 3, text_anchor="end"
            ),
        ]
    width = max(across * (1 - _GAP), _LEAST)
    for bar in of:
        top = ground
        for looks, value in (("fig-bar", bar.exact), ("fig-bar fig-rough", bar.rough)):
            if value:
                height = max(value * up, _LEAST)
                top -= height
                shapes.append(
                    shape(
                        "rect",
                        looks,
                        href=bar.href,
                        words=bar.words,
                        x=x(bar.place) + (across - width) / 2,
                        y=top,
                        width=width,
                        height=height,
                    )
                )
    shapes += _ticks(ticks, x, across, ground)
    return Drawing(height=_HEIGHT, shapes=tuple(shapes))


def _ticks(
    ticks: Sequence[tuple[int, str]], x: Callable[[int], float], across: float, ground: float
) -> Iterator[Shape]:
    """Yield the labels of the axis that have room, from the first on."""
    free = 0.0
    for place, text in ticks:
        middle = x(place) + across / 2
        half = width_of(text) / 2
        if middle - half >= free and middle + half <= WIDTH:
            yield shape(
                "text",
                "fig-label",
                text=text,
                x=middle,
                y=ground + SIZE * 1.4,
                text_anchor="middle",
            )
            free = middle + half + SIZE


def _step(most: int) -> int:
    """Return a round number, of which at most six are in another."""
    step = 1
    while most / step > 6:
        step = step * 5 // 2 if number(step).startswith("2") else step * 2
    return step
