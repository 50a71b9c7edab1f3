"""From the schema's tree to patterns, one element's content at a time, when it is first met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..grammar import syntax
from .automaton import Automaton, State
from .pattern import Element, Pattern, Patterns


class Builder:
    """Makes patterns of the schema's tree; each definition is made once."""

    def __init__(
        self, patterns: Patterns, root: syntax.Node, elements: Sequence[syntax.Element]
    ) -> None:
        self._patterns = patterns
        self._root = root
        self._elements = elements
        self._definitions: dict[syntax.Definition, Pattern] = {}
        self.usage: bytes | None = None
        self.needs_namespaces = False  # whether a datatype met so far depends on prefixes

    def start(self, automaton: Automaton) -> State:
        """Return the state at the beginning of a document."""
        return automaton.state(self.build(self._root))

    def elements(self) -> list[Element]:
        """Return the elements that a document can use, the roots first."""
        return [self._element(node) for node in self._elements]

    def content(self, element: Element) -> Pattern:
        """Return the pattern of an element's attributes and children."""
        if element.content is None:
            assert isinstance(element.source, syntax.Element)
            element.content = self.build(element.source.content)
        return element.content

    def build(self, node: syntax.Node) -> Pattern:
        """Return the pattern that a node of the schema's tree stands for."""
        if type(node) is syntax.Ref:
            target = node.target
            assert target is not None
            found = self._definitions.get(target)
            if found is None:
                found = self._definitions[target] = self.build(target.body)
            return found
        return _RULES[type(node)](self, node)

    def _choice(self, node: syntax.Choice) -> Pattern:
        return self._patterns.choice([self.build(item) for item in node.items], as_written=True)

    def _group(self, node: syntax.Group) -> Pattern:
        made = [self.build(item) for item in node.items]
        whole = made.pop()
        while made:
            whole = self._patterns.group(made.pop(), whole)
        return whole

    def _interleave(self, node: syntax.Interleave) -> Pattern:
        return self._patterns.interleave([self.build(item) for item in node.items])

    def _one_or_more(self, node: syntax.OneOrMore) -> Pattern:
        return self._patterns.one_or_more(self.build(node.content))

    def _list(self, node: syntax.ListOf) -> Pattern:
        return self._patterns.list_of(self.build(node.content))

    def _attribute(self, node: syntax.Attribute) -> Pattern:
        return self._patterns.attribute(node.name_class, self.build(node.content))

    def _element(self, node: syntax.Element) -> Element:
        return self._patterns.element(node.name_class, node)

    def _data(self, node: syntax.Data) -> Pattern:
        self.needs_namespaces |= node.datatype.base.namespaced
        excepted = None if node.excepted is None else self.build(node.excepted)
        return self._patterns.data(node.datatype, excepted)

    def _value(self, node: syntax.Value) -> Pattern:
        self.needs_namespaces |= node.datatype.base.namespaced
        return self._patterns.value(node.datatype, node.text, node.namespaces)


_RULES: dict[type[Any], Callable[[Builder, Any], Pattern]] = {
    syntax.Empty: lambda builder, _: builder._patterns.empty,
    syntax.NotAllowed: lambda builder, _: builder._patterns.not_allowed,
    syntax.Text: lambda builder, _: builder._patterns.text,
    syntax.Choice: Builder._choice,
    syntax.Group: Builder._group,
    syntax.Interleave: Builder._interleave,
    syntax.OneOrMore: Builder._one_or_more,
    syntax.ListOf: Builder._list,
    syntax.Attribute: Builder._attribute,
    syntax.Element: Builder._element,
    syntax.Data: Builder._data,
    syntax.Value: Builder._value,
}
