"""The attributes that members of a class inherit: its own, and those of the classes above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from .errors import Problems, nearest
from .merge_attributes import merge_attribute
from .mistakes.changes import NoAttribute
from .model import AttDef, AttList, AttRef, ClassSpec, ElementSpec, Mode


@dataclass(frozen=True, slots=True)
class EffectiveAttribute:
    """An attribute that an element can have, and the class that it is from; None for its own."""

    definition: AttDef
    class_: str | None = None


class Inheritance:
    """The attributes of classes. Of two with one name, that nearer to the element counts."""

    def __init__(self, classes: Mapping[str, ClassSpec]) -> None:
        self._classes = classes
        self._known: dict[str, tuple[EffectiveAttribute, ...]] = {}

    def class_named(self, ident: str) -> ClassSpec | None:
        """Return the class of an ident."""
        return self._classes.get(ident)

    def parents(self, spec: ElementSpec | ClassSpec) -> list[str]:
        """Return the attribute classes of which an element or class is a direct member."""
        members = spec.classes.members if spec.classes else ()
        keys = dict.fromkeys(member.key for member in members)
        return [key for key in keys if key in self._classes and self._classes[key].type == "atts"]

    def of_class(self, ident: str) -> tuple[EffectiveAttribute, ...]:
        """Return all attributes that the members of a class inherit from it."""
        if ident not in self._known:
            self._known[ident] = ()  # a class that is a member of itself adds nothing
            spec = self._classes.get(ident)
            found = [] if spec is None else [*self._own(spec), *self.inherited(spec)]
            self._known[ident] = _once(found)
        return self._known[ident]

    def _own(self, spec: ClassSpec) -> list[EffectiveAttribute]:
        own = [EffectiveAttribute(item, spec.ident) for item in spec.attributes.definitions()]
        return own + list(self.referred(spec.attributes))

    def inherited(self, spec: ElementSpec | ClassSpec) -> list[EffectiveAttribute]:
        """Return the attributes that an element or class inherits, before it changes any."""
        return [item for parent in self.parents(spec) for item in self.of_class(parent)]

    def by_class(
        self, spec: ElementSpec | ClassSpec, without: frozenset[str]
    ) -> Iterator[str | EffectiveAttribute]:
        """Yield the ident of each class whose attributes are all inherited.

        Of other classes, yield the inherited attributes one by one: the rest are in `without`, are
        overridden, or came from an earlier class.
        """
        taken = {item.ident for item in spec.attributes.definitions()} | without
        taken |= {item.definition.ident for item in self.referred(spec.attributes)}
        for class_ in self.parents(spec):
            items = self.of_class(class_)
            idents = {item.definition.ident for item in items}
            if idents.isdisjoint(taken):
                yield from [class_] if items else []
            else:
                yield from (item for item in items if item.definition.ident not in taken)
            taken |= idents

    def referred(self, attributes: AttList) -> Iterator[EffectiveAttribute]:
        """Yield the attributes that a list takes from classes by attRef."""
        for member in attributes.members:
            if isinstance(member, AttList):
                yield from self.referred(member)
            elif isinstance(member, AttRef):
                for item in self.of_class(member.class_):
                    if member.name in (None, item.definition.ident):
                        yield item

    def of_element(self, spec: ElementSpec) -> tuple[EffectiveAttribute, ...]:
        """Return all attributes of an element after `settle`, its own first."""
        own = [EffectiveAttribute(item) for item in spec.attributes.definitions()]
        inherited = (
            item
            for item in (*self.referred(spec.attributes), *self.inherited(spec))
            if item.definition.ident not in spec.without
        )
        return _once([*own, *inherited])

    def settle(self, spec: ElementSpec, problems: Problems) -> ElementSpec:
        """Return an element with its changes and deletions of class attributes carried out.

        Those of attributes that it does not inherit are dropped.
        """
        if all(item.mode is Mode.ADD for item in spec.attributes.definitions()):
            return spec
        inherited = {
            item.definition.ident: item.definition
            for item in self.inherited(spec)
            if item.definition.ident not in spec.without
        }
        attributes = _settled(spec.attributes, inherited, problems)
        deleted = {item.ident for item in spec.attributes.definitions() if item.mode is Mode.DELETE}
        without = spec.without | (deleted & inherited.keys())
        return replace(spec, attributes=attributes, without=without)


def _settled(attributes: AttList, inherited: Mapping[str, AttDef], problems: Problems) -> AttList:
    members: list[AttDef | AttRef | AttList] = []
    for member in attributes.members:
        if isinstance(member, AttList):
            members.append(_settled(member, inherited, problems))
        elif isinstance(member, AttRef):
            members.append(member)
        elif member.mode in (Mode.ADD, Mode.REPLACE):
            members.append(replace(member, mode=Mode.ADD))
        elif member.mode is Mode.CHANGE and member.ident in inherited:
            members.append(merge_attribute(inherited[member.ident], member, problems))
    return AttList(tuple(members), attributes.org)


def _once(found: list[EffectiveAttribute]) -> tuple[EffectiveAttribute, ...]:
    by_ident: dict[str, EffectiveAttribute] = {}
    for item in found:
        by_ident.setdefault(item.definition.ident, item)
    return tuple(by_ident.values())


def check_changes(spec: ElementSpec, had: Set[str], problems: Problems) -> None:
    """Complain of changes of attributes that an element never had."""
    for item in spec.attributes.definitions():
        if item.mode in (Mode.CHANGE, Mode.DELETE) and item.ident not in had:
            mistake = NoAttribute(
                element=spec.ident,
                attribute=item.ident,
                mode=str(item.mode),
                meant=nearest(item.ident, had),
            )
            problems.add(mistake, item.origin, "ident")
