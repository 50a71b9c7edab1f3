"""Split well-formed XML into markup and text, and read what they say (XML 1.0)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

_PIECE = re.compile(rb"""<([^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+)>([^<]*+)""")
_WITH_ATTRIBUTES = re.compile(
    rb"""<([^/!?>"'=]++=[^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)++)>"""
)
_OPAQUE_START = re.compile(rb"<[!?]")
_OPAQUE = re.compile(rb"<(!--.*?--|!\[CDATA\[.*?\]\]|\?.*?\?)>([^<]*+)", re.DOTALL)
_PROLOG = re.compile(rb"(?:\s+|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
_CHUNK = 1 << 17
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_DECLARATION = re.compile("xmlns(?::|$)")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|([^;\s]+));")
_BREAK = re.compile("\r\n|[\r\n\t]")
_PREDEFINED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def root_offset(data: bytes) -> int:
    """Return the offset of the root's start tag, in a file without document type declaration."""
    found = _PROLOG.match(data)
    return found.end() if found else 0


def chunks(data: bytes, begin: int, end: int) -> Iterator[tuple[int, list[bytes]]]:
    """Yield lists in which markup (what is between “<” and “>”) and the text after it alternate.

    Each list comes with its offset. The range must begin with markup, be well-formed, in UTF-8,
    and have no document type declaration.
    """
    for start, stop, section in _ranges(data, begin, end):
        yield start, list(section.groups()) if section else _pieces(data, start, stop)


def tags_with_attributes(data: bytes, begin: int, end: int) -> Iterator[list[bytes]]:
    """Yield the start tags that have attributes in a range as of `chunks`, many at a time."""
    for start, stop, section in _ranges(data, begin, end):
        if section is None:
            yield _WITH_ATTRIBUTES.findall(data, start, stop)


def _ranges(data: bytes, begin: int, end: int) -> Iterator[tuple[int, int, re.Match[bytes] | None]]:
    """Yield ranges that have only tags and text in them, and what else there is with its text."""
    while begin < end:
        found = _OPAQUE_START.search(data, begin, end)
        opaque = found.start() if found else end
        while begin < opaque:
            stop = data.find(b"<", begin + _CHUNK, opaque)
            stop = opaque if stop < 0 else stop
            yield begin, stop, None
            begin = stop
        section = _OPAQUE.match(data, begin, end)
        if not section:
            return
        yield begin, section.end(), section
        begin = section.end()


def _pieces(data: bytes, begin: int, end: int) -> list[bytes]:
    """Return markup and text of a range that has only tags and text in it."""
    inner = data[begin + 1 : end]
    pieces = inner.replace(b">", b"<").split(b"<")
    if len(pieces) == 2 * (inner.count(b"<") + 1):  # each “>” ends a tag
        return pieces
    return list(chain.from_iterable(_PIECE.findall(data, begin, end)))


def start_tags(data: bytes, begin: int, end: int) -> Iterator[int]:
    """Yield the offset of each start tag in a range."""
    for offset, pieces in chunks(data, begin, end):
        for markup, text in zip(pieces[::2], pieces[1::2], strict=True):
            if markup[:1] not in b"/!?":
                yield offset
            offset += 2 + len(markup) + len(text)


class StartTag(NamedTuple):
    """A start tag, with its names as they are written, prefixes included."""

    name: str
    is_empty: bool
    names: tuple[str, ...]
    values: list[str]

    def declarations(self) -> dict[str, str]:
        """Return the prefixes that it declares, "" for none, with their namespaces."""
        return {
            name[6:]: value
            for name, value in zip(self.names, self.values, strict=True)
            if _DECLARATION.match(name)
        }

    def without_declarations(self) -> StartTag:
        """Return the tag without the attributes that declare prefixes."""
        kept = [at for at, name in enumerate(self.names) if not _DECLARATION.match(name)]
        names = tuple([self.names[at] for at in kept])
        return StartTag(
            name=self.name,
            is_empty=self.is_empty,
            names=names,
            values=[self.values[at] for at in kept],
        )


def start_tag(written: bytes) -> StartTag:
    """Parse a start tag."""
    whole = written.decode()
    is_empty = whole.endswith("/")
    name, *rest = (whole[:-1] if is_empty else whole).split(None, 1)
    found = _ATTRIBUTE.findall(rest[0]) if rest else ()
    names = tuple([name for name, _, _ in found])
    return StartTag(
        name=name,
        is_empty=is_empty,
        names=names,
        values=[value(one or other) for _, one, other in found],
    )


def parts(written: bytes) -> tuple[tuple[str, ...], list[str]]:
    """Return the shape of a start tag (what stands between its attribute values), and the values.

    Tags of the same shape have the same names of element and attributes. The shape is empty where a
    tag can't be split simply, because a value has the other kind of quotation mark in it.
    """
    whole = written.decode()
    pieces = whole.split('"')
    if "'" in whole:
        if len(pieces) > 1:
            return (), []
        pieces = whole.split("'")
    values = pieces[1::2]
    if "&" in whole or not whole.isprintable():
        values = list(map(value, values))
    return tuple(pieces[::2]), values


def value(written: str) -> str:
    """Return an attribute's value, normalised as of type CDATA (section 3.3.3)."""
    if not written.isprintable():
        written = _BREAK.sub(" ", written)
    return _REFERENCE.sub(_referred, written) if "&" in written else written


def text(written: bytes) -> str:
    """Return the characters of a text: references resolved, line ends normalised (2.11)."""
    said = unescaped(written)
    return _REFERENCE.sub(_referred, said) if "&" in said else said


def unescaped(written: bytes) -> str:
    """Return the characters of a CDATA section."""
    said = written.decode()
    return re.sub("\r\n?", "\n", said) if "\r" in said else said


def _referred(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        return _PREDEFINED.get(name, "")
    return chr(int(hexadecimal, 16) if hexadecimal else int(decimal))
