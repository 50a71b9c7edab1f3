"""The index of a site: which entries have pages, which documents mention them, and how often.

It is made of all rows of an edition, in temporary tables beside the store, so that no more of it is
in memory than is asked for at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from siglum.model import index_queries as q
from siglum.model.dates import Date, DateKind
from siglum.model.indexed import (
    Brief,
    Dated,
    Indexed,
    Located,
    Mention,
    Pair,
    Pointed,
    Value,
    year_of,
)

_CARD = 120  # characters of what a card says beside the name


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
        self._collated = collated
        connection.create_function("sorts", 1, lambda name: collated(name)[0], deterministic=True)
        connection.create_function("begins", 1, lambda name: collated(name)[1], deterministic=True)
        connection.create_function("file", 2, file, deterministic=True)
        connection.create_function("year", 1, year_of, deterministic=True)
        for statement in q.DROPPED:
            connection.execute(statement)
        connection.execute(q.PUBLISHED)
        connection.executemany("INSERT INTO published VALUES (?)", ((one,) for one in documents))
        for statement in q.STATEMENTS:
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
        asked = f"SELECT {q.INDEXED} FROM paged WHERE kind = ? ORDER BY {by}sort, document, entity"
        return self._entries(asked, kind)

    def shelves(self, kind: str) -> list[str]:
        """Return the folders of the files of a kind."""
        asked = "SELECT DISTINCT substr(file, 1, 2) FROM paged WHERE kind = ? ORDER BY 1"
        return [name for (name,) in self._connection.execute(asked, (kind,))]

    def on_shelf(self, kind: str, name: str) -> Iterator[Indexed]:
        """Yield the entries of a kind whose files are in a folder."""
        asked = (
            f"SELECT {q.INDEXED} FROM paged WHERE kind = ? AND file >= ? AND file < ? ORDER BY file"
        )
        return self._entries(asked, kind, f"{name}/", f"{name}0")

    def at(self, kind: str, file: str) -> Indexed | None:
        """Return the entry of a kind whose page is a file, named as in `Indexed.file`."""
        asked = f"SELECT {q.INDEXED} FROM paged WHERE kind = ? AND file = ?"
        return next(self._entries(asked, kind, file), None)

    def named(self, kind: str, name: str) -> list[Indexed]:
        """Return the entries of a kind with a name."""
        asked = f"SELECT {q.INDEXED} FROM paged WHERE kind = ? AND name = ?"
        return list(self._entries(asked, kind, name))

    def of_id(self, xml_id: str) -> list[Indexed]:
        """Return the entries with an xml:id."""
        asked = (
            f"SELECT {q.INDEXED} FROM paged WHERE entity IN (SELECT rowid FROM entities"
            " WHERE xml_id = ?)"
        )
        return list(self._entries(asked, xml_id))

    def _entries(self, asked: str, *values: object) -> Iterator[Indexed]:
        yield from (Indexed(*row) for row in self._connection.execute(asked, values))

    def _entry(self, entity: int) -> Indexed | None:
        asked = f"SELECT {q.INDEXED} FROM paged WHERE entity = ?"
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
            f"SELECT {q.INDEXED} FROM paged WHERE entity IN (SELECT s.entity FROM entities AS e"
            " JOIN meant AS s ON s.entry = e.rowid WHERE e.parent = ? AND e.document = ?)"
            " AND entity <> ? ORDER BY sort, document, entity"
        )
        return self._entries(asked, entry.xml_id, entry.document, entry.row)

    def around(self, entry: Indexed) -> Indexed | None:
        """Return the entry that an entry stands within."""
        asked = (
            f"SELECT {q.INDEXED} FROM paged WHERE entity = (SELECT s.entity FROM entities AS e"
            " JOIN entities AS p ON p.document = e.document AND p.xml_id = e.parent"
            " JOIN meant AS s ON s.entry = p.rowid WHERE e.rowid = ? LIMIT 1)"
        )
        return next(self._entries(asked, entry.row), None)

    # === Mentions

    def mentions(self, entity: int) -> Iterator[Mention]:
        """Yield the mentions of an entry by date, document and place."""
        for row in self._connection.execute(q.MENTIONS, (entity,)):
            yield Mention(*row)

    def named_in(self, document: str, kind: str) -> Iterator[tuple[int, Mention, bool]]:
        """Yield what the text of a document names, in its order: entry, mention, if in a note."""
        for entity, is_noted, *row in self._connection.execute(q.NAMED_IN, (document, kind)):
            yield entity, Mention(*row), bool(is_noted)

    def mentioning(self) -> Iterator[tuple[str, str, str]]:
        """Yield kinds, folders of files, and the documents that mention an entry of these."""
        asked = (
            "SELECT DISTINCT p.kind, substr(p.file, 1, 2), s.document FROM said AS s"
            " JOIN paged AS p ON p.entity = s.entity ORDER BY 1, 2, 3"
        )
        yield from self._connection.execute(asked)

    def linked(self, documents: Iterable[str]) -> set[str]:
        """Return the documents to which some documents link."""
        asked = "SELECT DISTINCT target FROM links WHERE document = ? AND target IS NOT NULL"
        return {to for one in documents for (to,) in self._connection.execute(asked, (one,))}

    def count_documents(self, entity: int) -> int:
        """Return how many documents mention an entry."""
        asked = "SELECT count(DISTINCT document) FROM said WHERE entity = ?"
        return int(self._connection.execute(asked, (entity,)).fetchone()[0])

    def correspondents(self, entity: int) -> Iterator[tuple[int, int]]:
        """Yield those whom somebody wrote to or got letters from, with the number of letters."""
        yield from self._connection.execute(q.CORRESPONDENTS, (entity,))

    def located(self, order: str = "name") -> Iterator[Located]:
        """Yield the places that documents mention, by “name” or “mentions” (most first)."""
        by = {"name": "", "mentions": "p.count DESC, "}[order]
        found = self._connection.execute(q.LOCATED.format(columns=q.OF_PAGED, by=by))
        for row in found:
            yield Located(Indexed(*row[:-5]), row[-5], row[-4], bool(row[-3]), row[-2], row[-1])

    def pairs(self) -> Iterator[Pair]:
        """Yield who wrote to whom, those with the most letters first."""
        for row in self._connection.execute(q.PAIRS):
            sender, receiver = (
                Value(facet, entity, name, self._collated(name)[1], row[4])
                for facet, (entity, name) in (("sender", row[:2]), ("receiver", row[2:4]))
            )
            yield Pair(sender, receiver, *row[4:])

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
        by = {"path": "", "date": q.BY_DATE, "kind": f"d.kind IS NULL, d.kind, {q.BY_DATE}"}[order]
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

    def by_date(self) -> Iterator[str]:
        """Yield the names of all documents by date, those without one last."""
        asked = (
            "SELECT d.document FROM documents AS d JOIN published AS p ON p.document = d.document"
            f" ORDER BY {q.BY_DATE}d.document"
        )
        yield from (document for (document,) in self._connection.execute(asked))

    def dated(self) -> Iterator[str]:
        """Yield the names of the documents that have a date, by it."""
        asked = (
            "SELECT d.document FROM documents AS d JOIN published AS p ON p.document = d.document"
            f" WHERE d.date_sort IS NOT NULL ORDER BY {q.BY_DATE}d.document"
        )
        yield from (document for (document,) in self._connection.execute(asked))

    def years(self) -> list[tuple[int | None, int]]:
        """Return the years of documents, with their numbers; None for those without a date."""
        asked = (
            "SELECT year(d.date_sort) AS y, count(*) FROM documents AS d JOIN published AS p"
            " ON p.document = d.document GROUP BY y ORDER BY y IS NULL, y"
        )
        return list(self._connection.execute(asked))

    def datings(self) -> Iterator[Dated]:
        """Yield how many documents are of which month; `years` counts those without a date."""
        yield from (Dated(*row) for row in self._connection.execute(q.DATINGS))

    def of_year(self, year: int | None) -> Iterator[Brief]:
        """Yield the documents of a year, by date."""
        asked = (
            "SELECT d.document FROM documents AS d JOIN published AS p ON p.document = d.document"
            f" WHERE year(d.date_sort) IS ? ORDER BY {q.BY_DATE}d.document"
        )
        return self._briefs(asked, year)

    def values(self, facet: str) -> Iterator[Value]:
        """Yield what documents can be listed by.

        `facet` is “sender”, “receiver”, “place”, “kind”, or a name of [facets] of edition.toml.
        """
        asked = (
            "SELECT facet, entity, name, begins(name), count(DISTINCT document) FROM facets"
            " WHERE facet = ? GROUP BY entity, name ORDER BY sorts(name), name, entity"
        )
        yield from (Value(*row) for row in self._connection.execute(asked, (facet,)))

    def of_value(self, value: Value) -> Iterator[Brief]:
        """Yield the documents that have a value, by date."""
        asked = (
            "SELECT d.document FROM documents AS d WHERE d.document IN (SELECT document FROM facets"
            f" WHERE facet = ? AND entity IS ? AND name = ?) ORDER BY {q.BY_DATE}d.document"
        )
        return self._briefs(asked, value.facet, value.entity, value.name)

    def has_field(self, name: str, *, is_facet: bool) -> bool:
        """Say whether a document has what [fields] or [facets] of edition.toml name."""
        asked = (
            "SELECT 1 FROM fields AS f JOIN published AS p ON p.document = f.document"
            " WHERE f.field = ? AND f.is_facet = ? LIMIT 1"
        )
        return self._connection.execute(asked, (name, is_facet)).fetchone() is not None

    def facets(self, document: str) -> dict[str, tuple[str, ...]]:
        """Return what readers narrow a search by of a document: its values, by facet.

        Facets are those of `values`, “language”, and for each kind of entries that it mentions one
        such as “named-person”.
        """
        found: dict[str, list[str]] = {}
        for facet, name in self._connection.execute(q.FACETS_OF, (document,) * 3):
            found.setdefault(facet, []).append(name)
        return {facet: tuple(names) for facet, names in found.items()}


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
