"""A feed of what was published or changed last: Atom (RFC 4287).

Its dates are those that the headers of documents say (the date of publicationStmt, the changes of
revisionDesc), and have no time of day: they begin at midnight of UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from siglum.exchange.markup import DECLARATION, element, tag, text
from siglum.exchange.published import Published

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 50  # documents in the feed


def atom(edition: Published, address: str) -> Iterator[str]:
    """Yield the feed, whose own address is given; nothing where no document says such a date."""
    newest = edition.records.newest()
    if newest is None:
        return
    yield f"{DECLARATION}{tag('feed', xmlns=_ATOM, xml_lang=edition.language)}\n"
    yield element("title", text(edition.title)) + "\n"
    yield element("id", text(edition.home)) + "\n"
    yield element("updated", _time(newest)) + "\n"
    yield element("link", rel="self", type="application/atom+xml", href=address) + "\n"
    yield element("link", rel="alternate", type="text/html", href=edition.home) + "\n"
    yield _authors(edition.editors or [edition.publisher]) + "\n"
    for document, day in islice(edition.records.updated(), _MOST):
        yield _entry(edition, document, day) + "\n"
    yield "</feed>\n"


def _entry(edition: Published, document: str, day: str) -> str:
    page = edition.page(document)
    brief = edition.index.brief(document)
    said = edition.records.publication(document)
    authors = (said.authors or "").split("; ") if said is not None else []
    return element(
        "entry",
        element("title", text((brief.title if brief is not None else "") or document)),
        element("id", text(page)),
        element("updated", _time(day)),
        element("link", rel="alternate", type="text/html", href=page),
        _authors(authors),
        element("rights", text(said.terms)) if said is not None and said.terms else "",
    )


def _authors(names: list[str]) -> str:
    return "".join(element("author", element("name", text(one))) for one in names if one)


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"
