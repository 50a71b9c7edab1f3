"""Tables of historical spellings: those to start from, and those of an edition."""

from __future__ import annotations

import pytest

from siglum.search.folding import fold
from siglum.search.searched import years_of
from siglum.search.spellings import Spellings, own_spellings


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        *(("de", "Theil", "Teil"), ("de", "seyn", "sein"), ("de", "vnd", "und")),
        *(("de", "Hertz", "Herz"), ("de", "Classe", "Klasse"), ("de", "todt", "tot")),
        *(("de", "Göthe", "Goethe"), ("de-AT", "Photographie", "Fotografie")),
        *(("en", "vnto", "unto"), ("en", "loue", "love"), ("en", "vvhen", "when")),
        *(("en", "musick", "music"), ("fr", "roy", "roi"), ("la", "iusticia", "justicia")),
        *(("la", "cælum", "celum"), ("ru", "міръ", "мир"), ("nl", "zyn", "zijn")),
    ],
)
def test_historical_spellings_are_alike(language: str, one: str, other: str) -> None:
    spellings = Spellings.of()
    table = spellings.tables[spellings.number(language)]
    assert table.key(fold(one)) == table.key(fold(other))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        *(("de", "neue", "neu"), ("de", "Sache", "Sacke"), ("en", "thin", "tin")),
        *(("", "vnto", "unto"), ("es", "vino", "uino"), ("ru", "объём", "обём")),
    ],
)
def test_other_words_stay_others(language: str, one: str, other: str) -> None:
    spellings = Spellings.of()
    table = spellings.tables[spellings.number(language)]
    assert table.key(fold(one)) != table.key(fold(other))


def test_an_editions_rules_go_before_those_to_start_from() -> None:
    own = {"de": ["th/th"], "EN": ["Sh/sch"], "*": ["x/ks"], "eo": ["cx/ĉ"]}
    spellings = Spellings.of(own_spellings(own))

    def key(language: str, word: str) -> str:
        return spellings.tables[spellings.number(language)].key(fold(word))

    assert key("de", "Thal") == "thal"
    assert key("de", "Tz") == "z"
    assert key("en", "shell") == key("en", "Schell")
    assert key("fr", "axe") == key("", "axe") == "akse"
    assert key("eo", "cxu") == "cu"


def test_characters_without_spaces_between_words_may_be_alike() -> None:
    spellings = Spellings.of(own_spellings({"zh": ["國/国"]}))
    table = spellings.tables[spellings.number("zh")]
    assert table.key("中國") == table.key("中国")


@pytest.mark.parametrize(
    ("earliest", "latest", "years"),
    [
        ("1741", "1741", (1741, 1741)),
        ("1741-05-06", "1742-01", (1741, 1742)),
        (None, "1741", (1741, 1741)),
        ("-0044-03-15", None, (-44, -44)),
        ("--05-06", "--05-06", None),
        (None, None, None),
        ("12345", "12346", (12345, 12346)),
    ],
)
def test_the_years_of_a_date(
    earliest: str | None, latest: str | None, years: tuple[int, int] | None
) -> None:
    assert years_of(earliest, latest) == years
