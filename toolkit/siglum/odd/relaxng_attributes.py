"""The attributes of classes and elements as RELAX NG patterns."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from .inheritance import EffectiveAttribute
from .model import (
    AttDef,
    AttList,
    AttRef,
    ClassSpec,
    Content,
    DataRef,
    ElementSpec,
    EmbeddedRelaxNG,
    TextNode,
)
from .names import ANNOTATIONS, XML, rng
from .prose import description
from .relaxng_content import ContentWriter, add, document, occurring
from .schema import Schema


class AttributeWriter:
    """Appends attribute patterns, named as TEI names them: att.global.attribute.n."""

    def __init__(
        self, schema: Schema, content: ContentWriter, exported: Callable[[str], str]
    ) -> None:
        self._schema = schema
        self._content = content
        self._exported = exported

    def define_class(self, grammar: etree._Element, spec: ClassSpec) -> None:
        """Append the definitions of an attribute class: for all attributes, and each of its own."""
        name = self._exported(spec.ident)
        everything = add(grammar, "define", name=f"{name}.attributes")
        self._inherited(everything, spec, frozenset())
        self._list(everything, spec.attributes, self._refer_to_own(spec))
        if len(everything) == 0:
            add(everything, "empty")
        for definition in spec.attributes.definitions():
            define = add(grammar, "define", name=f"{name}.attribute.{_pattern_name(definition)}")
            self._definition(define, definition, spec.ident)

    def _refer_to_own(self, spec: ClassSpec) -> Callable[[etree._Element, AttDef], None]:
        def refer(parent: etree._Element, definition: AttDef) -> None:
            self._refer(parent, EffectiveAttribute(definition, spec.ident))

        return refer

    def write(self, parent: etree._Element, spec: ElementSpec) -> None:
        """Append all attributes of an element: references to its classes, then its own."""
        self._inherited(parent, spec, spec.without)
        self._list(parent, spec.attributes, lambda at, item: self._definition(at, item, spec.ident))

    def _inherited(
        self, parent: etree._Element, spec: ElementSpec | ClassSpec, without: frozenset[str]
    ) -> None:
        """Append references to the inherited attributes; to whole classes where possible."""
        for given in self._schema.inheritance.by_class(spec, without):
            if isinstance(given, str):
                add(parent, "ref", name=f"{self._exported(given)}.attributes")
            else:
                self._refer(parent, given)

    def _refer(self, parent: etree._Element, item: EffectiveAttribute) -> None:
        name = f"{self._exported(item.class_ or '')}.attribute.{_pattern_name(item.definition)}"
        add(parent, "ref", name=name)

    def _list(
        self,
        parent: etree._Element,
        attributes: AttList,
        write: Callable[[etree._Element, AttDef], None],
    ) -> None:
        if not attributes.members:
            return
        place = parent
        if attributes.org == "choice":
            place = add(parent, "choice")
        elif parent.tag == rng("choice"):
            place = add(parent, "group")
        for member in attributes.members:
            match member:
                case AttDef():
                    write(place, member)
                case AttList():
                    self._list(place, member, write)
                case AttRef():
                    for item in self._schema.inheritance.referred(AttList((member,))):
                        self._refer(place, item)
        if len(place) == 0:
            add(place, "empty")

    def _definition(self, parent: etree._Element, definition: AttDef, owner: str) -> None:
        if definition.name.startswith("xmlns"):
            return  # xmlns is a declaration, not an attribute, for RELAX NG
        place = parent if definition.required else add(parent, "optional")
        attribute = add(place, "attribute", name=definition.name)
        if definition.ns is not None and definition.ns != XML:
            attribute.set("name", definition.name.rpartition(":")[2])
            attribute.set("ns", definition.ns)
        if definition.default:
            attribute.set(f"{{{ANNOTATIONS}}}defaultValue", definition.default)
        document(attribute, description(definition.docs, self._schema.doc_languages))
        datatype = definition.datatype
        if datatype is None or self._is_text(datatype.content):
            self._value(attribute, definition, owner)
            return
        place = attribute if datatype.max == 1 else add(attribute, "list")
        occurring(
            parent=place,
            least=datatype.min,
            most=datatype.max,
            write=lambda at: self._value(at, definition, owner),
        )

    def _is_text(self, content: Content) -> bool:
        """Say whether a datatype is any text: RELAX NG allows no list of that."""
        if isinstance(content, DataRef):
            spec = self._schema.datatypes.get(content.key or "")
            return spec is not None and spec.content is not None and self._is_text(spec.content)
        if isinstance(content, EmbeddedRelaxNG):
            return content.element.tag == rng("text")
        return isinstance(content, TextNode)

    def _value(self, parent: etree._Element, definition: AttDef, owner: str) -> None:
        values, datatype = definition.val_list, definition.datatype
        if values is not None and values.closed:
            self._content.values(add(parent, "choice"), values.items)
            return
        if values is not None and values.type == "semi" and values.items:
            parent = add(parent, "choice")
            self._content.values(parent, values.items)
            if datatype is None:
                add(parent, "data", type="Name")
                return
        if datatype is None:
            add(parent, "text")
        else:
            self._content.write(parent, datatype.content, owner)


def _pattern_name(definition: AttDef) -> str:
    return definition.ident.replace(":", "")
