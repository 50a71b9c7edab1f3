"""Remove references from content models to what is not in the schema.

TEI P5 (23.3.1) lets a customization leave out what the content models of other elements refer to,
and does not say what becomes of these models. This follows the TEI Stylesheets: a reference to
nothing is removed, and its container becomes empty if nothing else is in it. In a specification
that the customization itself changes, a container that becomes empty is removed, too.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Set
from dataclasses import replace

from lxml import etree

from .model import (
    Alternate,
    ClassRef,
    Content,
    DataRef,
    ElementRef,
    EmbeddedRelaxNG,
    Empty,
    MacroRef,
    Sequence,
)
from .names import RNG, local, rng

Known = Callable[[str], bool]
"""Says whether a name is one of the schema."""


def prune(content: Content, known: Known, patterns: Known) -> Content:
    """Return a content model without references to what is not in the schema.

    `known` says which names a content model can refer to, `patterns` which ones RELAX NG in it
    can: those may have the suffixes of model and attribute classes.
    """
    return _pruned(content, known, patterns) or Empty()


def _pruned(content: Content, known: Known, patterns: Known) -> Content | None:
    match content:
        case ElementRef(key=key) | ClassRef(key=key) | MacroRef(key=key):
            return content if known(key) else None
        case DataRef(key=str(key)):
            return content if known(key) else None
        case Sequence(items=items):
            kept = [
                item
                for item in (_pruned(item, known, patterns) for item in items)
                if item is not None
            ]
            kept = [item for item in kept if not isinstance(item, Empty)]
            return replace(content, items=tuple(kept)) if kept else Empty()
        case Alternate(items=items):
            kept = [
                item
                for item in (_pruned(item, known, patterns) for item in items)
                if item is not None
            ]
            if all(isinstance(item, Empty) for item in kept):
                return Empty()
            return replace(content, items=tuple(kept))
        case EmbeddedRelaxNG(element=element):
            pattern = _pattern(copy.deepcopy(element), patterns)
            return None if pattern is None else EmbeddedRelaxNG(pattern)
    return content


def dangling(content: Content, known: Known) -> Iterator[str]:
    """Yield the names that a content model refers to and that are not known."""
    match content:
        case Sequence(items=items) | Alternate(items=items):
            for item in items:
                yield from dangling(item, known)
        case ElementRef(key=key) | ClassRef(key=key) | MacroRef(key=key):
            if not known(key):
                yield key
        case DataRef(key=str(key)):
            if not known(key):
                yield key
        case EmbeddedRelaxNG(element=element):
            for reference in element.iter(rng("ref")):
                if not _is_pattern(reference.get("name", ""), known):
                    yield reference.get("name", "")


def simplify(content: Content, deleted: Set[str]) -> Content:
    """Return a content model without references to what is deleted, nor parts left empty."""
    return _simplified(content, deleted) or Empty()


def _simplified(content: Content, deleted: Set[str]) -> Content | None:
    match content:
        case ElementRef(key=key) | ClassRef(key=key) | MacroRef(key=key):
            return None if key in deleted else content
        case Sequence(items=items) | Alternate(items=items):
            kept = [_simplified(item, deleted) for item in items]
            left = tuple(item for item in kept if item is not None)
            return replace(content, items=left) if left else None
    return content


_CONTAINERS = frozenset(map(rng, ("choice", "group", "interleave", "mixed", "list")))
_OCCURRENCES = frozenset(map(rng, ("optional", "zeroOrMore", "oneOrMore")))


def _pattern(element: etree._Element, known: Known) -> etree._Element | None:
    """Return a RELAX NG pattern without dangling references; None if nothing is left of it."""
    if element.tag == rng("ref"):
        return element if _is_pattern(element.get("name", ""), known) else None
    for child in list(element.iterchildren(f"{{{RNG}}}*")):
        kept = _pattern(child, known)
        if kept is None:
            element.remove(child)
        elif kept is not child:
            element.replace(child, kept)
    if next(element.iterchildren(f"{{{RNG}}}*"), None) is None:
        if element.tag in _OCCURRENCES:
            return None
        if element.tag in _CONTAINERS:
            return etree.Element(rng("empty"))
        if local(element) in ("element", "attribute", "except") and element.tag != rng("except"):
            etree.SubElement(element, rng("empty"))
    return element


_SUFFIXES = tuple(
    f"_{expand}"
    for expand in (
        "alternation",
        "sequence",
        "sequenceOptional",
        "sequenceRepeatable",
        "sequenceOptionalRepeatable",
    )
)


def _is_pattern(name: str, known: Known) -> bool:
    """Say whether a RELAX NG name is one that the schema defines."""
    if known(name):
        return True
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and known(name.removesuffix(suffix)):
            return True
    return known(name.removesuffix(".attributes")) or known(name.partition(".attribute.")[0])
