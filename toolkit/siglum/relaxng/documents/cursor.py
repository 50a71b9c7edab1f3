"""Where in a document its validation has come to: worked out when there is something to report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from operator import length_hint
from typing import TYPE_CHECKING

from ..errors import Spot
from ..grammar.nameclass import local_of, namespace_of
from ..reading import markup
from ..reading.lines import Lines
from ..values.white_space import is_blank

if TYPE_CHECKING:
    from ..reading.contexts import Context

_ATTRIBUTE = re.compile(rb"""([^\s=/<>"']+)\s*=\s*("[^"]*"|'[^']*')""")
_TAG_NAME = re.compile(rb"<[^\s/>]*")
_NEAR = 1000  # bytes that are looked at for what stands beside a tag
_TAG_BEFORE = re.compile(rb"<(?:/([^\s/>]+)\s*|([^\s/>!?]+)[^<>]*/)>[^<>]*\Z")
_COMMENT = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_SECTION = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_OPAQUE_BEFORE = re.compile(
    rb"(?:<!--(?:(?!-->).)*-->|<\?(?:(?!\?>).)*\?>|<!\[CDATA\[)\s*\Z", re.DOTALL
)


def _but_comments(written: bytes) -> bytes:
    """Return a piece of a document without comments, and with sections as text."""
    written = _COMMENT.sub(b"", written)
    return _SECTION.sub(lambda found: re.sub(rb"[<>&]", b"x", found[1]), written)


class Cursor:
    """The locator of a validator, which is at the tag taken last from the pieces entered last."""

    def __init__(self, data: bytes, lines: Lines) -> None:
        self._data = data
        self._lines = lines
        self._pieces: list[bytes] = []
        self._left: Iterator[bytes] = iter(())
        self._known = (0, 0)  # a piece, and its offset
        self._text = (0, 0)
        self._read: tuple[int, dict[str, tuple[int, int]]] = (-1, {})
        self._contexts: list[Context] = []
        self._begins: list[int] = []  # where each of them comes into force

    def use(self, context: Context, begin: int) -> None:
        """Note that names mean what a context says from some offset on."""
        self._contexts.append(context)
        self._begins.append(begin)

    def enter(self, offset: int, pieces: list[bytes]) -> Iterator[bytes]:
        """Return what the pieces, tags and text in turn, are to be taken from, two at a time."""
        self._pieces, self._known = pieces, (0, offset)
        self._left = iter(pieces)
        return self._left

    def _index(self) -> int:
        """Return the number of the current tag among the pieces of its chunk."""
        return len(self._pieces) - length_hint(self._left) - 2

    def mark(self) -> int:
        """Return the offset of the current tag."""
        index, (known, offset) = self._index(), self._known
        between = self._pieces[known:index]
        offset += len(between) + sum(map(len, between))
        self._known = (index, offset)
        return offset

    def line(self, mark: int) -> int:
        """Return the line of a mark."""
        return self._lines.spot(mark, mark)[0]

    def tag(self) -> Spot:
        """Return the place of the current tag; its length is that of `<name`."""
        offset = self.mark()
        found = _TAG_NAME.match(self._data, offset)
        return self._lines.spot(offset, found.end() if found else offset + 1)

    def sibling(self) -> str | None:
        """Return the name of the element that ended last before the current tag, if one did.

        It is in Clark notation.
        """
        offset = self.mark()
        found = _TAG_BEFORE.search(_but_comments(self._data[max(offset - _NEAR, 0) : offset]))
        if not found:
            return None
        context = self._contexts[bisect_right(self._begins, offset) - 1]
        return context.element((found[1] or found[2]).decode())

    def attributes_before_text(self) -> Collection[str] | None:
        """Return the names of the attributes of the start tag right before the text.

        None if there is none.
        """
        end = self._text[0]
        begin = max(end - _NEAR, 0)
        while opaque := _OPAQUE_BEFORE.search(self._data, begin, end):
            end = opaque.start()
        before = self._data.rfind(b"<", begin, end)
        is_end = self._data[before + 1 : before + 2] == b"/"
        is_empty = self._data[before:end].rstrip().endswith(b"/>")
        return None if before < 0 or is_end or is_empty else self._attributes(before)

    def written(self, name: str, *, attribute: bool = False) -> str | None:
        """Return an element's or attribute's name as it is written in the current tag.

        None where no prefix stands for its namespace there.
        """
        offset, namespace, local = self.mark(), namespace_of(name), local_of(name)
        if attribute and not namespace:
            return local
        context = self._contexts[bisect_right(self._begins, offset) - 1]
        found = _TAG_NAME.match(self._data, offset)
        own, colon, _ = (found[0][1:] if found else b"").decode().partition(":")
        declared = {"": "", **context.namespaces}
        prefixes = [own if colon else "", *declared]
        for prefix in prefixes:
            if declared.get(prefix) == namespace and (prefix or not attribute):
                return f"{prefix}:{local}" if prefix else local
        return None

    def words_follow(self) -> bool:
        """Tell whether words come right behind the element that the current tag begins.

        A long one is not looked at.
        """
        offset = self.mark()
        near = _but_comments(self._data[offset : offset + _NEAR])
        name = _TAG_NAME.match(near)
        tag, _, behind = near.partition(b">")
        if name and not tag.endswith(b"/"):
            _, _, behind = behind.partition(b"</" + name[0][1:])
            _, _, behind = behind.partition(b">")
        return not is_blank(markup.text(behind.partition(b"<")[0]))

    def text_begins(self, text: bytes, after: int | None = None) -> None:
        """Note that text begins behind the current tag, or so many bytes after its beginning."""
        begin = self.mark() + (len(self._pieces[self._index()]) + 2 if after is None else after)
        self._text = (begin + len(text) - len(text.lstrip()), begin + len(text.rstrip()))

    def text(self) -> Spot:
        """Return the place of the text before the current tag."""
        return self._lines.spot(*self._text)

    def attribute(self, name: str, mark: int | None = None) -> Spot:
        """Return the place of an attribute of the current start tag, or of the marked one.

        `name` is in Clark notation.
        """
        offset = self.mark() if mark is None else mark
        return self._lines.spot(*self._attributes(offset).get(name, (offset, offset + 1)))

    def _attributes(self, offset: int) -> dict[str, tuple[int, int]]:
        """Return begin and end of each attribute of a start tag, by its name.

        A tag is read once, however many of its attributes are asked for one after the other.
        """
        if self._read[0] == offset:
            return self._read[1]
        found = _TAG_NAME.match(self._data, offset)
        at = found.end() if found else offset
        context = self._contexts[bisect_right(self._begins, offset) - 1]
        attributes: dict[str, tuple[int, int]] = {}
        while True:
            at += len(self._data[at : at + 1000]) - len(self._data[at : at + 1000].lstrip())
            written = _ATTRIBUTE.match(self._data, at)
            if not written:
                break
            at = written.end()
            attributes[context.attribute(written[1].decode())] = written.span()
        self._read = (offset, attributes)
        return attributes
