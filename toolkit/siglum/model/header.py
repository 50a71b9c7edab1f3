"""What a header says of its document: titles, dates, languages, correspondence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from siglum.edition.document import TEI, XML_ID
from siglum.model.addresses import Addresses
from siglum.model.datings import Dating, dating, dating_of_title, row_of
from siglum.model.fields import Looked
from siglum.model.guesses import Guesses
from siglum.model.rows import CorrespondentRow, DateRow, DocumentRow, IdentifierRow
from siglum.model.surroundings import Here, Surroundings, action_of
from siglum.model.titles import LANG, titles
from siglum.model.words import line_of, local, printed, tei, words

_CORRESPONDENTS = {
    "persName": "person",
    "orgName": "org",
    "placeName": "place",
    "settlement": "place",
    "geogName": "place",
    "country": "place",
    "region": "place",
    "name": "name",
    "rs": "name",
}
_BEST = (
    *("field", "created", "sent", "origin", "received"),
    *("title", "docDate", "dateline", "printed"),
)
"""The dates of a document, from the one that best says when it was written."""
_GUESSED = frozenset({"title", "docDate", "dateline", "printed"})
"""Those that may be the date of something else, so that taking them is a guess."""


@dataclass(slots=True)
class Header:
    """The reader of one document's header."""

    document: str
    is_register: bool
    addresses: Addresses
    guesses: Guesses
    dates: list[DateRow] = field(default_factory=list)
    correspondents: list[CorrespondentRow] = field(default_factory=list)
    identifiers: list[IdentifierRow] = field(default_factory=list)
    _orders: dict[str, str] = field(default_factory=dict)
    _numbers: dict[etree._Element, int] = field(default_factory=dict)

    def read(self, here: Here) -> None:
        """Take in what a teiHeader says."""
        header = here.element
        self._numbers = dict(zip(header.iter("*"), count(here.number), strict=False))
        for element in header.iterfind(tei("profileDesc/creation")):
            self._date("created", element)
        for letter in header.iter(tei("correspDesc")):
            self._correspondence(letter)
        for element in header.iterfind(tei("fileDesc/sourceDesc/.//origDate")):
            self._date("origin", element)
        for element in header.iterfind(tei("fileDesc/titleStmt/title")):
            self._title_date(element)
        source = tei("fileDesc/sourceDesc/.//imprint/date")
        for element in header.iterfind(source):
            self._date("printed", element)
            break
        for element in header.iterfind(tei("fileDesc/publicationStmt/date")):
            self._published("published", element)
        for element in header.iterfind(tei("revisionDesc/.//change")):
            self._published("changed", element)
        for idno in header.iterfind(tei("fileDesc/publicationStmt/idno")):
            if value := words(idno):
                number, kind, sub = self._numbers[idno], idno.get("type"), idno.get("subtype")
                row = IdentifierRow(
                    document=self.document,
                    entity=None,
                    number=number,
                    type=kind,
                    subtype=sub,
                    value=value,
                )
                self.identifiers.append(row)

    def read_text(self, here: Here) -> None:
        """Take in a date that stands in the text itself: docDate, or the date of a dateline."""
        role = "docDate" if here.name == "docDate" else "dateline"
        if any(row.role == role for row in self.dates):
            return
        found = dating(here.element)
        if found is not None and found.date.sort is not None:
            self._note(role, found, here.number)

    def _title_date(self, element: etree._Element) -> None:
        found = dating_of_title(element)
        if found is not None:
            self._note(
                role="title", found=found, number=self._numbers[element], order=element.get("n")
            )

    def _date(self, role: str, element: etree._Element) -> None:
        found = dating(element)
        if found is None:
            return
        if found.is_guess:
            name = local(found.element)
            self.guesses.add(
                what="date-words", where=name, value=found.date.text, here=self._here(found.element)
            )
        number = self._numbers[found.element]
        self._note(role=role, found=found, number=number, order=found.element.get("n"))

    def _published(self, role: str, element: etree._Element) -> None:
        """Note a date of the file itself, if attributes say it."""
        found = dating(element)
        if found is not None and not found.is_guess and found.date.sort is not None:
            self._note(role=role, found=found, number=self._numbers[found.element])

    def _here(self, element: etree._Element) -> Here:
        number, line = self._numbers[element], line_of(element)
        return Here(
            element=element,
            name=local(element),
            number=number,
            line=line,
            around=Surroundings("header"),
        )

    def _note(self, role: str, found: Dating, number: int, order: str | None = None) -> None:
        self.dates.append(row_of(self.document, number, found.date, role=role))
        if order:
            self._orders.setdefault(role, order)

    def _correspondence(self, letter: etree._Element) -> None:
        for child in letter.iterchildren(f"{{{TEI}}}*"):
            action = action_of(child)
            if action is not None:
                self._action(action, child)

    def _action(self, action: str, element: etree._Element) -> None:
        for inner in element.iter(f"{{{TEI}}}*"):
            kind = _CORRESPONDENTS.get(local(inner))
            if kind is None or _is_within(inner, element):
                continue
            key = next(self._keys(inner), None)
            number = self._numbers[inner]
            row = CorrespondentRow(
                document=self.document,
                number=number,
                action=action,
                kind=kind,
                name=words(inner),
                key=key,
            )
            self.correspondents.append(row)
        if dating(element) is not None or next(element.iter(tei("date")), None) is not None:
            self._date(action, element)

    def _keys(self, element: etree._Element) -> Iterator[str]:
        name = local(element)
        for attribute in (
            "ref",
            "key",
            "sameAs",
            "corresp",
            *sorted(self.addresses.keys.attributes),
        ):
            value = element.get(attribute)
            for each in self.addresses.values(name, attribute, value) if value else ():
                found = self.addresses.read(
                    element=element, name=name, attribute=attribute, value=each
                ).key
                if found:
                    yield found

    def row(
        self, root: etree._Element, header: etree._Element | None, looked: Looked
    ) -> DocumentRow:
        """Return the row of the document; to be called when all of it has been read.

        `looked` is what was found where edition.toml says to look; it counts before all else.
        """
        said = {name: found.value for name, found in looked.fields.items()}
        if looked.date is not None:
            number = looked.fields["date"].number
            self.dates.append(row_of(self.document, number, looked.date, role="field"))
        spoken = _languages(header)
        language = language_of(root, header)
        main, below = titles(header, language)
        best = min(
            (row for row in self.dates if row.role in _BEST and row.edtf and row.entity is None),
            key=lambda row: _BEST.index(row.role),
            default=None,
        )
        if best is not None and best.role in _GUESSED:
            what = "title-date" if best.role == "title" else "text-date"
            here = Here(
                element=root, name=local(root), number=best.number, line=None, around=Surroundings()
            )
            where = "imprint/date" if best.role == "printed" else best.role
            self.guesses.add(what=what, where=where, value=best.edtf or "", here=here)
        ordered = self._orders.get(best.role) if best else None
        is_letter = any(each.action in ("sent", "received") for each in self.correspondents)
        return DocumentRow(
            document=self.document,
            xml_id=root.get(XML_ID),
            is_register=self.is_register,
            kind=said.get("kind") or ("letter" if is_letter else _kind(root)),
            type=root.get("type"),
            title=said.get("title") or ("" if main is None else printed(main)),
            subtitle=". ".join(map(printed, below)) or None,
            language=language,
            languages=" ".join(spoken),
            date=best.edtf if best else None,
            date_role=best.role if best else None,
            date_sort=best.sort if best else None,
            order=said.get("order") or ordered or root.get("n"),
        )


def _is_within(inner: etree._Element, outer: etree._Element) -> bool:
    """Say whether a name stands in another one of the same action."""
    for around in inner.iterancestors():
        if around is outer:
            return False
        if local(around) in _CORRESPONDENTS:
            return True
    return False


def _languages(header: etree._Element | None) -> list[str]:
    """Return the languages that a header names, each once."""
    found: dict[str, None] = {}
    if header is not None:
        for text in header.iter(tei("textLang")):
            said = f"{text.get('mainLang', '')} {text.get('otherLangs', '')}"
            found.update(dict.fromkeys(said.split()))
        for language in header.iterfind(tei("profileDesc/langUsage/language")):
            ident = language.get("ident") or language.get(LANG)
            found.update(dict.fromkeys((ident or "").split()))
    return list(found)


def language_of(root: etree._Element, header: etree._Element | None) -> str | None:
    """Return the language of the text, as xml:lang says it, or the first that the header names."""
    text = root.find(tei("text"))
    body = text.find(tei("body")) if text is not None else None
    around = (each.get(LANG) for each in (body, text, root) if each is not None)
    return next(filter(None, around), None) or next(iter(_languages(header)), None)


def _kind(root: etree._Element) -> str | None:
    """Return the kind of a document, as its @type says it."""
    for path in ("text", "text/body/div", "text/body/div1"):
        element = root.find(tei(path))
        said = None if element is None else element.get("type")
        if root.get("type") or said:
            return root.get("type") or said
    return None
