"""A schema as one XML tree, of which a stylesheet makes the guide for encoders.

The root is `schema`, with `ident` and `start`. It has an `element`, `class`, `macro`, `datatype` or
`rule` for each of the schema, sorted by name; all have an `ident`. Answers to queries of the schema
are written out: the attributes of an element with the class that each is from, and the elements
that it `may-contain` and is `contained-by`, grouped by module. Prose (gloss, desc, remarks,
exemplum) and content models are in TEI's own elements.

The attributes of `att.global`, which nearly every element has, are described at their classes; an
element refers to them by a `global` for each class, unless it changes them. An attribute that
excludes others lists all `alternative`s, and has the `usage` "one-of" or "at-most-one-of".
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from lxml import etree

from .alternatives import alternatives
from .guide_content import add_content, allows_text
from .guide_rules import add_assertions
from .inheritance import EffectiveAttribute
from .model import (
    AttDef,
    ClassSpec,
    ConstraintSpec,
    DataSpec,
    ElementSpec,
    MacroSpec,
    Spec,
    ValList,
)
from .names import XML, tei
from .prose import in_language
from .rules import Rules
from .schema import Schema

_S = TypeVar("_S", ElementSpec, ClassSpec, MacroSpec, DataSpec)

NAMESPACE = "https://siglum.invalid/ns"

_LANG = f"{{{XML}}}lang"
_UNSAID = ("und", "mul", "zxx")
"""Values of xml:lang for examples in no particular language, which every guide shows."""


_CHOICES = {True: "one-of", False: "at-most-one-of"}
"""The usage of attributes that exclude one another, by whether one of them is required."""


def guide_tree(schema: Schema) -> etree._Element:
    """Return the tree of a schema. The same schema gives the same tree."""
    return _Writer(schema).schema()


class _Writer:
    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def schema(self) -> etree._Element:
        schema = self._schema
        root = etree.Element(_sg("schema"), nsmap={"sg": NAMESPACE})
        root.set("ident", schema.ident)
        root.set("start", " ".join(schema.start))
        for element in _sorted(schema.elements):
            self._element(root, element)
        for class_ in _sorted(schema.classes):
            self._class(root, class_)
        for macro in _sorted(schema.macros):
            self._model(root, "macro", macro)
        for datatype in _sorted(schema.datatypes):
            self._model(root, "datatype", datatype)
        self._rules(root, "", schema.constraints)
        return root

    @cached_property
    def _global_classes(self) -> frozenset[str]:
        """The class att.global, and those it has attributes from."""
        inherited = self._schema.inheritance.of_class("att.global")
        return frozenset(item.class_ for item in inherited if item.class_)

    @cached_property
    def _idle(self) -> frozenset[ConstraintSpec]:
        """The rules of TEI about nothing that the schema has."""
        return Rules(self._schema).idle()

    def _spec(self, parent: etree._Element, kind: str, spec: Spec) -> etree._Element:
        """Add the beginning, which is alike for all kinds of specifications."""
        written = _add(
            parent, kind, ident=spec.ident, module=spec.module, valid_until=spec.valid_until
        )
        self._prose(written, spec.docs, "gloss")
        self._prose(written, spec.docs, "desc")
        return written

    def _end(self, written: etree._Element, spec: Spec) -> None:
        """Add the end, which is alike for all kinds of specifications."""
        self._prose(written, spec.docs, "remarks")
        self._prose(written, spec.docs, "exemplum")
        self._rules(written, f"{spec.ident}-", spec.constraints)

    def _element(self, parent: etree._Element, spec: ElementSpec) -> None:
        written = self._spec(parent, "element", spec)
        written.set("name", spec.name)
        shared: dict[str, list[str]] = {}
        for item in self._schema.attributes(spec.ident):
            if item.class_ in self._global_classes:
                shared.setdefault(item.class_ or "", []).append(item.definition.name)
            else:
                self._attribute(written, item, spec)
        for class_, names in shared.items():
            _add(written, "global", **{"class": class_, "names": " ".join(names)})
        if spec.content is not None:
            content = etree.SubElement(written, tei("content"))
            add_content(content, spec.content)
            content.set("text", str(allows_text(self._schema, spec.content)).lower())
        self._elements(written, "may-contain", self._schema.may_contain(spec.ident))
        self._elements(written, "contained-by", self._schema.contained_by(spec.ident))
        self._memberships(written, spec)
        self._end(written, spec)

    def _class(self, parent: etree._Element, spec: ClassSpec) -> None:
        written = self._spec(parent, "class", spec)
        written.set("type", spec.type)
        for definition in spec.attributes.definitions():
            self._attribute(written, EffectiveAttribute(definition), spec)
        self._memberships(written, spec)
        for member in self._schema.members(spec.ident):
            _add(written, "member", key=member.ident)
        self._end(written, spec)

    def _model(self, parent: etree._Element, kind: str, spec: MacroSpec | DataSpec) -> None:
        written = self._spec(parent, kind, spec)
        if spec.content is not None:
            add_content(etree.SubElement(written, tei("content")), spec.content)
        self._end(written, spec)

    def _memberships(self, written: etree._Element, spec: ElementSpec | ClassSpec) -> None:
        for member in spec.classes.members if spec.classes else ():
            _add(written, "member-of", key=member.key)

    def _elements(self, parent: etree._Element, tag: str, idents: Iterable[str]) -> None:
        """Add names of elements, a group for each module."""
        modules: dict[str, list[str]] = {}
        for ident in sorted(idents, key=str.casefold):
            module = self._schema.elements[ident].module or ""
            modules.setdefault(module, []).append(ident)
        for module, group in sorted(modules.items()):
            _add(parent, tag, module=module, keys=" ".join(group))

    def _attribute(
        self, parent: etree._Element, item: EffectiveAttribute, owner: ElementSpec | ClassSpec
    ) -> None:
        attribute: AttDef = item.definition
        choice = alternatives(item, owner, self._schema.inheritance)
        written = _add(
            parent,
            "attribute",
            name=attribute.name,
            usage=(attribute.usage or "opt") if choice is None else _CHOICES[choice.required],
            default=attribute.default,
            valid_until=attribute.valid_until,
            **{"class": item.class_},
        )
        for names in choice.groups if choice else ():
            _add(written, "alternative", names=" ".join(names))
        self._prose(written, attribute.docs, "gloss")
        self._prose(written, attribute.docs, "desc")
        if attribute.datatype is not None:
            content = etree.SubElement(written, tei("datatype"))
            content.set("minOccurs", str(attribute.datatype.min))
            content.set("maxOccurs", str(attribute.datatype.max or "unbounded"))
            add_content(content, attribute.datatype.content)
        if attribute.val_list is not None:
            self._values(written, attribute.val_list)
        self._prose(written, attribute.docs, "remarks")
        if item.class_ is None:
            self._rules(written, f"{owner.ident}-{attribute.ident}-", attribute.constraints)

    def _values(self, parent: etree._Element, values: ValList) -> None:
        written = _add(parent, "values", type=values.type or "open")
        for value in values.items:
            item = _add(written, "value", name=value.value, valid_until=value.valid_until)
            self._prose(item, value.docs, "gloss")
            self._prose(item, value.docs, "desc")

    def _rules(
        self, parent: etree._Element, owner: str, constraints: Iterable[ConstraintSpec]
    ) -> None:
        for constraint in constraints:
            if constraint in self._idle:
                continue
            rule = _add(
                parent, "rule", ident=constraint.ident, id=f"rule-{owner}{constraint.ident}"
            )
            self._prose(rule, constraint.docs, "desc")
            add_assertions(rule, constraint)
            if len(rule) == 0:
                parent.remove(rule)

    def _prose(self, parent: etree._Element, docs: tuple[etree._Element, ...], kind: str) -> None:
        """Add copies of the prose of a kind that is in the schema's language."""
        chosen = in_language(docs, kind, self._schema.doc_languages)
        for element in docs:
            if element in chosen or (element.tag == tei(kind) and element.get(_LANG) in _UNSAID):
                copied = copy.deepcopy(element)
                copied.tail = None
                copied.attrib.pop("versionDate", "")
                parent.append(copied)


def _sorted(specs: Mapping[str, _S]) -> list[_S]:
    return sorted(specs.values(), key=lambda spec: spec.ident.casefold())


def _sg(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: etree._Element, tag: str, /, **attributes: str | None) -> etree._Element:
    """Append an element with those attributes that have a value."""
    said = {
        name.replace("_", "-"): value for name, value in attributes.items() if value is not None
    }
    return etree.SubElement(parent, _sg(tag), said)
