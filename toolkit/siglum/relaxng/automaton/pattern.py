"""Patterns: what may still come. Equal patterns are one object, so they can be compared by `is`.

A pattern is the state of a validator, and the node of the automaton that `automaton` builds
lazily. The shapes are those of the simple syntax (section 5), with choices, interleaves and
groups flattened, and with James Clark's `after` ("An algorithm for RELAX NG validation").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from ..grammar.nameclass import NameClass
    from ..values.datatypes import Datatype

PATTERN_LIMIT: Final = 1_000_000
"""How many patterns, and parts of them, one schema may give rise to before it is given up.

A large schema with many documents needs some 25,000.
"""


class TooManyPatterns(Exception):
    """The schema is so ambiguous that a document needs too many patterns."""


class Pattern:
    """A pattern. `nullable`: nothing more has to come.

    The other flags tell what is in it outside the elements and attributes in it.
    """

    __slots__ = ("has_attributes", "has_data", "has_text", "nullable", "number", "opens")

    number: int
    nullable: bool
    has_attributes: bool
    has_data: bool
    has_text: bool

    def __init__(self) -> None:
        self.nullable = False
        self.has_attributes = False
        self.has_data = False
        self.has_text = False
        self.opens: dict[str, dict[Pattern, Pattern]] | None = None  # see derivative.Derivative


class NotAllowed(Pattern):
    """Matches nothing."""

    __slots__ = ()


class Empty(Pattern):
    """Matches that there is nothing."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__()
        self.nullable = True


class Text(Pattern):
    """Matches any text."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__()
        self.nullable = True
        self.has_text = True


class Data(Pattern):
    """Matches the values of a datatype but those of `excepted`."""

    __slots__ = ("datatype", "excepted")

    def __init__(self, datatype: Datatype, excepted: Pattern | None) -> None:
        super().__init__()
        self.datatype = datatype
        self.excepted = excepted
        self.has_data = True


class Value(Pattern):
    """Matches the texts that stand for one value."""

    __slots__ = ("datatype", "namespaces", "text", "value")

    def __init__(self, datatype: Datatype, text: str, namespaces: dict[str, str]) -> None:
        super().__init__()
        self.datatype = datatype
        self.text = text
        self.namespaces = namespaces
        self.value = datatype.value(text, namespaces)
        self.has_data = True


class ListOf(Pattern):
    """Matches texts whose tokens, one after the other, match the content."""

    __slots__ = ("content",)

    def __init__(self, content: Pattern) -> None:
        super().__init__()
        self.content = content
        self.has_data = True


class Choice(Pattern):
    """Matches what any of at least two options matches."""

    __slots__ = ("options",)

    def __init__(self, options: tuple[Pattern, ...]) -> None:
        super().__init__()
        self.options = options
        self.nullable = any(option.nullable for option in options)
        self.has_attributes = any(option.has_attributes for option in options)
        self.has_data = any(option.has_data for option in options)
        self.has_text = any(option.has_text for option in options)


class Group(Pattern):
    """Matches `first` (never a group), then `rest`."""

    __slots__ = ("first", "rest")

    def __init__(self, first: Pattern, rest: Pattern) -> None:
        super().__init__()
        self.first = first
        self.rest = rest
        self.nullable = first.nullable and rest.nullable
        self.has_attributes = first.has_attributes or rest.has_attributes
        self.has_data = first.has_data or rest.has_data
        self.has_text = first.has_text or rest.has_text


def members(group: Group) -> list[Pattern]:
    """Return the patterns that a group puts in order."""
    found = [group.first]
    rest = group.rest
    while isinstance(rest, Group):
        found.append(rest.first)
        rest = rest.rest
    return [*found, rest]


class Interleave(Pattern):
    """Matches at least two parts in any order, mingled."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Pattern, ...]) -> None:
        super().__init__()
        self.parts = parts
        self.nullable = all(part.nullable for part in parts)
        self.has_attributes = any(part.has_attributes for part in parts)
        self.has_data = any(part.has_data for part in parts)
        self.has_text = any(part.has_text for part in parts)


class OneOrMore(Pattern):
    """Matches the content once or several times."""

    __slots__ = ("content",)

    def __init__(self, content: Pattern) -> None:
        super().__init__()
        self.content = content
        self.nullable = content.nullable
        self.has_attributes = content.has_attributes
        self.has_data = content.has_data
        self.has_text = content.has_text


class Attribute(Pattern):
    """Matches one attribute."""

    __slots__ = ("content", "name_class")

    def __init__(self, name_class: NameClass, content: Pattern) -> None:
        super().__init__()
        self.name_class = name_class
        self.content = content
        self.has_attributes = True


class Element(Pattern):
    """Matches one element; its content is made of `source` when it is first needed."""

    __slots__ = ("content", "name_class", "source")

    def __init__(self, name_class: NameClass, source: object) -> None:
        super().__init__()
        self.name_class = name_class
        self.source = source
        self.content: Pattern | None = None


class After(Pattern):
    """Matches the rest of the element that is open by `inner`, and what follows it by `outer`."""

    __slots__ = ("inner", "outer")

    def __init__(self, inner: Pattern, outer: Pattern) -> None:
        super().__init__()
        self.inner = inner
        self.outer = outer
        self.has_attributes = inner.has_attributes
        self.has_data = inner.has_data
        self.has_text = inner.has_text


_P = TypeVar("_P", bound=Pattern)


class Patterns:
    """Makes the patterns of one schema, simplified (4.20, 4.21), each once."""

    def __init__(self) -> None:
        self._made: dict[object, Pattern] = {}
        self._elements: dict[object, Element] = {}
        self._count = 0
        self._size = 0
        self.not_allowed = self._number(NotAllowed())
        self.empty = self._number(Empty())
        self.text = self._number(Text())
        self.skipped = self._number(Text())
        """Text in an element that is skipped: a pattern by itself, found in no schema."""

    def _number(self, pattern: _P) -> _P:
        pattern.number = self._count
        self._count += 1
        self._size += 1
        if self._size > PATTERN_LIMIT:
            raise TooManyPatterns
        return pattern

    def choice(self, options: Iterable[Pattern], as_written: bool = False) -> Pattern:
        """Return a choice, each option once.

        The order says nothing but what messages name first. `as_written` keeps it for the
        schema's own choices, so that they don't depend on what was made before; else a choice of
        the same options serves.
        """
        flat: dict[Pattern, None] = {}
        for option in options:
            if type(option) is Choice:
                flat.update(dict.fromkeys(option.options))
            elif option is not self.not_allowed:
                flat[option] = None
        if self.empty in flat and any(one.nullable for one in flat if one is not self.empty):
            del flat[self.empty]
        if len(flat) < 2:
            return next(iter(flat), self.not_allowed)
        ordered = ("choice", *(one.number for one in flat))
        found = self._made.get(ordered)
        if found is None:
            alike = ("choice", frozenset(one.number for one in flat))
            found = None if as_written else self._made.get(alike)
            self._size += len(flat)
            if found is None:
                found = self._number(Choice(tuple(flat)))
                self._made.setdefault(alike, found)
            self._made[ordered] = found
        return found

    def group(self, first: Pattern, rest: Pattern) -> Pattern:
        """Return a group, which leans to the right."""
        if first is self.not_allowed or rest is self.not_allowed:
            return self.not_allowed
        if rest is self.empty:
            return first
        if first is self.empty:
            return rest
        while type(first) is Group:  # (a, b), c is a, (b, c)
            firsts = [first.first]
            tail = first.rest
            while type(tail) is Group:
                firsts.append(tail.first)
                tail = tail.rest
            for one in (tail, *reversed(firsts)):
                rest = self.group(one, rest)
            return rest
        key = ("group", first.number, rest.number)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._number(Group(first, rest))
        return found

    def interleave(self, parts: Iterable[Pattern]) -> Pattern:
        """Return an interleave; the order of its parts does not matter."""
        flat: list[Pattern] = []
        for part in parts:
            if part is self.not_allowed:
                return part
            if type(part) is Interleave:
                flat.extend(part.parts)
            elif part is not self.empty:
                flat.append(part)
        if len(flat) < 2:
            return flat[0] if flat else self.empty
        key = ("interleave", *sorted(part.number for part in flat))
        found = self._made.get(key)
        if found is None:
            self._size += len(flat)
            found = self._made[key] = self._number(Interleave(tuple(flat)))
        return found

    def one_or_more(self, content: Pattern) -> Pattern:
        """Return a repetition."""
        if content is self.not_allowed or content is self.empty or type(content) is OneOrMore:
            return content
        key = ("repeat", content.number)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._number(OneOrMore(content))
        return found

    def list_of(self, content: Pattern) -> Pattern:
        """Return a list."""
        if content is self.not_allowed:
            return content
        key = ("list", content.number)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._number(ListOf(content))
        return found

    def attribute(self, name_class: NameClass, content: Pattern) -> Pattern:
        """Return an attribute."""
        if content is self.not_allowed:
            return content
        key = ("attribute", name_class, content.number)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._number(Attribute(name_class, content))
        return found

    def data(self, datatype: Datatype, excepted: Pattern | None) -> Pattern:
        """Return data; an exception of nothing is none (4.20)."""
        if excepted is self.not_allowed:
            excepted = None
        key = ("data", datatype, excepted)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._number(Data(datatype, excepted))
        return found

    def value(self, datatype: Datatype, text: str, namespaces: dict[str, str]) -> Pattern:
        """Return a value."""
        key = ("value", datatype, text, tuple(namespaces.items()))
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._number(Value(datatype, text, namespaces))
        return found

    def element(self, name_class: NameClass, source: object) -> Element:
        """Return the element that has its content from `source`."""
        found = self._elements.get(source)
        if found is None:
            found = self._elements[source] = self._number(Element(name_class, source))
        return found

    def after(self, inner: Pattern, outer: Pattern) -> Pattern:
        """Return what is left of an open element, and what follows it."""
        if outer is self.not_allowed:
            return outer
        key = ("after", inner.number, outer.number)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._number(After(inner, outer))
        return found

    def once(self, key: object, make: Callable[[], Pattern]) -> Pattern:
        """Return the pattern of a key, made if it is new."""
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._number(make())
        return found
