"""Where two schemas differ: each kind of difference, shown by a document."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemas
from lxml import etree

from siglum import relaxng
from siglum.relaxng.difference import Difference, compare

# Name of the case, two schemas that accept the same documents.
EQUAL: list[tuple[str, str, str]] = [
    (
        "references inlined and choices distributed",
        "start = element a { (b | c), d }\n"
        "b = element b { empty } c = element c { empty } d = element d { empty }",
        "start = element a { (b, d) | (element c { empty }, d) }\n"
        "b = element b { empty } d = element d { empty }",
    ),
    (
        "an interleave spelt out",
        "start = element a { element b { empty } & element c { empty } }",
        "start = element a { (element b { empty }, element c { empty })"
        " | (element c { empty }, element b { empty }) }",
    ),
    (
        "an element that can never be completed",
        "start = a\na = element a { b?, c* }\nb = element b { b }\nc = element c { empty }",
        "start = element a { element c { empty }* }",
    ),
    (
        "several readings of an element, merged",
        "start = element a { (element b { x }, element d { empty })"
        " | (element b { y }, element d { empty }) }\n"
        "x = element x { empty } y = element y { empty }",
        "start = element a { element b { element x { empty } | element y { empty } },"
        " element d { empty } }",
    ),
    (
        "readings that overlap",
        "start = element a { element b { x+ }, element c { empty } }\nx = element x { empty }",
        "start = element a { (element b { x }, element c { empty })"
        " | (element b { x, x* }, element c { empty }) }\nx = element x { empty }",
    ),
    (
        "recursion unrolled",
        "start = a\na = element a { a* }",
        "start = element a { b* }\nb = element a { element a { b* }* }",
    ),
    (
        "attributes in another order, and one choice written twice",
        "start = element a { attribute x { text }?, attribute y { text } }",
        "start = element a { (attribute y { text }, attribute x { text }) | attribute y { text } }",
    ),
    (
        "attributes that decide the content",
        'start = element a { (attribute k { "b" }, b) | (attribute k { "c" }, b) }\n'
        "b = element b { empty }",
        'start = element a { attribute k { "b" | "c" }, element b { empty } }',
    ),
    (
        "wildcards split by namespace",
        "start = element a { attribute * { text }*, any* }\nany = element * { text }",
        'namespace n = "urn:n"\n'
        "start = element a { attribute (n:* | (* - n:*)) { text }*, (p | q)* }\n"
        "p = element n:* { text }\nq = element * - n:* { text }",
    ),
    (
        "data that is text",
        "start = element a { text }",
        "start = element a { token | string }",
    ),
    (
        "qualified names by different prefixes",
        'namespace p = "urn:p"\nstart = element a { xsd:QName "p:x" | xsd:QName "y" }',
        'namespace q = "urn:p"\nstart = element a { xsd:QName "y" | xsd:QName "q:x" }',
    ),
]

# Name of the case, schemas A and B, the differences as `path: kind names accepted-by`.
DIFFERENT: list[tuple[str, str, str, list[str]]] = [
    (
        "another root",
        "start = element a { empty }",
        "start = element b { empty }",
        [": element a left", ": element b right"],
    ),
    (
        "another namespace",
        'default namespace = "urn:a"\nstart = element a { empty }',
        'default namespace = "urn:b"\nstart = element a { empty }',
        [": element {urn:a}a left", ": element {urn:b}a right"],
    ),
    (
        "no document at all",
        "start = a\na = element a { a }",
        "start = element a { empty }",
        [": element a right"],
    ),
    (
        "a sequence swapped",
        "start = element a { element b { empty }, element c { empty } }",
        "start = element a { element c { empty }, element b { empty } }",
        ["a: element b left", "a: element c right"],
    ),
    (
        "a child that may be missing",
        "start = element a { element b { element c { empty } } }",
        "start = element a { element b { element c { empty }? } }",
        ["a/b: end right"],
    ),
    (
        "text",
        "start = element a { element b { empty } }",
        "start = element a { mixed { element b { empty } } }",
        ["a: text right"],
    ),
    (
        "attributes",
        "start = element a { attribute x { text }, attribute z { text }? }",
        "start = element a { attribute x { text }?, attribute y { text }? }",
        ["a: attribute z left", "a: required x right", "a: attribute y right"],
    ),
    (
        "attributes that exclude one another",
        "start = element a { attribute x { text }?, attribute y { text }? }",
        "start = element a { (attribute x { text } | attribute y { text })? }",
        ["a: attribute y left"],
    ),
    (
        "several attributes of one wildcard",
        "start = element a { attribute * { '1' | '2' }+ }",
        "start = element a { attribute * { '1' }+ | attribute * { '2' }+ }",
        ["a: value any left"],
    ),
    (
        "values",
        'start = element a { attribute x { "1" | "2" }, ("p" | "q") }',
        'start = element a { attribute x { "1" | "3" }, ("p" | "r") }',
        ["a: value x left", "a: value x right", "a: value left", "a: value right"],
    ),
    (
        "an attribute that decides the content",
        'start = element a { (attribute k { "b" }, b) | (attribute k { "c" }, c) }\n'
        "b = element b { empty } c = element c { empty }",
        'start = element a { attribute k { "b" | "c" }, (b | c) }\n'
        "b = element b { empty } c = element c { empty }",
        ["a: element c right", "a: element b right"],
    ),
    (
        "a reading whose end decides",
        "start = element a { (element b { x }, element d { empty })"
        " | (element b { x, x }, element e { empty }) }\nx = element x { empty }",
        "start = element a { element b { x, x? }, (element d { empty } | element e { empty }) }\n"
        "x = element x { empty }",
        ["a: element e right", "a: element d right"],
    ),
    (
        "a name class",
        "start = element a { element * - (b | c) { empty } }",
        "start = element a { element * - b { empty } }",
        ["a: element c right"],
    ),
    (
        "an ID",
        "start = element a { attribute x { xsd:ID } }",
        "start = element a { attribute x { xsd:NCName } }",
        ["a: id x"],
    ),
]


def summary(one: Difference) -> str:
    """Return a difference in short."""
    return " ".join(filter(None, [f"{'/'.join(one.path)}:", one.kind, *one.names, one.accepted_by]))


def check_example(one: Difference, left: relaxng.Schema, right: relaxng.Schema) -> None:
    """Check that the example is valid against the one schema only, as is claimed."""
    assert one.example is not None, one
    root = etree.fromstring(one.example)
    accepted = [name for name, it in (("left", left), ("right", right)) if it.is_valid(root)]
    assert accepted == [one.accepted_by], one


@pytest.mark.parametrize(("one", "other"), [c[1:] for c in EQUAL], ids=[c[0] for c in EQUAL])
def test_equal_schemas_have_no_difference(one: str, other: str, tmp_path: Path) -> None:
    left = schemas.compact(tmp_path, one, "left.rnc")
    right = schemas.compact(tmp_path, other, "right.rnc")
    assert compare(left, right) == []
    assert compare(right, left) == []
    assert compare(left, left) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"), [c[1:] for c in DIFFERENT], ids=[c[0] for c in DIFFERENT]
)
def test_difference_is_found_and_proved(
    one: str, other: str, expected: list[str], tmp_path: Path
) -> None:
    left = schemas.compact(tmp_path, one, "left.rnc")
    right = schemas.compact(tmp_path, other, "right.rnc")
    found = compare(left, right)
    assert sorted(map(summary, found)) == sorted(expected)
    for difference in found:
        if difference.kind != "id":
            check_example(difference, left, right)


def test_one_cause_is_one_difference(tmp_path: Path) -> None:
    text = (
        "start = a\na = element a { m* }\nb = element b { m* }\nc = element c { n, m* }\nm = b | c"
    )
    end = "\nn = element n { empty }"
    left = schemas.compact(tmp_path, text + end, "left.rnc")
    right = schemas.compact(
        tmp_path,
        f"{text} | x | y{end}\nx = element x {{ empty }}\ny = element y {{ empty }}",
        "right.rnc",
    )
    [found] = compare(left, right)
    assert (found.kind, found.path, found.names) == ("element", ("a",), ("x", "y"))
    assert set(found.elsewhere) == {"b", "c"}
    assert found.left == "“x” can't stand here: “b”, “c” or the end can stand here"
    assert found.right == "“x” can stand here"


def test_path_is_a_shortest_one(tmp_path: Path) -> None:
    text = (
        "start = element r { element p { element q { d } }, element s { d } }\n"
        "d = element d { e }\ne = element e { %s }"
    )
    left = schemas.compact(tmp_path, text % "empty", "left.rnc")
    right = schemas.compact(tmp_path, text % "text", "right.rnc")
    [found] = compare(left, right)
    assert found.path == ("r", "s", "d", "e")


def test_a_large_interleave_is_compared_part_by_part(tmp_path: Path) -> None:
    parts = [f"element e{at} {{ empty }}?" for at in range(60)]
    left = schemas.compact(tmp_path, f"start = element a {{ {' & '.join(parts)} }}", "left.rnc")
    parts[30] = "element e30 { empty }*"
    right = schemas.compact(
        tmp_path, f"start = element a {{ {' & '.join(reversed(parts))} }}", "right.rnc"
    )
    [found] = compare(left, right)
    assert summary(found) == "a: element e30 right"
    check_example(found, left, right)


def test_too_many_states_are_an_open_question_not_a_verdict(tmp_path: Path) -> None:
    parts = [f"element e{at} {{ empty }}?" for at in range(18)]
    text = "start = element a {{ ({}), element x {{ empty }} }}"
    left = schemas.compact(tmp_path, text.format(" & ".join(parts)), "left.rnc")
    right = schemas.compact(tmp_path, text.format(" & ".join(reversed(parts))), "right.rnc")
    assert [one.kind for one in compare(left, right, 10_000)] == ["unfinished"]


def test_attributes_that_exclude_one_another_are_named(tmp_path: Path) -> None:
    both = "start = element a { attribute x { text }?, attribute y { text }? }"
    one = "start = element a { (attribute x { text } | attribute y { text })? }"
    [found] = compare(
        schemas.compact(tmp_path, both, "left.rnc"), schemas.compact(tmp_path, one, "right.rnc")
    )
    assert found.right == "“y” is not allowed beside “x”"
    assert found.example == '<a x="x" y="x"/>\n'


def test_the_ids_of_an_example_are_unique(tmp_path: Path) -> None:
    text = (
        "start = element r { i, element s { i, e, e, c%s } }\n"
        "e = element e { i } c = element c { i }\ni = attribute i { xsd:ID }"
    )
    left = schemas.compact(tmp_path, text % "", "left.rnc")
    right = schemas.compact(tmp_path, text % "?", "right.rnc")
    [found] = compare(left, right)
    assert summary(found) == "r/s: end right"
    check_example(found, left, right)


def test_a_difference_that_no_parser_reads_has_no_example(tmp_path: Path) -> None:
    identifier = "element a { attribute xml:id { xsd:ID } }"
    one, other = (tmp_path / "one.rnc", tmp_path / "other.rnc")
    one.write_text(identifier)
    other.write_text("element a { attribute xml:id { text } }")
    assert all(found.example is None for found in compare(relaxng.load(one), relaxng.load(other)))


def _hard(kind: str, n: int) -> str:
    """Return a schema whose comparison with that for n + 1 takes time exponential in n."""
    match kind:
        case "interleave":
            parts = " & ".join(
                f"(element e{at} {{ empty }}, element f{at} {{ empty }})" for at in range(n)
            )
            return f"start = element r {{ ({parts}), element x {{ empty }} }}"
        case "pattern":
            return f'start = element r {{ xsd:token {{ pattern = "(a|b)*a(a|b){{{n}}}" }} }}'
        case "attribute":
            value = f'xsd:token {{ pattern = "(a|b)*a(a|b){{{n}}}" }}'
            return f"start = element r {{ attribute x {{ {value} }} }}"
        case "attributes":
            pairs = ", ".join(
                f"(attribute a{at} {{ text }} | attribute b{at} {{ text }})" for at in range(n)
            )
            groups = f"({pairs}) | (attribute a0 {{ text }}, attribute b1 {{ text }})"
            return f"start = element r {{ {groups} }}"
        case "list":
            rest = ', ("a" | "b")' * n
            return f'start = element r {{ list {{ ("a" | "b")*, "a"{rest} }} }}'
        case "nested":
            readings = " | ".join(
                f"element a {{ (b | c)*, b{', (b | c)' * at} }}" for at in range(n)
            )
            return (
                f"start = element r {{ ({readings})* }} b = element b {{ empty }}"
                " c = element c { empty }"
            )
    raise ValueError(kind)


@pytest.mark.parametrize(
    "kind", ["interleave", "pattern", "attribute", "attributes", "list", "nested"]
)
def test_a_hard_comparison_ends(tmp_path: Path, kind: str) -> None:
    left = schemas.compact(tmp_path, _hard(kind, 24), "left.rnc")
    right = schemas.compact(tmp_path, _hard(kind, 25), "right.rnc")
    assert compare(left, right, 20_000) != []
