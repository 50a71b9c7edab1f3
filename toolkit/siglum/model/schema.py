"""The tables of the store, made from the rows: each class a table, each field a column."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields

from siglum.model.rows import TABLES, Row

_SQL = {"str": "TEXT", "int": "INTEGER", "float": "REAL", "bool": "INTEGER"}
_INDEXES = {
    "documents": ("date_sort", "xml_id"),
    "dates": ("entity, document",),
    "correspondents": ("key",),
    "units": ("xml_id", "document, number"),
    "entities": ("xml_id, document", "kind, sort", "parent, document"),
    "names": ("entity, document",),
    "identifiers": ("entity, document", "web"),
    "notes": ("entity, document",),
    "entries": ("entity, document",),
    "mentions": ("key", "target", "entry, document"),
    "links": ("target, key",),
}
"""The columns of each table that have an index, beside `document`."""
_GENERATED = {"identifiers": ", web TEXT AS (rtrim(replace(replace(value, 'https://', ''), "
              "'http://', ''), '/')) VIRTUAL"}  # fmt: skip
_KEPT = """CREATE TABLE kept (
 document TEXT PRIMARY KEY, digest TEXT NOT NULL, context TEXT NOT NULL,
 parts TEXT NOT NULL, findings TEXT NOT NULL, is_sure INTEGER NOT NULL
) WITHOUT ROWID"""
_MEANT = "CREATE TABLE meant (entry INTEGER PRIMARY KEY, entity INTEGER NOT NULL)"
"""For each entry (by rowid) the entry that stands for it: for a copy, that of the register."""
_TOUCHED = "CREATE TABLE touched (xml_id TEXT PRIMARY KEY) WITHOUT ROWID"
"""The xml:ids whose entries changed since `meant` was last brought up to date."""
_NAMED = """CREATE VIEW named AS SELECT m.rowid AS id, m.*, CASE
 WHEN m.key IS NULL AND m.target IS NULL THEN NULL
 WHEN m.target IS NULL AND m.form IN ('uri', 'prefix') THEN
  (SELECT s.entity FROM identifiers AS i
   JOIN entities AS e ON e.xml_id = i.entity AND e.document = i.document
   JOIN meant AS s ON s.entry = e.rowid
   WHERE i.web = m.key ORDER BY e.is_register DESC, e.document, e.number LIMIT 1)
 WHEN m.target IS NULL THEN coalesce(
  (SELECT s.entity FROM entities AS e JOIN meant AS s ON s.entry = e.rowid
   WHERE e.xml_id = m.key AND e.is_register AND e.kind = m.kind
   ORDER BY e.document, e.number LIMIT 1),
  (SELECT s.entity FROM entities AS e JOIN meant AS s ON s.entry = e.rowid
   WHERE e.xml_id = m.key AND e.is_register AND (m.kind IS NOT 'state' OR e.kind = 'term')
   ORDER BY e.document, e.number LIMIT 1),
  (SELECT min(s.entity) FROM entities AS e JOIN meant AS s ON s.entry = e.rowid
   WHERE e.xml_id = m.key AND (m.kind IS NOT 'state' OR e.kind = 'term')
   HAVING count(*) > 1 AND count(DISTINCT s.entity) = 1))
 WHEN m.key IS NULL THEN
  (SELECT e.rowid FROM entities AS e WHERE e.document = m.target AND e.is_register
   AND 1 = (SELECT count(*) FROM entities WHERE document = m.target))
 ELSE
  (SELECT s.entity FROM entities AS e JOIN meant AS s ON s.entry = e.rowid
   WHERE e.xml_id = m.key AND e.document = m.target
   AND (m.kind IS NOT 'state' OR e.kind = 'term'))
 END AS entity_id
FROM mentions AS m"""
"""Mentions, each with the entry that it means: see `siglum.model.queries`."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: str
    """“str”, “int”, “float” or “bool”."""
    may_be_empty: bool
    is_stored: bool
    """False for what only queries know: see `siglum.model.queries`."""


def columns(row: type[Row]) -> tuple[Column, ...]:
    """Return the columns of a table, in the order of the row's fields."""
    found = []
    for each in fields(row):
        kind, _, empty = str(each.type).partition(" | ")
        found.append(
            Column(
                name=each.name,
                type=kind,
                may_be_empty=empty == "None",
                is_stored=each.default is MISSING,
            )
        )
    return tuple(found)


def stored(row: type[Row]) -> tuple[Column, ...]:
    """Return the columns of a table that the store has."""
    return tuple(each for each in columns(row) if each.is_stored)


def statements() -> Iterator[str]:
    """Yield the statements that make an empty store."""
    yield from (_KEPT, _MEANT, "CREATE INDEX meant_0 ON meant (entity)", _TOUCHED)
    for table, row in TABLES.items():
        said = ", ".join(
            f'"{each.name}" {_SQL[each.type]}{"" if each.may_be_empty else " NOT NULL"}'
            for each in stored(row)
        )
        yield f"CREATE TABLE {table} ({said}{_GENERATED.get(table, '')})"
        for number, of in enumerate(("document", *_INDEXES.get(table, ()))):
            yield f"CREATE INDEX {table}_{number} ON {table} ({of})"
    yield _NAMED


def insert(table: str) -> str:
    """Return the statement that adds a row to a table."""
    names = [f'"{each.name}"' for each in stored(TABLES[table])]
    places = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"


def version() -> int:
    """Return a number made of the tables: a store with another number has other tables."""
    text = "\n".join(statements())
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 1
