"""Write resolved content models and datatypes with the elements of ODD again."""

from __future__ import annotations

import copy

from lxml import etree

from .model import (
    Alternate,
    AnyElement,
    ClassRef,
    Content,
    DataRef,
    ElementRef,
    EmbeddedRelaxNG,
    Empty,
    MacroRef,
    MacroSpec,
    Sequence,
    TextNode,
    ValList,
)
from .names import rng, tei
from .schema import Schema


def add_content(parent: etree._Element, content: Content) -> None:
    """Append a content model in the elements of ODD (TEI P5, chapter 23.5.2)."""
    match content:
        case Empty():
            etree.SubElement(parent, tei("empty"))
        case TextNode():
            etree.SubElement(parent, tei("textNode"))
        case AnyElement():
            _occurring(parent, "anyElement", content)
        case Sequence(items=items):
            group = _occurring(parent, "sequence", content)
            if not content.preserve_order:
                group.set("preserveOrder", "false")
            for item in items:
                add_content(group, item)
        case Alternate(items=items):
            group = _occurring(parent, "alternate", content)
            for item in items:
                add_content(group, item)
        case ElementRef(key=key):
            _occurring(parent, "elementRef", content).set("key", key)
        case MacroRef(key=key):
            _occurring(parent, "macroRef", content).set("key", key)
        case ClassRef():
            _class(parent, content)
        case DataRef():
            _data(parent, content)
        case ValList(items=values):
            written = etree.SubElement(parent, tei("valList"))
            for value in values:
                etree.SubElement(written, tei("valItem"), ident=value.value)
        case EmbeddedRelaxNG(element=pattern):
            copied = copy.deepcopy(pattern)
            copied.tail = None
            parent.append(copied)


def allows_text(schema: Schema, content: Content, macros: frozenset[str] = frozenset()) -> bool:
    """Say whether a content model allows text; `macros` are those that were visited already."""
    match content:
        case TextNode() | DataRef() | ValList():
            return True
        case Sequence(items=items) | Alternate(items=items):
            return any(allows_text(schema, item, macros) for item in items)
        case MacroRef(key=key) if key not in macros:
            spec = schema.specs.get(key)
            model = spec.content if isinstance(spec, MacroSpec) else None
            return model is not None and allows_text(schema, model, macros | {key})
        case EmbeddedRelaxNG(element=pattern):
            return next(pattern.iter(rng("text"), rng("data"), rng("mixed")), None) is not None
        case _:
            return False


def _class(parent: etree._Element, content: ClassRef) -> None:
    reference = _occurring(parent, "classRef", content)
    reference.set("key", content.key)
    if content.expand != "alternate":
        reference.set("expand", content.expand)
    if content.include:
        reference.set("include", " ".join(content.include))
    if content.except_:
        reference.set("except", " ".join(content.except_))


def _data(parent: etree._Element, content: DataRef) -> None:
    reference = _occurring(parent, "dataRef", content)
    for name in ("key", "name", "ref", "restriction"):
        value = getattr(content, name)
        if value is not None:
            reference.set(name, value)
    for name, value in content.facets:
        etree.SubElement(reference, tei("dataFacet"), name=name, value=value)


def _occurring(
    parent: etree._Element,
    tag: str,
    content: AnyElement | Sequence | Alternate | ElementRef | ClassRef | MacroRef | DataRef,
) -> etree._Element:
    element = etree.SubElement(parent, tei(tag))
    if content.min != 1:
        element.set("minOccurs", str(content.min))
    if content.max != 1:
        element.set("maxOccurs", "unbounded" if content.max is None else str(content.max))
    return element
