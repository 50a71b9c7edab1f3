"""How names sort: by the letters of the edition's language, whatever marks the other letters have.

The letters that a language has beside the Latin alphabet, and where they stand in it, are those of
the Unicode Common Locale Data Repository (its standard collations).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

_OWN = {
    "cs": "c<č r<ř s<š z<ž",
    "da": "z<æä<øö<å",
    "es": "n<ñ",
    "et": "s<š z<ž",
    "fi": "z<å<äæ<öø",
    "hr": "c<č<ć d<đ s<š z<ž",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æä<öø<å",
    "lt": "c<č s<š z<ž",
    "lv": "c<č g<ģ k<ķ l<ļ n<ņ s<š z<ž",
    "nb": "z<æä<øö<å",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș t<ț",
    "ru": "и<й",
    "sk": "a<ä c<č o<ô s<š z<ž",
    "sl": "c<č s<š z<ž",
    "sv": "z<å<äæ<öø",
    "tr": "c<ç g<ğ o<ö s<ş u<ü",
}
"""The letters of a language that are none with a mark, each behind another one; with it those of
other languages that stand for it."""
_SAME = {"no": "nb", "nn": "nb"}
_SPELT = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ı": "i"}
)
_NO_LETTER = "#"


def collated(language: str) -> Callable[[str], tuple[str, str]]:
    """Return a function that says of a name what it sorts by in a language, and its initial.

    Case, marks and signs only decide between names that are otherwise the same. What begins with
    no letter has the initial “#”, and comes first.
    """
    name = language.partition("-")[0].casefold()
    own = _own(_OWN.get(_SAME.get(name, name), ""))

    @lru_cache(4096)
    def of(written: str) -> tuple[str, str]:
        letters = list(_letters(unicodedata.normalize("NFC", written).casefold(), own))
        first = "".join(key for key, _ in letters).strip()
        begins = next((shown for key, shown in letters if key.strip()), _NO_LETTER)
        initial = begins.upper() if begins.isalpha() else _NO_LETTER
        return f"{initial != _NO_LETTER:d}{first}\0{written}", initial

    return of


def _own(rows: str) -> dict[str, tuple[str, str]]:
    """Return of each letter of a language's own how it sorts, and how it is shown."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows.split():
        first, *others = row.split("<")
        for place, letters in enumerate(others):
            found |= dict.fromkeys(letters, (f"{first}\x7f{place}", letters[0]))
    return found


def _letters(text: str, own: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for character in text:
        if character in own:
            found.append(own[character])
            continue
        plain = unicodedata.normalize("NFKD", character.translate(_SPELT))
        for each in plain:
            if each.isalnum():
                found.append((each, each))
            elif each.isspace():
                found.append((" ", " "))
    return found
