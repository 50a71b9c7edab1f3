"""The files that rules ask for: found, read safely, and handed to Saxon as trees.

A question consists of a kind (`doc`, `text`, `collection`, `uri-collection`, `moment`), the base
URI, the address and an encoding. Only files below the folder that rules may read are opened:
hidden files, links that lead out of it, and the network are refused. XML is read as all sources
are, so that no document type declaration, and none of its entities, reaches Saxon.
"""

from __future__ import annotations

import fnmatch
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from siglum.saxon.stylesheet import Entity, Markup, markup
from siglum.schematron.fifth_edition import explained, new_name
from siglum.schematron.names import internal
from siglum.xml import source
from siglum.xml.resolve import Border, Refusal, Target, resolve

LARGEST = 1 << 28
"""The most bytes of a file that a rule reads."""
_ALL = 1 << 29
"""The most bytes that rules may read for one document; text counts each time it is asked for."""
_MOST = 10_000
"""The most files of a collection, and the most questions for one document."""
_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_DECLARED = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
_FIELDS = 4
MOMENT = "moment"
"""The kind of a question for nothing but to note that what is answered holds now alone."""
_OPTIONS = frozenset({"select", "recurse", "stable"})


def is_question(text: str) -> bool:
    """Say whether the text of a message is a well-formed question: a rule's own may look alike."""
    fields = text.split(" ")
    return len(fields) == _FIELDS and not any(re.search(_NOT_XML, unquote(one)) for one in fields)


class _No(Exception):
    """A file that is not opened: it is missing or, if `is_refused`, rules may not read it."""

    def __init__(self, words: str, *, is_refused: bool = False) -> None:
        super().__init__(words)
        self.is_refused = is_refused
        self.is_noted = False
        """Whether it is noted as a file that is not there."""


class _TooMuch(_No):
    """More than rules may read for one document."""

    def __init__(self, words: str) -> None:
        super().__init__(words, is_refused=True)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to the questions of one run."""

    tree: etree._Element
    documents: tuple[Entity, ...]
    is_cut_short: bool
    """Whether there were more questions, or longer answers, than allowed."""


@dataclass(slots=True)
class Files:
    """Answers questions: it knows what rules may read, and keeps the last documents."""

    border: Border | None
    """None: rules may read no file."""
    _kept: dict[Path, tuple[bytes, Markup]] = field(default_factory=dict)
    """The documents that were read, by path, each with the digest of the file's bytes."""
    opened: dict[Path, str | None] = field(default_factory=dict)
    """What was read since `forget`: digests of the contents, None for what was not there."""
    is_sure: bool = True
    """Whether all answers since then depend on nothing but these contents."""
    _left: int = _ALL
    """Bytes that may still be read for the current document."""

    def forget(self) -> None:
        """Note anew what is read."""
        self.opened, self.is_sure = {}, True

    def answer(self, questions: Iterable[str], main: str) -> Answers:
        """Answer questions; `main` is the URI of the document that is validated."""
        tree = etree.Element(internal("answers"))
        opened: dict[Path, Entity] = {}
        self._left, is_cut_short = _ALL, False
        for number, question in enumerate(questions):
            answer = etree.SubElement(tree, internal("answer"), key=question)
            try:
                if number >= _MOST:
                    raise _TooMuch(f"more than {_MOST:,} files")
                self._answer(question=question, answer=answer, opened=opened, main=main)
            except _No as no:
                is_cut_short = is_cut_short or isinstance(no, _TooMuch)
                self.is_sure = self.is_sure and no.is_noted
                for member in list(answer):
                    answer.remove(member)
                answer.set("why", str(no))
                if no.is_refused:
                    answer.set("refused", "true")
        self._kept = {path: kept for path, kept in self._kept.items() if path in opened}
        documents = tuple(one for one in opened.values() if one.uri != main)
        return Answers(tree, documents, is_cut_short)

    def _answer(
        self, question: str, answer: etree._Element, opened: dict[Path, Entity], main: str
    ) -> None:
        kind, base, href, encoding = map(unquote, question.split(" "))
        if kind == "text":
            answer.text = _text(self._bytes(self._find(href, base), href), href, encoding)
        elif kind == "doc":
            path = self._find(href, base)
            answer.set("file", main if _is_same(path, main) else self._open(path, href, opened))
        elif kind == MOMENT:
            self.is_sure = False
        elif kind in ("collection", "uri-collection"):
            self.is_sure = False
            for path, name in self._members(href, base):
                uri = self._open(path, name, opened) if kind == "collection" else path.as_uri()
                etree.SubElement(answer, internal("member"), file=uri)

    def _find(self, href: str, base: str) -> Path:
        if self.border is None:
            raise _No(f"“{href}”, and no folder is known that rules may read", is_refused=True)
        target = resolve(href, base, self.border)
        if isinstance(target, Refusal):
            raise _No(f"“{href}”, which {target.reason.value}", is_refused=True)
        if "#" in href:
            raise _No(f"“{href}”, a part of a file", is_refused=True)
        return target.file

    def _open(self, path: Path, href: str, opened: dict[Path, Entity]) -> str:
        """Read a document, unless it is opened already, and return its URI."""
        if path not in opened:
            data = self._bytes(path, href)
            digest = blake2b(data).digest()
            known = self._kept.get(path)
            if known is None or known[0] != digest:
                known = self._kept[path] = (digest, _markup(path, href, data))
            opened[path] = Entity(known[1], path.as_uri())
        return path.as_uri()

    def _members(self, href: str, base: str) -> Iterator[tuple[Path, str]]:
        """Yield the files of a collection: a folder, or a file that lists them, as for Saxon."""
        address, _, query = href.partition("?")
        if not address:
            raise _No("a collection without an address", is_refused=True)
        options = dict(one.partition("=")[::2] for one in re.split("[;&]", query) if one)
        for name in options.keys() - _OPTIONS:
            raise _No(f"“{href}”, with “{name}”, which is not known here", is_refused=True)
        folder = self._find(address, base)
        if folder.is_dir():
            names: Iterable[str] = _in_folder(
                folder, options.get("select", "*.xml"), options.get("recurse")
            )
        else:
            names = _listed(_markup(folder, address, self._bytes(folder, address)))
        # The base URI for the members of a folder is that of the folder, with a slash at its end.
        here = folder.as_uri() + ("/" if folder.is_dir() else "")
        for number, name in enumerate(names):
            if number == _MOST:
                raise _No(f"“{href}”, which has more than {_MOST} files", is_refused=True)
            yield self._find(name, here), name

    def _bytes(self, path: Path, href: str) -> bytes:
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise _No(f"“{href}”, which is no file")
            if status.st_size > LARGEST:
                raise _No(f"“{href}”, which has more than {LARGEST >> 20} MB", is_refused=True)
            if status.st_size > self._left:
                raise _TooMuch(f"“{href}”, and files of more than {_ALL >> 20} MB in all")
            self._left -= status.st_size
            data = path.read_bytes()
        except FileNotFoundError:
            self.opened[path] = None
            no = _No(f"“{href}”, which is not there")
            no.is_noted = True
            raise no from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise _No(f"“{href}”, which can't be read: {reason}") from None
        self.opened[path] = blake2b(data, digest_size=16).hexdigest()
        return data


def _is_same(path: Path, uri: str) -> bool:
    found = resolve(uri, uri, None) if uri else None
    return isinstance(found, Target) and found.file == path


def _in_folder(folder: Path, select: str, recurse: str | None) -> Iterator[str]:
    """Yield the addresses of the files of a folder that are not hidden, in order."""
    try:
        found = sorted(folder.rglob("*") if recurse == "yes" else folder.iterdir())
    except OSError as error:
        raise _No(f"a folder that can't be read: {error.strerror}") from None
    for path in found:
        below = path.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in below.parts)
        if not is_hidden and path.is_file() and fnmatch.fnmatchcase(path.name, select):
            yield path.as_uri().removeprefix(folder.as_uri() + "/")


def _listed(text: Markup) -> list[str]:
    root = etree.fromstring(text, etree.XMLParser(resolve_entities=False, huge_tree=True))
    return [href for doc in root.iter("{*}doc") if (href := doc.get("href"))]


def _markup(path: Path, href: str, data: bytes) -> Markup:
    try:
        tree = source.parse(data, path.as_uri())
    except source.SourceError as error:
        place = f"{error.position.line}:{error.position.column}"
        words = f"“{href}”, which can't be read ({place}): {error.message}"
        raise _No(words, is_refused=error.kind == "entities") from None
    if strange := new_name(tree):
        raise _No(f"“{href}”, where {explained(strange[1])}", is_refused=True)
    return markup(tree)


def _text(data: bytes, href: str, encoding: str) -> str:
    """Return the text of a file (Functions and Operators 3.1, 14.8.5)."""
    declared = _DECLARED.match(data[:200])
    known = declared[1].decode("ascii") if declared else encoding or "utf-8"
    for mark, name in source.BOMS:
        if data.startswith(mark):
            known = name
            break
    text = source.text_in(known, data)
    if text is None:
        raise _No(f"“{href}”, which is not text in {known.upper()}")
    if strange := re.search(_NOT_XML, text):
        raise _No(f"“{href}”, which has the character U+{ord(strange[0]):04X}")
    return text
