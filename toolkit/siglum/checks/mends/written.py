"""A file as it is written: where its tags, names and values begin and end, in characters.

A mend changes what is written, so it has to know more than a tree: both tags of an element, the
quotation marks of a value, the references in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from lxml import etree

from siglum.findings.diagnostics import Edit, Span
from siglum.xml.source import SourceError, decode, parse, without_doctype

_XML = "http://www.w3.org/XML/1998/namespace"
_LINE_END = re.compile(r"\r\n?|\n")
_MARKUP = re.compile(
    r"""<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>
    |/(?P<end>[^\s<>/]+)\s*>
    |(?P<start>[^\s<>/!?]+)(?:[^<>"']|"[^"]*"|'[^']*')*>)""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""\s+(?P<name>[^\s=/<>"']+)\s*=\s*(?:"(?P<one>[^"]*)"|'(?P<two>[^']*)')"""
)
_TOKEN = re.compile(r"[^ \t\r\n]+")


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
            yield (
                unescape(found[0]),
                self.value_begin + found.start(),
                self.value_begin + found.end(),
            )


@dataclass(slots=True)
class Tag:
    """A start tag: `begin` is where its “<” stands, `closing` where the name in its end tag does.

    `closing` is None for the tag of an empty element.
    """

    name: str
    begin: int
    end: int
    element: etree._Element
    closing: int | None = None


class Written:
    """The text of one file, and its tags where it is well-formed.

    Raises SourceError for bytes that are not in the encoding they name.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.text = decode(data)
        self._data = data

    @cached_property
    def root(self) -> etree._Element | None:
        """The outermost element of this file alone; None where it is not well-formed."""
        try:
            return parse(self._data).getroot()
        except SourceError:
            return None

    @cached_property
    def visible(self) -> str:
        """The text with its document type declaration blanked out."""
        try:
            return without_doctype(self.text.encode()).decode()
        except SourceError:
            return self.text

    @cached_property
    def tags(self) -> list[Tag]:
        """The start tags, in document order; none where the file is not well-formed."""
        tags: list[Tag] = []
        if self.root is None:
            return tags
        elements = self.root.iter("*")
        is_open: list[Tag] = []
        for found in _MARKUP.finditer(self.visible):
            if found["start"]:
                tag = Tag(found["start"], found.start(), found.end(), next(elements))
                tags.append(tag)
                if not found[0].endswith("/>"):
                    is_open.append(tag)
            elif found["end"]:
                is_open.pop().closing = found.start("end")
        return tags

    @cached_property
    def _begins(self) -> list[int]:
        return [tag.begin for tag in self.tags]

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def offset(self, line: int, column: int) -> int:
        """Return how many characters stand before a place."""
        begin = self._lines[min(line, len(self._lines)) - 1]
        return min(begin + column - 1, len(self.text))

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of a character."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def tag_at(self, offset: int) -> Tag | None:
        """Return the start tag in which a character stands."""
        at = bisect_right(self._begins, offset) - 1
        return self.tags[at] if at >= 0 and offset < self.tags[at].end else None

    def attributes(self, tag: Tag) -> Iterator[Attribute]:
        """Yield the attributes of a start tag, declarations of namespaces among them."""
        at = tag.begin + 1 + len(tag.name)
        while found := _ATTRIBUTE.match(self.text, at):
            at = found.end()
            group = "one" if found["one"] is not None else "two"
            yield Attribute(found["name"], found.start("name"), found[group], found.start(group))

    def attribute_at(self, tag: Tag, offset: int) -> Attribute | None:
        """Return the attribute of a start tag that begins at a character."""
        return next((one for one in self.attributes(tag) if one.begin == offset), None)

    def attribute(self, tag: Tag, clark: str) -> Attribute | None:
        """Return the attribute of a start tag that has a name, in Clark notation."""
        named = (one for one in self.attributes(tag) if clark_name(tag.element, one.name) == clark)
        return next(named, None)

    def within(self, tag: Tag) -> Iterator[Tag]:
        """Yield a start tag, and those of the elements in its element."""
        at = bisect_right(self._begins, tag.begin) - 1
        yield from self.tags[at : at + sum(1 for _ in tag.element.iter("*"))]

    def value_edit(self, attribute: Attribute, value: str, *, is_safe: bool) -> Edit:
        """Return the edit that puts a value in the place of that of an attribute."""
        begin = attribute.value_begin
        return self.edit(begin, begin + len(attribute.raw), escaped(value), is_safe=is_safe)

    def edit(self, begin: int, end: int, text: str, *, is_safe: bool) -> Edit:
        """Return the edit that puts a text in the place of the characters of a stretch."""
        line, column = self.place(begin)
        end_line, end_column = self.place(end)
        span = Span(self.path, line, column, end - begin, begin, end_line, end_column)
        return Edit(span, text, is_safe)


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
