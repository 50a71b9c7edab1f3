"""The tree that both syntaxes are read into: nearly the simple form of section 4.

`optional`, `zeroOrMore` and `mixed` are replaced by what they stand for (sections 4.13 to 4.15);
references are kept, and point to definitions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..values.datatypes import Datatype
    from .nameclass import NameClass

Place = tuple[str, int, int]
"""File, 1-based line, 1-based column."""


@dataclass(slots=True, eq=False)
class Empty:
    """`empty`"""

    place: Place


@dataclass(slots=True, eq=False)
class NotAllowed:
    """`notAllowed`"""

    place: Place


@dataclass(slots=True, eq=False)
class Text:
    """`text`"""

    place: Place


@dataclass(slots=True, eq=False)
class Value:
    """`value`: one value of a datatype."""

    place: Place
    datatype: Datatype
    text: str
    namespaces: dict[str, str]


@dataclass(slots=True, eq=False)
class Data:
    """`data`: any value of a datatype, except those of `excepted`."""

    place: Place
    datatype: Datatype
    excepted: Node | None


@dataclass(slots=True, eq=False)
class ListOf:
    """`list`: tokens separated by white space."""

    place: Place
    content: Node


@dataclass(slots=True, eq=False)
class Group:
    """`group`: all of the items, in this order."""

    place: Place
    items: list[Node]


@dataclass(slots=True, eq=False)
class Interleave:
    """`interleave`: all of the items, in any order."""

    place: Place
    items: list[Node]


@dataclass(slots=True, eq=False)
class Choice:
    """`choice`: one of the items."""

    place: Place
    items: list[Node]


@dataclass(slots=True, eq=False)
class OneOrMore:
    """`oneOrMore`"""

    place: Place
    content: Node


@dataclass(slots=True, eq=False)
class Attribute:
    """`attribute`"""

    place: Place
    name_class: NameClass
    content: Node


@dataclass(slots=True, eq=False)
class Element:
    """`element`"""

    place: Place
    name_class: NameClass
    content: Node


@dataclass(slots=True, eq=False)
class Ref:
    """`ref`, `parentRef`, or a nested grammar (which is a reference to its start)."""

    place: Place
    name: str
    target: Definition | None = None


@dataclass(slots=True, eq=False)
class Definition:
    """All `define` elements of one name in one grammar, combined (section 4.17)."""

    place: Place
    name: str
    body: Node


Node = (
    Empty
    | NotAllowed
    | Text
    | Value
    | Data
    | ListOf
    | Group
    | Interleave
    | Choice
    | OneOrMore
    | Attribute
    | Element
    | Ref
)


@dataclass(slots=True, eq=False)
class Component:
    """One `define` or `start` (whose name is START) as written, with the references in it."""

    place: Place
    name: str
    combine: str | None
    body: Node
    references: list[Ref] = field(default_factory=list)


LEAVES: dict[str, type[Empty] | type[NotAllowed] | type[Text]] = {
    "empty": Empty,
    "notAllowed": NotAllowed,
    "text": Text,
}
"""The patterns without content, by their names, which are the same in both syntaxes."""

START = ""
"""The name under which a grammar keeps its `start`."""


def group(place: Place, items: list[Node]) -> Node:
    """Return a group of patterns, or the only one (section 4.12)."""
    return items[0] if len(items) == 1 else Group(place, items)


def optional(place: Place, content: Node) -> Node:
    """Return a choice between a pattern and nothing (section 4.14)."""
    return Choice(place, [content, Empty(place)])


def zero_or_more(place: Place, content: Node) -> Node:
    """Return an optional repetition (section 4.14)."""
    return Choice(place, [OneOrMore(place, content), Empty(place)])


def mixed(place: Place, content: Node) -> Node:
    """Return a pattern with text anywhere in it (section 4.13)."""
    return Interleave(place, [content, Text(place)])
