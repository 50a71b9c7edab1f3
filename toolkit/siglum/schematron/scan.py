"""A pass over the text of a document for the places of what is neither element nor attribute."""

from __future__ import annotations

import contextlib
import xml.parsers.expat as expat


class Scan:
    """Line and column, 1-based, of text nodes, comments and processing instructions."""

    def __init__(self, text: str) -> None:
        self.texts: dict[tuple[int, int], tuple[int, int]] = {}
        """By the number of the parent in document order, from 0, and that among its texts."""
        self.apart: dict[int, tuple[int, int]] = {}
        """Comments and instructions, by their number in document order, from 0."""
        self._open: list[tuple[int, list[int]]] = []
        self._elements = 0
        self._in_text = self._in_doctype = False
        self._scanner = expat.ParserCreate(encoding="utf-8")
        self._scanner.StartElementHandler = self._started
        self._scanner.EndElementHandler = self._ended
        self._scanner.CharacterDataHandler = self._text
        self._scanner.CommentHandler = self._stands
        self._scanner.ProcessingInstructionHandler = self._stands
        self._scanner.StartDoctypeDeclHandler = lambda *_: self._doctype(True)
        self._scanner.EndDoctypeDeclHandler = lambda *_: self._doctype(False)
        # As for `siglum.xml.positions`: what expat does not take has no place.
        with contextlib.suppress(expat.ExpatError):
            self._scanner.Parse(text.encode(), True)

    def _here(self) -> tuple[int, int]:
        return self._scanner.CurrentLineNumber, self._scanner.CurrentColumnNumber + 1

    def _started(self, *_: object) -> None:
        self._open.append((self._elements, [0]))
        self._elements += 1
        self._in_text = False

    def _ended(self, *_: object) -> None:
        self._open.pop()
        self._in_text = False

    def _text(self, _: str) -> None:
        if not self._in_text:
            element, count = self._open[-1]
            count[0] += 1
            self.texts[element, count[0]] = self._here()
        self._in_text = True

    def _stands(self, *_: object) -> None:
        if not self._in_doctype:
            self.apart[len(self.apart)] = self._here()
        self._in_text = False

    def _doctype(self, inside: bool) -> None:
        self._in_doctype = inside
