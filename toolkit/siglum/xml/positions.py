"""Where the elements and attributes of a parsed file stand: exact lines and columns.

They are looked up by a second pass over its tags, made only when somebody asks for one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import accumulate, count

from lxml import etree

from siglum.xml.source import Position, as_utf8, without_doctype
from siglum.xml.texts import Texts

# The beginning of a start tag, or what may hold what looks like one.
_TAGS = re.compile(rb"<(?:[^!?/]|!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>)", re.DOTALL)
_TAG_NAME = re.compile(rb"<[^\s/>]*")
_ATTRIBUTE = re.compile(rb"""\s*(([^\s=/<>"']+)\s*=\s*(?:"[^"]*"|'[^']*'))""")
_XML = "http://www.w3.org/XML/1998/namespace"


class Positions:
    """Where each element and attribute of one parsed file stands."""

    def __init__(self, data: bytes, root: etree._Element) -> None:
        self._data = without_doctype(as_utf8(data))
        self._root = root
        self._last = (0, 0)  # the byte placed last, and the characters before it in its line
        self._read: tuple[int, dict[str, Position]] = (-1, {})  # of the tag read last

    @cached_property
    def _starts(self) -> list[int]:
        """The byte offset of each start tag, in document order."""
        found = (one.span() for one in _TAGS.finditer(self._data))
        return [begin for begin, end in found if end == begin + 2]

    @cached_property
    def _lines(self) -> list[int]:
        """The byte offset at which each line begins; one ends with LF, CR or both (XML, 2.11)."""
        return [0, *accumulate(map(len, self._data.splitlines(keepends=True)))]

    def _place(self, offset: int) -> tuple[int, int]:
        """Return line and column, 1-based, of a byte."""
        line = bisect_right(self._lines, offset)
        begin, before = self._lines[line - 1], 0
        if begin <= self._last[0] <= offset:  # a line may be long, and asked for many times
            begin, before = self._last
        before += len(self._data[begin:offset].decode())
        self._last = (offset, before)
        return line, before + 1

    @cached_property
    def _order(self) -> dict[etree._Element, int]:
        return dict(zip(self._root.iter("*"), count(), strict=False))

    def index(self) -> None:
        """Number the elements now, before the tree is changed."""
        _ = self._order

    def of(self, element: etree._Element, attribute: str | None = None) -> Position:
        """Return the place of an element's start tag, or of one of its attributes.

        `attribute` is a name in Clark notation. A node that is not an element (a comment, a
        processing instruction) is placed at the line lxml knows.
        """
        number = self._order.get(element)
        if number is None or number >= len(self._starts):
            return Position(_line(element), 1)
        if attribute is not None:
            if self._read[0] != number:  # one tag is asked for many of its attributes in turn
                self._read = (number, dict(self._attributes(number, element.nsmap)))
            if attribute in self._read[1]:
                return self._read[1][attribute]
        offset = self._starts[number]
        return Position(*self._place(offset), len(self._tag_name(offset).decode()))

    def last_before(self, line: int, column: int) -> etree._Element:
        """Return the element whose start tag is the last that begins before a place."""
        places = [self._place(offset) for offset in self._starts]
        return list(self._order)[max(bisect_left(places, (line, column)) - 1, 0)]

    def of_text(self, element: etree._Element, *, after: bool) -> Position | None:
        """Return the place of the first text behind an element's start tag, or behind its end."""
        found = self._texts.places.get((self._order.get(element, -1), after))
        return Position(*found) if found else None

    def of_end(self, element: etree._Element) -> Position | None:
        """Return the place of an element's end tag; None where it has none of its own."""
        found = self._texts.ends.get(self._order.get(element, -1))
        return Position(*found) if found else None

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self._data)

    def _tag_name(self, offset: int) -> bytes:
        found = _TAG_NAME.match(self._data, offset)
        return found[0] if found else b"<"

    def _attributes(
        self, number: int, namespaces: Mapping[str | None, str]
    ) -> Iterator[tuple[str, Position]]:
        """Yield the Clark name and the place of each attribute of a start tag."""
        at = self._starts[number]
        line, column = self._place(at)
        end = at + len(self._tag_name(at))
        while found := _ATTRIBUTE.match(self._data, end):
            begin, end = found.span(1)
            *before, between = re.split("\r\n|\r|\n", self._data[at:begin].decode())
            line, column = line + len(before), len(between) + (1 if before else column)
            name = _clark(found[2].decode(), namespaces)
            yield name, Position(line, column, len(found[1].decode()))
            at = begin


def _clark(qname: str, namespaces: Mapping[str | None, str]) -> str:
    """Return the name of an attribute with its namespace."""
    prefix, _, local = qname.rpartition(":")
    namespace = _XML if prefix == "xml" else namespaces.get(prefix)
    return f"{{{namespace}}}{local}" if prefix else local


def _line(node: etree._Element) -> int:
    return node.sourceline if isinstance(node.sourceline, int) else 1


_STEP = re.compile(r"/(@?)(?:Q\{([^}]*)\})?([^/\[]+)(?:\[(\d+)\])?")


def resolve(root: etree._Element, path: str) -> tuple[etree._Element, str | None]:
    """Return the element that an XPath `path()` value names, and the attribute if it names one.

    Paths to other kinds of nodes give the element they stand in. See XPath and XQuery Functions
    and Operators 3.1, 14.11.
    """
    node: etree._Element = root
    attribute = None
    for depth, (at, namespace, name, number) in enumerate(_STEP.findall(path)):
        clark = f"{{{namespace}}}{name}" if namespace else name
        if at:
            attribute = clark
        elif name.endswith(")") or depth == 0:
            continue
        else:
            node = _nth_child(node, clark, int(number or 1))
    return node, attribute


def _nth_child(node: etree._Element, clark: str, number: int) -> etree._Element:
    for at, child in enumerate(node.iterchildren(clark), 1):
        if at == number:
            return child
    raise LookupError(f"no child {clark}[{number}]")
