"""The rules of a schema, as the Schematron patterns that ODD tools write into other schemas.

A constraint may hold patterns, rules, or bare assertions. Assertions, and rules without a context,
apply to what they are declared in: the element, the attribute, or the members of the class.
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from .model import AnyElement, AttDef, ClassSpec, ConstraintSpec, ElementSpec
from .names import SCH, XML, sch, schematron_name
from .schema import Schema
from .schematron_prefixes import Prefixes
from .tei_rules import Vocabulary, fit, is_ours

_ASSERTIONS = ("assert", "report", "let")
SCHEMES = ("schematron", "isoschematron")


@dataclass(frozen=True, slots=True)
class Subject:
    """Where a constraint is declared: its owner's ident, and the elements that it is about.

    `members` are the XPaths of these elements, by ident; `attribute` is the XPath from them to the
    attribute in which the constraint is declared.
    """

    ident: str
    members: Mapping[str, str] = field(default_factory=dict)
    attribute: str = ""

    @property
    def context(self) -> str:
        """The XPath for a rule without a context; empty if there is nothing that it is about."""
        return " | ".join(member + self.attribute for member in self.members.values())


def rules(schema: Schema) -> Iterator[etree._Element]:
    """Yield the sch:ns elements of a schema, then the other contents of its constraints."""
    gathered = Rules(schema)
    parts = gathered.parts()
    yield from gathered.namespaces()
    yield from parts


def required_namespaces(schema: Schema, owner: ElementSpec, content: AnyElement) -> etree._Element:
    """Return the pattern that checks anyElement/@require for the descendants of an element."""
    return Rules(schema).required_namespaces(owner, content)


class Rules:
    """Makes the patterns of the rules of one schema; their ids are unique."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._prefixes = Prefixes(constraints(schema))
        self._idents: set[str] = set()

    @property
    def bound(self) -> Mapping[str, str]:
        """The prefixes in use; they are complete once `parts` has been called."""
        return self._prefixes.bound

    @property
    def origins(self) -> Mapping[etree._Element, etree._Element]:
        """For each copied element of the parts, its original in the customization."""
        return self._prefixes.origins

    def namespaces(self) -> list[etree._Element]:
        """Return an sch:ns for each prefix in use."""
        return [
            etree.Element(sch("ns"), {"prefix": prefix, "uri": uri}, nsmap={"sch": SCH})
            for prefix, uri in self.bound.items()
        ]

    def parts(self) -> list[etree._Element]:
        """Return the contents of all constraints, except sch:ns."""
        return [
            part for constraint, subject in self.placed() for part in self._of(constraint, subject)
        ]

    def placed(self) -> Iterator[tuple[ConstraintSpec, Subject]]:
        """Yield the constraints of the schema, in any language, with their places."""
        for constraint in self._schema.constraints:
            yield constraint, Subject(self._schema.ident)
        for spec in self._schema.specs.values():
            if not isinstance(spec, ElementSpec | ClassSpec):
                yield from ((constraint, Subject(spec.ident)) for constraint in spec.constraints)
                continue
            if spec.constraints:
                subject = Subject(spec.ident, self._members(spec))
                yield from ((constraint, subject) for constraint in spec.constraints)
            for attribute in spec.attributes.definitions():
                if attribute.constraints:
                    subject = self._of_attribute(spec, attribute)
                    yield from ((constraint, subject) for constraint in attribute.constraints)

    def _members(self, spec: ElementSpec | ClassSpec) -> Mapping[str, str]:
        """Return the members of a class, and elements that take single attributes of it."""
        if isinstance(spec, ElementSpec):
            return self._contexts([spec])
        members = self._contexts(self._schema.all_members(spec.ident))
        for (class_, _), having in self._having.items():
            if class_ == spec.ident:
                members |= self._contexts(having)
        return members

    def _of_attribute(self, spec: ElementSpec | ClassSpec, attribute: AttDef) -> Subject:
        """Return the subject of an attribute; for one of a class, the elements that inherit it."""
        having = (
            [spec] if isinstance(spec, ElementSpec) else self._having[spec.ident, attribute.ident]
        )
        return Subject(
            f"{spec.ident}-{attribute.ident}",
            self._contexts(having),
            f"/{self.attribute(attribute)}",
        )

    @cached_property
    def _having(self) -> Mapping[tuple[str, str], list[ElementSpec]]:
        """By class and attribute, the elements that inherit the attribute unchanged."""
        having: defaultdict[tuple[str, str], list[ElementSpec]] = defaultdict(list)
        for element in self._schema.elements.values():
            for item in self._schema.attributes(element.ident):
                if item.class_:
                    having[item.class_, item.definition.ident].append(element)
        return having

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        elements = self._schema.elements
        attributes = {
            ident: {item.definition.name for item in self._schema.attributes(ident)}
            for ident in elements
        }
        return Vocabulary(self._contexts(elements.values()), attributes)

    def idle(self) -> frozenset[ConstraintSpec]:
        """Return the rules of TEI that are about nothing in the schema."""
        idle: set[ConstraintSpec] = set()
        working: set[ConstraintSpec] = set()
        for constraint, subject in self.placed():
            if any(map(is_ours, constraint.rules)):
                made = list(self._of(constraint, subject))
                (working if made else idle).add(constraint)
        return frozenset(idle - working)

    def _contexts(self, specs: Iterable[ElementSpec]) -> dict[str, str]:
        return {spec.ident: self.context(spec) for spec in specs}

    def context(self, spec: ElementSpec) -> str:
        """Return the XPath that matches an element."""
        return f"{self._prefixes.of(spec.ns or self._schema.ns, spec.origin)}:{spec.name}"

    def attribute(self, definition: AttDef) -> str:
        """Return the XPath that leads from an element to an attribute."""
        if definition.ns is None or definition.ns == XML:
            return f"@{definition.name}"
        name = definition.name.rpartition(":")[2]
        return f"@{self._prefixes.of(definition.ns, definition.origin)}:{name}"

    def pattern(self, ident: str, rules: list[etree._Element]) -> etree._Element:
        """Return a pattern; its id is the ident, with a number if that is taken."""
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
        """Return the pattern that checks anyElement/@require for descendants."""
        spaces = (*content.require, owner.ns or self._schema.ns)
        allowed = ", ".join(f"'{space}'" for space in spaces)
        test = f"descendant::*[not(namespace-uri(.) = ({allowed}))]"
        report = etree.Element(sch("report"), {"test": test}, nsmap={"sch": SCH})
        report.text = (
            f"what “{owner.name}” contains is in one of the namespaces {', '.join(spaces)}"
        )
        return self.pattern(f"{owner.ident}-namespaces", [rule(self.context(owner), [report])])

    def _of(self, constraint: ConstraintSpec, subject: Subject) -> Iterator[etree._Element]:
        """Yield the patterns of a constraint, and what may stand beside patterns."""
        if constraint.scheme not in SCHEMES:
            return
        rules: list[etree._Element] = []
        bare: list[etree._Element] = []
        for original in constraint.rules:
            kind = schematron_name(original)
            if kind == "ns":
                continue
            part = self._prefixes.settle(constraint, original)
            if is_ours(original) and not fit(part, subject.members, self._vocabulary):
                continue
            _give_context(part, subject)
            if kind == "rule":
                rules.append(part)
            elif kind in _ASSERTIONS:
                bare.append(part)
            else:
                if kind == "pattern" and part.get("id"):
                    part.set("id", self._unique(part.get("id", "")))
                yield part
        if rules or not any(map(is_ours, constraint.rules)):
            yield from self._together(
                constraint=constraint, subject=subject, rules=rules, bare=bare
            )

    def _together(
        self,
        constraint: ConstraintSpec,
        subject: Subject,
        rules: list[etree._Element],
        bare: list[etree._Element],
    ) -> Iterator[etree._Element]:
        """Yield a pattern for the rules and bare assertions of a constraint, if there are any.

        A variable beside rules belongs to the pattern; beside assertions, to their rule; alone, to
        the schema.
        """
        variables = [part for part in bare if part.tag == sch("let")]
        if len(variables) < len(bare):
            for other in rules:
                other[:0] = copy.deepcopy(variables)
            if subject.context:
                rules = [*rules, rule(subject.context, bare)]
        elif rules:
            rules = [*variables, *rules]
        else:
            yield from variables
        if rules:
            yield self.pattern(f"{subject.ident}-{constraint.ident}", rules)


def _give_context(part: etree._Element, subject: Subject) -> None:
    """Give a rule, or the rules of a pattern, the context of the subject if they have none."""
    for found in part.iter(sch("rule")):
        if subject.context and "context" not in found.attrib and found.get("abstract") != "true":
            found.set("context", subject.context)


def constraints(schema: Schema) -> Iterator[ConstraintSpec]:
    """Yield the Schematron constraints of a schema: its own, then those of its specifications."""
    found = list(schema.constraints)
    for spec in schema.specs.values():
        found += spec.constraints
        if isinstance(spec, ElementSpec | ClassSpec):
            for attribute in spec.attributes.definitions():
                found += attribute.constraints
    return (constraint for constraint in found if constraint.scheme in SCHEMES)


def rule(context: str, assertions: list[etree._Element]) -> etree._Element:
    """Return a rule with assertions about what a context matches."""
    made = etree.Element(sch("rule"), {"context": context}, nsmap={"sch": SCH})
    made.extend(assertions)
    return made
