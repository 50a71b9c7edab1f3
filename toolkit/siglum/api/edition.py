"""The public Python interface to an edition: see docs/python.md.

Results come one by one; nothing holds all documents in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Literal

from siglum.api import passages
from siglum.edition import config
from siglum.edition.settings import Edition as Settings
from siglum.findings.diagnostics import Diagnostic
from siglum.model import guesses
from siglum.model.dates import Date, DateKind
from siglum.model.queries import Model
from siglum.model.rows import (
    DateRow,
    DocumentRow,
    EntityRow,
    IdentifierRow,
    MentionRow,
    NameRow,
    Row,
    UnitRow,
)
from siglum.model.store import Store
from siglum.model.update import Update, opened

View = Literal["transcript", "reading", "critical"]
EntityKind = Literal["person", "place", "org", "work", "bibl", "event", "object", "term"]


class Edition:
    """An edition: its documents, entities and mentions.

    Use it in a `with` statement, or close it. One object is for one thread.
    """

    def __init__(self, settings: Settings, store: Store, update: Update) -> None:
        self.settings = settings
        """What edition.toml says."""
        self._store = store
        self._update = update
        self.model = Model(store.connection)
        """The questions that can be put to all rows: see `siglum.model.queries`."""

    @classmethod
    def open(
        cls, path: str | Path = ".", *, progress: Callable[[str], None] = lambda _: None
    ) -> Edition:
        """Open the edition that a folder, or a file in it, belongs to.

        Documents that changed are read again; what is known of the others is kept in `.siglum/`
        beside edition.toml. `progress` is told each file that is read. Raises
        siglum.findings.diagnostics.CannotRun for a wrong edition.toml.
        """
        place = Path(path)
        settings = config.find(place.parent if place.is_file() else place)
        store, done = opened(settings, progress)
        return cls(settings, store, done)

    def __enter__(self) -> Edition:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the edition; objects that it returned must not be used any more."""
        self._store.close()

    @property
    def title(self) -> str:
        """The edition's title, as edition.toml has it."""
        return self.settings.settings.title

    @property
    def root(self) -> Path:
        """The edition's folder."""
        return self.settings.root

    @property
    def read(self) -> int:
        """How many documents were read when it was opened; the others had not changed."""
        return self._update.read

    def findings(self) -> Iterator[Diagnostic]:
        """Yield findings about what could not be read, and one for each kind of guess."""
        yield from self._update.findings
        for kept in self._store.all_kept():
            yield from (finding for finding in kept.findings if finding.code != "SG409")
        yield from guesses.findings(self.model.guesses(), self.root)

    def documents(self, *, registers: bool = False) -> Iterator[Document]:
        """Yield the documents by their paths; with the registers, or without."""
        for row in self.model.documents(registers=registers):
            yield Document(self, row)

    def documents_by_date(
        self, first: int | None = None, last: int | None = None
    ) -> Iterator[Document]:
        """Yield the documents that have a date, by it; `first` and `last` are years."""
        for row in self.model.documents_by_date(first, last):
            yield Document(self, row)

    def document(self, path: str) -> Document:
        """Return the document at a path below the edition's folder. Raises KeyError."""
        row = self.model.document(path)
        if row is None:
            raise KeyError(path)
        return Document(self, row)

    def entities(self, kind: EntityKind | None = None) -> Iterator[Entity]:
        """Yield the entries, of one kind or all, as an index sorts them.

        Where documents have copies of an entry, it comes once.
        """
        for row in self.model.entities(kind):
            yield Entity(self, row)

    def entity(self, xml_id: str) -> Entity:
        """Return the entry with an xml:id: a register's, else a document's. Raises KeyError."""
        row = self.model.entity(xml_id)
        if row is None:
            raise KeyError(xml_id)
        return Entity(self, row)

    def mentions(self) -> Iterator[Mention]:
        """Yield all mentions, document by document, in their order."""
        for row in self.model.mentions():
            yield Mention(self, row)

    def letters_between(self, one: Entity, other: Entity) -> Iterator[Document]:
        """Yield the letters that one of two wrote to the other, by date."""
        for row in self.model.letters_between(one.row, other.row):
            yield Document(self, row)

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of a table, as `siglum export tables` writes them. Raises KeyError."""
        return self.model.rows(table)

    def _text(self, document: DocumentRow, view: View, unit: UnitRow | None) -> str:
        """Return the text of a document or a unit: see `Document.text` and `Unit.text`."""
        number = None if unit is None else unit.number
        return passages.text(
            edition=self.settings, name=document.document, view=view, number=number
        )


@dataclass(frozen=True, slots=True)
class Document:
    """A document of an edition."""

    edition: Edition
    row: DocumentRow

    @property
    def path(self) -> str:
        """Path below the edition's folder, with “/”."""
        return self.row.document

    @property
    def title(self) -> str:
        """The main title."""
        return self.row.title

    @property
    def kind(self) -> str | None:
        """“letter”, or what the document calls itself."""
        return self.row.kind

    @property
    def language(self) -> str | None:
        """Language tag of the text."""
        return self.row.language

    @property
    def date(self) -> Date | None:
        """When it was written, as far as the document says it."""
        return next((date for role, date in self.dates() if role == self.row.date_role), None)

    def dates(self) -> Iterator[tuple[str, Date]]:
        """Yield all dates of the document, each with its role, such as “sent”."""
        for row in self.edition.model.of_document(DateRow, "dates", self.path):
            if row.entity is None:
                yield row.role, _date(row)

    def senders(self) -> list[str]:
        """Return the names of those who sent it, as they are written."""
        return self._correspondents("sent")

    def receivers(self) -> list[str]:
        """Return the names of those to whom it was sent, as they are written."""
        return self._correspondents("received")

    def _correspondents(self, action: str) -> list[str]:
        found = self.edition.model.correspondents(self.path)
        return [row.name for row in found if row.action == action and row.kind != "place"]

    def units(self) -> Iterator[Unit]:
        """Yield what can be cited in it: what has an xml:id or a canonical reference."""
        for row in self.edition.model.units(self.path):
            yield Unit(self, row)

    def unit(self, id: str) -> Unit:
        """Return the unit with an xml:id or a canonical reference. Raises KeyError."""
        for unit in self.units():
            if id in (unit.xml_id, unit.reference):
                return unit
        raise KeyError(id)

    def mentions(self) -> Iterator[Mention]:
        """Yield the mentions in it, in their order."""
        for row in self.edition.model.mentions(self.path):
            yield Mention(self.edition, row)

    def text(self, view: View = "reading") -> str:
        """Return its text in a view.

        Raises siglum.findings.diagnostics.CannotRun where there is none.
        """
        return self.edition._text(self.row, view, None)


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage of a document that can be cited."""

    document: Document
    row: UnitRow

    @property
    def xml_id(self) -> str | None:
        """Its xml:id."""
        return self.row.xml_id

    @property
    def reference(self) -> str | None:
        """Its canonical reference, by citeStructure."""
        return self.row.reference

    @property
    def element(self) -> str:
        """The name of its element."""
        return self.row.element

    def text(self, view: View = "reading") -> str:
        """Return its text in a view, as if it stood alone: notes are numbered from 1."""
        return self.document.edition._text(self.document.row, view, self.row)


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place, organisation, work, event, object or term."""

    edition: Edition
    row: EntityRow

    @property
    def xml_id(self) -> str:
        """Its xml:id."""
        return self.row.xml_id

    @property
    def kind(self) -> str:
        """“person”, “place”, “org”, “work”, “bibl”, “event”, “object”, “term”."""
        return self.row.kind

    @property
    def name(self) -> str:
        """Its main name, as one reads it."""
        return self.row.name

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude of a place, in degrees."""
        if self.row.latitude is None or self.row.longitude is None:
            return None
        return self.row.latitude, self.row.longitude

    def names(self) -> list[NameRow]:
        """Return all of its names, the main one first."""
        return list(self.edition.model.names(self.row))

    def dates(self) -> Iterator[tuple[str, Date]]:
        """Yield its dates, each with its role, such as “birth”."""
        for row in self.edition.model.of_entity(DateRow, "dates", self.row):
            yield row.role, _date(row)

    def identifiers(self) -> list[IdentifierRow]:
        """Return its identifiers, such as those of GND, VIAF or Wikidata."""
        return list(self.edition.model.of_entity(IdentifierRow, "identifiers", self.row))

    def mentions(self) -> Iterator[Mention]:
        """Yield its mentions in documents, by date."""
        for row in self.edition.model.mentions_of(self.row):
            yield Mention(self.edition, row)

    def count(self) -> int:
        """Return how many mentions it has in documents."""
        return self.edition.model.count_of(self.row)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of a document that names an entity."""

    edition: Edition
    row: MentionRow

    @property
    def text(self) -> str:
        """The form as it is written there."""
        return self.row.text

    @property
    def role(self) -> str:
        """“sender”, “receiver”, “author” and the like; “mentioned”."""
        return self.row.role

    @property
    def document(self) -> Document:
        """The document that it stands in."""
        return self.edition.document(self.row.document)

    @property
    def entity(self) -> Entity | None:
        """The entry that it means; None where the edition has none."""
        row = self.edition.model.entity_of(self.row)
        return None if row is None else Entity(self.edition, row)


def _date(row: DateRow) -> Date:
    certainty = row.certainty or ("low" if row.is_doubtful else None)
    date = Date(
        kind=DateKind(row.kind),
        earliest=row.earliest,
        latest=row.latest,
        is_about=row.is_about,
        certainty=certainty,
    )
    return replace(date, calendar=row.calendar, text=row.text)
