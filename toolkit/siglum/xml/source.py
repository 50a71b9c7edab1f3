"""Read XML safely.

Nothing here knows of TEI. A source is parsed once by lxml with everything shut that can reach out
of the file: no external entity, no DTD, no network, no entity expansion.
"""

from __future__ import annotations

import codecs
import re
import xml.parsers.expat as expat
from functools import lru_cache

from lxml import etree

from siglum.xml.lines import Lines, Position
from siglum.xml.syntax_words import character, in_words

_PROLOG = re.compile(rb"(?:\s+|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITH_BOM = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = (b"<\0?\0", b"\0<\0?")  # UTF-16 without a byte order mark
_OF_WIDE = re.compile(r"(?i)(utf[-_]?(16|32)|ucs[-_]?[24]|iso-10646-ucs)")
_STRICT = frozenset({"utf-8", "utf8", "utf-8-sig"})  # Python lets no surrogates through
_PIECE = 1 << 16
_LONE_CR = re.compile(rb"\r(?!\n)")
_IN_WINDOWS = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0x100)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xA0, 0xAD)
}
"""The characters of Windows-1252 beyond ASCII that can be seen."""
_DECLARED = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")


class SourceError(Exception):
    """A file that can't be read as XML, or may not be.

    `kind` is one of "empty", "binary", "encoding", "entities", "depth", "syntax"; `help` says what
    to do, where there is more to say than for every file of the kind.
    """

    def __init__(
        self, kind: str, message: str, position: Position, help: str | None = None
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.position = position
        self.help = help


def decode(data: bytes) -> str:
    """Return the text of an XML file, by its byte order mark or its declaration (XML 1.0, F).

    Raises SourceError for bytes that are not in that encoding, or an unknown encoding.
    """
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_in(encoding, error) from None
    except (LookupError, UnicodeError):
        raise _unknown(encoding) from None
    if encoding.lower() not in _STRICT and re.search("[\ud800-\udfff]", text):
        message = f"the file is not in the encoding “{encoding}” that it names"
        raise SourceError("encoding", message, Position(1, 1))
    if codecs.lookup(encoding).name == "iso8859-1":
        _refuse_controls(text)
    return text


def encode_like(text: str, data: bytes) -> bytes:
    """Return a text in the encoding of a file, with its byte order mark.

    What that encoding does not have is written as a character reference. Raises SourceError for an
    encoding that `decode` does not take.
    """
    for bom, codec in _WITH_BOM:
        if data.startswith(bom):
            return bom + text.encode(codec)
    return text.encode(_encoding(data), "xmlcharrefreplace")


def _not_in(encoding: str, error: UnicodeDecodeError) -> SourceError:
    """Return what is wrong with bytes that are not in the encoding of their file."""
    read = bytes(error.object)
    before = read[: error.start].decode(encoding, errors="replace")
    byte, name = read[error.start], encoding.upper().removesuffix("-SIG")
    message = f"byte 0x{byte:02X} is not {name}, the encoding of this file"
    help = None
    meant = _IN_WINDOWS.get(byte)
    if name in ("UTF-8", "UTF8") and meant and "unexpected end" not in error.reason:
        message += f"; in Windows-1252 it is “{meant}”"
        if before.isascii():
            help = "Save the file as UTF-8."
        else:  # other characters are in UTF-8: this one was put in by another program
            help = f"Write “{meant}” here, and save the file as UTF-8."
    place = Lines(before + chr(byte)).between(len(before), len(before) + 1)
    return SourceError(kind="encoding", message=message, position=place, help=help)


def _refuse_controls(text: str) -> None:
    """Refuse what is a control character in ISO-8859-1, but in Windows-1252 a quotation mark."""
    control = re.search("[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]", text)
    if control:
        byte, meant = ord(control[0]), control[0].encode("latin-1").decode("cp1252")
        message = (
            f"byte 0x{byte:X} is a control character in ISO-8859-1, but {meant} in Windows-1252"
        )
        help = 'Save the file as UTF-8, or write encoding="windows-1252" in its XML declaration.'
        raise SourceError(
            kind="encoding",
            message=message,
            position=Lines(text).between(*control.span()),
            help=help,
        )


def _encoding(data: bytes) -> str:
    for bom, name in BOMS:
        if data.startswith(bom):
            return name
    if data[:4] in _WIDE:
        return "utf-16-le" if data[:1] == b"<" else "utf-16-be"
    declared = _DECLARED.match(data[:200])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    if _OF_WIDE.match(encoding):
        message = f"the XML declaration names the encoding “{encoding}”, which the file is not in"
        help = 'Write encoding="UTF-8" in the XML declaration, if that is how the file is saved.'
        raise SourceError(kind="encoding", message=message, position=Position(1, 1), help=help)
    if not is_encoding(encoding):
        raise _unknown(encoding)
    return encoding


def text_in(encoding: str, data: bytes) -> str | None:
    """Return what a file says that is no XML, in an encoding; None if it is not in that."""
    try:
        return data.decode(encoding) if is_encoding(encoding.removesuffix("-sig")) else None
    except (LookupError, ValueError):
        return None


@lru_cache(64)
def is_encoding(name: str) -> bool:
    """Tell whether a name is that of an encoding of XML files: one that libxml2 knows.

    Python has codecs of its own besides, such as unicode_escape, which no other reader has.
    """
    try:
        etree.XMLParser(encoding=name)
    except LookupError:
        return False
    return True


def _unknown(encoding: str) -> SourceError:
    message = f"the XML declaration names the encoding “{encoding}”, which is not one of text"
    return SourceError("encoding", message, Position(1, 1))


def is_utf8(data: bytes) -> bool:
    """Tell whether the bytes of an XML file say that they are in UTF-8. Raises SourceError."""
    return _encoding(data).lower() in ("utf-8", "utf8")


def as_utf8(data: bytes) -> bytes:
    """Return the bytes of an XML file in UTF-8, without byte order mark. Raises SourceError."""
    if not is_utf8(data):
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
    wide = data[:4] in _WIDE or any(data.startswith(bom) for bom, _ in BOMS)
    if b"\0" in data[:512] and not wide:
        raise SourceError("binary", "this is not an XML file but binary data", Position(1, 1))
    # libxml2 counts no line that ends with CR alone
    document = as_utf8(data)
    if b"\r" in document:
        document = _LONE_CR.sub(b"\n", document)
    document = without_doctype(document)
    try:
        root = etree.fromstring(document, _parser(), base_url=url or "")
    except etree.XMLSyntaxError as error:
        line, column = error.position
        text = document.decode()
        lines = Lines(text)
        place = lines.at(max(line, 1), max(column, 1))
        deep = re.match(r"Excessive depth in document: (\d+)", error.msg or "")
        if deep:
            message = f"elements are nested more than {deep[1]} deep"
            raise SourceError("depth", message, place) from None
        from siglum.xml.tag_pairs import unended, unpaired  # late: most files are well-formed

        message = re.sub(r", line \d+, column \d+.*$", "", error.msg or "not well-formed")
        unknown = re.match(r"Entity '(.+)' not defined", message)
        if unknown:
            message = f"the entity “{unknown[1]}” is not defined in this file"
            raise SourceError(
                kind="entities", message=message, position=place, help=character(unknown[1])
            ) from None
        tag = unpaired(text, message)
        if tag:
            place = lines.between(tag.begin, tag.begin + tag.length)
            raise SourceError(
                kind="syntax", message=tag.message, position=place, help=tag.help
            ) from None
        begun = unended(text, message)
        if begun:
            place = lines.between(*begun)
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


class _Stop(Exception):
    pass


def without_doctype(data: bytes) -> bytes:
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
        begin = len(data[: data.rfind(b"<!ENTITY", 0, scanner.CurrentByteIndex + 8)].decode())
        where = Lines(data.decode()).between(begin, begin + 1)
        message = f"the file declares an entity, “{name}”; entities are never expanded"
        is_file = value is None and not is_parameter
        help = "Include the file by xi:include." if is_file else None
        raise SourceError(kind="entities", message=message, position=where, help=help)

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
        place = Lines(data.decode()).at(error.lineno, error.offset + 1)
        message = "what stands before the outermost element is not well-formed"
        raise SourceError("syntax", message, place) from None
    if len(extent) < 2:
        return data
    prolog = _PROLOG.match(data)
    start, end = prolog.end() if prolog else 0, data.index(b">", extent[1]) + 1
    declaration = data[start:end].decode()
    return data[:start] + re.sub(r"[^\r\n]", " ", declaration).encode() + data[end:]
