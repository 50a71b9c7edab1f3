"""Datatypes and values: which take the same texts, and a text that only one takes."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
import schemas

from siglum.relaxng.difference import compare

TYPES = [
    *("text", "token", "empty", '""', '"a"', 'string "a"', '"a" | "b"', 'token - "a"'),
    *("xsd:string", 'xsd:string { pattern = "[ab]*" }', 'xsd:token { pattern = "[ab]*" }'),
    *('xsd:token { pattern = "(a|b)*" }', 'xsd:normalizedString { pattern = "a b" }'),
    *('xsd:token { pattern = "a b" }', '"a b"', 'list { "a", "b" }', 'list { ("a" | "b")* }'),
    *('list { "a"+ }', 'list { "a", "a"* }', "xsd:NCName", "xsd:Name", "xsd:NMTOKEN"),
    *("xsd:NMTOKENS", "list { xsd:NMTOKEN+ }", 'xsd:string { length = "1" }', "xsd:integer"),
    *('xsd:token { maxLength = "1" minLength = "1" }', "xsd:byte", "xsd:nonNegativeInteger"),
    *('xsd:integer { minInclusive = "-128" maxInclusive = "127" }', "xsd:decimal", "xsd:boolean"),
    *('"true" | "false" | "0" | "1"', "xsd:anyURI", "xsd:date", "xsd:gYear", "xsd:language"),
]
SAME = [
    {"text", "token", "xsd:string"},
    {'xsd:token { pattern = "[ab]*" }', 'xsd:token { pattern = "(a|b)*" }'},
    {'xsd:token { pattern = "a b" }', '"a b"', 'list { "a", "b" }'},
    {'list { "a"+ }', 'list { "a", "a"* }'},
    {"xsd:NMTOKENS", "list { xsd:NMTOKEN+ }"},
    {"xsd:boolean", '"true" | "false" | "0" | "1"'},
    {"xsd:byte", 'xsd:integer { minInclusive = "-128" maxInclusive = "127" }'},
    {"empty", '""'},
]


@pytest.mark.parametrize("one", TYPES)
def test_types_are_equal_exactly_where_they_take_the_same_texts(one: str, tmp_path: Path) -> None:
    left = schemas.compact(tmp_path, f"start = element a {{ attribute x {{ {one} }} }}")
    for other in TYPES:
        right = schemas.compact(tmp_path, f"start = element a {{ attribute x {{ {other} }} }}")
        found = compare(left, right)
        same = one == other or any({one, other} <= group for group in SAME)
        assert (not found) == same, (other, found)
        assert all(one.kind == "value" and one.example for one in found), (other, found)


def test_the_text_of_a_leaf_is_compared_like_a_value(tmp_path: Path) -> None:
    for one, other in product(('"a"', 'xsd:token { pattern = "a+" }', "xsd:date"), repeat=2):
        left = schemas.compact(tmp_path, f"start = element a {{ {one} }}")
        right = schemas.compact(tmp_path, f"start = element a {{ {other} }}")
        found = compare(left, right)
        assert bool(found) == (one != other)
        assert all(one.kind == "value" and one.example for one in found)


def test_bounds_of_thousands_of_digits_are_compared(tmp_path: Path) -> None:
    left, right = (
        schemas.compact(
            tmp_path, f'start = element a {{ xsd:integer {{ maxInclusive = "{digit * 5_000}" }} }}'
        )
        for digit in "89"
    )
    assert compare(left, left) == []
    assert [one.kind for one in compare(left, right)] == ["value"]


def test_a_qualified_name_may_have_the_prefix_xml(tmp_path: Path) -> None:
    left, right = (
        schemas.compact(tmp_path, f"start = element a {{ xsd:QName {name} }}")
        for name in ('"xml:lang"', '"lang"')
    )
    assert compare(left, left) == []
    examples = [one.example for one in compare(left, right)]
    assert [left.validate((one or "").encode()) == [] for one in examples] == [True, False]


def test_open_types_that_cannot_be_told_apart_are_undecided(tmp_path: Path) -> None:
    one = 'xsd:double { minInclusive = "0.123456" maxInclusive = "0.123457" }'
    other = 'xsd:double { minInclusive = "0.123456" maxExclusive = "0.1234571" }'
    left = schemas.compact(tmp_path, f"start = element a {{ attribute x {{ {one} }} }}")
    right = schemas.compact(tmp_path, f"start = element a {{ attribute x {{ {other} }} }}")
    [found] = compare(left, right)
    assert (found.kind, found.names, found.example) == ("undecided", ("x",), None)
