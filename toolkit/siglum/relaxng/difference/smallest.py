"""The smallest content that a pattern matches, and the patterns that match nothing at all.

An element whose content can never be completed is as good as not allowed. Which elements these are
is a least fixed point: an element can be completed if all elements that it needs can.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Final

from ..automaton.automaton import Automaton
from ..automaton.derivative import Namespaces
from ..automaton.pattern import (
    After,
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    ListOf,
    NotAllowed,
    OneOrMore,
    Pattern,
    Value,
    members,
)
from .names import a_name
from .samples import Source, sample
from .traversal import schema_elements

_IMPOSSIBLE: Final = math.inf


@dataclass(slots=True)
class Tree:
    """An element of an example document; `children` are elements and texts."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Tree | str] = field(default_factory=list)


class Smallest:
    """The smallest contents of one schema's patterns."""

    def __init__(self, automaton: Automaton, namespaces: Namespaces) -> None:
        self._patterns = automaton.patterns
        self._derivative = automaton.derivative
        self._namespaces = namespaces
        self._contents = schema_elements(automaton)
        self._sizes = dict.fromkeys(self._contents, _IMPOSSIBLE)
        self._pruned: dict[Pattern, Pattern] = {}
        self._known: dict[Pattern, float] = {}
        self._measure()

    def _measure(self) -> None:
        """Compute the size of each element: begin with infinity, and lower it while it changes."""
        changed = True
        while changed:
            changed = False
            self._known = {}
            for element, content in self._contents.items():
                found = 1 + self.size(content)
                if found < self._sizes[element]:
                    self._sizes[element] = found
                    changed = True
        self._known = {}

    def size(self, pattern: Pattern) -> float:
        """Return how many elements and attributes the smallest content has; inf if none exists."""
        found = self._known.get(pattern)
        if found is None:
            found = self._known[pattern] = self._size(pattern)
        return found

    def _size(self, pattern: Pattern) -> float:
        if isinstance(pattern, Element):
            return self._sizes[pattern]
        if isinstance(pattern, Attribute):
            return 1 + self.size(pattern.content)
        if isinstance(pattern, Choice):
            return min(map(self.size, pattern.options))
        if isinstance(pattern, Group):
            return sum(map(self.size, members(pattern)))
        if isinstance(pattern, Interleave):
            return sum(map(self.size, pattern.parts))
        if isinstance(pattern, OneOrMore | ListOf):
            return self.size(pattern.content)
        if isinstance(pattern, After):
            return self.size(pattern.inner) + self.size(pattern.outer)
        if isinstance(pattern, Data | Value):
            return 0.5
        return _IMPOSSIBLE if isinstance(pattern, NotAllowed) else 0

    def prune(self, pattern: Pattern) -> Pattern:
        """Return a pattern without what can never be completed."""
        found = self._pruned.get(pattern)
        if found is None:
            found = self._pruned[pattern] = self._prune(pattern)
        return found

    def _prune(self, pattern: Pattern) -> Pattern:
        patterns = self._patterns
        if self.size(pattern) == _IMPOSSIBLE:
            return patterns.not_allowed
        if isinstance(pattern, Choice):
            return patterns.choice(map(self.prune, pattern.options))
        if isinstance(pattern, Group):
            whole: Pattern = patterns.empty
            for one in reversed(members(pattern)):
                whole = patterns.group(self.prune(one), whole)
            return whole
        if isinstance(pattern, Interleave):
            return patterns.interleave(map(self.prune, pattern.parts))
        if isinstance(pattern, OneOrMore):
            return patterns.one_or_more(self.prune(pattern.content))
        return pattern

    def fill(self, pattern: Pattern, tree: Tree) -> Pattern | None:
        """Add the smallest content that matches a pattern to an element.

        For a pattern with `after`, return the pattern of what must then follow the element.
        """
        if isinstance(pattern, Choice):
            return self.fill(min(pattern.options, key=self.size), tree)
        if isinstance(pattern, After):
            self.fill(pattern.inner, tree)
            return pattern.outer
        if isinstance(pattern, Element):
            tree.children.append(self.tree(a_name(pattern.name_class), self._contents[pattern]))
        elif isinstance(pattern, Attribute):
            value = self._sample(pattern.content)
            tree.attributes[a_name(pattern.name_class)] = value
        elif isinstance(pattern, Group):
            for one in members(pattern):
                self.fill(one, tree)
        elif isinstance(pattern, Interleave):
            for one in pattern.parts:
                self.fill(one, tree)
        elif isinstance(pattern, OneOrMore):
            self.fill(pattern.content, tree)
        elif isinstance(pattern, Data | Value | ListOf):
            tree.children.append(self._sample(pattern))
        return None

    def tree(self, name: str, content: Pattern) -> Tree:
        """Return the smallest element with a name and a content."""
        made = Tree(name)
        self.fill(content, made)
        return made

    def _sample(self, pattern: Pattern) -> str:
        return sample(Source(self._derivative, self._namespaces, pattern))
