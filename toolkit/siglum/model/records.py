"""What files for other programs ask of the rows of a site's documents and entries.

The questions are to the same tables as those of `siglum.model.index`, which must have been made.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from siglum.model.indexed import Indexed
from siglum.model.queries import Model
from siglum.model.rows import DateRow, DocumentRow, PublicationRow

_BETWEEN = "; "
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Who or where in a letter's correspDesc."""

    action: str
    """“sent” or “received”."""
    kind: str
    """“person”, “org”, “place”, or “name”, as written."""
    name: str
    """As written."""
    entity: int | None
    """The number of the entry in the index."""
    certainty: str | None
    """@cert."""


class Records:
    """Answers of what an index of rows is about."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Ask by the connection on which an `Index` has been made."""
        self._connection = connection
        self._model = Model(connection)

    # === Documents

    def documents(self) -> Iterator[DocumentRow]:
        """Yield the documents that are published, by their paths."""
        asked = "SELECT document FROM published ORDER BY document"
        for (name,) in self._connection.execute(asked):
            found = self._model.document(name)
            if found is not None:
                yield found

    def years(self) -> dict[int | None, tuple[str, ...]]:
        """Return the documents of each year, by date; None has those without one."""
        asked = (
            "SELECT year(d.date_sort), d.document FROM documents AS d JOIN published AS p"
            " ON p.document = d.document ORDER BY d.date_sort IS NULL, d.date_sort,"
            ' CAST(d."order" AS INTEGER), d.document'
        )
        found: dict[int | None, list[str]] = {}
        for year, document in self._connection.execute(asked):
            found.setdefault(year, []).append(document)
        return {year: tuple(documents) for year, documents in found.items()}

    def document(self, name: str) -> DocumentRow | None:
        """Return a document by its name in the rows."""
        return self._model.document(name)

    def letters(self) -> Iterator[DocumentRow]:
        """Yield those that say who sent or received them."""
        return (one for one in self.documents() if self.is_letter(one.document))

    def is_letter(self, document: str) -> bool:
        """Say whether a document says so, of whatever kind it is called."""
        asked = f"{_LETTERS} AND d.document = ?"
        return self._connection.execute(asked, (document,)).fetchone() is not None

    def has_letters(self) -> bool:
        """Say whether there is one."""
        return self._connection.execute(f"{_LETTERS} LIMIT 1").fetchone() is not None

    def dates(self, document: str) -> dict[str, DateRow]:
        """Return the first date of a document in each role."""
        found: dict[str, DateRow] = {}
        for row in self._model.of_document(DateRow, "dates", document):
            if row.entity is None:
                found.setdefault(row.role, row)
        return found

    def correspondents(self, document: str) -> Iterator[Correspondent]:
        """Yield who sent and received a letter, and where, as its header has them."""
        asked = (
            "SELECT c.action, c.kind, c.name, (SELECT s.entity FROM said AS s WHERE"
            " s.document = c.document AND s.number = c.number AND s.entity IS NOT NULL"
            " ORDER BY s.id LIMIT 1), (SELECT m.certainty FROM mentions AS m WHERE"
            " m.document = c.document AND m.number = c.number AND m.certainty IS NOT NULL LIMIT 1)"
            " FROM correspondents AS c WHERE c.document = ? AND c.action IN ('sent', 'received')"
            " ORDER BY c.number"
        )
        for row in self._connection.execute(asked, (document,)):
            yield Correspondent(*row)

    def mentioned(self, document: str) -> Iterator[int]:
        """Yield the entries with pages that a document mentions, by kind and name."""
        asked = (
            "SELECT DISTINCT s.entity FROM said AS s JOIN paged AS p ON p.entity = s.entity"
            " WHERE s.document = ? AND s.role = 'mentioned'"
            " ORDER BY p.kind, p.sort, p.document, p.entity"
        )
        yield from (entity for (entity,) in self._connection.execute(asked, (document,)))

    # === Entries

    def entries(self) -> Iterator[int]:
        """Yield the entries that have pages, by kind and name."""
        asked = "SELECT entity FROM paged ORDER BY kind, sort, document, entity"
        yield from (entity for (entity,) in self._connection.execute(asked))

    def identifiers(self, entity: int) -> list[tuple[str | None, str]]:
        """Return the identifiers of an entry and of its copies: type and value."""
        asked = f"SELECT DISTINCT i.type, i.value {_IDENTIFIED} WHERE s.entity = ? {_IN_ORDER}"
        return list(self._connection.execute(asked, (entity,)))

    def names(self, entry: Indexed) -> Iterator[tuple[str, str | None]]:
        """Yield the names of an entry, each with its language, the main one first."""
        asked = (
            "SELECT form, language FROM names WHERE entity = ? AND document = ? AND form <> ''"
            " ORDER BY is_main DESC, number"
        )
        yield from self._connection.execute(asked, (entry.xml_id, entry.document))

    def language_of(self, entry: Indexed) -> str | None:
        """Return the language of the name that an entry goes by."""
        return next((said for form, said in self.names(entry) if form == entry.name), None)

    def dates_of(self, entry: Indexed) -> Iterator[tuple[str, str]]:
        """Yield the first date of an entry in each role, in EDTF."""
        asked = (
            "SELECT role, edtf FROM dates WHERE entity = ? AND document = ? AND edtf IS NOT NULL"
            " GROUP BY role HAVING min(number) ORDER BY role"
        )
        yield from self._connection.execute(asked, (entry.xml_id, entry.document))

    def coordinates(self, entry: Indexed) -> tuple[float | None, float | None]:
        """Return latitude and longitude of a place, in degrees."""
        asked = "SELECT latitude, longitude FROM entities WHERE rowid = ?"
        latitude, longitude = self._connection.execute(asked, (entry.row,)).fetchone()
        return latitude, longitude

    def kinds_of_identifiers(self) -> Iterator[tuple[str | None, str]]:
        """Yield the identifiers of all entries that have pages: type and value, in any order."""
        asked = (
            f"SELECT i.type, i.value {_IDENTIFIED} JOIN paged AS p ON p.entity = s.entity"
            " GROUP BY i.type, i.value"
        )
        yield from self._connection.execute(asked)

    # === What documents say of their publication

    def publication(self, document: str) -> PublicationRow | None:
        """Return how a document is published."""
        asked = "SELECT * FROM publications WHERE document = ?"
        row = self._connection.execute(asked, (document,)).fetchone()
        return None if row is None else PublicationRow(*row)

    def licences(self) -> list[tuple[str | None, str | None, int]]:
        """Return the licences of documents, by address and words, with how many have each."""
        asked = (
            "SELECT q.licence, q.terms, count(*) AS n FROM publications AS q"
            " JOIN published AS p ON p.document = q.document GROUP BY 1, 2"
            " ORDER BY q.licence IS NULL AND q.terms IS NULL, n DESC, 1, 2"
        )
        return list(self._connection.execute(asked))

    def editors(self) -> list[str]:
        """Return the editors of the documents, those of most of them first."""
        return self._names("editors")

    def publishers(self) -> list[str]:
        """Return the publishers of the documents, those of most of them first."""
        return self._names("publisher")

    def _names(self, column: str) -> list[str]:
        asked = (
            f"SELECT q.{column}, count(*) FROM publications AS q JOIN published AS p"
            f" ON p.document = q.document WHERE q.{column} IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
        found: Counter[str] = Counter()
        for said, count in self._connection.execute(asked):
            names = said.split(_BETWEEN) if column == "editors" else [said]
            found.update(dict.fromkeys(names, count))
        return sorted(found, key=lambda name: (-found[name], name))

    def updated(self) -> Iterator[tuple[str, str]]:
        """Yield documents, each with the last day on which it was published or changed.

        The newest come first. That is what their headers say: a document of which no day is said is
        left out.
        """
        asked = (
            "SELECT d.document, max(substr(d.latest, 1, 10)) AS day FROM dates AS d"
            " JOIN published AS p ON p.document = d.document WHERE d.entity IS NULL"
            f" AND d.role IN ('published', 'changed') AND d.latest GLOB '{_DAY}*'"
            # Not a 30th of February, which would become another day.
            " AND date(substr(d.latest, 1, 10), '+0 days') = substr(d.latest, 1, 10)"
            " GROUP BY d.document ORDER BY day DESC, d.document"
        )
        yield from self._connection.execute(asked)

    def newest(self) -> str | None:
        """Return the last day on which a document was published or changed, if one says so."""
        return next((day for _, day in self.updated()), None)


_LETTERS = (
    "SELECT 1 FROM published AS d WHERE EXISTS (SELECT 1 FROM correspondents AS c"
    " WHERE c.document = d.document AND c.action IN ('sent', 'received'))"
)
_IDENTIFIED = (
    "FROM meant AS s JOIN entities AS e ON e.rowid = s.entry JOIN identifiers AS i"
    " ON i.entity = e.xml_id AND i.document = e.document"
)
_IN_ORDER = "ORDER BY e.is_register DESC, e.document, i.number"
