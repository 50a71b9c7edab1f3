"""Long documents: which of their divisions begin a page of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from siglum.document import TEI, XML_ID
from siglum.transform.views import View

PART = "{https://siglum.invalid/ns}part"
"""The attribute that tells the stylesheets where a page begins: its part's name."""

SUPPLEMENTS = "supplements"
"""The name of the page with what a document has beside its text."""

# In characters of text: what stays on one page, and what is split at its own divisions.
_SHORT = 50_000
_LONG = 250_000

_DIVISIONS = frozenset({"div", *(f"div{level}" for level in range(8))})
_AROUND = frozenset({"TEI", "teiCorpus", "text", "group", "front", "body", "back"})
_BESIDE = frozenset({"facsimile", "sourceDoc", "standOff"})
_TAKEN = frozenset({SUPPLEMENTS, *View})


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a document in their order; none where it stays on one page."""

    starts: dict[int, str]
    """Each part's name, by the place of its division among all elements of the document."""
    by_id: dict[str, str]
    """The part where each xml:id stands; an id of the header is not there."""

    @classmethod
    def of(cls, root: etree._Element) -> Parts:
        """Divide a document at the divisions of its text.

        A document of few characters stays whole. A division of very many is divided in its turn,
        its heading with the first of its parts.
        """
        if _length(root) < _SHORT:
            return WHOLE
        divisions = list(_divided(root))
        if len(divisions) < 2:
            return WHOLE
        names = dict(zip(divisions, _names(divisions), strict=True))
        part = names[divisions[0]]
        starts: dict[int, str] = {}
        by_id: dict[str, str] = {}
        for place, element in enumerate(root.iter("*")):
            if element in names:
                part = starts[place] = names[element]
            if (identifier := element.get(XML_ID)) is not None:
                by_id.setdefault(identifier, part)
        for child in root:
            if _name(child) in {"teiHeader", *_BESIDE}:
                for element in child.iter("*"):
                    if (identifier := element.get(XML_ID)) is not None:
                        by_id.pop(identifier, None)
                        if _name(child) in _BESIDE:
                            by_id[identifier] = SUPPLEMENTS
        return cls(starts, by_id)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts, in their order."""
        return tuple(self.starts.values())

    def mark(self, tree: etree._ElementTree) -> None:
        """Mark the divisions in a tree of the same elements as the document's."""
        for place, element in enumerate(tree.getroot().iter("*") if self.starts else ()):
            if place in self.starts:
                element.set(PART, self.starts[place])


WHOLE = Parts({}, {})
"""A document that stays on one page."""


def _divided(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if _is_division(child):
            inner = list(_divided(child)) if _length(child) > _LONG else []
            yield child
            yield from inner[1:]
        elif _name(child) in _AROUND:
            yield from _divided(child)


def _is_division(element: etree._Element) -> bool:
    parent = element.getparent()
    around = _name(parent) if parent is not None else ""
    return _name(element) in _DIVISIONS or (around, _name(element)) in {
        ("teiCorpus", "TEI"),
        ("group", "text"),
    }


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.removeprefix(f"{{{TEI}}}") if isinstance(tag, str) else ""


def _length(element: etree._Element) -> int:
    return sum(map(len, element.itertext("*")))


def _names(divisions: list[etree._Element]) -> list[str]:
    """Return a name for each division: its xml:id where it can be told from others, or a number."""
    names: list[str] = []
    taken = set(_TAKEN)
    for number, division in enumerate(divisions, 1):
        name = division.get(XML_ID, "")
        if not (name.isascii() and name.isidentifier()) or name.lower() in taken:
            name = str(number)
        taken.add(name.lower())
        names.append(name)
    return names
