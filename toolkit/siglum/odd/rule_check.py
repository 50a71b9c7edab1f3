"""Compile the rules of a schema, as they will be run, to tell what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from siglum import schematron
from siglum.xml.positions import Positions

from .errors import Mistake, Problem
from .mistakes.rules import BrokenRule, EmptyRule, NoPrefix, OtherLanguage, RuleWithoutContext
from .names import TEI, sch, schematron_name
from .rules import SCHEMES, Rules
from .schema import Schema
from .schematron import RulesFile

_FIRST_STEP = re.compile(r"\s*/{0,2}([^\W\d][\w.-]*)\s*(?=[/\[]|$)")


def left_out(schema: Schema) -> Iterator[Problem]:
    """Yield a problem for each constraint that adds nothing to the schema's rules."""
    for constraint, place in Rules(schema).placed():
        kinds = {schematron_name(part) for part in constraint.rules}
        rule, owner = constraint.ident, place.ident
        mistake: Mistake
        if constraint.scheme not in SCHEMES:
            mistake = OtherLanguage(rule=rule, owner=owner, scheme=constraint.scheme)
        elif not kinds:
            mistake = EmptyRule(rule=rule, owner=owner)
        elif kinds & {"assert", "report"} and not place.context:
            mistake = RuleWithoutContext(rule=rule, owner=owner)
        else:
            continue
        yield Problem(mistake=mistake, origin=constraint.origin, attribute="ident")


def rule_problems(schema: Schema, made: RulesFile) -> Iterator[Problem]:
    """Yield a problem for each part of the rules that can't run, or never will, at its origin."""
    yield from _contexts_without_prefix(schema, made)
    data = made.text.encode()
    faults = schematron.faults(data)
    if not faults:
        return
    read = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    positions = Positions(data, read)
    at: dict[tuple[int, int], etree._Element] = {}
    for element, copy in zip(made.root.iter("*"), read.iter("*"), strict=True):
        place = positions.of(copy)
        at[place.line, place.column] = element
    for fault in faults:
        element = at.get((fault.line, fault.column), made.root)
        origin = made.origins.get(element, schema.origin)
        yield Problem(mistake=BrokenRule(reason=fault.message), origin=origin)


def _contexts_without_prefix(schema: Schema, made: RulesFile) -> Iterator[Problem]:
    """Yield a problem for each context that begins with the bare name of one of the elements.

    In XPath such a name is in no namespace, so that the rule would never fire.
    """
    names = {spec.name for spec in schema.elements.values() if (spec.ns or schema.ns) == TEI}
    for rule in made.root.iter(sch("rule")):
        for pattern in rule.get("context", "").split("|"):
            step = _FIRST_STEP.match(pattern)
            if step and step[1] in names:
                mistake = NoPrefix(context=pattern.strip(), element=step[1])
                origin = made.origins.get(rule, schema.origin)
                yield Problem(mistake=mistake, origin=origin, attribute="context")
