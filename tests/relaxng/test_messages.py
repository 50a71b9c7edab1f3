"""Errors: all of them, one for each mistake, at its line and column, in words that help."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemas
from lxml import etree

from siglum import relaxng

LETTER = """
default namespace = "urn:letter"
start = element letter { head, body }
head = element head { element title { text }, element date { attribute when { xsd:date }?, text }? }
body = element body { attribute n { xsd:int }?, (p | listing)+ }
listing = element list { attribute type { "ordered" | "bulleted" }, element item { p* }+ }
p = element p { id?, (text | placeName | ref | emph)* }
placeName = element placeName { attribute key { xsd:NCName }?, text }
ref = element ref { attribute target { xsd:IDREF }, text }
emph = element emph { (text | placeName)* }
id = attribute xml:id { xsd:ID }
"""

# Name of the case, content of the letter's body, errors (lines are those of the content).
HEAD = '<letter xmlns="urn:letter"><head><title>T</title></head>'
CASES: list[tuple[str, str, list[str]]] = [
    (
        "a name in the wrong case is taken for the right one",
        "<body><p>In <placename key='1'>Beiping</placename>.</p></body>",
        [
            "2:13 RNG101 there is no element “placename” · did you mean “placeName”?",
            "2:24 RNG108 “key” of “placename”: “1” is not a name without a colon:"
            " it begins with “1”, as no name does",
        ],
    ),
    (
        "a misspelt name is taken for the right one",
        "<body><p>See <reff target='a'>this</reff></p><p xml:id='a'/></body>",
        ["2:14 RNG101 there is no element “reff” · did you mean “ref”?"],
    ),
    (
        "an element that needs its parent closed",
        "<body><p>One<p>Two</p></p></body>",
        ["2:13 RNG102 “p” can't stand in “p” · close “p” first"],
    ),
    (
        "a known element at a wrong place has its content checked",
        "<body><p><list type='odd'><item/></list></p></body>",
        [
            "2:10 RNG102 “list” can't stand in “p” · close “p” first",
            "2:16 RNG108 “type” of “list”: “odd” is not allowed"
            " · it can be “ordered” or “bulleted”",
        ],
    ),
    (
        "an unknown element is skipped",
        "<body><p>x</p><verse><line/></verse><p>y</p></body>",
        [
            "2:15 RNG101 there is no element “verse”"
            " · here can stand “p”, “list” or the end of the element"
        ],
    ),
    (
        "a name that another namespace has at this place",
        "<body><p>x</p><other:p xmlns:other='urn:other'/></body>",
        [
            "2:15 RNG101 there is no element “p” in the namespace “urn:other”"
            " · did you mean the namespace “urn:letter”?"
        ],
    ),
    (
        "a known element in an unknown one is checked by itself",
        "<body><p/><verse><odd/>x<list type='no'><item/></list></verse></body>",
        [
            "2:11 RNG101 there is no element “verse”"
            " · here can stand “p”, “list” or the end of the element",
            "2:31 RNG108 “type” of “list”: “no” is not allowed · it can be “ordered” or “bulleted”",
        ],
    ),
    (
        "text where only elements can stand",
        "<body>\n  stray\n  <p/></body>",
        ["3:3 RNG105 text can't stand directly in “body” · put it into “p”"],
    ),
    (
        "an element that ends too early",
        "<body><list type='ordered'></list><p/></body>",
        ["2:28 RNG104 “list” ends too early: “item” is missing"],
    ),
    (
        "an attribute that is missing",
        "<body><list><item/></list></body>",
        ["2:7 RNG107 “list” needs the attribute “type”"],
    ),
    (
        "a misspelt attribute is not missing besides",
        "<body>\n<list\n  typ='ordered'><item/></list></body>",
        ["4:3 RNG106 “list” can't have the attribute “typ” · did you mean “type”?"],
    ),
    (
        "an attribute without its prefix",
        "<body><p id='x'/></body>",
        ["2:10 RNG106 “p” can't have the attribute “id” · did you mean “xml:id”?"],
    ),
    (
        "an attribute with a prefix in the wrong case",
        "<body><p xml:ID='x'/></body>",
        ["2:10 RNG106 “p” can't have the attribute “xml:ID” · did you mean “xml:id”?"],
    ),
    (
        "an ID with a space in it",
        "<body><p xml:id='my letter'/></body>",
        [
            "2:10 RNG108 “xml:id” of “p”: “my letter” is not an ID: it has a space in it"
            " · did you mean “my-letter”?"
        ],
    ),
    (
        "several mistakes in one tag",
        "<body n='x' m='y'><p/></body>",
        [
            "2:7 RNG108 “n” of “body”: “x” is not a whole number",
            "2:13 RNG106 “body” can't have the attribute “m”",
        ],
    ),
    (
        "an ID that is used twice",
        "<body><p xml:id='a'/>\n<p xml:id='a'/></body>",
        ["3:4 RNG110 the ID “a” is used a second time · it is used first on line 2"],
    ),
    (
        "a reference to nothing",
        "<body><p xml:id='here'/><p><ref target='heer'>x</ref></p></body>",
        ["2:33 RNG111 there is no element with the ID “heer” · did you mean “here”?"],
    ),
    (
        "a document that is cut off",
        "<body><p>",
        [
            "2:12 RNG120 not well-formed: mismatched tag",
        ],
    ),
]


@pytest.fixture
def letter(tmp_path: Path) -> relaxng.Schema:
    return schemas.compact(tmp_path, LETTER)


@pytest.mark.parametrize(("body", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_mistake(body: str, expected: list[str], letter: relaxng.Schema, tmp_path: Path) -> None:
    assert schemas.words(letter, tmp_path, f"{HEAD}\n{body}</letter>") == expected


def test_missing_element_is_reported_once(letter: relaxng.Schema, tmp_path: Path) -> None:
    document = '<letter xmlns="urn:letter">\n<body><p/></body></letter>'
    assert schemas.words(letter, tmp_path, document) == [
        "2:1 RNG103 “head” is missing before “body”"
    ]


def test_wrong_namespace_is_reported_once(letter: relaxng.Schema, tmp_path: Path) -> None:
    document = "<letter><head><title>T</title></head><body><p/><q/></body></letter>"
    assert schemas.words(letter, tmp_path, document) == [
        "1:1 RNG101 there is no element “letter” in no namespace"
        " · did you mean the namespace “urn:letter”?",
        "1:48 RNG101 there is no element “q”"
        " · here can stand “p”, “list” or the end of the element",
    ]


def test_what_can_stand_in_an_element_of_two_readings_is_said(tmp_path: Path) -> None:
    schema = schemas.compact(
        tmp_path,
        """start = element a { b, element c { empty } } | element a { b, element d { empty } }
        b = element b { empty }""",
    )
    [unknown, _] = schemas.words(schema, tmp_path, "<a><x/></a>")
    assert unknown == "1:4 RNG101 there is no element “x” · here can stand “b”"


def test_wrong_root_is_named(letter: relaxng.Schema, tmp_path: Path) -> None:
    assert schemas.words(letter, tmp_path, '<body xmlns="urn:letter"><p/></body>') == [
        "1:1 RNG102 “body” can't be the root of a document · here can stand “letter”"
    ]


def test_text_that_is_no_value_is_explained(tmp_path: Path) -> None:
    schema = schemas.compact(tmp_path, "start = element d { xsd:gYearMonth }")
    assert schemas.words(schema, tmp_path, "<d>\n 1949-13</d>") == [
        "2:2 RNG109 the text of “d”: “1949-13” is not a year and month: month 13"
    ]
    assert schemas.words(schema, tmp_path, "<d/>") == [
        "1:1 RNG109 the text of “d”: “” is not a year and month: it has to look like “1949-01”"
    ]


def test_a_value_that_looks_right_is_told_what_makes_it_wrong(tmp_path: Path) -> None:
    schema = schemas.compact(
        tmp_path,
        """namespace v = "urn:v"
        start = element a { attribute q { xsd:QName "v:w" }?, attribute s { string "x y" }? }""",
    )
    document = "<a xmlns:v='urn:other' q='v:w' s=' x y'/>"
    assert schemas.words(schema, tmp_path, document) == [
        "1:24 RNG108 “q” of “a”: “v:w” is not allowed"
        " · a prefix, or having none, stands for another namespace here",
        "1:32 RNG108 “s” of “a”: “x y” is not allowed · take off the white space around it",
    ]


def test_many_possibilities_are_counted(tmp_path: Path) -> None:
    names = " | ".join(f"element e{number} {{ empty }}" for number in range(30))
    schema = schemas.compact(tmp_path, f"start = element r {{ ({names})+ }}")
    [word] = schemas.words(schema, tmp_path, "<r><e1/><zzzzzz/></r>")
    assert word.endswith("“e3”, “e4”, 25 others or the end of the element")


def test_columns_count_characters_and_length_covers_what_is_wrong(
    letter: relaxng.Schema, tmp_path: Path
) -> None:
    document = f"{HEAD}<body><p>漢字é<emph wrong='ü'/></p></body></letter>"
    [error] = schemas.errors(letter, tmp_path, document)
    start = document.index("wrong")
    assert (error.line, error.column, error.length) == (1, start + 1, len("wrong='ü'"))


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_places_are_right_in_other_encodings(
    encoding: str, letter: relaxng.Schema, tmp_path: Path
) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n{HEAD}<body><p>éé<q/></p></body></letter>'
    path = tmp_path / "document.xml"
    path.write_bytes(text.encode(encoding))
    [error] = letter.validate(path)
    assert (error.line, error.column) == (2, text.split("\n")[1].index("<q/>") + 1)


BAD = f"{HEAD}\n<body>\n  <p>x</p>\n  <q/><p\n   bad='1'/></body></letter>".encode()


def _places(errors: list[relaxng.Error]) -> list[tuple[int, int]]:
    return [(error.line, error.column) for error in errors]


def test_tree_has_places_from_its_source(letter: relaxng.Schema, tmp_path: Path) -> None:
    path = tmp_path / "document.xml"
    path.write_bytes(BAD)
    exact = [(4, 3), (5, 4)]
    assert _places(letter.validate(path)) == exact
    assert _places(letter.validate(etree.parse(str(path)))) == exact
    assert _places(letter.validate(etree.fromstring(BAD), source=BAD)) == exact


def test_a_tree_finds_its_source_whatever_its_name_and_encoding(
    letter: relaxng.Schema, tmp_path: Path
) -> None:
    names = {"a%20b.xml": "utf-8", "a b.xml": "utf-16", "é.xml": "iso-8859-1"}
    for name, encoding in names.items():
        path = tmp_path / name
        path.write_bytes(
            f'<?xml version="1.0" encoding="{encoding}"?>{BAD.decode()}'.encode(encoding)
        )
        for address in (str(path), path.as_uri()):
            tree = etree.parse(address)
            assert _places(letter.validate(tree)) == [(4, 3), (5, 4)], address


def test_tree_without_its_source_has_the_lines_of_lxml(letter: relaxng.Schema) -> None:
    root = etree.fromstring(BAD)
    assert [line for line, _ in _places(letter.validate(root))] == [4, 5]


def test_tree_changed_after_parsing_is_judged_as_it_is(
    letter: relaxng.Schema, tmp_path: Path
) -> None:
    path = tmp_path / "document.xml"
    path.write_bytes(BAD)
    tree = etree.parse(str(path))
    body = tree.getroot()[1]
    body.remove(body[1])
    del body[1].attrib["bad"]
    assert letter.validate(tree) == []
    body.append(etree.Element("{urn:letter}head"))
    assert [error.code for error in letter.validate(tree)] == ["RNG102", "RNG104"]


def test_errors_are_values_in_the_order_of_their_places(letter: relaxng.Schema) -> None:
    errors = letter.validate(etree.fromstring(BAD), source=BAD)
    assert errors == sorted(errors, key=lambda error: (error.line, error.column))
    assert {error.code for error in errors} <= set(relaxng.CODES)
    assert hash(errors[0])


def test_a_value_that_is_neither_a_number_nor_a_word_of_a_list_hears_of_both(
    tmp_path: Path,
) -> None:
    schema = schemas.compact(
        tmp_path, 'start = element n { attribute cert { "high" | "low" | xsd:double } }'
    )
    assert schemas.words(schema, tmp_path, "<n cert='doubtful'/>") == [
        "1:4 RNG108 “cert” of “n”: “doubtful” is not allowed · it can be “high”, “low” or a number"
    ]
    assert schemas.words(schema, tmp_path, "<n cert='hgih'/>") == [
        "1:4 RNG108 “cert” of “n”: “hgih” is not allowed · did you mean “high”?"
    ]


SLIPS = """
start = element letter { para* }
para = element para {
  attribute xml:lang { "" | xsd:language }?,
  attribute when { xsd:date }?,
  attribute width { xsd:token { pattern = "[0-9]+(\\.[0-9]+)?cm" } }?,
  attribute use { "req" | "opt" }?,
  attribute wit { text }?,
  attribute src { xsd:anyURI { pattern = "\\S+" } }?,
  picture?
}
picture = element picture { attribute url { text }, attribute n { text }? }
"""


_SPACE = "is not allowed: it has white space in it"


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        (
            "xml:lang='de_AT'",
            "“de_AT” is not a language tag: it has to look like “en” or “zh-Hant”"
            " · did you mean “de-AT”?",
        ),
        (
            "when='1949-1-6'",
            "“1949-1-6” is not a date: it has to look like “1949-01-31”"
            " · did you mean “1949-01-06”?",
        ),
        ("width='10 cm'", f"“10 cm” {_SPACE} · did you mean “10cm”?"),
        (
            "width='1,5cm'",
            "“1,5cm” is not allowed: it does not match “[0-9]+(\\.[0-9]+)?cm”"
            " · did you mean “1.5cm”?",
        ),
        ("use='required'", "“required” is not allowed · did you mean “req”?"),
        ("src='a b.png'", f"“a b.png” {_SPACE} · did you mean “a%20b.png”?"),
        ("src='Franz Kafka'", f"“Franz Kafka” {_SPACE}"),
    ],
)
def test_a_value_with_a_common_slip_is_repaired(
    attribute: str, expected: str, tmp_path: Path
) -> None:
    schema = schemas.compact(tmp_path, SLIPS)
    [word] = schemas.words(schema, tmp_path, f"<letter><para {attribute}/></letter>")
    assert word.split(": ", 1)[1] == expected


def test_an_attribute_in_the_place_of_one_that_is_needed_is_one_mistake(tmp_path: Path) -> None:
    schema = schemas.compact(tmp_path, SLIPS)
    document = "<letter><para witness='A'><picture href='a.png'/></para></letter>"
    assert schemas.words(schema, tmp_path, document) == [
        "1:15 RNG106 “para” can't have the attribute “witness” · did you mean “wit”?",
        "1:36 RNG106 “picture” can't have the attribute “href” · did you mean “url”?",
    ]


def test_short_names_are_not_alike_by_chance(tmp_path: Path) -> None:
    schema = schemas.compact(
        tmp_path, "start = element a { (element alt { empty } | element sense { empty })* }"
    )
    words = schemas.words(schema, tmp_path, "<a><act/><scene/><atl/><SESNE/></a>")
    assert [word.partition(" · ")[2][:12] for word in words] == [
        "here can sta",
        "here can sta",
        "did you mean",
        "did you mean",
    ]


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("<gap>worn</gap>", "RNG105 text can't stand directly in “gap” · write it as an attribute:"
         ' reason="worn"'),
        ("<gap reason='lost'>worn</gap>", "RNG105 text can't stand directly in “gap” · close"),
        ("<pic><lb/>a.png</pic>", "RNG107 “pic” needs the attribute “url”"),
        ("<gap>x</gap>", "RNG105 text can't stand directly in “gap” · close"),
        ("<pic>a &lt;b&gt;.png</pic>", "RNG105 text can't stand directly in “pic” · write it as an"
         ' attribute: url="a &lt;b&gt;.png"'),
        ("<pic n='2'>a.png</pic>", "RNG105 text can't stand directly in “pic” · write it as an"
         ' attribute: url="a.png"'),
    ],
)  # fmt: skip
def test_text_that_is_the_value_of_an_attribute(
    element: str, expected: str, tmp_path: Path
) -> None:
    schema = schemas.compact(
        tmp_path,
        """start = element r { (text | gap | pic)* }
        gap = element gap { attribute reason { "lost" | "worn" }? }
        pic = element pic { attribute url { text }, attribute n { text }?, lb? }
        lb = element lb { empty }""",
    )
    word, *_ = schemas.words(schema, tmp_path, f"<r>{element}</r>")
    assert word.partition(" ")[2].startswith(expected)
