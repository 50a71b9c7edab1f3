"""XInclude 1.0 for the files of one edition: what it lets in, and what it refuses.

Only files below the edition's folder, by relative path, whole (no xpointer), and no loops. An
include that is refused is a finding; its xi:fallback takes its place, or nothing. A file that is
not there is a finding only where there is no fallback.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree

from siglum import source
from siglum.codes import diagnostic

if TYPE_CHECKING:
    from siglum.document import Document

_XI = "{http://www.w3.org/2001/XInclude}"


@dataclass(frozen=True, slots=True)
class Part:
    """An included file: the elements that came from it, and where they stand in it."""

    path: Path
    positions: source.Positions
    elements: frozenset[etree._Element]

    def holds(self, element: etree._Element) -> bool:
        """Say whether an element came from this file."""
        return element in self.elements


# Files that one document may include; nested includes multiply.
_MOST = 1000


class _Refused(Exception):
    pass


class _Missing(_Refused):
    """A file that is not there: what a fallback is for (XInclude 1.0, 4.4)."""


class Includer:
    """Puts the files that one document includes in the places of its xi:include elements."""

    def __init__(self, root: Path, document: Document) -> None:
        self._root = root.resolve()
        self._document = document
        self._count = 0

    def run(self) -> None:
        """Include all parts; refusals become findings of the document."""
        if next(self._document.root.iter(_XI + "include"), None) is None:
            return
        self._document.is_assembled = True
        self._document.positions.index()
        self._expand(self._document.root, self._document.path, (self._document.path.resolve(),))

    def _expand(self, root: etree._Element, path: Path, stack: tuple[Path, ...]) -> None:
        for include in list(root.iter(_XI + "include")):
            if next(include.iterancestors(_XI + "fallback"), None) is not None:
                continue  # of a fallback that was not needed
            try:
                self._include(include, path, stack)
            except _Refused as refusal:
                fallback = include.find(_XI + "fallback")
                if fallback is None or not isinstance(refusal, _Missing):
                    span = self._document.span(include)
                    self._document.findings.append(diagnostic("SG110", str(refusal), span))
                if fallback is None:
                    _replace(include, None, [])
                else:
                    _replace(include, fallback.text, list(fallback))

    def _include(self, include: etree._Element, path: Path, stack: tuple[Path, ...]) -> None:
        target = self._target(include, path, stack)
        self._count += 1
        if self._count > _MOST:
            raise _Refused(f"more than {_MOST} files are included")
        try:
            if not target.is_file():
                raise FileNotFoundError(errno.ENOENT, "there is no such file")
            data = target.read_bytes()
        except FileNotFoundError:
            raise _Missing(f"the included file “{target.name}” is not there") from None
        except OSError as error:
            raise _Refused(
                f"the included file “{target.name}” can't be read: {error.strerror}"
            ) from None
        if include.get("parse", "xml") == "text":
            try:
                text = data.decode(include.get("encoding", "utf-8"))
                _replace(include, text, [])
            except (LookupError, ValueError):
                raise _Refused(f"the included file “{target.name}” is not text") from None
            return
        try:
            tree = source.parse(data, target.as_posix())
        except source.SourceError as error:
            place = f"{error.position.line}:{error.position.column}"
            raise _Refused(f"the included file “{target.name}”, {place}: {error.message}") from None
        part = tree.getroot()
        positions = source.Positions(data, part)
        positions.index()
        self._document.included.append(Part(target, positions, frozenset(part.iter("*"))))
        _replace(include, None, [part])
        self._expand(part, target, (*stack, target))

    def _target(self, include: etree._Element, path: Path, stack: tuple[Path, ...]) -> Path:
        href = include.get("href", "")
        try:
            parts = urlsplit(href)
            target = (path.parent / unquote(parts.path)).resolve()
        except (ValueError, OSError, RuntimeError):
            raise _Refused(f"“{href}” is not a file of the edition") from None
        if include.get("xpointer"):
            raise _Refused("an include with xpointer is not supported")
        if not href or parts.scheme or parts.netloc:
            raise _Refused(f"“{href}” is not a file of the edition")
        if not target.is_relative_to(self._root):
            raise _Refused(f"“{href}” lies outside the edition")
        if target in stack:
            raise _Refused(f"“{href}” includes itself")
        return target


def _replace(include: etree._Element, text: str | None, elements: list[etree._Element]) -> None:
    """Put text and elements after it in the place of an include, which keeps what follows it."""
    parent = include.getparent()
    if parent is None:
        return
    at, tail = parent.index(include), include.tail
    parent.remove(include)
    _insert_text(parent, at, text)
    for offset, element in enumerate(elements):
        parent.insert(at + offset, element)
    _insert_text(parent, at + len(elements), tail)


def _insert_text(parent: etree._Element, at: int, text: str | None) -> None:
    """Put text before a child, or at the end."""
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + (text or "")
    else:
        parent.text = (parent.text or "") + (text or "")
