"""Parts of a source that nest, as elements do: which one each text stands in."""

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
