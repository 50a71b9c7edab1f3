"""Planted mistakes: a valid document is given k mistakes, and each knows where it stands.

Each mistake is one alone: planted by itself, it makes the document invalid. So a validator that
reports all of a document's mistakes has something to say about each of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Protocol

from lxml import etree

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_WRONG_VALUES = ("1949-13-45", "x y", "", "-1", "http:\n", "%zz", "é,", "0.5cm")
_WORDS = "planted words"
_GAP = "gap"  # the target of the instructions that mark what is missing
_TRIES = 40  # for each mistake
_FEWEST = 3  # children of a parent that gets several mistakes


class Judge(Protocol):
    """What tells whether a tree is valid."""

    def is_valid(self, tree: etree._Element) -> bool:
        """Tell whether a tree is valid."""


@dataclass(slots=True)
class Mistake:
    """A mistake: its kind, and where a finding has to stand that is about it.

    `nodes` are the elements that are wrong, in their `attributes` or themselves; `gaps` stand where
    something is missing. `text` is the parent in which planted words stand, behind a child.
    """

    kind: str
    nodes: list[etree._Element] = field(default_factory=list)
    attributes: bool = False
    gaps: list[etree._ProcessingInstruction] = field(default_factory=list)
    text: tuple[etree._Element, etree._Element] | None = None


Kind = Callable[[random.Random, etree._Element, Sequence[str]], Mistake | None]


def _own(element: etree._Element) -> list[etree._Element]:
    return [one for one in element if isinstance(one.tag, str)]


def _named_like(element: etree._Element, local: str) -> str:
    namespace = etree.QName(element).namespace
    return f"{{{namespace}}}{local}" if namespace else local


def _inserted(kind: str, name: str, chance: random.Random, child: etree._Element) -> Mistake | None:
    parent = child.getparent()
    if parent is None:
        return None
    new = etree.Element(name)
    if chance.random() < 0.5:
        new.text = "some words"
    new.tail = child.tail
    child.tail = None
    child.addnext(new)
    return Mistake(kind, [new])


def unknown_element(
    chance: random.Random, child: etree._Element, _: Sequence[str]
) -> Mistake | None:
    """Put an element of no schema after a child."""
    name = chance.choice(("foobar", "textblock", "wibble", "zone51", "paragraph"))
    return _inserted("unknown element", _named_like(child, name), chance, child)


def misplaced_element(
    chance: random.Random, child: etree._Element, names: Sequence[str]
) -> Mistake | None:
    """Put an element that belongs elsewhere after a child."""
    return _inserted("misplaced element", chance.choice(names), chance, child)


def missing_child(_: random.Random, child: etree._Element, __: Sequence[str]) -> Mistake | None:
    """Take a child away."""
    parent = child.getparent()
    if parent is None:
        return None
    gap = etree.ProcessingInstruction(_GAP)
    gap.tail = child.tail
    child.tail = None
    parent.replace(child, gap)
    return Mistake("missing child", gaps=[gap])


def stray_text(_: random.Random, child: etree._Element, __: Sequence[str]) -> Mistake | None:
    """Put words behind a child."""
    parent = child.getparent()
    if parent is None or (child.tail or "").strip():
        return None
    child.tail = _WORDS
    return Mistake("stray text", text=(parent, child))


def unknown_attribute(
    chance: random.Random, child: etree._Element, _: Sequence[str]
) -> Mistake | None:
    """Give an element an attribute that it can't have."""
    name = chance.choice(("foobar", "colour", "href", "whenever"))
    if name in child.attrib:
        return None
    child.set(name, "1")
    return Mistake("unknown attribute", [child], attributes=True)


def missing_attribute(
    chance: random.Random, child: etree._Element, _: Sequence[str]
) -> Mistake | None:
    """Take an attribute away."""
    names = sorted(one for one in map(str, child.attrib) if one != _XML_ID)
    if not names:
        return None
    del child.attrib[chance.choice(names)]
    return Mistake("missing attribute", [child], attributes=True)


def wrong_value(chance: random.Random, child: etree._Element, _: Sequence[str]) -> Mistake | None:
    """Give an attribute a wrong value."""
    names = sorted(one for one in map(str, child.attrib) if one != _XML_ID)
    if not names:
        return None
    child.set(chance.choice(names), chance.choice(_WRONG_VALUES))
    return Mistake("wrong value", [child], attributes=True)


def doubled_element(_: random.Random, child: etree._Element, __: Sequence[str]) -> Mistake | None:
    """Say an element twice."""
    if child.getparent() is None:
        return None
    copy = deepcopy(child)
    for one in copy.iter("*"):
        one.attrib.pop(_XML_ID, None)
    child.tail = None
    child.addnext(copy)
    return Mistake("doubled element", [child, copy])


def swapped_siblings(_: random.Random, child: etree._Element, __: Sequence[str]) -> Mistake | None:
    """Let two children change places."""
    following = next(child.itersiblings("*"), None)
    if following is None or (child.tail or "").strip():
        return None
    child.tail, following.tail = following.tail, child.tail
    following.addnext(child)
    return Mistake("swapped siblings", [following, child])


def other_element(
    chance: random.Random, child: etree._Element, names: Sequence[str]
) -> Mistake | None:
    """Put an element of another name in the place of a child."""
    parent = child.getparent()
    if parent is None:
        return None
    new = etree.Element(chance.choice(names))
    gap = etree.ProcessingInstruction(_GAP)
    gap.tail, child.tail = child.tail, None
    parent.replace(child, new)
    new.addnext(gap)
    return Mistake("other element", [new], gaps=[gap])


def unknown_wrapper(
    chance: random.Random, child: etree._Element, _: Sequence[str]
) -> Mistake | None:
    """Put an element of no schema around a child."""
    parent = child.getparent()
    if parent is None:
        return None
    name = chance.choice(("foobar", "textblock", "wibble"))
    new = etree.Element(_named_like(child, name))
    new.tail, child.tail = child.tail, None
    parent.replace(child, new)
    new.append(child)
    return Mistake("unknown wrapper", [new])


def misspelt_element(
    chance: random.Random, child: etree._Element, _: Sequence[str]
) -> Mistake | None:
    """Misspell the name of a child."""
    local = etree.QName(child).localname
    if len(local) < 4:
        return None
    at = chance.randrange(1, len(local) - 1)
    child.tag = _named_like(child, local[:at] + local[at + 1] + local[at] + local[at + 2 :])
    return Mistake("misspelt element", [child])


KINDS: tuple[Kind, ...] = (
    unknown_element,
    misplaced_element,
    missing_child,
    stray_text,
    unknown_attribute,
    missing_attribute,
    wrong_value,
    doubled_element,
    swapped_siblings,
    other_element,
    unknown_wrapper,
    misspelt_element,
)


@dataclass(slots=True)
class Planted:
    """A document with mistakes in it."""

    root: etree._Element
    mistakes: list[Mistake]


class Planter:
    """Plants mistakes in one valid document.

    `names` are those of the schema's elements, of which the misplaced ones are.
    """

    def __init__(self, data: bytes, names: Sequence[str], judge: Judge, seed: str) -> None:
        parser = etree.XMLParser(collect_ids=False, remove_comments=True, remove_pis=True)
        self._root = etree.fromstring(data, parser)
        namespace = f"{{{etree.QName(self._root).namespace}}}"
        self._names = [name for name in names if name.startswith(namespace)]
        self._judge = judge
        self._chance = random.Random(seed)
        self._places = [index for index, _ in enumerate(self._root.iter("*")) if index]

    def plant(self, count: int, *, in_one_parent: bool) -> Planted | None:
        """Return the document with so many mistakes; None where there is no room for them."""
        places = self._children_of_one(count) if in_one_parent else self._places
        root = deepcopy(self._root)
        at = list(root.iter("*"))
        taken: set[etree._Element] = set()
        mistakes: list[Mistake] = []
        for _ in range(count * _TRIES if places else 0):
            index, kind = self._chance.choice(places), self._chance.choice(KINDS)
            mistake = self._mistake(kind, index, at[index], taken)
            if mistake:
                mistakes.append(mistake)
            if len(mistakes) == count:
                return Planted(root, mistakes)
        return None

    def _mistake(
        self, kind: Kind, index: int, child: etree._Element, taken: set[etree._Element]
    ) -> Mistake | None:
        """Make a mistake at an element, given with its number, unless others are near."""
        touched = {child, *(_neighbours(child) if kind in _MOVES else ())}
        if any(_is_taken(one, taken) for one in touched):
            return None
        state = self._chance.getstate()
        if not self._is_mistake(kind, index):
            return None
        self._chance.setstate(state)
        mistake = kind(self._chance, child, self._names)
        if mistake:
            taken.update(touched, mistake.nodes)
        return mistake

    def _is_mistake(self, kind: Kind, index: int) -> bool:
        """Tell whether a mistake, planted alone, makes the document invalid."""
        alone = deepcopy(self._root)
        made = kind(self._chance, list(alone.iter("*"))[index], self._names)
        return made is not None and not self._judge.is_valid(alone)

    def _children_of_one(self, count: int) -> list[int]:
        numbers = {one: index for index, one in enumerate(self._root.iter("*"))}
        rich = [one for one in numbers if len(_own(one)) >= max(count, _FEWEST)]
        if not rich:
            return []
        return [numbers[one] for one in _own(self._chance.choice(rich))]


_MOVES = (swapped_siblings, doubled_element)


def _neighbours(child: etree._Element) -> Iterator[etree._Element]:
    following = next(child.itersiblings("*"), None)
    if following is not None:
        yield following


def _is_taken(one: etree._Element, taken: set[etree._Element]) -> bool:
    """Tell whether an element, or one around it or in it, has a mistake already."""
    around = any(each in taken for each in (one, *one.iterancestors()))
    return around or any(each in taken for each in one.iter("*"))
