"""What stands in the wrong place: one error for one cause, with the likeliest remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemas

from siglum import relaxng
from work import calls

# Name of the case, the book, errors.
CASES: list[tuple[str, str, list[str]]] = [
    (
        "paragraphs without the element that has to be around them are one cause",
        "<text><p/><p/><p/></text>",
        ["1:13 RNG102 “p” can't stand in “text” · put it into “body”"],
    ),
    (
        "two levels are missing",
        "<p/><p/>",
        ["1:7 RNG102 “p” can't stand in “book” · put it into “body” in “text”"],
    ),
    (
        "cells without a row",
        "<text><body><table><cell/><cell/></table></body></text>",
        ["1:26 RNG102 “cell” can't stand in “table” · put it into “row”"],
    ),
    (
        "what else the missing element asks for is not missing besides",
        "<header><titles><title/></titles><press/><source><p/></source></header>"
        "<text><body><p/></body></text>",
        ["1:40 RNG102 “press” can't stand in “header” · put it into “published”"],
    ),
    (
        "a list in a list, where two remedies are likely",
        "<text><body><list><item/><list><item/></list></list></body></text>",
        ["1:32 RNG102 “list” can't stand in “list” · put it into “item”, or close “list” first"],
    ),
    (
        "a cell far from any table",
        "<text><body><cell/><p/></body></text>",
        ["1:19 RNG102 “cell” can't stand in “body” · put it into “row” in “table”"],
    ),
    (
        "text without a paragraph, mingled with what may stand in one",
        "<text><body>one <hi>two</hi> three<p/>four</body></text>",
        [
            "1:19 RNG105 text can't stand directly in “body” · put it into “p”",
            "1:45 RNG105 text can't stand directly in “body” · put it into “p”",
        ],
    ),
    (
        "text instead of an element that is required",
        "<header><titles>Faust</titles><published><p/></published><source><p/></source></header>"
        "<text><body><p/></body></text>",
        ["1:23 RNG105 text can't stand directly in “titles” · put it into “title”"],
    ),
    (
        "text in an element that is empty",
        "<text><body><p><lb>one</lb></p></body></text>",
        ["1:26 RNG105 text can't stand directly in “lb” · close “lb” first"],
    ),
    (
        "two parts in the wrong order are one error, at the one to move",
        "<header>\n<titles><title/></titles>\n<source><p/></source>\n<published><p/></published>"
        "</header><text><body><p/></body></text>",
        [
            "4:1 RNG102 “published” can't stand at this place in “header”"
            " · move it before “source” on line 3"
        ],
    ),
    (
        "of two that are missing, one comes too late",
        "<header>\n<source><p/></source>\n<titles><title/></titles></header>"
        "<text><body><p/></body></text>",
        [
            "2:1 RNG103 “published” is missing before “source”",
            "3:1 RNG102 “titles” can't stand at this place in “header”"
            " · move it before “source” on line 2",
        ],
    ),
    (
        "paragraphs after a section are one cause",
        "<text><body><section><section/><p/><p/><p/></section></body></text>",
        [
            "1:38 RNG102 “p” can't stand at this place in “section”"
            " · in “section”, “p” has to come before “section”"
        ],
    ),
    (
        "a heading that comes too late, twice",
        "<text><body><p/><head/><p/><head/><p/></body></text>",
        [
            "1:23 RNG102 “head” can't stand at this place in “body”"
            " · in “body”, “head” has to come before “p”",
            "1:34 RNG102 “head” can't stand at this place in “body”"
            " · in “body”, “head” has to come before “p”",
        ],
    ),
    (
        "a second element where one is the most",
        "<text><body><p/></body><body><p/></body></text>",
        [
            "1:30 RNG102 “body” can't stand at this place in “text”"
            " · there can be only one “body” in “text”: join the two, or take one away"
        ],
    ),
    (
        "an element that was not closed holds what is then not missing outside",
        "<header><titles><title/><published><p/></published></titles><source><p/></source></header>"
        "<text><body><p/></body></text>",
        ["1:31 RNG102 “published” can't stand in “titles” · close “titles” first"],
    ),
    (
        "the same element twice, one in the other",
        "<text><body><body><p/></body></body></text>",
        ["1:19 RNG102 “body” can't stand in “body” · take one of the two away"],
    ),
    (
        "an element that belongs to one further out",
        "<text><body><p/><front><motto/></front></body></text>",
        ["1:23 RNG102 “front” can't stand in “body” · it can stand directly in “text”"],
    ),
    (
        "what is wrong stands for what is missing",
        "<text><body><verse><stanza>one</stanza></verse><foo/></body></text>",
        [
            "1:26 RNG101 there is no element “stanza” · here can stand “line”",
            "1:54 RNG101 there is no element “foo” · here can stand “p”, “table”, “verse”,"
            " “section”, “closer”, 1 other or the end of the element",
        ],
    ),
    (
        "an element that needs another before it",
        "<header><titles><title/></titles><published><year>1808</year></published>"
        "<source><p/></source></header><text><body><p/></body></text>",
        ["1:51 RNG103 “year” can't stand here yet · before it, there has to be “press”"],
    ),
    (
        "unknown names, one of which begins with one that is allowed",
        "<text><body><paragraph/><listing><item/></listing></body></text>",
        [
            "1:19 RNG101 there is no element “paragraph”"
            " · here can stand “p”, “table”, “verse”, “section”, “list” or 1 other",
            "1:31 RNG101 there is no element “listing” · did you mean “list”?",
        ],
    ),
]


@pytest.fixture
def book(tmp_path: Path) -> relaxng.Schema:
    return schemas.compact(tmp_path, schemas.BOOK)


@pytest.mark.parametrize(("content", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_misplacement(
    content: str, expected: list[str], book: relaxng.Schema, tmp_path: Path
) -> None:
    assert schemas.words(book, tmp_path, f"<book>{content}</book>") == expected


def test_a_correct_document_after_wrong_ones_has_no_errors(
    book: relaxng.Schema, tmp_path: Path
) -> None:
    wrong = "<book><text><p/><p/></text></book>"
    assert len(schemas.errors(book, tmp_path, wrong)) == 1
    assert len(schemas.errors(book, tmp_path, wrong)) == 1
    assert schemas.errors(book, tmp_path, "<book><text><body><p/></body></text></book>") == []


def test_what_lacks_elsewhere_is_still_reported(book: relaxng.Schema, tmp_path: Path) -> None:
    document = "<book><header><titles><foo/></titles></header><text><p/></text></book>"
    assert [error.code for error in schemas.errors(book, tmp_path, document)] == [
        "RNG101",
        "RNG104",
        "RNG102",
    ]


KINDS = ("cell", "item", "line", "motto", "author", "front", "p", "section", "head", "closer")


@pytest.mark.parametrize("kinds", [KINDS, ("section", "item")], ids=["all", "repairs that pile up"])
def test_elements_all_in_the_wrong_place_take_work_in_proportion(
    kinds: tuple[str, ...], book: relaxng.Schema, tmp_path: Path
) -> None:
    one = "".join(f"<{name}/>" for name in kinds)

    def check(count: int) -> None:
        content = f"<p/>{one * count}"
        found = schemas.errors(book, tmp_path, f"<book><text><body>{content}</body></text></book>")
        assert len(found) >= count

    check(10)
    assert calls(lambda: check(1_000)) < 15 * calls(lambda: check(100))
