"""Deletions from one place to another (delSpan; TEI Guidelines, 12.3.1.4), read from the source.

Such a span is no element: it begins after a delSpan and goes to the end of the element that its
@spanTo names, whatever begins or ends between.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from siglum.edition.document import TEI, XML_ID
from siglum.proof.markup import part_of_document
from siglum.proof.rules import rules_for
from siglum.proof.scopes import Scope

DEL_SPAN = f"{{{TEI}}}delSpan"

_NOT_BEGUN = -1


@dataclass(slots=True)
class Spans:
    """The spans of a document, found while its elements end one after the other."""

    closed: list[Scope] = field(default_factory=list)
    """In the order of their ends. What ends before it begins, or in another part, is no span."""
    _at: dict[etree._Element, list[Scope]] = field(default_factory=dict)
    """The spans that begin or end with an element."""

    @classmethod
    def of(cls, root: etree._Element) -> Spans:
        """Find the elements with which spans begin and end."""
        made = cls()
        starts = list(root.iter(DEL_SPAN))
        ends = _first_with_ids(root, {pointed for start in starts if (pointed := _target(start))})
        for start in starts:
            end = ends.get(_target(start))
            if end is not None and part_of_document(end) is part_of_document(start):
                scope = Scope(
                    element=start, rules=rules_for(start), first=_NOT_BEGUN, end=_NOT_BEGUN
                )
                made._at.setdefault(end, []).append(scope)
                made._at.setdefault(start, []).append(scope)
        return made

    def element_ends(self, element: etree._Element, count: int) -> None:
        """Take note that an element ends after `count` texts of the document."""
        for scope in self._at.get(element, ()):
            if scope.element is element:
                scope.first = count
            elif scope.first != _NOT_BEGUN:
                scope.end = count
                self.closed.append(scope)


def _target(start: etree._Element) -> str:
    """Return the xml:id that a delSpan points to; nothing for one that points elsewhere."""
    pointer, *_ = [*start.get("spanTo", "").split(), ""]
    return pointer[1:] if pointer.startswith("#") else ""


def _first_with_ids(root: etree._Element, ids: set[str]) -> dict[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    for element in root.iter("*") if ids else ():
        identifier = element.get(XML_ID, "")
        if identifier in ids:
            found.setdefault(identifier, element)
    return found
