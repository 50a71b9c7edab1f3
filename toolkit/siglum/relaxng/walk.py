"""Validation of a tree of lxml: a fast verdict, and all errors where no source is at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from .automaton import Automaton, Model, State, Tag
from .catalogue import Catalogue
from .errors import Error
from .validator import Spot, Validator
from .xsd_types import split

_BLANKS = " \t\r\n"
_NO_NAMESPACES: dict[str, str] = {}


def accepts(automaton: Automaton, root: etree._Element) -> bool:
    """Tell whether a tree is valid, as fast as can be."""
    return _Walk(automaton).accepts(root)


class _Walk:
    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._ids: set[str] = set()
        self._references: set[str] = set()

    def accepts(self, root: etree._Element) -> bool:
        state = self._automaton.start
        outer: list[tuple[Iterator[Any], State | None, Any]] = []
        siblings: Iterator[Any] = iter((root,))
        while True:
            after: State | None
            for element in siblings:
                name = element.tag
                if type(name) is not str:
                    after = self._after_other(element, state)
                else:
                    step = state.steps.get(name) or state.step(name)
                    if step is None:
                        return False
                    model, rest = step.model, step.rest
                    names = tuple(element.keys())
                    tag = model.tags.get(names) or model.tag(names)
                    if tag is None:
                        return False
                    inner = tag.plain or self._checked(element, model, tag, names)
                    if inner is None:
                        return False
                    if len(element):
                        if not (inner.has_data and _is_leaf(element)):
                            after = inner if inner.keeps_text else self._at_children(element, inner)
                            if after is None:
                                return False
                            outer.append((siblings, rest, element))
                            siblings, state = iter(element), after
                            break
                    elif inner.is_free and rest is not None and rest.keeps_text:
                        state = rest
                        continue
                    after = self._after_leaf(element, inner, rest, bool(outer))
                if after is None:
                    return False
                state = after
            else:
                if not outer:
                    return self._references <= self._ids
                siblings, rest, element = outer.pop()
                after = self._after_children(state, rest, element if outer else None)
                if after is None:
                    return False
                state = after

    def _after_leaf(
        self, element: Any, inner: State, rest: State | None, inside: bool
    ) -> State | None:
        """Return the state after an element without children and the text that follows it."""
        if not inner.is_free:
            left = self._leaf(inner, _whole_text(element), rest, element)
            if left is None:
                return None
            inner = left
        after = rest or self._automaton.after_element(inner)
        if after is None or after.keeps_text or not inside:
            return after
        tail = element.tail
        return after.after_text() if tail and tail.strip(_BLANKS) else after

    def _after_children(
        self, state: State, rest: State | None, element: etree._Element | None
    ) -> State | None:
        """Return the state after the end of an element and the text that follows it."""
        if rest is None:
            rest = self._automaton.after_element(state)
        elif not state.nullable:
            return None
        if rest is None or element is None or rest.keeps_text:
            return rest
        tail = element.tail
        return rest.after_text() if tail and tail.strip(_BLANKS) else rest

    def _after_other(self, node: etree._Element, state: State) -> State | None:
        """Return the state after a comment or an instruction and the text that follows it."""
        if node.tag is etree.Entity:
            return None
        tail = node.tail
        if state.has_data or state.keeps_text or not tail or not tail.strip(_BLANKS):
            return state
        return state.after_text()

    def _at_children(self, element: Any, state: State) -> State | None:
        """Return the state after the text before the first child."""
        text = element.text
        return state.after_text() if text and text.strip(_BLANKS) else state

    def _leaf(
        self, state: State, text: str, rest: State | None, element: etree._Element
    ) -> State | None:
        """Return the state after the whole text of an element without children."""
        automaton = self._automaton
        blank = not text.strip(_BLANKS)
        if blank and (state.nullable if rest else automaton.after_element(state) is not None):
            return state
        if not state.has_data:
            after = state if blank else state.after_text()
            return None if after is None or (rest and not after.nullable) else after
        namespaces = self._namespaces(element)
        left = automaton.state_or_none(automaton.derivative.text(state.pattern, text, namespaces))
        return None if left is None or (rest and not left.nullable) else left

    def _checked(
        self, element: Any, model: Model, tag: Tag, names: tuple[str, ...]
    ) -> State | None:
        """Return the state of an element's children if the values of its attributes are right."""
        automaton = self._automaton
        values = element.values()
        namespaces = self._namespaces(element)
        if not automaton.attributes_match(tag, names, values, namespaces):
            return None
        if tag.ids and not self._identified(values, tag):
            return None
        return tag.state or automaton.loose_state(model, tag, names, values, namespaces)

    def _namespaces(self, element: etree._Element) -> dict[str, str]:
        if not self._automaton.builder.needs_namespaces:
            return _NO_NAMESPACES
        return {prefix or "": uri for prefix, uri in element.nsmap.items()}

    def _identified(self, values: list[str], tag: Tag) -> bool:
        """Note the IDs and references of a start tag; tell whether its ID is new."""
        for at, kind in tag.ids:
            tokens = split(values[at])
            if kind != "ID":
                self._references.update(tokens)
            elif len(tokens) != 1 or tokens[0] in self._ids:
                return False
            else:
                self._ids.add(tokens[0])
        return True


def _is_leaf(element: Any) -> bool:
    """Tell whether all children are comments or instructions."""
    return all(child.tag in (etree.Comment, etree.PI) for child in element)


def _whole_text(element: Any) -> str:
    """Return the text of a leaf, across the comments and instructions in it."""
    text = element.text or ""
    return text + "".join(child.tail or "" for child in element) if len(element) else text


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
                    validator.start(node.tag, tuple(node.keys()), node.values())
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
                validator.end()
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
