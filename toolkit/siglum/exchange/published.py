"""An edition as it is published: its rows, and where its pages are on the web."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from siglum.exchange.authorities import uri_of, uris_of
from siglum.model.index import Index, Indexed
from siglum.model.records import Records


@dataclass(frozen=True)
class Published:
    """What the formats ask of an edition; all addresses are absolute."""

    title: str
    language: str
    """Of its title (BCP 47)."""
    home: str
    """The address of its home page, with “/” at the end."""
    page: Callable[[str], str]
    """Returns the address of a document's page, by the document's name in the rows."""
    entry: Callable[[Indexed], str]
    """Returns the address of an entry on its page, with “#”."""
    source: Callable[[str], str | None]
    """Returns where a document's TEI file is published, if it is."""
    index: Index
    records: Records

    def entry_page(self, entry: Indexed) -> str:
        """Return the address of an entry's page."""
        return self.entry(entry).partition("#")[0]

    def uri(self, entry: Indexed) -> str:
        """Return the URI that best identifies an entry: an authority's, else its page."""
        return uri_of(entry.kind, self.records.identifiers(entry.row)) or self.entry_page(entry)

    def uris(self, entry: Indexed) -> list[str]:
        """Return the addresses on the web that say who or what an entry is, authorities first."""
        return uris_of(self.records.identifiers(entry.row))

    @cached_property
    def publisher(self) -> str:
        """The publisher of most documents, else the editors, else the edition's title."""
        found = self.records.publishers()[:1]
        return found[0] if found else ", ".join(self.editors) or self.title

    @cached_property
    def editors(self) -> list[str]:
        """The editors whom the documents name."""
        return self.records.editors()
