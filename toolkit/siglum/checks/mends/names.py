"""Names that the schema does not have: misspelt ones, those of HTML and TEI P4, a namespace."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum.checks.mends.case import Case
from siglum.checks.mends.equivalents import ATTRIBUTES, ELEMENTS
from siglum.checks.mends.written import escaped, prefixed
from siglum.edition.document import TEI
from siglum.findings.diagnostics import Edit

_ROOTS = ("TEI", "teiCorpus")


def missing_namespace(case: Case) -> Iterator[Edit]:
    """Declare the namespace at an outermost element that is in none.

    It is that of TEI for a TEI element; for another, the one in which the schema has its name.
    """
    tag = case.tag
    if tag is None or tag.element.getparent() is not None:
        return
    name = etree.QName(tag.element)
    if name.namespace or ":" in tag.name or None in tag.element.nsmap:
        return
    found = [TEI] if name.localname in _ROOTS else []
    found += filter(None, (one.alternatives.namespace_with(name.localname) for one in case.schemas))
    if found:
        behind = tag.begin + 1 + len(tag.name)
        yield case.written.edit(behind, behind, f' xmlns="{escaped(found[0])}"', is_safe=True)


def equivalent_element(case: Case) -> Iterator[Edit]:
    """Write what TEI P5 has for an element of HTML or of TEI P4."""
    tag = case.tag
    if tag is None or etree.QName(tag.element).namespace != TEI:
        return
    equivalent = ELEMENTS.get(etree.QName(tag.element).localname)
    if equivalent is None:
        return
    clark = f"{{{TEI}}}{equivalent.name}"
    here = {attribute.name for attribute in case.written.attributes(tag)}
    schemas = [one.alternatives for one in case.schemas if one.alternatives.declares(clark)]
    if not schemas or here & {name for name, _ in equivalent.attributes}:
        return
    added = "".join(f' {name}="{value}"' for name, value in equivalent.attributes)
    yield from _renamed(case, equivalent.name, added, is_safe=equivalent.is_whole)
    for attribute in case.written.attributes(tag):
        name = ATTRIBUTES.get(attribute.name, {}).get(equivalent.name)
        if name and name not in here and schemas[0].takes(clark, name, attribute.value):
            end = attribute.begin + len(attribute.name)
            yield case.written.edit(attribute.begin, end, name, is_safe=True)


def misspelt_element(case: Case) -> Iterator[Edit]:
    """Write the one name that is near in both tags."""
    tag = case.tag
    if tag is None:
        return
    parent = tag.element.getparent()
    around = None if parent is None else str(parent.tag)
    for schema in case.schemas:
        meant = schema.alternatives.element(str(tag.element.tag), around)
        if meant is not None:
            local = etree.QName(meant.text).localname
            yield from _renamed(case, local, is_safe=meant.is_sure)
            return


def _renamed(case: Case, local: str, added: str = "", *, is_safe: bool) -> Iterator[Edit]:
    """Write another name in both tags of an element, its prefix kept, and attributes behind it."""
    tag = case.tag
    assert tag is not None
    prefix, colon, _ = tag.name.rpartition(":")
    name = f"{prefix}{colon}{local}"
    begins = [(tag.begin + 1, name + added)]
    if tag.closing is not None:
        begins.append((tag.closing, name))
    for begin, text in begins:
        yield case.written.edit(begin, begin + len(tag.name), text, is_safe=is_safe)


def equivalent_attribute(case: Case) -> Iterator[Edit]:
    """Write what TEI P5 has for an attribute of HTML or of TEI P4, if it takes the value."""
    tag, attribute = case.tag, case.attribute
    if tag is None or attribute is None or etree.QName(tag.element).namespace != TEI:
        return
    local = etree.QName(tag.element).localname
    by_element = ATTRIBUTES.get(attribute.name, {})
    name = by_element.get(local) or by_element.get("*")
    if name is None or name in case.attributes():
        return
    element = str(tag.element.tag)
    if any(one.alternatives.takes(element, name, attribute.value) for one in case.schemas):
        end = attribute.begin + len(attribute.name)
        yield case.written.edit(attribute.begin, end, name, is_safe=True)


def misspelt_attribute(case: Case) -> Iterator[Edit]:
    """Write the one name that is near, or the same name in its namespace: `xml:id` for `id`."""
    tag, attribute = case.tag, case.attribute
    if tag is None or attribute is None:
        return
    for schema in case.schemas:
        meant = schema.alternatives.attribute(
            str(tag.element.tag), case.named(attribute), case.attributes()
        )
        written = prefixed(meant.text, tag.element) if meant else None
        if meant is not None and written is not None:
            end = attribute.begin + len(attribute.name)
            yield case.written.edit(attribute.begin, end, written, is_safe=meant.is_sure)
            return
