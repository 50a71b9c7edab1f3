"""What a name or a value of a document was meant for, by what the schema has: one thing, or none.

A hint may guess; what is written into somebody's document may not. So of two that are as near, none
is meant, and each answer says whether it is sure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..automaton.automaton import Automaton
from ..automaton.content import attributes_in
from ..automaton.pattern import Attribute, Pattern
from ..grammar.nameclass import contains, literal_names, local_of, namespace_of
from ..values.written_dates import in_iso
from .catalogue import Catalogue
from .expectations import data_types, edit_distance, nearest, values
from .repaired_values import repaired

_REMEMBERED = 1000
_FAR = 3  # edits; what `nearest` finds is nearer
_SINGLE_DIGIT = re.compile(r"(?<!\d)\d(?!\d)")
_PARTS_OF_DATE = re.compile(r"-?\d{4}(-\d{1,2}){1,2}")


class Meant(NamedTuple):
    """What was meant; `is_sure`: it can't be anything else."""

    text: str
    is_sure: bool


class Alternatives:
    """What a schema has in the place of wrong names and values. Names are in Clark notation."""

    def __init__(self, automaton: Automaton, catalogue: Catalogue) -> None:
        self._automaton = automaton
        self._catalogue = catalogue
        # The same mistakes are made again and again.
        self._names_in = lru_cache(_REMEMBERED)(self._look_up_names)
        self._attributes_of = lru_cache(_REMEMBERED)(self._look_up_attributes)
        self._known = lru_cache(_REMEMBERED)(_nearest)

    def declares(self, name: str) -> bool:
        """Tell whether there is an element of a name."""
        return self._catalogue.declares(name)

    def namespace_with(self, local: str) -> str | None:
        """Return the namespace that has an element of this local name, if it is only one."""
        found = {namespace_of(one) for one in self._catalogue.names if local_of(one) == local}
        return found.pop() if len(found) == 1 else None

    def element(self, name: str, parent: str | None) -> Meant | None:
        """Return the element that a misspelt one in a parent was meant for.

        What the parent never has in it is not asked, if the schema has the parent.
        """
        return self._known(name, self._names_in(parent))

    def _look_up_names(self, parent: str | None) -> tuple[str, ...]:
        names = self._catalogue.names
        if parent is not None and self._catalogue.declares(parent):
            usage = self._catalogue.usage
            names = [one for one in names if parent in usage.parents(one)]
        return tuple(names)

    def attribute(self, element: str, name: str, present: Collection[str]) -> Meant | None:
        """Return the attribute that a wrong one was meant for, beside those that are present.

        The same name in another namespace comes first: `xml:id` for `id`.
        """
        known = dict.fromkeys(
            one for part in self._attributes_of(element) for one in literal_names(part.name_class)
        )
        free = tuple(one for one in known if one not in present)
        same = [one for one in free if local_of(one) == local_of(name)]
        if same:
            return Meant(same[0], is_sure=True) if len(same) == 1 else None
        return self._known(name, free)

    def _look_up_attributes(self, element: str) -> tuple[Attribute, ...]:
        content = self._catalogue.content(element)
        return () if content is None else tuple(attributes_in(content))

    def takes(self, element: str, attribute: str, value: str) -> bool:
        """Tell whether an element can have an attribute, with this value."""
        content = self._values_of(element, attribute)
        return content is not None and self._matches(content, value)

    def value(self, element: str, attribute: str, value: str) -> Meant | None:
        """Return the right form of an attribute's value, or what a misspelt one was meant for.

        Sure are white space that is taken off, the nearest value of a closed list, and dates that
        are written in words, in another order, or without a zero.
        """
        content = self._values_of(element, attribute)
        if content is None or self._matches(content, value):
            return None
        sure = {one for one in _sure_forms(value) if self._matches(content, one)}
        if sure:
            return Meant(sure.pop(), is_sure=True) if len(sure) == 1 else None
        listed = [one for one in values(content) if one]
        if listed:
            return self._known(value.strip(), tuple(listed))
        types = {one.datatype.base.name for one in data_types(content)}
        other = repaired(
            value,
            lambda one: self._matches(content, one),
            is_address="anyURI" in types,
            is_id="ID" in types,
        )
        return Meant(other, is_sure=False) if other else None

    def _values_of(self, element: str, attribute: str) -> Pattern | None:
        attributes = self._attributes_of(element)
        found = [one.content for one in attributes if contains(one.name_class, attribute)]
        return self._automaton.patterns.choice(found) if found else None

    def _matches(self, content: Pattern, value: str) -> bool:
        return self._automaton.derivative.matches(content, value, {})


def _sure_forms(value: str) -> Iterator[str]:
    stripped = value.strip()
    yield stripped
    if _PARTS_OF_DATE.fullmatch(stripped):
        yield _SINGLE_DIGIT.sub(r"0\g<0>", stripped)
    yield from in_iso(value)


def _nearest(name: str, candidates: tuple[str, ...]) -> Meant | None:
    """Return the candidate that is nearer to a name than all others."""
    best = nearest(name, list(candidates))
    if best is None:
        return None
    rival = nearest(name, [one for one in candidates if one != best])
    if rival is not None and _distance(name, best) >= _distance(name, rival):
        return None
    return Meant(best, is_sure=True)


def _distance(name: str, other: str) -> int:
    return edit_distance(local_of(name).lower(), local_of(other).lower(), _FAR)
