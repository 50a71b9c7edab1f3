"""Mutants of schemas in XML syntax: each has one small change that may change what is valid."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"

Change = Callable[[random.Random, etree._Element], str | None]


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    for child in list(element):
        parent.insert(at, child)
        at += 1
    parent.remove(element)


def _pick(chance: random.Random, root: etree._Element, path: str) -> etree._Element | None:
    found = root.xpath(path, namespaces={"r": RNG[1:-1]})
    assert isinstance(found, list)
    return chance.choice(found) if found else None  # type: ignore[return-value]


def empty_definition(chance: random.Random, root: etree._Element) -> str | None:
    """Allow nothing where a definition was used."""
    one = _pick(chance, root, "//r:define[r:element]")
    if one is None:
        return None
    for child in list(one):
        one.remove(child)
    etree.SubElement(one, f"{RNG}notAllowed")
    return f"{one.get('name')} is not allowed"


def require_attribute(chance: random.Random, root: etree._Element) -> str | None:
    """Require an attribute that was optional."""
    one = _pick(chance, root, "//r:optional[r:attribute]")
    if one is None:
        return None
    name = one.xpath("string(*/@name)")
    _unwrap(one)
    return f"@{name} is required"


def free_attribute(chance: random.Random, root: etree._Element) -> str | None:
    """Make an attribute optional that was required."""
    one = _pick(chance, root, "//r:attribute[not(parent::r:optional)]")
    if one is None:
        return None
    wrapper = etree.Element(f"{RNG}optional")
    one.getparent().replace(one, wrapper)  # type: ignore[union-attr]
    wrapper.append(one)
    return f"@{one.get('name')} is optional"


def swap_sequence(chance: random.Random, root: etree._Element) -> str | None:
    """Swap two members of a sequence."""
    one = _pick(chance, root, "//r:group[count(*) > 1]")
    if one is None:
        return None
    one.append(one[0])
    return f"sequence at {one.sourceline}"


def change_value(chance: random.Random, root: etree._Element) -> str | None:
    """Change a value of a closed list."""
    one = _pick(chance, root, "//r:value")
    if one is None:
        return None
    old, one.text = one.text, f"{one.text}-"
    return f"value {old}"


CHANGES: tuple[Change, ...] = (
    empty_definition,
    require_attribute,
    free_attribute,
    swap_sequence,
    change_value,
)


def schema_mutants(root: etree._Element, seed: str, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield mutants of a schema, each with a word on its change."""
    chance = random.Random(seed)
    for number in range(count):
        changed = deepcopy(root)
        done = CHANGES[number % len(CHANGES)](chance, changed)
        if done is not None:
            yield done, etree.tostring(changed, encoding="utf-8")
