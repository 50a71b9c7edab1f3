"""Small random grammars and their mutants, and all small documents over the same names."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

from lxml import etree

_VALUES = (
    *("text", "empty", '"1"', '"1" | "2"', 'string "1"', 'token "1"', "string", "xsd:integer"),
    *('list { "1" | "2" }', 'list { "1"* }', "xsd:NMTOKEN", 'xsd:token { pattern = "1+" }'),
    *('xsd:string { pattern = "1+" }', 'xsd:int - "1"'),
)
_CLASSES = ("a", "b", "a", "b", "a|b", "*-a", "*")
_SWAPS = [
    *(("?", ""), ("*", "+"), ("+", "*"), ('"1"', '"2"'), ("|", "&"), (",", "&"), ("A", "B")),
    *(("B", "C"), ("&", ",")),
]


def grammar(chance: random.Random) -> str:
    """Return a grammar of three elements; it may break the restrictions of section 7."""
    lines = [f"start = {chance.choice(('A', 'A|B', 'A|B|C'))}"]
    for name in "ABC":
        content = _pattern(chance, chance.choice((1, 2, 2)))
        lines.append(f"{name} = element {chance.choice(_CLASSES)} {{ {content} }}")
    return "\n".join(lines)


def _pattern(chance: random.Random, depth: int) -> str:
    if depth == 0:
        leaves = ["empty", "text", "A", "B", "C", "A?", "B*"]
        if chance.random() < 0.3:
            leaves.append(f"attribute x {{ {chance.choice(_VALUES)} }}")
        return chance.choice(leaves)
    kind = chance.random()
    if kind < 0.65:
        joiner = chance.choice((", ", " | ", " & ", " | ", ", "))
        parts = [_pattern(chance, depth - 1) for _ in range(chance.choice((2, 2, 3)))]
        return f"({joiner.join(parts)})"
    if kind < 0.9:
        return f"({_pattern(chance, depth - 1)}){chance.choice('?*+?')}"
    return f"attribute {chance.choice(('x', 'y', 'x|y'))} {{ {chance.choice(_VALUES)} }}"


def mutant(chance: random.Random, text: str) -> str:
    """Return a grammar with a word moved, doubled or changed."""
    words = text.split(" ")
    at, other = chance.randrange(len(words)), chance.randrange(len(words))
    kind = chance.random()
    if kind < 0.4:
        words[at] = words[other]
    elif kind < 0.7:
        words[at], words[other] = words[other], words[at]
    else:
        old, new = chance.choice(_SWAPS)
        words[at] = words[at].replace(old, new, 1)
    return " ".join(words)


def documents() -> list[etree._Element]:
    """Return all small documents: leaves, and elements with up to four children."""
    return [_built(one) for one in _shapes()]


_Shape = tuple[str, dict[str, str], list["_Shape | str"]]


def _shapes() -> Iterator[_Shape]:
    attributes = [{}, *({"x": value} for value in ("1", "2", "", " 1 ", "z")), {"y": "1"}]
    leaves: list[_Shape] = [
        (name, given, [text] if text else [])
        for name, given, text in product("abc", attributes, ("", "1", "z", " 1 ", "1 2"))
    ]
    yield from leaves
    simple = [one for one in leaves if one[1] in ({}, {"x": "1"}) and one[2] in ([], ["1"])]
    bare: list[_Shape] = [(name, {}, []) for name in "ab"]
    for name, given in product("abc", ({}, {"x": "1"}, {"y": "1"})):
        for one in simple:
            yield name, given, [one]
            yield name, given, ["t", one]
            yield name, given, [one, "t"]
        for many in (*product(simple[::3], repeat=2), *product(bare, repeat=3)):
            yield name, given, list(many)
        for many in product(bare, repeat=4):
            yield name, given, list(many)
        for inner, pair in product("ab", product(bare, repeat=2)):
            yield name, given, [(inner, {}, list(pair))]
            yield name, given, [(inner, {}, list(pair)), ("a", {}, [])]
            yield name, given, [("b", {}, []), (inner, {}, list(pair))]


def _built(shape: _Shape) -> etree._Element:
    name, attributes, children = shape
    made = etree.Element(name, attributes)
    for child in children:
        if not isinstance(child, str):
            made.append(_built(child))
        elif len(made):
            made[-1].tail = child
        else:
            made.text = child
    return made
