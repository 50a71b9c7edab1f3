"""Where the pass over a document stands: what is around an element, as rows say it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree


@dataclass(frozen=True, slots=True)
class Context:
    """What is around an element."""

    part: str = ""
    """“header”, “front”, “body”, “back”, “facsimile”, “standOff” …"""
    entry: str | None = None
    """xml:id of the entry of a register."""
    field: str | None = None
    """The child of the entry, such as “birth”."""
    role: str | None = None
    """What the header says of those who are named, such as “author” or “sent”."""
    unit: int | None = None
    """Number of the unit."""
    is_named: bool = False
    """Whether what is around has said whom it names."""
    surface: int | None = None
    """Number of the surface of a facsimile."""
    surface_n: str | None = None
    """Its @n."""


@dataclass(frozen=True, slots=True)
class Here:
    """An element, and where it stands."""

    element: etree._Element
    name: str
    """Without the namespace."""
    number: int
    line: int | None
    around: Context


PARTS = {
    "teiHeader": "header",
    "front": "front",
    "body": "body",
    "back": "back",
    "group": "body",
    "facsimile": "facsimile",
    "sourceDoc": "sourceDoc",
    "standOff": "standOff",
    "fsdDecl": "fsdDecl",
}
"""The parts of a document, by the elements that they are."""

ROLES = {
    "author": "author",
    "editor": "editor",
    "respStmt": "responsible",
    "principal": "responsible",
    "funder": "responsible",
    "sponsor": "responsible",
    "publisher": "publisher",
    "distributor": "publisher",
    "authority": "publisher",
    "pubPlace": "published-at",
    "repository": "repository",
    "institution": "repository",
    "title": "title",
    "keywords": "subject",
    "textClass": "subject",
    "sender": "sent",
    "placeSender": "sent",
    "dateSender": "sent",
    "addressee": "received",
    "placeAddressee": "received",
    "dateAddressee": "received",
}
"""What elements of a header say of whom they name; the older form of correspDesc among them."""

OF_PEOPLE = {"sent": "sender", "received": "receiver"}
OF_PLACES = {"sent": "sent-from", "received": "received-at"}
"""The roles of whom and where an action of a correspondence names."""
