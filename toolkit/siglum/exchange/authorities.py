"""The authority files that siglum knows, and what identifiers of entries are in them.

They are those to which pages of entries have links (sg:identified in xslt/modules/html-names.xsl).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from siglum.edition.web_addresses import is_address


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority file."""

    name: str
    title: str
    prefix: str
    """What its URIs begin with, before the identifier."""
    types: frozenset[str]
    """@type of idno, in small letters."""
    identifier: re.Pattern[str]
    web: re.Pattern[str]
    """Addresses of its records, in all forms that are in use."""

    def identifier_of(self, type: str | None, value: str) -> str | None:
        """Return the identifier in this authority file that an idno says, if it says one."""
        found = self.web.fullmatch(value)
        if found is not None:
            return found[1]
        is_mine = type is not None and type.lower() in self.types
        return value if is_mine and self.identifier.fullmatch(value) else None


def _authority(
    title: str, prefix: str, identifier: str, web: str, types: str | None = None
) -> Authority:
    name = title.lower()
    return Authority(
        name=name,
        title=title,
        prefix=prefix,
        types=frozenset((types or name).split()),
        identifier=re.compile(identifier),
        web=re.compile(rf"https?://{web}({identifier})(?:[/.?#]\S*)?", re.IGNORECASE),
    )


AUTHORITIES = (
    _authority(
        "GND", "https://d-nb.info/gnd/", r"[0-9]{1,10}-?[0-9X]", r"d-nb\.info/gnd/", "gnd pnd"
    ),
    _authority("VIAF", "http://viaf.org/viaf/", r"[0-9]{1,22}", r"(?:www\.)?viaf\.org/viaf/"),
    _authority(
        "GeoNames", "https://www.geonames.org/", r"[0-9]{1,12}", r"(?:www\.|sws\.)?geonames\.org/"
    ),
    _authority(
        "Wikidata",
        "http://www.wikidata.org/entity/",
        r"Q[0-9]{1,12}",
        r"(?:www\.)?wikidata\.org/(?:wiki|entity)/",
    ),
)
"""By their rank: the first that knows somebody says the URI."""

_OF_PLACES = "geonames"


def uris_of(identifiers: Iterable[tuple[str | None, str]]) -> list[str]:
    """Return the addresses on the web that identifiers (type and value) say, authorities first.

    Those of an authority have one form, however they are written.
    """
    found: dict[str, int] = {}
    for type, value in identifiers:
        for rank, authority in enumerate(AUTHORITIES):
            known = authority.identifier_of(type, value)
            if known is not None:
                found.setdefault(f"{authority.prefix}{known}", rank)
                break
        else:
            # @corresp may lead to anything that has to do with the entry.
            if type != "@corresp" and is_address(value):
                found.setdefault(value, len(AUTHORITIES))
    return sorted(found, key=lambda uri: found[uri])


def uri_of(kind: str, identifiers: Iterable[tuple[str | None, str]]) -> str | None:
    """Return the URI of an authority that identifies an entry of a kind; GeoNames' for a place."""
    known = [
        (authority.name, f"{authority.prefix}{identifier}")
        for authority, identifier in _known(identifiers)
    ]
    if kind == "place":
        known.sort(key=lambda one: one[0] != _OF_PLACES)
    return known[0][1] if known else None


def _known(
    identifiers: Iterable[tuple[str | None, str]],
) -> list[tuple[Authority, str]]:
    said = list(identifiers)
    return [
        (authority, known)
        for authority in AUTHORITIES
        for type, value in said
        if (known := authority.identifier_of(type, value)) is not None
    ]
