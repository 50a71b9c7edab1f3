"""An edition as it is published: its rows, and where its pages are on the web."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from siglum.exchange.authorities import uri_of, uris_of
from siglum.model.index import Index
from siglum.model.indexed import Indexed
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
    entry: Callable[[Indexed], str] | None
    """Returns the address of an entry on its page, with “#”; None where entries have no pages."""
    source: Callable[[str], str | None]
    """Returns where a document's TEI file is published, if it is."""
    index: Index
    records: Records

    def page_of(self, entry: Indexed) -> str | None:
        """Return the address of an entry's page."""
        return None if self.entry is None else self.entry(entry).partition("#")[0]

    def uri(self, entry: Indexed) -> str | None:
        """Return the URI that best identifies an entry: an authority's, else its page."""
        return uri_of(entry.kind, self.records.identifiers(entry.row)) or self.page_of(entry)

    def thing(self, entry: Indexed) -> str | None:
        """Return the URI under which linked data speaks of an entry."""
        return self.uri(entry) if self.entry is None else self.entry(entry)

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
