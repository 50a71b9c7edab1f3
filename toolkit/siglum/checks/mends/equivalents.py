"""What TEI P5 has in the place of names of HTML and TEI P4, where it is one thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Equivalent:
    """An element with attributes; `is_whole`: nothing that the other name says is lost."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    is_whole: bool = True


def _looks(rend: str, *, is_whole: bool = True) -> Equivalent:
    return Equivalent("hi", (("rend", rend),), is_whole)


ELEMENTS: dict[str, Equivalent] = {
    "a": Equivalent("ref"),
    "b": _looks("bold"),
    "big": _looks("large"),
    "blockquote": Equivalent("quote"),
    "br": Equivalent("lb"),
    "caption": Equivalent("head"),
    "center": _looks("center", is_whole=False),  # a block, where `hi` is a phrase
    "dateRange": Equivalent("date"),
    "dd": Equivalent("item"),
    "dl": Equivalent("list", (("type", "gloss"),)),
    "dt": Equivalent("label"),
    "em": Equivalent("emph"),
    "firstname": Equivalent("forename"),
    "footnote": Equivalent("note", (("place", "foot"),)),
    "hr": Equivalent("milestone", (("unit", "section"), ("rend", "line"))),
    "i": _looks("italic"),
    "img": Equivalent("graphic"),
    "lastname": Equivalent("surname"),
    "li": Equivalent("item"),
    "ol": Equivalent("list", (("rend", "numbered"),)),
    "small": _looks("small"),
    "strong": _looks("bold"),
    "sub": _looks("subscript"),
    "sup": _looks("superscript"),
    "td": Equivalent("cell"),
    "th": Equivalent("cell", (("role", "label"),)),
    "tr": Equivalent("row"),
    "ul": Equivalent("list"),
    "xptr": Equivalent("ptr"),
    "xref": Equivalent("ref"),
    **{f"h{level}": Equivalent("head", is_whole=False) for level in range(1, 7)},  # the level goes
}

_LINKS = dict.fromkeys(("ptr", "ref"), "target")
_PICTURES = {"graphic": "url", "media": "url"}

ATTRIBUTES: dict[str, dict[str, str]] = {
    "align": {"*": "rend"},
    "href": {**_LINKS, **_PICTURES},
    "src": _PICTURES,
    "url": _LINKS,
    "value": dict.fromkeys(("date", "time"), "when"),
}
"""By the name of an attribute, and the element that has it (“*”: any), what is written for it."""
