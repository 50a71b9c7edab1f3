"""What the index of a site says of entries, mentions and documents, as values."""

from __future__ import annotations

from dataclasses import dataclass

from siglum.model.dates import Date


@dataclass(frozen=True, slots=True)
class Indexed:
    """An entry that has a page."""

    row: int
    """Its number in the index."""
    document: str
    xml_id: str
    kind: str
    type: str | None
    name: str
    """As one reads it."""
    listed: str
    """As an index has it: surname first."""
    initial: str
    """The letter under which a list has it; “#” for what begins with none."""
    file: str
    """Name of its page's file, with a folder of two digits, without ending."""
    count: int
    """Mentions in documents."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an entry, or of somebody by name, in a document."""

    document: str
    number: int
    """Element."""
    role: str
    unit: str | None
    """xml:id of the unit around it."""
    year: int | None
    before: str
    shown: str
    after: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What a list says of a document."""

    document: str
    title: str
    date: Date | None
    sort: int | None
    """Year, month and day in one number."""
    kind: str | None

    @property
    def year(self) -> int | None:
        """The year under which it is listed."""
        return year_of(self.sort)


@dataclass(frozen=True, slots=True)
class Value:
    """What documents are listed by: a person, place or kind, and how many documents have it."""

    facet: str
    entity: int | None
    """The number of the entry, if there is one."""
    name: str
    initial: str
    count: int


@dataclass(frozen=True, slots=True)
class Located:
    """A place that documents mention, and where it lies."""

    entry: Indexed
    latitude: float | None
    """Empty where that is not known, as the longitude is then."""
    longitude: float | None
    is_doubtful: bool
    """Whether its coordinates are."""
    documents: int
    """How many mention it."""
    written: int
    """How many were written there."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody who wrote to somebody."""

    sender: Value
    """Their `count` is that of the letters between the two."""
    receiver: Value
    count: int
    first: int | None
    """Year of the first letter that has one."""
    last: int | None


@dataclass(frozen=True, slots=True)
class Dated:
    """How many documents are of one month, or of a year of which no month is known."""

    year: int
    month: int | None
    count: int
    exact: int
    """Those that are dated to it and nothing else: no range, and not roughly or doubtfully."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A pointer of a document that means an entry with a page."""

    of: str
    """Element, attribute and value, as in “persName/@ref #x”."""
    entity: int
    count: int
    """How many elements have it."""


def year_of(sort: int | None) -> int | None:
    """Return the year of a number by which dates sort."""
    return None if sort is None else sort // 10000
