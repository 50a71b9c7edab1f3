"""Lines and columns of a text: from the offset of a character, and back."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_LINE_END = re.compile("\r\n?|\n")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file, its fields those of `siglum.findings.diagnostics.Span`."""

    line: int
    column: int
    length: int = 1
    offset: int | None = None
    end_line: int | None = None
    end_column: int | None = None


class Lines:
    """Where the lines of a text begin; one ends with LF, CR or both (XML 1.0, 2.11).

    Lines and columns count from 1, offsets from 0, all in code points. Lines are looked for when
    somebody asks.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> array[int]:
        return array("q", [0, *(found.end() for found in _LINE_END.finditer(self.text))])

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character; one behind the last has a place as well."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place; of one beyond the end of a line, that of its end."""
        starts = self._starts
        behind = starts[line] - 1 if line < len(starts) else len(self.text)
        return min(starts[line - 1] + column - 1, behind)

    def between(self, begin: int, end: int) -> Position:
        """Return the place of the characters from one offset up to another."""
        line, column = self.place(begin)
        end_line, end_column = self.place(end)
        return Position(line, column, end - begin, begin, end_line, end_column)

    def at(self, line: int, column: int, length: int = 1) -> Position:
        """Return a place of which line, column and length are known.

        Without offset and end, if there is no such column in the line, or no such line.
        """
        if 1 <= line <= len(self._starts):
            begin = self.offset(line, column)
            if self.place(begin) == (line, column):
                end_line, end_column = self.place(min(begin + length, len(self.text)))
                return Position(line, column, length, begin, end_line, end_column)
        return Position(line, column, length)

    def in_utf16(self, line: int, column: int) -> int:
        """Return a column counted in units of UTF-16, as JavaScript and many editors do."""
        begin = self._starts[line - 1]
        astral = _ASTRAL.findall(self.text, begin, begin + column - 1)
        return column + len(astral)


def split(text: str) -> list[str]:
    """Return the lines of a text, without their ends."""
    return _LINE_END.split(text)
