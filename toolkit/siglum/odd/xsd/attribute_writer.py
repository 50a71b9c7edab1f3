"""Attributes as markup: a group for each class, and in it one for each attribute of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lxml import etree

from ..inheritance import EffectiveAttribute
from ..model import AttDef, AttList, AttRef, ClassSpec, ElementSpec
from ..names import XML_ID
from ..prose import description
from ..schema import Schema
from .looser import Looser, Why
from .namespaces import Namespaces, attributes, xs
from .simple_types import SimpleType, SimpleTypes
from .type_writer import TypeWriter, annotate, is_weakened


class AttributeWriter:
    """Appends attributes to classes and elements. All groups are of the schema's own namespace."""

    def __init__(
        self, schema: Schema, namespaces: Namespaces, writer: TypeWriter, looser: Looser
    ) -> None:
        self._schema = schema
        self._namespaces = namespaces
        self._writer = writer
        self._looser = looser
        self._types = SimpleTypes(schema)

    def define_class(self, parent: etree._Element, spec: ClassSpec) -> None:
        """Append the groups of an attribute class: one for all, and one for each of its own."""
        everything = etree.SubElement(parent, xs("attributeGroup"), name=f"{spec.ident}.attributes")
        annotate(everything, description(spec.docs, self._schema.doc_languages))
        self._inherited(everything, spec, frozenset())
        own: dict[str, AttDef] = {}
        for definition in _written(spec.attributes.definitions()):
            own.setdefault(definition.name, definition)
        for definition in own.values():
            self._refer(everything, EffectiveAttribute(definition, spec.ident))
        self._referred(everything, spec, set(own))
        choices = self._choices(spec)
        for definition in own.values():
            name = f"{spec.ident}.attribute.{_group_name(definition)}"
            group = etree.SubElement(parent, xs("attributeGroup"), name=name)
            self._definition(
                parent=group, definition=definition, owner=spec, optional=definition in choices
            )

    def write(self, parent: etree._Element, spec: ElementSpec) -> None:
        """Append all attributes of an element: references to its classes, then its own."""
        self._inherited(parent, spec, spec.without)
        choices = self._choices(spec)
        own: dict[str, AttDef] = {}
        for definition in _written(spec.attributes.definitions()):
            if own.setdefault(definition.name, definition) is definition:
                self._definition(
                    parent=parent, definition=definition, owner=spec, optional=definition in choices
                )
        self._referred(parent, spec, set(own))

    def _choices(self, spec: ElementSpec | ClassSpec) -> set[AttDef]:
        """Return the attributes of which ODD allows only one; note that XSD will allow them all."""
        choices = _in_choices(spec.attributes)
        if choices:
            self._looser.add(Why.CHOICE, spec.ident)
        return choices

    def _inherited(
        self, parent: etree._Element, spec: ElementSpec | ClassSpec, without: frozenset[str]
    ) -> None:
        """Append references to the inherited attributes; to whole classes where possible."""
        for given in self._schema.inheritance.by_class(spec, without):
            if isinstance(given, str):
                name = self._namespaces.own(f"{given}.attributes")
                etree.SubElement(parent, xs("attributeGroup"), ref=name)
            else:
                self._refer(parent, given)

    def _referred(
        self, parent: etree._Element, spec: ElementSpec | ClassSpec, taken: set[str]
    ) -> None:
        """Append the attributes that are taken from other classes one by one."""
        chosen = _references_in_choices(spec.attributes)
        for member in _references(spec.attributes):
            for item in self._schema.inheritance.referred(AttList((member,))):
                definition = item.definition
                if definition.name in taken:
                    continue
                taken.add(definition.name)
                if member in chosen and definition.required:
                    self._definition(parent, definition, spec, optional=True)
                else:
                    self._refer(parent, item)

    def _refer(self, parent: etree._Element, item: EffectiveAttribute) -> None:
        if any(_written((item.definition,))):
            name = f"{item.class_}.attribute.{_group_name(item.definition)}"
            etree.SubElement(parent, xs("attributeGroup"), ref=self._namespaces.own(name))

    def _definition(
        self,
        parent: etree._Element,
        definition: AttDef,
        owner: ElementSpec | ClassSpec,
        optional: bool,
    ) -> None:
        attribute = etree.SubElement(parent, xs("attribute"))
        if definition.ns:
            local = definition.name.rpartition(":")[2]
            attribute.set("ref", self._namespaces.name(definition.ns, local))
        else:
            attribute.set("name", definition.name)
        if definition.required and not optional:
            attribute.set("use", "required")
        if not definition.ns and not self._is_repeated(definition, owner):
            self._give(
                attribute, self._types.of_attribute(definition), f"{owner.ident}/@{definition.name}"
            )
        annotate(attribute, description(definition.docs, self._schema.doc_languages))

    def _is_repeated(self, definition: AttDef, owner: ElementSpec | ClassSpec) -> bool:
        """Say whether an attribute is declared several times, as it may be in a choice."""
        names = Counter(item.name for item in set(owner.attributes.definitions()))
        if names[definition.name] > 1:
            self._looser.add(Why.TYPE, f"{owner.ident}/@{definition.name}")
        return names[definition.name] > 1

    def _give(self, attribute: etree._Element, made: SimpleType, place: str) -> None:
        if is_weakened(made):
            self._looser.add(Why.IDENTIFIER, place)
        self._writer.give(attribute, made)

    def declare(self, parent: etree._Element, namespace: str) -> None:
        """Append the attributes of a namespace that is not the schema's own."""
        types: dict[str, set[SimpleType]] = {}
        for definition in attributes(self._schema):
            if definition.ns == namespace:
                local = definition.name.rpartition(":")[2]
                made = self._types.resolved(self._types.of_attribute(definition))
                types.setdefault(local, set()).add(made)
        for name, found in types.items():
            attribute = etree.SubElement(parent, xs("attribute"), name=name)
            if f"{{{namespace}}}{name}" == XML_ID:
                attribute.set("type", "xs:ID")
            elif len(found) == 1:
                self._give(
                    attribute, next(iter(found)), f"@{self._namespaces.name(namespace, name)}"
                )
            else:
                self._looser.add(Why.TYPE, f"@{self._namespaces.name(namespace, name)}")


def _written(definitions: Iterable[AttDef]) -> Iterable[AttDef]:
    """Yield the attributes without xmlns, which is a declaration in XML, not an attribute."""
    return (item for item in definitions if not item.name.startswith("xmlns"))


def _in_choices(attributes: AttList, inside: bool = False) -> set[AttDef]:
    """Return the attributes that are alternatives: only one of them may be used."""
    inside = inside or attributes.org == "choice"
    found: set[AttDef] = set()
    for member in attributes.members:
        if isinstance(member, AttList):
            found |= _in_choices(member, inside)
        elif isinstance(member, AttDef) and inside:
            found.add(member)
    return found


def _references(attributes: AttList) -> list[AttRef]:
    found: list[AttRef] = []
    for member in attributes.members:
        if isinstance(member, AttList):
            found += _references(member)
        elif isinstance(member, AttRef):
            found.append(member)
    return found


def _references_in_choices(attributes: AttList) -> list[AttRef]:
    if attributes.org == "choice":
        return _references(attributes)
    found: list[AttRef] = []
    for member in attributes.members:
        if isinstance(member, AttList):
            found += _references_in_choices(member)
    return found


def _group_name(definition: AttDef) -> str:
    return definition.ident.replace(":", "")
