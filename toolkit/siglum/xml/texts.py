"""A pass over a file for the places where text begins between its tags, and of its end tags."""

from __future__ import annotations

import contextlib
import xml.parsers.expat as expat

_SPACE = " \t\r\n"


class Texts:
    """Line and column, 1-based, and length of the first words of text behind each tag."""

    def __init__(self, data: bytes) -> None:
        """Read a well-formed file in UTF-8."""
        self.places: dict[tuple[int, bool], tuple[int, int, int]] = {}
        """By the number of the tag's element in document order, from 0; True for an end tag."""
        self.ends: dict[int, tuple[int, int]] = {}
        """Line and column of each element's end tag, where it has one, by its number."""
        self._data = data
        self._open: list[int] = []
        self._elements = 0
        self._tag = (-1, False)
        self._scanner = expat.ParserCreate(encoding="utf-8")
        self._scanner.StartElementHandler = self._started
        self._scanner.EndElementHandler = self._ended
        self._scanner.CharacterDataHandler = self._text
        # libxml2 takes names that expat, of an older edition of XML, does not: they have no place.
        with contextlib.suppress(expat.ExpatError):
            self._scanner.Parse(data, True)

    def _started(self, *_: object) -> None:
        self._tag = (self._elements, False)
        self._open.append(self._elements)
        self._elements += 1

    def _ended(self, *_: object) -> None:
        number = self._open.pop()
        self._tag = (number, True)
        scanner = self._scanner
        if self._data.startswith(b"</", scanner.CurrentByteIndex):
            self.ends[number] = scanner.CurrentLineNumber, scanner.CurrentColumnNumber + 1

    def _text(self, said: str) -> None:
        words = said.strip(_SPACE)
        if words and self._tag not in self.places:
            column = self._scanner.CurrentColumnNumber + 1 + said.index(words[0])
            self.places[self._tag] = (self._scanner.CurrentLineNumber, column, len(words))
