"""What a rendering may do to a text besides showing it in its place.

The table is the policy of the views seen from the source: whose text may be shown elsewhere
(moved) or not be shown (withheld), in which views and formats. What no row allows is a fault, and
none allows a text to be shown twice. Nothing here knows of the stylesheets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from siglum.edition.document import TEI
from siglum.proof import markup
from siglum.render.outputs import Format, View


class Kind(StrEnum):
    """What may happen to the text of an element."""

    MOVED = "moved"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that may happen to the text of certain elements."""

    id: str
    kind: Kind
    names: str
    """The elements, white space between them.

    They are given by their TEI names, as in "del" or "choice/*", or with a prefix of another
    vocabulary's, as in "svg:desc".
    """
    words: str
    """What happens, and to what, in a phrase."""
    views: frozenset[View] = frozenset(View)
    formats: frozenset[Format] = frozenset(Format)
    when: Callable[[etree._Element], bool] = lambda _: True
    """Which of the elements, by what they are and where they stand in the source."""

    def holds(self, view: View, format: Format, kinds: tuple[Kind, ...]) -> bool:
        """Say whether this is a rule of one of some kinds, in force for an output."""
        return self.kind in kinds and view in self.views and format in self.formats


_MOVED, _WITHHELD = Kind.MOVED, Kind.WITHHELD
_TRANSCRIPT, _READING, _CRITICAL = (frozenset({view}) for view in View)
_HTML = frozenset(format for format in Format if format.is_page)
_LINES = frozenset(Format) - _HTML

RULES = (
    Rule(
        id="header",
        kind=_MOVED,
        names="teiHeader",
        words="the document's header follows its text",
        formats=_HTML,
        when=markup.is_header,
    ),
    Rule(
        id="header",
        kind=_WITHHELD,
        names="teiHeader",
        words="the document's header is no part of its text",
        formats=_LINES,
        when=markup.is_header,
    ),
    Rule(
        id="supplements",
        kind=_MOVED,
        names="facsimile sourceDoc standOff",
        words="what stands beside the text follows it",
        when=markup.is_supplement,
    ),
    Rule(
        id="note",
        kind=_MOVED,
        names="note",
        words="the notes stand together; a number stands in the place of each",
        when=markup.is_footnote,
    ),
    Rule(
        id="editorial-note",
        kind=_WITHHELD,
        names="note",
        words="editors' notes are in the critical view",
        views=_TRANSCRIPT | _READING,
        when=markup.is_editorial,
    ),
    Rule(
        id="choice",
        kind=_WITHHELD,
        names="choice/*",
        words="of a choice, the transcript has what is printed",
        views=_TRANSCRIPT,
        when=markup.is_edited_half,
    ),
    Rule(
        id="choice",
        kind=_WITHHELD,
        names="choice/*",
        words="of a choice, the reading view has one alternative",
        views=_READING,
        when=markup.is_unread,
    ),
    Rule(
        id="abbreviation",
        kind=_MOVED,
        names="choice/abbr",
        words="an abbreviation that is expanded follows its expansion",
        views=_READING,
        when=markup.is_expanded,
    ),
    Rule(
        id="apparatus",
        kind=_WITHHELD,
        names="app/* rdgGrp/*",
        words="of an apparatus entry, the text has the lemma, else the first reading",
        views=_TRANSCRIPT | _READING,
        when=markup.is_variant,
    ),
    Rule(
        id="apparatus",
        kind=_MOVED,
        names="app/* rdgGrp/*",
        words="an apparatus entry is a note, but for its lemma",
        views=_CRITICAL,
        when=markup.is_variant,
    ),
    Rule(
        id="apparatus",
        kind=_WITHHELD,
        names="app",
        words="apparatus entries that name their place are in the critical view",
        views=_TRANSCRIPT | _READING,
        when=markup.is_entry_beside_text,
    ),
    Rule(
        id="apparatus",
        kind=_MOVED,
        names="app",
        words="an apparatus entry that names its place is a note",
        views=_CRITICAL,
        when=markup.is_entry_beside_text,
    ),
    Rule(
        id="deletion",
        kind=_WITHHELD,
        names="del",
        words="what is deleted is not read",
        views=_READING,
        when=markup.is_in_text,
    ),
    Rule(
        id="deletion",
        kind=_WITHHELD,
        names="delSpan",
        words="what is deleted up to where @spanTo points is not read",
        views=_READING,
        when=markup.is_in_text,
    ),
    Rule(
        id="surplus",
        kind=_WITHHELD,
        names="surplus",
        words="what is superfluous is not read",
        views=_READING,
        when=markup.is_in_text,
    ),
    Rule(
        id="forme-work",
        kind=_WITHHELD,
        names="fw",
        words="running heads and the like are not read",
        views=_READING,
        when=markup.is_in_text,
    ),
    Rule(
        id="program",
        kind=_WITHHELD,
        names="svg:script svg:style svg:metadata html:script html:style"
        " math:annotation math:annotation-xml",
        words="what a drawing, a formula or a piece of HTML has for programs is no text",
    ),
    Rule(
        id="description",
        kind=_WITHHELD,
        names="svg:title svg:desc svg:defs",
        words="what a drawing has for those who can't see it is not displayed with it",
        formats=_HTML,
    ),
)

_NAMESPACES = {
    "": TEI,
    "svg": "http://www.w3.org/2000/svg",
    "html": "http://www.w3.org/1999/xhtml",
    "math": "http://www.w3.org/1998/Math/MathML",
}


def _by_pattern() -> dict[tuple[object, object], tuple[Rule, ...]]:
    """Return the rules by the tags of a parent and an element, "*" for any."""
    table: dict[tuple[object, object], tuple[Rule, ...]] = {}
    for rule in RULES:
        for pattern in rule.names.split():
            parent, _, name = pattern.rpartition("/")
            key = (_tag(parent), _tag(name))
            table[key] = (*table.get(key, ()), rule)
    return table


def _tag(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return "*" if name in ("", "*") else f"{{{_NAMESPACES[prefix]}}}{local}"


_BY_PATTERN = _by_pattern()


def rules_for(element: etree._Element) -> tuple[Rule, ...]:
    """Return the rules that speak of an element, in any output."""
    parent = element.getparent()
    tag, around = element.tag, None if parent is None else parent.tag
    found = [
        *_BY_PATTERN.get(("*", tag), ()),
        *_BY_PATTERN.get((around, tag), ()),
        *_BY_PATTERN.get((around, "*"), ()),
    ]
    return tuple(rule for rule in found if rule.when(element)) if found else ()
