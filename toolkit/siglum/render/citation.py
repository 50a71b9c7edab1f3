"""Citations of a document: Chicago, MLA, a short form, CSL-JSON, BibTeX, RIS, metadata of pages.

On a page, a citation has places for what only the reader's browser knows (see `places`): which unit
of the document is cited, and the day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from siglum.model.bibliographic import Contributor, Record
from siglum.render import citation_dates

_UNTITLED = "Untitled"
_BEGIN, _MIDDLE, _END = "\x01", "\x02", "\x03"  # of a place; no text of XML has these characters
_PLACE = re.compile(f"{_BEGIN}([^{_BEGIN}-{_END}]*){_MIDDLE}([^{_BEGIN}-{_END}]*){_END}")
_ADDRESS = "{address}"
_TYPES = {"person": "Person", "org": "Organization", "name": "Thing"}
"""The types of schema.org of those who have a part in a document."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One document, citable."""

    record: Record
    edition: str = ""
    """Title of the edition."""
    url: str | None = None
    """Address of the document's page, if known."""
    name: str = "document"
    """Tells the document from others where it has no xml:id."""
    has_places: bool = False
    """Whether the texts have places, which `places` finds."""

    @property
    def key(self) -> str:
        return self.record.xml_id or self.name

    @property
    def missing(self) -> list[str]:
        """What a citation can't do without and the header does not give: "title", "date"."""
        has = {"title": self.record.title, "date": self.record.date}
        return [part for part, said in has.items() if not said]

    def _place(self, form: str, content: str = "") -> str:
        """Return a place, with its content: what comes there instead stands in braces."""
        return f"{_BEGIN}{form}{_MIDDLE}{content}{_END}" if self.has_places else content

    def _accessed(self, form: str) -> str:
        """Return a place for the day on which an address is read."""
        return self._place(form) if self.url else ""

    def _address(self, written: str) -> str:
        """Return the address as it is written, in the place of which that of a unit can come."""
        return self._place(_ADDRESS, written) if written else ""

    def csl_json(self) -> str:
        """Return the citation as a CSL-JSON array of one item (https://docs.citationstyles.org)."""
        record = self.record
        item: dict[str, Any] = {
            "id": self.key,
            "type": "personal_communication" if record.is_letter else "document",
            "title": record.title,
            "author": _csl_names(record.authors),
            "recipient": _csl_names(record.recipients),
            "translator": _csl_names(record.translators),
            "editor": _csl_names(record.editors),
            "issued": citation_dates.csl(record.date) if record.date else None,
            "available-date": citation_dates.csl(record.published) if record.published else None,
            "container-title": self.edition,
            "publisher": record.publisher,
            "archive": record.repository,
            "archive_location": record.shelf_mark,
            "language": record.language,
            "abstract": record.abstract,
            "URL": self.url,
            "source": record.archive_page,
            "references": record.archive_citation,
            "note": record.printed,
        }
        text = json.dumps([_known(item)], ensure_ascii=False, indent=2) + "\n"
        if not self.has_places:
            return text
        of_unit = self._place('\n    "section": "{unit}",')
        accessed = self._accessed('\n    "accessed": {"date-parts": [[{parts}]]},')
        text = text.replace('\n    "type": ', f'{of_unit}{accessed}\n    "type": ', 1)
        url = json.dumps(self.url, ensure_ascii=False)[1:-1] if self.url else ""
        return text.replace(f'\n    "URL": "{url}', f'\n    "URL": "{self._address(url)}', 1)

    def chicago(self) -> str:
        """Return a bibliography entry after The Chicago Manual of Style, for an archival letter."""
        record = self.record
        title = _inner_quotes(record.title or _UNTITLED)
        date = citation_dates.english(record.date) if record.date else ""
        sentences = [
            _stop(in_english(record.authors)),
            f"“{title},” {date}{self._place(', {unit}')}."
            if date
            else f"“{title}.”{self._place(' {unit}.')}",
            f"Translated by {in_english(record.translators)}." if record.translators else "",
            _stop(record.shelf_mark),
            _stop(record.archive_page),
            self._container(),
            self._accessed("Accessed {en-US}. ")
            + self._address(self.url or "")
            + ("." if self.url else ""),
        ]
        return " ".join(filter(None, sentences))

    def mla(self) -> str:
        """Return an entry of works cited after the MLA Handbook, ninth edition."""
        record = self.record
        title = _inner_quotes(record.title or _UNTITLED)
        date = citation_dates.day_first(record.date) if record.date else ""
        container = [
            self.edition,
            f"edited by {in_english(record.editors)}" if record.editors else "",
            record.publisher,
            citation_dates.year(record.published),
        ]
        where = ", ".join(filter(None, container)) + self._place(", {unit}")
        sentences = [
            _stop(_authors_of_mla(record.authors)),
            f"“{title}.”",
            _stop(date),
            f"Translated by {in_english(record.translators)}." if record.translators else "",
            f"{where}, {self._address(self.url)}." if self.url else _stop(where),
            self._accessed("Accessed {en-GB}."),
        ]
        return " ".join(filter(None, sentences)).strip()

    def short(self) -> str:
        """Return a short form, for a note after the first: author, title, unit."""
        record = self.record
        title = _inner_quotes(record.title or _UNTITLED)
        author = record.authors[0] if record.authors else None
        name = (author.family or author.name) if author else ""
        others = " et al." if len(record.authors) > 1 else ""
        end = self._place(",” {unit}.", ".”")
        return ", ".join(filter(None, (name + others, f"“{title}{end}")))

    def _container(self) -> str:
        record = self.record
        if not self.edition:
            return _stop(record.publisher)
        editor = f", edited by {in_english(record.editors)}" if record.editors else ""
        publisher = f". {record.publisher}" if record.publisher else ""
        year = citation_dates.year(record.published)
        return _stop(f"In {self.edition}{editor}{publisher}{f', {year}' if year else ''}")

    def bibtex(self) -> str:
        """Return an entry of BibTeX and biblatex. Names in double braces are kept as they are."""
        record = self.record
        parts = citation_dates.day(record.date)
        entry = {
            "author": _bibtex_names(record.authors),
            "title": "{" + _bibtex_text(record.title or _UNTITLED) + "}",
            "translator": _bibtex_names(record.translators),
            "editor": _bibtex_names(record.editors),
            "date": citation_dates.biblatex(record.date) if record.date else "",
            "year": citation_dates.year(record.date),
            "month": "".join(f"{part:02d}" for part in parts[1:2]),
            "day": "".join(f"{part:02d}" for part in parts[2:3]),
            "booktitle": _bibtex_text(self.edition),
            "publisher": _bibtex_text(record.publisher),
            "howpublished": _bibtex_text(record.shelf_mark),
            "note": _bibtex_text(". ".join(filter(None, (record.archive_page, record.printed)))),
            "langid": _bibtex_text(record.language),
            "url": self._address(_bibtex_url(self.url or "")),
        }
        lines = [f"  {key:<12} = {{{value}}},\n" for key, value in entry.items() if value]
        lines.append(self._place(f"  {'pages':<12} = {{{{unit}}}},\n"))
        lines.append(self._accessed(f"  {'urldate':<12} = {{{{iso}}}},\n"))
        key = re.sub(r"[^A-Za-z0-9:_-]", "-", self.key)
        return "".join([f"@misc{{{key},\n", *lines, "}\n"])

    def ris(self) -> str:
        """Return a RIS record; lines end with carriage return and line feed, as RIS asks."""
        record = self.record
        lines: list[tuple[str, str]] = [
            ("TY", "PCOMM" if record.is_letter else "GEN"),
            ("ID", self.key),
            *(("AU", _inverted(each)) for each in record.authors),
            ("TI", record.title or _UNTITLED),
            *(("A2", _inverted(each)) for each in record.recipients),
            *(("A4", _inverted(each)) for each in record.translators),
            *(("ED", _inverted(each)) for each in record.editors),
            ("DA", citation_dates.ris(record.date) if record.date else ""),
            ("PY", citation_dates.year(record.date)),
            ("T2", self.edition),
            ("PB", record.publisher),
            ("DP", record.archive_page),
            ("DB", record.repository),
            ("CN", record.shelf_mark),
            ("LA", record.language),
            ("AB", record.abstract),
            ("N1", record.printed),
        ]
        said = "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in lines if value)
        if self.url:
            said += f"UR  - {self._address(_line(self.url))}\r\n"
        of_reader = self._place("SE  - {unit}\r\n") + self._accessed("Y2  - {ris}\r\n")
        return f"{said}{of_reader}ER  - \r\n"

    def json_ld(self) -> str:
        """Return schema.org metadata, safe inside a script element."""
        record = self.record
        authors, recipients = _schema_people(record.authors), _schema_people(record.recipients)
        data = {
            "@context": "https://schema.org",
            "@type": ["Message", "ArchiveComponent"] if recipients else "CreativeWork",
            "name": record.title,
            "author": authors,
            "sender": authors if recipients else None,
            "recipient": recipients,
            "translator": _schema_people(record.translators),
            "dateCreated": record.date.edtf if record.date else None,
            "inLanguage": record.language,
            "abstract": record.abstract,
            "isPartOf": _schema("Collection", self.edition),
            "publisher": _schema("Organization", record.publisher),
            "holdingArchive": _schema("ArchiveOrganization", record.repository),
            "identifier": record.shelf_mark,
            "url": self.url,
        }
        text = json.dumps(_known(data), ensure_ascii=False, indent=1)
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

    def highwire(self) -> Iterator[tuple[str, str]]:
        """Yield the names and values of the Highwire Press tags, which Zotero reads."""
        record = self.record
        day = citation_dates.iso(citation_dates.day(record.date))
        tags = [
            ("citation_title", record.title or _UNTITLED),
            *(("citation_author", _inverted(each)) for each in record.authors),
            *(("citation_translator", _inverted(each)) for each in record.translators),
            ("citation_publication_date", day.replace("-", "/")),
            ("citation_publisher", record.publisher),
            ("citation_inbook_title", self.edition),
            ("citation_language", record.language),
            ("citation_abstract", record.abstract),
            ("citation_public_url", self.url or ""),
        ]
        yield from ((name, value) for name, value in tags if value)


def places(text: str) -> list[tuple[str, str, str]]:
    """Return a text with places: what is before each, its form, its content; last, what is left.

    What stands in braces in a form is filled in by xslt/cite.js: the unit, its address, the day.
    """
    parts = [*_PLACE.split(text), "", ""]
    return list(zip(parts[::3], parts[1::3], parts[2::3], strict=True))


def in_english(people: Iterable[Contributor]) -> str:
    """Return names as in running English text."""
    *others, last = [each.spoken for each in people] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _known(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value}


def _inverted(person: Contributor) -> str:
    return f"{person.family}, {person.given}" if person.family else person.name


def _authors_of_mla(people: tuple[Contributor, ...]) -> str:
    """Return authors: the first by the surname, of three or more that one alone."""
    if not people:
        return ""
    if len(people) > 2:
        return f"{_inverted(people[0])}, et al."
    return ", and ".join([_inverted(people[0]), *(each.spoken for each in people[1:])])


def _csl_names(people: Iterable[Contributor]) -> list[dict[str, str]]:
    return [
        {"family": each.family, "given": each.given} if each.family else {"literal": each.name}
        for each in people
    ]


def _stop(sentence: str) -> str:
    return sentence if not sentence or sentence.endswith((".", "?", "!")) else sentence + "."


def _inner_quotes(title: str) -> str:
    title = title.replace("“", "‘").replace("”", "’").rstrip(",.")
    return re.sub(r'"([^"]*)"', r"‘\1’", title)


def _line(text: str) -> str:
    """Return a text as one line, without what steers terminals or begins new lines."""
    return "".join(filter(str.isprintable, " ".join(text.split())))


def _bibtex_text(text: str) -> str:
    """Return a text as TeX writes it. BibTeX counts braces, whatever stands before them."""
    special = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    special |= {character: "\\" + character for character in "#$%&_"}
    special |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return "".join(special.get(character, character) for character in _line(text))


def _bibtex_url(url: str) -> str:
    return "".join(
        quote(character, safe="")
        if character in "{}\\ " or not character.isprintable()
        else character
        for character in url
    )


def _bibtex_names(people: Iterable[Contributor]) -> str:
    return " and ".join(
        f"{_bibtex_part(each.family)}, {_bibtex_part(each.given)}"
        if each.family
        else "{" + _bibtex_text(each.name) + "}"
        for each in people
    )


def _bibtex_part(part: str) -> str:
    """Return a part of a name, in braces where BibTeX would find another name in it."""
    text = _bibtex_text(part)
    return "{" + text + "}" if "," in text or "and" in text.lower().split() else text


def _schema(type: str, name: str) -> dict[str, str] | None:
    return {"@type": type, "name": name} if name else None


def _schema_people(people: Iterable[Contributor]) -> list[dict[str, str]]:
    return [{"@type": _TYPES[each.kind], "name": _inverted(each)} for each in people]
