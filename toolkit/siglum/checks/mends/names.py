"""Names that the schema does not have: misspelt ones, those of HTML and TEI P4, a namespace."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum.checks.habits import ATTRIBUTES, ELEMENTS, InTei
from siglum.checks.mends.case import Case
from siglum.checks.mends.written import Attribute, Tag, Written, escaped, prefixed
from siglum.edition.document import TEI
from siglum.findings.diagnostics import Edit
from siglum.relaxng import Schema
from siglum.relaxng.advice.alternatives import Alternatives

_ROOTS = ("TEI", "teiCorpus")


def missing_namespace(case: Case) -> Iterator[Edit]:
    """Declare the namespace at an outermost element that is in none.

    It is that of TEI for a TEI element; for another, the one in which the schema has its name. If
    an attribute has it for its value, it is the declaration, its name misspelt.
    """
    tag = case.tag
    if tag is None or tag.element.getparent() is not None:
        return
    name = etree.QName(tag.element)
    if name.namespace or ":" in tag.name or None in tag.element.nsmap:
        return
    found = [TEI] if name.localname in _ROOTS else []
    found += filter(None, (one.alternatives.namespace_with(name.localname) for one in case.schemas))
    misspelt = [one for one in case.written.attributes(tag) if found and one.value == found[0]]
    if misspelt:
        yield _attribute(case.written, misspelt[0], "xmlns", is_safe=True)
    elif found:
        behind = tag.opening.end
        yield case.written.edit(behind, behind, f' xmlns="{escaped(found[0])}"', is_safe=True)


def unknown_element(case: Case) -> Iterator[Edit]:
    """Write what TEI P5 has for an element of HTML or TEI P4, or the one name that is near.

    In both tags, and so for the elements in it that the schema does not know, either: what is in an
    unknown element is not checked, so they have no findings of their own.
    """
    tag = case.tag
    if tag is None:
        return
    schemas = [schema.alternatives for schema in case.schemas]
    parent = tag.element.getparent()
    known = {} if parent is None else {parent: str(parent.tag)}
    for one in case.written.tags(within=tag):
        name = str(one.element.tag)
        around = one.element.getparent()
        if any(schema.declares(name) for schema in schemas):
            known[one.element] = name
            continue
        parent_name = None if around is None else known.get(around)
        for schema in schemas:
            meant, edits = _renamed(
                written=case.written, tag=one, schema=schema, parent=parent_name
            )
            if meant is not None:
                known[one.element] = meant
                yield from edits
                break
        else:
            if one.number == tag.number:
                return


def _renamed(
    written: Written, tag: Tag, schema: Alternatives, parent: str | None
) -> tuple[str | None, list[Edit]]:
    """Return the name of the element that an unknown one is meant for, and the edits."""
    name = etree.QName(tag.element)
    equivalent = ELEMENTS.get(name.localname) if name.namespace == TEI else None
    if equivalent is not None and schema.declares(f"{{{TEI}}}{equivalent.element}"):
        return _equivalent(written=written, tag=tag, schema=schema, equivalent=equivalent)
    meant = schema.element(str(tag.element.tag), parent)
    if meant is None:
        return None, []
    local = etree.QName(meant.text).localname
    return meant.text, list(_in_both_tags(written, tag, local, is_safe=meant.is_sure))


def _equivalent(
    written: Written, tag: Tag, schema: Alternatives, equivalent: InTei
) -> tuple[str | None, list[Edit]]:
    clark = f"{{{TEI}}}{equivalent.element}"
    here = {attribute.name for attribute in written.attributes(tag)}
    new = [(name, value) for name, value in equivalent.attributes if value is not None]
    if here & {name for name, _ in new}:
        return None, []
    added = "".join(f' {name}="{value}"' for name, value in new)
    edits = list(
        _in_both_tags(
            written=written,
            tag=tag,
            local=equivalent.element,
            added=added,
            is_safe=equivalent.is_whole,
        )
    )
    for attribute in written.attributes(tag):
        other = _in_tei(attribute.name, equivalent.element)
        if other and other not in here and schema.takes(clark, other, attribute.value):
            edits.append(_attribute(written, attribute, other, is_safe=True))
    return clark, edits


def _in_tei(attribute: str, element: str) -> str | None:
    """Return the attribute that an element of TEI has for one of HTML or TEI P4."""
    known = ATTRIBUTES.get(attribute)
    names = dict(known.attributes) if known else {}
    return names.get(element) or names.get("*")


def _in_both_tags(
    written: Written, tag: Tag, local: str, added: str = "", *, is_safe: bool
) -> Iterator[Edit]:
    """Write another name in both tags of an element, its prefix kept, and attributes behind it."""
    prefix, colon, _ = tag.name.rpartition(":")
    name = f"{prefix}{colon}{local}"
    yield written.edit(*tag.opening, name + added, is_safe=is_safe)
    if tag.closing is not None:
        yield written.edit(*tag.closing, name, is_safe=is_safe)


def _attribute(written: Written, attribute: Attribute, name: str, *, is_safe: bool) -> Edit:
    """Write another name of an attribute."""
    end = attribute.begin + len(attribute.name)
    return written.edit(attribute.begin, end, name, is_safe=is_safe)


def equivalent_attribute(case: Case) -> Iterator[Edit]:
    """Write what TEI P5 has for an attribute of HTML or of TEI P4, if it takes the value."""
    tag, attribute = case.tag, case.attribute
    if tag is None or attribute is None or etree.QName(tag.element).namespace != TEI:
        return
    name = _in_tei(attribute.name, etree.QName(tag.element).localname)
    if name is None or name in case.attributes():
        return
    for schema in case.schemas:
        value = _value(case=case, schema=schema, attribute=attribute, name=name)
        if value is not None:
            yield _attribute(case.written, attribute, name, is_safe=True)
            yield from value
            return


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
            yield _attribute(case.written, attribute, written, is_safe=meant.is_sure)
            yield from _value(case=case, schema=schema, attribute=attribute, name=meant.text) or ()
            return


def _value(case: Case, schema: Schema, attribute: Attribute, name: str) -> list[Edit] | None:
    """Return the edit of the value that an attribute has, if it is to have another name.

    The list is empty where the value is right; None stands for one that can't be mended.
    """
    assert case.tag is not None
    element = str(case.tag.element.tag)
    if schema.alternatives.takes(element, name, attribute.value):
        return []
    meant = schema.alternatives.value(element, name, attribute.value)
    if meant is None or not meant.is_sure:
        return None
    return [case.written.value_edit(attribute, meant.text, is_safe=True)]
