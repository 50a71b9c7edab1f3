"""Schematron inside another schema: what ODD tools write into RELAX NG.

Patterns, namespaces and the rest may stand anywhere in the grammar. A rule outside of any pattern
makes one with the rules beside it.
"""

from __future__ import annotations

from lxml import etree

from siglum.schematron.names import SCH, XSL, sch, xsl
from siglum.schematron.place import Place

_PARTS = ("ns", "let", "phase", "pattern", "diagnostics", "properties", "include")
_DECLARATIONS = (xsl("key"), xsl("function"))


def gather(top: Place) -> list[Place]:
    """Return, in document order, what would be the children of an sch:schema.

    What holds stray rules stands for the pattern that they make (see `is_foreign`).
    """
    parts: list[Place] = []
    of_stray_rules: dict[etree._Element, Place] = {}
    for element in top.element.iter(f"{{{SCH}}}*", f"{{{XSL}}}*"):
        if _inside_schematron(element):
            continue
        place = top.sibling(element)
        if element.tag == sch("include"):
            parts.append(place.follow())
        elif element.tag in _DECLARATIONS or element.tag in map(sch, _PARTS):
            parts.append(place)
        elif element.tag == sch("rule"):
            parent = element.getparent()
            if parent is not None and parent not in of_stray_rules:
                of_stray_rules[parent] = top.sibling(parent)
                parts.append(of_stray_rules[parent])
    return parts


def is_foreign(place: Place) -> bool:
    """Is this an element of the other schema, with rules in it that no pattern holds?"""
    return not place.element.tag.startswith((f"{{{SCH}}}", f"{{{XSL}}}"))


def _inside_schematron(element: etree._Element) -> bool:
    parent = element.getparent()
    if parent is None or parent.tag == sch("schema"):
        return False
    return bool(parent.tag.startswith((f"{{{SCH}}}", f"{{{XSL}}}")))
