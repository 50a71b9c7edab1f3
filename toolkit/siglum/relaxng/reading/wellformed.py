"""Whether a file is well-formed, and where its elements are, by expat.

Nothing outside the file is opened, and a file that declares entities is refused.
"""

from __future__ import annotations

import codecs
import re
import xml.parsers.expat as expat
from dataclasses import dataclass, field

from lxml import etree

from ..errors import Error, Mistake, Spot
from .markup import root_offset

_DECLARED = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
_WIDE = {b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be"}


class _Stop(Exception):
    pass


@dataclass(slots=True)
class Extent:
    """The range of a file from the root's start tag to the first error, and that error, if any."""

    begin: int
    end: int
    errors: list[Error] = field(default_factory=list)


def as_utf8(data: bytes) -> bytes:
    """Return the bytes of a file in UTF-8, without byte order mark (XML 1.0, appendix F).

    Raises LookupError or UnicodeError where they can't be decoded.
    """
    if data.startswith(codecs.BOM_UTF8):
        return data[3:]
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return data.decode("utf-32").encode()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16").encode()
    if data[:4] in _WIDE:
        return data.decode(_WIDE[data[:4]]).encode()
    declared = _DECLARED.match(data[:200])
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding in ("utf-8", "utf8"):
        return data
    etree.XMLParser(encoding=encoding)  # LookupError for an encoding that only Python knows
    return data.decode(encoding).encode()


def checked(data: bytes) -> Extent:
    """Return the extent of a file, read to its end or to the first error."""
    return _Reader(data).read()


def trusted(data: bytes) -> Extent | None:
    """Return the extent of a file that is known to be well-formed; None if it declares entities."""
    if b"<!DOCTYPE" not in data:
        return Extent(root_offset(data), len(data))
    extent = _Reader(data).read(to_root=True)
    return None if extent.errors else Extent(extent.begin, len(data))


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._parser = expat.ParserCreate("utf-8", namespace_separator="}")
        self._extent = Extent(len(data), len(data))

    def read(self, *, to_root: bool = False) -> Extent:
        parser, extent = self._parser, self._extent

        def at_root(*_: object) -> None:
            extent.begin = parser.CurrentByteIndex
            parser.StartElementHandler = None
            if to_root:
                raise _Stop

        parser.StartElementHandler = at_root
        parser.EntityDeclHandler = self._declared
        parser.SkippedEntityHandler = self._skipped
        try:
            parser.Parse(self._data, True)
        except expat.ExpatError as error:
            from ..mistakes.kinds import NotWellFormed  # late: most documents need none

            reason = expat.errors.messages.get(error.code, "error")
            spot = Spot(error.lineno, error.offset + 1)
            extent.errors.append(Error(mistake=NotWellFormed(reason=reason), spot=spot))
            extent.end = self._last_tag(parser.ErrorByteIndex)
        except _Stop:
            pass
        return extent

    def _last_tag(self, end: int) -> int:
        """Return the offset of the last markup at or before `end`; it may be unfinished."""
        begins_here = self._data.startswith(b"<", end)
        return end if begins_here else max(self._data.rfind(b"<", 0, end), 0)

    def _declared(self, name: str, is_parameter: int, value: str | None, *_: object) -> None:
        # expat never expands a parameter entity that the internal subset declares
        if is_parameter and value is not None:
            return
        from ..mistakes.kinds import DeclaredEntity

        self._report(DeclaredEntity(entity=name))
        raise _Stop

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            from ..mistakes.kinds import UndefinedEntity

            self._report(UndefinedEntity(entity=name))

    def _report(self, mistake: Mistake) -> None:
        spot = Spot(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        self._extent.errors.append(Error(mistake=mistake, spot=spot))


class _Different(Exception):
    pass


def is_source_of(data: bytes, root: etree._Element) -> bool:
    """Tell whether a tree has the same elements as a file, in the same order."""
    elements = root.iter("*")

    def started(name: str, _: object) -> None:
        element = next(elements, None)
        if element is None or element.tag not in (name, "{" + name):
            raise _Different

    try:
        parser = expat.ParserCreate("utf-8", namespace_separator="}")
        parser.StartElementHandler = started
        parser.Parse(as_utf8(data), True)
    except (_Different, expat.ExpatError, LookupError, UnicodeError):
        return False
    return next(elements, None) is None
