"""A warning for each use of what a schema deprecates by `@validUntil` (TEI P5, att.deprecated).

What is deprecated may say what to do instead, in a `desc` of the type “deprecationInfo”. A class of
attributes that is deprecated takes its attributes with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from .inheritance import EffectiveAttribute
from .model import AttDef, ElementSpec, ValItem
from .names import SCH, sch
from .prose import in_language, plain
from .rules import Rules, rule
from .schema import Schema

Docs = tuple[etree._Element, ...]


def deprecations(schema: Schema, rules: Rules) -> Iterator[etree._Element]:
    """Yield a pattern for each deprecated element, attribute and value of an attribute."""
    return _Deprecations(schema, rules).patterns()


@dataclass(frozen=True, slots=True)
class _Deprecations:
    schema: Schema
    rules: Rules

    def patterns(self) -> Iterator[etree._Element]:
        for element in self.schema.elements.values():
            if element.valid_until:
                message = self._message(
                    f"the element “{element.name}”", element.valid_until, element.docs
                )
                made = rule(self.rules.context(element), [_report("true()", message)])
                yield self.rules.pattern(f"{element.ident}-deprecated", [made])
        for (name, message), places in self._attributes().items():
            made = rule(" | ".join(places), [_report("true()", message)])
            yield self.rules.pattern(f"{name}-deprecated", [made])
        for definition, places in self._with_values().items():
            reports = [self._value(definition, value) for value in _deprecated(definition)]
            made = rule(" | ".join(places), reports)
            yield self.rules.pattern(f"{definition.ident}-values-deprecated", [made])

    def _attributes(self) -> dict[tuple[str, str], list[str]]:
        """Return the XPaths of deprecated attributes, by name and by what is said of them."""
        found: dict[tuple[str, str], list[str]] = {}
        for element, item in self._all():
            definition = item.definition
            class_ = self.schema.classes.get(item.class_ or "")
            until, docs = definition.valid_until, definition.docs
            if until is None and class_ is not None:
                until, docs = class_.valid_until, class_.docs
            if until:
                message = self._message(f"the attribute “{definition.name}”", until, docs)
                place = self._place(element, definition)
                found.setdefault((definition.name, message), []).append(place)
        return found

    def _with_values(self) -> dict[AttDef, list[str]]:
        """Return the attributes that have deprecated values, with their XPaths."""
        found: dict[AttDef, list[str]] = {}
        for element, item in self._all():
            if _deprecated(item.definition):
                place = self._place(element, item.definition)
                found.setdefault(item.definition, []).append(place)
        return found

    def _all(self) -> Iterator[tuple[ElementSpec, EffectiveAttribute]]:
        for element in self.schema.elements.values():
            for item in self.schema.attributes(element.ident):
                yield element, item

    def _place(self, element: ElementSpec, definition: AttDef) -> str:
        return f"{self.rules.context(element)}/{self.rules.attribute(definition)}"

    def _value(self, definition: AttDef, value: ValItem) -> etree._Element:
        literal = "'" + value.value.replace("'", "''") + "'"
        test = f"tokenize(normalize-space(.), ' ') = {literal}"
        if definition.datatype is None or definition.datatype.max == 1:
            test = f"normalize-space(.) = {literal}"
        what = f"the value “{value.value}” of “{definition.name}”"
        return _report(test, self._message(what, value.valid_until or "", value.docs))

    def _message(self, what: str, until: str, docs: Docs) -> str:
        said = [element for element in docs if element.get("type") == "deprecationInfo"]
        instead = " ".join(map(plain, in_language(said, "desc", self.schema.doc_languages)))
        message = f"{what} is deprecated, and not valid after {until}"
        return f"{message}: {instead}" if instead else message


def _deprecated(definition: AttDef) -> list[ValItem]:
    values = definition.val_list.items if definition.val_list else ()
    return [value for value in values if value.valid_until]


def _report(test: str, message: str) -> etree._Element:
    report = etree.Element(sch("report"), {"role": "warning", "test": test}, nsmap={"sch": SCH})
    report.text = message
    return report
