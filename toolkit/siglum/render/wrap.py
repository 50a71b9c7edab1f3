"""Lines no wider than a width: words are kept whole, and nothing but white space is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

# An item's marker, with what indents it: the lines that follow stand below the item's text.
_LEAD = re.compile(r"[ \t]*(?:(?:[-*+•]|\d+[.)]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+) )?")

# Between two wide characters a line may end, but not before what closes or after what opens.
_CLOSING = "、。，．：；？！’”）〉》」』】〕〗…‥ー々"
_OPENING = "‘“（〈《「『【〔〖"


def wrap(text: str, width: int) -> str:
    """Return a text with each line broken so that it takes at most `width` columns.

    A wide character (Unicode Standard Annex 11) takes two columns; a combining character or a
    noncharacter none. A line ends at a space, or between two wide characters; a word that is wider
    than the width stays whole. An item's further lines are indented like its text.
    """
    return "\n".join(
        line if columns(line) <= width else "\n".join(_wrapped(line, width))
        for line in text.split("\n")
    )


def columns(text: str) -> int:
    """Return the number of columns that a text takes in a terminal."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if combining(character) or "\ufdd0" <= character <= "\ufdef":
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _wrapped(line: str, width: int) -> Iterator[str]:
    lead = _LEAD.match(line)
    start = lead[0] if lead else ""
    indent = " " * columns(start)
    current, used = start, columns(start)
    space = False
    for piece in _pieces(line[len(start) :]):
        if piece == " ":
            space = True
            continue
        needed = columns(piece)
        if used + space + needed > width and used > len(indent):
            yield current
            current, used, space = indent, len(indent), False
        current += " " * space + piece
        used += space + needed
        space = False
    yield current


def _pieces(line: str) -> Iterator[str]:
    """Split a line into what is kept whole, and the single spaces between."""
    for word in re.split(r"( +)", line):
        if word.startswith(" "):
            yield " "
        elif word:
            yield from _parts(word)


def _parts(word: str) -> Iterator[str]:
    start = 0
    for place in range(1, len(word)):
        before, after = word[place - 1], word[place]
        wide = _columns(before) == 2 and _columns(after) == 2
        if wide and before not in _OPENING and after not in _CLOSING:
            yield word[start:place]
            start = place
    yield word[start:]
