"""The words of an element, as a row holds them."""

from __future__ import annotations

from lxml import etree

_APART = frozenset({"note", "corr", "reg", "index", "fw"})
"""What is no part of a form as written: notes, and the editor's own spelling in a choice."""
_PARTS = frozenset(
    {"forename", "surname", "nameLink", "genName", "roleName", "addName", "persName", "orgName"}
    | {"country", "region", "settlement", "district", "bloc", "placeName", "geogName", "addrLine"}
    | {"street", "postCode", "name", "resp", "note"}
)
"""What stands side by side in a name or an address, often without a blank between."""
_LONGEST = 2000


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: etree._Element) -> int | None:
    """Return the line of an element's start tag, as the parser knows it."""
    line = element.sourceline
    return line if isinstance(line, int) else None


def words(element: etree._Element) -> str:
    """Return all that an element says, white space made one blank."""
    return _short(" ".join("".join(map(str, element.itertext("*"))).split()))


def written(element: etree._Element) -> str:
    """Return the form as it is written: without notes, and with the source's spelling."""
    if not len(element):
        return _short(" ".join((element.text or "").split()))
    if _is_of_parts(element):
        return _short(" ".join(filter(None, map(written, element.iterchildren("*")))))
    found: list[str] = []
    _gather(element, found)
    return _short(" ".join("".join(found).split()))


def parts(element: etree._Element) -> str:
    """Return what an element says, a blank between the elements in it, as in a name's parts."""
    return _short(" ".join(" ".join(map(str, element.itertext("*"))).split()))


def _is_of_parts(element: etree._Element) -> bool:
    """Say whether an element is made of parts of a name or an address alone."""
    between = [element.text or "", *(child.tail or "" for child in element)]
    return not any(map(str.strip, between)) and all(
        local(child) in _PARTS for child in element.iterchildren("*")
    )


def _gather(element: etree._Element, found: list[str]) -> None:
    found.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            name = local(child)
            if name == "lb" and child.get("break") != "no":
                found.append(" ")
            elif name not in _APART:
                _gather(child, found)
        found.append(child.tail or "")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
