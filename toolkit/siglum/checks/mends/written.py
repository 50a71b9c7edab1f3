"""A file as it is written: both tags of an element, the quotation marks of a value, references.

A mend changes what is written, so a tree is not enough. All is told in characters of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from siglum.edition.document import XML_ID
from siglum.findings.diagnostics import Diagnostic, Edit, Span
from siglum.xml.lines import Lines
from siglum.xml.markup import MARKUP, Extent, Markup
from siglum.xml.source import SourceError, decode, parse

_XML = "http://www.w3.org/XML/1998/namespace"
_TOKEN = re.compile(r"[^ \t\r\n]+")
_OPAQUE = ("comment", "section", "instruction", "doctype")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a start tag: its name and value as they are written, and where they begin."""

    name: str
    begin: int
    raw: str
    value_begin: int

    @property
    def value(self) -> str:
        """The value, with its references read."""
        return unescape(self.raw)

    def tokens(self) -> Iterator[tuple[str, int, int]]:
        """Yield the parts of the value between white space: each read, with its begin and end."""
        for found in _TOKEN.finditer(self.raw):
            begin, end = found.span()
            yield unescape(found[0]), self.value_begin + begin, self.value_begin + end


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag: where the names stand in it and in its end tag, which may not be there."""

    number: int
    """That of the element in document order, from 0."""
    element: etree._Element
    name: str
    opening: Extent
    closing: Extent | None


class Token(NamedTuple):
    """A part of an attribute's value, from one character up to another."""

    tag: Tag
    attribute: Attribute
    begin: int
    end: int


class Written:
    """The text of one file, and its tags where it is well-formed.

    Raises SourceError for bytes that are not in the encoding they name.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.text = decode(data)
        self.lines = Lines(self.text)
        self._data = data

    def offset(self, finding: Diagnostic) -> int:
        """Return how many characters stand before a finding."""
        known = finding.span.offset
        return self.lines.offset(finding.span.line, finding.span.column) if known is None else known

    @cached_property
    def _elements(self) -> list[etree._Element]:
        """The elements of this file alone; none where it is not well-formed."""
        try:
            return list(parse(self._data).getroot().iter("*"))
        except SourceError:
            return []

    @cached_property
    def _markup(self) -> Markup:
        return Markup(self.text)

    @cached_property
    def _opaque(self) -> list[Extent]:
        found = MARKUP.finditer(self.text, 0, end_of_closed(self.text))
        return [Extent(*one.span()) for one in found if one.lastgroup in _OPAQUE]

    def is_opaque(self, offset: int) -> bool:
        """Tell whether a character stands in a comment, a CDATA section, or a declaration."""
        at = bisect_right(self._opaque, offset, key=lambda one: one.begin) - 1
        return at >= 0 and offset < self._opaque[at].end

    def tag_at(self, offset: int) -> Tag | None:
        """Return the start tag in which a character stands."""
        if not self._elements:
            return None
        index = self._markup.tag_around(offset)
        number = self._markup.last_start(offset + 1)
        return self._tag(number) if self._markup.starts[number] == index else None

    def tags(self, within: Tag | None = None) -> Iterator[Tag]:
        """Yield the start tags, or the one of an element and those of the elements in it."""
        first, last = 0, len(self._elements)
        if within is not None:
            first = within.number
            last = first + sum(1 for _ in within.element.iter("*"))
        yield from map(self._tag, range(first, last))

    def _tag(self, number: int) -> Tag:
        start, end = self._markup.starts[number], self._markup.ends[number]
        opening = self._markup.name(start)
        closing = self._markup.name(end) if end != start else None
        return Tag(
            number=number,
            element=self._elements[number],
            name=self._written(opening),
            opening=opening,
            closing=closing,
        )

    def attributes(self, tag: Tag) -> Iterator[Attribute]:
        """Yield the attributes of a start tag, declarations of namespaces among them."""
        for one in self._markup.attributes(self._markup.starts[tag.number]):
            yield Attribute(
                name=one.qname,
                begin=one.name.begin,
                raw=self._written(one.value),
                value_begin=one.value.begin,
            )

    @cached_property
    def tokens(self) -> dict[str, list[Token]]:
        """Where each part of a value stands that is between white space, by what it says."""
        found: dict[str, list[Token]] = {}
        for tag in self.tags():
            for attribute in self.attributes(tag):
                for token, begin, end in attribute.tokens():
                    found.setdefault(token, []).append(
                        Token(tag=tag, attribute=attribute, begin=begin, end=end)
                    )
        return found

    def pointing(self, identifier: str) -> Iterable[tuple[Tag, Attribute]]:
        """Return the attributes that may point to an id, which may have blanks in it."""
        keys = (identifier, " ".join(identifier.split()[:2]))
        found = [one for key in keys for one in self._pointing.get(key, ())]
        return {attribute.begin: (tag, attribute) for tag, attribute in found}.values()

    @cached_property
    def _pointing(self) -> dict[str, list[tuple[Tag, Attribute]]]:
        """The attributes in which a “#” stands, by the word behind it, and by the two words."""
        found: dict[str, list[tuple[Tag, Attribute]]] = {}
        for tag in self.tags():
            for attribute in self.attributes(tag):
                if "#" not in attribute.raw:
                    continue
                words = attribute.value.split()
                for word, after in zip(words, [*words[1:], ""], strict=True):
                    if word[0] == "#":
                        for key in {unquote(word[1:]), f"{word[1:]} {after}"}:
                            found.setdefault(key, []).append((tag, attribute))
        return found

    @cached_property
    def ids(self) -> Counter[str]:
        """How often the file has each xml:id."""
        return Counter(str(one.get(XML_ID)) for one in self._elements if one.get(XML_ID))

    def attribute_at(self, tag: Tag, offset: int) -> Attribute | None:
        """Return the attribute of a start tag that begins at a character."""
        return next((one for one in self.attributes(tag) if one.begin == offset), None)

    def value_edit(self, attribute: Attribute, value: str, *, is_safe: bool) -> Edit:
        """Return the edit that puts a value in the place of that of an attribute."""
        begin = attribute.value_begin
        return self.edit(begin, begin + len(attribute.raw), escaped(value), is_safe=is_safe)

    def edit(self, begin: int, end: int, text: str, *, is_safe: bool) -> Edit:
        """Return the edit that puts a text in the place of the characters of a stretch."""
        return Edit(Span.of(self.path, self.lines.between(begin, end)), text, is_safe)

    def _written(self, extent: Extent) -> str:
        return self.text[extent.begin : extent.end]


def end_of_closed(text: str) -> int:
    """Return up to where each comment, section and instruction of a text has an end.

    What looks for the end of one that has none looks through all the rest of the text.
    """
    pairs = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))
    begins = (text.find(begin, text.rfind(end) + 1) for begin, end in pairs)
    return min((begin for begin in begins if begin >= 0), default=len(text))


def clark_name(element: etree._Element, name: str) -> str:
    """Return the name of an attribute, as it is written in an element's tag, with its namespace."""
    prefix, _, local = name.rpartition(":")
    if not prefix:
        return name
    namespace = _XML if prefix == "xml" else element.nsmap.get(prefix)
    return f"{{{namespace}}}{local}"


def prefixed(clark: str, element: etree._Element) -> str | None:
    """Return how an attribute of a name is written in an element's tag; None without a prefix."""
    name = etree.QName(clark)
    if name.namespace is None:
        return name.localname
    if name.namespace == _XML:
        return f"xml:{name.localname}"
    prefixes = (one for one, uri in element.nsmap.items() if uri == name.namespace and one)
    prefix = next(prefixes, None)
    return f"{prefix}:{name.localname}" if prefix else None


def escaped(value: str) -> str:
    """Return a value as it is written between quotation marks of either kind."""
    pairs = (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), ("'", "&apos;"))
    for sign, written in pairs:
        value = value.replace(sign, written)
    return value
