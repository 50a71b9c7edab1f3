"""All errors of a tree of lxml, where no source is at hand: the lines are those that lxml knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from .automaton import Automaton
from .catalogue import Catalogue
from .errors import Error
from .validator import Spot, Validator


def validate(automaton: Automaton, catalogue: Catalogue, root: etree._Element) -> list[Error]:
    """Return all errors of a tree; places are the lines that lxml knows, at column 1."""
    return _TreeEvents(automaton, catalogue).run(root)


class _TreeEvents:
    """The events of a tree; also the locator of its validator."""

    def __init__(self, automaton: Automaton, catalogue: Catalogue) -> None:
        self._validator = Validator(automaton, catalogue, self)
        self._line = 1

    def run(self, root: etree._Element) -> list[Error]:
        """Return all errors in the order of their places."""
        validator = self._validator
        siblings: Iterator[Any] = iter((root,))
        outer: list[tuple[Iterator[Any], Any]] = []
        while True:
            for node in siblings:
                if type(node.tag) is str:
                    self._line = node.sourceline or self._line
                    namespaces = {prefix or "": uri for prefix, uri in node.nsmap.items()}
                    validator.namespaces = namespaces
                    validator.start(node.tag, [text for pair in node.items() for text in pair])
                    self._text(node.text)
                    outer.append((siblings, node))
                    siblings = iter(node)
                    break
                if outer:
                    self._text(node.text if node.tag is etree.Entity else None)
                    self._text(node.tail)
            else:
                if not outer:
                    return validator.finish()
                siblings, element = outer.pop()
                validator.end(element.tag)
                if outer:
                    self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self._validator.text(text)

    # The locator.

    def line(self) -> int:
        """Return the line of the current element."""
        return self._line

    def mark(self) -> int:
        """Return the line of the current element."""
        return self._line

    def tag(self) -> Spot:
        """Return the line of the current element."""
        return self._line, 1, 1

    def attribute(self, name: str, mark: object = None) -> Spot:
        """Return the line of the current element, or of the marked one."""
        return (mark if isinstance(mark, int) else self._line), 1, 1

    def text(self) -> Spot:
        """Return the line of the element begun last."""
        return self._line, 1, 1

    def end(self) -> Spot:
        """Return the line of the element begun last."""
        return self._line, 1, 1
