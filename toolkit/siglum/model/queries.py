"""Questions to all rows of an edition.

Rows come one by one from the store, so that an answer about 100,000 documents needs no memory.
Which entry a mention means is known only here, where all registers are: the entry that its address
names, or the one with its xml:id in a register. Which entries are the same, `siglum.model.same`
decides.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, TypeVar, cast

from siglum.model.rows import (
    TABLES,
    CorrespondentRow,
    DocumentRow,
    EntityRow,
    GuessRow,
    MentionRow,
    NameRow,
    Row,
    UnitRow,
)
from siglum.model.schema import columns

_R = TypeVar("_R")
_NAMED = "named AS n LEFT JOIN entities AS g ON g.rowid = n.entity_id"
"""Mentions with the entries that they mean."""
_COUNTED = "(n.is_name OR g.rowid IS NOT NULL)"
"""What counts as a mention: see `MentionRow.is_name`."""
_DERIVED = {"entity": "g.xml_id", "entity_document": "g.document"}
_MANY = 500  # rows that are fetched from the store at a time


class Model:
    """The rows of an edition, in a store that is up to date."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, table: str, between: tuple[str, str] | None = None) -> Iterator[Row]:
        """Yield all rows of a table, by document and element; mentions as `mentions` does.

        `between` are the first and the last document; without them, all have their rows.
        """
        where, bounds = ("1", ()) if between is None else ("document BETWEEN ? AND ?", between)
        if table == "mentions":
            asked = f"{where.replace('document', 'n.document')} AND {_COUNTED}"
            order = "n.document, n.number, n.id"
            return self._all(MentionRow, _NAMED, f"{asked} ORDER BY {order}", *bounds)
        row = TABLES[table]
        order = "document, number" if "number" in row.__dataclass_fields__ else "document, rowid"
        return self._all(row, table, f"{where} ORDER BY {order}, rowid", *bounds)

    def names_of_documents(self) -> Iterator[str]:
        """Yield the names of all documents of which there are rows, registers too, sorted."""
        asked = self._connection.execute("SELECT document FROM kept ORDER BY document")
        yield from (name for (name,) in asked)

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        counted = f"{_NAMED} WHERE {_COUNTED}" if table == "mentions" else table
        return int(self._connection.execute(f"SELECT count(*) FROM {counted}").fetchone()[0])

    def document(self, path: str) -> DocumentRow | None:
        """Return the document at a path below the edition's folder."""
        return next(self._all(DocumentRow, "documents", "document = ?", path), None)

    def documents(self, *, registers: bool = False) -> Iterator[DocumentRow]:
        """Yield the documents by their paths; with the registers, or without."""
        where = "1" if registers else "NOT is_register"
        return self._all(DocumentRow, "documents", f"{where} ORDER BY document")

    def documents_by_date(
        self, first: int | None = None, last: int | None = None
    ) -> Iterator[DocumentRow]:
        """Yield the documents that have a date, sorted by date, then by their own order and path.

        `first` and `last` are years.
        """
        where = ["NOT is_register", "date_sort IS NOT NULL"]
        bounds = []
        if first is not None:
            where.append("date_sort >= ?")
            bounds.append(first * 10000)
        if last is not None:
            where.append("date_sort < ?")
            bounds.append((last + 1) * 10000)
        order = 'date_sort, CAST("order" AS INTEGER), "order", document'
        asked = f"{' AND '.join(where)} ORDER BY {order}"
        return self._all(DocumentRow, "documents", asked, *bounds)

    def entity(self, xml_id: str) -> EntityRow | None:
        """Return the entry with an xml:id: a register's, else the first of a document."""
        asked = "xml_id = ? ORDER BY is_register DESC, document, number LIMIT 1"
        return next(self._all(EntityRow, "entities", asked, xml_id), None)

    def entities(self, kind: str | None = None) -> Iterator[EntityRow]:
        """Yield the entries, of one kind or all, as an index sorts them; of copies only one."""
        table = "entities AS e JOIN meant AS s ON s.entry = e.rowid AND s.entity = e.rowid"
        if kind is None:
            asked = "1 ORDER BY e.kind, e.sort, e.document, e.number"
            return self._all(EntityRow, table, asked, of="e")
        asked = "e.kind = ? ORDER BY e.sort, e.document, e.number"
        return self._all(EntityRow, table, asked, kind, of="e")

    def names(self, entity: EntityRow) -> Iterator[NameRow]:
        """Yield the names of an entry, the main one first."""
        asked = "document = ? AND entity = ? ORDER BY is_main DESC, number"
        return self._all(NameRow, "names", asked, entity.document, entity.xml_id)

    def units(self, document: str) -> Iterator[UnitRow]:
        """Yield the units of a document, in its order."""
        return self._all(UnitRow, "units", "document = ? ORDER BY number", document)

    def mentions(self, document: str | None = None) -> Iterator[MentionRow]:
        """Yield the mentions of a document, or of all, in their order."""
        if document is None:
            asked = f"{_COUNTED} ORDER BY n.document, n.number, n.id"
            return self._all(MentionRow, _NAMED, asked)
        asked = f"n.document = ? AND {_COUNTED} ORDER BY n.number, n.id"
        return self._all(MentionRow, _NAMED, asked, document)

    def mentions_of(self, entity: EntityRow, *, entries: bool = False) -> Iterator[MentionRow]:
        """Yield the mentions of an entry, by the date of their documents; one for each element.

        Mentions in registers and in other entries are left out, unless `entries` is set.
        """
        table = f"{_NAMED} JOIN documents AS d ON d.document = n.document"
        order = 'd.date_sort IS NULL, d.date_sort, CAST(d."order" AS INTEGER), n.document, n.number'
        where, values = self._of(entity, entries)
        # SQLite fills the other columns from the row with the least n.id (its “bare columns”).
        asked = f"{where} GROUP BY n.document, n.number HAVING min(n.id) ORDER BY {order}"
        return self._all(MentionRow, table, asked, *values)

    def count_of(self, entity: EntityRow, *, entries: bool = False) -> int:
        """Return how many mentions an entry has; `entries` as in `mentions_of`."""
        where, values = self._of(entity, entries)
        table = "named AS n JOIN documents AS d ON d.document = n.document"
        each = f"SELECT 1 FROM {table} WHERE {where} GROUP BY n.document, n.number"
        asked = f"SELECT count(*) FROM ({each})"
        return int(self._connection.execute(asked, values).fetchone()[0])

    def _of(self, entity: EntityRow, entries: bool) -> tuple[str, list[Any]]:
        """Return the condition that finds the mentions of an entry: SQL, and its parameters."""
        asked = "SELECT rowid FROM entities WHERE document = ? AND number = ?"
        found = self._connection.execute(asked, (entity.document, entity.number)).fetchone()
        if found is None:
            return "0", []
        asked = (
            "SELECT DISTINCT i.web FROM meant AS s JOIN entities AS e ON e.rowid = s.entry"
            " JOIN identifiers AS i ON i.entity = e.xml_id AND i.document = e.document"
            " WHERE s.entity = ?"
        )
        keys = [entity.xml_id, *(web for (web,) in self._connection.execute(asked, found))]
        places = ", ".join("?" * len(keys))
        by_key = f"SELECT rowid FROM mentions WHERE key IN ({places})"
        by_file = "SELECT rowid FROM mentions WHERE key IS NULL AND target = ?"
        where = f"n.id IN ({by_key} UNION {by_file}) AND n.entity_id = ?"
        if not entries:
            where += " AND n.entry IS NULL AND NOT d.is_register"
        return where, [*keys, entity.document, *found]

    def entity_of(self, mention: MentionRow) -> EntityRow | None:
        """Return the entry that a mention means; None where there is none in the edition."""
        asked = "document = ? AND xml_id = ? LIMIT 1"
        values = (mention.entity_document, mention.entity)
        return next(self._all(EntityRow, "entities", asked, *values), None)

    def letters_between(self, one: EntityRow, other: EntityRow) -> Iterator[DocumentRow]:
        """Yield the documents that one of the two sent and the other received, by date."""
        table = (
            "entities AS a CROSS JOIN entities AS b CROSS JOIN named AS s JOIN named AS r ON"
            " r.document = s.document JOIN documents AS d ON d.document = s.document"
        )
        where = (
            "a.document = ? AND a.number = ? AND b.document = ? AND b.number = ? AND"
            " s.key = a.xml_id AND r.key = b.xml_id AND s.entity_id = a.rowid AND"
            " r.entity_id = b.rowid AND s.role IN ('sender', 'receiver') AND"
            " r.role IN ('sender', 'receiver') AND s.role <> r.role"
            ' GROUP BY d.document ORDER BY d.date_sort, CAST(d."order" AS INTEGER), d.document'
        )
        values = (one.document, one.number, other.document, other.number)
        return self._all(DocumentRow, table, where, *values, of="d")

    def of_document(self, row: type[_R], table: str, document: str) -> Iterator[_R]:
        """Yield the rows of a table that belong to a document, in their order."""
        return self._all(row, table, "document = ? ORDER BY number, rowid", document)

    def of_entity(self, row: type[_R], table: str, entity: EntityRow) -> Iterator[_R]:
        """Yield the rows of a table that belong to an entry, in their order."""
        asked = "document = ? AND entity = ? ORDER BY number, rowid"
        return self._all(row, table, asked, entity.document, entity.xml_id)

    def correspondents(self, document: str) -> Iterator[CorrespondentRow]:
        """Yield the persons and places that the header of a letter names, in their order."""
        return self.of_document(CorrespondentRow, "correspondents", document)

    def guesses(self) -> Iterator[GuessRow]:
        """Yield what was guessed, by document."""
        return self._all(GuessRow, "guesses", "1 ORDER BY document, number, rowid")

    def _all(
        self, row: type[_R], table: str, where: str, *values: Any, of: str | None = None
    ) -> Iterator[_R]:
        """Yield rows of a class; in a join, `of` names the table that has its columns."""
        found = columns(cast(type[Row], row))
        alias = of or ("n" if "named AS n" in table else None)
        prefix = f"{alias}." if alias else ""
        names = ", ".join(
            f'{prefix}"{column.name}"' if column.is_stored else _DERIVED[column.name]
            for column in found
        )
        truths = [number for number, column in enumerate(found) if column.type == "bool"]
        cursor = self._connection.execute(f"SELECT {names} FROM {table} WHERE {where}", values)
        cursor.arraysize = _MANY
        while several := cursor.fetchmany():
            for each in several:
                if truths:
                    each = list(each)
                    for number in truths:
                        each[number] = bool(each[number])
                yield row(*each)
