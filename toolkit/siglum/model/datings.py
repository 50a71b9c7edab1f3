"""Find the date of an element, and make its row."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from siglum.edition.document import TEI
from siglum.model.dates import Date, DateKind, of_attributes, of_words
from siglum.model.rows import DateRow
from siglum.model.titles import A_DATE
from siglum.model.words import words

_DATES = tuple(f"{{{TEI}}}{name}" for name in ("date", "origDate", "docDate"))
_SAID = frozenset({"birth", "death", "floruit", "date", "origDate", "docDate"})
"""Elements whose words are a date."""
_PRECISION = f"{{{TEI}}}precision"
_CERTAINTY = f"{{{TEI}}}certainty"


@dataclass(frozen=True, slots=True)
class Dating:
    """A date, the element that says it, and whether it was read from words."""

    element: etree._Element
    date: Date
    is_guess: bool = False


def dating(element: etree._Element) -> Dating | None:
    """Return the date of an element: by its attributes, a date within it, or its words."""
    said = _said(element)
    if said is not None:
        return Dating(element, said)
    for inner in element.iter(*_DATES):
        said = _said(inner) if inner is not element else None
        if said is not None:
            return Dating(inner, said)
    if str(element.tag).rpartition("}")[2] not in _SAID:
        return None
    text = words(element)
    guess = of_words(text, dict(_attributes(element)))
    if guess is not None:
        return Dating(element, guess, is_guess=True)
    return Dating(element, Date(DateKind.UNKNOWN, text=text)) if text else None


def dating_of_title(title: etree._Element) -> Dating | None:
    """Return the date that a title of a @type of dates says."""
    if not A_DATE.fullmatch(title.get("type") or ""):
        return None
    found = dating(title)
    if found is None and (date := of_words(words(title))):
        return Dating(title, date)
    return found


def _said(element: etree._Element) -> Date | None:
    attributes = _attributes(element)
    return of_attributes(attributes, words(element)) if attributes else None


def _attributes(element: etree._Element) -> dict[str, str]:
    """Return the attributes, with what child elements `precision` and `certainty` say of them."""
    found = {str(name): str(value) for name, value in element.items()}
    for name, tag, said in (("precision", _PRECISION, "precision"), ("cert", _CERTAINTY, "cert")):
        for inner in element.iterchildren(tag):
            found.setdefault(name, inner.get(said, ""))
    return found


def row_of(
    document: str, number: int, date: Date, *, role: str, entity: str | None = None
) -> DateRow:
    """Return the row of a date."""
    return DateRow(
        document=document,
        number=number,
        entity=entity,
        role=role,
        kind=str(date.kind),
        earliest=date.earliest,
        latest=date.latest,
        precision=date.precision,
        is_about=date.is_about,
        is_doubtful=date.is_doubtful,
        certainty=date.certainty,
        calendar=date.calendar,
        sort=date.sort,
        edtf=date.edtf,
        text=date.text,
    )
