"""Where a text of a source stands in its file, to the character."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from siglum.edition.document import Document
from siglum.findings.diagnostics import Span
from siglum.proof.claims import walk

_AROUND = 30
_INK = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Place:
    """A character of a text: where it stands, and the words on both sides."""

    span: Span
    before: str
    after: str


def places(document: Document, wanted: Mapping[int, int]) -> dict[int, Place]:
    """Return the places of some texts, each from one of its characters on.

    Texts are numbered as in `claims.claimed`, characters of a text without its white space. In a
    document that includes others the place is that of the element.
    """
    found: dict[int, Place] = {}
    number = -1
    for event, node, text in walk(document.root):
        if not text.strip():
            continue
        number += 1
        if number in wanted:
            at = _offset(text, wanted[number])
            before = " ".join(text[max(0, at - _AROUND) : at].split())
            after = " ".join(text[at : at + _AROUND].split())
            span = _span(
                document=document,
                node=node,
                at=at,
                length=max(1, len(after)),
                after=event != "start",
            )
            found[number] = Place(span, before, after)
    return found


def _span(document: Document, node: etree._Element, at: int, length: int, *, after: bool) -> Span:
    """Return the place of a character of the text in a node, or after it."""
    if not document.is_assembled:
        place = document.positions.of_character(node, at, after=after, length=length)
        if place is not None:
            return Span.of(document.path, place)
    owner = node.getparent() if after else node
    assert owner is not None, "text stands in an element"
    return document.span(owner)


def _offset(text: str, count: int) -> int:
    """Return the offset of the character that `count` others, white space left out, precede."""
    for found in _INK.finditer(text):
        if count == 0:
            return found.start()
        count -= 1
    return len(text)
