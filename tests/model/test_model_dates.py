"""The one model of a date."""

from __future__ import annotations

import pytest

from siglum.model.dates import DateKind, of_attributes, of_words, point


@pytest.mark.parametrize(
    ("attributes", "kind", "edtf", "sort"),
    [
        ({"when": "1949-01-10"}, "exact", "1949-01-10", 19490110),
        ({"when": "1949-01"}, "exact", "1949-01", 19490100),
        ({"when-iso": "19490110"}, "exact", "1949-01-10", 19490110),
        ({"when": "1949-01-10+02:00"}, "exact", "1949-01-10", 19490110),
        ({"when": "-0044-03-15"}, "exact", "-0044-03-15", -439685),
        ({"when": "12345"}, "exact", "Y12345", 123450000),
        ({"when": "--05-15"}, "exact", "XXXX-05-15", None),
        ({"when": "---15"}, "exact", "XXXX-XX-15", None),
        ({"notAfter": "1760-12-03"}, "before", "[..1760-12-03]", 17601203),
        ({"notBefore": "1760-12"}, "after", "[1760-12..]", 17601200),
        ({"notBefore": "1760", "notAfter": "1765"}, "between", "[1760..1765]", 17600000),
        ({"from": "1800", "to": "1801-02"}, "range", "1800/1801-02", 18000000),
        ({"from": "1800"}, "range", "1800/..", 18000000),
        ({"to": "1800"}, "range", "../1800", 18000000),
        ({"when-iso": "1949-01-10/1949-02"}, "range", "1949-01-10/1949-02", 19490110),
        ({"when": "1949", "cert": "low"}, "exact", "1949?", 19490000),
        ({"when": "1949", "cert": "high"}, "exact", "1949", 19490000),
        ({"when": "1949", "precision": "low"}, "exact", "1949~", 19490000),
        ({"when": "1949", "precision": "low", "cert": "unknown"}, "exact", "1949%", 19490000),
        ({"from": "1800", "to": "1801", "cert": "low"}, "range", "1800?/1801?", 18000000),
    ],
)
def test_attributes_say_a_date(
    attributes: dict[str, str], kind: str, edtf: str, sort: int | None
) -> None:
    date = of_attributes(attributes)
    assert date is not None
    assert (str(date.kind), date.edtf, date.sort) == (kind, edtf, sort)


@pytest.mark.parametrize("value", ["", "yesterday", "1949-13-01", "1949-02-30", "49", "1949-1-1"])
def test_what_is_no_date_says_none(value: str) -> None:
    assert point(value) is None
    assert of_attributes({"when": value}) is None


def test_a_middle_beside_a_bound_is_not_the_date() -> None:
    both = of_attributes(
        {"notBefore": "1904-01-01", "when": "1904-07-01", "notAfter": "1904-12-31"}
    )
    one = of_attributes({"notBefore": "1904-01-01", "when": "1904-07-01"}, "sometime")
    said = of_attributes({"notBefore": "1904-01-01", "when": "1904-07-01"}, "1904")
    assert both is not None and both.edtf == "[1904-01-01..1904-12-31]"
    assert one is not None and one.edtf == "[1904-01-01..]"
    assert said is not None and said.edtf == "1904"


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("1741", "1741"),
        ("um 1741", "1741~"),
        ("ca. 1741", "1741~"),
        ("15.5.1862", "1862-05-15"),
        ("1741?", "1741?"),
        ("vor 1800", "[..1800]"),
        ("after 1800", "[1800..]"),
        ("962", "0962"),
    ],
)
def test_plain_words_say_a_date(words: str, edtf: str) -> None:
    date = of_words(words)
    assert date is not None and date.edtf == edtf


@pytest.mark.parametrize(
    "words", ["", "in the year 1741", "1741 or 1742", "45", "32.1.1862", "17412"]
)
def test_other_words_are_not_guessed_at(words: str) -> None:
    assert of_words(words) is None


def test_a_month_sorts_before_its_days_and_a_year_before_its_months() -> None:
    said = ["1892-02-01", "1892", "1891-12-31", "1892-02", "-0001", "0001"]
    dates = [of_attributes({"when": each}) for each in said]
    keys = {each: date.sort for each, date in zip(said, dates, strict=True) if date}
    assert sorted(said, key=lambda each: keys[each] or 0) == [
        "-0001", "0001", "1891-12-31", "1892", "1892-02", "1892-02-01",
    ]  # fmt: skip


def test_every_kind_of_date_is_made() -> None:
    assert {str(kind) for kind in DateKind} == {
        "exact", "before", "after", "between", "range", "unknown",
    }  # fmt: skip
