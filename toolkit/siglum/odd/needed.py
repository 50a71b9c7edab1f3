"""Which classes, macros and datatypes a schema needs: those that its elements refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from .model import (
    Alternate,
    AttList,
    AttRef,
    ClassRef,
    ClassSpec,
    Content,
    DataRef,
    ElementRef,
    ElementSpec,
    EmbeddedRelaxNG,
    MacroRef,
    Sequence,
    Spec,
)
from .names import rng


def needed(specs: Mapping[str, Spec], start: Iterable[str]) -> dict[str, Spec]:
    """Return the elements, and all that they or the start refer to, directly or not."""
    subclasses: dict[str, list[str]] = {}
    for spec in specs.values():
        if isinstance(spec, ClassSpec) and spec.type == "model":
            for key in _classes(spec):
                subclasses.setdefault(key, []).append(spec.ident)
    ahead = [ident for ident, spec in specs.items() if isinstance(spec, ElementSpec)]
    ahead += [name for name in start if name in specs]
    found: set[str] = set()
    while ahead:
        ident = ahead.pop()
        if ident in found or ident not in specs:
            continue
        found.add(ident)
        ahead.extend(_leads_to(specs[ident], specs))
        ahead.extend(subclasses.get(ident, ()))
    return {ident: spec for ident, spec in specs.items() if ident in found}


def _leads_to(spec: Spec, specs: Mapping[str, Spec]) -> Iterator[str]:
    if isinstance(spec, ElementSpec | ClassSpec):
        yield from attribute_references(spec.attributes)
        for key in _classes(spec):
            parent = specs.get(key)
            if isinstance(parent, ClassSpec) and parent.type == "atts":
                yield key
    if not isinstance(spec, ClassSpec) and spec.content:
        yield from references(spec.content)


def _classes(spec: ElementSpec | ClassSpec) -> Iterator[str]:
    return (member.key for member in (spec.classes.members if spec.classes else ()))


def references(content: Content) -> Iterator[str]:
    """Yield the idents that a content model refers to."""
    match content:
        case Sequence(items=items) | Alternate(items=items):
            for item in items:
                yield from references(item)
        case ElementRef(key=key) | ClassRef(key=key) | MacroRef(key=key):
            yield key
        case DataRef(key=str(key)):
            yield key
        case EmbeddedRelaxNG(element=element):
            yield from pattern_references(element)


def pattern_references(element: etree._Element) -> Iterator[str]:
    """Yield the idents whose patterns a RELAX NG pattern refers to."""
    for reference in element.iter(rng("ref")):
        yield from referred_idents(reference)


def outer_references(element: etree._Element) -> Iterator[list[str]]:
    """Yield, for each reference outside of elements that a pattern defines, what it may mean."""
    if element.tag == rng("ref"):
        yield list(referred_idents(element))
    elif element.tag != rng("element"):
        for child in element:
            yield from outer_references(child)


def referred_idents(reference: etree._Element) -> Iterator[str]:
    """Yield the idents that the name in a RELAX NG reference may stand for."""
    name = reference.get("name", "")
    yield name
    yield name.removesuffix(".attributes")
    yield name.partition(".attribute.")[0]
    yield name.rpartition("_")[0]


def attribute_references(attributes: AttList) -> Iterator[str]:
    """Yield the datatypes and classes that a list of attributes refers to."""
    for member in attributes.members:
        if isinstance(member, AttList):
            yield from attribute_references(member)
        elif isinstance(member, AttRef):
            yield member.class_
        elif member.datatype is not None:
            yield from references(member.datatype.content)
