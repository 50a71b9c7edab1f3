"""Where a text of a source stands in its file, to the character."""

from __future__ import annotations

import contextlib
import re
import xml.parsers.expat as expat
from collections.abc import Mapping
from dataclasses import dataclass

from siglum.edition.document import Document
from siglum.findings.diagnostics import Span
from siglum.proof.claims import walk
from siglum.xml import source

_AROUND = 30
_INK = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Place:
    """A character of a text: where it stands, and the words on both sides."""

    span: Span
    before: str
    after: str


def places(document: Document, wanted: Mapping[int, int]) -> dict[int, Place]:
    """Return the places of some texts, each from one of its characters on.

    Texts are numbered as in `claims.claimed`, characters of a text without its white space. In a
    document that includes others the place is that of the element.
    """
    found: dict[int, Place] = {}
    targets: dict[int, tuple[int, int]] = {}
    number, events = -1, 0
    for event, node, text in walk(document.root):
        events += 1
        if not text.strip():
            continue
        number += 1
        if number in wanted:
            owner = node if event == "start" else node.getparent()
            assert owner is not None, "text stands in an element"
            at = _offset(text, wanted[number])
            before = " ".join(text[max(0, at - _AROUND) : at].split())
            after = " ".join(text[at : at + _AROUND].split())
            found[number] = Place(document.span(owner), before, after)
            targets[events] = (number, at)
    scan = _Scan(document.data, targets)
    if scan.events == events and not document.is_assembled:
        for number, (line, column) in scan.found.items():
            place = found[number]
            span = Span(document.path, line, column, len(place.after))
            found[number] = Place(span, place.before, place.after)
    return found


def _offset(text: str, count: int) -> int:
    """Return the offset of the character that `count` others, white space left out, precede."""
    for found in _INK.finditer(text):
        if count == 0:
            return found.start()
        count -= 1
    return len(text)


class _Scan:
    """One more reading of a file, which counts the events of `walk` and notes lines and columns."""

    def __init__(self, data: bytes, targets: Mapping[int, tuple[int, int]]) -> None:
        """Look for characters, each given by the event before its text, and its offset in it."""
        self.events = 0
        self.found: dict[int, tuple[int, int]] = {}
        self._targets = targets
        self._read = 0
        self._depth = 0
        self._parser = expat.ParserCreate(encoding="utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CommentHandler = self._parser.ProcessingInstructionHandler = self._other
        self._parser.CharacterDataHandler = self._characters
        # libxml2 takes names that expat, of an older edition of XML, does not: the element must do.
        with contextlib.suppress(expat.ExpatError):
            self._parser.Parse(source.decode(data).encode(), True)

    def _start(self, *_: object) -> None:
        self._depth += 1
        self._event()

    def _end(self, *_: object) -> None:
        self._depth -= 1
        self._event()

    def _other(self, *_: object) -> None:
        if self._depth:
            self._event()

    def _event(self) -> None:
        self.events += 1
        self._read = 0

    def _characters(self, text: str) -> None:
        number, offset = self._targets.get(self.events, (0, -1))
        if self._read <= offset < self._read + len(text):
            column = self._parser.CurrentColumnNumber + 1 + offset - self._read
            self.found[number] = (self._parser.CurrentLineNumber, column)
        self._read += len(text)
