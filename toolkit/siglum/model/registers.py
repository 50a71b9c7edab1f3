"""Registers of an edition, and what of them a page shows: the entries that its document names.

A register may have many thousands of entries. A page gets an excerpt: each entry that it names, as
it is written, within the tags that stand around it, and of what these entries name in their turn
the start tag alone, which is all that a link to it needs.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from lxml import etree

from siglum.edition.document import TEI, XML_ID, parse, read_bytes
from siglum.edition.settings import Edition
from siglum.findings.diagnostics import CannotUse
from siglum.work.file_names import as_text

_ENTRIES = frozenset({"person", "place", "org"})
_BOOKS = frozenset({"bibl", "biblStruct"})
_TAG = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<(?P<end>/?)(?P<name>[^\s/>]+)[^>]*?(?P<empty>/?)>",
    re.DOTALL,
)
_BLANK = re.compile("[ \t\r\n]+")
_ENCODED = re.compile(r'%(?![0-9A-Fa-f]{2})|[<>"\[\]^`{|}]')
"""What a page writes encoded of an address (see sgp:encoded in xslt/modules/functions.xsl)."""


def pointers(elements: Iterable[etree._Element]) -> Iterator[str]:
    """Yield what may point to a file or an entry, in any attribute of some elements."""
    for element in elements:
        for value in element.values():
            text = str(value)
            if "#" in text or "." in text:
                yield from (one for one in _BLANK.split(text) if "#" in one or "." in one)


def names_of_files(pointers: Iterable[str]) -> Iterator[str]:
    """Yield what may be the names of files in pointers, as pages look them up."""
    for pointer in pointers:
        for name in dict.fromkeys((pointer, pointer.partition("#")[0])):
            if "." in name:
                yield name
                if _ENCODED.search(name):
                    yield _ENCODED.sub(lambda found: quote(found[0]), name)


class Tag(NamedTuple):
    """An element of a register, by where it is in the register's text."""

    begin: int
    inner: int
    """Behind its start tag."""
    end: int
    name: str
    """As it is written."""
    around: int
    """Where the element around it begins; -1 for the outermost."""


@dataclass(slots=True)
class Register:
    """One register file: its text, and where in it the entries are."""

    text: str
    """Its outermost element, serialized."""
    ids: frozenset[str]
    """The xml:id of all elements; with "" if there are elements without."""
    tags: dict[int, Tag] = field(default_factory=dict)
    """The entries and books, and the elements around them, by where they begin."""
    entries: dict[str, int] = field(default_factory=dict)
    """Where the first person, place or organisation of an xml:id begins; "" is for none."""
    books: dict[str, int] = field(default_factory=dict)
    """Where the first bibl or biblStruct of an xml:id begins."""
    sources: dict[str, list[int]] = field(default_factory=dict)
    """Where the bibl elements of the header begin."""
    pointers: list[tuple[int, str]] = field(default_factory=list)
    """What each element points to, by where it begins."""

    @classmethod
    def of(cls, root: etree._Element) -> Register:
        """Look through a register."""
        text = etree.tostring(root, encoding="unicode", with_tail=False)
        register = cls(text, frozenset(each.get(XML_ID, "") for each in root.iter("*")))
        tags = _tags(text)
        for element, tag in zip(root.iter("*"), tags, strict=True):
            register.pointers += ((tag.begin, one) for one in pointers((element,)))
        wanted: set[int] = set()
        by_begin = {tag.begin: tag for tag in tags}
        header = 0  # where the one ends that was met last
        for element, tag in zip(root.iter("*"), tags, strict=True):
            namespace, _, name = str(element.tag).rpartition("}")
            if namespace[1:] != TEI:
                continue
            if name == "teiHeader":
                header = max(header, tag.end)
            if name not in _ENTRIES and name not in _BOOKS:
                continue
            found = register.entries if name in _ENTRIES else register.books
            identifier = element.get(XML_ID, "")
            found.setdefault(identifier, tag.begin)
            if name == "bibl" and tag.begin < header and identifier:
                register.sources.setdefault(identifier, []).append(tag.begin)
            around = tag.begin
            while around != -1 and around not in wanted:
                wanted.add(around)
                around = by_begin[around].around
        register.tags = {begin: by_begin[begin] for begin in sorted(wanted)}
        return register

    def pointers_within(self, begin: int) -> Iterator[str]:
        """Yield what the element that begins at a place, and those in it, point to."""
        at = bisect_left(self.pointers, (begin, ""))
        end = self.tags[begin].end
        while at < len(self.pointers) and self.pointers[at][0] < end:
            yield self.pointers[at][1]
            at += 1

    def excerpt(self, whole: set[int], named: set[int]) -> str:
        """Return the elements that begin at some places, in what is around them.

        Those of `whole` are as they are written; those of `named` have nothing in them.
        """
        shown = {*whole, *named}
        for begin in [*whole, *named]:
            around = self.tags[begin].around
            while around != -1 and around not in shown:
                shown.add(around)
                around = self.tags[around].around
        pieces: list[str] = []
        around_here: list[Tag] = []
        done = 0
        for tag in (self.tags[begin] for begin in sorted(shown)):
            if tag.begin < done:
                continue
            while around_here and around_here[-1].end <= tag.begin:
                pieces.append(f"</{around_here.pop().name}>")
            if tag.begin in whole:
                pieces.append(self.text[tag.begin : tag.end])
                done = tag.end
            else:
                pieces.append(self.text[tag.begin : tag.inner].removesuffix("/>").rstrip(">") + ">")
                around_here.append(tag)
        pieces += (f"</{tag.name}>" for tag in reversed(around_here))
        return "".join(pieces)


def _tags(text: str) -> list[Tag]:
    """Return the elements of a text that lxml has serialized, in document order."""
    begun: list[Tag] = []
    open_here: list[int] = []
    for found in _TAG.finditer(text):
        if found["name"] is None:
            continue
        if found["end"]:
            number = open_here.pop()
            begun[number] = begun[number]._replace(end=found.end())
            continue
        around = begun[open_here[-1]].begin if open_here else -1
        begun.append(
            Tag(
                begin=found.start(),
                inner=found.end(),
                end=found.end(),
                name=found["name"],
                around=around,
            )
        )
        if not found["empty"]:
            open_here.append(len(begun) - 1)
    return begun


@dataclass(frozen=True, slots=True)
class Authority:
    """What the pages of one document have of the registers (“authority” in edition.toml)."""

    files: tuple[tuple[str, str], ...] = ()
    """The address of each register, as seen from the document, and an excerpt of it."""
    names: tuple[str, ...] = ()
    """The names of files that these entries may link to."""


@dataclass
class Registers:
    """The registers of an edition that can be read, by their paths, in their order."""

    files: Mapping[Path, Register] = field(default_factory=dict)
    _seen_from: dict[Path, dict[str, Path]] = field(default_factory=dict, init=False)

    @classmethod
    def of(cls, edition: Edition) -> Registers:
        """Read the registers that lie in the edition; of the rest validation speaks."""
        read: dict[Path, Register] = {}
        for path in filter(edition.contains, edition.authority):
            try:
                read[path] = Register.of(parse(path, read_bytes(path)).getroot())
            except CannotUse:
                continue
        return cls(read)

    @cached_property
    def owners(self) -> dict[str, Path]:
        """In which file an xml:id is, in the first that has it."""
        return self._first(lambda register: register.ids)

    @cached_property
    def _owners_of_entries(self) -> dict[str, Path]:
        return self._first(lambda register: register.entries)

    def _first(self, ids: Callable[[Register], Iterable[str]]) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for path, register in self.files.items():
            for identifier in ids(register):
                found.setdefault(identifier, path)
        return found

    def named(self, folder: Path, pointers: Iterable[str]) -> Authority:
        """Return what is shown in a folder of the entries that pointers name there."""
        whole: dict[Path, set[int]] = {}
        named: dict[Path, set[int]] = {}
        for pointer in pointers:
            for path, begin, _ in self._meant(folder, pointer):
                whole.setdefault(path, set()).add(begin)
        for path, begins in whole.items():
            register = self.files[path]
            begins |= {
                source
                for begin in begins
                for one in register.pointers_within(begin)
                for source in register.sources.get(one.partition("#")[2], ())
            }
        further = dict.fromkeys(
            pointer
            for path, begins in whole.items()
            for begin in begins
            for pointer in self.files[path].pointers_within(begin)
        )
        for pointer in further:
            for path, begin, is_entry in self._meant(folder, pointer):
                into = named if is_entry else whole
                into.setdefault(path, set()).add(begin)
        files = tuple(
            (address, self.files[path].excerpt(whole.get(path, set()), named.get(path, set())))
            for address, path in self._addresses(folder).items()
            if path in whole or path in named
        )
        return Authority(files, tuple(dict.fromkeys(names_of_files(further))))

    def cited(self, folder: Path, pointers: Iterable[str]) -> Authority:
        """Return of the same what is no entry: the books, which pages show where they are cited."""
        books: dict[Path, set[int]] = {}
        for pointer in pointers:
            for path, begin, is_entry in self._meant(folder, pointer):
                if not is_entry:
                    books.setdefault(path, set()).add(begin)
        files = tuple(
            (address, self.files[path].excerpt(books[path], set()))
            for address, path in self._addresses(folder).items()
            if path in books
        )
        return Authority(files)

    def _meant(self, folder: Path, pointer: str) -> Iterator[tuple[Path, int, bool]]:
        """Yield what a page finds by a pointer: the file, where it begins, whether it is an entry.

        That is what has the pointer's id in the file of its path; of a pointer without a path, the
        first entry with its id in any file (xslt/modules/html-names.xsl).
        """
        address, mark, identifier = pointer.partition("#")
        if not mark:
            return
        if not address:
            path = self._owners_of_entries.get(identifier)
            if path is not None:
                yield path, self.files[path].entries[identifier], True
            return
        path = self._addresses(folder).get(address)
        if path is None:
            return
        register = self.files[path]
        if identifier in register.entries:
            yield path, register.entries[identifier], True
        if identifier in register.books:
            yield path, register.books[identifier], False

    def _addresses(self, folder: Path) -> dict[str, Path]:
        """Return the registers by their addresses as seen from a folder."""
        if folder not in self._seen_from:
            self._seen_from[folder] = {
                quote(as_text(Path(os.path.relpath(path, folder)).as_posix())): path
                for path in self.files
            }
        return self._seen_from[folder]
