"""The text of an element, in the forms in which rows hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

_APART = frozenset({"note", "corr", "reg", "index", "fw"})
"""Elements whose text is not part of the written form: notes, an editor's reading in a choice."""
_PARTS = frozenset(
    {"forename", "surname", "nameLink", "genName", "roleName", "addName", "persName", "orgName"}
    | {"country", "region", "settlement", "district", "bloc", "placeName", "geogName", "addrLine"}
    | {"street", "postCode", "name", "resp", "note"}
)
"""The parts of a name or an address, which are often written without a blank between them."""
_LONGEST = 2000
_ENOUGH = 20_000
"""The most characters that are read for one value of a row, white space included."""


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: etree._Element) -> int | None:
    """Return the line of an element's start tag, as the parser knows it."""
    line = element.sourceline
    return line if isinstance(line, int) else None


def words(element: etree._Element) -> str:
    """Return the whole text of an element, each stretch of white space made one blank."""
    return _short("".join(_enough(map(str, element.itertext("*")))))


def written(element: etree._Element) -> str:
    """Return the text as the source writes it: without notes, in the source's spelling."""
    if not len(element):
        return _short(element.text or "")
    if _is_of_parts(element):
        children = (each for each in element.iterchildren("*") if local(each) != "note")
        return _short(" ".join("".join(_enough(_said(child))) for child in children))
    return _short("".join(_enough(_said(element))))


def parts(element: etree._Element) -> str:
    """Return the text of an element, such as a name, with a blank between its child elements."""
    return _short(" ".join(_enough(map(str, element.itertext("*")))))


def _enough(pieces: Iterable[str]) -> Iterator[str]:
    """Yield pieces of text until they are enough for one value of a row."""
    length = 0
    for piece in pieces:
        yield piece
        length += len(piece)
        if length > _ENOUGH:
            return


def _is_of_parts(element: etree._Element) -> bool:
    """Say whether an element has only parts of a name or an address in it, and no other text."""
    between = [element.text or "", *(child.tail or "" for child in element)]
    return not any(map(str.strip, between)) and all(
        local(child) in _PARTS for child in element.iterchildren("*")
    )


def _said(element: etree._Element) -> Iterator[str]:
    """Yield the text of an element, except what is not part of the written form."""
    skipped: etree._Element | None = None
    for event, each in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start" and skipped is None:
            name = local(each)
            if name in _APART and each is not element:
                skipped = each
            else:
                if name == "lb" and each.get("break") != "no":
                    yield " "
                yield each.text or ""
        if event != "start":
            if skipped is each:
                skipped = None
            if skipped is None and each is not element:
                yield each.tail or ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
