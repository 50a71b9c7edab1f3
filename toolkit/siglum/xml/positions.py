"""Where the nodes of a parsed file stand: exact lines, columns and offsets.

They are looked up in the text by the one scanner, `siglum.xml.markup`, when somebody asks for one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import count

from lxml import etree

from siglum.xml.lines import Lines, Position
from siglum.xml.markup import Attribute, Beginning, Markup, beginning
from siglum.xml.source import decode

_XML = "http://www.w3.org/XML/1998/namespace"


class Positions:
    """Where each node of one parsed file stands."""

    def __init__(self, data: bytes, root: etree._Element) -> None:
        self._data = data
        self._root = root
        self._read: tuple[int, dict[str, Attribute]] = (-1, {})  # of the tag read last

    @cached_property
    def text(self) -> str:
        """The file, decoded: what offsets count the characters of."""
        return decode(self._data)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the file."""
        return Lines(self.text)

    @cached_property
    def markup(self) -> Markup:
        """The markup of the file."""
        return Markup(self.text)

    @cached_property
    def _beginning(self) -> Beginning:
        """Where most of what is said of whole documents is: it spares the scan of the rest."""
        return beginning(self.text)

    @cached_property
    def _order(self) -> dict[etree._Element, int]:
        return dict(zip(self._root.iter("*"), count(), strict=False))

    @cached_property
    def _apart(self) -> dict[etree._Element, int]:
        """The number of each comment and processing instruction of the file."""
        kinds = etree.Comment, etree.ProcessingInstruction
        nodes = (node for top in top_level(self._root) for node in top.iter(*kinds))
        return {node: number for number, node in enumerate(nodes)}

    def index(self) -> None:
        """Number the nodes now, before the tree is changed."""
        _ = self._order, self._apart

    def of(self, node: etree._Element, attribute: str | None = None) -> Position:
        """Return the place of an element's start tag up to its name, or of one of its attributes.

        `attribute` is a name in Clark notation. Of a comment or a processing instruction it is the
        place of the first character.
        """
        if node is self._root and attribute is None and self._beginning.name:
            return self.lines.between(self._beginning.name.begin - 1, self._beginning.name.end)
        number = self._number(node)
        if number is None:
            begin = self._offset_apart(node)
            return (
                Position(_line(node), 1) if begin is None else self.lines.between(begin, begin + 1)
            )
        if attribute is not None and attribute in (known := self._attributes(number, node)):
            return self.lines.between(*known[attribute].whole)
        name = self.markup.name(self.markup.starts[number])
        return self.lines.between(name.begin - 1, name.end)

    def of_end(self, element: etree._Element) -> Position | None:
        """Return the place where an element's end tag begins; None where it has none."""
        number = self._number(element)
        if number is None or self.markup.ends[number] == self.markup.starts[number]:
            return None
        begin = self.markup.extent(self.markup.ends[number]).begin
        return self.lines.between(begin, begin + 1)

    def of_words(self, element: etree._Element, *, after: bool) -> Position | None:
        """Return the place of the first words behind an element's start tag, or behind its end.

        None where another tag comes first. The words end with their line, or before a reference.
        """
        number = self._number(element)
        if number is None:
            return None
        first, last = self.markup.starts[number], self.markup.ends[number]
        if first == last and not after:
            return None
        words = self.markup.words_behind(last if after else first)
        return words and self.lines.between(*words)

    def of_text(self, element: etree._Element, number: int) -> Position | None:
        """Return the place of the first character of an element's text node, counted from 1."""
        element_number = self._number(element)
        texts = [] if element_number is None else self.markup.texts(element_number)
        if not 0 < number <= len(texts):
            return None
        begin = texts[number - 1].begin
        return self.lines.between(begin, begin + 1)

    def of_character(
        self, node: etree._Element, at: int, *, after: bool, length: int = 1
    ) -> Position | None:
        """Return the place of a character of the text of an element, or of that after a node.

        `at` counts characters from 0 as lxml has them, in `text` or `tail`; `length` are those of
        the file that the place has from there on.
        """
        number = self._number(node)
        if number is not None:
            index = (self.markup.ends if after else self.markup.starts)[number]
        elif node in self._apart:
            index = self.markup.apart[self._apart[node]]
        else:
            return None
        begin = self.markup.character_behind(index, at)
        if begin is None:
            return None
        return self.lines.between(begin, min(begin + length, len(self.text)))

    def last_before(self, line: int, column: int) -> etree._Element:
        """Return the element whose start tag is the last that begins before a place."""
        return list(self._order)[self.markup.last_start(self.lines.offset(line, column))]

    def _number(self, node: etree._Element) -> int | None:
        """Return the number of an element; None for what is none, or is not of this file."""
        if not isinstance(node.tag, str):
            return None
        number = self._order.get(node)
        return number if number is not None and number < len(self.markup.starts) else None

    def _offset_apart(self, node: etree._Element) -> int | None:
        number = self._apart.get(node)
        if number is not None and number < len(self._beginning.apart):
            return self._beginning.apart[number].begin
        if number is None or number >= len(self.markup.apart):
            return None
        return self.markup.extent(self.markup.apart[number]).begin

    def _attributes(self, number: int, element: etree._Element) -> dict[str, Attribute]:
        """Return the attributes of a start tag by their names in Clark notation."""
        if self._read[0] != number:  # one tag is asked for many of its attributes in turn
            namespaces = element.nsmap
            found = self.markup.attributes(self.markup.starts[number])
            self._read = (number, {_clark(each.qname, namespaces): each for each in found})
        return self._read[1]


def top_level(root: etree._Element) -> list[etree._Element]:
    """Return the root element and the comments and instructions before and after it."""
    return [*reversed(list(root.itersiblings(preceding=True))), root, *root.itersiblings()]


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
