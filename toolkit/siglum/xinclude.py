"""XInclude 1.0 for the files of one edition: what it lets in, and what it refuses.

Only files below the edition's folder, by relative path, whole (no xpointer), and no loops. An
include that is refused is a finding; its xi:fallback takes its place, or nothing. A file that is
not there is a finding only where there is no fallback.

Included elements stay as they are written: they get no xml:base and no xml:lang (4.5.5, 4.5.6),
which a grammar may not allow. Which file an element came from, the document knows.
"""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree

from siglum import source
from siglum.codes import diagnostic
from siglum.file_names import as_text
from siglum.positions import Positions
from siglum.unreadable import unreadable

if TYPE_CHECKING:
    from siglum.document import Document

_XI = "{http://www.w3.org/2001/XInclude}"


@dataclass(frozen=True, slots=True)
class Part:
    """An included file, and where its elements stand in it."""

    path: Path
    positions: Positions
    root: etree._Element
    include: etree._Element
    """The xi:include that the root has taken the place of."""


# Files that one document may include, and how deep in one another; nested includes multiply.
_MOST = 1000
_DEEPEST = 100

_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # slow to compile


class _Refused(Exception):
    """An include of which nothing comes; `help` says what to do, if it is not the code's."""

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.help = help


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
                    found = diagnostic("SG110", str(refusal), span, refusal.help)
                    self._document.findings.append(found)
                if fallback is None:
                    _replace(include, None, [])
                else:
                    _replace(include, fallback.text, list(fallback))

    def _include(self, include: etree._Element, path: Path, stack: tuple[Path, ...]) -> None:
        target = self._target(include, path, stack)
        self._count += 1
        if self._count > _MOST:
            raise _Refused(f"more than {_MOST} files are included")
        if len(stack) > _DEEPEST:
            help = "Let one file include the others, instead of each the next."
            raise _Refused(f"files include one another more than {_DEEPEST} deep", help)
        parse = include.get("parse", "xml")
        if parse == "text":
            _replace(include, _text(target, include.get("encoding", "utf-8")), [])
        elif parse == "xml":
            self._include_part(include, target, stack)
        else:
            message = f"“{parse}” is no way to include a file"
            raise _Refused(message, 'Write parse="xml" or parse="text".')

    def _include_part(self, include: etree._Element, target: Path, stack: tuple[Path, ...]) -> None:
        data = _read(target)
        try:
            tree = source.parse(data, as_text(target.as_posix()))
        except source.SourceError as error:
            self._document.findings.append(unreadable(target, error))
            _replace(include, None, [])
            return
        root = tree.getroot()
        positions = Positions(data, root)
        positions.index()
        part = Part(target, positions, root, include)
        self._document.parts |= dict.fromkeys(root.iter("*"), part)
        before = reversed(list(root.itersiblings(preceding=True)))
        _replace(include, None, [*before, root, *root.itersiblings()])
        self._expand(root, target, (*stack, target))

    def _target(self, include: etree._Element, path: Path, stack: tuple[Path, ...]) -> Path:
        href = include.get("href", "")
        try:
            parts = urlsplit(href)
            target = (path.parent / unquote(parts.path)).resolve()
        except (ValueError, OSError, RuntimeError):
            raise _Refused(f"“{href}” is not a file of the edition") from None
        if include.get("xpointer"):
            raise _Refused("an include with xpointer is not supported")
        if "#" in href:
            help = "Include the whole file: take out “#” and what follows it."
            raise _Refused(f"“{href}” asks for a part of a file", help)
        if not href or parts.scheme or parts.netloc:
            raise _Refused(f"“{href}” is not a file of the edition")
        if not target.is_relative_to(self._root):
            raise _Refused(f"“{href}” lies outside the edition")
        if target in stack:
            help = "Take out one of the includes that lead in a circle."
            raise _Refused(f"“{href}” includes itself", help)
        return target


def _read(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise FileNotFoundError(errno.ENOENT, "there is no such file")
        return file.read_bytes()
    except FileNotFoundError:
        help = "Correct the path; it is relative to the file with the include."
        raise _Missing(f"the included file “{file.name}” is not there", help) from None
    except OSError as error:
        message = f"the included file “{file.name}” can't be read: {error.strerror}"
        raise _Refused(message) from None


def _text(file: Path, encoding: str) -> str:
    data = _read(file)
    try:
        text = data.decode(encoding) if source.is_encoding(encoding) else None
    except (LookupError, ValueError):
        text = None
    if text is None:
        raise _Refused(f"the included file “{file.name}” is not text in “{encoding}”")
    strange = re.search(_NOT_XML, text)
    if strange:
        message = f"the included file “{file.name}” has the character U+{ord(strange[0]):04X}"
        raise _Refused(f"{message}, which XML does not know", "Take it out of that file.")
    return text


def _replace(include: etree._Element, text: str | None, nodes: list[etree._Element]) -> None:
    """Put text and nodes after it in the place of an include, which keeps what follows it."""
    parent = include.getparent()
    if parent is None:
        return
    at, tail = parent.index(include), include.tail
    parent.remove(include)
    _insert_text(parent, at, text)
    for offset, node in enumerate(nodes):
        parent.insert(at + offset, node)
    _insert_text(parent, at + len(nodes), tail)


def _insert_text(parent: etree._Element, at: int, text: str | None) -> None:
    """Put text before a child, or at the end."""
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + (text or "")
    else:
        parent.text = (parent.text or "") + (text or "")
