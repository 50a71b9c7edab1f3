"""From the offset of a byte to line and column, once there is something to report."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Protocol

from lxml import etree

from ..errors import Spot
from . import markup


class Lines(Protocol):
    """Tells where the bytes of a text stand."""

    def spot(self, begin: int, end: int) -> Spot:
        """Return the place of the bytes from one offset to another."""


class SourceLines:
    """The lines of a file in UTF-8."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._last = (0, 0)  # an offset, and the characters before it

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(map(len, self._data.splitlines(keepends=True)))]

    def spot(self, begin: int, end: int) -> Spot:
        """Return the place of the bytes."""
        offset = self._before(begin)
        length = self._characters(begin, end)
        line, column = self._place(begin)
        return Spot(line, column, max(1, length), offset, self._place(end))

    def _before(self, offset: int) -> int:
        """Return the number of characters before a byte, counted on from the last such byte."""
        last, before = self._last
        if last <= offset:
            before += self._characters(last, offset)
        else:
            before -= self._characters(offset, last)
        self._last = (offset, before)
        return before

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, self._characters(self._starts[line - 1], offset) + 1

    def _characters(self, begin: int, end: int) -> int:
        return len(self._data[begin:end].decode(errors="replace"))


def line_of(node: etree._Element) -> int:
    """Return the line that lxml knows of a node, 1 if it knows none."""
    return node.sourceline if isinstance(node.sourceline, int) else 1


class TreeLines:
    """The lines that lxml knows of a tree, for the bytes that it was written to."""

    def __init__(self, data: bytes, root: etree._Element) -> None:
        self._data = data
        self._root = root

    @cached_property
    def _elements(self) -> tuple[list[int], list[int]]:
        lines = [line_of(element) for element in self._root.iter("*")]
        return list(markup.start_tags(self._data, 0, len(self._data))), lines

    def spot(self, begin: int, end: int) -> Spot:
        """Return the line of the element begun last; column and length are not known."""
        starts, lines = self._elements
        return Spot(lines[max(0, bisect_right(starts, begin) - 1)])
