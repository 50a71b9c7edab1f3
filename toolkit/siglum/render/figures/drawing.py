"""A drawing as plain data: shapes of SVG, of which a stylesheet makes elements.

Sizes are in units of the drawing, which are pixels of CSS where a page is wide enough. Colours are
the page's: a shape has a class, and `xslt/siglum.css` says how that looks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from siglum.render.labels import Label

WIDTH = 760.0
"""How wide a drawing is: as wide as the lists of a page."""
SIZE = 12.0
"""Of the letters."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_LONGEST = 28  # characters of a name on a drawing
_WIDE = frozenset("mwMW@%—…")
_NARROW = frozenset("iljtfrI.,:;'’!|()[]- /")


@dataclass(frozen=True, slots=True)
class Shape:
    """An element of SVG: a “path”, “circle”, “rect”, “line” or “text”."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    looks: str
    """Its class."""
    text: str = ""
    href: str | None = None
    """Where it leads, as seen from the page."""
    words: tuple[Label, ...] = ()
    """Shown to who points at it, joined by commas."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes, the later above the earlier."""

    height: float
    shapes: tuple[Shape, ...]
    width: float = WIDTH


def shape(
    name: str,
    looks: str,
    *,
    text: str = "",
    href: str | None = None,
    words: tuple[Label, ...] = (),
    **attributes: float | str,
) -> Shape:
    """Return a shape; numbers are written with one digit behind the point."""
    return Shape(
        name=name,
        attributes=tuple(
            (key.replace("_", "-"), value if isinstance(value, str) else number(value))
            for key, value in attributes.items()
        ),
        looks=looks,
        text=text,
        href=href,
        words=words,
    )


def number(value: float) -> str:
    """Write a length: one digit behind the point, none that is 0."""
    said = f"{value:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said


def path(points: Iterable[Point], *, is_closed: bool) -> str:
    """Return a line of points as SVG writes it, by the way from each to the next."""
    said: list[str] = []
    last: tuple[int, int] | None = None
    for x, y in points:
        here = round(x * 10), round(y * 10)
        if last is None:
            said.append(f"M{_tenths(here[0])} {_tenths(here[1])}l")
        elif here != last:
            said.append(f"{_tenths(here[0] - last[0])} {_tenths(here[1] - last[1])}")
        last = here
    return " ".join(said).replace("l ", "l", 1) + ("z" if is_closed else "")


def _tenths(value: int) -> str:
    return f"{value / 10:g}"


def shortened(name: str) -> str:
    """Return a name, or the beginning of one that is too long for a drawing."""
    name = " ".join(name.split())
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip(' ,;:')}…"


def width_of(text: str) -> float:
    """Return how wide a text is at most in the letters of drawings, in any common sans serif."""
    return SIZE * sum(map(_ems, text))


def _ems(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE or not letter.isascii():
        return 0.95
    return 0.75 if letter.isupper() else 0.64


def overlap(one: Box, other: Box) -> bool:
    """Say whether two boxes have an inner point in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
