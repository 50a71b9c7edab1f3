"""XInclude 1.0 for the files of one edition: what it lets in, and what it refuses.

Only files below the edition's folder that are not hidden, whole or the elements that an xpointer
names (see `siglum.xml.xpointer`), and no loops. An include that is refused is a finding; its
xi:fallback takes its place, or nothing. A file that is not there, or has not what the xpointer
names, is a finding only where there is no fallback.

Included elements stay as they are written: they get no xml:base and no xml:lang (4.5.5, 4.5.6),
which a grammar may not allow. Which file an element came from, the document knows.
"""

from __future__ import annotations

import errno
import re
from pathlib import Path

from lxml import etree

from siglum.edition.document import Document, Part
from siglum.findings.codes import diagnostic
from siglum.findings.diagnostics import Span
from siglum.findings.unreadable import unreadable
from siglum.work.file_names import as_text
from siglum.xml import source
from siglum.xml.base import base_uri
from siglum.xml.doctype import unread
from siglum.xml.positions import Positions
from siglum.xml.resolve import Border, Refusal, resolve

_XI = "{http://www.w3.org/2001/XInclude}"


# Files that one document may include, and how deep in one another; nested includes multiply.
_MOST = 1000
_DEEPEST = 100
_LARGEST = 500_000_000  # bytes

_Stack = tuple[tuple[Path, str | None], ...]
"""The files that are being included in one another, each with the xpointer that asks for it."""

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
        self._border = Border(root)
        self._document = document
        self._count = 0
        self._bytes = 0

    def run(self) -> None:
        """Include all parts; refusals become findings of the document."""
        if not _may_include(self._document.data):
            return
        if next(self._document.root.iter(_XI + "include"), None) is None:
            return
        self._document.is_assembled = True
        self._document.positions.index()
        path = self._document.path.resolve()
        self._expand(self._document.root, path, ((path, None),))

    def _expand(self, root: etree._Element, path: Path, stack: _Stack) -> None:
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

    def _include(self, include: etree._Element, path: Path, stack: _Stack) -> None:
        parse = include.get("parse", "xml")
        if parse not in ("xml", "text"):
            message = f"“{parse}” is no way to include a file"
            raise _Refused(message, 'Write parse="xml" or parse="text".')
        pointer = include.get("xpointer")
        if parse == "text" and pointer is not None:
            raise _Refused("a text is included whole, without xpointer", "Take out xpointer.")
        target = self._target(include, path, pointer)
        if (target, pointer) in stack:
            help = "Take out one of the includes that lead in a circle."
            raise _Refused(f"“{include.get('href') or pointer}” includes itself", help)
        self._count += 1
        if self._count > _MOST:
            raise _Refused(f"more than {_MOST} files are included")
        if len(stack) > _DEEPEST:
            help = "Let one file include the others, instead of each the next."
            raise _Refused(f"files include one another more than {_DEEPEST} deep", help)
        data = self._data(target)
        if parse == "text":
            text = _text(target, data, include.get("encoding", "utf-8"))
            _replace(include, text, [])
        else:
            self._include_part(include, target, data, (*stack, (target, pointer)))

    def _include_part(
        self, include: etree._Element, target: Path, data: bytes, stack: _Stack
    ) -> None:
        try:
            tree = source.parse(data, as_text(target.as_posix()))
        except source.SourceError as error:
            self._document.findings.append(unreadable(target, error))
            _replace(include, None, [])
            return
        asked = unread(data)
        if asked is not None:
            message, at = asked
            span = Span(target, at.line, at.column, at.length)
            self._document.findings.append(diagnostic("SG113", message, span))
        root = tree.getroot()
        positions = Positions(data, root)
        positions.index()
        pointer = include.get("xpointer")
        chosen = [root] if pointer is None else _chosen(pointer, root, target, include)
        for one in chosen:
            around = one.getparent()
            base = target.as_uri() if around is None else base_uri(around, target)
            part = Part(target, positions, one, include, base)
            self._document.parts |= dict.fromkeys(one.iter("*"), part)
        nodes: list[etree._Element] = chosen
        if pointer is None:
            before = reversed(list(root.itersiblings(preceding=True)))
            nodes = [*before, root, *root.itersiblings()]
        for one in chosen:
            one.tail = None
        _replace(include, None, nodes)
        for one in chosen:
            self._expand(one, target, stack)

    def _target(self, include: etree._Element, path: Path, pointer: str | None) -> Path:
        href = include.get("href", "")
        if "#" in href:
            help = 'Take out “#” and what follows it; a part of a file is named by xpointer="…".'
            raise _Refused(f"“{href}” asks for a part of a file", help)
        if not href and pointer is None:
            raise _Refused("the include names no file", 'Write the path of a file: href="….xml".')
        if not href:
            return path.resolve()
        found = resolve(href, self._document.base(include), self._border)
        if isinstance(found, Refusal):
            raise _Refused(str(found), found.help)
        return found.file

    def _data(self, target: Path) -> bytes:
        asked = self._document.asked
        asked[target] = None  # until it is read
        data = self._document.data if target == self._document.path.resolve() else _read(target)
        asked[target] = data
        self._bytes += len(data)
        if self._bytes > _LARGEST:
            raise _Refused(f"more than {_LARGEST // 1_000_000} MB are included")
        return data


def _may_include(data: bytes) -> bool:
    """Tell whether a file may have an xi:include: markup can't write a name in another way."""
    return b"include" in data or not source.is_utf8(data)


def _chosen(
    pointer: str, root: etree._Element, target: Path, include: etree._Element
) -> list[etree._Element]:
    """Return the elements of a file that an include asks for; none of them is in another."""
    from siglum.xml.xpointer import PointerError, find  # late: most files are included whole

    declared = {prefix: ns for prefix, ns in include.nsmap.items() if prefix}
    try:
        found = find(pointer, root, declared)
    except PointerError as error:
        help = 'Name an element by its xml:id, as in xpointer="p1", or by element(/1/2).'
        raise _Refused(f"the xpointer “{pointer}” can't be read: {error}", help) from None
    if not found:
        help = "Correct the xpointer, or give the element in that file this xml:id."
        raise _Missing(f"nothing in “{target.name}” is what “{pointer}” asks for", help)
    among = set(found)
    if any(not among.isdisjoint(one.iterancestors()) for one in found):
        help = "Ask for the outer one alone."
        raise _Refused(f"“{pointer}” asks for an element and for another in it", help)
    return found


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


def _text(file: Path, data: bytes, encoding: str) -> str:
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
