"""Sets of characters as sorted ranges of code points: what XSD regular expressions are made of."""

from __future__ import annotations

import re
import sys
import unicodedata
import xml.parsers.expat as expat
from functools import cache, lru_cache
from itertools import groupby, islice

Ranges = tuple[tuple[int, int], ...]
"""Sorted, disjoint ranges, both ends included."""

ASCII: Ranges = ((0, 0x7F),)
EVERYTHING: Ranges = ((0, sys.maxunicode),)
_BLOCK = 7  # bits of a code point within its block
_FEW = 4

_ASCII_NAME = re.compile(r"[A-Za-z_:][A-Za-z0-9_:.-]*", re.ASCII)

SPACE: Ranges = ((9, 10), (13, 13), (32, 32))


def union(*sets: Ranges) -> Ranges:
    """Return the characters of any of the sets."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(item for ranges in sets for item in ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return tuple(joined)


def difference(one: Ranges, other: Ranges) -> Ranges:
    """Return the characters of one set that are not in the other."""
    rest: list[tuple[int, int]] = []
    first = 0
    for low, high in one:
        while first < len(other) and other[first][1] < low:
            first += 1
        for begin, end in islice(other, first, None):
            if begin > high:
                break
            if begin > low:
                rest.append((low, begin - 1))
            low = end + 1
        if low <= high:
            rest.append((low, high))
    return tuple(rest)


def universe_of(text: str) -> Ranges:
    """Return a universe that has every character of a text: ASCII, and what is around the others.

    Sets are computed in it, for they would be large, and to compile them slow, in all of Unicode.
    """
    if text.isascii():
        return ASCII
    blocks = sorted({ord(char) >> _BLOCK for char in text} - {0})
    if len(blocks) > _FEW:
        return EVERYTHING if blocks[-1] > 0xFFFF >> _BLOCK else ((0, 0xFFFF),)
    return union(ASCII, tuple((one << _BLOCK, ((one + 1) << _BLOCK) - 1) for one in blocks))


@lru_cache(maxsize=10_000)
def is_name(text: str) -> bool:
    """Tell whether a text is a Name of XML 1.0, fourth edition, which RELAX NG and XSD rest on.

    expat's tables are those of that edition (libxml2's are of the fifth).
    """
    if text.isascii():
        return _ASCII_NAME.fullmatch(text) is not None
    if any(char in text for char in " \t\r\n/>"):
        return False
    try:
        expat.ParserCreate("utf-8").Parse(f"<{text}/>".encode(), True)
    except (expat.ExpatError, UnicodeEncodeError):
        return False
    return True


@cache
def name_characters(universe: Ranges, start: bool) -> Ranges:
    """Return the characters of a universe that a Name may have, or `start` with."""
    found: list[tuple[int, int]] = []

    def search(low: int, high: int) -> None:
        """Try a range at once, in halves if some are no such characters."""
        text = "".join(map(chr, range(low, high + 1)))
        try:
            tags = "".join(f"<{char}/>" for char in text) if start else f"<a{text}/>"
            expat.ParserCreate("utf-8").Parse(f"<a>{tags}</a>".encode(), True)
        except (expat.ExpatError, UnicodeEncodeError):
            if low < high:
                middle = (low + high) // 2
                search(low, middle)
                search(middle + 1, high)
            return
        found.append((low, high))

    for first, last in difference(universe, (*ASCII, (0x10000, sys.maxunicode))):
        for block in range(first, last, 1 << _BLOCK):
            search(block, block + (1 << _BLOCK) - 1)
    letters = ((0x3A, 0x3A), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
    return union(letters, *(() if start else (((0x2D, 0x2E), (0x30, 0x39)),)), tuple(found))


@cache
def _categories(universe: Ranges) -> dict[str, Ranges]:
    """Return each general category of Unicode (`Lu`, and `L` as a whole) in a universe."""
    found: dict[str, list[tuple[int, int]]] = {}
    for first, last in universe:
        start = first
        for category, codes in groupby(map(unicodedata.category, map(chr, range(first, last + 1)))):
            end = start + sum(1 for _ in codes)
            found.setdefault(category, []).append((start, end - 1))
            start = end
    exact = {name: tuple(ranges) for name, ranges in found.items()}
    groups = {name[0] for name in exact}
    return exact | {
        group: union(*(ranges for name, ranges in exact.items() if name[0] == group))
        for group in groups
    }


_CATEGORIES = {
    "L": "ultmo",
    "M": "nce",
    "N": "dlo",
    "P": "cdseifo",
    "Z": "slp",
    "S": "mcko",
    "C": "cfon",
}
_CATEGORY_NAMES = frozenset(
    name + part for name, parts in _CATEGORIES.items() for part in ("", *parts)
)


def unicode_property(name: str, universe: Ranges) -> Ranges:
    """Return the characters of a category (`Lu`), in a universe, or of a block (`IsGreek`).

    Raises ValueError for a name that XSD does not know.
    """
    if name.startswith("Is"):
        from elementpath.regex import RegexError, unicode_subset

        try:
            subset = unicode_subset(name)
        except (RegexError, KeyError):
            raise ValueError(f"there is no Unicode block “{name[2:]}”") from None
        return union(tuple((code, code) for code in subset))
    if name not in _CATEGORY_NAMES:
        raise ValueError(f"there is no Unicode category “{name}”")
    return _categories(universe).get(name, ())


def class_text(ranges: Ranges, universe: Ranges) -> str:
    """Return what a universe has of a set as a character class of Python's `re`."""
    parts = []
    for low, high in difference(universe, difference(universe, ranges)):
        parts.append(_escaped(low))
        if high > low:
            parts.append("-" + _escaped(high))
    return f"[{''.join(parts)}]" if parts else "(?!)"


def _escaped(code: int) -> str:
    return f"\\U{code:08X}" if code > 0x7F else f"\\x{code:02X}"
