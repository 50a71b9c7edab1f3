"""The datatypes of XML Schema with their facets, and the words about wrong values."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import schemas
from hypothesis import example, given
from hypothesis import strategies as st

from siglum.relaxng.values.datatypes import XSD, Datatype, DatatypeError, Datatypes
from siglum.relaxng.values.regex import Regex, RegexError


def datatype(name: str, **parameters: str) -> Datatype:
    return Datatypes().get(XSD, name, tuple(parameters.items()))


VALUES = [
    ("string", ["", " x\n"], []),
    ("boolean", ["true", "0", " 1 "], ["yes", "", "TRUE"]),
    ("decimal", ["1", "-1.5", "+.5", "1."], ["1e5", "", ".", "١"]),
    ("integer", ["0", "-12", "+3"], ["1.0", "x"]),
    ("byte", ["-128", "127", "-" + "0" * 5_000 + "1"], ["128", "-129", "9" * 5_000]),
    ("unsignedLong", ["18446744073709551615"], ["18446744073709551616", "-1"]),
    ("nonPositiveInteger", ["0", "-5"], ["1"]),
    ("float", ["1", "-1.5e-3", "INF", "-INF", "NaN"], ["+INF", "inf", "1e"]),
    ("duration", ["P1Y", "-P1M2DT3H4M5.6S", "PT0S"], ["P", "P1S", "PT", "1Y", "P-1Y"]),
    ("duration", ["PT0." + "0" * 5_000 + "1S"], ["P" + "9" * 5_000 + "Y"]),
    ("dateTime", ["1949-01-31T24:00:00", "2000-02-29T12:00:00.5+14:00"], ["1949-01-31"]),
    ("date", ["-0044-03-15", "12345-01-01", "2000-01-01Z"], ["0000-01-01", "1900-02-29", "49-1-1"]),
    ("time", ["18:30:00", "00:00:00Z"], ["18:30", "25:00:00", "12:60:00"]),
    ("time", [f"10:00:59.{'9' * 17}", "24:00:00.00"], ["10:00:60.0", "24:00:00.01"]),
    ("time", ["10:00:00+13:59", "10:00:00-14:00"], ["10:00:00+14:01", "10:00:00-05:60"]),
    ("time", ["24:00:00", "23:59:59.9Z"], ["24:00:01", "24:01:00", "10:00:00+5:00", "10:00:00z"]),
    ("gYear", ["1949", "-0001", "9" * 18], ["49", "01949", "9" * 5_000]),
    ("gYearMonth", ["1949-12"], ["1949-13", "1949"]),
    ("gMonthDay", ["--02-29"], ["--02-30", "02-29"]),
    ("gDay", ["---31"], ["---32"]),
    ("gMonth", ["--12"], ["--13", "--12--"]),
    ("hexBinary", ["", "0aFF"], ["0", "xx"]),
    ("base64Binary", ["", "YWJj", "YW Jj", "YQ=="], ["YWJ", "Y"]),
    ("base64Binary", ["YQ = =", "YQ= =", "YWJj Y Q==", "Y W I =", "YWI="], ["YR==", "YWJ="]),
    ("base64Binary", [" YWJj ", "+/+/"], ["Y===", "====", "=", "YQ=", "YQ==YWJj", "YWJj=", "-_-_"]),
    ("anyURI", ["", "a b", "é", "#x", "http://x/?q=1#f"], ["#a#b", "%4", ":x", "a:"]),
    ("language", ["en", "zh-Hant-TW"], ["", "verylonglanguage", "en_GB"]),
    ("Name", ["a:b", "_x"], ["1a", "a b"]),
    ("NCName", ["a-b.c", "Ωmega"], ["a:b", "", "-a"]),
    ("NMTOKEN", ["1a", "-"], ["a b", ""]),
    ("NMTOKENS", ["1a  b"], ["", "a,b"]),
    ("ENTITY", [], ["undeclared"]),
    ("QName", ["a", "xml:lang"], ["p:a", "a:", "1"]),
]


@pytest.mark.parametrize(("name", "right", "wrong"), VALUES, ids=[row[0] for row in VALUES])
def test_lexical_rule(name: str, right: list[str], wrong: list[str]) -> None:
    asked, prefixes = datatype(name), {"xml": "http://www.w3.org/XML/1998/namespace"}
    assert [value for value in right if asked.problem(value, prefixes) is not None] == []
    assert [value for value in wrong if asked.problem(value, prefixes) is None] == []


BOUNDS = [  # XML Schema Part 2, 3.3.13 to 3.3.25
    ("integer", None, None),
    ("nonPositiveInteger", None, 0),
    ("negativeInteger", None, -1),
    ("nonNegativeInteger", 0, None),
    ("positiveInteger", 1, None),
    ("long", -9223372036854775808, 9223372036854775807),
    ("int", -2147483648, 2147483647),
    ("short", -32768, 32767),
    ("byte", -128, 127),
    ("unsignedLong", 0, 18446744073709551615),
    ("unsignedInt", 0, 4294967295),
    ("unsignedShort", 0, 65535),
    ("unsignedByte", 0, 255),
]


@pytest.mark.parametrize(("name", "low", "high"), BOUNDS, ids=[row[0] for row in BOUNDS])
def test_whole_numbers_end_where_their_type_does(
    name: str, low: int | None, high: int | None
) -> None:
    whole = datatype(name)
    for bound, step, words in ((low, -1, "less"), (high, 1, "more")):
        last = step * 10**40 if bound is None else bound
        assert whole.problem(f"{last}", {}) is None
        assert whole.problem(f"{last:+}", {}) is None
        assert whole.problem(f"{last:+050}", {}) is None
        if bound is not None:
            assert whole.problem(f"{bound + step}", {}) == f"it is {words} than {bound}"
            assert whole.problem(f"{bound + step * 10**40}", {}) == f"it is {words} than {bound}"


FACETS = [
    ("token", {"length": "3"}, [" abc "], ["ab", "abcd"]),
    ("NMTOKENS", {"maxLength": "2"}, ["a b"], ["a b c"]),
    ("hexBinary", {"minLength": "2"}, ["0a0b"], ["0a"]),
    ("hexBinary", {"maxLength": "1"}, ["", "0a"], ["0a0b"]),
    ("string", {"minLength": "1", "maxLength": "2"}, [" ", "ab"], ["", "abc"]),
    ("token", {"maxLength": "1"}, ["", " a ", "😀"], ["a  b"]),
    ("IDREFS", {"length": "2"}, ["a b", " a\nb "], ["a", "a b c"]),
    ("base64Binary", {"length": "1"}, ["YQ==", "Y Q = ="], ["YWI=", ""]),
    ("base64Binary", {"length": "2"}, ["YWI="], ["YQ==", "YWJj"]),
    ("integer", {"minExclusive": "-1", "maxInclusive": "7"}, ["0", "+7", "007"], ["-1", "8"]),
    ("gYearMonth", {"maxInclusive": "1949-12"}, ["1949-12", "-0001-01"], ["1950-01"]),
    ("gDay", {"minInclusive": "---09", "maxExclusive": "---11"}, ["---09"], ["---08", "---11"]),
    ("gMonth", {"maxInclusive": "--02"}, ["--01", "--02"], ["--03"]),
    ("gMonthDay", {"maxInclusive": "--02-29"}, ["--02-29", "--01-31"], ["--03-01"]),
    ("time", {"minInclusive": "09:30:00"}, ["09:30:00", "23:59:59"], ["09:29:59.9"]),
    ("time", {"maxInclusive": "09:30:00Z"}, ["10:30:00+01:00"], ["09:30:00-00:01"]),
    ("base64Binary", {"length": "3"}, ["YWJj"], ["YQ=="]),
    ("decimal", {"totalDigits": "3", "fractionDigits": "1"}, ["12.50"], ["12.55", "1234"]),
    (
        "decimal",
        {"totalDigits": "3"},
        ["0012.5", "-001.250", "00.123"],
        ["12.345", "0.1234", "1200"],
    ),
    ("integer", {"totalDigits": "2"}, ["+0012", "-99", "000"], ["100", "-0123"]),
    ("decimal", {"minInclusive": "0", "maxExclusive": "1.0"}, ["0", "0.99"], ["-1", "1"]),
    ("double", {"maxInclusive": "1"}, ["1"], ["1.1", "NaN"]),
    ("date", {"minInclusive": "1949-01-08"}, ["1949-01-08", "1950-01-01"], ["1949-01-07"]),
    ("float", {"maxInclusive": "16777216"}, ["16777217"], ["16777218", "1e39", "NaN"]),
    ("dateTime", {"minInclusive": "2000-01-01T00:00:00Z"}, ["2000-01-02T00:00:00"], []),
    ("dateTime", {"minInclusive": "2000-01-02T00:00:00Z"}, [], ["2000-01-02T10:00:00"]),
    ("duration", {"maxInclusive": "P1M"}, ["P27D", "P1M"], ["P32D", "P30D"]),
    ("gYear", {"minExclusive": "-0044"}, ["-0043", "0001"], ["-0044", "-0100"]),
    ("string", {"pattern": "a|b"}, ["a", "b"], ["ab", "c", ""]),
]


@pytest.mark.parametrize(("name", "facets", "right", "wrong"), FACETS)
def test_facet(name: str, facets: dict[str, str], right: list[str], wrong: list[str]) -> None:
    limited = datatype(name, **facets)
    assert [value for value in right if limited.problem(value, {}) is not None] == []
    assert [value for value in wrong if limited.problem(value, {}) is None] == []


WORDS = [
    ("date", {}, "1949-13-45", "month 13"),
    ("date", {}, "1949-02-29", "day 29"),
    ("date", {}, "8 January", "it has to look like “1949-01-31”"),
    ("time", {}, "18:61:00", "minute 61"),
    ("time", {}, "18:30:61.5", "second 61"),
    ("gYear", {}, "9" * 5_000, "it has a number of more than 18 digits"),
    ("byte", {}, "300", "it is more than 127"),
    ("anyURI", {"pattern": r"\S+"}, "a b", "it has white space in it"),
    ("anyURI", {"pattern": r"\S+"}, "", "it is empty"),
    ("anyURI", {}, "a%20b%2", "a “%” needs two hexadecimal digits after it"),
    ("anyURI", {}, "%x0", "a “%” needs two hexadecimal digits after it"),
    ("anyURI", {}, "a%20b%2F", None),
    ("anyURI", {}, "1a:b", "“1a” is no scheme"),
    ("anyURI", {}, "urn:#a", "nothing follows the “:”"),
    ("anyURI", {}, "a:#b#c", "it has more than one “#”"),
    ("anyURI", {}, "a:", "nothing follows the “:”"),
    ("anyURI", {}, "a/1b:c", None),
    ("anyURI", {}, "?1b:c", None),
    ("anyURI", {}, "#1b:c", None),
    ("NCName", {}, "", "it is empty"),
    ("NCName", {}, "a b", "it has a space in it"),
    ("NCName", {}, "1a", "it begins with “1”, as no name does"),
    ("NCName", {}, "a:b", "it has “:” in it, as no name does"),
    ("NMTOKENS", {}, "", "it is empty"),
    ("IDREFS", {}, "a 1", "it begins with “1”, as no name does"),
    ("QName", {}, "x:a", "the prefix “x” is not declared"),
    ("string", {"minLength": "2"}, "a", "it is 1 long, 2 are needed"),
    ("string", {"length": "2"}, "abc", "it is 3 long, 2 are allowed"),
    ("decimal", {"totalDigits": "2"}, "01.230", "it has 3 digits, 2 are allowed"),
    ("decimal", {"fractionDigits": "1"}, "12.340", "it has 2 digits, 1 are allowed"),
    ("int", {"minExclusive": "3"}, "3", "it is not more than 3"),
    ("int", {"maxExclusive": "3"}, "3", "it is not less than 3"),
    ("int", {"maxInclusive": " 3 "}, "4", "it is more than 3"),
]


@pytest.mark.parametrize(("name", "facets", "value", "words"), WORDS)
def test_wrong_value_is_explained(
    name: str, facets: dict[str, str], value: str, words: str | None
) -> None:
    assert datatype(name, **facets).problem(value, {}) == words


def test_equal_values_are_equal_however_they_are_written() -> None:
    for name, one, other in (
        ("integer", "07", " 7 "),
        ("decimal", "1.0", "1"),
        ("boolean", "1", "true"),
        ("dateTime", "2000-01-01T12:00:00Z", "2000-01-01T13:00:00+01:00"),
        ("hexBinary", "0a", "0A"),
        ("duration", "P1Y", "P12M"),
        ("double", "NaN", "NaN"),
        ("float", "NaN", " NaN"),
        ("float", "16777216", "16777217"),
        ("float", "-INF", "-1e39"),
        ("float", "INF", "1e39"),
        ("base64Binary", "YWJj", " Y W Jj"),
        ("boolean", "false", "0"),
        ("dateTime", "1999-12-31T24:00:00", "2000-01-01T00:00:00"),
    ):
        assert datatype(name).value(one, {}) == datatype(name).value(other, {}), name
    assert datatype("string").value("a ", {}) != datatype("string").value("a", {})
    for name, one, other in (
        ("boolean", "0", "true"),
        ("double", "16777216", "16777217"),
        ("hexBinary", "0a", "0b"),
        ("date", "2000-01-01", "2000-01-01Z"),
        ("duration", "P30D", "P1M"),
        ("gYear", "0044", "-0044"),
        ("gYear", "0001", "-0001"),
        ("double", "INF", "-INF"),
    ):
        assert datatype(name).value(one, {}) != datatype(name).value(other, {}), name
    prefixes = {"a": "urn:a", "b": "urn:a", "": "urn:a"}
    names = {datatype("QName").value(name, prefixes) for name in ("a:x", "b:x", "x")}
    assert len(names) == 1
    assert datatype("QName").value("a:y", prefixes) not in names


@given(st.dates(max_value=date(9999, 12, 30)))
@example(date(2000, 2, 28))
@example(date(1900, 2, 28))
def test_a_day_ends_where_the_next_begins(day: date) -> None:
    moment = datatype("dateTime").value
    following = moment(f"{day + timedelta(1)}T00:00:00Z", {})
    assert moment(f"{day}T24:00:00Z", {}) == following
    assert moment(f"{day}T18:00:00-06:00", {}) == following
    assert moment(f"{day}T23:59:59.9Z", {}) != following


def test_the_year_before_the_first_is_the_first_before() -> None:
    """XML Schema 1.0, 3.2.7: there is no year 0."""
    moment = datatype("dateTime").value
    assert moment("-0001-12-31T24:00:00Z", {}) == moment("0001-01-01T00:00:00Z", {})
    assert moment("-0002-12-31T24:00:00Z", {}) == moment("-0001-01-01T00:00:00Z", {})


@pytest.mark.parametrize(
    ("months", "shorter", "open", "longer"),
    [
        ("P1Y", "P364D", "P365D P366D", "P367D"),
        ("P1M", "P27D", "P28D P29D P30D P31D", "P32D"),
        ("P5M", "P149D", "P150D P151D P152D P153D", "P154D"),
    ],
)
def test_months_and_days_are_compared_as_far_as_all_months_agree(
    months: str, shorter: str, open: str, longer: str
) -> None:
    """The table of XML Schema Part 2, 3.2.6.2."""
    assert datatype("duration", minExclusive=shorter).problem(months, {}) is None
    assert datatype("duration", maxExclusive=longer).problem(months, {}) is None
    for days in open.split():
        for bound in ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive"):
            assert datatype("duration", **{bound: days}).problem(months, {}), (bound, days)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dateTime", "2000-01-01T00:00:00.{}+01:00"),
        ("time", "10:00:00.{}"),
        ("duration", "P1Y2DT1.{}S"),
        ("duration", "-P1Y2DT1.{}S"),
        ("decimal", "1.{}"),
    ],
)
def test_values_that_differ_in_a_late_decimal_are_two(name: str, text: str) -> None:
    one, other = (text.format("0" * 60 + last) for last in "12")
    kind = datatype(name)
    assert kind.value(one, {}) != kind.value(other, {})
    earlier, later = (other, one) if text.startswith("-") else (one, other)
    assert datatype(name, maxExclusive=later).problem(earlier, {}) is None
    assert datatype(name, maxInclusive=earlier).problem(later, {}) is not None


@pytest.mark.parametrize("length", ["", "²", "٣", "-1", "+1", "1.0", "x"])
def test_a_length_is_a_number_in_ascii_digits(length: str) -> None:
    for name in ("length", "minLength", "maxLength"):
        with pytest.raises(DatatypeError, match="needs a number"):
            datatype("string", **{name: length})
    with pytest.raises(DatatypeError, match="needs a number"):
        datatype("decimal", fractionDigits=length)


def test_what_there_is_no_datatype_of_is_named() -> None:
    for library, name, words in (
        ("urn:types", "token", "no datatype library “urn:types”"),
        ("", "int", "the built-in library has no datatype “int”"),
        (XSD, "text", "XML Schema has no datatype “text”"),
    ):
        with pytest.raises(DatatypeError, match=words):
            Datatypes().get(library, name, ())
    for name, facet in (("string", "totalDigits"), ("int", "maxLength"), ("boolean", "length")):
        with pytest.raises(DatatypeError, match=f"no parameter “{facet}”"):
            datatype(name, **{facet: "1"})


def test_a_length_of_thousands_of_digits_is_refused() -> None:
    for name in ("length", "minLength", "maxLength"):
        with pytest.raises(DatatypeError, match="more than 18 digits"):
            datatype("string", **{name: "9" * 5_000})
    with pytest.raises(DatatypeError, match="more than 18 digits"):
        datatype("decimal", totalDigits="9" * 5_000)


PATTERNS = [
    (r"[^\p{C}\p{Z}]+", ["a.b", "ß", "漢", "😀"], ["a b", "", "a\u00a0b", "\u200e"]),
    (r"[a-z-[aeiou]]+", ["xyz"], ["a", "xa"]),
    (r"\p{Lu}\p{Ll}*", ["Éa", "A"], ["a", "AÉ"]),
    (r"\p{IsGreek}+", ["αβ"], ["ab"]),
    (r"\i\c*", ["a1", ":x"], ["1a"]),
    (r"[\-+]?\d+(\.\d+)?(%|cm)", ["-1.5cm", "3%"], ["1", "cm"]),
    (r"^a$", ["^a$"], ["a"]),
    (r"a{2,3}b?", ["aa", "aaab"], ["a", "aaaa"]),
    (r".", ["x", "\u2028"], ["\n", "\r", ""]),
    (r"(\*|a|)\|", ["*|", "|"], ["b|"]),
    (r"[\S]\s", ["a\t"], ["a\u00a0"]),
    (r"\w+", ["añ9"], ["a-b", "a."]),
    (r"a{2}", ["aa"], ["a", "aaa"]),
    (r"a{2,}", ["aa", "aaaaa"], ["a"]),
    (r"a{0,1}b{0}", ["", "a"], ["b", "aa"]),
    (r"[^a-c]", ["d", "^", "-"], ["a", "b", "c"]),
    (r"[a^]", ["a", "^"], ["b"]),
    (r"[a\-z]", ["a", "-", "z"], ["b"]),
    (r"[-a]|[b-]", ["-", "a", "b"], ["c"]),
    (r"\D\W\S\I\C", ["a--- "], ["1--- ", "aa-- ", "a- - ", "a--a ", "a---a"]),
    (r"[\d.]+", ["1.5"], ["a"]),
    (r"\n\r\t", ["\n\r\t"], ["nrt"]),
    (r"\p{L}\P{L}", ["a1"], ["1a", "aa"]),
    (r"[\p{Lu}-[A-C]]", ["D", "É"], ["A", "C", "d"]),
    (r"[\w-[\d]]", ["a"], ["1", "-"]),
    (r"a|", ["a", ""], ["|"]),
]


@pytest.mark.parametrize(("pattern", "right", "wrong"), PATTERNS)
def test_regular_expression_of_xsd(pattern: str, right: list[str], wrong: list[str]) -> None:
    regex = Regex(pattern)
    assert [value for value in right if not regex.matches(value)] == []
    assert [value for value in wrong if regex.matches(value)] == []


@pytest.mark.parametrize(
    "pattern",
    [
        *("(a", "a)", "a)(b", "a**", "a??", "*", "[a", "[]", "[z-a]", "a\\"),
        *(r"\q", r"\p{Xx}", r"\p{IsNowhere}", "a{3,2}", "a{,2}", "a{x}"),
        *(
            r"\p",
            r"\p{L",
            r"\pL",
            r"[a-\d]",
            r"[\d-a]",
            "a]",
            "a}",
            "a{",
            "{2}",
            "(?:a)",
            "[a-z",
            "(*)",
        ),
        *("a{" + "9" * 5_000 + "}", "a{1," + "9" * 5_000 + "}"),
    ],
)
def test_wrong_regular_expression_is_refused(pattern: str) -> None:
    with pytest.raises(RegexError):
        Regex(pattern)


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=8))
def test_escaped_text_matches_itself_only(text: str) -> None:
    special = "\\|.-^?*+{}()[]"
    pattern = "".join("\\" + char if char in special else char for char in text)
    assert Regex(pattern).matches(text)
    assert not Regex(pattern).matches(text + "x")


@pytest.mark.parametrize("value", ["", ' "xml:lang"'])
def test_the_prefix_xml_is_declared_in_schemas_and_documents(value: str, tmp_path: Path) -> None:
    schema = schemas.compact(tmp_path, f"start = element d {{ xsd:QName{value} }}")
    assert schemas.errors(schema, tmp_path, "<d>xml:lang</d>") == []
    assert schemas.errors(schema, tmp_path, "<d xmlns:p='u'>xml:lang</d>") == []
    types = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
    written = f'<element RNG name="d" {types}><value type="QName">xml:lang</value></element>'
    assert schemas.errors(schemas.xml(tmp_path, written), tmp_path, "<d>xml:lang</d>") == []


def test_value_in_a_document_has_its_type_in_the_message(tmp_path: Path) -> None:
    schema = schemas.compact(tmp_path, "start = element d { attribute when { xsd:date } }")
    assert schemas.words(schema, tmp_path, '<d when="1949-13-45"/>') == [
        "1:4 RNG108 “when” of “d”: “1949-13-45” is not a date: month 13"
    ]


@pytest.mark.parametrize("kind", ["string", "token", "xsd:string", "xsd:token"])
def test_a_text_with_facets_is_not_any_text(kind: str, tmp_path: Path) -> None:
    schema = schemas.compact(tmp_path, f"start = element d {{ {kind} }}")
    assert schemas.errors(schema, tmp_path, "<d>any text</d>") == []
    if kind.startswith("xsd:"):
        limited = schemas.compact(tmp_path, f'start = element d {{ {kind} {{ maxLength = "2" }} }}')
        assert schemas.errors(limited, tmp_path, "<d>ab</d>") == []
        assert schemas.errors(limited, tmp_path, "<d>abc</d>") != []
