"""The rules of a schema, compiled as they will be run: the ODD is told what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum import schematron
from siglum.source import Positions

from .errors import Problem
from .schema import Schema
from .schematron import RulesFile


def rule_problems(schema: Schema, made: RulesFile) -> Iterator[Problem]:
    """Yield a problem for each part of the rules that can't be run, placed where it comes from."""
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
        yield Problem("ODD114", fault.message, made.origins.get(element, schema.origin))
