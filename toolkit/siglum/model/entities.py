"""Entries of registers: persons, places, organisations, works, events, objects, terms, sources.

They may stand anywhere: in a register or a document, in standOff, in the header, in body or back,
in lists or alone in a file of their own.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from siglum.edition.document import TEI, XML_ID
from siglum.model import names
from siglum.model.coordinates import coordinates
from siglum.model.datings import dating, row_of
from siglum.model.guesses import Guesses
from siglum.model.rows import DateRow, EntityRow, EntryRow, IdentifierRow, NameRow, NoteRow
from siglum.model.surroundings import Here
from siglum.model.words import local, words

_KINDS = {
    "person": "person",
    "personGrp": "person",
    "persona": "person",
    "org": "org",
    "place": "place",
    "event": "event",
    "object": "object",
    "nym": "term",
    "category": "term",
    "interp": "term",
}
_TAGS = tuple(f"{{{TEI}}}{name}" for name in _KINDS)
_OF_TERMS = frozenset({"item", "term", "label", "gloss", "entry"})
"""Elements that are entries of terms when they stand in a register and have an xml:id."""
_OF_BOOKS = re.compile(r"bibl|liter|sekund|second|source|quelle|edition|sigl", re.IGNORECASE)
_NOTES = frozenset(
    {"note", "desc", "p", "ab", "occupation", "education", "faith", "nationality", "affiliation"}
    | {"residence", "socecStatus", "trait", "state", "gloss", "catDesc", "langKnowledge"}
)
_WITHOUT_DATES = frozenset({"note", "desc", "p", "ab", "linkGrp", "listEvent", "listRelation"})
_OUTER = ("analytic", "monogr", "series", "msIdentifier", "altIdentifier", "objectIdentifier")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def kind_of(here: Here, is_register: bool) -> str | None:
    """Return what kind of entry an element is by its name and place; None where it is no entry."""
    kind = _KINDS.get(here.name)
    if kind is not None:
        return kind
    if names.is_work(here.name):
        return _kind_of_text(here)
    if is_register and here.name in _OF_TERMS and here.around.part != "header":
        has_label = here.name != "item" or names.elements(here.element, "term")
        return "term" if has_label and here.element.get(XML_ID) else None
    return None


def _kind_of_text(here: Here) -> str:
    """Return “bibl” for a source of the edition or a book about its subject, else “work”."""
    around = here.element.getparent()
    said = here.element.get("type") or (around.get("type") if around is not None else None) or ""
    is_source = here.around.part == "header" or here.name == "msDesc"
    return "bibl" if is_source or _OF_BOOKS.match(said) else "work"


@dataclass(slots=True)
class Entities:
    """The entries of one document."""

    document: str
    is_register: bool
    guesses: Guesses
    entities: list[EntityRow] = field(default_factory=list)
    names: list[NameRow] = field(default_factory=list)
    dates: list[DateRow] = field(default_factory=list)
    identifiers: list[IdentifierRow] = field(default_factory=list)
    notes: list[NoteRow] = field(default_factory=list)
    entries: list[EntryRow] = field(default_factory=list)

    def read(self, here: Here, kind: str, xml_id: str) -> None:
        """Add the rows of an entry."""
        element = here.element
        numbers = dict(zip(element.iter("*"), count(here.number), strict=False))
        found = names.elements(element, kind)
        main = names.main(found)
        read, sort = names.forms(main) if main is not None else (words(element)[:200], "")
        point = coordinates(element) if kind == "place" else None
        for each in found:
            self._name(element=each, xml_id=xml_id, number=numbers[each], is_main=each is main)
        for child in element.iterchildren(f"{{{TEI}}}*"):
            self._field(here=here, child=child, xml_id=xml_id, numbers=numbers)
        self._identified(here=here, found=found, xml_id=xml_id, numbers=numbers)
        row = EntityRow(
            document=self.document,
            number=here.number,
            xml_id=xml_id,
            kind=kind,
            element=here.name,
            type=element.get("type") or element.get("role"),
            name=read,
            sort=sort or read,
            parent=here.around.entry,
            latitude=point.latitude if point else None,
            longitude=point.longitude if point else None,
            is_doubtful=point is not None and point.is_doubtful,
            is_register=self.is_register,
        )
        self.entities.append(row)
        self.entries.append(self._entry(here, xml_id))

    def _entry(self, here: Here, xml_id: str) -> EntryRow:
        """Return an entry as it is written, in the language that it stands in."""
        element = here.element
        tail, element.tail = element.tail, None
        entry = copy.deepcopy(element)
        element.tail = tail
        for inner in [*entry.iter(*_TAGS)]:
            outer = inner.getparent()
            if outer is not None and inner.get(XML_ID):
                _cut(inner, outer)
        around = (element, *element.iterancestors())
        language = next((each for each in around if each.get(_LANG) is not None), None)
        if language is not None:
            entry.set(_LANG, language.get(_LANG, ""))
        said = [each.get("source", "").split() for each in entry.iter("*")]
        sources = dict.fromkeys(one[1:] for some in said for one in some if one.startswith("#"))
        return EntryRow(
            document=self.document,
            number=here.number,
            entity=xml_id,
            xml=etree.tostring(entry, encoding="unicode"),
            sources=" ".join(sources),
        )

    def _name(self, element: etree._Element, xml_id: str, number: int, is_main: bool) -> None:
        around = next((each for each in _upwards(element) if each.get(_LANG)), None)
        row = NameRow(
            document=self.document,
            entity=xml_id,
            number=number,
            element=local(element),
            form=names.forms(element)[0],
            type=element.get("type"),
            language=None if around is None else around.get(_LANG),
            is_main=is_main,
        )
        self.names.append(row)

    def _field(
        self,
        here: Here,
        child: etree._Element,
        xml_id: str,
        numbers: dict[etree._Element, int],
    ) -> None:
        """Add the row of one child of an entry: a date, or words."""
        name = local(child)
        if name in _NOTES and (text := words(child)):
            number = numbers[child]
            row = NoteRow(
                document=self.document,
                entity=xml_id,
                number=number,
                element=name,
                type=child.get("type"),
                text=text,
            )
            self.notes.append(row)
        if name in _WITHOUT_DATES or name in _KINDS or names.is_work(name):
            return
        found = dating(child)
        if found is None:
            return
        if found.is_guess:
            where = f"{name} in {here.name}"
            self.guesses.add(what="date-words", where=where, value=found.date.text, here=here)
        number = numbers[found.element]
        row_ = row_of(self.document, number, found.date, role=name, entity=xml_id)
        self.dates.append(row_)

    def _identified(
        self,
        here: Here,
        found: list[etree._Element],
        xml_id: str,
        numbers: dict[etree._Element, int],
    ) -> None:
        """Add an entry's identifiers: each idno, and web addresses it or its names point to."""
        for idno in _idnos(here.element):
            value = " ".join(words(idno).split())
            if value:
                kind, sub = idno.get("type"), idno.get("subtype")
                row = IdentifierRow(
                    document=self.document,
                    entity=xml_id,
                    number=numbers[idno],
                    type=kind,
                    subtype=sub,
                    value=value,
                )
                self.identifiers.append(row)
        for element in (here.element, *found):
            for name in ("sameAs", "corresp", "ref"):
                for value in (element.get(name) or "").split():
                    if value.startswith(("http://", "https://")):
                        number = numbers[element]
                        row = IdentifierRow(
                            document=self.document,
                            entity=xml_id,
                            number=number,
                            type=f"@{name}",
                            subtype=None,
                            value=value,
                        )
                        self.identifiers.append(row)


def _cut(element: etree._Element, around: etree._Element) -> None:
    """Take an element out of the one around it; the text behind it stays."""
    before, tail = element.getprevious(), element.tail or ""
    if before is None:
        around.text = (around.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    around.remove(element)


def _upwards(element: etree._Element) -> Iterator[etree._Element]:
    """Yield an element and its ancestors, up to the entry."""
    for each in (element, *element.iterancestors()):
        yield each
        if local(each) in _KINDS or names.is_work(local(each)):
            return


def _idnos(entry: etree._Element) -> Iterator[etree._Element]:
    """Yield the innermost idno elements of an entry that are its own."""
    tag = f"{{{TEI}}}idno"
    for around in (entry, *(e for name in _OUTER for e in entry.iterchildren(f"{{{TEI}}}{name}"))):
        for idno in around.iterchildren(tag):
            inner = list(idno.iter(tag))
            yield from inner[1:] or inner
