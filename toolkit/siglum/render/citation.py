"""Citations made from a document's header: CSL-JSON, Chicago, BibTeX, RIS, page metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from siglum.edition.document import Document
from siglum.render.views import citation
from siglum.work.file_names import as_text

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

Item = Mapping[str, Any]

_NEEDED = {
    "title": "title",
    "issued": "date",
}
"""What a citation can't do without: the key of the item, and what it is in the header."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One document, citable: a CSL-JSON item and what is made of it."""

    item: Item

    @classmethod
    def of(
        cls, document: Document, edition: str, url: str | None, name: str | None = None
    ) -> Citation:
        """Read a document's header (see `views.citation`).

        `url` is the address of its page, if known.
        `name` tells the document from others where it has no xml:id; by default it is the file's.
        Raises CannotUse when the header can't be read.
        """
        name = as_text(name or document.path.stem)
        read = citation(document, {"edition": edition, "url": url or "", "name": name})
        return cls(json.loads(read))

    @property
    def missing(self) -> list[str]:
        """What a citation can't do without and the header does not give: "title", "date"."""
        return [part for key, part in _NEEDED.items() if key not in self.item]

    def csl_json(self) -> str:
        """Return the citation as a CSL-JSON array of one item."""
        return json.dumps([self.item], ensure_ascii=False, indent=2) + "\n"

    def chicago(self) -> str:
        """Return a bibliography entry after The Chicago Manual of Style, for an archival letter."""
        item = self.item
        title = _inner_quotes(item.get("title", "Untitled"))
        authors = self.people("author")
        sentences = [
            _stop(authors) if authors else "",
            f"“{title},” {self._date_in_words()}." if "issued" in item else f"“{title}.”",
            f"Translated by {self.people('translator')}." if "translator" in item else "",
            _stop(item.get("archive_location", "")),
            _stop(item.get("source", "")),
            self._container(),
            _stop(str(item.get("URL", ""))),
        ]
        return " ".join(sentence for sentence in sentences if sentence)

    def bibtex(self) -> str:
        """Return a BibTeX entry. Names in double braces are kept as they are."""
        item = self.item
        entry = {
            "author": _bibtex_names(item.get("author", [])),
            "title": "{" + _bibtex_text(item.get("title", "Untitled")) + "}",
            "translator": _bibtex_names(item.get("translator", [])),
            "editor": _bibtex_names(item.get("editor", [])),
            "year": _iso(item)[:4],
            "month": _iso(item)[5:7],
            "day": _iso(item)[8:10],
            "booktitle": _bibtex_text(item.get("container-title", "")),
            "publisher": _bibtex_text(item.get("publisher", "")),
            "howpublished": _bibtex_text(item.get("archive_location", "")),
            "note": _bibtex_text(". ".join(_known(item.get("source"), item.get("note")))),
            "langid": _bibtex_text(item.get("language", "")),
            "url": _bibtex_url(item.get("URL", "")),
        }
        lines = [f"  {key:<12} = {{{value}}}," for key, value in entry.items() if value]
        key = re.sub(r"[^A-Za-z0-9:_-]", "-", str(item.get("id", "document")))
        return "\n".join([f"@misc{{{key},", *lines, "}", ""])

    def ris(self) -> str:
        """Return a RIS record; lines end with carriage return and line feed, as RIS asks."""
        item = self.item
        kind = "PCOMM" if item.get("type") == "personal_communication" else "GEN"
        lines: list[tuple[str, str]] = [("TY", kind), ("ID", str(item.get("id", "document")))]
        lines += [("AU", _name(person)) for person in item.get("author", [])]
        lines += [("TI", item.get("title", "Untitled"))]
        lines += [("A2", _name(person)) for person in item.get("recipient", [])]
        lines += [("A4", _name(person)) for person in item.get("translator", [])]
        lines += [("ED", _name(person)) for person in item.get("editor", [])]
        if "issued" in item:
            lines += [("DA", _iso(item).replace("-", "/")), ("PY", _iso(item)[:4])]
        for tag, key in (
            ("T2", "container-title"),
            ("PB", "publisher"),
            ("DP", "source"),
            ("DB", "archive"),
            ("CN", "archive_location"),
            ("LA", "language"),
            ("AB", "abstract"),
            ("N1", "note"),
            ("UR", "URL"),
        ):
            if key in item:
                lines.append((tag, str(item[key])))
        lines.append(("ER", ""))
        return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in lines)

    def json_ld(self) -> str:
        """Return schema.org metadata, safe inside a script element."""
        item = self.item
        data = {
            "@context": "https://schema.org",
            "@type": ["Message", "ArchiveComponent"] if "recipient" in item else "CreativeWork",
            "name": item.get("title"),
            "author": _schema_people(item, "author"),
            "sender": _schema_people(item, "author") if "recipient" in item else None,
            "recipient": _schema_people(item, "recipient"),
            "translator": _schema_people(item, "translator"),
            "dateCreated": _iso(item) or None,
            "inLanguage": item.get("language"),
            "abstract": item.get("abstract"),
            "isPartOf": {"@type": "Collection", "name": item["container-title"]}
            if "container-title" in item
            else None,
            "publisher": {"@type": "Organization", "name": item["publisher"]}
            if "publisher" in item
            else None,
            "holdingArchive": {"@type": "ArchiveOrganization", "name": item["archive"]}
            if "archive" in item
            else None,
            "identifier": item.get("archive_location"),
            "url": item.get("URL"),
        }
        known = {key: value for key, value in data.items() if value}
        text = json.dumps(known, ensure_ascii=False, indent=1)
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

    def highwire(self) -> Iterator[tuple[str, str]]:
        """Yield the names and values of the Highwire Press tags, which Zotero reads."""
        item = self.item
        yield "citation_title", item.get("title", "Untitled")
        for person in item.get("author", []):
            yield "citation_author", _name(person)
        for person in item.get("translator", []):
            yield "citation_translator", _name(person)
        if "issued" in item:
            yield "citation_publication_date", _iso(item).replace("-", "/")
        for name, key in (
            ("citation_publisher", "publisher"),
            ("citation_inbook_title", "container-title"),
            ("citation_language", "language"),
            ("citation_abstract", "abstract"),
            ("citation_public_url", "URL"),
        ):
            if key in item:
                yield name, item[key]

    def names(self, role: str) -> list[str]:
        """Return the name of each person in a role, like "author", as it is spoken."""
        return [
            person.get("literal") or f"{person['given']} {person['family']}"
            for person in self.item.get(role, [])
        ]

    def people(self, role: str) -> str:
        """Return the names of the people in a role, like "author", as in running English text."""
        names = self.names(role)
        return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)

    def _date_in_words(self) -> str:
        parts, *later = self.item["issued"]["date-parts"]
        if later:
            return f"{parts[0]}–{later[0][0]}"
        month = _MONTHS[parts[1] - 1] if len(parts) > 1 else ""
        day = f" {parts[2]}," if len(parts) > 2 else ""
        return f"{month}{day} {parts[0]}".strip()

    def _container(self) -> str:
        item = self.item
        if "container-title" not in item:
            return _stop(item.get("publisher", ""))
        editor = f", edited by {self.people('editor')}" if "editor" in item else ""
        publisher = f". {item['publisher']}" if "publisher" in item else ""
        year = f", {_iso(item, 'available-date')[:4]}" if "available-date" in item else ""
        return _stop(f"In {item['container-title']}{editor}{publisher}{year}")


def _name(person: Mapping[str, str]) -> str:
    if "literal" in person:
        return person["literal"]
    return f"{person['family']}, {person['given']}"


def _stop(sentence: str) -> str:
    return sentence if not sentence or sentence.endswith((".", "?", "!")) else sentence + "."


def _inner_quotes(title: str) -> str:
    title = title.replace("“", "‘").replace("”", "’").rstrip(",.")
    return re.sub(r'"([^"]*)"', r"‘\1’", title)


def _known(*texts: str | None) -> list[str]:
    return [text for text in texts if text]


def _iso(item: Item, key: str = "issued") -> str:
    """Return a date, of two years the first."""
    parts = item.get(key, {}).get("date-parts", [[]])[0]
    return "-".join(f"{part:02d}" if number else str(part) for number, part in enumerate(parts))


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


def _bibtex_names(people: list[Mapping[str, str]]) -> str:
    names = [
        "{" + _bibtex_text(person["literal"]) + "}"
        if "literal" in person
        else f"{_bibtex_part(person['family'])}, {_bibtex_part(person['given'])}"
        for person in people
    ]
    return " and ".join(names)


def _bibtex_part(part: str) -> str:
    """Return a part of a name, in braces where BibTeX would find another name in it."""
    text = _bibtex_text(part)
    return "{" + text + "}" if "," in text or "and" in text.lower().split() else text


def _schema_people(item: Item, role: str) -> list[dict[str, str]] | None:
    return [{"@type": "Person", "name": _name(person)} for person in item.get(role, [])] or None
