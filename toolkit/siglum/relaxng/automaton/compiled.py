"""A schema as bytes: all its patterns, and what its automaton has learnt so far.

The bytes are for the same version of Python and of this package, and only from a trusted place
(see `marshal`). `memory` makes a schema of them, piece by piece as a document asks for it.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from typing import Any

from ..grammar.nameclass import AnyName, Name, NameClass, NsName
from ..values.datatypes import XSD, Datatype
from . import pattern as patterns
from .automaton import Automaton, Model, State, Step, Tag
from .memory import Memory
from .pattern import Element, Pattern, members
from .recovery import Mended


def compiled(automaton: Automaton, usage: bytes | None) -> bytes:
    """Return the bytes of an automaton, and of what is known of how names are used.

    Raises TooManyPatterns and RecursionError.
    """
    if isinstance(automaton.origin, Memory):
        automaton.origin.recall_everything()
    return marshal.dumps((*_Writer(automaton).whole(), usage))


class _Writer:
    """Writes patterns, states and models as rows of tables that name one another by number."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        made = automaton.patterns
        basic = (made.not_allowed, made.empty, made.text, made.skipped)
        self._rows: list[tuple[Any, ...]] = [()] * len(basic)
        self._numbers: dict[Pattern, int] = {one: number for number, one in enumerate(basic)}
        self._waiting: list[Element] = []
        self._states = {one: number for number, one in enumerate(automaton.states)}
        self._models = {one: number for number, one in enumerate(automaton.models)}

    def whole(self) -> tuple[Any, ...]:
        """Return the tables, as `Memory` takes them."""
        automaton = self._automaton
        elements = [self._pattern(one) for one in automaton.origin.elements()]
        states = [self._state(one) for one in automaton.states.values()]
        models = [self._model(one) for one in automaton.models.values()]
        while self._waiting:
            element = self._waiting.pop()
            content = self._pattern(automaton.origin.content(element))
            name_class = _name_class(element.name_class)
            self._rows[self._numbers[element]] = ("element", name_class, content)
        start = self._states[automaton.start.pattern]
        return (self._rows, elements, states, models, start, automaton.origin.needs_namespaces)

    def _pattern(self, pattern: Pattern) -> int:
        found = self._numbers.get(pattern)
        if found is None:
            if isinstance(pattern, Mended):
                row = (pattern.kind, self._pattern(pattern.one), self._pattern(pattern.other))
            else:
                row = _ROWS[type(pattern)](self, pattern)
            found = self._numbers[pattern] = len(self._rows)
            self._rows.append(row)
        return found

    def _state(self, state: State) -> tuple[Any, ...]:
        steps = {name: self._step(step) for name, step in state.steps.items()}
        flags = (state.nullable, state.has_data, state.keeps_text)
        return (self._pattern(state.pattern), *flags, steps)

    def _step(self, step: Step | None) -> tuple[int, int | None] | None:
        if step is None:
            return None
        rest = None if step.rest is None else self._states[step.rest.pattern]
        return self._models[step.model.pattern], rest

    def _model(self, model: Model) -> tuple[Any, ...]:
        tags = {names: self._tag(tag) for names, tag in model.tags.items()}
        return (self._pattern(model.pattern), tags)

    def _tag(self, tag: Tag | None) -> tuple[Any, ...] | None:
        if tag is None:
            return None
        checks = tuple((at, self._pattern(content)) for at, content, _ in tag.checks)
        several = tuple((ats, self._pattern(part.pattern)) for ats, part in tag.several)
        state = None if tag.state is None else self._states[tag.state.pattern]
        return (checks, several, tag.ids, tag.loose, state, tag.plain is not None)

    def _element(self, element: Element) -> tuple[Any, ...]:
        self._waiting.append(element)
        return ()  # its content may have the element in it: it is written at the end


def _name_class(name_class: NameClass | None) -> Any:
    if name_class is None or isinstance(name_class, Name):
        return name_class and name_class.name
    if isinstance(name_class, AnyName):
        return ("any", _name_class(name_class.excepted))
    if isinstance(name_class, NsName):
        return ("in", name_class.ns, _name_class(name_class.excepted))
    return ("choice", *map(_name_class, name_class.options))


def _datatype(datatype: Datatype) -> tuple[Any, ...]:
    return (XSD if datatype.is_xsd else "", datatype.base.name, datatype.parameters)


_ROWS: dict[type[Pattern], Callable[[_Writer, Any], tuple[Any, ...]]] = {
    patterns.Element: _Writer._element,
    patterns.Choice: lambda to, one: ("choice", *map(to._pattern, one.options)),
    patterns.Group: lambda to, one: ("group", *map(to._pattern, members(one))),
    patterns.Interleave: lambda to, one: ("interleave", *map(to._pattern, one.parts)),
    patterns.OneOrMore: lambda to, one: ("repeat", to._pattern(one.content)),
    patterns.ListOf: lambda to, one: ("list", to._pattern(one.content)),
    patterns.After: lambda to, one: ("after", to._pattern(one.inner), to._pattern(one.outer)),
    patterns.Attribute: lambda to, one: (
        "attribute",
        _name_class(one.name_class),
        to._pattern(one.content),
    ),
    patterns.Data: lambda to, one: (
        "data",
        _datatype(one.datatype),
        one.excepted and to._pattern(one.excepted),
    ),
    patterns.Value: lambda to, one: ("value", _datatype(one.datatype), one.text, one.namespaces),
}
