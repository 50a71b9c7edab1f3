"""Words with a stem in common find one another, where the stemmer is installed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from searching import asking, index_of

from siglum.search.searched import Passage, Searched
from siglum.search.spellings import Spellings
from siglum.search.stemming import NoStemmer, kin_by_stem, languages

DOCUMENTS = [
    Searched(f"{at}", f"{at}.html", (Passage("p", text, language),))
    for at, (text, language) in enumerate(
        (
            ("Die Theilung des Landes", "de"),
            ("Teilungen der Länder", "de"),
            ("letters of friends", "en"),
            ("a letter of a friend", "en"),
            ("letters", ""),
        )
    )
]


def test_a_stemmer_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "snowballstemmer", None)
    with pytest.raises(NoStemmer):
        kin_by_stem()


def test_words_of_one_stem_find_one_another(tool: Callable[[str], Path], tmp_path: Path) -> None:
    tool("snowballstemmer")
    spellings = Spellings.of(others=languages())
    for file in index_of(DOCUMENTS, spellings, kin=kin_by_stem()):
        (tmp_path / file.name).write_bytes(file.data)
    with asking(tool("node"), tmp_path) as ask:

        def found(query: str, match: str = "all") -> set[int]:
            return {hit[0] for hit in ask(query, match=match)["hits"]}

        assert found("Teilungen") == found("Theilung") == {0, 1}
        assert found('"Teilungen des"') == {0}
        assert found("letter") == {2, 3}
        assert found("letters") == {2, 3, 4}
        assert found("letters", "same") == {2, 4}
        assert found("=Teilungen") == {1}
        assert found("lettering") == set()
