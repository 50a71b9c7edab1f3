"""Which persons, places and the like of an authority file an edition has pages of: BEACON.

The link dump format of https://gbv.github.io/beaconspec/beacon.html, a file for each authority
file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from siglum.exchange.authorities import AUTHORITIES, Authority
from siglum.exchange.published import Published
from siglum.model.records import Records

_NO_TOKEN = re.compile(r"[\x00-\x20|\x7f-\x9f]+")


def authorities_of(records: Records) -> list[Authority]:
    """Return the authority files that entries with pages have identifiers of."""
    left = list(AUTHORITIES)
    found: list[Authority] = []
    for type, value in records.kinds_of_identifiers():
        for one in left:
            if one.identifier_of(type, value) is not None:
                found.append(one)
                left.remove(one)
                break
    return [one for one in AUTHORITIES if one in found]


def beacon(edition: Published, authority: Authority, address: str) -> Iterator[str]:
    """Yield the file of an authority, whose own address is given; entries must have pages.

    Each line has an identifier, the number of mentions of its entry, and where the entry's page is.
    """
    fields = {
        "FORMAT": "BEACON",
        "PREFIX": authority.prefix,
        "TARGET": f"{edition.home}{{+ID}}",
        "NAME": edition.title,
        "MESSAGE": edition.title,
        "INSTITUTION": edition.publisher,
        "DESCRIPTION": f"{authority.title}: {edition.title}",
        "FEED": address,
        "HOMEPAGE": edition.home,
        "TIMESTAMP": edition.records.newest() or "",
    }
    for name, value in fields.items():
        if value:
            yield f"#{name}: {_NO_TOKEN.sub(' ', value).strip()}\n"
    yield "\n"
    for row in edition.records.entries():
        entry = edition.index.entry(row)
        assert entry is not None  # it has a page
        known = (authority.identifier_of(*one) for one in edition.records.identifiers(row))
        for identifier in dict.fromkeys(filter(None, known)):
            page = (edition.page_of(entry) or "").removeprefix(edition.home)
            yield f"{identifier}|{entry.count or ''}|{page}\n"
