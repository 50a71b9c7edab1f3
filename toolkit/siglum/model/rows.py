"""The rows: what siglum knows of an edition, as plain values.

Each class is one table, each field a column: of the store, of the Python interface and of
`siglum export tables`. A row names its document by `document`, a path below the edition's folder,
with “/”; and elements by `number`, their place among all elements of the document, from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A file of the edition: a document, or a register."""

    document: str
    """Path below the edition's folder, with “/”."""
    xml_id: str | None
    """xml:id of the outermost element."""
    is_register: bool
    """Whether edition.toml names it as an authority file."""
    kind: str | None
    """“letter” where the header describes a correspondence; else @type of TEI, text or the first
    division, or @subtype."""
    type: str | None
    """@type of the outermost element, as written."""
    title: str
    """Main title."""
    subtitle: str | None
    """Subordinate titles, joined by “. ”."""
    language: str | None
    """Language of the text: xml:lang of text or TEI, textLang, or the first of langUsage."""
    languages: str
    """All languages of langUsage and textLang, separated by blanks."""
    date: str | None
    """When it was written, in EDTF; the whole date is a row of `dates`, with the same role."""
    date_role: str | None
    """Where that date stands: see `role` of `dates`."""
    date_sort: int | None
    """A number by which documents sort by date: year, month, day in one."""
    order: str | None
    """What orders documents of one date: @n of the date, or of TEI."""


@dataclass(frozen=True, slots=True)
class DateRow:
    """A date of a document, or of an entry of a register."""

    document: str
    number: int
    """Element."""
    entity: str | None
    """xml:id of the entry that it is a date of; empty for one of the document."""
    role: str
    """Of a document: “created” (creation), “sent”, “received” and other actions, “origin”
    (origDate), “title” (title with a @type of dates), “docDate”, “dateline”, “printed” (date of the
    source's imprint), “field” ([fields] of edition.toml), “published” (date of publicationStmt),
    “changed” (each change of revisionDesc). Of an entry: the element, such as “birth”."""
    kind: str
    """“exact”, “before”, “after”, “between”, “range”, “unknown” (words only)."""
    earliest: str | None
    """ISO 8601, as exact as written."""
    latest: str | None
    """ISO 8601, as exact as written."""
    precision: str | None
    """“year”, “month”, “day”, “time”."""
    is_about: bool
    """Whether it is only roughly so."""
    is_doubtful: bool
    """Whether @cert is low or unknown, or a question mark stands behind it."""
    certainty: str | None
    """@cert."""
    calendar: str | None
    """@calendar or @datingMethod."""
    sort: int | None
    """Year, month and day in one number."""
    edtf: str | None
    """Extended Date/Time Format, ISO 8601-2, level 2."""
    text: str
    """The words."""


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """How a document is published, as its header says."""

    document: str
    authors: str | None
    """Names of the authors, else of the senders, separated by “; ”."""
    editors: str | None
    """Names of the editors, separated by “; ”."""
    publisher: str | None
    """The first publisher."""
    licence: str | None
    """Address of the licence: the first @target."""
    terms: str | None
    """What availability says, in words."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """What a document says where edition.toml says to look."""

    document: str
    number: int
    """Element that says it, or that has the attribute."""
    is_facet: bool
    """Whether [facets] has the path; else [fields]."""
    field: str
    """Name of the field: “title”, “date”, “order”, “kind”, or a name of [facets]."""
    value: str
    """The words, or the attribute's value, in one line."""


@dataclass(frozen=True, slots=True)
class CorrespondentRow:
    """Who or where in the correspondence that a header describes."""

    document: str
    number: int
    """Element that names it."""
    action: str
    """“sent”, “received”, or another @type of correspAction."""
    kind: str
    """“person”, “org”, “place”, or “name”."""
    name: str
    """As written."""
    key: str | None
    """The entry that it points to: as `key` of `mentions`."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A place that can be cited or linked to: it has an xml:id, or a canonical reference."""

    document: str
    number: int
    """Element."""
    xml_id: str | None
    """xml:id."""
    reference: str | None
    """Canonical reference by citeStructure."""
    element: str
    """Name of the element."""
    type: str | None
    """@type."""
    n: str | None
    """@n."""
    part: str
    """“header”, “front”, “body”, “back”, “facsimile”, “standOff”, … : what it stands in."""
    parent: int | None
    """Number of the unit around it."""
    line: int | None
    """Line of the file; empty where it comes from an included file."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entry: a person, place, organisation, work, event, object, term, or source."""

    document: str
    number: int
    """Element."""
    xml_id: str
    """xml:id."""
    kind: str
    """“person”, “place”, “org”, “work”, “bibl” (bibliography), “event”, “object”, “term”."""
    element: str
    """Name of the element."""
    type: str | None
    """@type, or @role."""
    name: str
    """Main name, as one reads it."""
    sort: str
    """Main name, as an index sorts it: surname first."""
    parent: str | None
    """xml:id of the entry around it."""
    latitude: float | None
    """Of its own first geo, in degrees."""
    longitude: float | None
    """Of its own first geo, in degrees."""
    is_doubtful: bool
    """Whether @cert or @precision of that geo, or of the location around it, is low or unknown."""
    is_register: bool
    """Whether it stands in an authority file."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name of an entry."""

    document: str
    entity: str
    """xml:id of the entry."""
    number: int
    """Element."""
    element: str
    """Name of the element."""
    form: str
    """The name, as one reads it."""
    type: str | None
    """@type."""
    language: str | None
    """xml:lang of the name or around it, within the entry."""
    is_main: bool
    """Whether it is the one that the entry goes by."""


@dataclass(frozen=True, slots=True)
class IdentifierRow:
    """An identifier of an entry, or of a document."""

    document: str
    entity: str | None
    """xml:id of the entry; empty for the document's own (publicationStmt)."""
    number: int
    """Element."""
    type: str | None
    """@type."""
    subtype: str | None
    """@subtype."""
    value: str
    """As written, without white space."""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What an entry says in words: note, desc, occupation and the like."""

    document: str
    entity: str
    """xml:id of the entry."""
    number: int
    """Element."""
    element: str
    """Name of the element."""
    type: str | None
    """@type."""
    text: str
    """The words."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """How an entry is written."""

    document: str
    number: int
    """Element."""
    entity: str
    """xml:id of the entry."""
    xml: str
    """The element, without the persons, places and the like in it that are entries themselves."""
    sources: str
    """xml:ids that @source names in it with “#” alone, separated by blanks."""


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A place that names an entity, or points to one."""

    document: str
    number: int
    """Element."""
    attribute: str | None
    """Attribute that says whom; empty for a name that says it nowhere."""
    value: str | None
    """One value of the attribute, as written."""
    form: str
    """How it says so: “address” (file#id), “fragment” (#id), “bare” (an id alone), “key” (as
    [links] of edition.toml says, or @key), “prefix” (prefixDef), “uri”, “none”."""
    target: str | None
    """File that is named, as a path below the edition's folder; the document itself for an entry
    in it."""
    key: str | None
    """xml:id of the entry, or an address on the web without http(s):// and a slash at its end."""
    kind: str | None
    """What the element names: “person”, “org”, “agent” (either), “place”, “work”, “event”,
    “object”, “term”, “state” (an occupation and the like, which names no entry but a term); empty
    where that is open."""
    element: str
    """Name of the element."""
    is_name: bool
    """Whether TEI or edition.toml says that the element names something; another pointer counts as
    a mention only where it leads to an entry."""
    role: str
    """“sender”, “receiver”, “sent-from”, “received-at”, “author”, “editor”, “speaker”, “title”,
    “subject” and the like; “mentioned”. Within an entry: the element, such as “birth”."""
    text: str
    """The form as written, without notes in it."""
    before: str
    """The words before it in its paragraph, line or the like, without notes: at most 80 characters.
    Empty for what the header or an entry says."""
    shown: str
    """The form as an edition prints it between them."""
    after: str
    """The words behind it there."""
    is_in_note: bool
    """Whether it stands in a note."""
    certainty: str | None
    """@cert."""
    part: str
    """“header”, “front”, “body”, “back”, …"""
    unit: int | None
    """Number of the unit around it, or of itself."""
    entry: str | None
    """xml:id of the entry that it stands in."""
    line: int | None
    """Line of the file; empty where it comes from an included file."""
    entity: str | None = None
    """xml:id of the entry that it means; empty where the edition has none. Known to queries only:
    one document does not say it."""
    entity_document: str | None = None
    """Document of that entry."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A pointer: one value of an attribute that TEI types as a pointer."""

    document: str
    number: int
    """Element."""
    element: str
    """Name of the element."""
    attribute: str
    """Name of the attribute."""
    value: str
    """As written."""
    form: str
    """As `form` of `mentions`; “refused” for what leads out of the edition."""
    target: str | None
    """File, as a path below the edition's folder."""
    key: str | None
    """xml:id there, or an address on the web."""
    unit: int | None
    """Number of the unit around it, or of itself."""
    line: int | None
    """Line of the file; empty where it comes from an included file."""


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture: graphic, media, @facs of a page, a surface."""

    document: str
    number: int
    """Element."""
    element: str
    """Name of the element."""
    url: str
    """Address, as written."""
    file: str | None
    """The file, as a path below the edition's folder."""
    page: str | None
    """@n of the page break, or of the surface around it."""
    description: str | None
    """figDesc or desc."""
    width: str | None
    """@width."""
    height: str | None
    """@height."""
    surface: int | None
    """Number of the surface that it shows."""


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A surface, or a zone, line or path on one."""

    document: str
    number: int
    """Element."""
    element: str
    """Name of the element."""
    xml_id: str | None
    """xml:id."""
    surface: int | None
    """Number of the surface around it."""
    n: str | None
    """@n."""
    ulx: float | None
    """Left edge."""
    uly: float | None
    """Upper edge."""
    lrx: float | None
    """Right edge."""
    lry: float | None
    """Lower edge."""
    points: str | None
    """@points."""
    start: str | None
    """@start: where the text of it begins."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """A file that a document includes by XInclude, whole, in part or as text; or tries to."""

    document: str
    file: str
    """Path below the edition's folder."""
    digest: str | None
    """SHA-256 of its bytes; empty for one that can't be read."""


@dataclass(frozen=True, slots=True)
class GuessRow:
    """What siglum had to guess: told, so that the project can declare it."""

    document: str
    what: str
    """“bare-id”, “key”, “title-date”, “date-words”, “text-date”."""
    where: str
    """Element and attribute, such as “placeName/@key”."""
    count: int
    """How often."""
    example: str
    """The first value."""
    number: int
    """Element of that."""
    line: int | None
    """Its line."""


Row = (
    DocumentRow
    | DateRow
    | PublicationRow
    | FieldRow
    | CorrespondentRow
    | UnitRow
    | EntityRow
    | NameRow
    | IdentifierRow
    | NoteRow
    | EntryRow
    | MentionRow
    | LinkRow
    | PictureRow
    | ZoneRow
    | PartRow
    | GuessRow
)

TABLES: Mapping[str, type[Row]] = {
    "documents": DocumentRow,
    "dates": DateRow,
    "publications": PublicationRow,
    "fields": FieldRow,
    "correspondents": CorrespondentRow,
    "units": UnitRow,
    "entities": EntityRow,
    "names": NameRow,
    "identifiers": IdentifierRow,
    "notes": NoteRow,
    "entries": EntryRow,
    "mentions": MentionRow,
    "links": LinkRow,
    "pictures": PictureRow,
    "zones": ZoneRow,
    "parts": PartRow,
    "guesses": GuessRow,
}
"""The tables, by name."""
