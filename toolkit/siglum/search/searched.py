"""What a site's search knows of a document: plain values, made when its pages are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a document that a hit leads to: a paragraph, a stanza, an item of a list."""

    anchor: str
    """The id on the page, of the passage or of what is around it; "" for the page itself."""
    text: str
    """The words that a reader reads, each stretch of white space made one blank."""
    language: str = ""
    """A tag, as “de-AT”; "" where none is said."""
    printed: str = ""
    """The words as they are printed, where they are others."""
    printed_page: str = ""
    """The address of the page that shows them, where it is not the document's."""
    names: tuple[str, ...] = ()
    """Other names of the register for whom and what is named here."""
    page: str = ""
    """The address of the page, where it is not the document's."""
    entries: tuple[str, ...] = ()
    """The pages of entries that are named here, as the page itself writes their addresses."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A document."""

    title: str
    address: str
    """Of its page, as the search page names it; not quoted any further."""
    passages: tuple[Passage, ...]
    printed_address: str = ""
    """Of the page that shows the words as they are printed; "" for the same."""
    dating: str = ""
    """Its date in words."""
    sort: int | None = None
    """By what it sorts among others, as `model.dates.Date.sort`; None without a date."""
    years: tuple[int, int] | None = None
    """The first and the last year in which it may be from."""
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """By what readers narrow their search: (“Sender”, names)."""

    @property
    def order(self) -> tuple[bool, int]:
        """The place among all documents of an index: by date, those without one last."""
        return (self.sort is None, self.sort or 0)


def years_of(earliest: str | None, latest: str | None) -> tuple[int, int] | None:
    """Return the years of a date's ends, as ISO 8601 has them; an open end has the other's."""
    found = [year for year in (_year(earliest), _year(latest)) if year is not None]
    return (min(found), max(found)) if found else None


def _year(said: str | None) -> int | None:
    if not said or said.startswith("--"):
        return None
    sign, digits = (-1, said[1:]) if said.startswith("-") else (1, said)
    year = digits.partition("-")[0].partition("T")[0]
    return sign * int(year) if year.isascii() and year.isdigit() else None
