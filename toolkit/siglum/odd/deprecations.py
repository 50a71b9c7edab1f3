"""A warning for each use of what a schema deprecates by `@validUntil` (TEI P5, att.deprecated)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .model import AttDef, ValItem
from .names import SCH, sch
from .rules import Rules, rule
from .schema import Schema


def deprecations(schema: Schema, rules: Rules) -> Iterator[etree._Element]:
    """Yield a pattern for each deprecated element, attribute and value of an attribute."""
    for element in schema.elements.values():
        if element.valid_until:
            report = _report("true()", f"the element “{element.name}”", element.valid_until)
            made = rule(rules.context(element), [report])
            yield rules.pattern(f"{element.ident}-deprecated", [made])
    for (name, until), context in _deprecated_attributes(schema, rules).items():
        report = _report("true()", f"the attribute “{name}”", until)
        yield rules.pattern(f"{name}-deprecated", [rule(context, [report])])
    for definition, context in _deprecated_values(schema, rules).items():
        values = definition.val_list.items if definition.val_list else ()
        reports = [_value(definition, value) for value in values if value.valid_until]
        yield rules.pattern(f"{definition.ident}-values-deprecated", [rule(context, reports)])


def _deprecated_attributes(schema: Schema, rules: Rules) -> dict[tuple[str, str], str]:
    """Return names and dates of deprecated attributes, with the XPath of where they stand."""
    places: dict[tuple[str, str], list[str]] = {}
    for place, definition in _attributes(schema, rules):
        if definition.valid_until:
            places.setdefault((definition.name, definition.valid_until), []).append(place)
    return {key: " | ".join(found) for key, found in places.items()}


def _deprecated_values(schema: Schema, rules: Rules) -> dict[AttDef, str]:
    """Return the attributes with deprecated values, with the XPath of where they stand."""
    places: dict[AttDef, list[str]] = {}
    for place, definition in _attributes(schema, rules):
        values = definition.val_list.items if definition.val_list else ()
        if any(value.valid_until for value in values):
            places.setdefault(definition, []).append(place)
    return {key: " | ".join(found) for key, found in places.items()}


def _attributes(schema: Schema, rules: Rules) -> Iterator[tuple[str, AttDef]]:
    for element in schema.elements.values():
        for item in schema.attributes(element.ident):
            definition = item.definition
            yield f"{rules.context(element)}/{rules.attribute(definition)}", definition


def _value(definition: AttDef, value: ValItem) -> etree._Element:
    literal = "'" + value.value.replace("'", "''") + "'"
    test = f"tokenize(normalize-space(.), ' ') = {literal}"
    if definition.datatype is None or definition.datatype.max == 1:
        test = f"normalize-space(.) = {literal}"
    what = f"the value “{value.value}” of “{definition.name}”"
    return _report(test, what, value.valid_until or "")


def _report(test: str, what: str, until: str) -> etree._Element:
    report = etree.Element(sch("report"), {"role": "warning", "test": test}, nsmap={"sch": SCH})
    report.text = f"{what} is deprecated, and not valid after {until}"
    return report
