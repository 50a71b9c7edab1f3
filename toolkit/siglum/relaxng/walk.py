"""The fast verdict on a tree of lxml: valid or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from .automaton import Automaton, Model, State, Tag
from .white_space import split

_BLANKS = " \t\r\n"
_OUTSIDE = (etree.Comment, etree.PI)  # the tags of what is no part of the content
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
        # One pass over all nodes: counting the children still to come tells where elements end,
        # and costs less than an iterator over the children of each.
        state = self._automaton.start
        outer: list[tuple[int, State | None, Any]] = []
        left = 2  # more than there is, so that the root does not end anything
        nodes: Iterator[Any] = root.iter()
        for node in nodes:
            left -= 1
            after: State | None = state
            name = node.tag
            step = state.steps.get(name)
            if step is None and name not in _OUTSIDE:
                step = None if name is etree.Entity else state.step(name)
                if step is None:
                    return False
            if step is not None:
                model, rest = step.model, step.rest
                names = node.keys()
                inner = None if names else model.bare
                if inner is None:
                    inner = self._inside(node, model, names)
                    if inner is None:
                        return False
                size = len(node)
                if size and inner.has_data and _is_leaf(node):
                    for _ in range(size):
                        next(nodes)
                elif size:
                    if not inner.keeps_text and _has_words(node.text):
                        inner = inner.after_text()
                        if inner is None:
                            return False
                    outer.append((left, rest, node))
                    left, state = size, inner
                    continue
                after = rest if rest and inner.is_free else self._after_leaf(node, inner, rest)
            while True:
                if after is not None and not after.keeps_text and outer and _has_words(node.tail):
                    after = after.after_text()
                if after is None:
                    return False
                if left:
                    break
                left, rest, node = outer.pop()
                after = rest if rest and after.nullable else self._after_children(after, rest)
            state = after
        return self._references <= self._ids

    def _inside(self, element: Any, model: Model, keys: list[str]) -> State | None:
        """Return the state of an element's children; None if its attributes are wrong."""
        names = tuple(keys)
        tag = model.tags.get(names) or model.tag(names)
        if tag is None:
            return None
        return tag.plain or self._checked(element, model, tag, names)

    def _after_leaf(self, element: Any, inner: State, rest: State | None) -> State | None:
        """Return the state after an element without children."""
        left = self._leaf(inner, _whole_text(element), rest, element)
        if left is None:
            return None
        return rest or self._automaton.after_element(left)

    def _after_children(self, state: State, rest: State | None) -> State | None:
        """Return the state after the end of an element."""
        return None if rest else self._automaton.after_element(state)

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
        if not self._automaton.origin.needs_namespaces:
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


def _has_words(text: str | None) -> bool:
    """Tell whether there is more than white space: of XML's characters, the ASCII ones of it."""
    return not (not text or (text.isspace() and text.isascii()))


def _is_leaf(element: Any) -> bool:
    """Tell whether all children are comments or instructions."""
    return all(child.tag in _OUTSIDE for child in element)


def _whole_text(element: Any) -> str:
    """Return the text of a leaf, across the comments and instructions in it."""
    text = element.text or ""
    return text + "".join(child.tail or "" for child in element) if len(element) else text
