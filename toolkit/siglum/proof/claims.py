"""Claims: the marks by which a piece of output says which text of the source it is.

A claim is a number in hexadecimal, its digits written as U+FDD0 to U+FDDF, between U+FDE0 and
U+FDE1. These are noncharacters (The Unicode Standard, 23.7): no text has them, no output shows
them.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

TARGET = "sg"
"""The name of the processing instruction that stands before a claimed text."""

RESERVED = re.compile("[\ufdd0-\ufdef]+")
"""The noncharacters, which a source must not have."""

CLAIM = re.compile("\ufde0([\ufdd0-\ufddf]+)\ufde1")
"""A claim, whose number `number` reads."""

_ENCODE = {ord(digit): 0xFDD0 + value for value, digit in enumerate("0123456789abcdef")}
_DECODE = {character: digit for digit, character in _ENCODE.items()}
_REPLACEMENT = "\ufffd"
_LAST_OF_PLANES = "".join(
    chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)
_UNWRITABLE = re.compile(f"[\x7f-\x84\x86-\x9f{_LAST_OF_PLANES}]")


def claim(number: int) -> str:
    """Return the claim of a text by its number in the source."""
    return f"\ufde0{f'{number:x}'.translate(_ENCODE)}\ufde1"


@lru_cache(maxsize=1 << 16)
def number(digits: str) -> int:
    """Return the number that the digits of a claim write."""
    return int(digits.translate(_DECODE), 16)


def stripped(output: str) -> str:
    """Return an output without its claims."""
    return RESERVED.sub("", output)


def clean(text: str) -> str:
    """Return a text of the source with U+FFFD for each noncharacter that claims are made of."""
    return RESERVED.sub(lambda found: _REPLACEMENT * len(found[0]), text)


def is_writable(text: str) -> bool:
    """Say whether `clean` and `writable` leave a text as it is."""
    return RESERVED.search(text) is None and _UNWRITABLE.search(text) is None


def writable(text: str) -> str:
    """Return a text with U+FFFD for each character that XML allows and HTML does not.

    They are control characters, white space left out, and the noncharacters at the end of each
    plane (HTML, 13.2.3.5 Preprocessing the input stream). No output has them.
    """
    return _UNWRITABLE.sub(_REPLACEMENT, text)


def squeezed(text: str) -> str:
    """Return a text without its white space (that of Unicode), which renderings may change."""
    return "".join(text.split())


def has_noncharacters(tree: etree._ElementTree) -> bool:
    """Say whether a document has, anywhere, noncharacters that claims are made of."""
    return RESERVED.search(etree.tostring(tree, encoding="unicode")) is not None


def walk(root: etree._Element) -> Iterator[tuple[str, etree._Element, str]]:
    """Yield each event of a tree in document order, its node, and the text that comes next.

    Events are "start" and "end" of an element, "comment" and "pi". The text may be empty.
    """
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        text = node.text if event == "start" else node.tail if node is not root else None
        yield event, node, str(text or "")


def claimed(tree: etree._ElementTree) -> etree._ElementTree:
    """Return a copy of a document with a claim before each text that is not white space only.

    The texts are numbered from 0 in the order of `walk`. Noncharacters of the source are replaced
    (`clean`), wherever they stand, so that nothing in it can pass for a claim.
    """
    twin = copy.deepcopy(tree)
    if has_noncharacters(twin):
        _clean_tree(twin.getroot())
    found = [(event, node) for event, node, text in walk(twin.getroot()) if text.strip()]
    for count, (event, node) in enumerate(found):
        mark = etree.ProcessingInstruction(TARGET, claim(count))
        if event == "start":
            mark.tail, node.text = node.text, None
            node.insert(0, mark)
        else:
            mark.tail, node.tail = node.tail, None
            node.addnext(mark)
    return twin


def _clean_tree(root: etree._Element) -> None:
    for node in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
        node.text = clean(str(node.text or ""))
        node.tail = clean(node.tail or "")
        if isinstance(node.tag, str):
            for name, value in node.attrib.items():
                node.set(name, clean(str(value)))
