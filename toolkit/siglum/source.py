"""Read XML safely, and find the line and column of what was read.

Nothing here knows of TEI. A source is parsed once by lxml with everything shut that can reach out
of the file: no external entity, no DTD, no network, no entity expansion. Lines and columns are
exact, but they are looked up by a second pass (expat), made only when somebody asks for one.
"""

from __future__ import annotations

import codecs
import contextlib
import re
import xml.parsers.expat as expat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from siglum.syntax_words import in_words

_ATTRIBUTE = re.compile(rb"""([^\s=/<>"']+)\s*=\s*("[^"]*"|'[^']*')""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = (b"<\0?\0", b"\0<\0?")  # UTF-16 without a byte order mark
_STRICT = frozenset({"utf-8", "utf8", "utf-8-sig"})  # Python lets no surrogates through
_PIECE = 1 << 16
_DECLARED = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file: 1-based line, 1-based column in characters, length in characters."""

    line: int
    column: int
    length: int = 1


class SourceError(Exception):
    """A file that can't be read as XML, or may not be.

    `kind` is one of "empty", "binary", "encoding", "entities", "depth", "syntax".
    """

    def __init__(self, kind: str, message: str, position: Position) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.position = position


def decode(data: bytes) -> str:
    """Return the text of an XML file, by its byte order mark or its declaration (XML 1.0, F).

    Raises SourceError for bytes that are not in that encoding, or an unknown encoding.
    """
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        read = bytes(error.object)
        before = read[: error.start].decode(encoding, errors="replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = (
            f"byte 0x{read[error.start]:02X} is not {encoding.upper()}, the encoding of this file"
        )
        raise SourceError("encoding", message, Position(line, column)) from None
    except (LookupError, UnicodeError):
        message = f"the XML declaration names the encoding “{encoding}”, which is not one of text"
        raise SourceError("encoding", message, Position(1, 1)) from None
    if encoding.lower() not in _STRICT and re.search("[\ud800-\udfff]", text):
        message = f"the file is not in the encoding “{encoding}” that it names"
        raise SourceError("encoding", message, Position(1, 1))
    return text


def _encoding(data: bytes) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    if data[:4] in _WIDE:
        return "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    declared = _DECLARED.match(data[:200])
    return declared[1].decode("ascii") if declared else "utf-8"


def _as_utf8(data: bytes) -> bytes:
    """Return the bytes of an XML file in UTF-8, without byte order mark. Raises SourceError."""
    if _encoding(data).lower() not in ("utf-8", "utf8"):
        return decode(data).encode()
    pieces = (data[at : at + _PIECE] for at in range(0, len(data), _PIECE))
    try:
        for _ in codecs.iterdecode(pieces, "utf-8"):  # the text is not needed, and may be long
            pass
    except UnicodeDecodeError:
        decode(data)  # says where
    return data


def parse(data: bytes, url: str | None = None) -> etree._ElementTree:
    """Parse the bytes of one XML file.

    Raises SourceError when it is empty, binary, in another encoding than it says, not well-formed,
    or declares entities.
    """
    if not data or data.isspace():
        raise SourceError("empty", "the file is empty", Position(1, 1))
    wide = data[:4] in _WIDE or any(data.startswith(bom) for bom, _ in _BOMS)
    if b"\0" in data[:512] and not wide:
        raise SourceError("binary", "this is not an XML file but binary data", Position(1, 1))
    document = _without_doctype(_as_utf8(data))
    try:
        root = etree.fromstring(document, _parser(), base_url=url or "")
    except etree.XMLSyntaxError as error:
        line, column = error.position
        place = Position(max(line, 1), max(column, 1))
        deep = re.match(r"Excessive depth in document: (\d+)", error.msg or "")
        if deep:
            message = f"elements are nested more than {deep[1]} deep"
            raise SourceError("depth", message, place) from None
        message = re.sub(r", line \d+, column \d+.*$", "", error.msg or "not well-formed")
        unknown = re.match(r"Entity '(.+)' not defined", message)
        if unknown:
            message = f"the entity “{unknown[1]}” is not defined in this file"
            raise SourceError("entities", message, place) from None
        raise SourceError("syntax", in_words(message), place) from None
    return root.getroottree()


def _parser() -> etree.XMLParser:
    """Return a parser that opens nothing but what it is given.

    `huge_tree` lifts libxml2's limits on depth and size, which honest editions exceed; entity
    declarations have been refused before it runs. Malformed or repeated xml:id values are no
    parse errors here: they are findings of validation.
    """
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=True,
        collect_ids=False,
    )


def _line(node: etree._Element) -> int:
    return node.sourceline if isinstance(node.sourceline, int) else 1


class _Stop(Exception):
    pass


def _without_doctype(data: bytes) -> bytes:
    """Blank out a document type declaration, so that every other character keeps its place.

    libxml2 would load the external subset, whatever it is told, once it is told to leave ids
    alone. Raises SourceError at the first entity that the declaration declares; parameter entities
    that are given in it are its own, and go with it.
    """
    if b"<!DOCTYPE" not in data:
        return data
    scanner = expat.ParserCreate(encoding="utf-8")
    extent: list[int] = []

    def entity_declared(name: str, is_parameter: int, value: str | None, *_: object) -> None:
        if is_parameter and value is not None:
            return
        before = data[: data.rfind(b"<!ENTITY", 0, scanner.CurrentByteIndex + 8)].decode()
        where = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"the file declares an entity, “{name}”; entities are never expanded"
        raise SourceError("entities", message, where)

    def doctype(*_: object) -> None:
        extent.append(scanner.CurrentByteIndex)

    def started(*_: object) -> None:
        raise _Stop

    scanner.EntityDeclHandler = entity_declared
    scanner.StartDoctypeDeclHandler = doctype
    scanner.EndDoctypeDeclHandler = doctype
    scanner.StartElementHandler = started
    try:
        scanner.Parse(data, True)
    except _Stop:
        pass
    except expat.ExpatError as error:
        place = Position(error.lineno, error.offset + 1)
        raise SourceError("syntax", expat.ErrorString(error.code), place) from None
    if len(extent) < 2:
        return data
    start, end = data.rindex(b"<!DOCTYPE", 0, extent[0] + 9), data.index(b">", extent[1]) + 1
    declaration = data[start:end].decode()
    return data[:start] + re.sub(r"[^\r\n]", " ", declaration).encode() + data[end:]


class Positions:
    """Where each element and attribute of one parsed file stands."""

    def __init__(self, data: bytes, root: etree._Element) -> None:
        self._data = _as_utf8(data)
        self._root = root

    @cached_property
    def _starts(self) -> list[tuple[int, int, int]]:
        """Line, column and byte offset of each start tag, in document order."""
        starts: list[tuple[int, int, int]] = []
        scanner = expat.ParserCreate(encoding="utf-8")

        def started(*_: object) -> None:
            starts.append(
                (
                    scanner.CurrentLineNumber,
                    scanner.CurrentColumnNumber + 1,
                    scanner.CurrentByteIndex,
                )
            )

        scanner.StartElementHandler = started
        # libxml2 takes names that expat, of an older edition of XML, does not: lines must do.
        with contextlib.suppress(expat.ExpatError):
            scanner.Parse(self._data, True)
        return starts

    @cached_property
    def _order(self) -> dict[etree._Element, int]:
        return {element: number for number, element in enumerate(self._root.iter("*"))}

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
        line, column, offset = self._starts[number]
        if attribute is not None:
            for name, start, end in self._attributes(offset):
                if _same_name(name, attribute, element):
                    return self._shift(line, column, offset, start, end - start)
        name_length = len(re.match(rb"<[^\s/>]*", self._data[offset : offset + 2000])[0].decode())  # type: ignore[index]
        return Position(line, column, name_length)

    def _attributes(self, offset: int) -> Iterator[tuple[str, int, int]]:
        """Yield name, start and end offset of each attribute of the start tag at `offset`."""
        at = offset + 1
        while at < len(self._data) and self._data[at : at + 1] not in b" \t\r\n/>":
            at += 1
        while True:
            while self._data[at : at + 1] in (b" ", b"\t", b"\r", b"\n"):
                at += 1
            found = _ATTRIBUTE.match(self._data, at)
            if not found:
                return
            yield found[1].decode(), found.start(), found.end()
            at = found.end()

    def _shift(self, line: int, column: int, offset: int, start: int, size: int) -> Position:
        between = self._data[offset:start].decode()
        lines = re.split("\r\n|\r|\n", between)
        if len(lines) > 1:
            line, column = line + len(lines) - 1, 1
        return Position(
            line, column + len(lines[-1]), len(self._data[start : start + size].decode())
        )


def _same_name(qname: str, clark: str, element: etree._Element) -> bool:
    prefix, _, local = qname.rpartition(":")
    if prefix == "xml":
        return clark == f"{{http://www.w3.org/XML/1998/namespace}}{local}"
    return clark == (f"{{{element.nsmap.get(prefix)}}}{local}" if prefix else local)


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
    for count, child in enumerate(node.iterchildren(clark), 1):
        if count == number:
            return child
    raise LookupError(f"no child {clark}[{number}]")
