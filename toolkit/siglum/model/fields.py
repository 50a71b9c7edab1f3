"""What a document says where edition.toml says to look: its [fields] and [facets]."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from siglum.edition.document import Document
from siglum.edition.settings import Fields
from siglum.edition.xpath import Budget, Place, TooMuch, read_field
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic
from siglum.model.dates import Date, of_words
from siglum.model.datings import dating
from siglum.model.titles import LANG
from siglum.model.words import printed

WORK = 5_000_000
"""Nodes that may be looked at for the fields of one document, beside 20 times its elements."""

MOST = 100
"""The most values of one facet that a document can have."""


@dataclass(frozen=True, slots=True)
class Found:
    """A node that a path leads to."""

    element: etree._Element
    """The element, or that which has the attribute or the text."""
    number: int
    """Its number among all elements of the document, from 1."""
    value: str
    """In one line; never empty."""
    is_element: bool

    def date(self) -> Date | None:
        """Return the date that it says: by attributes, a date within it, or its words."""
        said = dating(self.element) if self.is_element else None
        found = of_words(self.value) if said is None or said.date.sort is None else said.date
        return None if found is None or found.sort is None else found

    @property
    def language(self) -> str | None:
        """The language of an element, where one around it says it."""
        around = (self.element, *self.element.iterancestors())
        return next(filter(None, (each.get(LANG) for each in around)), None)


@dataclass(slots=True)
class Looked:
    """What the paths lead to in a document."""

    fields: dict[str, list[Found]] = field(default_factory=dict)
    """Of each field that is there."""
    facets: dict[str, list[Found]] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)

    def first(self, name: str) -> Found | None:
        """Return the first node of a field."""
        return next(iter(self.fields.get(name, ())), None)

    @property
    def dated(self) -> Date | None:
        """The date of the field “date”."""
        found = self.date()
        return None if found is None else found[1]

    def date(self) -> tuple[Found, Date] | None:
        """Return the first node of the field “date” that says a year, and its date."""
        for found in self.fields.get("date", ()):
            date = found.date()
            if date is not None:
                return found, date
        return None


def look_for(document: Document, fields: Fields, facets: Mapping[str, str] | None = None) -> Looked:
    """Follow the paths of edition.toml in a document."""
    named = [("fields", name, path) for name, path in fields.paths()]
    named += [("facets", name, path) for name, path in (facets or {}).items()]
    looked = Looked()
    if not named:
        return looked
    elements = list(document.root.iter("*"))
    numbers = {element: number for number, element in enumerate(elements, 1)}
    for table, name, path in named:
        budget = Budget(WORK + 20 * len(elements), numbers)
        try:
            found = list(_found(path, document.root, budget))
        except TooMuch:
            kind = kinds.fields.FieldCostsTooMuch(table, name, path)
            looked.findings.append(Diagnostic(kind, document.span(document.root)))
            continue
        if table == "facets":
            firsts: dict[str, Found] = {}
            for one in found:
                firsts.setdefault(one.value, one)
            found = list(firsts.values())
            if len(found) > MOST:
                many = kinds.fields.ManyValues(name, len(found), MOST)
                looked.findings.append(Diagnostic(many, document.span(found[MOST].element)))
                del found[MOST:]
        if found:
            getattr(looked, table)[name] = found
    return looked


_read = lru_cache(100)(read_field)


def _found(path: str, root: etree._Element, budget: Budget) -> Iterator[Found]:
    """Yield what a path leads to from the outermost element, by the elements that have it."""
    places = _read(path)
    by_element: dict[etree._Element, list[Place]] = {}
    for place in places:
        for element in place.path.follow(root, root, budget):
            by_element.setdefault(element, []).append(place)
    for element in sorted(by_element, key=budget.order.__getitem__):
        for place in dict.fromkeys(by_element[element]):
            is_element = place.value.last == "."
            budget.spend(1 + (sum(1 for _ in element.iter()) if is_element else 0))
            values = [printed(element)] if is_element else place.value.of(element, budget)
            for value in values:
                if said := " ".join(value.split()):
                    number = budget.order[element]
                    yield Found(element, number=number, value=said, is_element=is_element)
