"""Walks over patterns: all that one pattern, or a whole schema, is made of."""

from __future__ import annotations

from collections.abc import Iterator

from ..automaton.automaton import Automaton
from ..automaton.content import attributes_in, id_datatype
from ..automaton.pattern import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    ListOf,
    OneOrMore,
    Pattern,
    Value,
)
from ..grammar.nameclass import literal_names


def walk(pattern: Pattern, seen: set[Pattern] | None = None) -> Iterator[Pattern]:
    """Yield a pattern and all patterns in it, each once; elements and attributes are not entered.

    Patterns in `seen` are left out, and those yielded are added to it.
    """
    seen = set() if seen is None else seen
    waiting = [pattern]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            yield one
            waiting.extend(reversed(_inside(one)))


def _inside(pattern: Pattern) -> tuple[Pattern, ...]:
    if isinstance(pattern, Choice):
        return pattern.options
    if isinstance(pattern, Interleave):
        return pattern.parts
    if isinstance(pattern, Group):
        return (pattern.first, pattern.rest)
    if isinstance(pattern, OneOrMore | ListOf):
        return (pattern.content,)
    if isinstance(pattern, Data) and pattern.excepted is not None:
        return (pattern.excepted,)
    return ()


def elements_in(pattern: Pattern) -> list[Element]:
    """Return the elements in a pattern, without those within them."""
    return [one for one in walk(pattern) if isinstance(one, Element)]


def schema_elements(automaton: Automaton) -> dict[Element, Pattern]:
    """Return all elements of a schema that can be reached, with their contents."""
    found: dict[Element, Pattern] = {}
    seen: set[Pattern] = set()
    waiting = [automaton.start.pattern]
    while waiting:
        for one in walk(waiting.pop(), seen):
            if isinstance(one, Element):
                found[one] = automaton.derivative.contents.content(one)
                waiting.append(found[one])
    return found


def qname_namespaces(automaton: Automaton) -> dict[str, None]:
    """Return the namespaces of the QNames that a schema requires as values."""
    found: dict[str, None] = {}
    contents = schema_elements(automaton).values()
    if not automaton.derivative.contents.needs_namespaces:
        return found
    seen: set[Pattern] = set()
    waiting = list(contents)
    while waiting:
        for one in walk(waiting.pop(), seen):
            if isinstance(one, Attribute):
                waiting.append(one.content)
            elif isinstance(one, Value) and one.datatype.base.namespaced:
                assert isinstance(one.value, tuple)
                found[one.value[0]] = None
    return found


def id_names(automaton: Automaton) -> set[str]:
    """Return the names of attributes that are IDs in some element; wildcards are left out."""
    found: set[str] = set()
    for content in schema_elements(automaton).values():
        for one in attributes_in(content):
            datatype = id_datatype(one.content)
            if datatype is not None and datatype.id_type == "ID":
                found.update(literal_names(one.name_class))
    return found
