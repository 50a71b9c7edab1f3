"""The rules of a schema, as the Schematron patterns that ODD tools write into other schemas.

A constraint may hold patterns, rules, or bare assertions; those apply to what they stand in: the
element, the attribute, or the members of the class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from .model import AnyElement, AttDef, ClassSpec, ConstraintSpec, ElementSpec
from .names import SCH, XML, sch
from .schema import Schema
from .schematron_prefixes import Prefixes

_ASSERTIONS = (sch("assert"), sch("report"), sch("let"))
_SCHEMES = ("schematron", "isoschematron")


def rules(schema: Schema) -> Iterator[etree._Element]:
    """Yield the sch:ns elements of a schema, then all else that its constraints hold."""
    gathered = Rules(schema)
    parts = gathered.parts()
    yield from gathered.namespaces()
    yield from parts


def required_namespaces(schema: Schema, owner: ElementSpec, content: AnyElement) -> etree._Element:
    """Return the pattern that holds what anyElement/@require asks of an element's descendants."""
    return Rules(schema).required_namespaces(owner, content)


class Rules:
    """The rules of one schema; each of their patterns has an id of its own."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._prefixes = Prefixes(constraints(schema))
        self._idents: set[str] = set()

    @property
    def bound(self) -> Mapping[str, str]:
        """The prefixes in use: all of them when the parts are made."""
        return self._prefixes.bound

    @property
    def origins(self) -> Mapping[etree._Element, etree._Element]:
        """The elements of a customization that elements of the parts are copies of."""
        return self._prefixes.origins

    def namespaces(self) -> list[etree._Element]:
        """Return an sch:ns for each prefix in use."""
        return [
            etree.Element(sch("ns"), {"prefix": prefix, "uri": uri}, nsmap={"sch": SCH})
            for prefix, uri in self.bound.items()
        ]

    def parts(self) -> list[etree._Element]:
        """Return all that the constraints hold, but for sch:ns."""
        return list(self._parts())

    def _parts(self) -> Iterator[etree._Element]:
        for constraint in self._schema.constraints:
            yield from self._of(constraint, self._schema.ident, None)
        for spec in self._schema.specs.values():
            context = self.context(spec) if isinstance(spec, ElementSpec | ClassSpec) else None
            for constraint in spec.constraints:
                yield from self._of(constraint, spec.ident, context)
            if isinstance(spec, ElementSpec | ClassSpec):
                for attribute in spec.attributes.definitions():
                    yield from self._of_attribute(spec, attribute)

    def _of_attribute(
        self, spec: ElementSpec | ClassSpec, attribute: AttDef
    ) -> Iterator[etree._Element]:
        context = self.attribute(attribute)
        if isinstance(spec, ElementSpec):
            context = f"{self.context(spec)}/{context}"
        for constraint in attribute.constraints:
            yield from self._of(constraint, f"{spec.ident}-{attribute.ident}", context)

    def context(self, spec: ElementSpec | ClassSpec) -> str:
        """Return the XPath that matches an element, or the members of a class."""
        if isinstance(spec, ElementSpec):
            return f"{self._prefixes.of(spec.ns or self._schema.ns, spec.origin)}:{spec.name}"
        members = self._schema.all_members(spec.ident)
        return " | ".join(self.context(member) for member in members)

    def attribute(self, definition: AttDef) -> str:
        """Return the XPath that leads from an element to an attribute."""
        if definition.ns is None or definition.ns == XML:
            return f"@{definition.name}"
        name = definition.name.rpartition(":")[2]
        return f"@{self._prefixes.of(definition.ns, definition.origin)}:{name}"

    def pattern(self, ident: str, rules: list[etree._Element]) -> etree._Element:
        """Return a pattern; its id is the ident, with a number if there is one like it."""
        pattern = etree.Element(sch("pattern"), nsmap={"sch": SCH})
        pattern.set("id", self._unique(f"{self._schema.ident}-{ident}"))
        pattern.extend(rules)
        return pattern

    def _unique(self, ident: str) -> str:
        wanted = re.sub(r"[^\w.-]+", "-", ident)
        name, number = wanted, 1
        while name in self._idents:
            number += 1
            name = f"{wanted}-{number}"
        self._idents.add(name)
        return name

    def required_namespaces(self, owner: ElementSpec, content: AnyElement) -> etree._Element:
        """Return the pattern that holds what anyElement/@require asks of descendants."""
        spaces = (*content.require, owner.ns or self._schema.ns)
        allowed = ", ".join(f"'{space}'" for space in spaces)
        test = f"descendant::*[not(namespace-uri(.) = ({allowed}))]"
        report = etree.Element(sch("report"), {"test": test}, nsmap={"sch": SCH})
        report.text = (
            f"what “{owner.name}” contains is in one of the namespaces {', '.join(spaces)}"
        )
        return self.pattern(f"{owner.ident}-namespaces", [rule(self.context(owner), [report])])

    def _of(
        self, constraint: ConstraintSpec, owner: str, context: str | None
    ) -> Iterator[etree._Element]:
        """Yield the parts of a constraint that stand on their own."""
        if constraint.scheme not in _SCHEMES:
            return
        rules: list[etree._Element] = []
        assertions: list[etree._Element] = []
        for original in constraint.rules:
            if original.tag == sch("ns"):
                continue
            part = self._prefixes.settle(constraint, original)
            if part.tag == sch("rule"):
                rules.append(part)
            elif part.tag in _ASSERTIONS:
                assertions.append(part)
            else:
                if part.tag == sch("pattern") and part.get("id"):
                    part.set("id", self._unique(part.get("id", "")))
                yield part
        if assertions and context:
            rules.append(rule(context, assertions))
        if rules:
            yield self.pattern(f"{owner}-{constraint.ident}", rules)


def constraints(schema: Schema) -> Iterator[ConstraintSpec]:
    """Yield the Schematron constraints of a schema: its own, then those of its specifications."""
    found = list(schema.constraints)
    for spec in schema.specs.values():
        found += spec.constraints
        if isinstance(spec, ElementSpec | ClassSpec):
            for attribute in spec.attributes.definitions():
                found += attribute.constraints
    return (constraint for constraint in found if constraint.scheme in _SCHEMES)


def rule(context: str, assertions: list[etree._Element]) -> etree._Element:
    """Return a rule with assertions about what a context matches."""
    made = etree.Element(sch("rule"), {"context": context}, nsmap={"sch": SCH})
    made.extend(assertions)
    return made
