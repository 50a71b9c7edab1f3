"""Attributes that exclude one another, by an attList with org="choice" (TEI P5, 23.5.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .inheritance import EffectiveAttribute, Inheritance
from .model import AttDef, AttList, AttRef, ClassSpec, ElementSpec


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Groups of attributes, by their names in documents; only one group may be used.

    `required` says that one of them must be used.
    """

    groups: tuple[tuple[str, ...], ...]
    required: bool


def alternatives(
    item: EffectiveAttribute, owner: ElementSpec | ClassSpec, inheritance: Inheritance
) -> Alternatives | None:
    """Return the alternatives that an attribute is one of; None if it excludes no other."""
    spec = owner if item.class_ is None else inheritance.class_named(item.class_)
    choice = None if spec is None else _choice(spec.attributes, item.definition.ident)
    if choice is None:
        return None
    branches = [tuple(_definitions(member, inheritance)) for member in choice.members]
    branches = [branch for branch in branches if branch]
    if len(branches) < 2:
        return None
    groups = tuple(tuple(definition.name for definition in branch) for branch in branches)
    required = all(any(definition.required for definition in branch) for branch in branches)
    return Alternatives(groups, required)


def _choice(attributes: AttList, ident: str) -> AttList | None:
    """Return the outermost choice in which an attribute is declared."""
    if ident not in {definition.ident for definition in attributes.definitions()}:
        return None
    if attributes.org == "choice":
        return attributes
    lists = (member for member in attributes.members if isinstance(member, AttList))
    return next(filter(None, (_choice(inner, ident) for inner in lists)), None)


def _definitions(member: AttDef | AttRef | AttList, inheritance: Inheritance) -> Iterator[AttDef]:
    match member:
        case AttDef():
            yield member
        case AttList(members=members):
            for inner in members:
                yield from _definitions(inner, inheritance)
        case AttRef():
            for item in inheritance.referred(AttList((member,))):
                yield item.definition
