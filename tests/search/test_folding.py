"""Words are cut and folded alike by Python, which makes the index, and by the script that asks."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from searching import asking, write_index

from siglum.search.folding import fold, words
from siglum.search.searched import Passage, Searched
from siglum.search.spellings import Spellings


@pytest.fixture(scope="module")
def node(tool: Callable[[str], Path]) -> Path:
    return tool("node")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = Searched("T", "t.html", (Passage("", "a"),))
    return write_index([document], tmp_path_factory.mktemp("index"), Spellings.of())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("Wasser", "Waſſer"), ("WASSER", "wasser"), ("daß", "dass"), ("DASS", "daß")),
        *(("Straße", "STRAẞE"), ("caelum", "cælum"), ("oeuvre", "Œuvre"), ("ete", "été")),
        *(("flieh", "ﬂieh"), ("wasser", "Was\u00adser"), ("１９４９", "1949"), ("ﾃﾞｰﾀ", "データ")),
        *(("ΛΟΓΟΣ", "λόγος"), ("λογοσ", "λόγος"), ("ё", "е"), ("Ёлка", "елка")),
        *(("שלום", "שָׁלוֹם"), ("صهل", "صَهَلَ"), ("العربية", "ٱلْعَرَبِيَّة".replace("ٱ", "ا"))),
        *(("Quran", "Qurʾān"), ("Łódź", "lodz"), ("Sørensen", "sorensen"), ("ıssız", "ISSIZ")),
        *(("צהל", "צה״ל"), ("ﷺ"[:1], "ﷺ")),
    ],
)
def test_what_nobody_tells_apart_is_one(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("l’été d'Aix", ["l", "été", "d", "Aix"]),
        ("re-ordering, 1,500", ["re", "ordering", "1", "500"]),
        ("snake_case", ["snake", "case"]),
        ("中国人 and 人", ["中国", "国人", "人", "and", "人"]),
        ("第19军", ["第", "19", "军"]),
        ("데이터", ["데이터"]),
        ("¡— … ! \u00ad \u0301", []),
        ("हिन्दी", ["हिन्दी"]),
        ("が", ["が"]),
        ("x" * 10_000, ["x" * 10_000]),
    ],
)
def test_a_text_is_cut_into_words(text: str, forms: list[str]) -> None:
    found = list(words(text))
    assert [word.form for word in found] == forms
    assert all(text[word.start : word.end] for word in found)


@pytest.mark.parametrize(
    ("one", "other"), [("½", "12"), ("हिन्दी", "हन्द"), ("か", "が"), ("й", "к"), ("þat", "that")]
)
def test_what_is_told_apart_stays_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def _unstable(point: int) -> bool:
    return unicodedata.category(chr(point)) in ("Cs", "Cn", "Co")


def test_script_and_python_cut_and_fold_every_character_alike(node: Path, index: Path) -> None:
    """All but what is private, or no character yet for this Python."""
    with asking(node, index) as ask:
        points = [point for point in range(sys.maxunicode + 1) if not _unstable(point)]
        different = []
        for begin in range(0, len(points), 20_000):
            said = [chr(point) for point in points[begin : begin + 20_000]]
            answers = ask(fold=[f"a{one}b" for one in said])
            for one, (_, folded) in zip(said, answers, strict=True):
                if folded != fold(f"a{one}b"):
                    different.append(one)
            text = " ".join(f"a{one}{one}b {one}" for one in said)
            cut = ask(words=text)
            mine = [word.form for word in words(text)]
            if [form for _, _, form, _ in cut] != mine:
                different += [
                    one
                    for one in said
                    if [w.form for w in words(f"a{one}{one}b {one}")]
                    != [w[2] for w in ask(words=f"a{one}{one}b {one}")]
                ]
        assert [f"U+{ord(one):04X}" for one in different] == []
