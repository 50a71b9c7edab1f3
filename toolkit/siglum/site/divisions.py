"""The divisions of a text (TEI Guidelines, 4.1), and the parts of a document around them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum.edition.document import TEI

DIVISIONS = frozenset({"div", *(f"div{level}" for level in range(8))})
AROUND = frozenset({"TEI", "teiCorpus", "text", "group", "front", "body", "back"})
BESIDE = frozenset({"facsimile", "sourceDoc", "standOff"})

_HOLDS_PROSE = frozenset({"front", "body", "back"})


def divided(element: etree._Element, longest: int) -> Iterator[etree._Element]:
    """Yield the elements that divide what is in an element, in their order.

    They are divisions; those of more than `longest` characters are divided in their turn, and the
    first of their divisions is not yielded besides them. A body with so many characters before its
    first division is one too.
    """
    for child in element:
        if _is_division(child):
            inner = list(divided(child, longest)) if length(child) > longest else []
            yield child
            yield from inner[1:]
        elif name(child) in AROUND:
            inner = list(divided(child, longest))
            if name(child) in _HOLDS_PROSE and _length_before(inner, child) > longest:
                yield child
            yield from inner


def name(element: etree._Element) -> str:
    """Return the name of a TEI element; of another vocabulary's, with its namespace."""
    tag = element.tag
    return tag.removeprefix(f"{{{TEI}}}") if isinstance(tag, str) else ""


def length(element: etree._Element) -> int:
    """Return how many characters the text of an element has."""
    return sum(map(len, element.itertext("*")))


def _is_division(element: etree._Element) -> bool:
    parent = element.getparent()
    around = name(parent) if parent is not None else ""
    return name(element) in DIVISIONS or (around, name(element)) in {
        ("teiCorpus", "TEI"),
        ("group", "text"),
    }


def _length_before(divisions: list[etree._Element], element: etree._Element) -> int:
    """Return how much text an element has before the first of some divisions in it."""
    if not divisions:
        return length(element)
    found = 0
    for child in element.iterchildren("*"):
        if child is divisions[0] or child in divisions[0].iterancestors():
            break
        found += length(child)
    return found
