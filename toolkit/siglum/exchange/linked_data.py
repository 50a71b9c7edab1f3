"""An edition as linked data: JSON-LD 1.1 and N-Triples, in the vocabulary of schema.org.

Both say the same: the edition, its documents, and the entries that have pages, with who wrote to
whom, who is mentioned, and the same persons and places elsewhere on the web. Dates are in EDTF
(ISO 8601-2), names have the language that they are said to be in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from siglum.edition.web_addresses import is_address
from siglum.exchange.published import Published
from siglum.model.indexed import Indexed
from siglum.model.rows import DocumentRow
from siglum.render.look import in_xml

_SCHEMA = "https://schema.org/"
_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
_DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_KINDS = {
    "person": "Person",
    "place": "Place",
    "org": "Organization",
    "work": "CreativeWork",
    "bibl": "CreativeWork",
    "event": "Event",
    "object": "Thing",
    "term": "DefinedTerm",
}
_DATES = {"sent": "dateSent", "received": "dateReceived", "published": "datePublished"}
_LIFE = {"birth": "birthDate", "death": "deathDate"}
_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_ESCAPED = re.compile(r'[\\"\n\r\t]')


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that is a thing, by its address."""

    address: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A value in words or numbers; it has a language, a type, or neither."""

    words: str
    language: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A thing, and what is said of it: names of schema.org, and values."""

    address: str
    type: str
    said: tuple[tuple[str, Reference | Literal], ...]


JSON_LD_HEAD = f'{{"@context": {{"@vocab": {json.dumps(_SCHEMA)}}},\n"@graph": [\n'
"""The beginning of a file in JSON-LD, with its context."""
JSON_LD_END = "\n]}\n"


def json_ld(nodes: Iterable[Node], *, is_first: bool = False) -> Iterator[str]:
    """Yield things in JSON-LD, parted from what is before them unless they are the first."""
    between = "" if is_first else ",\n"
    for node in nodes:
        said: dict[str, list[object]] = {}
        for name, value in node.said:
            said.setdefault(name, []).append(_in_json(value))
        one = {"@id": node.address, "@type": node.type, **said}
        yield between + json.dumps(one, ensure_ascii=False)
        between = ",\n"


def n_triples(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield things in N-Triples (RDF 1.1)."""
    for node in nodes:
        yield f"<{node.address}> <{_TYPE}> <{_SCHEMA}{node.type}> .\n"
        for name, value in node.said:
            yield f"<{node.address}> <{_SCHEMA}{name}> {_in_triples(value)} .\n"


def _in_json(value: Reference | Literal) -> object:
    if isinstance(value, Reference):
        return {"@id": value.address}
    if value.language is not None:
        return {"@value": value.words, "@language": value.language}
    return value.words if value.type is None else {"@value": value.words, "@type": value.type}


def _in_triples(value: Reference | Literal) -> str:
    if isinstance(value, Reference):
        return f"<{value.address}>"
    words = _ESCAPED.sub(lambda found: _ESCAPES[found[0]], value.words)
    behind = f"^^<{value.type}>" if value.type is not None else ""
    return f'"{words}"{f"@{value.language}" if value.language is not None else behind}'


def of_edition(edition: Published) -> Iterator[Node]:
    """Yield the edition itself."""
    yield Node(edition.home, "Collection", tuple(_of_edition(edition)))


def of_documents(edition: Published, names: Iterable[str]) -> Iterator[Node]:
    """Yield documents, by their names in the rows."""
    for document in filter(None, map(edition.records.document, names)):
        is_letter = edition.records.is_letter(document.document)
        said = dict.fromkeys(_of_document(edition, document))
        kind = "Message" if is_letter else "CreativeWork"
        yield Node(edition.page(document.document), kind, tuple(said))


def of_entries(edition: Published) -> Iterator[Node]:
    """Yield the entries that have pages, by kind and name."""
    for row in edition.records.entries() if edition.entry is not None else ():
        entry = edition.index.entry(row)
        address = None if entry is None else edition.thing(entry)
        if entry is not None and address is not None:
            said = dict.fromkeys(_of_entry(edition, entry))
            yield Node(address, _KINDS[entry.kind], tuple(said))


_Said = Iterator[tuple[str, Reference | Literal]]


def _of_edition(edition: Published) -> _Said:
    yield "name", _words(edition.title, edition.language)
    yield "url", Reference(edition.home)
    yield from _all("editor", edition.editors)
    yield from _all("publisher", edition.records.publishers())
    for licence, _, _ in edition.records.licences():
        if licence is not None and is_address(licence):
            yield "license", Reference(licence)


def _of_document(edition: Published, document: DocumentRow) -> _Said:
    name = document.document
    if document.title:
        yield "name", _words(document.title, document.language)
    yield "url", Reference(edition.page(name))
    yield "isPartOf", Reference(edition.home)
    if document.language and _TAG.fullmatch(document.language):
        yield "inLanguage", Literal(document.language)
    if document.date:
        yield "dateCreated", Literal(document.date, type=_EDTF)
    for role, row in edition.records.dates(name).items():
        if role in _DATES and row.edtf:
            yield _DATES[role], Literal(row.edtf, type=_EDTF)
    people = list(_correspondents(edition, name))
    senders = [("author", one) for role, one in people if role == "sender"]
    yield from people
    yield from senders
    yield from _publication(edition, name, has_author=bool(senders))
    for one in edition.records.mentioned(name):
        entry = edition.index.entry(one)
        if entry is not None:
            yield "mentions", _thing(edition, entry)


def _publication(edition: Published, name: str, *, has_author: bool) -> _Said:
    publication = edition.records.publication(name)
    if publication is None:
        return
    if not has_author:
        yield from _all("author", (publication.authors or "").split("; "))
    yield from _all("editor", (publication.editors or "").split("; "))
    yield from _all("publisher", [publication.publisher or ""])
    yield from _all("copyrightNotice", [publication.terms or ""])
    if publication.licence is not None and is_address(publication.licence):
        yield "license", Reference(publication.licence)


def _correspondents(edition: Published, name: str) -> _Said:
    for one in edition.records.correspondents(name):
        entry = None if one.entity is None else edition.index.entry(one.entity)
        is_place = (one.kind if entry is None else entry.kind) == "place"
        if is_place and one.action == "received":
            continue  # schema.org has no word for it
        role = "locationCreated" if is_place else "sender" if one.action == "sent" else "recipient"
        if entry is not None:
            yield role, _thing(edition, entry)
        elif one.name:
            yield role, _words(one.name)


def _of_entry(edition: Published, entry: Indexed) -> _Said:
    yield "name", _words(entry.name, edition.records.language_of(entry))
    yield from (("url", Reference(page)) for page in [edition.page_of(entry)] if page)
    for form, language in edition.records.names(entry):
        if form != entry.name:
            yield "alternateName", _words(form, language)
    for uri in edition.uris(entry):
        yield "sameAs", Reference(uri)
    if entry.kind == "person":
        for role, edtf in edition.records.dates_of(entry):
            if role in _LIFE:
                yield _LIFE[role], Literal(edtf, type=_EDTF)
    if entry.kind == "place":
        for name, degrees in zip(
            ("latitude", "longitude"), edition.records.coordinates(entry), strict=True
        ):
            if degrees is not None:
                yield name, Literal(_decimal(degrees), type=_DECIMAL)
        around = edition.index.around(entry)
        if around is not None:
            yield "containedInPlace", _thing(edition, around)


def _thing(edition: Published, entry: Indexed) -> Reference | Literal:
    """Return an entry as a value: by its name where nothing identifies it."""
    address = edition.thing(entry)
    return _words(entry.name) if address is None else Reference(address)


def _all(name: str, values: Iterable[str]) -> _Said:
    for value in values:
        if value:
            yield name, _words(value)


def _words(said: str, language: str | None = None) -> Literal:
    """Return words; without their language, where what they say of it is no tag of BCP 47."""
    known = language.lower() if language and _TAG.fullmatch(language) else None
    return Literal(in_xml(said), known)


def _decimal(number: float) -> str:
    return f"{number:.7f}".rstrip("0").rstrip(".")
