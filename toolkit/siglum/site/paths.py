"""Where the pages of entries and lists lie, and where links from them lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import quote as encoded

from siglum.model.indexed import Indexed
from siglum.site.names import (
    MAIN_VIEW,
    REGISTER,
    file_name,
    numbered,
    page_name,
    quote,
    seen_from,
    shelf,
)

FOLDERS = {
    "person": "persons",
    "place": "places",
    "org": "organisations",
    "work": "works",
    "bibl": "bibliography",
    "event": "events",
    "object": "objects",
    "term": "terms",
}
"""The folders of the registers, in the order in which they are shown."""


def file(xml_id: str, document: str) -> str:
    """Return the name of an entry's page, with the folder of its shelf, without its ending."""
    name = file_name(xml_id, document)
    return f"{shelf(name)}/{name}"


def register(kind: str) -> str:
    """Return the folder of a register."""
    return f"{REGISTER}/{FOLDERS[kind]}"


def shelf_of(kind: str, folder: str) -> str:
    """Return the name of the shelf with the entries of a kind whose files are in a folder."""
    return f"{register(kind)}/{folder}"


def page_of(entry: Indexed, number: int = 1) -> str:
    """Return the name of an entry's page in the site."""
    return f"{register(entry.kind)}/{numbered(entry.file, number)}"


class Paths:
    """Returns addresses of documents and entries, as a page of the site names them."""

    def __init__(
        self, documents: Mapping[str, str], places: Callable[[str], Mapping[str, str]]
    ) -> None:
        """`documents` says what the names of their files begin with, by their names in the store.

        `places` says in which part of a document, if it is split, each xml:id stands.
        """
        self.documents = documents
        self.places = lru_cache(256)(places)
        """See above; what was asked last is remembered."""

    def document(self, page: str, document: str, unit: str | None = None) -> str:
        """Return the address of a document, or of a unit in it, by its xml:id."""
        part = None if unit is None else self.places(document).get(unit)
        target = seen_from(page, page_name(self.documents[document], MAIN_VIEW, part))
        return quote(target) if unit is None else f"{quote(target)}#{anchor(unit)}"

    def entry_itself(self, page: str, entry: Indexed) -> str:
        """Return the address of an entry on its page, with “#”."""
        return f"{self.entry(page, entry)}#{anchor(entry.xml_id)}"

    def entry(self, page: str, entry: Indexed) -> str:
        """Return the address of an entry's page."""
        return quote(seen_from(page, page_of(entry)))


def page_id(xml_id: str) -> str:
    """Return the id of an element on a page (sg:page-id in html-attributes.xsl)."""
    word = "_".join(xml_id.split())
    return f"source-{word}" if word.startswith("sg-") or not word else word


def anchor(xml_id: str) -> str:
    """Return the id of an element on a page, encoded, as an address has it after “#”."""
    return encoded(page_id(xml_id), safe="")
