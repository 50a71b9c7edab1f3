"""The letters of an edition for catalogues of correspondence: CMIF.

Correspondence Metadata Interchange Format 1.1 of the TEI Correspondence SIG, with what the proposal
for version 2 adds: whom and what a letter mentions, its language, its TEI file.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator

from siglum.edition.web_addresses import is_address
from siglum.exchange.markup import DECLARATION, element, tag, text
from siglum.exchange.published import Published
from siglum.model.records import Correspondent
from siglum.model.rows import DateRow, DocumentRow

_TEI = "http://www.tei-c.org/ns/1.0"
_UNKNOWN = "Unknown"
_DATE = re.compile(r"-?\d{4,}(-\d\d(-\d\d)?)?")
_BEGIN_OF_CMIF = "2015"
_MENTIONS = {
    "person": "cmif:mentionsPerson",
    "org": "cmif:mentionsOrg",
    "place": "cmif:mentionsPlace",
    "work": "cmif:mentionsBibl",
    "bibl": "cmif:mentionsBibl",
}
"""Terms of https://lod.academy/cmif/vocab/terms, by kinds of entries."""


def cmif(edition: Published, address: str) -> Iterator[str]:
    """Yield the file, whose own address is given: a correspDesc for each letter."""
    name = f"uuid-{uuid.uuid5(uuid.NAMESPACE_URL, edition.home)}"
    yield f"{DECLARATION}{tag('TEI', xmlns=_TEI)}\n<teiHeader>\n{_file(edition, address, name)}\n"
    yield "<profileDesc>\n"
    for letter in edition.records.letters():
        yield f"{_letter(edition, letter, name)}\n"
    yield "</profileDesc>\n</teiHeader>\n<text><body><p/></body></text>\n</TEI>\n"


def _file(edition: Published, address: str, name: str) -> str:
    source = element(
        "bibl",
        text(f"{edition.title}, "),
        element("ref", text(edition.home), target=edition.home),
        type="online",
        xml_id=name,
    )
    editors = edition.editors or [edition.publisher]
    newest = edition.records.newest()
    return element(
        "fileDesc",
        element(
            "titleStmt",
            element("title", text(edition.title)),
            *(element("editor", text(one)) for one in editors),
        ),
        element(
            "publicationStmt",
            element("publisher", element("ref", text(edition.publisher), target=edition.home)),
            element("idno", text(address), type="url"),
            # A date is asked for. Where the edition says none, this is what is certain.
            element("date", when=newest, notBefore=None if newest else _BEGIN_OF_CMIF),
            element("availability", _rights(edition)),
        ),
        element("sourceDesc", source),
    )


def _rights(edition: Published) -> str:
    """Return the licences of the documents; CMIF asks for one with an address."""
    said = edition.records.licences()
    found = dict.fromkeys(
        (licence, terms) for licence, terms, _ in said if licence and is_address(licence)
    )
    if found:
        return "".join(
            element("licence", text(terms or licence or ""), target=licence)
            for licence, terms in found
        )
    terms = next((terms for _, terms, _ in said if terms), "No licence is stated.")
    return element("p", text(terms))


def _letter(edition: Published, letter: DocumentRow, name: str) -> str:
    dates = edition.records.dates(letter.document)
    known = list(edition.records.correspondents(letter.document))
    written = next((dates[role] for role in ("sent", "created", "origin") if role in dates), None)
    note = list(_note(edition, letter))
    return element(
        "correspDesc",
        _action(edition, "sent", known, written),
        _action(edition, "received", known, dates.get("received")),
        element("note", *note) if note else "",
        key=letter.xml_id or letter.document,
        ref=edition.page(letter.document),
        source=f"#{name}",
    )


def _action(
    edition: Published, action: str, known: Iterable[Correspondent], date: DateRow | None
) -> str:
    people: dict[str, None] = {}
    places: dict[str, None] = {}
    for one in known:
        if one.action == action:
            found, is_place = _named(edition, one)
            (places if is_place else people).setdefault(found)
    return element(
        "correspAction",
        *(people or {element("persName", _UNKNOWN): None}),
        *places,
        _date(date),
        type=action,
    )


def _named(edition: Published, one: Correspondent) -> tuple[str, bool]:
    """Return somebody or a place as an element, and whether it is a place."""
    entry = None if one.entity is None else edition.index.entry(one.entity)
    kind = entry.kind if entry is not None else one.kind
    name = {"place": "placeName", "org": "orgName"}.get(kind, "persName")
    words = entry.listed if entry is not None else one.name
    made = element(
        name,
        text(words or _UNKNOWN),
        ref=None if entry is None else edition.uri(entry),
        cert=_certainty(one.certainty),
    )
    return made, kind == "place"


def _certainty(said: str | None) -> str | None:
    return "low" if said in ("low", "unknown") else None


def _date(date: DateRow | None) -> str:
    """Return a date as an element; nothing for one that has no year."""
    if date is None:
        return ""
    first, last = _day(date.earliest), _day(date.latest)
    match date.kind:
        case "exact":
            said = {"when": first}
        case "range":
            said = {"from": first, "to": last}
        case _:
            said = {"notBefore": first, "notAfter": last}
    if not any(said.values()):
        return ""
    words = text(date.text) if date.is_about else ""  # what the attributes can't say
    return element("date", words, **said, cert="low" if date.is_doubtful else None)


def _day(said: str | None) -> str | None:
    """Return a date as CMIF writes it: no more exact than a day."""
    found = _DATE.match(said or "")
    return found[0] if found else None


def _note(edition: Published, letter: DocumentRow) -> Iterator[str]:
    """Yield what version 2 adds."""
    for row in edition.records.mentioned(letter.document):
        entry = edition.index.entry(row)
        type = None if entry is None else _MENTIONS.get(entry.kind)
        if entry is not None and type is not None:
            yield element("ref", text(entry.listed), type=type, target=edition.uri(entry))
    if letter.language:
        yield element("ref", type="cmif:hasLanguage", target=letter.language)
    source = edition.source(letter.document)
    if source is not None:
        yield element("ref", type="cmif:isAvailableAsTEIfile", target=source)
