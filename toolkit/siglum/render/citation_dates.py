"""A date in the forms of citations: no more exact than it is known, open where it is open."""

from __future__ import annotations

import re
from typing import Any

from siglum.model.dates import Date, DateKind

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PARTS = re.compile(r"(-?\d+)(?:-(\d\d))?(?:-(\d\d))?")

Parts = list[int]
"""Year, month and day, as far as they are known."""


def ends(date: Date) -> tuple[Parts, Parts]:
    """Return the earliest and the latest time; [] for one that is open or has no year.

    They are one and the same for an exact date, and for a date between two times that have a year,
    or a month of it, in common: that much is certain.
    """
    first, last = _parts(date.earliest), _parts(date.latest)
    if date.kind is DateKind.BETWEEN:
        common = [part for n, part in enumerate(first) if first[: n + 1] == last[: n + 1]]
        if common:
            return common, common
    return first, last


def year(date: Date | None) -> str:
    """Return the year of a date that lies in one; "" for any other."""
    if date is None:
        return ""
    first, last = ends(date)
    return f"{first[0]:04d}" if first and last and first[0] == last[0] else ""


def day(date: Date | None) -> Parts:
    """Return the parts of a date that is one time; [] for any other."""
    if date is None:
        return []
    first, last = ends(date)
    return first if first == last else []


def csl(date: Date) -> dict[str, Any]:
    """Return a date variable of CSL-JSON (CSL 1.0.2, appendix on CSL-JSON dates).

    A date of which only one end is known is one in words, since CSL has no other way to say it.
    """
    first, last = ends(date)
    if not first or not last:
        return {"literal": english(date)}
    said: dict[str, Any] = {"date-parts": [first] if first == last else [first, last]}
    return said | {"circa": True} if date.is_about or date.is_doubtful else said


def english(date: Date) -> str:
    """Return a date in English words, as The Chicago Manual of Style writes them."""
    first, last = ends(date)
    about, doubt = "ca. " if date.is_about else "", "?" if date.is_doubtful else ""
    if not first or not last:
        which = "not before" if first else "not after"
        if date.kind is DateKind.RANGE:
            which = "from" if first else "until"
        return f"{which} {about}{_words(first or last)}{doubt}"
    if first == last:
        return f"{about}{_words(first)}{doubt}"
    if first[0] == last[0] and len(first) == len(last):
        begin = " ".join(_words(first).replace(f", {first[0]}", "").split())
        return f"{about}{begin.removesuffix(f' {first[0]}')}–{_words(last)}{doubt}"
    return f"{about}{_words(first)}–{_words(last)}{doubt}"


def day_first(date: Date) -> str:
    """Return a date in English words, the day before the month, as the MLA Handbook writes it."""
    parts = day(date)
    if len(parts) < 3 or date.is_about or date.is_doubtful:
        return english(date)
    return f"{parts[2]} {_MONTHS[parts[1] - 1]} {parts[0]}"


def iso(parts: Parts) -> str:
    """Return parts of a date as ISO 8601."""
    return "-".join(f"{part:02d}" if n else f"{part:04d}" for n, part in enumerate(parts))


def biblatex(date: Date) -> str:
    """Return the value of a date field of biblatex, EDTF level 1 (biblatex manual, 2.3.8)."""
    sign = "%" if date.is_about and date.is_doubtful else ""
    sign = sign or ("~" if date.is_about else "?" if date.is_doubtful else "")
    first, last = (iso(each) + sign if each else "" for each in ends(date))
    return first if first == last else f"{first}/{last}"


def ris(date: Date) -> str:
    """Return a date of RIS, YYYY/MM/DD/other: in words where it is not one time."""
    parts = day(date)
    if not parts:
        return f"///{english(date)}"
    return iso(parts).replace("-", "/")


def attributes(date: Date) -> dict[str, str]:
    """Return a date as the attributes of sg:date, of which stylesheets make words."""
    first, last = ends(date)
    said = {
        "kind": str(date.kind),
        "first": iso(first),
        "last": iso(last),
        "about": "true" if date.is_about else "",
        "doubtful": "true" if date.is_doubtful else "",
    }
    return {name: value for name, value in said.items() if value}


def _words(parts: Parts) -> str:
    month = _MONTHS[parts[1] - 1] if len(parts) > 1 else ""
    day = f" {parts[2]}," if len(parts) > 2 else ""
    return f"{month}{day} {parts[0]}".strip()


def _parts(said: str | None) -> Parts:
    found = _PARTS.match(said or "")
    return [int(part) for part in found.groups() if part is not None] if found else []
