"""What section 7 needs to know of a pattern, summed up from its parts."""

from __future__ import annotations

from itertools import chain

from . import id_types
from .nameclass import NameClass
from .syntax import Element, Place

# Flags: what occurs in a pattern, outside of the elements in it.
ATTRIBUTE, ELEMENT, TEXT, DATA, LIST, GROUP, INTERLEAVE, REPEAT, EMPTY = (1 << n for n in range(9))
ATTRIBUTE_IN_GROUP = 1 << 9
OPEN_ATTRIBUTE = 1 << 10  # an attribute with a wildcard that is not repeated
ID_DATA = 1 << 11  # data of an ID type (RELAX NG DTD Compatibility, section 5)

# Content types (section 7.2); MIXED_UP means that the pattern has none, which is an error.
NONE, COMPLEX, SIMPLE, MIXED_UP = range(4)


class Summary:
    """What section 7 needs to know of a pattern."""

    __slots__ = (
        "allowed",
        "attributes",
        "content",
        "elements",
        "id_attributes",
        "kinds",
        "where",
        "wildcards",
    )

    def __init__(
        self,
        kinds: int = 0,
        content: int = NONE,
        attributes: frozenset[str] = frozenset(),
        wildcards: tuple[NameClass, ...] = (),
        elements: tuple[Element, ...] = (),
        where: Place | None = None,
        allowed: bool = True,
        id_attributes: tuple[id_types.Typed, ...] = (),
    ) -> None:
        self.kinds = kinds
        self.content = content
        self.attributes = attributes
        self.wildcards = wildcards
        self.elements = elements
        self.where = where
        self.allowed = allowed
        self.id_attributes = id_attributes


def merged(parts: list[Summary], kinds: int, content: int, where: Place | None) -> Summary:
    """Return the summary of several patterns together."""
    if len(parts) == 1:
        [only] = parts
        return Summary(
            kinds=kinds,
            content=content,
            attributes=only.attributes,
            wildcards=only.wildcards,
            elements=only.elements,
            where=only.where,
            id_attributes=only.id_attributes,
        )
    names: list[frozenset[str]] = []
    elements: list[tuple[Element, ...]] = []
    wildcards: tuple[NameClass, ...] = ()
    ids: tuple[id_types.Typed, ...] = ()
    for part in parts:
        if part.attributes:
            names.append(part.attributes)
        if part.elements:
            elements.append(part.elements)
        if part.wildcards:
            wildcards += part.wildcards
        if part.id_attributes:
            ids += part.id_attributes
        if where is None:
            where = part.where
    return Summary(
        kinds=kinds,
        content=content,
        attributes=names[0].union(*names[1:]) if names else frozenset(),
        wildcards=wildcards,
        elements=elements[0]
        if len(elements) == 1
        else tuple(dict.fromkeys(chain.from_iterable(elements))),
        where=where,
        id_attributes=ids,
    )
