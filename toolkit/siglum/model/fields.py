"""What a document says where edition.toml says to look: its [fields] and [facets]."""

from __future__ import annotations

import itertools
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
from siglum.model.words import printed, short

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

    fields: dict[str, Found] = field(default_factory=dict)
    """The first node of each field that is there; of “date”, the first that says a year."""
    date: Date | None = None
    facets: dict[str, list[Found]] = field(default_factory=dict)
    """The first node of each value."""
    findings: list[Diagnostic] = field(default_factory=list)


def look_for(document: Document, fields: Fields, facets: Mapping[str, str] | None = None) -> Looked:
    """Follow the paths of edition.toml in a document."""
    looked = Looked()
    named = [(_add_field, *one) for one in fields.paths()]
    named += [(_add_facet, *one) for one in (facets or {}).items()]
    if not named:
        return looked
    elements = list(document.root.iter("*"))
    numbers = {element: number for number, element in enumerate(elements, 1)}
    for add, name, path in named:
        budget = Budget(WORK + 20 * len(elements), numbers)
        try:
            add(looked, document, name, _found(path, document.root, budget))
        except TooMuch:
            kind = kinds.fields.FieldCostsTooMuch(name, path)
            looked.findings.append(Diagnostic(kind, document.span(document.root)))
    return looked


def _add_field(looked: Looked, document: Document, name: str, found: Iterator[Found]) -> None:
    first = next(found, None)
    if first is None:
        return
    if name == "date":
        for one in itertools.islice(itertools.chain([first], found), MOST):
            looked.date = one.date()
            if looked.date is not None:
                looked.fields[name] = one
                return
        kind = kinds.fields.NoDateInField(first.value[:80])
        looked.findings.append(Diagnostic(kind, document.span(first.element)))
    looked.fields[name] = first


def _add_facet(looked: Looked, document: Document, name: str, found: Iterator[Found]) -> None:
    values: dict[str, Found] = {}
    for one in found:
        if len(values) == MOST and one.value not in values:
            many = kinds.fields.ManyValues(name, MOST)
            looked.findings.append(Diagnostic(many, document.span(one.element)))
            break
        values.setdefault(one.value, one)
    if values:
        looked.facets[name] = list(values.values())


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
                if said := short(value):
                    number = budget.order[element]
                    yield Found(element, number=number, value=said, is_element=is_element)
