"""An element's content, taken apart into its attributes and its children.

Attributes may come in any order, and no two parts of a group can have the same (section 7.3). So
each part of the content that has only attributes is checked by itself, and the set of names of a
start tag decides, once and for all such tags, which values are to be checked and what is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..grammar.nameclass import Name, contains, is_open, literal_names
from .derivative import Derivative, Namespaces
from .pattern import (
    After,
    Attribute,
    Choice,
    Data,
    Empty,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
    Patterns,
    Text,
    members,
)

if TYPE_CHECKING:
    from ..values.datatypes import Datatype

Attributes = list[tuple[str, str]]
"""Names in Clark notation, with values."""


class Single:
    """One attribute, `required` or not; `repeated` ones have a wildcard for a name."""

    __slots__ = ("content", "name_class", "required")

    def __init__(self, attribute: Attribute, required: bool) -> None:
        self.name_class = attribute.name_class
        self.content = attribute.content
        self.required = required


class Several:
    """Attributes that depend on one another: a choice or a repetition of them."""

    __slots__ = ("name_classes", "pattern")

    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        self.name_classes = [one.name_class for one in attributes_in(pattern)]


def attributes_in(pattern: Pattern) -> list[Attribute]:
    """Return all attributes in a pattern, outside the elements in it."""
    if not pattern.has_attributes:
        return []
    if isinstance(pattern, Attribute):
        return [pattern]
    if isinstance(pattern, Choice):
        parts: tuple[Pattern, ...] = pattern.options
    elif isinstance(pattern, Interleave):
        parts = pattern.parts
    elif isinstance(pattern, Group):
        parts = tuple(members(pattern))
    elif isinstance(pattern, OneOrMore):
        parts = (pattern.content,)
    else:
        assert isinstance(pattern, After)
        parts = (pattern.inner,)
    return [one for part in parts for one in attributes_in(part)]


def separate(patterns: Patterns, pattern: Pattern) -> tuple[list[Pattern], Pattern]:
    """Return the parts of a content that have only attributes, and the rest."""
    if not pattern.has_attributes:
        return [], pattern
    if isinstance(pattern, Group):
        both = [separate(patterns, one) for one in members(pattern)]
        rest: Pattern = patterns.empty
        for _, one in reversed(both):
            rest = patterns.group(one, rest)
        return [part for parts, _ in both for part in parts], rest
    if isinstance(pattern, Interleave):
        both = [separate(patterns, part) for part in pattern.parts]
        whole = patterns.interleave(one for _, one in both)
        return [part for parts, _ in both for part in parts], whole
    if _only_attributes(pattern):
        return [pattern], patterns.empty
    return [], pattern


def _only_attributes(pattern: Pattern) -> bool:
    if isinstance(pattern, Attribute | Empty):
        return True
    if isinstance(pattern, Choice):
        return all(map(_only_attributes, pattern.options))
    if isinstance(pattern, Group):
        return all(map(_only_attributes, members(pattern)))
    if isinstance(pattern, Interleave):
        return all(map(_only_attributes, pattern.parts))
    return isinstance(pattern, OneOrMore) and _only_attributes(pattern.content)


class AttributeSet:
    """The attributes of an element's content, each found by its name."""

    def __init__(self, parts: list[Pattern]) -> None:
        self.parts: list[Single | Several] = [_part(part) for part in parts]
        self._by_name: dict[str, Single | Several] = {}
        self._wild: list[Single | Several] = []
        for part in self.parts:
            classes = part.name_classes if isinstance(part, Several) else [part.name_class]
            for name_class in classes:
                if is_open(name_class):
                    self._wild.append(part)
                for name in literal_names(name_class):
                    self._by_name[name] = part

    def find(self, name: str) -> Single | Several | None:
        """Return the part that an attribute of this name belongs to."""
        found = self._by_name.get(name)
        if found is not None or not self._wild:
            return found
        for part in self._wild:
            classes = part.name_classes if isinstance(part, Several) else [part.name_class]
            if any(contains(name_class, name) for name_class in classes):
                return part
        return None

    def names(self) -> list[str]:
        """Return the names that are spelt out."""
        return list(self._by_name)


def _part(pattern: Pattern) -> Single | Several:
    required = True
    single = pattern
    if isinstance(pattern, Choice) and len(pattern.options) == 2 and pattern.nullable:
        one, other = pattern.options
        single = one if isinstance(other, Empty) else other if isinstance(one, Empty) else pattern
        required = False
    if isinstance(single, OneOrMore) and isinstance(single.content, Attribute):
        return Single(single.content, required)
    if isinstance(single, Attribute) and isinstance(single.name_class, Name):
        return Single(single, required)
    return Several(pattern)


def takes_anything(pattern: Pattern) -> bool:
    """Tell whether an attribute with this content may have any value."""
    if isinstance(pattern, Data):
        return pattern.excepted is None and pattern.datatype.allows_everything
    return isinstance(pattern, Text)


def id_datatype(pattern: Pattern) -> Datatype | None:
    """Return the ID type of an attribute's content, if it has one."""
    if isinstance(pattern, Data) and pattern.datatype.id_type:
        return pattern.datatype
    return None


def several_match(
    derivative: Derivative, part: Several, attributes: Attributes, namespaces: Namespaces
) -> bool:
    """Tell whether these are all and only the attributes that a part can have."""
    left = part.pattern
    for name, value in attributes:
        left = derivative.attribute(pattern=left, name=name, value=value, namespaces=namespaces)
    return derivative.end_attributes(left).nullable
