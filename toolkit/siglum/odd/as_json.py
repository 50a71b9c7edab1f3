"""A schema as JSON, for tools.

One object: `ident`, `madeBy`, `namespace`, `start`, and the lists `modules`, `elements`, `classes`,
`macros` and `datatypes`. What a schema does not say is left out, so that every key has a value.

- An element has `ident`, `name` and `namespace` as in documents, `module`, `description`,
  `classes`, `content`, `attributes`, `mayContain` and `containedBy`.
- An attribute has `ident`, `name`, `namespace`, `class` (where it is from, if it is a class),
  `usage`, `datatype` with `content`, `min` and `max`, `default`, and `values` with their `type`;
  and `oneOf`, the groups of attributes of which only one may be there, with its own among them.
- Content is an object with `type`, the name of the ODD element, and what that element says; `min`
  and `max` are numbers, and `max` is null for any number. Embedded RELAX NG is its markup.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from lxml import etree

from .alternatives import alternatives
from .inheritance import EffectiveAttribute
from .model import (
    AttDef,
    ClassSpec,
    Content,
    Datatype,
    ElementSpec,
    EmbeddedRelaxNG,
    Spec,
    ValItem,
    ValList,
)
from .prose import description
from .schema import Schema


def as_json(schema: Schema, made_by: str) -> str:
    """Return a schema as a JSON text. The same schema gives the same text."""
    writer = _Writer(schema)
    specs = schema.specs.values()
    data = {
        "ident": schema.ident,
        "madeBy": made_by,
        "namespace": schema.ns,
        "start": list(schema.start),
        "modules": [
            _said({"ident": item.ident, "description": writer.words(item.docs)})
            for item in schema.modules.values()
        ],
        "elements": [writer.element(spec) for spec in specs if isinstance(spec, ElementSpec)],
        "classes": [writer.class_(spec) for spec in specs if isinstance(spec, ClassSpec)],
        "macros": [writer.spec(spec) for spec in schema.macros.values()],
        "datatypes": [writer.spec(spec) for spec in schema.datatypes.values()],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


class _Writer:
    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def words(self, docs: tuple[etree._Element, ...]) -> str | None:
        return description(docs, self._schema.doc_languages)

    def spec(self, spec: Spec) -> dict[str, Any]:
        """Return the keys that all kinds of specifications have."""
        return _said(
            {
                "ident": spec.ident,
                "module": spec.module,
                "description": self.words(spec.docs),
                "validUntil": spec.valid_until,
                "content": None
                if isinstance(spec, ClassSpec) or spec.content is None
                else self._content(spec.content),
            }
        )

    def element(self, spec: ElementSpec) -> dict[str, Any]:
        attributes = self._schema.attributes(spec.ident)
        return {
            **self.spec(spec),
            "name": spec.name,
            "namespace": spec.ns or self._schema.ns,
            "classes": [member.key for member in spec.classes.members] if spec.classes else [],
            "attributes": [self._attribute(item, spec) for item in attributes],
            "mayContain": list(self._schema.may_contain(spec.ident)),
            "containedBy": list(self._schema.contained_by(spec.ident)),
        }

    def class_(self, spec: ClassSpec) -> dict[str, Any]:
        own = spec.attributes.definitions()
        return {
            **self.spec(spec),
            "type": spec.type,
            "classes": [member.key for member in spec.classes.members] if spec.classes else [],
            "members": [member.ident for member in self._schema.members(spec.ident)],
            "attributes": [self._attribute(EffectiveAttribute(item), spec) for item in own],
        }

    def _attribute(
        self, item: EffectiveAttribute, owner: ElementSpec | ClassSpec
    ) -> dict[str, Any]:
        attribute: AttDef = item.definition
        choice = alternatives(item, owner, self._schema.inheritance)
        return _said(
            {
                "ident": attribute.ident,
                "name": attribute.name,
                "namespace": attribute.ns,
                "class": item.class_,
                "usage": attribute.usage or "opt",
                "oneOf": None if choice is None else [list(group) for group in choice.groups],
                "description": self.words(attribute.docs),
                "validUntil": attribute.valid_until,
                "datatype": self._datatype(attribute.datatype),
                "default": attribute.default,
                "values": None if attribute.val_list is None else self._values(attribute.val_list),
            }
        )

    def _datatype(self, datatype: Datatype | None) -> dict[str, Any] | None:
        if datatype is None:
            return None
        content = self._content(datatype.content)
        return {"content": content, "min": datatype.min, "max": datatype.max}

    def _values(self, values: ValList) -> dict[str, Any]:
        items = [self._value(item) for item in values.items]
        return {"type": values.type or "open", "items": items}

    def _value(self, item: ValItem) -> dict[str, Any]:
        words = self.words(item.docs)
        return _said({"value": item.value, "description": words, "validUntil": item.valid_until})

    def _content(self, content: Content) -> dict[str, Any]:
        kind = type(content).__name__
        name = kind[0].lower() + kind[1:]
        if isinstance(content, ValList):
            return {**self._values(content), "type": name, "listType": content.type or "open"}
        if isinstance(content, EmbeddedRelaxNG):
            return {"type": name, "markup": etree.tostring(content.element, encoding="unicode")}
        said: dict[str, Any] = {"type": name}
        for item in fields(content):
            value = getattr(content, item.name)
            if item.name == "origin":
                continue
            if item.name == "items":
                said["items"] = [self._content(part) for part in value]
            elif item.name == "max" or value not in (None, ()):
                said[item.name.rstrip("_")] = value
        return said


def _said(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}
