"""Words, and what nobody tells apart in them.

`xslt/search.js` does the same with what a reader asks for, by the same tables, which the index has
with it: `tables`. Both must cut and fold alike; a test holds that for every character of Unicode.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

IGNORED = (
    "00AD 061C 05F3-05F4 180B-180E 200B-200F 202A-202E 2060-2064 2066-206F"
    " FE00-FE0F FEFF E0100-E01EF"
)
"""Characters that are no part of a word that they stand in: hyphens that a printer may set, joiners
and directions, variants of shapes, the Hebrew geresh."""
MARKS = (
    "02B9-02BB 02BD-02BF"  # as in transliterations: Qurʾān
    " 0300-036F 0483-0489 1AB0-1AFF 1DC0-1DFF 20D0-20FF FE20-FE2F"  # Latin, Greek, Cyrillic
    " 0591-05BD 05BF 05C1-05C2 05C4-05C5 05C7"  # Hebrew
    " 0610-061A 0640 064B-065F 0670 06D6-06DC 06DF-06E4 06E7-06E8 06EA-06ED 08D3-08FF"  # Arabic
    " 0711 0730-074A"  # Syriac
)
"""Marks and points that words are told apart without. Those of Indic scripts are not among them:
there they are vowels."""
UNSPACED = (
    "3005-3007 3021-3029 3031-3035 303B 3041-309A 309D-309F 30A1-30FA 30FC-30FF 3105-312F"
    " 31A0-31BF 31F0-31FF 3400-4DBF 4E00-9FFF F900-FAFF FF66-FF9F 1AFF0-1B16F 20000-3FFFD"
    " 0E01-0E3A 0E40-0E4E 0E81-0ECF 0EDC-0EDF 1000-103F 1050-109D 1780-17D3 AA60-AA7F"
)
"""Characters of scripts that put no spaces between words: each one begins a word of two."""
LETTERS = {
    **{"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ς": "σ"},
    **{"ꜳ": "aa", "ꜵ": "ao", "ꜷ": "au", "ꜹ": "av", "ꜽ": "ay", "ꝏ": "oo", "ꝡ": "vy"},
    **{"ꝛ": "r", "ꞃ": "r", "ꝺ": "d", "ꝼ": "f", "ᵹ": "g", "ꞅ": "s", "ꞇ": "t"},
}
"""Letters that are others in another shape, once they are small and without marks."""

_APOSTROPHE = "\u02bc"  # a letter to Unicode; it parts words as ’ does


def characters(ranges: str) -> str:
    """Return the characters that ranges of code points name, as the content of a class."""
    said = (each.partition("-") for each in ranges.split())
    return "".join(f"{chr(int(a, 16))}-{chr(int(b or a, 16))}" for a, _, b in said)


def _marks_of_unicode() -> str:
    """Return all that Unicode calls a mark, as the content of a class."""
    every = "".join(map(chr, (*range(0x300, 0x20000), *range(0xE0100, 0xE01F0))))
    kinds = "".join("M" if unicodedata.category(each)[0] == "M" else "-" for each in every)
    spans = (every[found.start() : found.end()] for found in re.finditer("M+", kinds))
    return "".join(f"{span[0]}-{span[-1]}" for span in spans)


_BEYOND_MARKS = f"{_marks_of_unicode()}{characters(IGNORED)}"
_WORD = rf"\w{_BEYOND_MARKS}"
_LETTERS_ALONE = re.compile(r"\w+")
_NOT_ALONE = re.compile(f"[{_BEYOND_MARKS}{characters(UNSPACED)}\U00010000-\U0010ffff]")
"""What is in words beside letters and digits, or in words of scripts without spaces. A word is
looked for more simply where there is none of it, which is many times as fast."""
_ALL = re.compile(f"([{characters(UNSPACED)}]+)|(?:(?![{characters(UNSPACED)}])[{_WORD}])+")
_UNIT = re.compile(f".[{_BEYOND_MARKS}\uff9e\uff9f]*", re.S)
_IGNORED = re.compile(f"[{characters(IGNORED)}]")
_DROPPED = re.compile(f"[{characters(IGNORED)}{characters(MARKS)}]")
_NO_WORD = re.compile(rf"[^{_WORD}\u2044]|_")  # ½ is not 12
_LETTERS = str.maketrans(LETTERS)


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands in a text."""

    start: int
    end: int
    """Code points, as slices have them."""
    form: str
    """As it is written; of a script without spaces, a character and the next."""
    is_pair: bool = False
    """Whether it is such a character and the next."""
    is_rest: bool = False
    """Whether it is the last character of a stretch of such a script, by itself."""


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text, in their order.

    A word is a stretch of letters, digits and marks. Apostrophes and hyphens part words. In a
    script without spaces each character begins a word, which is it and the next.
    """
    text = text.replace("_", " ").replace(_APOSTROPHE, " ")
    if _NOT_ALONE.search(text) is None:
        for found in _LETTERS_ALONE.finditer(text):
            yield Word(found.start(), found.end(), written(found[0]))
        return
    for found in _ALL.finditer(text):
        if found[1] is None:
            form = written(found[0])
            if fold(form):
                yield Word(found.start(), found.end(), form)
        else:
            yield from _pairs(found.start(), found[0])


def _pairs(start: int, stretch: str) -> Iterator[Word]:
    units = [(found.start() + start, found[0]) for found in _UNIT.finditer(stretch)]
    units = [unit for unit in units if fold(written(unit[1]))]
    for (at, unit), (after, following) in pairwise(units):
        yield Word(at, after + len(following), written(unit + following), is_pair=True)
    for at, unit in units[-1:]:
        yield Word(at, at + len(unit), written(unit), is_rest=True)


@lru_cache(1 << 14)
def written(form: str) -> str:
    """Return a form as the index has it: in Unicode's normal form C, what is ignored left out."""
    if form.isascii():
        return form
    return unicodedata.normalize("NFC", _IGNORED.sub("", form))


@lru_cache(1 << 14)
def fold(form: str) -> str:
    """Return a word without all that nobody tells apart; "" where nothing is left.

    That is case, marks, ligatures and other shapes of letters, the width of characters, points of
    Hebrew and Arabic.
    """
    if form.isascii() and form.isalnum():
        return form.lower()
    said = unicodedata.normalize("NFKD", form).lower()
    said = _NO_WORD.sub("", _DROPPED.sub("", said).translate(_LETTERS))
    return unicodedata.normalize("NFC", said)


def tables() -> dict[str, object]:
    """Return what a reader of the index must know to fold as this module does."""
    return {
        "ignored": IGNORED,
        "marks": MARKS,
        "unspaced": UNSPACED,
        "letters": sorted(map(list, LETTERS.items())),
    }
