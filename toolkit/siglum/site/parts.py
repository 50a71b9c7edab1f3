"""Long documents: which of their divisions, and of their paragraphs, begin a page of their own."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from siglum.edition.document import XML_ID
from siglum.render.outputs import View
from siglum.site.divisions import BESIDE, divided, length, name
from siglum.site.stretches import cut

PART = "{https://siglum.invalid/ns}part"
"""The attribute that tells the stylesheets where a page begins: its part's name."""

SUPPLEMENTS = "supplements"
"""The name of the page with what a document has beside its text."""

# In characters of text: what stays on one page, and what is split within.
_SHORT = 50_000
_LONG = 250_000
_NAME = 50  # characters of an xml:id that is the name of a part

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
        its heading with the first of its parts; where it has no divisions, between its paragraphs
        (`stretches.cut`).
        """
        if length(root) < _SHORT:
            return WHOLE
        begins = cut(root, list(divided(root, _LONG)), longest=_LONG, wanted=_SHORT)
        if len(begins) < 2:
            return WHOLE
        names = dict(zip(begins, _names(begins), strict=True))
        part = names[begins[0]]
        starts: dict[int, str] = {}
        by_id: dict[str, str] = {}
        for place, element in enumerate(root.iter("*")):
            if element in names:
                part = starts[place] = names[element]
            if (identifier := element.get(XML_ID)) is not None:
                by_id.setdefault(identifier, part)
        for child in root:
            if name(child) in {"teiHeader", *BESIDE}:
                for element in child.iter("*"):
                    if (identifier := element.get(XML_ID)) is not None:
                        by_id.pop(identifier, None)
                        if name(child) in BESIDE:
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


def _names(divisions: list[etree._Element]) -> list[str]:
    """Return a name for each division: its xml:id where it can be told from others, or a number."""
    names: list[str] = []
    taken = set(_TAKEN)
    for number, division in enumerate(divisions, 1):
        identifier = division.get(XML_ID, "")
        is_name = identifier.isascii() and identifier.isidentifier() and len(identifier) <= _NAME
        if not is_name or identifier.lower() in taken:
            identifier = str(number)
        taken.add(identifier.lower())
        names.append(identifier)
    return names
