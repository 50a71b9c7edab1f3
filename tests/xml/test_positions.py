"""The one scanner: what stands between the offsets that it tells is what was written there.

Documents are put together of pieces, and whoever puts a piece down notes where it begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siglum.xml.lines import Lines, Position
from siglum.xml.positions import Positions
from siglum.xml.source import parse

IN_ITS_TIME = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

ENCODINGS = {
    "utf-8": "",
    "utf-8-sig": ' encoding="UTF-8"',
    "utf-16": "",
    "utf-16-be": ' encoding="UTF-16"',
    "utf-32": "",
    "iso-8859-1": " encoding='ISO-8859-1'",
    "windows-1252": ' encoding="windows-1252"',
    "koi8-r": ' encoding="KOI8-R"',
}
SPACES = [" ", "\n", "\r\n", "\r", "\t ", "\n\n  "]
NAMES = ["a", "b1", "p:c", "x-y.z", "é"]
CHARACTERS = [*"ab >]'\"é„я𝄞€\t\n\r", "\r\n"]


@dataclass
class Written:
    """A document as it is written, and the extents of all that was put down, in its order."""

    pieces: list[str] = field(default_factory=list)
    at: int = 0
    elements: list[Element] = field(default_factory=list)
    apart: list[tuple[int, int]] = field(default_factory=list)

    def put(self, piece: str) -> tuple[int, int]:
        begin = self.at
        self.pieces.append(piece)
        self.at += len(piece)
        return begin, self.at

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@dataclass
class Element:
    """Where the parts of an element stand; `texts` are the text nodes in it."""

    begin: int = 0
    behind: int = 0
    """The end of its start tag."""
    name: tuple[int, int] = (0, 0)
    attributes: dict[str, tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=dict)
    """Name and value."""
    end_name: tuple[int, int] | None = None
    texts: list[Text] = field(default_factory=list)
    end: tuple[int, int] | None = None


@dataclass
class Text:
    """A text node: where each of its characters stands, and the end of the last."""

    places: list[int] = field(default_factory=list)
    end: int = 0


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, Written]:
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    alphabet = [one for one in CHARACTERS if _has(encoding, one)]
    names = [one for one in NAMES if _has(encoding, one)]
    words = st.lists(st.sampled_from(alphabet), max_size=6).map("".join)
    spaces = st.sampled_from(SPACES)
    written = Written()

    def chance(one_in: int) -> bool:
        return draw(st.integers(1, one_in)) == 1

    def space() -> str:
        return draw(spaces)

    def apart(counts: bool = True) -> None:
        said = draw(words).replace("\r", "").replace(">", "<")
        one = draw(st.sampled_from([f"<!--{said}<q z='1'>-->", f"<?pi {said} <q/>?>"]))
        extent = written.put(one)
        if counts:
            written.apart.append(extent)

    def put_text(text: Text) -> None:
        for _ in range(draw(st.integers(1, 3))):
            kind = draw(st.sampled_from(["plain", "plain", "reference", "section"]))
            if kind == "reference":
                one = draw(st.sampled_from(["&amp;", "&lt;", "&#233;", "&#x1D11E;", "&#32;"]))
                begin, text.end = written.put(one)
                text.places.append(begin)
                continue
            said = draw(words)
            if kind == "section":
                said = said.replace("]", "") + draw(st.sampled_from(["", "<b>", "]"]))
                written.put("<![CDATA[")
            else:
                said = said.replace("]", "")  # it might be followed by “]>”
            begin, end = written.put(said)
            text.places += [begin + found.start() for found in re.finditer("(?s)\r\n|.", said)]
            text.end = end if said else text.end
            if kind == "section":
                written.put("]]>")
            elif said.endswith("\r"):
                begin, text.end = written.put(".")  # or “\n” might follow
                text.places.append(begin)

    def element(depth: int) -> Element:
        one = Element(begin=written.at)
        written.elements.append(one)
        written.put("<")
        name = draw(st.sampled_from(names))
        one.name = written.put(name)
        listed = draw(st.lists(st.sampled_from(names), unique=True, max_size=3))
        if depth == 2:
            written.put(space() + "xmlns:p='urn:p' xmlns=\"urn:a\"")
        for attribute in listed:
            written.put(space())
            where = written.put(attribute)
            quote = draw(st.sampled_from("\"'"))
            written.put(draw(st.sampled_from(["=", " = ", "\n=\t"])) + quote)
            said = draw(words).replace(quote, "&quot;" if quote == '"' else "&#39;")
            value = written.put(said + draw(st.sampled_from(["", "&amp;", "/", ">"])))
            written.put(quote)
            one.attributes[attribute] = (where, value)
        if chance(3):
            written.put(space())
        if chance(4):
            _, one.behind = written.put("/>")
            return one
        _, one.behind = written.put(">")
        texts = [Text()]

        def parted() -> None:
            texts.append(Text())

        for _ in range(draw(st.integers(0, 3))):
            if chance(2):
                put_text(texts[-1])
            elif chance(3):
                parted()
                apart()
            elif depth:
                parted()
                element(depth - 1)
        one.texts = [text for text in texts if text.places]
        begin, _ = written.put("</")
        one.end_name = written.put(name)
        _, end = written.put(draw(st.sampled_from(["", " ", "\n"])) + ">")
        one.end = begin, end
        return one

    declared = ENCODINGS[encoding]
    if declared or chance(2):
        written.put(f"<?xml version='1.0'{declared}?>")
    for _ in range(draw(st.integers(0, 2))):
        written.put(space())
        apart()
    if chance(2):
        written.put('<!DOCTYPE a SYSTEM "]>\'"')
        if chance(2):
            written.put(" [ <!ATTLIST a b CDATA 'b>]'> <!ENTITY % e '<b>]>'> ")
            apart(counts=False)
            written.put("]")
        written.put(space() + ">")
    written.put(space())
    element(2)
    if chance(2):
        written.put(space())
        apart()
    return encoding, written


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def extent(place: Position | None) -> tuple[int, int] | None:
    """Return begin and end of a place, after a look at whether its lines and columns agree."""
    if place is None or place.offset is None:
        return None
    return place.offset, place.offset + place.length


def by_lines(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, by counting one character after the other."""
    line, column = 1, 1
    for at in range(offset):
        if text[at] == "\n" or (text[at] == "\r" and text[at + 1 : at + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    return line, column


def clark(qname: str) -> str:
    return qname.replace("p:", "{urn:p}")


@IN_ITS_TIME
@given(documents())
def test_what_stands_at_a_place_is_what_was_written(made: tuple[str, Written]) -> None:
    encoding, written = made
    data = written.text.encode(encoding)
    root = parse(data).getroot()
    positions = Positions(data, root)
    assert positions.text == written.text
    told: list[Position | None] = []

    def at(place: Position | None) -> tuple[int, int] | None:
        told.append(place)
        return extent(place)

    markup, lines = positions.markup, positions.lines
    elements = list(root.iter("*"))
    assert len(elements) == len(markup.starts) == len(written.elements)
    for n, (element, one) in enumerate(zip(elements, written.elements, strict=True)):
        start, end = markup.starts[n], markup.ends[n]
        assert at(positions.of(element)) == (one.begin, one.name[1])
        assert markup.name(start) == one.name
        assert markup.extent(start) == (one.begin, one.behind)
        assert [markup.tag_around(place) for place in (one.begin, one.behind - 1)] == [start] * 2
        assert (markup.name(end) if end != start else None) == one.end_name
        ends = at(positions.of_end(element))
        assert ends == (one.end_name and (one.end_name[0] - 2, one.end_name[0] - 1))
        found = {each.qname: (each.name, each.value) for each in markup.attributes(start)}
        assert {name: found[name] for name in one.attributes} == one.attributes
        assert found.keys() <= {"xmlns", "xmlns:p", *one.attributes}
        for qname, (name, value) in one.attributes.items():
            assert at(positions.of(element, clark(qname))) == (name[0], value[1] + 1)
        assert (markup.extent(end) if end != start else None) == one.end
        assert markup.texts(n) == [(text.places[0], text.end) for text in one.texts]
        for number, text in enumerate(one.texts, 1):
            assert at(positions.of_text(element, number)) == (text.places[0], text.places[0] + 1)
        assert positions.of_text(element, len(one.texts) + 1) is None
    apart = [*root.itersiblings(preceding=True)][::-1]
    apart += [node for node in root.iter() if not isinstance(node.tag, str)]
    apart += [*root.itersiblings()]
    assert [markup.extent(index) for index in markup.apart] == written.apart
    for node, (begin, _) in zip(apart, written.apart, strict=True):
        assert at(positions.of(node)) == (begin, begin + 1)
    for place in told:
        if place is not None and place.offset is not None:
            assert (place.line, place.column) == by_lines(written.text, place.offset)
            behind = by_lines(written.text, place.offset + place.length)
            assert (place.end_line, place.end_column) == behind
            assert lines.at(place.line, place.column, place.length) == place


@IN_ITS_TIME
@given(documents())
def test_each_character_of_a_text_has_its_place(made: tuple[str, Written]) -> None:
    encoding, written = made
    data = written.text.encode(encoding)
    root = parse(data).getroot()
    positions = Positions(data, root)
    for element, one in zip(root.iter("*"), written.elements, strict=True):
        parts = [(element, False, element.text), *((child, True, child.tail) for child in element)]
        said = [part for part in parts if part[2]]
        places = [text.places for text in one.texts]
        assert [len(text or "") for _, _, text in said] == [len(each) for each in places]
        for (node, after, _), each in zip(said, places, strict=True):
            found = [positions.of_character(node, n, after=after) for n in range(len(each))]
            assert [place and place.offset for place in found] == each


@pytest.mark.parametrize(
    ("document", "after", "words"),
    [
        ("<a><!-- no -->\n <?no no?> some words\nmore</a>", False, "some words"),
        ("<a>&#32;&#x20;\r<![CDATA[ \n<in> it]]></a>", False, "<in> it"),
        ("<a> &#8212; so</a>", False, "&#8212;"),
        ("<a> so &amp; so</a>", False, "so"),
        ("<a> \n<b/>words</a>", False, None),
        ("<a> \n</a>", False, None),
        ("<a> \n</a>", True, None),
    ],
)
def test_the_first_words_behind_a_tag(document: str, after: bool, words: str | None) -> None:
    data = document.encode()
    root = parse(data).getroot()
    found = extent(Positions(data, root).of_words(root, after=after))
    assert (document[slice(*found)] if found else None) == words


def test_columns_are_told_in_utf_16_as_well() -> None:
    lines = Lines("𝄞a\r𝄞𝄞é<b/>\U0010ffff.")
    assert [lines.in_utf16(1, column) for column in (1, 2, 3)] == [1, 3, 4]
    assert [lines.in_utf16(2, column) for column in (1, 2, 3, 4, 8, 9)] == [1, 3, 5, 6, 10, 12]


@pytest.mark.parametrize(("line", "column"), [(0, 1), (3, 1), (1, 4), (2, 3)])
def test_a_place_that_is_not_there_has_no_offset(line: int, column: int) -> None:
    assert Lines("ab\nc").at(line, column) == Position(line, column)


def test_a_place_at_the_very_end_is_one() -> None:
    assert Lines("ab\nc").at(2, 2) == Position(2, 2, 1, 4, 2, 2)
    assert Lines("").at(1, 1) == Position(1, 1, 1, 0, 1, 1)
