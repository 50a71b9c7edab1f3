"""What a schema remembers of documents stays bounded, and changes nothing that it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum import relaxng
from siglum.relaxng.automaton import memo
from siglum.relaxng.automaton.memo import Memo

SCHEMA = r"""start = element book { head?, (p | \list)+ }
head = element head { text }  p = element p { (text | q)* }  q = element q { text }
\list = element list { head?, item+ }  item = element item { (text | q | p)* }"""
PARTS = (
    "<head/>",
    "<p>x</p>",
    "<list><p/><item/></list>",
    "words",
    "<item>x<head/></item>",
    "<qq/>",
)


def test_a_memo_forgets_before_it_grows_too_large() -> None:
    kept: Memo[int, int] = Memo()
    for number in range(25_000):
        kept[number] = number
        assert kept[number] == number
    assert len(kept) <= 10_000


def test_what_is_forgotten_meanwhile_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.rnc"
    path.write_text(SCHEMA, encoding="utf-8")
    documents = [
        f"<book>{first}{second}{third}</book>".encode()
        for first in PARTS
        for second in PARTS
        for third in PARTS
    ]
    remembering = relaxng.load(path)
    expected = [remembering.validate(document) for document in documents]
    assert [remembering.validate(document) for document in documents] == expected
    monkeypatch.setattr(memo, "_MOST", 1)
    forgetting = relaxng.load(path)
    assert [forgetting.validate(document) for document in documents] == expected
    assert [relaxng.load(path).validate(document) for document in documents] == expected
