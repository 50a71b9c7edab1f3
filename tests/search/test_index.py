"""The index finds what a plain scan of the texts finds, and is always the same bytes."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from searching import (
    Ask,
    Asked,
    Scan,
    asking,
    clean,
    hits,
    index_of,
    lowest,
    write_index,
)
from small_texts import DOCUMENTS

from siglum.search.chunks import Chunk, chunk_of
from siglum.search.folding import fold, words
from siglum.search.index import NAME
from siglum.search.searched import Passage, Searched
from siglum.search.spellings import Spellings

SPELLINGS = Spellings.of({"en": (("vnto", "unto"),)})


@pytest.fixture(scope="module")
def node(tool: Callable[[str], Path]) -> Path:
    return tool("node")


@pytest.fixture(scope="module")
def ask(node: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = write_index(DOCUMENTS, tmp_path_factory.mktemp("index"), SPELLINGS)
    with asking(node, folder) as ask:
        yield ask


_OPERATORS = {"AND", "OR", "NOT", "NEAR"}


def compare(ask: Ask, documents: Sequence[Searched], spellings: Spellings, count: int) -> None:
    """Ask for random words, beginnings, phrases and pairs, and for each in some years."""
    scan = Scan(documents, spellings)
    chosen = random.Random(14)
    texts = [forms for *_, forms in scan.texts if len(forms) > 2]
    for number in range(count):
        forms = chosen.choice(texts)
        at = chosen.randrange(len(forms))
        match = chosen.choice(("all", "all", "same", "exact"))
        form = clean(forms[at])
        if not form or any(word.is_rest for word in words(form)) or len(list(words(form))) != 1:
            continue
        asked, gap, query = [Asked(form)], None, form
        if number % 4 == 1:
            cut = form[: chosen.randint(1, len(form))]
            if fold(cut) == "" or [word.form for word in words(cut)] != [cut]:
                continue
            asked, query = [Asked(cut, is_begin=True)], f"{cut}*"
        elif number % 4 == 2:
            row = forms[at : at + chosen.randint(2, 4)]
            if any(len(list(words(one))) != 1 for one in row):
                continue
            asked, query = [Asked(one) for one in row], f'"{" ".join(row)}"'
        elif number % 4 == 3:
            other = clean(chosen.choice(forms))
            if not other or len(list(words(other))) != 1:
                continue
            gap = chosen.randint(1, 6)
            asked, query = [Asked(form), Asked(other)], f"{form} NEAR/{gap} {other}"
        if not _OPERATORS.isdisjoint({one.form for one in asked}):
            continue
        found = lowest(scan.find(asked, match, gap))
        assert found or number % 4 == 3, query
        first, last = sorted(chosen.choices(range(1740, 1960), k=2))
        assert hits(ask(query, match=match)) == found, (query, match)
        within = {
            (at, *rest)
            for at, *rest in found
            if (years := scan.documents[at].years) and years[0] <= last and years[1] >= first
        }
        assert hits(ask(query, match=match, **{"from": first, "to": last})) == within, query


def test_what_is_found_is_what_a_scan_finds(ask: Ask) -> None:
    compare(ask, DOCUMENTS, SPELLINGS, 600)


def test_without_spaces_between_words_each_stretch_of_characters_is_found(ask: Ask) -> None:
    documents = sorted(DOCUMENTS, key=lambda one: one.order)
    texts = [
        (at, number, passage.text)
        for at, document in enumerate(documents)
        for number, passage in enumerate(document.passages)
        if passage.language == "zh"
    ]
    chosen = random.Random(5)
    for _ in range(150):
        *_, text = chosen.choice(texts)
        begin = chosen.randrange(len(text))
        part = text[begin : begin + chosen.randint(1, 5)]
        if any(sign in part for sign in "，。： 19"):
            continue
        found = {(at, number, 0) for at, number, other in texts if part in other}
        assert hits(ask(part)) == found, part


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("Teilung", {"Theilung"}),
        ("wasser", {"Wasser", "Waſſer"}),
        ("Wasserfall", {"Wasserfall"}),
        ("unto", {"unto", "vnto"}),
        ("love", {"love", "loue"}),
        ("caelum", {"Cælum", "caelum", "celum"}),
        ("ete", {"été", "Été"}),
        ("Telegram*", {"telegram", "Telegram", "TELEGRAMS"}),
        ("=Telegram", {"Telegram"}),
        ('="vnto"', {"vnto"}),
        ("goethe", {"Göthe", "Goethe"}),
        ("gothe", {"Göthe", "Goethe"}),
        ("Göthe", {"Göthe", "Goethe"}),
        ("schon", {"Schon", "schön", "ſchoͤn", "SCHÖN"}),
        ("schön", {"schön", "ſchoͤn", "SCHÖN"}),
        ("SCHÖ*", {"schön", "ſchoͤn", "SCHÖN"}),
        ("Güte", {"Güte"}),
        ("мир", {"міръ", "мир"}),
        ("λογος", {"λόγος"}),
        ("תהל", set()),
        ("צהל", {"צהל"}),
        ("محمد", {"محمد", "مـحمد"}),
        ("国人", {"国人"}),
        ("データ", {"デー", "ータ"}),
        ("__proto__", {"proto"}),
        ("constructor", {"constructor"}),
        ("seyn", {"seyn", "sein"}),
    ],
)
def test_a_word_is_found_in_its_other_spellings(ask: Ask, query: str, forms: set[str]) -> None:
    answer = ask(query)
    assert {form for form, _ in answer["forms"]} >= forms
    assert bool(answer["hits"]) == bool(forms)
    if query.isascii() or "ö" in query.lower() or "ü" in query:
        assert {form for form, _ in answer["forms"]} == forms


def _documents(answer: Any) -> set[int]:
    assert "wrong" not in answer, answer
    return {hit[0] for hit in answer["hits"]}


def test_operators_are_those_of_sets_of_documents(ask: Ask) -> None:
    ways = {"water": "Wasser", "men": "国人", "army": "army", "all": "=Two"}
    of = {name: _documents(ask(query)) for name, query in ways.items()}
    every = set(range(len(DOCUMENTS)))
    assert all(of.values())
    for query, expected in {
        "Wasser 国人": of["water"] & of["men"],
        "Wasser AND 国人": of["water"] & of["men"],
        "Wasser OR 国人": of["water"] | of["men"],
        "Wasser | 国人 | army": of["water"] | of["men"] | of["army"],
        "Wasser -国人": of["water"] - of["men"],
        "Wasser NOT 国人": of["water"] - of["men"],
        "-Wasser": every - of["water"],
        "NOT (Wasser OR army)": every - of["water"] - of["army"],
        "(Wasser OR army) (国人 OR Two)": (of["water"] | of["army"]) & (of["men"] | of["all"]),
        "Wasser (army -国人)": of["water"] & (of["army"] - of["men"]),
        "+Wasser +army": of["water"] & of["army"],
        "": set(),
        "…": set(),
    }.items():
        if query not in ("", "…"):
            assert _documents(ask(query)) == expected, query


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("(a", "parentheses"),
        ("a)", "parentheses"),
        ("a NEAR (b AND c)", "near"),
        ("NEAR/3 a", "near"),
        ("a NEAR/3", "near"),
        ("(" * 100 + "a" + ")" * 100, "long"),
        ("a " * 300, "long"),
    ],
)
def test_a_query_that_cannot_be_read_is_told(ask: Ask, query: str, wrong: str) -> None:
    assert ask(query) == {"wrong": wrong}


@pytest.mark.parametrize("query", ['"', "=", "*", '""', "a AND", "OR", "a OR", "-", "( )", "NOT"])
def test_a_query_that_is_half_written_is_read(ask: Ask, query: str) -> None:
    assert "wrong" not in ask(query)


def test_a_hit_says_whether_the_words_are_read_or_printed(ask: Ask) -> None:
    answer = ask("dayes", match="exact", show=1)
    assert {layer for hit in answer["hits"] for _, layer, _ in hit[2]} == {1}
    (passage,) = answer["shown"][0]["passages"]
    assert passage["text"]["printed"] == "Too dayes latre thei came."
    assert passage["marks"] == [[1, 1]]
    assert answer["shown"][0]["printed"].endswith(".transcript.html")
    assert {layer for hit in ask("days")["hits"] for _, layer, _ in hit[2]} == {0}
    assert ask("struck")["hits"]
    assert {layer for hit in ask("毛泽东")["hits"] for _, layer, _ in hit[2]} == {2}
    assert ask('"Zedong 毛泽东"')["hits"] == []


def test_facets_narrow_and_count(ask: Ask) -> None:
    answer = ask("telegram")
    counts = {
        facet["name"]: {one["value"]: one["count"] for one in facet["values"]}
        for facet in answer["facets"]
    }
    assert sum(counts["Sender"].values()) == len(answer["hits"])
    narrowed = ask("telegram", chosen={"Sender": ["Mao"]})
    assert len(narrowed["hits"]) == counts["Sender"]["Mao"]
    again = {facet["name"]: facet["values"] for facet in narrowed["facets"]}
    assert {one["value"]: one["count"] for one in again["Sender"]} == counts["Sender"]
    both = ask("telegram", chosen={"Sender": ["Mao"], "Place": ["Moscow"]})
    assert len(both["hits"]) == next(
        (one["count"] for one in again["Place"] if one["value"] == "Moscow"), 0
    )
    assert (
        ask("telegram", chosen={"__proto__": ["constructor"], "Sender": ["nobody"]})["hits"] == []
    )


def test_hits_are_sorted_by_relevance_or_date(ask: Ask) -> None:
    scored = ask("love OR telegram")["hits"]
    assert [hit[1] for hit in scored] == sorted((hit[1] for hit in scored), reverse=True)
    dated = ask("love OR telegram", sort="date")["hits"]
    assert [hit[0] for hit in dated] == sorted(hit[0] for hit in scored)


def test_two_builds_are_the_same_bytes() -> None:
    documents = sorted(DOCUMENTS, key=lambda one: one.order)
    one = list(index_of(documents, SPELLINGS))
    again = (pickle.loads(pickle.dumps(document)) for document in documents)
    assert list(index_of(again, SPELLINGS)) == one
    assert one[-1].name == NAME


def test_documents_that_come_in_another_order_are_refused() -> None:
    with pytest.raises(ValueError, match="sorted by date"):
        list(index_of(reversed(DOCUMENTS), SPELLINGS))


def _many(count: int) -> Iterator[Searched]:
    chosen = random.Random(3)
    syllables = [a + b for a in "bcdfghklmnprst" for b in "aeiou"]
    for number in range(count):
        said = (
            "".join(chosen.choices(syllables, k=1 + int(chosen.expovariate(0.5))))
            for _ in range(120)
        )
        passage = Passage("p", f"the {' '.join(said)}", "de")
        yield Searched(f"D{number}", f"d{number:06}.html", (passage,), sort=number)


def test_words_of_many_files_are_found_by_their_beginning(node: Path, tmp_path: Path) -> None:
    documents = list(_many(600))
    folder = write_index(documents, tmp_path, SPELLINGS)
    scan = Scan(documents, SPELLINGS)
    with asking(node, folder) as ask:
        for begin in ("b", "ba", "ti", "z"):
            answer = ask(f"{begin}*")
            assert hits(answer) == scan.find([Asked(begin, is_begin=True)])
        answer = ask("b*")
        assert sum(name.startswith("w-") for name in answer["loaded"]) == 0
    assert len(list(folder.glob("w-*"))) > 10


def test_no_file_has_what_ends_a_script() -> None:
    for file in index_of(sorted(DOCUMENTS, key=lambda one: one.order), SPELLINGS):
        text = file.data.decode()
        assert "<" not in text
        assert not {"\u2028", "\u2029"} & set(text)
        assert text.endswith(")\n")
        assert text.count("\n") == 1


def test_one_document_changes_few_files() -> None:
    documents = list(_many(1500))
    before = {file.name for file in index_of(documents, SPELLINGS)}
    assert len(before) > 60
    changed = Searched(**{**_as_dict(documents[700]), "passages": (Passage("p", "zzz baba"),)})
    documents[700] = changed
    after = {file.name for file in index_of(documents, SPELLINGS)}
    texts = [name for name in after - before if name[0] in "td"]
    assert len(texts) == 1
    new = Searched("New", "d000700x.html", (Passage("p", "zzz"),), sort=700)
    documents.insert(701, new)
    again = {file.name for file in index_of(documents, SPELLINGS)}
    assert len([name for name in again - after if name[0] == "t"]) <= 2


def _as_dict(document: Searched) -> dict[str, Any]:
    return {name: getattr(document, name) for name in document.__dataclass_fields__}


def test_chunks_are_made_once_where_they_are_kept() -> None:
    documents = list(_many(1500))
    kept: dict[tuple[Searched, ...], Chunk] = {}
    made = []

    def make(documents: Sequence[Searched], spellings: Spellings) -> Chunk:
        place = tuple(documents)
        if place not in kept:
            made.append(len(documents))
            kept[place] = chunk_of(documents, spellings)
        return kept[place]

    one = list(index_of(documents, SPELLINGS, make))
    assert sum(made) == 1500 and len(made) > 2
    made.clear()
    documents[3] = Searched("Other", documents[3].address, (), sort=3)
    of_other = list(index_of(documents, SPELLINGS, make))
    assert len(made) == 1
    assert of_other == list(index_of(documents, SPELLINGS)) != one


def test_a_frequent_word_is_in_pieces_and_those_of_other_years_are_not_loaded(
    node: Path, tmp_path: Path
) -> None:
    documents = [
        Searched(
            f"D{number}",
            f"d{number:05}.html",
            (Passage("p", "the " * 150 + ("needle" if number == 11_000 else "")),),
            sort=number,
            years=(number, number),
        )
        for number in range(12_000)
    ]
    folder = write_index(documents, tmp_path, SPELLINGS)
    pieces = len(list(folder.glob("p-*.js")))
    assert pieces > 8
    assert max(path.stat().st_size for path in folder.glob("[pw]-*.js")) < 800_000
    with asking(node, folder) as ask:
        answer = ask("the", **{"from": 5000, "to": 5010}, brief=True)
        assert len(answer["hits"]) == 11
        assert sum(name.startswith("p-") for name in answer["loaded"]) == 1
        answer = ask("the needle", brief=True)
        assert [hit[0] for hit in answer["hits"]] == [11_000]
        assert sum(name.startswith("p-") for name in answer["loaded"]) <= 1
        assert len(ask("the", brief=True)["hits"]) == 12_000
