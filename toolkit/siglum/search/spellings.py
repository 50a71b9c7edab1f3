"""Historical spellings: which letters of a language were written for which others.

A table is a list of replacements, applied to a word without what nobody tells apart (`folding`).
All are tried at each place of the word, the longest first, and what was replaced is not looked at
again. “^” is the beginning of a word and “$” its end. Words that become alike are found by one
another; what a table makes of a word is shown to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from siglum.search.folding import fold

KNOWN: Mapping[str, str] = {
    "de": "th/t dt/t tz/z ck/k kk/k ch/ch c/k ph/f y/i j/i v/u ae/a oe/o ue/u aue/aue eue/eue",
    "en": "v/u j/i y/i vv/w uu/w þ/th ð/th ȝ/gh ick$/ic",
    "fr": "y/i j/i v/u",
    "it": "j/i v/u",
    "la": "j/i v/u y/i ae/e oe/e",
    "nl": "y/ij gh/g ae/aa",
    "ru": "ѣ/е і/и ѳ/ф ѵ/и ъ$/",
}
"""The tables to start from: what is on the left of a stroke counts as what is on the right."""
ALL = "*"
"""Instead of a language: each of them."""
_RULE = re.compile(r"(\^?)([^/^$\s]*)(\$?)/([^/^$\s]*)")


@dataclass(frozen=True, slots=True)
class Table:
    """The spellings of one language."""

    language: str
    """A primary subtag, as “de”; "" for all languages that have no table."""
    rules: tuple[tuple[str, str], ...] = ()

    def key(self, folded: str) -> str:
        """Return by what a word is found, which is without what nobody tells apart already."""
        return _replaced(self.rules, folded) if self.rules else folded


@lru_cache(1 << 14)
def _replaced(rules: tuple[tuple[str, str], ...], folded: str) -> str:
    by = dict(rules)
    return _pattern(rules).sub(lambda found: by[found[0]], f"^{folded}$").strip("^$")


@lru_cache(64)
def _pattern(rules: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    longest_first = sorted((left for left, _ in rules), key=lambda left: (-len(left), left))
    return re.compile("|".join(map(re.escape, longest_first)))


@dataclass(frozen=True, slots=True)
class Spellings:
    """The tables of all languages."""

    tables: tuple[Table, ...] = (Table(""),)
    """The first is that of languages without one."""
    _numbers: dict[str, int] = field(default_factory=dict, compare=False)

    @classmethod
    def of(
        cls, own: Mapping[str, Sequence[tuple[str, str]]] | None = None, others: Iterable[str] = ()
    ) -> Spellings:
        """Return the tables to start from with an edition's own rules; these go first.

        The languages of `others` have a table each, if only an empty one.
        """
        own = own or {}
        everywhere = tuple(own.get(ALL, ()))
        known = {language: _rules(text.split()) for language, text in KNOWN.items()}
        tables = [Table("", _once(everywhere))]
        for language in sorted({*known, *own, *others} - {ALL}):
            rules = _once((*own.get(language, ()), *everywhere, *known.get(language, ())))
            tables.append(Table(language, rules))
        return cls(tuple(tables))

    def number(self, language: str) -> int:
        """Return which table serves a language, as “de-AT”."""
        number = self._numbers.get(language)
        if number is None:
            primary = re.split("[-_]", language.lower(), maxsplit=1)[0]
            found = (at for at, table in enumerate(self.tables) if table.language == primary)
            number = self._numbers[language] = next(found, 0)
        return number


def own_spellings(said: Mapping[str, Sequence[str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the rules of the setting [spellings], such as "th/t", by language."""
    return {language.lower(): _rules(rules) for language, rules in said.items()}


def _rules(said: Sequence[str]) -> tuple[tuple[str, str], ...]:
    found = [match for match in map(_RULE.fullmatch, said) if match]
    return _once(tuple((f"{a}{fold(b)}{c}", fold(d)) for a, b, c, d in map(_groups, found)))


def _groups(found: re.Match[str]) -> tuple[str, str, str, str]:
    return found[1], found[2], found[3], found[4]


def _once(rules: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Keep of rules for the same letters the first, in an order that is always the same."""
    return tuple(sorted(dict(reversed(rules)).items()))
