"""Validation of a tree of lxml: a fast verdict, and all errors where no source is at hand."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .automaton import Automaton, Model, State, Tag
from .catalogue import Catalogue
from .errors import Error
from .validator import Spot, Validator
from .xsd_types import split

_BLANKS = " \t\r\n"


def accepts(automaton: Automaton, root: etree._Element) -> bool:
    """Tell whether a tree is valid, as fast as can be."""
    return _Walk(automaton).accepts(root)


class _Walk:
    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._ids: set[str] = set()
        self._references: set[str] = set()

    def accepts(self, root: etree._Element) -> bool:
        state: State | None = self._automaton.start
        outer: list[tuple[Iterator[etree._Element], State | None, etree._Element]] = []
        siblings: Iterator[etree._Element] = iter((root,))
        while True:
            for element in siblings:
                name = element.tag
                if type(name) is not str:
                    state = self._after_other(element, state)
                    if state is None:
                        return False
                    continue
                step = state.steps.get(name) or state.step(name)
                if step is None:
                    return False
                model = step.model
                names = tuple(element.keys())
                tag = model.tags.get(names) or model.tag(names)
                if tag is None:
                    return False
                inner = tag.state
                if inner is None or tag.checks or tag.several:
                    inner = self._checked(element, model, tag)
                    if inner is None:
                        return False
                if tag.ids and not self._identified(element, tag):
                    return False
                if len(element):
                    if not inner.keeps_text:
                        inner = self._before_children(element, inner)
                        if inner is None:
                            return False
                    outer.append((siblings, step.rest, element))
                    siblings, state = iter(element), inner
                    break
                if not inner.keeps_text or not inner.nullable:
                    inner = self._leaf(inner, element.text or "", step.rest, element)
                    if inner is None:
                        return False
                state = step.rest or self._automaton.after_element(inner)
                if state is None:
                    return False
                if not state.keeps_text and outer:
                    tail = element.tail
                    if tail and tail.strip(_BLANKS):
                        state = state.after_text()
                        if state is None:
                            return False
            else:
                if not outer:
                    return self._references <= self._ids
                siblings, rest, element = outer.pop()
                state = self._closed(state, rest, element if outer else None)
                if state is None:
                    return False

    def _closed(
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

    def _before_children(self, element: etree._Element, state: State) -> State | None:
        """Return the state after the text before the first child, or all text of a leaf."""
        text = element.text
        if any(type(child.tag) is str for child in element):
            return state.after_text() if text and text.strip(_BLANKS) else state
        if not state.has_data:
            return state.after_text() if text and text.strip(_BLANKS) else state
        whole = (text or "") + "".join(child.tail or "" for child in element)
        return self._leaf(state, whole, None, element)

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

    def _checked(self, element: etree._Element, model: Model, tag: Tag) -> State | None:
        """Return the state of an element's children if the values of its attributes are right."""
        attributes = element.items()
        namespaces = self._namespaces(element)
        if not self._automaton.attributes_match(tag, attributes, namespaces):
            return None
        if tag.state is not None:
            return tag.state
        return self._automaton.loose_state(model, tag, attributes, namespaces)

    def _namespaces(self, element: etree._Element) -> dict[str, str]:
        if not self._automaton.builder.needs_namespaces:
            return {}
        return {prefix or "": uri for prefix, uri in element.nsmap.items()}

    def _identified(self, element: etree._Element, tag: Tag) -> bool:
        """Note the IDs and references of a start tag; tell whether its ID is new."""
        values = element.values()
        for at, kind in tag.ids:
            tokens = split(values[at])
            if kind != "ID":
                self._references.update(tokens)
            elif tokens[0] in self._ids:
                return False
            else:
                self._ids.add(tokens[0])
        return True


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
        siblings: Iterator[etree._Element] = iter((root,))
        outer: list[tuple[Iterator[etree._Element], etree._Element]] = []
        while True:
            for node in siblings:
                if type(node.tag) is str:
                    self._line = node.sourceline or self._line
                    namespaces = {prefix or "": uri for prefix, uri in node.nsmap.items()}
                    validator.namespaces = namespaces
                    validator.start(node.tag, node.items())
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
