"""The index of a site: which entries have pages, which documents mention them, and how often.

It is made of all rows of an edition, in temporary tables beside the store, so that no more of it is
in memory than is asked for at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from siglum.model.dates import Date, DateKind

_CARD = 120  # characters of what a card says beside the name
_FACETS = {
    "sender": ("sender",),
    "receiver": ("receiver", "addressee"),
    "place": ("sent-from",),
}
"""The roles by which documents are listed."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """An entry that has a page."""

    row: int
    """Its number in the index."""
    document: str
    xml_id: str
    kind: str
    type: str | None
    name: str
    """As one reads it."""
    listed: str
    """As an index has it: surname first."""
    initial: str
    """The letter under which a list has it; “#” for what begins with none."""
    file: str
    """Name of its page's file, with a folder of two digits, without ending."""
    count: int
    """Mentions in documents."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an entry, or of somebody by name, in a document."""

    document: str
    number: int
    """Element."""
    role: str
    unit: str | None
    """xml:id of the unit around it."""
    year: int | None
    before: str
    shown: str
    after: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What a list says of a document."""

    document: str
    title: str
    date: Date | None
    sort: int | None
    """Year, month and day in one number."""
    kind: str | None

    @property
    def year(self) -> int | None:
        """The year under which it is listed."""
        return year_of(self.sort)


@dataclass(frozen=True, slots=True)
class Value:
    """What documents are listed by: a person, place or kind, and how many documents have it."""

    facet: str
    entity: int | None
    """The number of the entry, if there is one."""
    name: str
    initial: str
    count: int


@dataclass(frozen=True, slots=True)
class Pointed:
    """A pointer of a document that means an entry with a page."""

    of: str
    """Element, attribute and value, as in “persName/@ref #x”."""
    entity: int
    count: int
    """How many elements have it."""


class Index:
    """The index of the documents that a site publishes."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        documents: Iterable[str],
        collated: Callable[[str], tuple[str, str]],
        file: Callable[[str, str], str],
    ) -> None:
        """Make the index of documents, by their names in the store.

        `collated` returns of a name what it sorts by, and its initial; `file` the name of a file
        for an xml:id, and the document in which alone it is unique, or "".
        """
        self._connection = connection
        connection.create_function("sorts", 1, lambda name: collated(name)[0], deterministic=True)
        connection.create_function("begins", 1, lambda name: collated(name)[1], deterministic=True)
        connection.create_function("file", 2, file, deterministic=True)
        connection.create_function("year", 1, year_of, deterministic=True)
        for statement in _DROPPED:
            connection.execute(statement)
        connection.execute(_PUBLISHED)
        connection.executemany("INSERT INTO published VALUES (?)", ((one,) for one in documents))
        for statement in _STATEMENTS:
            connection.execute(statement)
        self.brief = lru_cache(4096)(self._brief)
        """What a list says of a document, by its name; None where it has no rows."""
        self.card = lru_cache(4096)(self._card)
        """An entry in one line, by its number: its name, its dates, what is said of it first."""
        self.names = lru_cache(4096)(self._names)
        """All names of an entry, by its number."""
        self.entry = lru_cache(4096)(self._entry)
        """An entry by its number; None for one without a page."""
        self.links = lru_cache(64)(self._links)
        """The pointers of a document to others: which document, and which xml:id there."""

    # === Entries

    def kinds(self) -> dict[str, int]:
        """Return how many entries of each kind have pages."""
        asked = "SELECT kind, count(*) FROM paged GROUP BY kind"
        return dict(self._connection.execute(asked))

    def types(self, kind: str) -> dict[str | None, int]:
        """Return the types that entries of a kind have, with their numbers."""
        asked = "SELECT type, count(*) FROM paged WHERE kind = ? GROUP BY type ORDER BY type"
        return dict(self._connection.execute(asked, (kind,)))

    def entries(self, kind: str, order: str = "name") -> Iterator[Indexed]:
        """Yield the entries of a kind by “name”, “mentions” (most first) or “type”."""
        by = {"name": "", "mentions": "count DESC, ", "type": "type IS NULL, type, "}[order]
        asked = f"SELECT {_INDEXED} FROM paged WHERE kind = ? ORDER BY {by}sort, document, entity"
        return self._entries(asked, kind)

    def shelves(self, kind: str) -> list[str]:
        """Return the folders of the files of a kind."""
        asked = "SELECT DISTINCT substr(file, 1, 2) FROM paged WHERE kind = ? ORDER BY 1"
        return [name for (name,) in self._connection.execute(asked, (kind,))]

    def on_shelf(self, kind: str, name: str) -> Iterator[Indexed]:
        """Yield the entries of a kind whose files are in a folder."""
        asked = (
            f"SELECT {_INDEXED} FROM paged WHERE kind = ? AND file >= ? AND file < ? ORDER BY file"
        )
        return self._entries(asked, kind, f"{name}/", f"{name}0")

    def _entries(self, asked: str, *values: object) -> Iterator[Indexed]:
        yield from (Indexed(*row) for row in self._connection.execute(asked, values))

    def _entry(self, entity: int) -> Indexed | None:
        asked = f"SELECT {_INDEXED} FROM paged WHERE entity = ?"
        return next(self._entries(asked, entity), None)

    def _card(self, entity: int) -> str:
        asked = "SELECT document, xml_id, name FROM entities WHERE rowid = ?"
        document, xml_id, name = self._connection.execute(asked, (entity,)).fetchone()
        asked = (
            "SELECT earliest, latest FROM dates WHERE entity = ? AND document = ? AND role = ?"
            " ORDER BY number LIMIT 1"
        )
        years = []
        for role in ("birth", "death"):
            found = self._connection.execute(asked, (xml_id, document, role)).fetchone()
            years.append(_year(*found) if found else "")
        asked = "SELECT text FROM notes WHERE entity = ? AND document = ? ORDER BY number LIMIT 1"
        found = self._connection.execute(asked, (xml_id, document)).fetchone()
        said = f"{name} ({'–'.join(years)})" if any(years) else name
        return f"{said}: {_cut(found[0])}" if found and found[0] != name else said

    def markup(self, entry: Indexed) -> tuple[str, list[str]]:
        """Return an entry as it is written, and the sources that it names."""
        asked = "SELECT xml, sources FROM entries WHERE entity = ? AND document = ?"
        names = (entry.xml_id, entry.document)
        found = self._connection.execute(f"{asked} ORDER BY number LIMIT 1", names).fetchone()
        if found is None:
            return "", []
        asked = (
            "SELECT r.xml FROM entries AS r JOIN entities AS e ON e.document = r.document AND"
            " e.number = r.number AND e.xml_id = r.entity WHERE r.entity = ? AND r.document = ?"
            " AND e.kind IN ('bibl', 'work') ORDER BY r.number LIMIT 1"
        )
        sources = [
            source
            for name in found[1].split()
            if name != entry.xml_id
            for (source,) in self._connection.execute(asked, (name, entry.document))
        ]
        return found[0], sources

    def within(self, entry: Indexed) -> Iterator[Indexed]:
        """Yield the entries that stand within an entry."""
        asked = (
            f"SELECT {_INDEXED} FROM paged WHERE entity IN (SELECT s.entity FROM entities AS e"
            " JOIN meant AS s ON s.entry = e.rowid WHERE e.parent = ? AND e.document = ?)"
            " AND entity <> ? ORDER BY sort, document, entity"
        )
        return self._entries(asked, entry.xml_id, entry.document, entry.row)

    def around(self, entry: Indexed) -> Indexed | None:
        """Return the entry that an entry stands within."""
        asked = (
            f"SELECT {_INDEXED} FROM paged WHERE entity = (SELECT s.entity FROM entities AS e"
            " JOIN entities AS p ON p.document = e.document AND p.xml_id = e.parent"
            " JOIN meant AS s ON s.entry = p.rowid WHERE e.rowid = ? LIMIT 1)"
        )
        return next(self._entries(asked, entry.row), None)

    # === Mentions

    def mentions(self, entity: int) -> Iterator[Mention]:
        """Yield the mentions of an entry by date, document and place."""
        for row in self._connection.execute(_MENTIONS, (entity,)):
            yield Mention(*row)

    def count_documents(self, entity: int) -> int:
        """Return how many documents mention an entry."""
        asked = "SELECT count(DISTINCT document) FROM said WHERE entity = ?"
        return int(self._connection.execute(asked, (entity,)).fetchone()[0])

    def correspondents(self, entity: int) -> Iterator[tuple[int, int]]:
        """Yield those whom somebody wrote to or got letters from, with the number of letters."""
        yield from self._connection.execute(_CORRESPONDENTS, (entity,))

    def pointers(self, document: str, within: str | None = None) -> list[Pointed]:
        """Return the pointers of a document that mean entries with pages; those of an entry alone.

        An entry that stands in the document itself is shown there.
        """
        is_within = "" if within is None else "AND n.entry = ?"
        values = (document,) if within is None else (document, within)
        asked = (
            "SELECT n.element || '/@' || n.attribute || ' ' || n.value, n.entity_id,"
            " count(DISTINCT n.number) FROM named AS n JOIN paged AS p ON p.entity = n.entity_id"
            f" WHERE n.document = ? AND n.attribute IS NOT NULL {is_within}"
            f" {'AND p.document <> n.document' if within is None else ''}"
            " GROUP BY 1 ORDER BY 1"
        )
        return [Pointed(*row) for row in self._connection.execute(asked, values)]

    def _names(self, entity: int) -> tuple[str, ...]:
        asked = (
            "SELECT DISTINCT n.form FROM names AS n JOIN entities AS e ON e.xml_id = n.entity"
            " AND e.document = n.document WHERE e.rowid = ? ORDER BY n.number"
        )
        return tuple(form for (form,) in self._connection.execute(asked, (entity,)))

    def _links(self, document: str) -> dict[str, tuple[str, str | None]]:
        asked = (
            "SELECT value, target, key FROM links AS l JOIN published AS p ON p.document = l.target"
            " WHERE l.document = ? AND l.target <> l.document"
        )
        found = self._connection.execute(asked, (document,))
        return {value: (target, key) for value, target, key in found}

    # === Documents

    def _brief(self, document: str) -> Brief | None:
        asked = (
            "SELECT document, title, date_role, date_sort, kind FROM documents WHERE document = ?"
        )
        row = self._connection.execute(asked, (document,)).fetchone()
        if row is None:
            return None
        asked = (
            "SELECT kind, earliest, latest, is_about, certainty, is_doubtful FROM dates"
            " WHERE document = ? AND role = ? AND entity IS NULL ORDER BY number LIMIT 1"
        )
        date = self._connection.execute(asked, (document, row[2])).fetchone()
        return Brief(row[0], row[1], None if date is None else _date(*date), row[3], row[4])

    def documents(self, order: str = "path") -> Iterator[Brief]:
        """Yield the documents by “path”, “date” (those without one last) or “kind”."""
        by = {"path": "", "date": _BY_DATE, "kind": f"d.kind IS NULL, d.kind, {_BY_DATE}"}[order]
        asked = (
            "SELECT d.document FROM documents AS d JOIN published AS p ON p.document = d.document"
            f" ORDER BY {by}d.document"
        )
        yield from self._briefs(asked)

    def _briefs(self, asked: str, *values: object) -> Iterator[Brief]:
        for (document,) in self._connection.execute(asked, values):
            found = self._brief(document)
            if found is not None:
                yield found

    def dated(self) -> Iterator[str]:
        """Yield the names of the documents that have a date, by it."""
        asked = (
            "SELECT d.document FROM documents AS d JOIN published AS p ON p.document = d.document"
            f" WHERE d.date_sort IS NOT NULL ORDER BY {_BY_DATE}d.document"
        )
        yield from (document for (document,) in self._connection.execute(asked))

    def years(self) -> list[tuple[int | None, int]]:
        """Return the years of documents, with their numbers; None for those without a date."""
        asked = (
            "SELECT year(d.date_sort) AS y, count(*) FROM documents AS d JOIN published AS p"
            " ON p.document = d.document GROUP BY y ORDER BY y IS NULL, y"
        )
        return list(self._connection.execute(asked))

    def of_year(self, year: int | None) -> Iterator[Brief]:
        """Yield the documents of a year, by date."""
        asked = (
            "SELECT d.document FROM documents AS d JOIN published AS p ON p.document = d.document"
            f" WHERE year(d.date_sort) IS ? ORDER BY {_BY_DATE}d.document"
        )
        return self._briefs(asked, year)

    def values(self, facet: str) -> Iterator[Value]:
        """Yield what documents can be listed by: “sender”, “receiver”, “place” or “kind”."""
        asked = (
            "SELECT facet, entity, name, begins(name), count(DISTINCT document) FROM facets"
            " WHERE facet = ? GROUP BY entity, name ORDER BY sorts(name), name, entity"
        )
        yield from (Value(*row) for row in self._connection.execute(asked, (facet,)))

    def of_value(self, value: Value) -> Iterator[Brief]:
        """Yield the documents that have a value, by date."""
        asked = (
            "SELECT d.document FROM documents AS d WHERE d.document IN (SELECT document FROM facets"
            f" WHERE facet = ? AND entity IS ? AND name = ?) ORDER BY {_BY_DATE}d.document"
        )
        return self._briefs(asked, value.facet, value.entity, value.name)

    def facets(self, document: str) -> dict[str, tuple[str, ...]]:
        """Return what readers narrow a search by of a document: its values, by facet.

        Facets are those of `values`, “language”, and for each kind of entries that it mentions one
        such as “named-person”.
        """
        found: dict[str, list[str]] = {}
        for facet, name in self._connection.execute(_FACETS_OF, (document,) * 3):
            found.setdefault(facet, []).append(name)
        return {facet: tuple(names) for facet, names in found.items()}


def year_of(sort: int | None) -> int | None:
    """Return the year of a number by which dates sort."""
    return None if sort is None else sort // 10000


_INDEXED = "entity, document, xml_id, kind, type, name, listed, initial, file, count"
_BY_DATE = 'd.date_sort IS NULL, d.date_sort, CAST(d."order" AS INTEGER), '
_DROPPED = tuple(
    f"DROP TABLE IF EXISTS temp.{name}" for name in ("published", "said", "paged", "facets")
)
_PUBLISHED = "CREATE TEMP TABLE published (document TEXT PRIMARY KEY) WITHOUT ROWID"
_ROLES = ", ".join(f"'{role}'" for roles in _FACETS.values() for role in roles)
_STATEMENTS = (
    # One row for each element that names an entry, or a correspondent that has none.
    "CREATE TEMP TABLE said (id INTEGER, entity INTEGER, document TEXT, number INTEGER, role TEXT,"
    " text TEXT)",
    "INSERT INTO said SELECT min(n.id), n.entity_id, n.document, n.number, n.role, n.text"
    " FROM named AS n JOIN published AS p ON p.document = n.document"
    " JOIN documents AS d ON d.document = n.document WHERE n.entry IS NULL AND NOT d.is_register"
    f" AND (n.entity_id IS NOT NULL OR (n.is_name AND n.role IN ({_ROLES})))"
    " GROUP BY n.entity_id, n.document, n.number",
    "CREATE INDEX temp.said_0 ON said (entity)",
    "CREATE INDEX temp.said_1 ON said (document)",
    # The entries that have pages: those of registers, and of documents' texts and lists.
    "CREATE TEMP TABLE paged (entity INTEGER, document TEXT, xml_id TEXT, kind TEXT, type TEXT,"
    " name TEXT, listed TEXT, sort TEXT, initial TEXT, file TEXT, count INTEGER)",
    "INSERT INTO paged SELECT e.rowid, e.document, e.xml_id, e.kind, e.type,"
    " CASE e.name WHEN '' THEN e.xml_id ELSE e.name END AS name,"
    " CASE e.sort WHEN '' THEN e.xml_id ELSE e.sort END AS listed,"
    " sorts(e.sort) AS sort, begins(e.sort) AS initial,"
    " file(e.xml_id, CASE WHEN e.is_register AND NOT EXISTS (SELECT 1 FROM entities AS o WHERE"
    " o.xml_id = e.xml_id AND o.kind = e.kind AND o.is_register AND (o.document, o.number) <"
    " (e.document, e.number)) THEN '' ELSE e.document END) AS file,"
    " (SELECT count(*) FROM said WHERE said.entity = e.rowid) AS count"
    " FROM entities AS e JOIN meant AS s ON s.entry = e.rowid AND s.entity = e.rowid"
    " LEFT JOIN units AS u ON u.document = e.document AND u.number = e.number"
    " WHERE (e.is_register OR e.document IN (SELECT document FROM published))"
    " AND (u.part IS NOT 'header' OR (e.is_register AND e.kind <> 'bibl'))"
    " AND (e.kind <> 'bibl' OR e.is_register)",
    "CREATE UNIQUE INDEX temp.paged_0 ON paged (entity)",
    "CREATE INDEX temp.paged_1 ON paged (kind, sort)",
    "CREATE INDEX temp.paged_2 ON paged (kind, file)",
    "CREATE TEMP TABLE facets (facet TEXT, entity INTEGER, name TEXT, document TEXT)",
    *(
        f"INSERT INTO facets SELECT DISTINCT '{facet}', p.entity, coalesce(p.listed, s.text),"
        " s.document FROM said AS s LEFT JOIN paged AS p ON p.entity = s.entity"
        f" WHERE s.role IN ({', '.join(map(repr, roles))}) AND coalesce(p.listed, s.text) <> ''"
        for facet, roles in _FACETS.items()
    ),
    "INSERT INTO facets SELECT 'kind', NULL, d.kind, d.document FROM documents AS d"
    " JOIN published AS p ON p.document = d.document WHERE d.kind IS NOT NULL",
    "CREATE INDEX temp.facets_0 ON facets (facet, entity, name)",
    "CREATE INDEX temp.facets_1 ON facets (document)",
)
_MENTIONS = (
    "SELECT m.document, m.number, m.role, u.xml_id, year(d.date_sort), m.before, m.shown, m.after"
    " FROM said AS s JOIN mentions AS m ON m.rowid = s.id"
    " JOIN documents AS d ON d.document = s.document"
    " LEFT JOIN units AS u ON u.document = m.document AND u.number = m.unit"
    f" WHERE s.entity = ? ORDER BY {_BY_DATE}d.document, m.number"
)
_FACETS_OF = (
    "SELECT facet, name FROM facets WHERE document = ? UNION SELECT 'language', language FROM"
    " documents WHERE document = ? AND language <> '' UNION SELECT 'named-' || p.kind, p.listed"
    " FROM said AS s JOIN paged AS p ON p.entity = s.entity WHERE s.document = ?"
    " ORDER BY 1, 2"
)
_CORRESPONDENTS = (
    "SELECT o.entity, count(DISTINCT o.document) AS letters FROM said AS s JOIN said AS o"
    " ON o.document = s.document AND o.entity <> s.entity JOIN paged AS p ON p.entity = o.entity"
    " WHERE s.entity = ? AND s.role IN ('sender', 'receiver') AND o.role IN ('sender', 'receiver')"
    " AND o.role <> s.role GROUP BY o.entity ORDER BY letters DESC, p.sort, o.entity"
)


def _date(
    kind: str,
    earliest: str | None,
    latest: str | None,
    is_about: int,
    certainty: str | None,
    is_doubtful: int,
) -> Date:
    return Date(
        kind=DateKind(kind),
        earliest=earliest,
        latest=latest,
        is_about=bool(is_about),
        certainty=certainty or ("low" if is_doubtful else None),
    )


def _year(earliest: str | None, latest: str | None) -> str:
    """Return the year of a date that has one."""
    first, last = (((one or "")[1:].partition("-"), one) for one in (earliest, latest))
    years = {one[0] + rest[0] for rest, one in (first, last) if one}
    return years.pop().lstrip("0") if len(years) == 1 else ""


def _cut(text: str) -> str:
    """Return the beginning of a text, in one line."""
    if len(text) <= _CARD:
        return text
    return (text[:_CARD].rpartition(" ")[0] or text[:_CARD]).rstrip(" ,;:") + " …"
