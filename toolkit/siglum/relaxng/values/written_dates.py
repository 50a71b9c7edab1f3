"""Dates as people write them: what they are in the form of ISO 8601, where only one thing is meant.

Months by their names, in some languages of Europe, and as Roman numbers; dates in Chinese and
Japanese; numbers with dots, where the day comes first everywhere. With slashes or hyphens the day
is first for some and the month for others: such a date is told only if one of the two is over 12.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# For each month: English, German, French, Spanish, Italian, Portuguese, Dutch, Russian.
_NAMES = """
january jan januar jänner janvier enero gennaio janeiro januari января январь
february feb februar feber février fevrier febrero febbraio fevereiro februari февраля февраль
march mar märz maerz mars marzo março marco maart марта март
april apr avril abril aprile апреля апрель
may mai mayo maggio maio mei мая май
june jun juni juin junio giugno junho июня июнь
july jul juli juillet julio luglio julho июля июль
august aug août aout agosto augustus августа август
september sep sept septembre septiembre setiembre settembre setembro сентября сентябрь
october oct oktober okt octobre octubre ottobre outubro октября октябрь
november nov novembre noviembre novembro ноября ноябрь
december dec dezember dez décembre decembre diciembre dicembre dezembro декабря декабрь
"""
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii"
_MONTHS = {
    name: number for number, line in enumerate(_NAMES.split("\n")) for name in line.split()
} | {name: number for number, name in enumerate(_ROMAN.split(), 1)}

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_MONTH = r"(?P<month>[^\W\d_]+)\.?"
_YEAR = r"(?P<year>\d{4})"
_WORDS = [
    re.compile(rf"(?:{_DAY}(?: de |[ .-]+))?{_MONTH}(?: de |[ .-]+){_YEAR}(?: ?г\.?)?"),
    re.compile(rf"{_MONTH} {_DAY},? {_YEAR}"),
    re.compile(rf"{_YEAR},? {_MONTH}(?: {_DAY})?"),
]
_NUMBERS = [
    re.compile(r"(?P<year>\d{4})([/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})\.?"),
    re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?"),
]
_EITHER = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")


def in_iso(value: str) -> Iterator[str]:
    """Yield what a date is in the form of ISO 8601; nothing where that is not clear."""
    written = " ".join(value.lower().split())
    for pattern in _WORDS:
        found = pattern.fullmatch(written)
        if found and found["month"] in _MONTHS:
            yield _iso(found["year"], _MONTHS[found["month"]], found["day"])
    for pattern in _NUMBERS:
        found = pattern.fullmatch(written)
        if found:
            yield _iso(found["year"], int(found["month"]), found["day"])
    orders = either_in_iso(written)
    if len(orders) == 1:
        yield orders[0]


def either_in_iso(value: str) -> list[str]:
    """Return what a date of numbers can mean whose first is the day for some, the month for others.

    In the form of ISO 8601: nothing, one, or two.
    """
    either = _EITHER.fullmatch(value.strip())
    if not either:
        return []
    one, _, other, year = either.groups()
    orders = ((other, one), (one, other))
    return list(dict.fromkeys(_iso(year, int(m), d) for m, d in orders if int(m) <= 12))


def _iso(year: str, month: int, day: str | None) -> str:
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
