"""The restrictions on schemas (section 7) and recursion (section 4.19), checked in one pass.

Each pattern gets one summary, made from those of its parts; all references to a definition share
its summary. What sections 4.20 (`notAllowed`) and 4.21 (`empty`) remove does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from ..errors import SchemaError
from . import id_types
from .nameclass import Name, NameClass, contains, describe, is_open, literal_names, overlap
from .summary import (
    ATTRIBUTE,
    ATTRIBUTE_IN_GROUP,
    COMPLEX,
    DATA,
    ELEMENT,
    EMPTY,
    GROUP,
    ID_DATA,
    INTERLEAVE,
    LIST,
    MIXED_UP,
    NONE,
    OPEN_ATTRIBUTE,
    REPEAT,
    SIMPLE,
    TEXT,
    Summary,
    merged,
)
from .syntax import (
    Attribute,
    Choice,
    Data,
    Definition,
    Element,
    Empty,
    Group,
    Interleave,
    ListOf,
    Node,
    NotAllowed,
    OneOrMore,
    Place,
    Ref,
    Text,
    Value,
)

_DEEPEST = 300  # levels of references and patterns, counted anew in each element

_WORDS = {
    ATTRIBUTE: "attribute",
    ELEMENT: "element",
    TEXT: "text",
    DATA: "data",
    LIST: "list",
    GROUP: "group",
    INTERLEAVE: "interleave",
    REPEAT: "oneOrMore",
    EMPTY: "empty",
}

_NOT_ALLOWED = Summary(allowed=False)
_EMPTY = Summary(EMPTY)
_TEXT = Summary(TEXT, COMPLEX)
_DATA = Summary(DATA, SIMPLE)
_ID_DATA = {kind: Summary(DATA | ID_DATA, SIMPLE) for kind in id_types.KINDS}
_ID_DATA_EXCEPTED = Summary(DATA | ID_DATA, SIMPLE)


def check(start: Ref | Node) -> list[Element]:
    """Check a whole schema; return the elements that can occur in a document, the roots first.

    Raises SchemaError for the first restriction that is broken.
    """
    checker = _Checker()
    top = checker.summarise(start, 0)
    _forbid(
        summary=top,
        kinds=~(ELEMENT | OPEN_ATTRIBUTE | ATTRIBUTE_IN_GROUP),
        where="the start",
        place=start.place,
    )
    reached: dict[Element, None] = dict.fromkeys(top.elements)
    done: set[int] = set()
    uses: list[id_types.Use] = []
    waiting = list(reached)
    while waiting:
        element = waiting.pop()
        inner = checker.content(element)
        uses.append(
            id_types.Use(
                element=element,
                names=inner.attributes,
                wildcards=inner.wildcards,
                id_attributes=inner.id_attributes,
            )
        )
        if id(inner.elements) not in done:
            done.add(id(inner.elements))
            checker.kept.append(inner)
            for child in inner.elements:
                if child not in reached:
                    reached[child] = None
                    waiting.append(child)
    id_types.check(uses)
    return list(reached)


def _forbid(summary: Summary, kinds: int, where: str, place: Place) -> None:
    """Raise SchemaError if a pattern contains any of the `kinds`, which are flags (section 7.1)."""
    found = summary.kinds & kinds
    for bit, word in _WORDS.items():
        if found & bit:
            raise SchemaError("RNG008", f"“{word}” can't stand in {where}", place)


class _Checker:
    def __init__(self) -> None:
        self._definitions: dict[Definition | None, Summary | None] = {}
        self.kept: list[Summary] = []  # keeps objects alive whose id() is a key

    def content(self, element: Element) -> Summary:
        """Check and sum up the content of an element."""
        inner = self.summarise(element.content, 0)
        if inner.content == MIXED_UP:
            raise SchemaError(
                "RNG009",
                "data can't stand beside elements, text or other data",
                inner.where or element.place,
            )
        if inner.kinds & ID_DATA:
            message = "data of an ID type can only be the value of an attribute"
            raise SchemaError("RNG012", message, element.place)
        if inner.kinds & OPEN_ATTRIBUTE:
            message = "an attribute with a wildcard for its name has to be repeated"
            raise SchemaError("RNG010", message, inner.where or element.place)
        return inner

    def summarise(self, node: Node, depth: int) -> Summary:
        """Sum up a pattern, and raise SchemaError for what is wrong within it."""
        if isinstance(node, Ref):
            return self._definitions.get(node.target) or self._ref(node, depth + 1)
        if isinstance(node, Empty):
            return _EMPTY
        if depth > _DEEPEST:
            raise SchemaError("RNG013", "definitions are nested too deeply", node.place)
        return _RULES[type(node)](self, node, depth + 1)

    def _ref(self, node: Ref, depth: int) -> Summary:
        """Sum up a definition for the first time; one that contains itself is refused (4.19)."""
        target = node.target
        assert target is not None
        if target in self._definitions:
            name = f"“{target.name}”" if target.name else "the start"
            message = f"{name} contains itself, with no element between"
            raise SchemaError("RNG005", message, node.place)
        self._definitions[target] = None
        found = self._definitions[target] = self.summarise(target.body, depth)
        return found

    def _choice(self, node: Choice, depth: int) -> Summary:
        parts: list[Summary] = []
        kinds = 0
        content = NONE
        for item in node.items:
            part = self.summarise(item, depth)
            if part.allowed:
                kinds |= part.kinds
                if part.content > content:
                    content = part.content
                if part is not _EMPTY:
                    parts.append(part)
        if not parts:
            return _EMPTY if kinds else _NOT_ALLOWED
        if len(parts) == 1 and kinds == parts[0].kinds:
            return parts[0]
        whole = merged(parts=parts, kinds=kinds, content=content, where=None)
        if whole.id_attributes:
            whole.id_attributes += tuple(_untyped(parts))
        return whole

    def _sequence(self, node: Group | Interleave, depth: int) -> Summary:
        parts: list[Summary] = []
        kinds = 0
        content = NONE
        where = None
        for item in node.items:
            part = self.summarise(item, depth)
            if not part.allowed:
                return _NOT_ALLOWED
            if part.kinds == EMPTY:
                continue
            parts.append(part)
            kinds |= part.kinds
            if part.content != NONE:
                if content != NONE and SIMPLE in (content, part.content):
                    content, where = MIXED_UP, node.place
                elif part.content > content:
                    content = part.content
        if len(parts) < 2:
            return parts[0] if parts else _EMPTY
        if kinds & ATTRIBUTE:
            kinds |= ATTRIBUTE_IN_GROUP
            _check_attributes(parts, node)
        if type(node) is Interleave:
            kinds |= INTERLEAVE
            _check_interleave(parts, node)
        else:
            kinds |= GROUP
        return merged(parts=parts, kinds=kinds & ~EMPTY, content=content, where=where)

    def _one_or_more(self, node: OneOrMore, depth: int) -> Summary:
        inner = self.summarise(node.content, depth)
        if not inner.allowed or inner.kinds == EMPTY:
            return inner
        if inner.kinds & ATTRIBUTE_IN_GROUP:
            message = "a repeated group or interleave can't have attributes"
            raise SchemaError("RNG008", message, node.place)
        content, where = inner.content, inner.where
        if content == SIMPLE:
            content, where = MIXED_UP, node.place
        kinds = (inner.kinds & ~OPEN_ATTRIBUTE) | REPEAT
        return Summary(
            kinds=kinds,
            content=content,
            attributes=inner.attributes,
            wildcards=inner.wildcards,
            elements=inner.elements,
            where=where,
            id_attributes=inner.id_attributes,
        )

    def _attribute(self, node: Attribute, depth: int) -> Summary:
        inner = self.summarise(node.content, depth)
        if not inner.allowed:
            return inner
        _forbid(summary=inner, kinds=ATTRIBUTE | ELEMENT, where="an attribute", place=node.place)
        if inner.content == MIXED_UP:
            message = "the value of an attribute can't be made of several data"
            raise SchemaError("RNG009", message, inner.where or node.place)
        ids: tuple[id_types.Typed, ...] = ()
        if inner.kinds & ID_DATA:
            kind = next((kind for kind, data in _ID_DATA.items() if data is inner), None)
            ids = ((node, kind),)
        if is_open(node.name_class):
            kinds = ATTRIBUTE | OPEN_ATTRIBUTE
            return Summary(kinds, wildcards=(node.name_class,), where=node.place, id_attributes=ids)
        names = frozenset(literal_names(node.name_class))
        return Summary(ATTRIBUTE, attributes=names, id_attributes=ids)

    def _list(self, node: ListOf, depth: int) -> Summary:
        inner = self.summarise(node.content, depth)
        if not inner.allowed:
            return inner
        _forbid(
            summary=inner,
            kinds=LIST | ELEMENT | ATTRIBUTE | TEXT | INTERLEAVE,
            where="a list",
            place=node.place,
        )
        return Summary(LIST | (inner.kinds & ID_DATA), SIMPLE)

    def _data(self, node: Data, depth: int) -> Summary:
        if node.excepted is not None:
            inner = self.summarise(node.excepted, depth)
            _forbid(
                summary=inner,
                kinds=~(DATA | ID_DATA),
                where="the exception of data",
                place=node.place,
            )
            if inner.kinds & ID_DATA:
                return _ID_DATA_EXCEPTED
        return _ID_DATA.get(node.datatype.id_type or id_types.NONE, _DATA)

    def _value(self, node: Value, _: int) -> Summary:
        return _ID_DATA.get(node.datatype.id_type or id_types.NONE, _DATA)


def _untyped(parts: list[Summary]) -> Iterator[id_types.Typed]:
    """Yield, as untyped, attributes that have an ID type in one alternative but not in another."""
    for attribute, _ in chain.from_iterable(part.id_attributes for part in parts):
        for name in literal_names(attribute.name_class):
            for part in parts:
                typed = {n for one, _ in part.id_attributes for n in literal_names(one.name_class)}
                may_have = name in part.attributes or any(contains(w, name) for w in part.wildcards)
                if may_have and name not in typed:
                    yield attribute, id_types.NONE


def _check_attributes(parts: list[Summary], node: Group | Interleave) -> None:
    """Raise SchemaError when two parts can have the same attribute (section 7.3)."""
    seen: set[str] = set()
    wild: list[NameClass] = []
    for part in parts:
        twice = seen & part.attributes
        if twice:
            message = f"the attribute “{sorted(twice)[0]}” is declared twice"
            raise SchemaError("RNG010", message, node.place)
        if wild or part.wildcards:
            _check_wildcards(part=part, wild=wild, seen=seen, place=node.place)
        seen |= part.attributes
        wild.extend(part.wildcards)


def _check_wildcards(part: Summary, wild: list[NameClass], seen: set[str], place: Place) -> None:
    twice = [
        *(name for one in part.wildcards for name in seen if contains(one, name)),
        *(name for one in wild for name in part.attributes if contains(one, name)),
        *(describe(one) for one in part.wildcards for other in wild if overlap(one, other)),
    ]
    if twice:
        message = f"two declarations allow the same attribute ({twice[0]})"
        raise SchemaError("RNG010", message, place)


def _check_interleave(parts: list[Summary], node: Interleave) -> None:
    """Raise SchemaError when parts share an element name, or both have text (section 7.4)."""
    if sum(1 for part in parts if part.kinds & TEXT) > 1:
        raise SchemaError("RNG011", "two parts of an interleave have text", node.place)
    seen: set[str] = set()
    wild: list[NameClass] = []
    for part in parts:
        classes = [element.name_class for element in part.elements]
        names = {name for one in classes for name in literal_names(one)}
        mine = [one for one in classes if is_open(one)]
        twice = seen & names
        shared = [
            one for one in mine for other in (*wild, *map(_as_class, seen)) if overlap(one, other)
        ] + [one for one in wild for name in names if overlap(one, _as_class(name))]
        if twice or shared:
            what = f"“{sorted(twice)[0]}”" if twice else describe(shared[0])
            message = f"two parts of an interleave have the same element, {what}"
            raise SchemaError("RNG011", message, node.place)
        seen |= names
        wild.extend(mine)


def _as_class(name: str) -> NameClass:
    return Name(name)


_RULES: dict[type[Any], Callable[[_Checker, Any, int], Summary]] = {
    Element: lambda _, node, __: Summary(ELEMENT, COMPLEX, elements=(node,)),
    NotAllowed: lambda *_: _NOT_ALLOWED,
    Text: lambda *_: _TEXT,
    Value: _Checker._value,
    Data: _Checker._data,
    ListOf: _Checker._list,
    Group: _Checker._sequence,
    Interleave: _Checker._sequence,
    Choice: _Checker._choice,
    OneOrMore: _Checker._one_or_more,
    Attribute: _Checker._attribute,
}
