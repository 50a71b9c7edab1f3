"""Mutants: documents with one mistake each, made the same way every time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
_NAMES = (
    *("p", "div", "head", "list", "item", "note", "date", "persName", "lb", "pb", "TEI", "text"),
    *("body", "seg", "s", "foreign", "titleStmt"),
)
_VALUES = ("", " ", "1949-13-45", "x y", "#a#b", "-1", "no", "é", "http:", "1", "%zz", "0.5cm")
_ATTRIBUTES = ("n", "when", "ref", "type", "rend", "key", "who", "cert", "resp", "{%s}id")

Change = Callable[[random.Random, etree._Element], object]


def _swapped(word: str, chance: random.Random) -> str:
    at = chance.randrange(max(len(word) - 1, 1))
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def _misspell_element(chance: random.Random, element: etree._Element) -> None:
    name = etree.QName(element)
    local = chance.choice((name.localname.lower(), name.localname.upper(), name.localname + "x"))
    element.tag = f"{{{name.namespace or ''}}}{chance.choice((local, _swapped(local, chance)))}"


def _rename_element(chance: random.Random, element: etree._Element) -> None:
    element.tag = f"{{{TEI}}}{chance.choice(_NAMES)}"


def _delete_element(_: random.Random, element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _duplicate_element(_: random.Random, element: etree._Element) -> None:
    if element.getparent() is not None:
        element.addnext(deepcopy(element))


def _move_element(chance: random.Random, element: etree._Element) -> None:
    everyone = list(element.getroottree().getroot().iter("*"))
    target = chance.choice(everyone)
    if element.getparent() is not None and element not in (target, *target.iterancestors()):
        target.append(element)


def _swap_siblings(_: random.Random, element: etree._Element) -> None:
    following = element.getnext()
    if following is not None and element.getparent() is not None:
        following.addnext(element)


def _add_text(_: random.Random, element: etree._Element) -> None:
    element.text = "stray" + (element.text or "")


def _empty_element(_: random.Random, element: etree._Element) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None


def _misspell_attribute(chance: random.Random, element: etree._Element) -> None:
    if element.attrib:
        name = chance.choice(sorted(map(str, element.attrib)))
        value = element.attrib.pop(name)
        if name.startswith("{"):
            element.set(name + "x", value)
        else:
            element.set(name + "x" if chance.random() < 0.5 else name.upper(), value)


def _delete_attribute(chance: random.Random, element: etree._Element) -> None:
    if element.attrib:
        del element.attrib[chance.choice(sorted(map(str, element.attrib)))]


def _break_value(chance: random.Random, element: etree._Element) -> None:
    if element.attrib:
        name = chance.choice(sorted(map(str, element.attrib)))
        element.set(name, chance.choice(_VALUES))


def _add_attribute(chance: random.Random, element: etree._Element) -> None:
    name = chance.choice(_ATTRIBUTES).replace("%s", "http://www.w3.org/XML/1998/namespace")
    element.set(name, chance.choice(_VALUES))


CHANGES: tuple[Change, ...] = (
    _misspell_element,
    _rename_element,
    _delete_element,
    _duplicate_element,
    _move_element,
    _swap_siblings,
    _add_text,
    _empty_element,
    _misspell_attribute,
    _delete_attribute,
    _break_value,
    _add_attribute,
)


def mutants(data: bytes, seed: str, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield mutants of a document with the name of the change in each."""
    chance = random.Random(seed)
    original = etree.fromstring(data, etree.XMLParser(collect_ids=False, huge_tree=True))
    for _ in range(count):
        root = deepcopy(original)
        change = chance.choice(CHANGES)
        change(chance, chance.choice(list(root.iter("*"))))
        yield change.__name__.strip("_"), etree.tostring(root, encoding="utf-8")
