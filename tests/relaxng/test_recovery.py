"""After a mistake, the next ones in the same parent are found, and none are invented."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import schemas

from siglum import relaxng

REST = "<text><body><p/></body></text>"
TITLES = "<titles><title/></titles>"
PUBLISHED = "<published><p/></published>"
SOURCE = "<source><p/></source>"

# Name of the case, the book, the codes of the errors with what stands where each points to.
CASES: list[tuple[str, str, list[str]]] = [
    (
        "what its parent allows ends what was imagined, so words are wrong again",
        "<text><body><p/><item/><p/>words<p/></body></text>",
        ["RNG102 <item/>", "RNG105 words"],
    ),
    (
        "words, then an element that is none of theirs",
        "<text><body>words<p/><author/><p/></body></text>",
        ["RNG105 words", "RNG102 <author/>"],
    ),
    (
        "an element between words is part of them",
        "<text><body>words <hi>in</hi> italics<p/></body></text>",
        ["RNG105 words"],
    ),
    (
        "an element behind words is none of them",
        "<text><body>words<hi/><p/></body></text>",
        ["RNG105 words", "RNG102 <hi/>"],
    ),
    (
        "words do not stand for what is missing",
        f"<header>{TITLES}{PUBLISHED}words</header>{REST}",
        ["RNG105 words", "RNG104 </header>"],
    ),
    (
        "an element that belongs elsewhere does not stand for what is missing",
        f"<header>{TITLES}{PUBLISHED}<line/></header>{REST}",
        ["RNG102 <line/>", "RNG104 </header>"],
    ),
    (
        "the same wrong element twice",
        f"<header>{TITLES}{PUBLISHED}{SOURCE}<motto/><motto/></header>{REST}",
        ["RNG102 <motto/>", "RNG102 <motto/>"],
    ),
    (
        "one part that comes before two others is the one that is wrong",
        f"<header>{SOURCE}{TITLES}{PUBLISHED}</header>{REST}",
        ["RNG102 <source>"],
    ),
    (
        "three parts the wrong way round: no one of them is to be moved",
        f"<header>{SOURCE}{PUBLISHED}{TITLES}</header>{REST}",
        ["RNG102 <published>", "RNG102 <titles>"],
    ),
    (
        "an unknown element around what has to be there",
        f"<header>{TITLES}<block>{PUBLISHED}</block>{SOURCE}</header>{REST}",
        ["RNG101 <block>"],
    ),
    (
        "an unknown element around the first of several",
        "<text><body><verse><block><line/></block><line/><line/></verse></body></text>",
        ["RNG101 <block>"],
    ),
    (
        "an unknown element that can't be what is missing",
        f"<header>{TITLES}<block/>{SOURCE}</header>{REST}",
        ["RNG101 <block/>", "RNG103 <source>"],
    ),
    (
        "words in an unknown element do not tell that it is what is missing beside others",
        "<text><body><list><head/><block>words</block></list></body></text>",
        ["RNG101 <block>", "RNG104 </list>"],
    ),
    (
        "an unknown element with a likely name is what it was meant for, whatever is in it",
        "<text><body><listing><head/><line/></listing></body></text>",
        ["RNG101 <listing>"],
    ),
    (
        "an order that is broken for good is one error",
        "<text><body><section/><p/><p/></body></text>",
        ["RNG102 <p/>"],
    ),
]


@pytest.fixture
def book(tmp_path: Path) -> relaxng.Schema:
    return schemas.compact(tmp_path, schemas.BOOK)


def found(schema: relaxng.Schema, document: str) -> list[str]:
    """Return the code of each error in a document of one line, with the tag or word there."""
    errors = schema.validate(document.encode())
    return [f"{one.code} {_at(document[one.column - 1 :])}" for one in errors]


def _at(rest: str) -> str:
    return rest[: rest.index(">") + 1] if rest.startswith("<") else rest.split("<")[0].split()[0]


@pytest.mark.parametrize(("content", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_recovery(content: str, expected: list[str], book: relaxng.Schema) -> None:
    assert found(book, f"<book>{content}</book>") == expected


def test_the_one_part_to_move_is_told_where_to(book: relaxng.Schema, tmp_path: Path) -> None:
    document = f"<book><header>\n{SOURCE}\n{TITLES}\n{PUBLISHED}</header>{REST}</book>"
    assert schemas.words(book, tmp_path, document) == [
        "2:1 RNG102 “source” can't stand at this place in “header”"
        " · move it behind “published” on line 4"
    ]


def test_what_comes_too_late_is_told_what_it_has_come_behind(book: relaxng.Schema) -> None:
    [error] = book.validate(b"<book><text><body><verse><line/></verse><head/></body></text></book>")
    assert error.help == "in “body”, “head” has to come before “verse”"


def test_two_letters_may_lack_the_one_between_them(tmp_path: Path) -> None:
    schema = schemas.compact(
        tmp_path, "start = element r { element div { p* }* }  p = element p { text }"
    )
    assert schemas.words(schema, tmp_path, "<r><dv><p/>words</dv></r>") == [
        "1:4 RNG101 there is no element “dv” · did you mean “div”?",
        "1:12 RNG105 text can't stand directly in “dv” · put it into “p”",
    ]


def test_mistakes_without_end_do_not_make_the_schema_grow(book: relaxng.Schema) -> None:
    chance = random.Random(1)
    names = ("head", "p", "section", "closer", "table", "row", "foo", "bar", "hi", "motto", "line")

    def size_after(count: int) -> int:
        content = "".join(f"<{chance.choice(names)}/>" for _ in range(count))
        assert len(book.validate(f"<book><text><body>{content}</body></text></book>".encode())) > 9
        return book.automaton.patterns._size

    size_after(3_000)
    after = size_after(1_000)
    assert size_after(10_000) < after + 500


def test_a_schema_that_is_recalled_recovers_alike(book: relaxng.Schema) -> None:
    documents = [f"<book>{content}</book>".encode() for _, content, _ in CASES]
    errors = [book.validate(one) for one in documents]
    compiled = book.compiled()
    assert compiled is not None
    recalled = relaxng.recall(compiled)
    assert [recalled.validate(one) for one in documents] == errors


HEADER = (
    "<teiHeader><fileDesc><titleStmt><title/></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)
TEI_CASES = [
    ("<sp><l/><idno/><l/><l/>words<l/></sp>", ["RNG102 <idno/>", "RNG105 words"]),
    ("<entry>words<form/><desc/><sense/></entry>", ["RNG105 words", "RNG102 <desc/>"]),
    ("<lg>words<l/><sp><p/></sp><l/></lg>", ["RNG105 words", "RNG102 <sp>"]),
    (
        "<listPerson><person><settlement/> words <idno/></person></listPerson>",
        ["RNG102 <settlement/>", "RNG105 words"],
    ),
    (
        "<listBibl><biblStruct><monogr><title/>words</monogr></biblStruct></listBibl>",
        ["RNG105 words", "RNG104 </monogr>"],
    ),
    (
        "<dv><head/><p/>words<head/></dv>",
        ["RNG101 <dv>", "RNG105 words", "RNG102 <head/>"],
    ),
    (
        "<listBibl><biblStruct><monogr><title/><imprint><date/></imprint></monogr><idno/><idno/>"
        "</biblStruct></listBibl>",
        ["RNG102 <idno/>", "RNG102 <idno/>"],
    ),
    (
        "<listPlace><place><author/><location/><pubPlace/><event><p/></event></place></listPlace>",
        ["RNG102 <author/>", "RNG102 <pubPlace/>"],
    ),
    ("<listOrg><org><note/><orgName/></org></listOrg>", ["RNG102 <orgName/>"]),
]


@pytest.mark.parametrize(("content", "expected"), TEI_CASES, ids=[c[0][:30] for c in TEI_CASES])
def test_recovery_in_tei(content: str, expected: list[str], tei_all: relaxng.Schema) -> None:
    text = f"<text><body>{content}</body></text>"
    document = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}{text}</TEI>'
    assert found(tei_all, document) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("stage", "titleStmt", "publicationStmt"), ["RNG102 <stage>", "RNG104 </fileDesc>"]),
        (("titleStmt", "publicationStmt", "stage"), ["RNG102 <stage>", "RNG104 </fileDesc>"]),
        (("sourceDesc", "titleStmt", "publicationStmt"), ["RNG102 <sourceDesc>"]),
    ],
)
def test_the_parts_of_a_header(
    order: tuple[str, ...], expected: list[str], tei_all: relaxng.Schema
) -> None:
    contents = {"titleStmt": "<title/>", "stage": "x"}
    parts = "".join(f"<{one}>{contents.get(one, '<p/>')}</{one}>" for one in order)
    header = f"<teiHeader><fileDesc>{parts}</fileDesc></teiHeader>"
    document = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{REST}</TEI>'
    assert found(tei_all, document) == expected


@pytest.mark.parametrize("between", ["", "<!-- <x> -->", "<?x y>?>"])
def test_comments_change_nothing(between: str, book: relaxng.Schema) -> None:
    content = f"words<hi/>{between} and words<verse><line/></verse>{between}<head/>"
    errors = book.validate(f"<book><text><body>{content}</body></text></book>".encode())
    assert [(one.code, one.help) for one in errors] == [
        ("RNG105", "put it into “p”"),
        ("RNG102", "in “body”, “head” has to come before “verse”"),
    ]
