"""Validation of a source as it is read: expat's events, with the exact place of each.

Nothing outside the document is opened, and a document that declares entities is refused.
"""

from __future__ import annotations

import codecs
import re
import xml.parsers.expat as expat

from lxml import etree

from .automaton import Automaton
from .catalogue import Catalogue
from .errors import Error
from .nameclass import canonical, local_of
from .validator import Spot, Validator

_ATTRIBUTE = re.compile(rb"""([^\s=/<>"']+)\s*=\s*("[^"]*"|'[^']*')""")
_TAG_NAME = re.compile(rb"<[^\s/>]*")
_DECLARED = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
_NATIVE = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


class _EntityFound(Exception):
    pass


def validate(automaton: Automaton, catalogue: Catalogue, data: bytes) -> list[Error]:
    """Return all errors of a document given as the bytes of its file."""
    try:
        text = _as_utf8(data)
    except (LookupError, UnicodeError) as error:
        return [Error(1, 1, f"the document can't be decoded: {error}", "RNG120")]
    return _Stream(automaton, catalogue, text).run()


def _as_utf8(data: bytes) -> bytes:
    """Return the bytes in UTF-8; expat knows few other encodings, and places count in it."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16").encode()
    declared = _DECLARED.match(data[:200])
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding in _NATIVE or b"\0" in data[:4]:
        return data
    return data.decode(encoding).encode()


class _Stream:
    """One pass over one document; also the locator of its validator."""

    def __init__(self, automaton: Automaton, catalogue: Catalogue, data: bytes) -> None:
        self._data = data
        encoding = None if b"\0" in data[:4] else "utf-8"
        self._parser = expat.ParserCreate(encoding, namespace_separator="}")
        self._validator = Validator(automaton, catalogue, self)
        self._names: dict[str, list[str | None]] = {}
        self._outside = True
        self._read: tuple[int, dict[bytes, list[tuple[bytes, int, int]]]] = (-1, {})

    def run(self) -> list[Error]:
        """Return all errors in the order of their places."""
        parser, validator = self._parser, self._validator
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = validator.start
        parser.EndElementHandler = validator.end
        parser.CharacterDataHandler = validator.text
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = self._undeclare
        parser.EntityDeclHandler = self._entity_declared
        parser.SkippedEntityHandler = self._entity_skipped
        try:
            parser.Parse(self._data, True)
        except expat.ExpatError as error:
            message = f"not well-formed: {expat.errors.messages.get(error.code, 'error')}"
            validator.errors.append(Error(error.lineno, error.offset + 1, message, "RNG120"))
        except _EntityFound:
            pass
        return validator.finish()

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        namespaces = self._validator.namespaces
        self._names.setdefault(prefix or "", []).append(namespaces.get(prefix or ""))
        namespaces[prefix or ""] = uri or ""

    def _undeclare(self, prefix: str | None) -> None:
        namespaces = self._validator.namespaces
        before = self._names[prefix or ""].pop()
        if before is None:
            del namespaces[prefix or ""]
        else:
            namespaces[prefix or ""] = before

    def _entity_declared(self, name: str, *_: object) -> None:
        message = f"the document declares the entity “{name}”; entities are never expanded"
        self._validator.errors.append(Error(*self._here(), message, "RNG121"))
        raise _EntityFound

    def _entity_skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            message = f"the entity “{name}” is not defined in the document"
            self._validator.errors.append(Error(*self._here(), message, "RNG121"))

    # The locator.

    def _here(self) -> tuple[int, int]:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def line(self) -> int:
        """Return the line of the current event."""
        return self._parser.CurrentLineNumber

    def mark(self) -> tuple[int, int, int]:
        """Return line, column and offset of the current start tag."""
        return (*self._here(), self._parser.CurrentByteIndex)

    def tag(self) -> Spot:
        """Return the place of the current start tag; its length is that of `<name`."""
        found = _TAG_NAME.match(self._data, self._parser.CurrentByteIndex)
        length = len(found[0].decode()) if found else 1
        return (*self._here(), length)

    def end(self) -> Spot:
        """Return the place of the current end tag (of the start tag if it is an empty element)."""
        if self._data.startswith(b"</", self._parser.CurrentByteIndex):
            return self.tag()
        # After an empty element, the event is behind it; no tag has a "<" in it.
        offset = self._data.rfind(b"<", 0, self._parser.CurrentByteIndex)
        found = _TAG_NAME.match(self._data, offset)
        length = len(found[0].decode()) if found else 1
        return self._place(offset, length, self.mark())

    def text(self) -> Spot:
        """Return the place where the text before the current event begins."""
        at = self._parser.CurrentByteIndex
        begin = at
        while begin > 0:
            opened = self._data.rfind(b">", 0, begin) + 1
            piece = self._data[opened:begin]
            if piece.strip():
                start = begin - len(piece.lstrip())
                return self._place(start, len(piece.strip().decode(errors="replace")), self.mark())
            if opened == 0:
                break
            begin = self._markup_start(opened)
            if begin < 0:
                break
        return (*self._here(), 1)

    def _markup_start(self, end: int) -> int:
        """Return where the comment or instruction that ends here begins; -1 if it is a tag."""
        if self._data.endswith(b"-->", 0, end):
            return self._data.rfind(b"<!--", 0, end)
        if self._data.endswith(b"?>", 0, end):
            return self._data.rfind(b"<?", 0, end)
        return -1

    def attribute(self, name: str, mark: object = None) -> Spot:
        """Return the place of an attribute of the current start tag, or of the marked one."""
        line, column, offset = mark if isinstance(mark, tuple) else self.mark()
        local = local_of(canonical(name)).encode()
        prefixed = "}" in name
        for written_name, start, end in self._attributes(offset).get(local, ()):
            if (b":" in written_name) == prefixed:
                return self._place(
                    start, len(self._data[start:end].decode()), (line, column, offset)
                )
        return line, column, 1

    def _attributes(self, offset: int) -> dict[bytes, list[tuple[bytes, int, int]]]:
        """Return name, start and end of each attribute of a start tag, by local name.

        A tag is read once, however many of its attributes are asked for one after the other.
        """
        if self._read[0] == offset:
            return self._read[1]
        found = _TAG_NAME.match(self._data, offset)
        at = found.end() if found else offset
        attributes: dict[bytes, list[tuple[bytes, int, int]]] = {}
        while True:
            at += len(self._data[at : at + 1000]) - len(self._data[at : at + 1000].lstrip())
            written = _ATTRIBUTE.match(self._data, at)
            if not written:
                break
            at = written.end()
            if not written[1].startswith(b"xmlns"):
                place = (written[1], written.start(), written.end())
                attributes.setdefault(written[1].rpartition(b":")[2], []).append(place)
        self._read = (offset, attributes)
        return attributes

    def _place(self, offset: int, length: int, mark: tuple[int, int, int]) -> Spot:
        """Return the place of an offset, counting lines from a mark near by."""
        line, _, known = mark
        count = self._data.count
        line += count(b"\n", known, offset) - count(b"\n", offset, known)
        before = self._data.rfind(b"\n", 0, offset) + 1
        return line, len(self._data[before:offset].decode(errors="replace")) + 1, length


class _Different(Exception):
    pass


def is_source_of(data: bytes, root: etree._Element) -> bool:
    """Tell whether a tree has the elements of a file, in the same order."""
    elements = root.iter("*")

    def started(name: str, _: object) -> None:
        element = next(elements, None)
        if element is None or element.tag != canonical(name):
            raise _Different

    try:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = started
        parser.Parse(_as_utf8(data), True)
    except (_Different, expat.ExpatError, LookupError, UnicodeError):
        return False
    return next(elements, None) is None
