"""Lines and columns of a text: from the offset of a character, and back."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

_LINE_END = re.compile("\r\n?|\n")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Position(NamedTuple):
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
        if "\r" in self.text:
            return array("q", [0, *(found.end() for found in _LINE_END.finditer(self.text))])
        lengths = map(len, self.text.split("\n"))  # sooner done, for most files
        return array("q", [0, *(end + n for n, end in enumerate(accumulate(lengths), 1))][:-1])

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character; one behind the last has a place as well."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place; of one beyond the end of a line, that of its end."""
        return min(self._starts[line - 1] + column - 1, self._behind(line) - 1)

    def between(self, begin: int, end: int) -> Position:
        """Return the place of the characters from one offset up to another."""
        line, column = self.place(begin)
        return self._from(line=line, column=column, length=end - begin, begin=begin)

    def at(self, line: int, column: int, length: int = 1) -> Position:
        """Return a place of which line, column and length are known.

        Without offset and end, if there is no such column in the line, or no such line.
        """
        if 1 <= line <= len(self._starts):
            begin = self._starts[line - 1] + column - 1
            if begin < self._behind(line):
                return self._from(line=line, column=column, length=length, begin=begin)
        return Position(line, column, length)

    def _from(self, line: int, column: int, length: int, begin: int) -> Position:
        end = begin + length
        if end < self._behind(line):
            return Position(
                line=line,
                column=column,
                length=length,
                offset=begin,
                end_line=line,
                end_column=column + length,
            )
        return Position(line, column, length, begin, *self.place(min(end, len(self.text))))

    def _behind(self, line: int) -> int:
        """Return the offset at which the next line begins, or would, if the text went on."""
        return self._starts[line] if line < len(self._starts) else len(self.text) + 1

    def in_utf16(self, line: int, column: int) -> int:
        """Return a column counted in units of UTF-16, as JavaScript and many editors do."""
        begin = self._starts[line - 1]
        astral = _ASTRAL.findall(self.text, begin, begin + column - 1)
        return column + len(astral)


def split(text: str) -> list[str]:
    """Return the lines of a text, without their ends."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")
