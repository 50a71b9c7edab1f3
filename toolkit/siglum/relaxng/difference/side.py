"""One of the two schemas that are compared, without what can never be completed."""

from __future__ import annotations

from ..automaton.automaton import Automaton
from ..automaton.derivative import Namespaces, Opened
from ..automaton.pattern import (
    After,
    Attribute,
    Choice,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
    members,
)
from .names import without_name
from .samples import Source
from .smallest import Smallest
from .work import Work


class Side:
    """One schema, for the comparison."""

    def __init__(self, automaton: Automaton, namespaces: Namespaces, work: Work) -> None:
        self.work = work
        self.namespaces = namespaces
        self.patterns = automaton.patterns
        self.derivative = automaton.derivative
        self.smallest = Smallest(automaton, namespaces)
        self.start = self.smallest.prune(automaton.start.pattern)
        self._opened: dict[tuple[Pattern, str], Opened] = {}

    def open(self, pattern: Pattern, name: str) -> Opened:
        """Return the readings of an element of this name in a pattern that can be completed."""
        key = (pattern, name)
        found = self._opened.get(key)
        if found is None:
            self.work.spend(_size(pattern))
            found = self._opened[key] = {}
            for content, rest in self.derivative.open(pattern, name).items():
                content = self.smallest.prune(content)
                if content is not self.patterns.not_allowed:
                    known = found.get(content, self.patterns.not_allowed)
                    found[content] = self.patterns.choice((known, rest))
        return found

    def without(self, pattern: Pattern, name: str) -> Pattern:
        """Return what is left of a pattern if there is no attribute of this name."""
        patterns = self.patterns
        if not pattern.has_attributes:
            return pattern
        self.work.spend(1)
        if isinstance(pattern, Attribute):
            left = without_name(pattern.name_class, name)
            return patterns.attribute(left, pattern.content) if left else patterns.not_allowed
        if isinstance(pattern, Choice):
            return patterns.choice(self.without(one, name) for one in pattern.options)
        if isinstance(pattern, Interleave):
            return patterns.interleave(self.without(one, name) for one in pattern.parts)
        if isinstance(pattern, Group):
            whole: Pattern = patterns.empty
            for one in reversed(members(pattern)):
                whole = patterns.group(self.without(one, name), whole)
            return whole
        if isinstance(pattern, OneOrMore):
            return patterns.one_or_more(self.without(pattern.content, name))
        assert isinstance(pattern, After)
        inner = self.without(pattern.inner, name)
        return inner if inner is patterns.not_allowed else patterns.after(inner, pattern.outer)

    def source(self, pattern: Pattern) -> Source:
        """Return a pattern as a source, which accepts or refuses whole texts."""
        return Source(self.derivative, self.namespaces, pattern)

    def attribute(self, pattern: Pattern, name: str, value: str) -> Pattern:
        """Return what is left of a pattern after an attribute."""
        self.work.spend(_size(pattern))
        return self.derivative.attribute(
            pattern=pattern, name=name, value=value, namespaces=self.namespaces
        )


def _size(pattern: Pattern) -> int:
    """Return the number of direct parts of a pattern."""
    if isinstance(pattern, Choice):
        return 1 + len(pattern.options)
    return 1 + len(pattern.parts) if isinstance(pattern, Interleave) else 1
