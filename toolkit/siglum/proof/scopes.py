"""The parts of a source that rules speak of: elements, and spans from one place to another."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from siglum.proof.rules import Rule


@dataclass(slots=True, eq=False)
class Scope:
    """The texts that rules of an element speak of: from `first` up to `end`, which is not in it."""

    element: etree._Element
    rules: tuple[Rule, ...]
    first: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """A rule that is in force for the texts of a scope in one output."""

    rule: Rule
    scope: Scope

    @property
    def first(self) -> int:
        """The first text that the rule speaks of."""
        return self.scope.first

    @property
    def end(self) -> int:
        """The text after the last one that the rule speaks of."""
        return self.scope.end
