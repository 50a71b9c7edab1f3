"""Edits applied to the bytes of a file: all that they do not touch stays, byte for byte."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from itertools import accumulate

from siglum.findings.diagnostics import Edit
from siglum.xml.source import SourceError, decode, encode_like


class CannotSplice(Exception):
    """A file of which some bytes would change that no edit touches."""


def spliced(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of a file with edits applied, none of which overlaps another.

    The encoding, the byte order mark and the ends of lines are kept. Raises CannotSplice for a
    file whose encoding writes one text in several ways, or can't be read.
    """
    try:
        text = decode(data)
        is_kept = encode_like(text, data) == data
    except (SourceError, UnicodeError):
        is_kept = False
    if not is_kept:
        raise CannotSplice
    pieces, at = [], 0
    for edit in in_order(edits):
        begin, end = extent(edit)
        pieces += [text[at:begin], edit.text]
        at = end
    return encode_like("".join([*pieces, text[at:]]), data)


def extent(edit: Edit) -> tuple[int, int]:
    """Return how many characters stand before what an edit replaces, and before what follows."""
    begin = edit.span.offset or 0
    return begin, begin + edit.span.length


def replaced(text: str, edit: Edit) -> str:
    """Return what an edit replaces in the text of a file."""
    begin, end = extent(edit)
    return text[begin:end]


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits in the order of their places, each once."""
    return sorted(dict.fromkeys(edits), key=extent)


class Disjoint:
    """Edits of one file, none of which overlaps another; the same edit may be that of several."""

    def __init__(self) -> None:
        self._edits: set[Edit] = set()
        self._extents: list[tuple[int, int]] = []

    def add(self, edits: Iterable[Edit]) -> bool:
        """Take some edits, if none of them overlaps another one; tell whether they are taken."""
        new = [edit for edit in edits if edit not in self._edits]
        if any(map(self._is_taken, map(extent, new))):
            return False
        for edit in new:
            insort(self._extents, extent(edit))
        self._edits.update(new)
        return True

    def _is_taken(self, place: tuple[int, int]) -> bool:
        begin, end = place
        at = bisect_left(self._extents, place)
        before = self._extents[at - 1] if at else (-1, -1)
        behind = self._extents[at] if at < len(self._extents) else (end + 1, end + 1)
        return before[0] == begin or before[1] > begin or behind[0] == begin or behind[0] < end


class Moves:
    """Where the characters of a file stand when edits have been applied."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        ordered = in_order(edits)
        self._begins = [extent(edit)[0] for edit in ordered]
        grown = (len(edit.text) - edit.span.length for edit in ordered)
        self._shifts = [0, *accumulate(grown)]

    def of(self, offset: int) -> int:
        """Return how many characters stand before a character that no edit replaces, then.

        What begins where an edit begins stays there.
        """
        return offset + self._shifts[bisect_left(self._begins, offset)]
