"""What the one pass over a document knows of an element's surroundings, for the columns of rows."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from siglum.model.words import local


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The surroundings of an element: the part of the document, entry, unit, surface it is in."""

    part: str = ""
    """“header”, “front”, “body”, “back”, “facsimile”, “standOff” …"""
    entry: str | None = None
    """xml:id of the entry of a register."""
    field: str | None = None
    """The child of the entry, such as “birth”."""
    role: str | None = None
    """What the header says of those it names here, such as “author” or “sent”."""
    unit: int | None = None
    """Number of the unit."""
    is_named: bool = False
    """Whether an element around it has already said which entity is named."""
    surface: int | None = None
    """Number of the surface of a facsimile."""
    surface_n: str | None = None
    """Its @n."""


@dataclass(frozen=True, slots=True)
class Here:
    """An element with its surroundings."""

    element: etree._Element
    name: str
    """Without the namespace."""
    number: int
    line: int | None
    around: Surroundings


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
"""The name of each part of a document (a column of rows), by the element that begins it."""

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
"""The role of those whom an element of the header names, also in older forms of correspDesc."""

OF_PEOPLE = {"sent": "sender", "received": "receiver"}
OF_PLACES = {"sent": "sent-from", "received": "received-at"}
"""The roles of the places that an action of a correspondence names."""


def action_of(element: etree._Element) -> str | None:
    """Return what a child of correspDesc is: “sent”, “received”, another @type; None for no action.

    Older forms of correspDesc have no correspAction, but sender, dateSender and the like.
    """
    name = local(element)
    if name == "correspAction":
        return element.get("type") or "action"
    role = ROLES.get(name)
    return role if role in OF_PEOPLE else None
