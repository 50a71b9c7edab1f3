"""XInclude 1.0 for the files of one edition: what may be included, and what is refused.

Only files below the edition's folder that are not hidden may be included, whole or the elements
that an xpointer names (see `siglum.xml.xpointer`); loops are refused. An include that is refused is
a finding, and is replaced by its xi:fallback, or by nothing. Where a file is missing, or lacks what
the xpointer names, that is a finding only if there is no fallback.

Included elements stay as they are written: they get no xml:base and no xml:lang (4.5.5, 4.5.6),
since a grammar may not allow these there. `Document.parts` knows from which file an element came.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from siglum.edition.document import Document, IncludedPart
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Kind
from siglum.findings.unreadable import unread, unreadable
from siglum.work.file_names import as_text
from siglum.xml import source
from siglum.xml.base import base_uri
from siglum.xml.positions import Positions
from siglum.xml.resolve import Border, Refusal, resolve

_XI = "{http://www.w3.org/2001/XInclude}"


# How many files one document may include, and how deep: nested includes multiply.
_MOST = 1000
_DEEPEST = 100
_LARGEST = 500_000_000  # bytes

_Stack = tuple[tuple[Path, str | None], ...]
"""The chain of files that include one another, each with the xpointer that asked for it."""

_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # slow to compile


class _Refused(Exception):
    """An include of which nothing comes; `kind` says why."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind)
        self.kind = kind


class _Missing(_Refused):
    """An include of a file that is missing, for which a fallback is used (XInclude 1.0, 4.4)."""


class Includer:
    """Puts the files that one document includes in the places of its xi:include elements."""

    def __init__(
        self, root: Path, document: Document, parts: Mapping[Path, bytes | None] | None = None
    ) -> None:
        """Include parts below the folder `root`; `parts` as in `reading.assembled`."""
        self._border = Border(root)
        self._document = document
        self._parts = parts or {}
        self._count = 0
        self._bytes = 0

    def run(self) -> None:
        """Include all parts; an include that is refused becomes a finding of the document."""
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
                continue  # it stood in a fallback that was not needed
            try:
                self._include(include, path, stack)
            except _Refused as refusal:
                fallback = include.find(_XI + "fallback")
                if fallback is None or not isinstance(refusal, _Missing):
                    found = Diagnostic(refusal.kind, self._document.span(include))
                    self._document.findings.append(found)
                if fallback is None:
                    _replace(include, None, [])
                else:
                    _replace(include, fallback.text, list(fallback))

    def _include(self, include: etree._Element, path: Path, stack: _Stack) -> None:
        parse = include.get("parse", "xml")
        if parse not in ("xml", "text"):
            raise _Refused(kinds.reading.UnknownParse(parse))
        pointer = include.get("xpointer")
        if parse == "text" and pointer is not None:
            raise _Refused(kinds.reading.PartOfText())
        target = self._target(include, path, pointer)
        if (target, pointer) in stack:
            raise _Refused(kinds.reading.IncludesItself(include.get("href") or pointer or ""))
        self._count += 1
        if self._count > _MOST:
            raise _Refused(kinds.reading.TooManyIncludes(_MOST))
        if len(stack) > _DEEPEST:
            raise _Refused(kinds.reading.IncludesTooDeep(_DEEPEST))
        data = self._data(target)
        if parse == "text":
            text = _text(target, data, include.get("encoding", "utf-8"))
            _replace(include, text, [])
        else:
            self._include_part(
                include=include, target=target, data=data, stack=(*stack, (target, pointer))
            )

    def _include_part(
        self, include: etree._Element, target: Path, data: bytes, stack: _Stack
    ) -> None:
        try:
            tree = source.parse(data, as_text(target.as_posix()))
        except source.SourceError as error:
            self._document.findings.append(unreadable(target, error))
            _replace(include, None, [])
            return
        self._document.findings.extend(unread(target, data))
        root = tree.getroot()
        positions = Positions(data, root)
        positions.index()
        pointer = include.get("xpointer")
        chosen = (
            [root]
            if pointer is None
            else _chosen(pointer=pointer, root=root, target=target, include=include)
        )
        for one in chosen:
            around = one.getparent()
            base = target.as_uri() if around is None else base_uri(around, target)
            part = IncludedPart(
                path=target, positions=positions, root=one, include=include, base=base
            )
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
            raise _Refused(kinds.reading.IncludeWithFragment(href))
        if not href and pointer is None:
            raise _Refused(kinds.reading.IncludeOfNothing())
        if not href:
            return path.resolve()
        found = resolve(href, self._document.base(include), self._border)
        if isinstance(found, Refusal):
            raise _Refused(kinds.reading.IncludeRefused(found.address, found.reason))
        return found.file

    def _data(self, target: Path) -> bytes:
        asked = self._document.asked
        asked[target] = None  # until it is read
        if target == self._document.path.resolve():
            data = self._document.data
        else:
            data = _given(target, self._parts) if target in self._parts else _read(target)
        asked[target] = data
        self._bytes += len(data)
        if self._bytes > _LARGEST:
            raise _Refused(kinds.reading.TooMuchIncluded(_LARGEST))
        return data


def _may_include(data: bytes) -> bool:
    """Tell whether a file may have an xi:include: markup can't write a name in another way."""
    return b"include" in data or not source.is_utf8(data)


def _chosen(
    pointer: str, root: etree._Element, target: Path, include: etree._Element
) -> list[etree._Element]:
    """Return the elements of a file that an include asks for; none is nested in another."""
    from siglum.xml.xpointer import PointerError, find  # late: most files are included whole

    declared = {prefix: ns for prefix, ns in include.nsmap.items() if prefix}
    try:
        found = find(pointer, root, declared)
    except PointerError as error:
        raise _Refused(kinds.reading.WrongXpointer(pointer, str(error))) from None
    if not found:
        raise _Missing(kinds.reading.NothingAtXpointer(target.name, pointer))
    among = set(found)
    if any(not among.isdisjoint(one.iterancestors()) for one in found):
        raise _Refused(kinds.reading.NestedAtXpointer(pointer))
    return found


def _given(file: Path, parts: Mapping[Path, bytes | None]) -> bytes:
    data = parts.get(file)
    if data is None:
        raise _missing(file)
    return data


def _missing(file: Path) -> _Missing:
    return _Missing(kinds.reading.IncludeNotThere(file.name))


def _read(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise FileNotFoundError(errno.ENOENT, "there is no such file")
        return file.read_bytes()
    except FileNotFoundError:
        raise _missing(file) from None
    except OSError as error:
        reason = str(error.strerror)
        raise _Refused(kinds.reading.IncludeUnreadable(file.name, reason)) from None


def _text(file: Path, data: bytes, encoding: str) -> str:
    text = source.text_in(encoding, data)
    if text is None:
        raise _Refused(kinds.reading.IncludeNotText(file.name, encoding))
    strange = re.search(_NOT_XML, text)
    if strange:
        raise _Refused(kinds.reading.IncludeWithCharacter(file.name, strange[0]))
    return text


def _replace(include: etree._Element, text: str | None, nodes: list[etree._Element]) -> None:
    """Replace an include by a text and nodes after it; what follows the include stays."""
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
