"""Words with a stem in common, as snowballstemmer (an extra, BSD) says of some languages.

Browsers have no stemmer. So the index says of each word which other words of it have the same stem:
a word that stands nowhere in an edition finds none by its stem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from siglum.search.folding import fold
from siglum.search.runs import Posting
from siglum.search.spellings import Spellings

Kin = Callable[[Iterable[Posting], Spellings], dict[tuple[str, int], list[str]]]
"""By key and table, the other keys with a form of the same stem."""
_NAMES = {
    **{"ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english"},
    **{"es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian"},
    **{"nl": "dutch", "no": "norwegian", "nb": "norwegian", "pt": "portuguese", "ro": "romanian"},
    **{"ru": "russian", "sv": "swedish", "tr": "turkish"},
}


class NoStemmer(Exception):
    """The stemmer is not installed."""


def no_kin(_: Iterable[Posting], __: Spellings) -> dict[tuple[str, int], list[str]]:
    """Say that no word has to do with another."""
    return {}


def languages() -> list[str]:
    """Return the languages that have a stemmer."""
    return sorted(_NAMES)


def stemmer_version() -> str:
    """Return which stemmer is installed; "" for none."""
    try:
        return version("snowballstemmer")
    except PackageNotFoundError:
        return ""


def kin_by_stem() -> Kin:
    """Return what says which words have a stem in common. Raises NoStemmer."""
    try:
        import snowballstemmer
    except ImportError:
        raise NoStemmer from None
    return lambda found, spellings: _related(snowballstemmer, found, spellings)


def _related(
    stemmer: Any, found: Iterable[Posting], spellings: Spellings
) -> dict[tuple[str, int], list[str]]:
    of_table = [
        stemmer.stemmer(_NAMES[table.language]) if table.language in _NAMES else None
        for table in spellings.tables
    ]
    by_stem: dict[tuple[str, int], set[str]] = {}
    for each in found:
        by = of_table[each.table]
        if by is not None:
            stem = spellings.tables[each.table].key(fold(by.stemWord(each.form.lower())))
            by_stem.setdefault((stem, each.table), set()).add(each.key)
    related: dict[tuple[str, int], set[str]] = {}
    for (_, table), keys in by_stem.items():
        for key in keys if len(keys) > 1 else ():
            related.setdefault((key, table), set()).update(keys - {key})
    return {place: sorted(keys) for place, keys in related.items()}
