"""Read one document once, and return all that the edition has to know of it, as plain rows.

No other document is read: a pointer to another document stays an address here, and is followed
later by queries over all rows (`siglum.model.queries`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from lxml import etree

from siglum.edition.document import TEI, XML_ID, Document
from siglum.edition.reading import assembled, not_tei
from siglum.edition.settings import Edition
from siglum.findings.diagnostics import CannotUse, Diagnostic
from siglum.model import entities as entries
from siglum.model.addresses import Addresses, below
from siglum.model.entities import Entities
from siglum.model.fields import look_for
from siglum.model.guesses import Guesses, findings
from siglum.model.header import Header
from siglum.model.mentions import Mentions
from siglum.model.pictures import Pictures
from siglum.model.publication import publication
from siglum.model.references import References
from siglum.model.rows import (
    CorrespondentRow,
    DateRow,
    DocumentRow,
    EntityRow,
    EntryRow,
    FieldRow,
    GuessRow,
    IdentifierRow,
    LinkRow,
    MentionRow,
    NameRow,
    NoteRow,
    PartRow,
    PictureRow,
    PublicationRow,
    Row,
    UnitRow,
    ZoneRow,
)
from siglum.model.surroundings import PARTS, ROLES, Here, Surroundings
from siglum.model.words import line_of


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of one document; the fields are the tables of `siglum.model.rows.TABLES`."""

    documents: tuple[DocumentRow, ...] = ()
    """One; none where the file can't be read, or is no TEI."""
    dates: tuple[DateRow, ...] = ()
    publications: tuple[PublicationRow, ...] = ()
    """One, as of documents."""
    fields: tuple[FieldRow, ...] = ()
    correspondents: tuple[CorrespondentRow, ...] = ()
    units: tuple[UnitRow, ...] = ()
    entities: tuple[EntityRow, ...] = ()
    names: tuple[NameRow, ...] = ()
    identifiers: tuple[IdentifierRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    entries: tuple[EntryRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    pictures: tuple[PictureRow, ...] = ()
    zones: tuple[ZoneRow, ...] = ()
    parts: tuple[PartRow, ...] = ()
    guesses: tuple[GuessRow, ...] = ()

    @property
    def size(self) -> int:
        """How many rows there are."""
        return sum(len(rows) for _, rows in self.tables())

    def tables(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """Yield each table's name with its rows."""
        for each in fields(self):
            yield each.name, getattr(self, each.name)


def read(
    data: bytes,
    path: Path,
    edition: Edition,
    parts: Mapping[Path, bytes | None] | None = None,
) -> tuple[Facts, tuple[Diagnostic, ...]]:
    """Return the facts of a file of an edition, and findings: what can't be read or is guessed.

    `data` are its bytes; the files that it includes are read, but for `parts`, as in `assembled`. A
    file that is not TEI has no facts.
    """
    try:
        document = assembled(path, data, edition.root, parts)
    except CannotUse as unreadable:
        return Facts(), (unreadable.diagnostic,)
    return of(document, edition)


def of(document: Document, edition: Edition) -> tuple[Facts, tuple[Diagnostic, ...]]:
    """Return the same of a document that is assembled already."""
    refused = not_tei(document)
    if refused is not None:
        return Facts(), (*document.findings, refused)
    reading = _Reading(document, edition)
    reading.run()
    facts = reading.facts()
    guessed = findings(facts.guesses, edition.root)
    told = (*reading.references.findings, *reading.looked.findings)
    return facts, (*document.findings, *told, *guessed)


class _Reading:
    """The one pass over a document."""

    def __init__(self, document: Document, edition: Edition) -> None:
        root = Path(os.path.realpath(edition.root))
        self._root = root
        self._document = document
        self._name = below(document.path, root) or document.path.name
        self._is_register = edition.names(edition.settings.authority, document.path)
        self._guesses = Guesses(self._name)
        addresses = Addresses(document, edition, self._name)
        self._mentions = Mentions(self._name, addresses, self._guesses)
        self._entities = Entities(self._name, self._is_register, self._guesses)
        self._pictures = Pictures(self._name, addresses)
        self._header = Header(
            document=self._name,
            is_register=self._is_register,
            addresses=addresses,
            guesses=self._guesses,
        )
        self._first_header: etree._Element | None = None
        self._units: list[UnitRow] = []
        self._entries = 0
        self.looked = look_for(document, edition.fields, edition.facets)
        self.references = References.of(document)

    def run(self) -> None:
        """Walk over the tree, with a stack of the surroundings of each element."""
        document, number = self._document, 0
        stack: list[tuple[etree._Element | None, Surroundings]] = [(None, Surroundings())]
        start = f"{{{TEI}}}"
        for event, element in etree.iterwalk(document.root, events=("start", "end")):
            if event == "end":
                if stack[-1][0] is element:
                    stack.pop()
                continue
            number += 1
            tag = str(element.tag)
            if not tag.startswith(start):
                if element.get(XML_ID):
                    self._unit(
                        Here(
                            element=element,
                            name=tag,
                            number=number,
                            line=self._line(element),
                            around=stack[-1][1],
                        )
                    )
                continue
            around = stack[-1][1]
            here = Here(
                element=element,
                name=tag[len(start) :],
                number=number,
                line=self._line(element),
                around=around,
            )
            inner = self._read(here)
            if inner is not around:
                stack.append((element, inner))

    def _line(self, element: etree._Element) -> int | None:
        return None if element in self._document.parts else line_of(element)

    def _read(self, here: Here) -> Surroundings:
        """Add the rows of an element, and return the surroundings of its children."""
        element, name, around = here.element, here.name, here.around
        part = PARTS.get(name) if around.part != "header" or name == "body" else None
        if part and not (name in ("front", "back", "body") and around.part == part):
            around = replace(around, part=part)
        if name == "teiHeader" and self._first_header is None:
            self._first_header = element
            self._header.read(replace(here, around=around))
        elif around.part in ("front", "body") and _dates_the_text(element, name):
            self._header.read_text(here)
        if element.get(XML_ID) or here.number in self.references.of_element:
            self._unit(replace(here, around=around))
            if element is not self._document.root:
                around = replace(around, unit=here.number)
        around = self._entry(replace(here, around=around))
        here = here if around is here.around else replace(here, around=around)
        if len(element.attrib) or name in _NAMES:
            if self._mentions.read(here) and not around.is_named:
                around = replace(around, is_named=True)
            self._pictures.read(here)
        role = _role(element, name, around)
        if role is not None and role != around.role:
            around = replace(around, role=role)
        if name == "surface":
            around = replace(around, surface=here.number, surface_n=element.get("n"))
        return around

    def _unit(self, here: Here) -> None:
        element = here.element
        row = UnitRow(
            document=self._name,
            number=here.number,
            xml_id=element.get(XML_ID),
            reference=self.references.of_element.get(here.number),
            element=here.name,
            type=element.get("type"),
            n=element.get("n"),
            part=here.around.part,
            parent=here.around.unit,
            line=here.line,
        )
        self._units.append(row)

    def _entry(self, here: Here) -> Surroundings:
        """Add the rows of an entry, and return the surroundings of its children."""
        around = here.around
        kind = entries.kind_of(here, self._is_register)
        xml_id = here.element.get(XML_ID) or (self._id_of_file(here) if kind else None)
        if kind is None or not xml_id:
            if around.entry is None or around.field is not None:
                return around
            return replace(around, field=here.name)
        self._entries += 1
        self._entities.read(here, kind, xml_id)
        return replace(around, entry=xml_id, field=None)

    def _id_of_file(self, here: Here) -> str | None:
        """Return the id for an entry without one that is the only entry of a register file."""
        root = self._document.root
        others = root.iter(str(here.element.tag))
        if not self._is_register or here.around.part == "header" or here.around.entry is not None:
            return None
        if self._entries or next(others) is not here.element or next(others, None) is not None:
            return None
        found = root.get(XML_ID) or Path(self._name).stem
        self._guesses.add(what="entry-file", where=here.name, value=found, here=here)
        return found

    def facts(self) -> Facts:
        """Return the rows."""
        root = self._document.root
        document = self._header.row(root, self._first_header, self.looked)
        return Facts(
            documents=(document,),
            dates=(*self._header.dates, *self._entities.dates),
            publications=(publication(self._name, root),),
            fields=tuple(self._field_rows()),
            correspondents=tuple(self._header.correspondents),
            units=tuple(self._units),
            entities=tuple(self._entities.entities),
            names=tuple(self._entities.names),
            identifiers=(*self._header.identifiers, *self._entities.identifiers),
            notes=tuple(self._entities.notes),
            entries=tuple(self._entities.entries),
            mentions=tuple(self._mentions.mentions),
            links=tuple(self._mentions.links),
            pictures=tuple(self._pictures.pictures),
            zones=tuple(self._pictures.zones),
            parts=tuple(self._parts()),
            guesses=self._guesses.rows(),
        )

    def _field_rows(self) -> Iterator[FieldRow]:
        looked = self.looked
        for name, found in looked.fields.items():
            yield FieldRow(self._name, found.number, False, name, found.value)
        for name, values in looked.facets.items():
            for found in values:
                yield FieldRow(self._name, found.number, True, name, found.value)

    def _parts(self) -> Iterator[PartRow]:
        for path, data in sorted(self._document.asked.items()):
            digest = None if data is None else hashlib.sha256(data).hexdigest()
            yield PartRow(self._name, below(path, self._root) or path.name, digest)


_NAMES = frozenset({"persName", "orgName", "placeName", "geogName", "rs"})
"""Elements that name somebody even without attributes."""


def _dates_the_text(element: etree._Element, name: str) -> bool:
    """Say whether an element is docDate, or a date in a dateline."""
    if name != "date":
        return name == "docDate"
    around = element.getparent()
    return around is not None and around.tag == f"{{{TEI}}}dateline"


def _role(element: etree._Element, name: str, around: Surroundings) -> str | None:
    """Return the role that a header's element gives those named in it; None: as around it."""
    if around.part != "header":
        return None
    if name == "correspAction":
        return element.get("type")
    role = ROLES.get(name)
    if around.role in ("sent", "received") and role not in ("sent", "received"):
        return None
    return role
