"""The bibliographic record of a document: what its header says that a citation needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from siglum.edition.document import XML_ID
from siglum.model.dates import Date
from siglum.model.datings import Dating, dating, dating_of_title
from siglum.model.fields import Looked
from siglum.model.header import language_of
from siglum.model.surroundings import action_of
from siglum.model.titles import LANG, in_language, titles
from siglum.model.words import local, name_of, printed, tei, words

_NAMES = tuple(map(tei, ("persName", "orgName", "name")))
_KINDS: dict[str, Literal["person", "org"]] = {"persName": "person", "orgName": "org"}
_TRANSLATES = re.compile(r"\s*translat", re.IGNORECASE)
_EDITS = re.compile(r"edit|encod", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or a body that has a part in a document."""

    kind: Literal["person", "org", "name"]
    """“name” where the header does not say which of both it is."""
    name: str
    """As printed."""
    family: str = ""
    """Surname, where the header marks both parts."""
    given: str = ""
    """Forenames."""

    @property
    def spoken(self) -> str:
        return f"{self.given} {self.family}" if self.family else self.name


@dataclass(frozen=True, slots=True)
class Record:
    """What a header says of its document; "", () or None for what it does not say."""

    xml_id: str = ""
    is_letter: bool = False
    """Whether the header describes one letter."""
    title: str = ""
    authors: tuple[Contributor, ...] = ()
    """Those of the title statement, else the senders."""
    recipients: tuple[Contributor, ...] = ()
    translators: tuple[Contributor, ...] = ()
    editors: tuple[Contributor, ...] = ()
    date: Date | None = None
    """When it was written."""
    published: Date | None = None
    """When this edition of it was published."""
    publisher: str = ""
    repository: str = ""
    shelf_mark: str = ""
    language: str = ""
    """Of the text."""
    abstract: str = ""
    archive_page: str = ""
    """Who publishes the source, and where (bibl of @type “archive-page”)."""
    archive_citation: str = ""
    """How the archive cites it (bibl of @type “archive-citation”)."""
    printed: str = ""
    """The printed edition that it was made from, in words."""

    @classmethod
    def of(cls, root: etree._Element, looked: Looked | None = None) -> Record:
        """Read the header of a document; what edition.toml says where to look for counts first."""
        header = root.find(tei("teiHeader"))
        if header is None:
            found = cls(xml_id=root.get(XML_ID) or "", language=language_of(root, None) or "")
        else:
            found = _Reader(root, header).record()
        if looked is None:
            return found
        title = looked.fields.get("title")
        return replace(
            found,
            title=found.title if title is None else title.value,
            date=looked.date or found.date,
        )


class _Reader:
    """The reader of one header."""

    def __init__(self, root: etree._Element, header: etree._Element) -> None:
        self._root = root
        self._header = header
        self._language = language_of(root, header)

    def record(self) -> Record:
        title, _ = titles(self._header, self._language)
        letters = list(self._header.iter(tei("correspDesc")))
        letter = letters[0] if len(letters) == 1 else None
        sent, received = (list(_actions(letter, type)) for type in ("sent", "received"))
        responsible = self._all("fileDesc/titleStmt/respStmt")
        editing = [each for each in responsible if _EDITS.search(_said(each, "resp"))]
        translating = [each for each in responsible if _TRANSLATES.match(_said(each, "resp"))]
        page = self._source("bibl[@type='archive-page']")
        cited = self._source("bibl[@type='archive-citation']")
        return Record(
            xml_id=self._root.get(XML_ID) or "",
            is_letter=letter is not None,
            title="" if title is None else printed(title),
            authors=tuple(self._people(self._authors())) or tuple(self._people(sent)),
            recipients=tuple(self._people(received)),
            translators=tuple(self._people(translating)),
            editors=tuple(self._people([*self._all("fileDesc/titleStmt/editor"), *editing])),
            date=self._date(sent),
            published=_first_date(self._all("fileDesc/publicationStmt/date")),
            publisher=self._publisher(),
            repository=self._words("fileDesc/sourceDesc/.//msIdentifier/repository"),
            shelf_mark=self._words("fileDesc/sourceDesc/.//msIdentifier/idno"),
            language=self._language or "",
            abstract=_paragraphs(self._header.find(tei("profileDesc/abstract"))),
            archive_page=_page(page),
            archive_citation="" if cited is None else printed(cited),
            printed=_printed_edition(
                self._header.find(tei("fileDesc/sourceDesc/.//biblStruct/monogr"))
            ),
        )

    def _all(self, path: str) -> list[etree._Element]:
        return self._header.findall(tei(path))

    def _words(self, path: str) -> str:
        found = self._header.find(tei(path))
        return "" if found is None else printed(found)

    def _publisher(self) -> str:
        """Return the first publisher: by the names in it, where an address stands beside them."""
        found = self._header.find(tei("fileDesc/publicationStmt/publisher"))
        if found is None:
            return ""
        names = list(filter(None, map(printed, found.iterchildren(*_NAMES))))
        is_addressed = any(found.find(tei(name)) is not None for name in ("address", "email"))
        return ", ".join(names) if names and is_addressed else printed(found)

    def _source(self, path: str) -> etree._Element | None:
        return self._header.find(tei(f"fileDesc/sourceDesc/{path}"))

    def _authors(self) -> list[etree._Element]:
        """Return the authors; an illustrator is one only where nobody else is."""
        authors = self._all("fileDesc/titleStmt/author")
        writers = [each for each in authors if each.get("role", "author") == "author"]
        return writers or authors

    def _date(self, sent: list[etree._Element]) -> Date | None:
        """Return when the document was written, from what best says it."""
        return (
            _first_date(self._all("profileDesc/creation"))
            or _first_date(sent)
            or _first_date(self._all("fileDesc/sourceDesc/.//origDate"))
            or _first_date(self._all("fileDesc/titleStmt/title"), dating_of_title)
        )

    def _people(self, statements: Iterable[etree._Element]) -> Iterator[Contributor]:
        for statement in statements:
            for named in self._named(statement):
                contributor = _contributor(named)
                if contributor.name:
                    yield contributor

    def _named(self, statement: etree._Element) -> list[etree._Element]:
        """Return those whom a statement names: several, or one by several forms of a name."""
        names = [each for each in statement.iterchildren(*_NAMES) if printed(each)]
        if local(statement) not in ("author", "editor"):
            return names
        kinds = [local(each) for each in names]
        first = next((kind for kind in ("persName", "name", "orgName") if kind in kinds), None)
        names = [each for each in names if local(each) == first]
        if any(each.get("type") or each.get(LANG) for each in names):
            form = in_language(names, self._language)
            return [] if form is None else [form]
        return names or [statement]


def _contributor(named: etree._Element) -> Contributor:
    surname = named.find(tei("surname"))
    forenames = named.findall(tei("forename"))
    parts = (
        (printed(surname), " ".join(map(printed, forenames))) if surname is not None else ("", "")
    )
    family, given = parts if all(parts) else ("", "")
    return Contributor(_KINDS.get(local(named), "name"), name_of(named), family, given)


def _actions(letter: etree._Element | None, type: str) -> Iterator[etree._Element]:
    if letter is not None:
        for child in letter.iterchildren("{*}*"):
            if action_of(child) == type:
                yield child


def _first_date(
    elements: Iterable[etree._Element],
    read: Callable[[etree._Element], Dating | None] = dating,
) -> Date | None:
    """Return the first date that says a year."""
    for element in elements:
        found = read(element)
        if found is not None and found.date.sort is not None:
            return found.date
    return None


def _said(statement: etree._Element, name: str) -> str:
    """Return the words of all child elements of a name."""
    return "".join(map(words, statement.iterchildren(tei(name))))


def _paragraphs(element: etree._Element | None) -> str:
    if element is None:
        return ""
    paragraphs = list(element.iter(tei("p")))
    return " ".join(map(printed, paragraphs)) if paragraphs else printed(element)


def _page(entry: etree._Element | None) -> str:
    if entry is None:
        return ""
    publisher, reference = entry.find(tei("publisher")), entry.find(tei("ref"))
    said = "" if publisher is None else printed(publisher)
    return ", ".join(filter(None, (said, "" if reference is None else reference.get("target"))))


def _printed_edition(monograph: etree._Element | None) -> str:
    """Return a printed edition in words, as a note of a citation has it."""
    if monograph is None:
        return ""

    def all_of(path: str) -> list[str]:
        return list(filter(None, map(printed, monograph.findall(tei(path)))))

    def first(path: str) -> str:
        return next(iter(all_of(path)), "")

    scopes = [
        (each.get("unit") == "page", printed(each)) for each in monograph.findall(tei("biblScope"))
    ]
    editors = ", ".join(all_of("editor"))
    whole = (
        first("title"),
        *(said for is_page, said in scopes if not is_page),
        f"edited by {editors}" if editors else "",
    )
    press = ": ".join(filter(None, (first("imprint/pubPlace"), first("imprint/publisher"))))
    imprint = ", ".join(filter(None, (press, first("imprint/date"))))
    pages = "".join(f", {said}" for is_page, said in scopes if is_page)
    behind = f" ({imprint})" if imprint else ""
    return f"Printed in {', '.join(filter(None, whole))}{behind}{pages}."
