"""The text of a source as the proof sees it: its texts in order, and what rules say of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from siglum.conserve.claims import clean, squeezed, walk
from siglum.conserve.rules import Format, Kind, Rule, rules_for
from siglum.transform.views import View


@dataclass(slots=True, eq=False)
class Scope:
    """The texts in an element that rules speak of: from `first` up to `end`, which is not in it."""

    element: etree._Element
    rules: tuple[Rule, ...]
    first: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """A rule that is in force for the texts of an element in one output."""

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


@dataclass(slots=True)
class SourceText:
    """The texts of a document that are not white space only, numbered as in `claims.claimed`."""

    texts: list[str] = field(default_factory=list)
    """Each text without its white space."""
    owners: list[etree._Element] = field(default_factory=list)
    """The element that each text stands in."""
    scopes: list[Scope] = field(default_factory=list)
    """In document order, so that a scope comes before those within it."""

    @classmethod
    def of(cls, root: etree._Element) -> SourceText:
        """Read a tree, which stays as it is."""
        made = cls()
        opened: list[Scope] = []
        for event, node, text in walk(root):
            if event == "start":
                rules = rules_for(node)
                if rules:
                    opened.append(Scope(node, rules, len(made.texts), len(made.texts)))
                    made.scopes.append(opened[-1])
            elif event == "end" and opened and opened[-1].element is node:
                opened.pop().end = len(made.texts)
            if text.strip():
                parent = node if event == "start" else node.getparent()
                assert parent is not None, "text stands in an element"
                made.texts.append(squeezed(clean(text)))
                made.owners.append(parent)
        return made

    def accounts(self, view: View, format: Format, *kinds: Kind) -> list[Account]:
        """Return what rules of some kinds are in force in an output; of an element, the first."""
        return [
            Account(rule, scope)
            for scope in self.scopes
            for rule in [rule for rule in scope.rules if rule.holds(view, format, kinds)][:1]
        ]
