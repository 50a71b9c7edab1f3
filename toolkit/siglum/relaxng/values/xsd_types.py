"""The datatypes of XML Schema: for each its white space, its lexical rule and its values.

The rules are XSD 1.0 part 2, section 3, read as jing reads them where they are loose (`anyURI`).
They are written here rather than taken from xmlschema or elementpath because of their words
("month 13"), and because importing either costs more than loading a whole TEI schema.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from . import calendar_values as calendar
from .charset import is_name
from .regex import Regex
from .white_space import split

Check = Callable[[str], str | None]
"""Takes a text with its white space normalised; returns what is wrong with it, None if nothing."""

_FLOAT = r"[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|-?INF|NaN"
# Section 3.2.16: the last character before a “=” has no bits that say nothing.
_BASE64 = (
    "(([A-Za-z0-9+/] ?){4})*(([A-Za-z0-9+/] ?){3}[A-Za-z0-9+/]"
    "|([A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?=|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?"
)


@dataclass(frozen=True, slots=True)
class XsdType:
    """One datatype of XML Schema.

    `white_space` is "preserve", "replace" or "collapse"; `value` makes comparable values of valid
    texts; `noun` names a value in messages; `facets` are the parameters it can have.
    """

    name: str
    noun: str
    white_space: str
    check: Check
    value: Callable[[str], object]
    facets: frozenset[str]
    length: Callable[[str], int] = len
    namespaced: bool = False


_regex = cache(Regex)


def matches(pattern: str, text: str) -> bool:
    """Tell whether a whole text matches an XSD regular expression, which is kept compiled."""
    return _regex(pattern).matches(text)


def _matching(pattern: str, problem: str) -> Check:
    def check(text: str) -> str | None:
        return None if matches(pattern, text) else problem

    return check


def is_ncname(text: str) -> bool:
    """Tell whether a text is a name without a colon (Namespaces in XML)."""
    return ":" not in text and is_name(text)


def _is_qname(text: str) -> bool:
    prefix, colon, local = text.rpartition(":")
    return is_ncname(local) and (not colon or is_ncname(prefix))


def _accepted(accepts: Callable[[str], bool], problem: str) -> Check:
    return lambda text: None if accepts(text) else problem


def _name(accepts: Callable[[str], bool]) -> Check:
    def check(text: str) -> str | None:
        if accepts(text):
            return None
        if not text:
            return "it is empty"
        if " " in text:
            return "it has a space in it"
        if accepts(f"a{text}"):
            return f"it begins with “{text[0]}”, as no name does"
        wrong = next((char for char in text if not accepts(f"a{char}")), None)
        return f"it has “{wrong}” in it, as no name does" if wrong else "it is put together wrongly"

    return check


def _anything(_: str) -> None:
    return None


def _tokens(check: Check) -> Check:
    def check_all(text: str) -> str | None:
        found = (check(token) for token in split(text))
        return next(filter(None, found), None) if text else "it is empty"

    return check_all


def uri_problem(text: str) -> str | None:
    """Return what is wrong with a URI reference, which may hold any character (RFC 2396, XLink)."""
    if "%" not in text and ":" not in text and text.count("#") < 2:
        return None
    percent = text.find("%")
    while percent >= 0:
        if not re.fullmatch("[0-9a-fA-F]{2}", text[percent + 1 : percent + 3]):
            return "a “%” needs two hexadecimal digits after it"
        percent = text.find("%", percent + 1)
    before, _, fragment = text.partition("#")
    if "#" in fragment:
        return "it has more than one “#”"
    colon = before.find(":")
    if colon < 0 or re.search("[/?]", before[:colon]):
        return None
    if not matches(r"[A-Za-z][A-Za-z0-9+.\-]*", before[:colon]):
        return f"“{before[:colon]}” is no scheme"
    return None if before[colon + 1 :] else "nothing follows the “:”"


def _integer_between(low: int | None, high: int | None) -> Check:
    def check(text: str) -> str | None:
        if not matches(r"[+\-]?[0-9]+", text):
            return "it is not a whole number"
        digits = text.lstrip("+-").lstrip("0")[:30]  # more than any type with bounds can have
        number = int(digits or "0") * (-1 if text[0] == "-" else 1)
        if low is not None and number < low:
            return f"it is less than {low}"
        if high is not None and number > high:
            return f"it is more than {high}"
        return None

    return check


def _decimal(text: str) -> object:
    from decimal import Decimal

    return Decimal(text)


def _double(text: str) -> tuple[float]:
    """Return a number in a tuple: in there, NaN equals itself (section 3.2.5.1)."""
    return (math.nan if text == "NaN" else float(text.replace("INF", "inf")),)


def _single(text: str) -> tuple[float]:
    """Return the nearest number of single precision, like `_double` (section 3.2.4)."""
    [number] = double = _double(text)
    if math.isnan(number):
        return double
    try:
        return (struct.unpack("f", struct.pack("f", number))[0],)
    except OverflowError:
        return (math.copysign(math.inf, number),)


_BOOLEAN = {"true": True, "1": True, "false": False, "0": False}
_LENGTHS = frozenset({"length", "minLength", "maxLength", "pattern"})
_ORDERED = frozenset({"minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "pattern"})
_DIGITS = _ORDERED | {"totalDigits", "fractionDigits"}
_PATTERN = frozenset({"pattern"})


def _build() -> dict[str, XsdType]:
    types = [*_string_types(), *_number_types(), *_calendar_types(), *_other_types()]
    return {one.name: one for one in types}


def _string_types() -> list[XsdType]:
    ncname = _name(is_ncname)
    nmtoken = _accepted(
        lambda text: is_name(f"a{text}") and text != "", "it has a character that no name token has"
    )
    rows: list[tuple[str, str, Check]] = [
        ("token", "a token", _anything),
        (
            "language",
            "a language tag",
            _matching("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", "it has to look like “en” or “zh-Hant”"),
        ),
        ("Name", "a name", _name(is_name)),
        ("NCName", "a name without a colon", ncname),
        ("ID", "an ID", ncname),
        ("IDREF", "an IDREF", ncname),
        ("ENTITY", "an entity", _no_entity),
        ("NMTOKEN", "a name token", nmtoken),
        ("anyURI", "a URI", uri_problem),
    ]
    lists: list[tuple[str, str, Check]] = [
        ("IDREFS", "a list of IDREFs", _tokens(ncname)),
        ("ENTITIES", "a list of entities", _tokens(_no_entity)),
        ("NMTOKENS", "a list of name tokens", _tokens(nmtoken)),
    ]
    return [
        XsdType(
            name="string",
            noun="a string",
            white_space="preserve",
            check=_anything,
            value=str,
            facets=_LENGTHS,
        ),
        XsdType(
            name="normalizedString",
            noun="a string",
            white_space="replace",
            check=_anything,
            value=str,
            facets=_LENGTHS,
        ),
        *(
            XsdType(
                name=name,
                noun=noun,
                white_space="collapse",
                check=check,
                value=str,
                facets=_LENGTHS,
            )
            for name, noun, check in rows
        ),
        *(
            XsdType(
                name=name,
                noun=noun,
                white_space="collapse",
                check=check,
                value=str,
                facets=_LENGTHS,
                length=lambda text: len(split(text)),
            )
            for name, noun, check in lists
        ),
    ]


def _no_entity(_: str) -> str:
    return "the document declares no such entity"


def _number_types() -> list[XsdType]:
    whole: list[tuple[str, int | None, int | None]] = [
        ("integer", None, None),
        ("nonPositiveInteger", None, 0),
        ("negativeInteger", None, -1),
        ("nonNegativeInteger", 0, None),
        ("positiveInteger", 1, None),
        ("long", -(2**63), 2**63 - 1),
        ("int", -(2**31), 2**31 - 1),
        ("short", -(2**15), 2**15 - 1),
        ("byte", -(2**7), 2**7 - 1),
        ("unsignedLong", 0, 2**64 - 1),
        ("unsignedInt", 0, 2**32 - 1),
        ("unsignedShort", 0, 2**16 - 1),
        ("unsignedByte", 0, 2**8 - 1),
    ]
    number = _matching(_FLOAT, "it has to look like “1.5” or “15e-1”")
    decimal = _matching(r"[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", "it has to look like “1.5”")
    return [
        XsdType(
            name="decimal",
            noun="a decimal number",
            white_space="collapse",
            check=decimal,
            value=_decimal,
            facets=_DIGITS,
        ),
        XsdType(
            name="float",
            noun="a number",
            white_space="collapse",
            check=number,
            value=_single,
            facets=_ORDERED,
        ),
        XsdType(
            name="double",
            noun="a number",
            white_space="collapse",
            check=number,
            value=_double,
            facets=_ORDERED,
        ),
        *(
            XsdType(
                name=name,
                noun="a whole number",
                white_space="collapse",
                check=_integer_between(low, high),
                value=_decimal,
                facets=_DIGITS,
            )
            for name, low, high in whole
        ),
    ]


_CALENDAR_NOUNS = {
    "dateTime": "a date with time",
    "date": "a date",
    "time": "a time",
    "gYearMonth": "a year and month",
    "gYear": "a year",
    "gMonthDay": "a month and day",
    "gDay": "a day of the month",
    "gMonth": "a month",
}


def _calendar_types() -> list[XsdType]:
    def checker(kind: str) -> Check:
        return lambda text: calendar.moment_problem(kind, text)

    def valuer(kind: str) -> Callable[[str], object]:
        return lambda text: calendar.moment(kind, text)

    return [
        XsdType(
            name="duration",
            noun="a duration",
            white_space="collapse",
            check=calendar.duration_problem,
            value=calendar.duration,
            facets=_ORDERED,
        ),
        *(
            XsdType(
                name=kind,
                noun=noun,
                white_space="collapse",
                check=checker(kind),
                value=valuer(kind),
                facets=_ORDERED,
            )
            for kind, noun in _CALENDAR_NOUNS.items()
        ),
    ]


def _other_types() -> list[XsdType]:
    boolean = _matching("true|false|1|0", "it has to be “true” or “false”")
    hexadecimal = _matching("([0-9a-fA-F]{2})*", "it is not a row of pairs of hexadecimal digits")
    base64 = _matching(_BASE64, "it is not in base 64")
    qname = _accepted(_is_qname, "it is not a name, nor one with a prefix")

    def base64_value(text: str) -> str:
        return text.replace(" ", "")

    def base64_length(text: str) -> int:
        return len(text.replace(" ", "").rstrip("=")) * 3 // 4

    def half(text: str) -> int:
        return len(text) // 2

    return [
        XsdType(
            name="boolean",
            noun="true or false",
            white_space="collapse",
            check=boolean,
            value=_BOOLEAN.__getitem__,
            facets=_PATTERN,
        ),
        XsdType(
            name="base64Binary",
            noun="base 64 data",
            white_space="collapse",
            check=base64,
            value=base64_value,
            facets=_LENGTHS,
            length=base64_length,
        ),
        XsdType(
            name="hexBinary",
            noun="hexadecimal data",
            white_space="collapse",
            check=hexadecimal,
            value=str.lower,
            facets=_LENGTHS,
            length=half,
        ),
        XsdType(
            name="QName",
            noun="a qualified name",
            white_space="collapse",
            check=qname,
            value=str,
            facets=_LENGTHS,
            namespaced=True,
        ),
        XsdType(
            name="NOTATION",
            noun="a notation",
            white_space="collapse",
            check=qname,
            value=str,
            facets=_LENGTHS,
            namespaced=True,
        ),
    ]


XSD_TYPES: dict[str, XsdType] = _build()
