"""The patterns of a compiled schema (see `compiled`): each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..grammar.nameclass import AnyName, Name, NameChoice, NameClass, NsName
from .pattern import Element, Pattern, Patterns
from .recovery import KINDS

if TYPE_CHECKING:
    from ..values.datatypes import Datatype, Datatypes

Row = tuple[Any, ...]
"""The kind of a pattern, and what it is made of: names, texts, and numbers of other rows."""


class PatternTable:
    """Patterns by number; the first four are those that every schema has."""

    def __init__(self, rows: list[Row], patterns: Patterns) -> None:
        self._rows = rows
        self._patterns = patterns
        basic = (patterns.not_allowed, patterns.empty, patterns.text, patterns.skipped)
        self._made: dict[int, Pattern] = dict(enumerate(basic))
        self._numbers = {one: number for number, one in enumerate(basic)}

    def number(self, pattern: Pattern) -> int | None:
        """Return the number of a pattern, if it was made from here."""
        return self._numbers.get(pattern)

    def content(self, element: Element) -> Pattern:
        """Return the pattern of an element's attributes and children."""
        if element.content is None:
            assert isinstance(element.source, int)
            element.content = self.pattern(self._rows[element.source][2])
        return element.content

    def element(self, number: int) -> Element:
        """Return an element, of which no more than the name class is made."""
        return self._patterns.element(_name_class(self._rows[number][1]), number)

    def pattern(self, number: int) -> Pattern:
        """Return a pattern, made as any other is, so that equal ones stay one object."""
        found = self._made.get(number)
        if found is None:
            kind, *rest = self._rows[number]
            if kind == "element":
                found = self.element(number)
            elif kind in KINDS:
                found = KINDS[kind].of(self._patterns, *map(self.pattern, rest))
            else:
                found = _MAKERS[kind](self, *rest)
            self._made[number] = found
            self._numbers[found] = number
        return found

    def _choice(self, *options: int) -> Pattern:
        return self._patterns.choice(map(self.pattern, options), as_written=True)

    def _group(self, *members: int) -> Pattern:
        *firsts, whole = map(self.pattern, members)
        for first in reversed(firsts):
            whole = self._patterns.group(first, whole)
        return whole

    def _interleave(self, *parts: int) -> Pattern:
        return self._patterns.interleave(map(self.pattern, parts))

    def _repeat(self, content: int) -> Pattern:
        return self._patterns.one_or_more(self.pattern(content))

    def _list(self, content: int) -> Pattern:
        return self._patterns.list_of(self.pattern(content))

    def _after(self, inner: int, outer: int) -> Pattern:
        return self._patterns.after(self.pattern(inner), self.pattern(outer))

    def _attribute(self, name_class: Any, content: int) -> Pattern:
        return self._patterns.attribute(_name_class(name_class), self.pattern(content))

    def _data(self, datatype: tuple[Any, ...], excepted: int | None) -> Pattern:
        without = None if excepted is None else self.pattern(excepted)
        return self._patterns.data(self._datatype(*datatype), without)

    def _value(self, datatype: tuple[Any, ...], text: str, namespaces: dict[str, str]) -> Pattern:
        return self._patterns.value(self._datatype(*datatype), text, namespaces)

    @cached_property
    def _datatypes(self) -> Datatypes:
        from ..values.datatypes import Datatypes  # many documents need none

        return Datatypes()

    def _datatype(
        self, library: str, name: str, parameters: tuple[tuple[str, str], ...]
    ) -> Datatype:
        return self._datatypes.get(library, name, parameters)


_MAKERS: dict[str, Callable[..., Pattern]] = {
    "choice": PatternTable._choice,
    "group": PatternTable._group,
    "interleave": PatternTable._interleave,
    "repeat": PatternTable._repeat,
    "list": PatternTable._list,
    "after": PatternTable._after,
    "attribute": PatternTable._attribute,
    "data": PatternTable._data,
    "value": PatternTable._value,
}


def _name_class(row: Any) -> NameClass:
    if isinstance(row, str):
        return Name(row)
    kind, *rest = row
    if kind == "choice":
        return NameChoice(tuple(map(_name_class, rest)))
    excepted = None if rest[-1] is None else _name_class(rest[-1])
    return AnyName(excepted) if kind == "any" else NsName(rest[0], excepted)
