"""A schema's rules as one file of ISO Schematron (ISO/IEC 19757-3).

It has the constraints of the customization and of the TEI parts that it selects, a warning for each
use of something deprecated, and the checks of anyElement/@require. The query binding is xslt3: only
an XPath parser could tell whether a rule needs less, and XPath 3.1 has all that 2.0 has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from .deprecations import deprecations
from .model import Alternate, AnyElement, Content, Sequence
from .names import SCH, sch
from .prose import description
from .rules import Rules
from .schema import Schema

XSL = "http://www.w3.org/1999/XSL/Transform"

_PREFIX = re.compile(r"[^\W\d][\w.-]*")
_ORDER = ("let", "phase", "pattern", "diagnostics", "properties")
_MERGED = ("diagnostics", "properties")


@dataclass(frozen=True, slots=True)
class RulesFile:
    """A file of rules as text, and its root element."""

    text: str
    root: etree._Element
    origins: Mapping[etree._Element, etree._Element]
    """For each copied element of the file, its original in the customization."""


def schematron_file(schema: Schema, made_by: str) -> RulesFile:
    """Return the rules of a schema as a file. The same schema gives the same bytes."""
    rules = Rules(schema)
    parts = [*rules.parts(), *deprecations(schema, rules), *_required(schema, rules)]
    nsmap = {p: uri for p, uri in rules.bound.items() if _PREFIX.fullmatch(p)} | {"sch": SCH}
    root = etree.Element(sch("schema"), {"queryBinding": "xslt3"}, nsmap=nsmap)
    words = f"{schema.ident}: made by {made_by}; do not edit."
    root.append(etree.Comment(f" {words.replace('--', '- -')} "))
    title = description(schema.docs, schema.doc_languages)
    etree.SubElement(root, sch("title")).text = title or f"The rules of {schema.ident}"
    root.extend(rules.namespaces())
    root.extend(_ordered(parts))
    if next(root.iter(sch("pattern")), None) is None:
        root.append(etree.Comment(" The schema has no rules. "))
    top = {} if "xsl" in nsmap else {"xsl": XSL}
    etree.cleanup_namespaces(root, top_nsmap=top, keep_ns_prefixes=list(nsmap))
    etree.indent(root)
    text: str = etree.tostring(root, encoding="unicode")
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
    return RulesFile(text, root, rules.origins)


def _ordered(parts: list[etree._Element]) -> Iterator[etree._Element]:
    """Yield the parts in the order of sch:schema: elements of XSLT first, then kind by kind."""
    kinds = {sch(kind): kind for kind in _ORDER}
    yield from (part for part in parts if part.tag not in kinds)
    for tag, kind in kinds.items():
        same = [part for part in parts if part.tag == tag]
        if kind in _MERGED and same:
            for other in same[1:]:
                same[0].extend(other)
            same = same[:1]
        yield from same


def _required(schema: Schema, rules: Rules) -> Iterator[etree._Element]:
    for element in schema.elements.values():
        for content in _any_elements(element.content):
            if content.require:
                yield rules.required_namespaces(element, content)


def _any_elements(content: Content | None) -> Iterator[AnyElement]:
    match content:
        case AnyElement():
            yield content
        case Sequence(items=items) | Alternate(items=items):
            for item in items:
                yield from _any_elements(item)
