"""Sets of characters as sorted ranges of code points: what XSD regular expressions are made of."""

from __future__ import annotations

import re
import sys
import unicodedata
import xml.parsers.expat as expat
from functools import cache, lru_cache

Ranges = tuple[tuple[int, int], ...]
"""Sorted, disjoint ranges, both ends included."""

TIERS = (0x7F, 0xFFFF, sys.maxunicode)
"""The universes sets are computed in: the smallest that has every character of the value."""

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


def complement(ranges: Ranges, top: int) -> Ranges:
    """Return the characters up to `top` that are not in a set."""
    rest, at = [], 0
    for low, high in ranges:
        if low > top:
            break
        if low > at:
            rest.append((at, low - 1))
        at = high + 1
    if at <= top:
        rest.append((at, top))
    return tuple(rest)


def difference(one: Ranges, other: Ranges, top: int) -> Ranges:
    """Return the characters of one set that are not in the other."""
    return complement(union(complement(one, top), other), top)


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
def name_characters(top: int, start: bool) -> Ranges:
    """Return the characters that a Name may have, or `start` with, up to `top`."""
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

    for block in range(0x80, min(top, 0xFFFF), 0x80):
        search(block, block + 0x7F)
    letters = ((0x3A, 0x3A), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))
    return union(letters, *(() if start else (((0x2D, 0x2E), (0x30, 0x39)),)), tuple(found))


@cache
def _categories(top: int) -> dict[str, Ranges]:
    """Return each general category of Unicode (`Lu`, and `L` as a whole) up to `top`."""
    found: dict[str, list[tuple[int, int]]] = {}
    category, start = unicodedata.category, 0
    current = category("\0")
    for code in range(1, top + 1):
        here = category(chr(code))
        if here != current:
            found.setdefault(current, []).append((start, code - 1))
            current, start = here, code
    found.setdefault(current, []).append((start, top))
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


def unicode_property(name: str, top: int) -> Ranges:
    """Return the characters of a category (`Lu`) or a block (`IsGreek`) up to `top`.

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
    return _categories(top).get(name, ())


def class_text(ranges: Ranges, top: int) -> str:
    """Return a set as a character class of Python's `re`."""
    parts = []
    for low, high in ranges:
        if low > top:
            break
        parts.append(_escaped(low))
        if high > low:
            parts.append("-" + _escaped(min(high, top)))
    return f"[{''.join(parts)}]" if parts else "(?!)"


def _escaped(code: int) -> str:
    return f"\\U{code:08X}" if code > 0x7F else f"\\x{code:02X}"
