"""Parts of a source, which nest as elements do or cross: which one each text stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Extent(Protocol):
    """The texts from `first` up to `end`, which is not among them."""

    @property
    def first(self) -> int: ...

    @property
    def end(self) -> int: ...


_Part = TypeVar("_Part", bound=Extent)


def innermost(count: int, parts: Sequence[_Part]) -> list[_Part | None]:
    """Return the innermost part that each of `count` texts stands in.

    The parts are in document order: one comes before those within it.
    """
    found: list[_Part | None] = []
    opened: list[_Part] = []
    for following in (*parts, None):
        upto = following.first if following is not None else count
        while len(found) < upto:
            while opened and opened[-1].end <= len(found):
                opened.pop()
            end = min(opened[-1].end, upto) if opened else upto
            found += [opened[-1] if opened else None] * (end - len(found))
        if following is not None:
            opened.append(following)
    return found


def earliest(count: int, parts: Sequence[_Part]) -> list[_Part | None]:
    """Return the part that each of `count` texts stands in; of several, one that begins first.

    The parts may cross and be in any order.
    """
    found: list[_Part | None] = [None] * count
    upto = 0
    for part in sorted(parts, key=lambda part: part.first):
        first = max(part.first, upto)
        upto = max(part.end, upto)
        found[first:upto] = [part] * (upto - first)
    return found
