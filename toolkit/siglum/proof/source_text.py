"""The text of a source as the proof sees it: its texts in order, and what rules say of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from lxml import etree

from siglum.proof.claims import clean, is_writable, squeezed, walk, writable
from siglum.proof.rules import Kind, rules_for
from siglum.proof.runs import Runs
from siglum.proof.scopes import Account, Scope
from siglum.proof.spans import DEL_SPAN, Spans
from siglum.render.outputs import Format, View


@dataclass(slots=True)
class SourceText:
    """The texts of a document that are not white space only, numbered as in `claims.claimed`."""

    texts: list[str] = field(default_factory=list)
    """Each text without its white space."""
    owners: list[etree._Element] = field(default_factory=list)
    """The element that each text stands in."""
    scopes: list[Scope] = field(default_factory=list)
    """The elements in document order, so that a scope comes before those within it."""
    spans: list[Scope] = field(default_factory=list)
    """What goes from one place to another, across elements."""
    lengths: list[int] = field(default_factory=list)
    """The number of characters of each text."""
    _runs: dict[bytes, Runs] = field(default_factory=dict)
    """What was cut already, by a digest: outputs that show the same text are many."""

    @classmethod
    def of(cls, root: etree._Element) -> SourceText:
        """Read a tree, which stays as it is."""
        made = cls()
        opened: list[Scope] = []
        spans = Spans.of(root)
        made.spans = spans.closed
        for event, node, text in walk(root):
            if event == "start":
                rules = rules_for(node)
                if rules and node.tag != DEL_SPAN:
                    opened.append(
                        Scope(element=node, rules=rules, first=len(made.texts), end=len(made.texts))
                    )
                    made.scopes.append(opened[-1])
            elif event == "end":
                if opened and opened[-1].element is node:
                    opened.pop().end = len(made.texts)
                spans.element_ends(node, len(made.texts))
            if text.strip():
                parent = node if event == "start" else node.getparent()
                assert parent is not None, "text stands in an element"
                made.texts.append(text)
                made.owners.append(parent)
        if not is_writable("".join(made.texts)):
            made.texts = [writable(clean(text)) for text in made.texts]
        made.texts = [squeezed(text) for text in made.texts]
        made.lengths = list(map(len, made.texts))
        return made

    def runs(self, shown: str) -> Runs:
        """Return the shown text of an output, cut at its claims (see `Runs.of`)."""
        digest = sha256(shown.encode("utf-8", "surrogatepass")).digest()
        if digest not in self._runs:
            self._runs[digest] = Runs.of(shown, self.texts)
        return self._runs[digest]

    def accounts(self, view: View, format: Format, *kinds: Kind) -> list[Account]:
        """Return what rules of some kinds are in force in an output; of an element, the first."""
        return _in_force(scopes=self.scopes, view=view, format=format, kinds=kinds)

    def spanned(self, view: View, format: Format, *kinds: Kind) -> list[Account]:
        """Return the same of spans."""
        return _in_force(scopes=self.spans, view=view, format=format, kinds=kinds)


def _in_force(
    scopes: list[Scope], view: View, format: Format, kinds: tuple[Kind, ...]
) -> list[Account]:
    return [
        Account(rule, scope)
        for scope in scopes
        for rule in [rule for rule in scope.rules if rule.holds(view, format, kinds)][:1]
    ]
