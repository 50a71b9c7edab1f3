"""What the rules ask of an element: questions about TEI, answered from the source alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from siglum.edition.document import TEI, XML_ID

# What is asked of a parent is asked again for each of its children, however many: such questions
# remember their last answer.

_APP, _LEM, _RDG, _RDG_GRP = (f"{{{TEI}}}{name}" for name in ("app", "lem", "rdg", "rdgGrp"))
_LIST_APP = f"{{{TEI}}}listApp"
_LOCATED = {"loc", "from", "to"}
_PROSE = {"p", "ab", "l", "lg", "head", "seg"}
_PRINTED = {"sic", "orig", "abbr", "am"}
_EDITED = {"corr", "reg", "expan", "ex"}
_SUPPLEMENTS = {"facsimile", "sourceDoc", "standOff"}
_PARTS = {"text", "teiHeader", *_SUPPLEMENTS}
# An entry of data keeps its notes, and so does a note.
_KEEPING = """
    note bibl biblStruct biblFull app witness msDesc person place org event object nym entry
    entryFree relation teiHeader standOff
"""
_KEEPS_NOTES = frozenset(_KEEPING.split())
_DIVISIONS = {"front", "body", "back", "group", "div", *(f"div{depth}" for depth in range(8))}
_XML_SPACE = " \t\r\n"
_AMONG_NOTES = {"note", "head", "pb", "cb", "lb", "milestone", "fw", "noteGrp"}


def is_header(element: etree._Element) -> bool:
    """Say whether a header is that of the whole document."""
    parent = element.getparent()
    return (
        parent is not None
        and parent.getparent() is None
        and _name(parent) in {"TEI", "teiCorpus"}
        and parent.find(f"{{{TEI}}}teiHeader") is element
    )


def is_supplement(element: etree._Element) -> bool:
    """Say whether an element stands beside the text of the document, as a facsimile does."""
    parent = element.getparent()
    return (
        parent is not None
        and parent.getparent() is None
        and _name(parent) == "TEI"
        and _name(element) in _SUPPLEMENTS
        and parent.find(f"{{{TEI}}}text") is not None
    )


def is_in_text(element: etree._Element) -> bool:
    """Say whether an element is of the text that views differ in, not of data about it."""
    return not any(
        _name(around) in {"teiHeader", "standOff"} or is_supplement(around)
        for around in element.iterancestors()
    )


def part_of_document(element: etree._Element) -> etree._Element | None:
    """Return the outermost text, header or other part of a document that an element is of."""
    around = (element, *element.iterancestors())
    *_, outermost = (None, *(each for each in around if _name(each) in _PARTS))
    return outermost


def is_footnote(note: etree._Element) -> bool:
    """Say whether a note stands apart from the text: not in its line, and not within data."""
    return (
        is_in_text(note)
        and note.get("place") != "inline"
        and not _is_paragraph(note)
        and not any(_name(around) in _KEEPS_NOTES for around in note.iterancestors())
        and not _is_among_notes(note)
    )


def is_editorial(note: etree._Element) -> bool:
    """Say whether a note is of the type editorial, or its hand is an editor of this edition."""
    if note.get("place") == "inline" or not is_in_text(note):
        return False
    return note.get("type") == "editorial" or any(
        _name(editor.getparent()) in {"titleStmt", "editionStmt"} for editor in _editors(note)
    )


def is_edited_half(element: etree._Element) -> bool:
    """Say whether an element is what editors set beside the printed half of a choice."""
    choice = element.getparent()
    return _name(element) in _EDITED and _is_edited(choice) and is_in_text(element)


def is_unread(element: etree._Element) -> bool:
    """Say whether an alternative of a choice is one that the reading view does not take.

    It takes the first form that editors hold right: a correction of high or unstated certainty, a
    regularization, an expanded sign. Where there is none it takes what is printed, and where
    editors have not spoken, what stands first.
    """
    choice = element.getparent()
    assert choice is not None, "an alternative stands in a choice"
    if not is_in_text(element):
        return False
    if not _is_edited(choice):
        return next(element.itersiblings("*", preceding=True), None) is not None
    applied = _applied(choice)
    return _name(element) in _EDITED if applied is None else element is not applied


def is_expanded(abbreviation: etree._Element) -> bool:
    """Say whether an abbreviation stands in a choice with its expansion."""
    choice = abbreviation.getparent()
    return "expan" in _children(choice) and is_in_text(abbreviation)


def is_variant(element: etree._Element) -> bool:
    """Say whether a part of an apparatus entry is not what the text shows of it.

    The entry stands in the text for its place in it (parallel segmentation); the text shows its
    lemma, else its first reading.
    """
    entry = next(element.iterancestors(_APP), None)
    if entry is None or _LOCATED & set(entry.keys()) or _is_listed(entry):
        return False
    lemma = _lemma(entry)
    return lemma is not None and element is not lemma and element not in lemma.iterancestors()


def is_entry_beside_text(entry: etree._Element) -> bool:
    """Say whether an apparatus entry names its place in a text, and stands within that text."""
    names = {_name(around) for around in entry.iterancestors("*")}
    return (
        bool(_LOCATED & set(entry.keys()) and _PROSE & names)
        and "note" not in names
        and not _is_listed(entry)
    )


def _is_listed(entry: etree._Element) -> bool:
    return not is_in_text(entry) or next(entry.iterancestors(_LIST_APP), None) is not None


@lru_cache(maxsize=1)
def _lemma(entry: etree._Element) -> etree._Element | None:
    own = list(_readings(entry))
    return next((reading for reading in own if reading.tag == _LEM), next(iter(own), None))


def _readings(group: etree._Element) -> Iterator[etree._Element]:
    """Yield the readings of an apparatus entry, or of a group in one."""
    for child in group.iterchildren(_LEM, _RDG, _RDG_GRP):
        if child.tag == _RDG_GRP:
            yield from _readings(child)
        else:
            yield child


def _is_paragraph(note: etree._Element) -> bool:
    """Say whether a note is a remark between paragraphs, which is on none of them."""
    said = any(note.get(name) is not None for name in ("place", "target", "resp"))
    return _name(note.getparent()) in _DIVISIONS and not said and note.get("type") != "editorial"


def _is_among_notes(note: etree._Element) -> bool:
    """Say whether a note stands in a division of notes, where the source itself has moved it."""
    parent = note.getparent()
    return parent is not None and (_name(parent) == "noteGrp" or _holds_notes_only(parent))


@lru_cache(maxsize=1)
def _holds_notes_only(parent: etree._Element) -> bool:
    texts = [parent.text, *(child.tail for child in parent)]
    return (
        _name(parent) not in {"p", "ab"}
        and _children(parent) <= _AMONG_NOTES
        and not any(text and text.strip(_XML_SPACE) for text in texts)
    )


@lru_cache(maxsize=1)
def _applied(choice: etree._Element) -> etree._Element | None:
    return next(filter(_is_applied, choice.iterchildren("*")), None)


def _is_applied(alternative: etree._Element) -> bool:
    name = _name(alternative)
    return name in {"reg", "ex"} or (name == "corr" and alternative.get("cert", "high") == "high")


@lru_cache(maxsize=1)
def _is_edited(choice: etree._Element | None) -> bool:
    names = _children(choice)
    return bool(names & _PRINTED and names & _EDITED)


def _editors(note: etree._Element) -> Iterator[etree._Element]:
    """Yield the editors that a note's @resp points to in the headers above it."""
    identifiers = {pointer[1:] for pointer in note.get("resp", "").split() if pointer[:1] == "#"}
    for around in note.iterancestors(f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus") if identifiers else ():
        for header in around.iterchildren(f"{{{TEI}}}teiHeader"):
            for editor in header.iter(f"{{{TEI}}}editor"):
                if editor.get(XML_ID) in identifiers:
                    yield editor


def _children(element: etree._Element | None) -> set[str]:
    return set() if element is None else {_name(child) for child in element.iterchildren("*")}


def _name(element: etree._Element | None) -> str:
    """Return the name of a TEI element, nothing for another's."""
    namespace, _, name = (element.tag if element is not None else "").rpartition("}")
    return name if namespace == "{" + TEI else ""
