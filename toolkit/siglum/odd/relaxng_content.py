"""Content models, datatypes and value lists as RELAX NG patterns."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable

from lxml import etree

from .model import (
    Alternate,
    AnyElement,
    ClassRef,
    ClassSpec,
    Content,
    DataRef,
    DataSpec,
    ElementRef,
    ElementSpec,
    EmbeddedRelaxNG,
    Empty,
    Expand,
    MacroRef,
    MacroSpec,
    MemberOf,
    Sequence,
    TextNode,
    ValItem,
    ValList,
)
from .names import ANNOTATIONS, RNG, rng
from .prose import description
from .schema import Schema

Write = Callable[[etree._Element], None]

_LIMIT = 400
"""The most optional occurrences that are counted; beyond, the pattern allows any number."""

_STRETCH = 20
"""Optional occurrences are written in stretches of so many, and single ones at the end: one nested
in the other, they would be too deep for programs that read schemas."""

_ALTERNATIVES = (rng("choice"), rng("interleave"))

_ITEM = {
    Expand.SEQUENCE: (1, 1),
    Expand.SEQUENCE_OPTIONAL: (0, 1),
    Expand.SEQUENCE_REPEATABLE: (1, None),
    Expand.SEQUENCE_OPTIONAL_REPEATABLE: (0, None),
}


def add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    """Append a RELAX NG element."""
    return etree.SubElement(parent, rng(tag), attributes)


class ContentWriter:
    """Appends patterns to RELAX NG elements. All that they refer to must be in the schema."""

    def __init__(self, schema: Schema, exported: Callable[[str], str]) -> None:
        self._schema = schema
        self._exported = exported
        self.any_elements: list[tuple[str, str, AnyElement]] = []
        """The patterns of anyElement that must be defined: name, owner, content."""
        self.expansions: set[tuple[str, Expand]] = set()
        """The expansions of model classes that embedded RELAX NG refers to, and must be defined."""

    def write(self, parent: etree._Element, content: Content, owner: str) -> None:
        """Append a content model; `owner` is the ident of what it is the content of."""
        match content:
            case Empty():
                add(parent, "empty")
            case TextNode():
                add(parent, "text")
            case Sequence(items=items):
                self._sequence(parent=parent, content=content, items=items, owner=owner)
            case Alternate(items=items):

                def alternatives(place: etree._Element) -> None:
                    choice = add(place, "choice")
                    for item in items:
                        self.write(choice, item, owner)

                occurring(parent=parent, least=content.min, most=content.max, write=alternatives)
            case ElementRef(key=key) | MacroRef(key=key):
                name = self._exported(key)
                occurring(
                    parent=parent,
                    least=content.min,
                    most=content.max,
                    write=lambda at: _refer(at, name),
                )
            case ClassRef():
                occurring(
                    parent=parent,
                    least=content.min,
                    most=content.max,
                    write=lambda at: self._class(at, content),
                )
            case DataRef():
                self._data(parent, content, owner)
            case ValList(items=values):
                self.values(add(parent, "choice"), values)
            case AnyElement():
                name = f"anyElement_{owner}_{len(self.any_elements) + 1}"
                self.any_elements.append((name, owner, content))
                occurring(
                    parent=parent,
                    least=content.min,
                    most=content.max,
                    write=lambda at: _refer(at, name),
                )
            case EmbeddedRelaxNG(element=element):
                parent.append(self._embedded(element))

    def _sequence(
        self, parent: etree._Element, content: Sequence, items: tuple[Content, ...], owner: str
    ) -> None:
        grouping = "group" if content.preserve_order else "interleave"
        if items and all(isinstance(item, DataRef) for item in items):
            grouping = "list"

        def group(place: etree._Element) -> None:
            # The content of a define, element or optional is a group already.
            implied = grouping == "group" and place.tag not in _ALTERNATIVES
            if grouping == "list" and _in_list(place):
                implied = True
            inner = place if implied else add(place, grouping)
            for item in items:
                self.write(inner, item, owner)

        occurring(parent=parent, least=content.min, most=content.max, write=group)

    def _class(self, parent: etree._Element, reference: ClassRef) -> None:
        if reference.expand is Expand.ALTERNATE:
            if not (reference.include or reference.except_):
                _refer(parent, self._exported(reference.key))
                return
            self.expansion(parent, reference)
            return
        place = add(parent, "group") if parent.tag in _ALTERNATIVES else parent
        self.expansion(place, reference)

    def expansion(self, parent: etree._Element, reference: ClassRef) -> None:
        """Append the members of a class that a reference allows, in the form of its `expand`."""
        members = self._schema.referred_memberships(reference)
        if reference.expand is Expand.ALTERNATE:
            choice = add(parent, "choice")
            for spec, _ in members:
                _refer(choice, self._exported(spec.ident))
            if not members:
                add(choice, "notAllowed")
            return
        for spec, membership in members:
            least, most = _ITEM[reference.expand]
            occurring(parent=parent, least=least, most=most, write=self._member(spec, membership))
        if not members:
            add(parent, "empty")

    def _member(self, spec: ElementSpec | ClassSpec, membership: MemberOf) -> Write:
        name = self._exported(spec.ident)

        def write(parent: etree._Element) -> None:
            occurring(
                parent=parent,
                least=membership.min,
                most=membership.max,
                write=lambda at: _refer(at, name),
            )

        return write

    def _data(self, parent: etree._Element, reference: DataRef, owner: str) -> None:
        if (reference.min, reference.max) != (1, 1) and parent.tag != rng("list"):
            parent = add(parent, "list")
        occurring(
            parent=parent,
            least=reference.min,
            most=reference.max,
            write=lambda at: self._one(at, reference, owner),
        )

    def _one(self, parent: etree._Element, reference: DataRef, owner: str) -> None:
        if reference.key is None:
            name = reference.name or (reference.ref or "").rpartition("#")[2] or "string"
            data = add(parent, "data", type=name)
            for facet, value in reference.facets:
                add(data, "param", name=facet).text = value
            if reference.restriction and not reference.facets:
                add(data, "param", name="pattern").text = reference.restriction
        elif reference.restriction is None:
            _refer(parent, self._exported(reference.key))
        else:
            spec = self._schema.specs.get(reference.key)
            content = spec.content if isinstance(spec, DataSpec | MacroSpec) else None
            holder = etree.Element(parent.tag)
            self.write(holder, content or TextNode(), owner)
            for data in holder.iter(rng("data")):
                add(data, "param", name="pattern").text = reference.restriction
            parent.extend(holder)

    def values(self, choice: etree._Element, items: Iterable[ValItem]) -> None:
        """Append values with their descriptions."""
        for item in items:
            add(choice, "value").text = item.value
            document(choice, description(item.docs, self._schema.doc_languages))
        if len(choice) == 0:
            add(choice, "notAllowed")

    def _embedded(self, element: etree._Element) -> etree._Element:
        pattern = copy.deepcopy(element)
        pattern.tail = None
        for inner in pattern.iter(f"{{{RNG}}}*"):
            inner.tail = None
            if len(inner):
                inner.text = None
            if inner.tag == rng("ref"):
                name = inner.get("name", "")
                key, _, suffix = name.rpartition("_")
                if name not in self._schema.specs and key in self._schema.classes:
                    self.expansions.add((key, Expand(suffix.replace("alternation", "alternate"))))
                inner.set("name", self._exported(name))
        return pattern


def occurring(parent: etree._Element, least: int, most: int | None, write: Write) -> None:
    """Append what `write` appends, with the numbers of occurrences."""
    match least, most:
        case (1, 1):
            write(parent)
        case (0, 0):
            add(parent, "empty")
        case (0, 1):
            write(add(parent, "optional"))
        case (0, None):
            write(add(parent, "zeroOrMore"))
        case (1, None):
            write(add(parent, "oneOrMore"))
        case _:
            _counted(parent=parent, least=least, most=most, write=write)


def _counted(parent: etree._Element, least: int, most: int | None, write: Write) -> None:
    place = add(parent, "group") if parent.tag in _ALTERNATIVES else parent
    for _ in range(least):
        write(place)
    if most is None or most - least > _LIMIT:
        write(add(place, "zeroOrMore"))
        return
    stretches = max(0, (most - least + 1) // _STRETCH - 1)
    inner = place
    for _ in range(stretches):
        inner = add(inner, "optional")
        for _ in range(_STRETCH):
            write(inner)
    for _ in range(most - least - stretches * _STRETCH):
        place = add(place, "optional")
        write(place)


def document(parent: etree._Element, words: str | None) -> None:
    """Append documentation, if there is any."""
    if words:
        etree.SubElement(parent, f"{{{ANNOTATIONS}}}documentation").text = words


def _in_list(place: etree._Element) -> bool:
    return place.tag == rng("list") or next(place.iterancestors(rng("list")), None) is not None


def _refer(parent: etree._Element, name: str) -> None:
    add(parent, "ref", name=name)
