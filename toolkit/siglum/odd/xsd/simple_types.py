"""Simple types for the values of attributes and of elements with only text (XSD 1.0, part 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from ..model import (
    Alternate,
    AttDef,
    Content,
    DataRef,
    DataSpec,
    EmbeddedRelaxNG,
    Empty,
    MacroRef,
    Sequence,
    TextNode,
    ValItem,
    ValList,
)
from ..names import RNG, local
from ..schema import Schema

_LIMIT = 400
"""Values of a list are counted as far as in the RELAX NG output, which counts no further."""


@dataclass(frozen=True, slots=True)
class Builtin:
    """A built-in type of W3C XML Schema, restricted by facets: pairs of name and value."""

    name: str
    facets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A datatype of the schema."""

    key: str


@dataclass(frozen=True, slots=True)
class Values:
    """One of some values."""

    items: tuple[ValItem, ...]


@dataclass(frozen=True, slots=True)
class Union:
    """One of several types."""

    members: tuple[SimpleType, ...]


@dataclass(frozen=True, slots=True)
class List:
    """`min` to `max` values, separated by white space."""

    item: SimpleType
    min: int
    max: int | None


SimpleType = Builtin | Named | Values | Union | List

STRING = Builtin("string")
NOTHING = Values((ValItem(""),))


class SimpleTypes:
    """Makes simple types of the datatypes and lists of values in an ODD."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def of_attribute(self, definition: AttDef) -> SimpleType:
        """Return the type of an attribute, by its datatype and its list of values."""
        datatype = definition.datatype
        value = self._value(definition)
        if datatype is None or isinstance(datatype.content, TextNode):
            return value
        match datatype.min, datatype.max:
            case (1, 1):
                return value
            case (0, 1):
                return Union((value, NOTHING))
            case least, most:
                return self.list_of(value, least, most)

    def _value(self, definition: AttDef) -> SimpleType:
        values, datatype = definition.val_list, definition.datatype
        if values is not None and values.closed:
            return Values(values.items) if values.items else NOTHING
        plain = STRING if datatype is None else self.of(datatype.content)
        if values is not None and values.type == "semi" and values.items:
            return Union((Values(values.items), Builtin("Name") if datatype is None else plain))
        return plain

    def of_datatype(self, spec: DataSpec) -> SimpleType:
        """Return the type of a datatype of the schema."""
        return NOTHING if spec.content is None else self.of(spec.content)

    def of_element(self, content: Content | None) -> SimpleType | None:
        """Return the type of an element's content; None if the content is more than one value."""
        return self.of(content) if content is not None and self._is_value(content) else None

    def _is_value(self, content: Content) -> bool:
        match content:
            case DataRef() | ValList():
                return True
            case Alternate(items=items) | Sequence(items=items):
                return bool(items) and all(map(self._is_value, items))
            case MacroRef(key=key, min=1, max=1):
                macro = self._schema.macros.get(key)
                return (
                    macro is not None
                    and macro.content is not None
                    and self._is_value(macro.content)
                )
            case EmbeddedRelaxNG(element=pattern):
                return _is_value_pattern(pattern)
        return False

    def of(self, content: Content, pattern: str | None = None) -> SimpleType:
        """Return the type of the values that a content allows.

        `pattern` restricts them further, if they are of a type of W3C XML Schema.
        """
        match content:
            case DataRef():
                return self.list_of(self._data(content, pattern), content.min, content.max)
            case ValList(items=items):
                return Values(items) if items else NOTHING
            case Alternate(items=items):
                made = union(self.of(item, pattern) for item in items)
                return self.list_of(made, content.min, content.max)
            case Sequence(items=items):
                return self._sequence(content, [self.of(item, pattern) for item in items])
            case MacroRef(key=key):
                return self._by_name(key, pattern)
            case Empty():
                return NOTHING
            case EmbeddedRelaxNG(element=element):
                return self._pattern(element)
        return STRING

    def _data(self, reference: DataRef, pattern: str | None) -> SimpleType:
        restriction = reference.restriction or pattern
        if reference.key is None:
            name = reference.name or (reference.ref or "").rpartition("#")[2] or "string"
            facets = reference.facets
            if reference.restriction and not facets:
                facets = (("pattern", reference.restriction),)
            if pattern:
                facets = (*facets, ("pattern", pattern))
            return Builtin(name, facets)
        if restriction is None and reference.key in self._schema.datatypes:
            return Named(reference.key)
        return self._by_name(reference.key, restriction)

    def _by_name(self, key: str, pattern: str | None = None) -> SimpleType:
        """Return the type of a datatype or macro, not just its name."""
        spec = self._schema.datatypes.get(key) or self._schema.macros.get(key)
        if spec is None:
            return STRING
        return NOTHING if spec.content is None else self.of(spec.content, pattern)

    def resolved(self, made: SimpleType) -> SimpleType:
        """Return a type with the names of datatypes replaced by their types."""
        match made:
            case Named(key=key):
                return self.resolved(self._by_name(key))
            case Union(members=members):
                return union(map(self.resolved, members))
            case List(item=item, min=least, max=most):
                return List(self.resolved(item), least, most)
        return made

    def _sequence(self, content: Sequence, parts: list[SimpleType]) -> SimpleType:
        """Return a list for several values: each may be of any of the types."""
        if len(parts) == 1:
            return self.list_of(parts[0], content.min, content.max)
        counts = [(part.min, part.max) if isinstance(part, List) else (1, 1) for part in parts]
        if (content.min, content.max) != (1, 1):
            return self.list_of(union(parts), 0, None)
        most = sum(count[1] or 0 for count in counts)
        endless = any(count[1] is None for count in counts)
        return self.list_of(union(parts), sum(c[0] for c in counts), None if endless else most)

    def list_of(self, item: SimpleType, least: int, most: int | None) -> SimpleType:
        """Return a list type; a list of lists becomes one list of any length."""
        if (least, most) == (1, 1):
            return item
        single = self._single(item)
        if single != item:
            return List(single, 0, None)
        if most is not None and most - least > _LIMIT:
            most = None
        return List(item, min(least, _LIMIT), most)

    def _single(self, made: SimpleType) -> SimpleType:
        """Return a type that is no list: itself, or that of the items of its lists."""
        match made:
            case List(item=item):
                return self._single(item)
            case Named():
                inner = self._by_name(made.key)
                single = self._single(inner)
                return made if single == inner else single
            case Union(members=members):
                return union(map(self._single, members))
            case Builtin(name="NMTOKENS" | "IDREFS" | "ENTITIES"):
                return Builtin("NMTOKEN")
        return made

    def _pattern(self, pattern: etree._Element) -> SimpleType:
        """Return the type of a RELAX NG pattern for values; lists are of any length."""
        parts = list(pattern.iterchildren(f"{{{RNG}}}*"))
        match local(pattern):
            case "data":
                facets = tuple(
                    (part.get("name", ""), part.text or "")
                    for part in parts
                    if local(part) == "param"
                )
                return Builtin(pattern.get("type", "string"), facets)
            case "value":
                name = pattern.get("type", "token")
                if name not in ("token", "string"):
                    return Builtin(name)
                return Values((ValItem((pattern.text or "").strip()),))
            case "choice":
                return union(map(self._pattern, parts))
            case "list":
                inner = [part for part in pattern.iter(f"{{{RNG}}}*") if local(part) in _VALUES]
                return List(self._single(union(map(self._pattern, inner))), 0, None)
            case "ref":
                name = pattern.get("name", "")
                return Named(name) if name in self._schema.datatypes else self._by_name(name)
            case "empty":
                return NOTHING
        return STRING


_VALUES = ("data", "value", "ref")


def union(members: Iterable[SimpleType]) -> SimpleType:
    """Return the union of types."""
    flat: dict[SimpleType, None] = {}
    for member in members:
        flat.update(dict.fromkeys(member.members if isinstance(member, Union) else (member,)))
    if not flat:
        return NOTHING
    return next(iter(flat)) if len(flat) == 1 else Union(tuple(flat))


def _is_value_pattern(pattern: etree._Element) -> bool:
    match local(pattern):
        case "data" | "value" | "list":
            return True
        case "choice":
            parts = list(pattern.iterchildren(f"{{{RNG}}}*"))
            return bool(parts) and all(map(_is_value_pattern, parts))
    return False
