"""A schema that is compiled and recalled says what it said before, and need not learn it again."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemas
from lxml import etree

from siglum import relaxng

# What the schema is about, the schema, documents that are valid and that are not.
CASES: list[tuple[str, str, list[str]]] = [
    (
        "choice, group and repetition",
        "start = element a { (b | c)+, d?, e* }\n"
        "b = element b { empty } c = element c { text } d = element d { b } e = element e { c }",
        ["<a><b/><c>x</c><d><b/></d></a>", "<a><d/></a>", "<a>x<b/></a>", "<a><b/><bb/></a>"],
    ),
    (
        "interleave and mixed text",
        "start = element a { mixed { element b { text }?, element c { a }* } & element d { text } }"
        "\na = element a { empty }",
        ["<a>x<d/>y<b/>z</a>", "<a><c><a/></c>x<d/><c><a/></c></a>", "<a>x<b/><b/></a>"],
    ),
    (
        "data, values, lists and exceptions",
        "start = element a { attribute n { xsd:int { maxInclusive = '9' } - '3' },"
        " attribute l { list { xsd:NCName+, ('x' | '1') } }?,"
        " attribute w { list { ('p' | xsd:date)+ } }?, element b { xsd:date | 'none' }* }",
        [
            "<a n='4' l='u v x' w='p 1949-01-10'><b>none</b><b> 1949-01-10 </b></a>",
            "<a n='3'/>",
            "<a n='10' l='1 1' w=''/>",
            "<a n='1' l='u x' w='p q'><b>1949-13-01</b><b/></a>",
        ],
    ),
    (
        "several readings of an element, told apart by what is in it",
        "start = element a { (element b { x }, element c { empty }) | element b { y } }\n"
        "x = element x { empty } y = attribute y { text }, element x { empty }",
        ["<a><b><x/></b><c/></a>", "<a><b y='1'><x/></b></a>", "<a><b><x/></b></a>", "<a><b/></a>"],
    ),
    (
        "wildcards",
        "namespace o = 'urn:o'\n"
        "start = element a { attribute * - (x | o:*) { text }*, (any | element o:b { empty })* }\n"
        "any = element * - (a | o:*) { any* }",
        ["<a n='1'><q><r/></q></a>", "<a x='1' xmlns:o='urn:o' o:y=''/>", "<a><q><a/></q></a>"],
    ),
    (
        "attributes that depend on one another, IDs, and names with prefixes",
        "start = element a { (attribute p { text } | attribute q { text }), b* }\n"
        "b = element b { attribute id { xsd:ID }?, attribute r { xsd:IDREF }?,"
        " attribute t { xsd:QName }? }",
        [
            "<a p='' xmlns:k='urn:k'><b id='i'/><b r='i' t='k:n'/></a>",
            "<a p='' q=''><b id='i'/><b id='i'/></a>",
            "<a><b r='j' t='m:n'/></a>",
        ],
    ),
]


def _judged(schema: relaxng.Schema, documents: list[str]) -> list[object]:
    """What a schema says of documents as bytes, and as trees."""
    return [
        (schema.validate(one.encode()), schema.is_valid(etree.fromstring(one))) for one in documents
    ]


def _recalled(schema: relaxng.Schema) -> relaxng.Schema:
    compiled = schema.compiled()
    assert compiled is not None
    return relaxng.recall(compiled)


@pytest.mark.parametrize(
    ("schema", "documents"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_a_recalled_schema_says_the_same(schema: str, documents: list[str], tmp_path: Path) -> None:
    loaded = schemas.compact(tmp_path, schema)
    before = _recalled(loaded)
    expected = _judged(loaded, documents)
    assert any(errors for errors, _ in expected) and any(valid for _, valid in expected)
    assert _judged(before, documents) == expected
    after = _recalled(loaded)
    assert _judged(after, documents[::-1]) == expected[::-1]
    again = _recalled(after)
    assert _judged(again, documents) == expected


def test_what_was_learnt_is_not_learnt_again(tmp_path: Path) -> None:
    _, schema, [valid, *wrong] = CASES[0]
    loaded = schemas.compact(tmp_path, schema)
    assert loaded.has_news
    _judged(loaded, [valid])
    recalled = _recalled(loaded)
    _judged(recalled, [valid])
    assert recalled.automaton.learnt == 0 and not recalled.has_news
    _judged(recalled, wrong)
    assert recalled.automaton.learnt > 0


def test_help_names_things_in_the_order_of_the_schema_whatever_was_recalled(tmp_path: Path) -> None:
    schema = (
        "start = element r { one | two }\n"
        "one = element one { (a | b | c)* } two = element two { (c | b | a)* }\n"
        "a = element a { empty } b = element b { empty } c = element c { empty }"
    )
    wrong = [f"<r><{name}>x<a/></{name}></r>".encode() for name in ("one", "two")]
    helps = ["here can stand “a”, “b”, “c” or the end of the element"]
    helps += ["here can stand “c”, “b”, “a” or the end of the element"]
    for order in (1, -1):
        loaded = schemas.compact(tmp_path, schema)
        for used in (loaded, _recalled(loaded), _recalled(_recalled(loaded))):
            found = [used.validate(document)[0].help for document in wrong[::order]]
            assert found == helps[::order]


def test_every_correct_schema_of_the_suite_is_recalled(
    external_suites: Path, tmp_path: Path
) -> None:
    suite = etree.parse(str(external_suites / "conformance" / "relaxng" / "spectest.xml"))
    compared = 0
    for correct in suite.iter("correct"):
        if len(correct) != 1 or list(correct.itersiblings("resource", "dir", preceding=True)):
            continue  # a schema of several files, which compiles to one like any other
        documents = [
            etree.tostring(one[0], encoding="unicode", with_tail=False)
            for one in correct.itersiblings("valid", "invalid")
            if len(one) == 1
        ]
        path = tmp_path / "schema.rng"
        path.write_bytes(etree.tostring(correct[0], with_tail=False))
        loaded = relaxng.load(path)
        assert _judged(_recalled(loaded), documents) == _judged(loaded, documents)
        assert _judged(_recalled(loaded), documents) == _judged(loaded, documents)
        compared += 1
    assert compared > 150
