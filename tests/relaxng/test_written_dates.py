"""A date that is written as people write it is told in the form of ISO, if only one is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemas

from siglum.relaxng.values.written_dates import in_iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("10 January 1949", "1949-01-10"),
        ("January 10, 1949", "1949-01-10"),
        ("10th Jan. 1949", "1949-01-10"),
        ("1949 January 10", "1949-01-10"),
        ("10. Januar 1949", "1949-01-10"),
        ("1er août 1914", "1914-08-01"),
        ("10 de enero de 1949", "1949-01-10"),
        ("10 gennaio 1949", "1949-01-10"),
        ("10 января 1949 г.", "1949-01-10"),
        ("1949年1月10日", "1949-01-10"),
        ("1949年1月", "1949-01"),
        ("10.1.1949", "1949-01-10"),
        ("10. 01. 1949", "1949-01-10"),
        ("10.I.1949", "1949-01-10"),
        ("1949/1/10", "1949-01-10"),
        ("31/1/1949", "1949-01-31"),
        ("1/31/1949", "1949-01-31"),
        ("1-1-1949", "1949-01-01"),
        ("March 1850", "1850-03"),
    ],
)
def test_a_date_that_means_one_thing(written: str, iso: str) -> None:
    assert list(in_iso(written)) == [iso]


@pytest.mark.parametrize(
    "written",
    [
        "10/1/1949",
        "10-1-1949",
        "10 January 49",
        "10 Juvember 1949",
        "spring 1949",
        "Monday",
        "10/13",
    ],
)
def test_a_date_that_means_two_things_or_none(written: str) -> None:
    assert list(in_iso(written)) == []


DATED = """start = element d { attribute when { xsd:date | xsd:gYearMonth | xsd:gYear }?,
  attribute xml:id { xsd:ID }?, attribute to { xsd:IDREF }? }"""


@pytest.mark.parametrize(
    ("attribute", "help"),
    [
        ("when='10 January 1949'", "did you mean “1949-01-10”?"),
        ("when='January 1949'", "did you mean “1949-01”?"),
        ("when='31 February 1949'", None),
        ("when='10/1/1949'", "did you mean “1949-01-10” or “1949-10-01”?"),
        ("when=' 02-03-1949 '", "did you mean “1949-03-02” or “1949-02-03”?"),
        ("when='31/2/1949'", None),
        ("when='30/31/1949'", None),
        ("xml:id='1 p'", "did you mean “id-1-p”?"),
        ("xml:id='12'", "did you mean “id-12”?"),
        ("xml:id='#a (b)'", "did you mean “a-b”?"),
        ("xml:id='--'", None),
    ],
)
def test_a_value_is_told_as_it_was_meant(attribute: str, help: str | None, tmp_path: Path) -> None:
    schema = schemas.compact(tmp_path, DATED)
    [error] = schemas.errors(schema, tmp_path, f"<d {attribute}/>")
    assert (error.code, error.help) == ("RNG108", help)


@pytest.mark.parametrize(
    ("value", "wrong"), [("x:y", ":"), ("a#b", "#"), ("ä/ö", "/"), ("(1)", "("), ("a\u2013b", "–")]
)
def test_the_character_that_no_name_has_is_named(value: str, wrong: str, tmp_path: Path) -> None:
    schema = schemas.compact(tmp_path, DATED)
    [error] = schemas.errors(schema, tmp_path, f"<d xml:id='{value}'/>")
    assert f"“{wrong}”" in error.message.partition("is not an ID")[2]
