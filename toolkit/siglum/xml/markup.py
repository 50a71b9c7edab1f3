"""The one scanner: where each piece of markup of a document, and the text between, is written.

All is told by offsets in the decoded text, in code points, and found without a parser: what is
scanned has been found well-formed by one. Elements are numbered in document order, from 0.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

MARKUP = re.compile(
    r"""<(?:
     /(?P<end>[^\s<>/]+)\s*
    |!--(?P<comment>).*?--
    |!\[CDATA\[(?P<section>).*?\]\]
    |\?(?P<instruction>).*?\?
    |!DOCTYPE(?P<doctype>)(?:[^\[<>"']|"[^"]*"|'[^']*')*+
     (?:\[(?:<!--.*?-->|<\?.*?\?>|<!(?:[^<>"']|"[^"]*"|'[^']*')*+>|[^\]<])*+\]\s*)?
    |(?P<start>[^\s<>/!?="']+)
     (?P<rest>[^<>"'/]*+(?:(?:/(?!>)|"[^"<]*+"|'[^'<]*+')[^<>"'/]*+)*+)
     (?P<empty>/)?
    )>""",
    re.DOTALL | re.VERBOSE,
)
"""Markup, as XML 1.0 has it; a tag that is not well-formed does not match."""

# What a piece is, by the last group that matches.
_END, _COMMENT, _SECTION, _INSTRUCTION, _DOCTYPE, _START, _EMPTY = (
    MARKUP.groupindex[name]
    for name in ("end", "comment", "section", "instruction", "doctype", "rest", "empty")
)
_TAGS = frozenset((_END, _START, _EMPTY))
_SECTION_BEGIN, _SECTION_END = len("<![CDATA["), len("]]>")
_DECLARATION = re.compile(r"<\?xml\s.*?\?>", re.DOTALL)
_NAME = re.compile(r"[^\s/>]+")
_ATTRIBUTE = re.compile(r"""\s*([^\s=/<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PIECE = re.compile(r"(?P<plain>[^&\r\n]+)|&[^;]*;|\r\n?|\n")
_NUMBER = re.compile("&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
_IN_SECTION = re.compile(r"(?P<plain>[^\r\n]+)|\r\n?|\n")
_SPACE = " \t\r\n"


class Extent(NamedTuple):
    """Some characters: the offset of the first, and that behind the last."""

    begin: int
    end: int


class Attribute(NamedTuple):
    """An attribute as it is written: its name, and where name and value stand."""

    qname: str
    name: Extent
    value: Extent
    """Without the quotation marks."""

    @property
    def whole(self) -> Extent:
        return Extent(self.name.begin, self.value.end + 1)


class Markup:
    """The markup of a well-formed document, each piece with its index in the order of the text.

    What stands in a document type declaration is left out, and so is the XML declaration.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._kinds = bytearray()
        self._begins = array("q")
        self._texts: dict[int, list[Extent]] = {}
        declaration = _DECLARATION.match(text)
        kind, begin = self._kinds.append, self._begins.append
        for found in MARKUP.finditer(text, declaration.end() if declaration else 0):
            kind(found.lastindex or 0)
            begin(found.start())
        declared = self._kinds.find(_DOCTYPE)
        if declared >= 0:
            del self._kinds[declared], self._begins[declared]

    @cached_property
    def starts(self) -> array[int]:
        """Of each element, the index of its start tag, or of its empty-element tag."""
        kinds = _START, _EMPTY
        return array("q", [index for index, kind in enumerate(self._kinds) if kind in kinds])

    @cached_property
    def apart(self) -> array[int]:
        """Of each comment and each processing instruction, its index."""
        kinds = _COMMENT, _INSTRUCTION
        return array("q", [index for index, kind in enumerate(self._kinds) if kind in kinds])

    @cached_property
    def ends(self) -> array[int]:
        """Of each element, the index of the tag that ends it: it may be the one that begins it."""
        ends = array("q", self.starts)
        is_open: list[int] = []
        number = 0
        for index, kind in enumerate(self._kinds):
            if kind == _START:
                is_open.append(number)
                number += 1
            elif kind == _EMPTY:
                number += 1
            elif kind == _END:
                ends[is_open.pop()] = index
        return ends

    def extent(self, index: int) -> Extent:
        """Return where a piece of markup stands, with its brackets."""
        return Extent(self._begins[index], self._end(index))

    def name(self, index: int) -> Extent:
        """Return where the name in a tag stands."""
        begin = self._begins[index] + (2 if self._kinds[index] == _END else 1)
        found = _NAME.match(self._text, begin)
        return Extent(begin, found.end() if found else begin)

    def attributes(self, index: int) -> Iterator[Attribute]:
        """Yield what has the form of an attribute in a start tag, as written: xmlns as well."""
        at = self.name(index).end
        while found := _ATTRIBUTE.match(self._text, at):
            value = Extent(*found.span(2 if found[2] is not None else 3))
            yield Attribute(found[1], Extent(*found.span(1)), value)
            at = found.end()

    def tag_around(self, offset: int) -> int | None:
        """Return the index of the tag or other markup that a character stands in."""
        index = bisect_right(self._begins, offset) - 1
        return index if index >= 0 and offset < self._end(index) else None

    def last_start(self, offset: int) -> int:
        """Return the number of the element whose start tag is the last to begin before a place."""
        before = bisect_left(self._begins, offset)
        return max(bisect_left(self.starts, before) - 1, 0)

    def texts(self, number: int) -> list[Extent]:
        """Return where the text nodes stand that are children of an element, in their order.

        Comments and processing instructions part them, CDATA sections don't; a text begins and
        ends with what it says, which may be within such a section.
        """
        if number not in self._texts:
            self._texts[number] = list(self._texts_in(number))
        return self._texts[number]

    def _texts_in(self, number: int) -> Iterator[Extent]:
        index, last = self.starts[number], self.ends[number]
        while index < last:
            pieces = list(self._pieces(index))
            if pieces:
                yield Extent(pieces[0][0], pieces[-1][1])
            index = self._next(index)
            if self._kinds[index] == _START:
                index = self.ends[bisect_left(self.starts, index)]

    def words_behind(self, index: int) -> Extent | None:
        """Return where the first words behind a tag stand; None where another tag comes first.

        They end with their line, and before a reference or markup; comments may stand before them.
        """
        while index < len(self._kinds):
            for begin, end, pattern in self._pieces(index):
                for found in pattern.finditer(self._text, begin, end):
                    words = _said(found).strip(_SPACE)
                    if not words:
                        continue
                    if found["plain"] is None:
                        return Extent(*found.span())
                    begin = found.start() + found[0].index(words[0])
                    return Extent(begin, begin + len(words))
            index = self._next(index)
            if index < len(self._kinds) and self._kinds[index] in _TAGS:
                return None
        return None

    def character_behind(self, index: int, at: int) -> int | None:
        """Return the offset of a character of the text right behind some markup.

        `at` counts the characters that the text says: a reference is one, and so is the end of a
        line. None where there are less.
        """
        for begin, end, pattern in self._pieces(index):
            for found in pattern.finditer(self._text, begin, end):
                length = len(found[0]) if found["plain"] is not None else 1
                if at < length:
                    return found.start() + at
                at -= length
        return None

    def _pieces(self, index: int) -> Iterator[tuple[int, int, re.Pattern[str]]]:
        """Yield begin and end of each piece of text behind some markup, and what it is made of."""
        last = self._next(index)
        for each in range(index, last):
            if self._kinds[each] == _SECTION:
                begin, end = self._begins[each] + _SECTION_BEGIN, self._end(each) - _SECTION_END
                if begin < end:
                    yield begin, end, _IN_SECTION
            begin = self._end(each)
            end = self._begins[each + 1] if each + 1 < len(self._kinds) else len(self._text)
            if begin < end:
                yield begin, end, _PIECE

    def _next(self, index: int) -> int:
        """Return the index of the next markup that is no CDATA section."""
        index += 1
        while index < len(self._kinds) and self._kinds[index] == _SECTION:
            index += 1
        return index

    def _end(self, index: int) -> int:
        found = MARKUP.match(self._text, self._begins[index])
        return found.end() if found else self._begins[index]


class Beginning(NamedTuple):
    """The beginning of a document, found without a scan of the rest."""

    apart: list[Extent]
    """Each comment and each processing instruction before the outermost element."""
    name: Extent | None
    """The name in the start tag of the outermost element."""


def beginning(text: str) -> Beginning:
    """Return where what begins a document stands; the XML declaration is left out."""
    apart: list[Extent] = []
    declaration = _DECLARATION.match(text)
    for found in MARKUP.finditer(text, declaration.end() if declaration else 0):
        if found.lastindex in _TAGS:
            return Beginning(apart, Extent(*found.span("start")))
        if found.lastindex in (_COMMENT, _INSTRUCTION):
            apart.append(Extent(*found.span()))
    return Beginning(apart, None)


def doctype(text: str) -> Extent | None:
    """Return where the document type declaration of a well-formed document stands."""
    for found in MARKUP.finditer(text):
        if found.lastindex == _DOCTYPE:
            return Extent(*found.span())
        if found.lastindex in _TAGS:
            break
    return None


def _said(found: re.Match[str]) -> str:
    """Return what a piece of text says; the references of XML itself are no white space."""
    if found["plain"] is not None:
        return found[0]
    number = _NUMBER.match(found[0])
    if number:
        return chr(int(number[1], 16) if number[1] else int(number[2]))
    return found[0]
