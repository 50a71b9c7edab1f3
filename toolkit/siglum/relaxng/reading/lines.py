"""From byte offsets to lines and columns: computed only when there is something to report."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Protocol

from lxml import etree

from ..errors import Spot
from . import markup


class Lines(Protocol):
    """Turns byte offsets of a text into lines and columns."""

    def spot(self, begin: int, end: int) -> Spot:
        """Return line and column (from 1) and length (in characters) of a range of bytes."""


class SourceLines:
    """The lines of a file in UTF-8."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._last = (0, 0)  # an offset, and the characters before it
        self._line = (1, 0)  # a line, and the characters before it

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0, *accumulate(map(len, self._data.splitlines(keepends=True)))]
        if len(starts) > 1 and not self._data.endswith((b"\n", b"\r")):
            starts.pop()  # the end of the file
        return starts

    @cached_property
    def _is_ascii(self) -> bool:
        return self._data.isascii()

    def spot(self, begin: int, end: int) -> Spot:
        """Return the place of the bytes."""
        line, column, offset = self._place(begin)
        length = self._characters(begin, end)
        behind = (line, column + length)
        if line < len(self._starts) and end >= self._starts[line]:
            known = self._last, self._line
            behind = self._place(end)[:2]
            self._last, self._line = known
        return Spot(line=line, column=column, length=max(1, length), offset=offset, end=behind)

    def _place(self, offset: int) -> tuple[int, int, int]:
        """Return line and column of a byte, and the number of characters before it."""
        line = bisect_right(self._starts, offset)
        if line != self._line[0]:
            self._line = (line, self._before(self._starts[line - 1]))
        before = self._before(offset)
        return line, before - self._line[1] + 1, before

    def _before(self, offset: int) -> int:
        """Return the number of characters before a byte, counted on from the last such byte."""
        last, before = self._last
        if last <= offset:
            before += self._characters(last, offset)
        else:
            before -= self._characters(offset, last)
        self._last = (offset, before)
        return before

    def _characters(self, begin: int, end: int) -> int:
        if self._is_ascii:
            return end - begin
        return len(self._data[begin:end].decode(errors="replace"))


def line_of(node: etree._Element) -> int:
    """Return the line that lxml recorded for a node; 1 where it recorded none."""
    return node.sourceline if isinstance(node.sourceline, int) else 1


class TreeLines:
    """The lines that lxml recorded for a tree; `data` is that tree, serialized."""

    def __init__(self, data: bytes, root: etree._Element) -> None:
        self._data = data
        self._root = root

    @cached_property
    def _elements(self) -> tuple[list[int], list[int]]:
        lines = [line_of(element) for element in self._root.iter("*")]
        return list(markup.start_tags(self._data, 0, len(self._data))), lines

    def spot(self, begin: int, end: int) -> Spot:
        """Return the line of the last element begun by then; column and length, unknown, are 1."""
        starts, lines = self._elements
        return Spot(lines[max(0, bisect_right(starts, begin) - 1)])
