"""How the names of a schema are used: counted once something is wrong, to tell likely from not."""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..automaton.content import attributes_in
from ..automaton.pattern import (
    After,
    Choice,
    Element,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
    members,
)
from ..grammar.nameclass import literal_names

if TYPE_CHECKING:
    from ..automaton.automaton import Origin


class Counts(NamedTuple):
    """What is counted over all elements of a schema."""

    parents: dict[str, list[str]]
    """The names of elements, with those of the elements that can have them in them."""
    texts: int
    """How many elements can have text in them."""
    paragraphs: list[str]
    """The names that stand in most contents in which text can't stand."""
    attributes: dict[str, int]
    """How many elements have an attribute, by its name."""


class Usage:
    """What the contents of a schema's elements have in them, by name.

    `is_news`: it has been counted, since the schema was not recalled with it.
    """

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self._sizes: dict[Pattern, int] = {}
        self._names: dict[Pattern, frozenset[str]] = {}
        self.is_news = False

    def compiled(self) -> bytes | None:
        """Return what has been counted, for the next time; None if nobody has asked for it."""
        return marshal.dumps(tuple(self._counts)) if self.is_news else self._origin.usage

    @cached_property
    def _counts(self) -> Counts:
        if self._origin.usage is not None:
            return Counts(*marshal.loads(self._origin.usage))
        self.is_news = True
        return self._counted()

    def _counted(self) -> Counts:
        parents: dict[str, dict[str, None]] = {}
        paragraphs: Counter[str] = Counter()
        attributes: Counter[str] = Counter()
        texts = 0
        for one in self._origin.elements():
            own = literal_names(one.name_class)
            content = self._origin.content(one)
            names = self.names_in(content)
            for name in names:
                parents.setdefault(name, {}).update(dict.fromkeys(own))
            texts += content.has_text
            if not content.has_text:
                paragraphs.update(names)
            found = attributes_in(content)
            attributes.update({name for each in found for name in literal_names(each.name_class)})
        most = max(paragraphs.values(), default=0)
        return Counts(
            parents={name: list(found) for name, found in parents.items()},
            texts=texts,
            paragraphs=sorted(name for name, count in paragraphs.items() if count == most),
            attributes=dict(attributes),
        )

    def names_in(self, pattern: Pattern) -> frozenset[str]:
        """Return the names of the elements that a pattern has in it, wherever they may stand."""
        if isinstance(pattern, Element):
            return frozenset(literal_names(pattern.name_class))
        found = self._names.get(pattern)
        if found is None:
            parts = [self.names_in(part) for part in _parts(pattern)]
            found = self._names[pattern] = frozenset().union(*parts)
        return found

    def size(self, pattern: Pattern) -> int:
        """Return how many parts a pattern has, whatever is repeated counted each time."""
        found = self._sizes.get(pattern)
        if found is None:
            found = self._sizes[pattern] = 1 + sum(map(self.size, _parts(pattern)))
        return found

    def parents(self, name: str) -> list[str]:
        """Return the names of the elements that can have an element of a name in them."""
        return self._counts.parents.get(name, [])

    def is_inline(self, name: str) -> bool:
        """Tell whether an element can stand nearly wherever text can, and is no paragraph."""
        is_frequent = 2 * len(self.parents(name)) > self._counts.texts
        return is_frequent and name not in self.paragraphs

    @property
    def paragraphs(self) -> list[str]:
        """The names of what text is put into, as a rule."""
        return self._counts.paragraphs

    def likeliest_first(self, names: list[str]) -> list[str]:
        """Return names with paragraphs first, and those that can stand nearly anywhere last.

        Between them, the fewer parents an element can have, the more it tells of one that it is
        allowed there.
        """

        def likelihood(name: str) -> tuple[bool, bool, int]:
            return name not in self.paragraphs, self.is_inline(name), len(self.parents(name))

        return sorted(dict.fromkeys(names), key=likelihood)

    @property
    def attributes(self) -> Mapping[str, int]:
        """How many elements have an attribute, by its name."""
        return self._counts.attributes


def _parts(pattern: Pattern) -> Sequence[Pattern]:
    if isinstance(pattern, Group):
        return members(pattern)
    if isinstance(pattern, Choice):
        return pattern.options
    if isinstance(pattern, Interleave):
        return pattern.parts
    if isinstance(pattern, OneOrMore):
        return (pattern.content,)
    return (pattern.inner,) if isinstance(pattern, After) else ()
