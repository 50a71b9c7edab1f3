"""Dates, times and durations of XML Schema (XSD 1.0 part 2, sections 3.2.6 to 3.2.14).

Every date or time becomes a number of seconds on one line, together with whether its time zone is
known; values with and without one are comparable only when 14 hours don't matter (section 3.2.7.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Context, Decimal

_ZONE = r"(?P<zone>Z|[+-]\d\d:\d\d)?"
_YEAR = r"(?P<year>-?\d{4,})"
_CLOCK = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d(?:\.\d+)?)"
_SHAPES = {
    "dateTime": (rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)T{_CLOCK}{_ZONE}", "1949-01-31T18:30:00"),
    "date": (rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d){_ZONE}", "1949-01-31"),
    "time": (rf"{_CLOCK}{_ZONE}", "18:30:00"),
    "gYearMonth": (rf"{_YEAR}-(?P<month>\d\d){_ZONE}", "1949-01"),
    "gYear": (rf"{_YEAR}{_ZONE}", "1949"),
    "gMonthDay": (rf"--(?P<month>\d\d)-(?P<day>\d\d){_ZONE}", "--01-31"),
    "gDay": (rf"---(?P<day>\d\d){_ZONE}", "---31"),
    "gMonth": (rf"--(?P<month>\d\d){_ZONE}", "--01"),
}
EXAMPLES = {name: example for name, (_, example) in _SHAPES.items()}
_DURATION = (
    r"(?P<sign>-)?P(?=.)(?:(?P<Y>\d+)Y)?(?:(?P<M>\d+)M)?(?:(?P<D>\d+)D)?"
    r"(?:T(?=.)(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+(?:\.\d+)?)S)?)?"
)
_TOO_LONG = re.compile(r"\d{19}")  # a number beyond all time; Python's own bound is far higher
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_HOURS_14 = 14 * 3600


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time in seconds, in UTC where the time zone is known."""

    seconds: Decimal
    zoned: bool

    def __lt__(self, other: Moment) -> bool:
        """Tell whether this is certainly earlier (section 3.2.7.4)."""
        margin = 0 if self.zoned == other.zoned else _HOURS_14
        return _exact().add(self.seconds, margin) < other.seconds

    def __le__(self, other: Moment) -> bool:
        """Tell whether this is certainly not later."""
        return self == other or self < other

    def __gt__(self, other: Moment) -> bool:
        """Tell whether this is certainly later."""
        return other < self

    def __ge__(self, other: Moment) -> bool:
        """Tell whether this is certainly not earlier."""
        return other <= self


@dataclass(frozen=True, slots=True)
class Duration:
    """Months and seconds, which have no fixed relation (section 3.2.6.2)."""

    months: int
    seconds: Decimal

    def _from(self, year: int, month: int) -> Decimal:
        total = year * 12 + month - 1 + self.months
        return _exact().add(self.seconds, _day_number(total // 12, total % 12 + 1, 1) * 86400)

    def __lt__(self, other: Duration) -> bool:
        """Tell whether this is shorter wherever it begins."""
        starts = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
        return all(self._from(*start) < other._from(*start) for start in starts)

    def __le__(self, other: Duration) -> bool:
        """Tell whether this is not longer wherever it begins."""
        return self == other or self < other

    def __gt__(self, other: Duration) -> bool:
        """Tell whether this is longer wherever it begins."""
        return other < self

    def __ge__(self, other: Duration) -> bool:
        """Tell whether this is not shorter wherever it begins."""
        return other <= self


@cache
def _exact() -> Context:
    """Return a context that rounds nothing; the usual one has 28 digits."""
    from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context

    return Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


@cache
def _expression(kind: str) -> re.Pattern[str]:
    return re.compile(_SHAPES[kind][0], re.ASCII)


def moment_problem(kind: str, text: str) -> str | None:
    """Return why a text is no value of a date or time type, in a few words; None if it is one."""
    found = _expression(kind).fullmatch(text)
    if not found:
        return f"it has to look like “{EXAMPLES[kind]}”"
    parts = {name: value for name, value in found.groupdict().items() if value is not None}
    return _length_problem(text) or _date_problem(parts) or _clock_problem(parts)


def _length_problem(text: str) -> str | None:
    whole = text.partition(".")[0]  # only a fraction of seconds may have any number of digits
    return "it has a number of more than 18 digits" if _TOO_LONG.search(whole) else None


def _date_problem(parts: dict[str, str]) -> str | None:
    year = parts.get("year", "2000")
    digits = year.lstrip("-")
    if len(digits) > 4 and digits[0] == "0":
        return f"year {year} begins with a needless 0"
    if int(digits) == 0:
        return f"year {year} does not exist"
    month, day = int(parts.get("month", "1")), int(parts.get("day", "1"))
    if not 1 <= month <= 12:
        return f"month {parts['month']}"
    days = 29 if month == 2 and _is_leap(_astronomical(year)) else _DAYS[month - 1]
    if not 1 <= day <= days:
        return f"day {parts['day']}"
    return None


def _clock_problem(parts: dict[str, str]) -> str | None:
    hour, minute = int(parts.get("hour", "0")), int(parts.get("minute", "0"))
    second = parts.get("second", "00")
    if hour > 24 or (hour == 24 and (minute or second.strip("0."))):
        return f"hour {parts['hour']}"
    if minute > 59:
        return f"minute {minute}"
    if int(second[:2]) > 59:
        return f"second {second[:2]}"
    zone = parts.get("zone", "Z")
    if zone != "Z" and (int(zone[4:]) > 59 or int(zone[1:3]) * 60 + int(zone[4:]) > 14 * 60):
        return f"time zone {zone}"
    return None


def moment(kind: str, text: str) -> Moment:
    """Return the point in time that a valid text stands for; what it leaves out is made up."""
    from decimal import Decimal

    found = _expression(kind).fullmatch(text)
    assert found is not None
    parts = {name: value for name, value in found.groupdict().items() if value is not None}
    day = _day_number(
        _astronomical(parts.get("year", "2000")),
        int(parts.get("month", "1")),
        int(parts.get("day", "1")),
    )
    clock = int(parts.get("hour", "0")) * 3600 + int(parts.get("minute", "0")) * 60
    zone = parts.get("zone")
    if zone and zone != "Z":
        offset = int(zone[1:3]) * 3600 + int(zone[4:]) * 60
        clock -= offset if zone[0] == "+" else -offset
    seconds = _exact().add(Decimal(parts.get("second", "0")), day * 86400 + clock)
    return Moment(seconds, zone is not None)


def duration_problem(text: str) -> str | None:
    """Return why a text is no duration, in a few words; None if it is one."""
    if not re.fullmatch(_DURATION, text, re.ASCII):
        return "it has to look like “P1Y2M3DT4H5M6S”"
    return _length_problem(text)


def duration(text: str) -> Duration:
    """Return the duration that a valid text stands for."""
    from decimal import Decimal

    found = re.fullmatch(_DURATION, text, re.ASCII)
    assert found is not None
    months = int(found["Y"] or 0) * 12 + int(found["M"] or 0)
    whole = int(found["D"] or 0) * 86400 + int(found["h"] or 0) * 3600 + int(found["m"] or 0) * 60
    seconds = _exact().add(Decimal(found["s"] or 0), whole)
    return Duration(-months, seconds.copy_negate()) if found["sign"] else Duration(months, seconds)


def _astronomical(year: str) -> int:
    """Return a year number with a year 0, which is written -0001."""
    return int(year) + 1 if year.startswith("-") else int(year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _day_number(year: int, month: int, day: int) -> int:
    """Return the days since 1 March of the year 0 of the proleptic Gregorian calendar."""
    year -= month < 3
    return (
        365 * year
        + year // 4
        - year // 100
        + year // 400
        + (153 * ((month + 9) % 12) + 2) // 5
        + day
    )
