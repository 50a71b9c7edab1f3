"""How a document is published, as its header says: by whom, and under which licence."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from siglum.model.bibliographic import Contributor, Record
from siglum.model.rows import PublicationRow
from siglum.model.words import printed, tei, words

_AVAILABILITY = tei("fileDesc/publicationStmt/availability")
_LICENCE = tei("licence")
_BETWEEN = "; "


def publication(document: str, root: etree._Element) -> PublicationRow:
    """Return the row of a document, by the outermost element."""
    record = Record.of(root)
    header = root.find(tei("teiHeader"))
    said = None if header is None else header.find(_AVAILABILITY)
    licences = () if said is None else said.iter(_LICENCE)
    targets = (one.get("target", "").split() for one in licences)
    return PublicationRow(
        document=document,
        authors=_joined(record.authors),
        editors=_joined(record.editors),
        publisher=record.publisher or None,
        licence=next((some[0] for some in targets if some), None),
        terms=(None if said is None else _terms(said)) or None,
    )


def _joined(people: Iterable[Contributor]) -> str | None:
    names = dict.fromkeys(one.name.replace(_BETWEEN, ", ") for one in people)
    return _BETWEEN.join(names) or None


def _terms(availability: etree._Element) -> str:
    """Return what it says: its licences and paragraphs, one after another."""
    said = map(printed, availability.iterchildren("{*}*"))
    return " ".join(filter(None, said)) or words(availability)
