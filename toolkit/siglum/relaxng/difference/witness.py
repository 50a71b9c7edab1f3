"""Example documents: the shortest that shows a difference, completed for the side that accepts."""

from __future__ import annotations

from ..automaton.pattern import Pattern
from ..values.white_space import is_blank
from .exploration import Child, Claim, Context, State
from .side import Side
from .smallest import Tree
from .start_tags import Attributes


class Dead(Exception):
    """The side does not accept the document so far."""


class Replay:
    """A document in the making, which one side validates while it grows."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._pattern = side.start
        self._document = Tree("")
        self._open = [self._document]

    def _go(self, pattern: Pattern) -> None:
        if pattern is self._side.patterns.not_allowed:
            raise Dead
        self._pattern = pattern

    def start(self, name: str) -> None:
        """Open an element; its attributes may follow."""
        made = Tree(name)
        self._open[-1].children.append(made)
        self._open.append(made)
        patterns = self._side.patterns
        opened = self._side.open(self._pattern, name)
        self._go(patterns.choice(patterns.after(*pair) for pair in opened.items()))

    def attribute(self, name: str, value: str) -> None:
        """Add an attribute to the open element."""
        self._open[-1].attributes[name] = value
        self._go(self._side.attribute(self._pattern, name, value))

    def without(self, name: str) -> None:
        """Decide that the open element lacks an attribute."""
        self._go(self._side.without(self._pattern, name))

    def end_attributes(self) -> None:
        """End the start tag."""
        self._go(self._side.derivative.end_attributes(self._pattern))

    def text(self, text: str) -> None:
        """Add a text beside elements."""
        self._open[-1].children.append(text)
        self._go(self._side.derivative.mixed_text(self._pattern))

    def value(self, text: str) -> None:
        """Make a text the whole content of the open element."""
        self._open[-1].children.append(text)
        closed = self._side.derivative.close(self._pattern)
        nullable = closed is not self._side.patterns.not_allowed
        if not (nullable and is_blank(text)):
            self._go(self._side.derivative.text(self._pattern, text, self._side.namespaces))

    def tree(self, tree: Tree) -> None:
        """Add a whole element."""
        self.start(tree.name)
        for name, value in tree.attributes.items():
            self.attribute(name, value)
        self.end_attributes()
        if len(tree.children) == 1 and isinstance(tree.children[0], str):
            self.value(tree.children[0])
        else:
            for child in tree.children:
                if isinstance(child, str):
                    self.text(child)
                else:
                    self.tree(child)
        self._go(self._side.derivative.close(self._pattern))
        self._open.pop()

    def complete(self) -> Tree:
        """Complete the document with the smallest possible content, and return it."""
        pattern: Pattern | None = self._pattern
        while pattern is not None:
            following = self._side.smallest.fill(pattern, self._open.pop())
            pattern = following
        root = self._document.children[0]
        assert isinstance(root, Tree)
        return root


class Witness:
    """Makes example documents. Gaps are filled with the smallest elements of the side `model`."""

    def __init__(self, accepting: Side, model: Side, model_is_left: bool) -> None:
        self._accepting = accepting
        self._model = model
        self._model_is_left = model_is_left

    def document(self, claim: Claim) -> Tree | None:
        """Return a document that shows a claim: only the accepting side should accept it."""
        replay = Replay(self._accepting)
        try:
            self._lead_to(claim.place, replay)
            self._show(claim, replay)
        except Dead:
            return None
        return replay.complete()

    def _lead_to(self, place: State | Context, replay: Replay) -> None:
        """Replay the document up to a state; for a context, up to the name in its start tag."""
        if isinstance(place, Context):
            assert place.origin is not None
            self._lead_to(place.origin, replay)
            replay.start(place.name)
            return
        if place.context.origin is not None:
            self._lead_to(place.context, replay)
            self._give(place.attributes, replay)
            replay.end_attributes()
        for letter in _letters(place):
            if isinstance(letter, Child):
                replay.tree(self._tree(letter))
            else:
                replay.text(letter)

    def _show(self, claim: Claim, replay: Replay) -> None:
        if isinstance(claim.place, Context):
            self._give(claim.attributes, replay)
            if claim.kind == "required" and claim.name is None:
                replay.end_attributes()
        elif claim.child is not None:
            replay.tree(self._tree(claim.child))
        elif claim.kind == "element" and claim.name is not None:
            replay.start(claim.name)
        elif claim.kind == "text":
            replay.text("x")
        elif claim.text is not None:
            replay.value(claim.text)

    def _give(self, attributes: Attributes, replay: Replay) -> None:
        for name, value in attributes:
            if value is None:
                replay.without(name)
            else:
                replay.attribute(name, value)

    def _tree(self, child: Child) -> Tree:
        """Return an element that matches the contents which a child stands for."""
        context = child.context
        if context.is_plain:
            content = (context.lefts if self._model_is_left else context.rights)[0]
            return self._model.smallest.tree(child.name, content)
        ending = context.outcomes[child.outcome]
        given = ending.state.attributes
        tree = Tree(child.name, {name: value for name, value in given if value is not None})
        if ending.text is not None:
            tree.children.append(ending.text)
            return tree
        for letter in _letters(ending.state):
            tree.children.append(self._tree(letter) if isinstance(letter, Child) else letter)
        return tree


def _letters(state: State) -> list[Child | str]:
    """Return the elements and texts that lead to a state from the beginning of its element."""
    found: list[Child | str] = []
    at: State | None = state
    while at is not None:
        if at.letter is not None:
            found.append(at.letter)
        at = at.previous
    return found[::-1]
