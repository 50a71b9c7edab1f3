"""Lists on several pages: what is on each, and the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from siglum.render.listing import Label, Step
from siglum.site.names import numbered, quote

_T = TypeVar("_T")
_NEAR = 5
_MOST_INITIALS = 80  # so many letters are a help; of a script of thousands they are none


def paged(lines: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Yield the lines of each page."""
    rest = iter(lines)
    while some := list(islice(rest, size)):
        yield some


def pages(name: str, count: int, size: int, here: int) -> tuple[Step, ...]:
    """Return links to pages of a list: the first, the last, those near; none if it has only one."""
    last = -(-count // size)
    if last < 2:
        return ()
    shown = sorted({1, last, *range(max(1, here - _NEAR), min(last, here + _NEAR) + 1)})
    return tuple(
        Step(quote(numbered(name, number)), Label(text=str(number)), is_here=number == here)
        for number in shown
    )


def initials(letters: Iterable[str], name: str, size: int) -> tuple[Step, ...]:
    """Return links to where each initial begins in a list; none where that is no help."""
    found: dict[str, int] = {}
    count = 0
    for count, letter in enumerate(letters, 1):
        found.setdefault(letter, count)
    if not 1 < len(found) <= _MOST_INITIALS or count < size // 10:
        return ()
    return tuple(
        Step(
            f"{quote(numbered(name, (place - 1) // size + 1))}#letter-{ord(letter[0]):x}",
            Label(text=letter),
        )
        for letter, place in found.items()
    )
