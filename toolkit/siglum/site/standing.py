"""The addresses that a site has now: of its documents, of units in them, of entries."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from siglum.model.index import Index
from siglum.model.indexed import Indexed
from siglum.site.address_list import DOCUMENT, PART, Line, Unit, is_address, is_name
from siglum.site.names import MAIN_VIEW, REGISTER, page_name
from siglum.site.paths import FOLDERS, page_of

_ENTRY = re.compile(rf"{REGISTER}/([a-z]+)/(.+)\.html")
_KIND = {folder: kind for kind, folder in FOLDERS.items()}
_CITED = (
    "ab closer div div0 div1 div2 div3 div4 div5 div6 div7 head item l lg note opener p postscript"
    " sp stage"
)
"""Which elements with an xml:id readers cite, beside those with a canonical reference."""
_ALL = "SELECT xml_id FROM units WHERE document = ? AND xml_id IS NOT NULL ORDER BY number"
_UNITS = (
    "SELECT xml_id, reference FROM units WHERE document = ? AND xml_id IS NOT NULL"
    " AND part <> 'header' AND (reference IS NOT NULL OR element IN"
    f" ({', '.join(map(repr, _CITED.split()))})) ORDER BY number"
)
_ID = (
    "SELECT coalesce(xml_id, (SELECT value FROM identifiers AS i WHERE i.document = d.document"
    " AND i.entity IS NULL AND value <> '' ORDER BY number LIMIT 1)) FROM documents AS d"
    " WHERE document = ?"
)
_OF_ID = (
    "SELECT document FROM documents WHERE xml_id = ? UNION"
    " SELECT document FROM identifiers WHERE entity IS NULL AND value = ? AND"
    " web = rtrim(replace(replace(?, 'https://', ''), 'http://', ''), '/')"  # which has an index
)


class Standing:
    """The addresses of a site; its documents by their names in the store."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        documents: Mapping[str, str],
        places: Callable[[str], Mapping[str, str]],
        index: Index | None,
    ) -> None:
        """`connection` leads to the rows, `documents` says what names of files begin with.

        `places` says in which part of a document, if it is split, each xml:id stands. Without an
        index, entries have no pages.
        """
        self.connection = connection
        self.documents = documents
        self.places = lru_cache(64)(places)
        self.index = index
        self._by_address = {address: document for document, address in documents.items()}

    def lines(self) -> Iterator[Line]:
        """Yield a line of each page, as the list has it: of documents, then of entries."""
        for document in self.documents:
            yield from self.of_document(document)
        for kind in FOLDERS if self.index is not None else ():
            assert self.index is not None
            for entry in self.index.entries(kind):
                if is_name(entry.xml_id):
                    yield Line(page_of(entry), kind, entry.document, entry.xml_id)

    def of_document(self, document: str) -> list[Line]:
        """Return a line of each page of a document."""
        places = self.places(document)
        parts: dict[str | None, list[Unit]] = {None: []} | {one: [] for one in places.values()}
        for name in self.units(document):
            parts[places.get(name)].append(Unit(name))
        identifier = self.id_of(document)
        found = []
        for part, units in parts.items():
            address = self.page(document, part)
            if is_address(address):
                kind = DOCUMENT if part is None else PART
                found.append(Line(address, kind, document, identifier, tuple(units)))
        return found

    def page(self, document: str, part: str | None = None) -> str:
        """Return the address of a document, or of a part of it."""
        return page_name(self.documents[document], MAIN_VIEW, part)

    def units(self, document: str) -> dict[str, str | None]:
        """Return the citable units of a document in their order, with their references."""
        found: dict[str, str | None] = {}
        for name, reference in self.connection.execute(_UNITS, (document,)):
            if is_name(name):
                found.setdefault(name, reference)
        return found

    def anchors(self, document: str) -> dict[str, str]:
        """Return at which page of a document each of its xml:ids stands."""
        places = self.places(document)
        return {
            name: self.page(document, places.get(name))
            for (name,) in self.connection.execute(_ALL, (document,))
        }

    def title(self, document: str) -> str:
        """Return the title of a document."""
        asked = "SELECT title FROM documents WHERE document = ?"
        row = self.connection.execute(asked, (document,)).fetchone()
        return row[0] if row else ""

    def document_at(self, address: str) -> str | None:
        """Return the document at an address, which may be that of a part."""
        stem = address.removesuffix(".html")
        found = self._by_address.get(stem)
        if found is None:
            stem, _, part = stem.rpartition(".")
            found = self._by_address.get(stem)
            if found is not None and part not in self.places(found).values():
                return None
        return found

    def entry_at(self, address: str) -> Indexed | None:
        """Return the entry at an address."""
        parted = _ENTRY.fullmatch(address)
        if self.index is None or parted is None or parted[1] not in _KIND:
            return None
        return self.index.at(_KIND[parted[1]], parted[2])

    def entry_of(self, identifier: str) -> Indexed | None:
        """Return the one entry with an xml:id."""
        found = [] if self.index is None else self.index.of_id(identifier)
        return found[0] if len(found) == 1 else None

    def document_of(self, identifier: str) -> str | None:
        """Return the one document with an xml:id or idno."""
        found = self._of_id(identifier)
        return found[0] if len(found) == 1 else None

    def documents_of(self, title: str) -> list[str]:
        """Return the documents with a title."""
        asked = "SELECT document FROM documents WHERE title = ? AND title <> ''"
        found = self.connection.execute(asked, (title,))
        return [name for (name,) in found if name in self.documents]

    def entry_named(self, kind: str, name: str) -> str | None:
        """Return the address of the one entry of a kind with a name."""
        found = [] if self.index is None or not name else self.index.named(kind, name)
        return page_of(found[0]) if len(found) == 1 else None

    def has_id(self, document: str, identifier: str) -> bool:
        """Say whether a document has an xml:id or idno."""
        return document in self._of_id(identifier)

    def _of_id(self, identifier: str) -> list[str]:
        found = self.connection.execute(_OF_ID, (identifier,) * 3)
        return [name for (name,) in found if name in self.documents]

    def id_of(self, document: str) -> str:
        """Return the identifier of a document: the xml:id of its outermost element, or an idno."""
        row = self.connection.execute(_ID, (document,)).fetchone()
        found = row[0] if row and row[0] else ""
        return found if is_name(found) else ""
