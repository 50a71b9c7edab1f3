"""The names of entries: which elements hold them, how they are read, which one is the main name."""

from __future__ import annotations

from lxml import etree

from siglum.edition.document import TEI
from siglum.model.naming import WORKS
from siglum.model.words import local, parts, words

_MAIN = frozenset(
    {"main", "reg", "pref", "preferred", "standard", "norm", "normal", "index", "uniform", "head"}
)
"""The values of @type by which projects mark the name that an entry goes by."""
_TIERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "person": (("persName",), ("name",), ("label", "head", "p")),
    "place": (
        ("placeName", "geogName"),
        ("name", "settlement", "region", "district", "country", "bloc"),
        ("label", "head", "p"),
    ),
    "org": (("orgName",), ("name",), ("label", "head", "p")),
    "event": (("eventName",), ("label", "head"), ("desc", "p")),
    "object": (("objectIdentifier/objectName", "objectName"), ("head", "label", "p")),
    "term": (("label", "term", "catDesc/term", "form/orth"), ("head", "catDesc", "desc")),
    "work": (
        ("title", "titleStmt/title"),
        ("analytic/title",),
        ("monogr/title", "msIdentifier/msName"),
        ("head",),
    ),
}
"""Groups of elements that hold an entry's names: only the first group that occurs counts."""
_PARTS = frozenset({"forename", "surname", "nameLink", "genName", "roleName", "addName"})


def tiers(kind: str) -> tuple[tuple[str, ...], ...]:
    """Return the elements that hold the names of a kind of entry: see `_TIERS`."""
    return _TIERS["work" if kind == "bibl" else kind]


def elements(entry: etree._Element, kind: str) -> list[etree._Element]:
    """Return the elements that name an entry, in document order."""
    for tier in tiers(kind):
        found: list[etree._Element] = []
        for path in tier:
            steps = "/".join(f"{{{TEI}}}{step}" for step in path.split("/"))
            found += [each for each in entry.findall(steps) if words(each)]
        if found:
            return found
    return []


def main(found: list[etree._Element]) -> etree._Element | None:
    """Return an entry's main name: the one whose @type says so, else the first without @type."""
    marked = [each for each in found if (each.get("type") or "").casefold() in _MAIN]
    plain = [each for each in found if each.get("type") is None]
    return next(iter([*marked, *plain, *found]), None)


def forms(name: etree._Element) -> tuple[str, str]:
    """Return a name as one reads it, and as an index sorts it: surname first.

    A name that is made of its parts alone (surname, forename, …) is read with the forename first,
    whatever the order; one with other words in it is left as it stands.
    """
    found = {each: local(each) for each in name.iterchildren(f"{{{TEI}}}*")}
    between = [name.text or "", *(each.tail or "" for each in found)]
    bare = not any(said.strip(" ,;\t\r\n") for said in between)
    if not found or not bare or not set(found.values()) <= _PARTS or len(found) == 1:
        whole = parts(name) if found and bare else words(name)
        return whole, whole

    def of(*kinds: str) -> str:
        return " ".join(filter(None, (words(each) for each in found if found[each] in kinds)))

    roles, fore, link, sur = of("roleName"), of("forename"), of("nameLink"), of("surname")
    after = of("genName", "addName")
    read = " ".join(filter(None, (roles, fore, link, sur, after)))
    if not sur:
        return read, " ".join(filter(None, (fore, link, after, roles)))
    return read, ", ".join(filter(None, (sur, " ".join(filter(None, (fore, after, link, roles))))))


def is_work(name: str) -> bool:
    """Say whether an element is an entry of a text."""
    return name in WORKS and name != "listBibl"
