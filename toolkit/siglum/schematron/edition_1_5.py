"""Schematron 1.5 (2002), read as ISO Schematron.

Its elements have another namespace and nearly the same names. The differences: a pattern's title is
its `name`; a `key` stands in a rule, and is about the nodes of its context; a rule may extend an
abstract rule of any pattern. `siglum.schematron.reader` takes care of the last two.
"""

from __future__ import annotations

from lxml import etree

from siglum.schematron.names import SCHEMATRON_1_5, local, sch, xsl


def modernize(root: etree._Element) -> bool:
    """Turn the elements of Schematron 1.5 in a tree into those of ISO Schematron.

    Return whether there were any. No element is added or removed, since positions are found by the
    number of an element.
    """
    old = list(root.iter(f"{{{SCHEMATRON_1_5}}}*"))
    for element in old:
        element.tag = sch(local(element.tag))
        if element.tag == sch("key"):
            _modernize_key(element)
    return bool(old)


def _modernize_key(key: etree._Element) -> None:
    rule = key.getparent()
    match = "*" if rule is None else rule.get("context") or "*"
    name, use = key.get("name", ""), key.get("path", ".")
    key.tag = xsl("key")
    key.attrib.clear()
    for attribute, value in (("name", name), ("match", match), ("use", use)):
        key.set(attribute, value)
