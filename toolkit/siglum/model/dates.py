"""The one model of a date: what TEI's attributes say, when that may have been, and how sure it is.

The attributes are those of att.datable.w3c and att.datable.iso (TEI P5, 13.4). What is written is
never made more exact than it is: a year stays a year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_DAY = re.compile(
    r"(?P<sign>-?)(?P<year>\d{4,9})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<time>T[\d:.,]+)?)?)?"
    r"(?:Z|[+-]\d\d:\d\d)?"
)
_OF_ANY_YEAR = re.compile(r"--(?P<month>\d\d)?-?-?(?P<day>\d\d)?(?:Z|[+-]\d\d:\d\d)?")
_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)")
_WRITTEN = re.compile(
    r"(?P<before>(?:vor|before|avant|ante|prima del)\s+)?(?P<after>(?:nach|after|après|post)\s+)?"
    r"(?P<about>(?:um|ca\.?|circa|c\.|about|around|vers|env\.)\s*)?"
    r"(?:(?P<iso>\d{3,4}(?:-\d\d(?:-\d\d)?)?)|(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?(?P<y>\d{4}))"
    r"\s*(?P<doubt>\(?\?\)?)?",
    re.IGNORECASE,
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DOUBTFUL = frozenset({"low", "unknown"})
_ROUGH = frozenset({"low", "medium", "unknown"})


class DateKind(StrEnum):
    """How a date lies in time."""

    EXACT = "exact"
    """At one time, as exact as it is written: a day, a month, a year."""
    BEFORE = "before"
    """Once, not after a time."""
    AFTER = "after"
    """Once, not before a time."""
    BETWEEN = "between"
    """Once, between two times."""
    RANGE = "range"
    """All the time from one to another; either may be open."""
    UNKNOWN = "unknown"
    """Said in words only."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as a value."""

    kind: DateKind
    earliest: str | None = None
    """ISO 8601, as exact as it is written, without time zone; None where it is open."""
    latest: str | None = None
    """ISO 8601, as `earliest`; that of an exact date is the same."""
    is_about: bool = False
    """Whether it is said to be only roughly so (@precision, or in words such as “um”)."""
    certainty: str | None = None
    """@cert, as written; “low” also where a question mark stands behind it."""
    calendar: str | None = None
    """@calendar or @datingMethod, as written."""
    text: str = ""
    """The words, white space made one blank."""

    @property
    def is_doubtful(self) -> bool:
        """Whether the encoder was not sure of it."""
        return self.certainty in _DOUBTFUL

    @property
    def sort(self) -> int | None:
        """A number by which dates sort: year, month and day in one, as in 18920130.

        It is that of the earliest time, or of the latest where that is all that is known; a month
        sorts before its days. None for what has no year.
        """
        said = self.earliest or self.latest
        found = _DAY.fullmatch(said) if said else None
        if found is None:
            return None
        year = int(found["year"]) * (-1 if found["sign"] else 1)
        return year * 10000 + int(found["month"] or 0) * 100 + int(found["day"] or 0)

    @property
    def precision(self) -> str | None:
        """“year”, “month”, “day” or “time”: that of the less exact of its two ends."""
        ends = [each for each in (self.earliest, self.latest) if each]
        return min(map(_precision, ends), key=_ORDER.index) if ends else None

    @property
    def edtf(self) -> str | None:
        """The date in the Extended Date/Time Format (ISO 8601-2:2019, level 2); None for words.

        “~” means roughly, “?” doubtful, “%” both. They are left out of a date that lies somewhere
        between two times, since EDTF has no way to say them of the whole.
        """
        sign = "%" if self.is_about and self.is_doubtful else ""
        sign = sign or ("~" if self.is_about else "?" if self.is_doubtful else "")
        first, last = (_edtf(each) if each else "" for each in (self.earliest, self.latest))
        match self.kind:
            case DateKind.EXACT:
                return f"{first}{sign}"
            case DateKind.RANGE:
                begin, end = f"{first}{sign}" if first else "..", f"{last}{sign}" if last else ".."
                return f"{begin}/{end}"
            case DateKind.UNKNOWN:
                return None
            case _:
                return f"[{first}..{last}]"


_ORDER = ("year", "month", "day", "time")


def _precision(said: str) -> str:
    found = _DAY.fullmatch(said)
    if found is None:
        return "day"
    return _ORDER[sum(found[name] is not None for name in ("month", "day", "time"))]


def _edtf(said: str) -> str:
    any_year = _OF_ANY_YEAR.fullmatch(said)
    if any_year:
        parts = ["XXXX", any_year["month"] or "XX", *([any_year["day"]] if any_year["day"] else [])]
        return "-".join(parts)
    found = _DAY.fullmatch(said)
    if found and len(found["year"]) > 4:
        return f"Y{found['sign']}{found['year']}"
    return said


def point(value: str) -> str | None:
    """Return one time in extended ISO 8601, as exact as written; None for what is not a time."""
    value = value.strip()
    basic = _BASIC.fullmatch(value)
    if basic:
        value = "-".join(basic.groups())
    found = _DAY.fullmatch(value) or _OF_ANY_YEAR.fullmatch(value)
    if found is None:
        return None
    month, day = found["month"], found["day"]
    if month is not None and not 1 <= int(month) <= 12:
        return None
    if day is not None and not 1 <= int(day) <= (_DAYS[int(month) - 1] if month else 31):
        return None
    return _ZONE.sub("", value)


def of_attributes(attributes: Mapping[str, str], text: str = "") -> Date | None:
    """Return the date that attributes of an element give; None where none of them gives one.

    An attribute whose value is no date is ignored here: validation reports it. Where @when stands
    beside bounds (@notBefore, @notAfter), which TEI does not foresee, it is an estimate between
    them, and the bounds are the date. Where only one bound is given, the words are the date if they
    say one.
    """
    given = {name: said for name in _NAMES if (said := _given(attributes, name)) is not None}
    calendar = attributes.get("calendar") or attributes.get("datingMethod")

    def date(kind: DateKind, earliest: str | None, latest: str | None) -> Date:
        rough = attributes.get("precision") in _ROUGH
        return Date(
            kind=kind,
            earliest=earliest,
            latest=latest,
            is_about=rough,
            certainty=attributes.get("cert"),
            calendar=calendar,
            text=text,
        )

    before, after = given.get("notAfter"), given.get("notBefore")
    if "when" in given and "/" in given["when"]:
        earliest, _, latest = given["when"].partition("/")
        return date(DateKind.RANGE, earliest or None, latest or None)
    if "from" in given or "to" in given:
        return date(DateKind.RANGE, given.get("from", after), given.get("to", before))
    if before is not None and after is not None:
        return date(DateKind.BETWEEN, after, before)
    if before is not None or after is not None:
        words = of_words(text, attributes) if "when" in given else None
        kind = DateKind.BEFORE if after is None else DateKind.AFTER
        return words or date(kind, after, before)
    if "when" in given:
        return date(DateKind.EXACT, given["when"], given["when"])
    return None


_NAMES = ("when", "from", "to", "notBefore", "notAfter")


def _given(attributes: Mapping[str, str], name: str) -> str | None:
    for written in (name, f"{name}-iso"):
        value = attributes.get(written)
        if value is None:
            continue
        if name == "when" and value.count("/") == 1:
            ends = [point(each) if each.strip(". ") else "" for each in value.split("/")]
            if any(ends) and None not in ends:
                return "/".join(map(str, ends))
            continue
        said = point(value)
        if said is not None:
            return said
    return None


def of_words(text: str, attributes: Mapping[str, str] | None = None) -> Date | None:
    """Return the date that words say and nothing more (“1741”, “um 1741”, “15.5.1862”, “1741?”).

    None for any other words: what they may mean is not guessed.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    if found["iso"]:
        year, _, rest = found["iso"].partition("-")
        said = point(f"{year:0>4}-{rest}" if rest else f"{year:0>4}")
    else:
        said = point(f"{found['y']}-{found['m']:0>2}-{found['d']:0>2}")
    if said is None:
        return None
    certainty = (attributes or {}).get("cert") or ("low" if found["doubt"] else None)
    kind, first, last = DateKind.EXACT, said, said
    if found["before"]:
        return Date(
            kind=DateKind.BEFORE,
            earliest=None,
            latest=said,
            is_about=bool(found["about"]),
            certainty=certainty,
            calendar=None,
            text=text,
        )
    if found["after"]:
        return Date(
            kind=DateKind.AFTER,
            earliest=said,
            latest=None,
            is_about=bool(found["about"]),
            certainty=certainty,
            calendar=None,
            text=text,
        )
    return Date(
        kind=kind,
        earliest=first,
        latest=last,
        is_about=bool(found["about"]),
        certainty=certainty,
        calendar=None,
        text=text,
    )
