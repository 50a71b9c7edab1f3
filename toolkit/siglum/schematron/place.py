"""The files that a schema is made of, and places in them.

A schema reads local files only, and only those below one folder, its boundary. Files included by
files are relative to the file that includes them (XML Inclusions 1.1, 4.7.5; ISO/IEC 19757-3,
5.4.4).
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin

from lxml import etree

from siglum.schematron.edition_1_5 import modernize
from siglum.schematron.findings import SchemaError
from siglum.schematron.names import XML, sch
from siglum.xml import source
from siglum.xml.lines import Position
from siglum.xml.positions import Positions
from siglum.xml.resolve import Border, Reason, Refusal, resolve


class SchemaFile:
    """One parsed file of a schema; for RELAX NG in compact syntax, its annotations."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Parse `data`; raises SchemaError for what can't be read."""
        self.path = path
        self._data = data
        self._places: Places | None = None
        self.is_1_5 = False
        """Whether the file is in Schematron 1.5."""
        if path.suffix == ".rnc":
            self.root, self._places = _annotations(path, data)
            return
        try:
            self.root = source.parse(data, path.as_uri()).getroot()
        except source.SourceError as error:
            at = error.position
            place = (path, at.line, at.column)
            raise SchemaError("SCH-READ", error.message, place) from None
        self.is_1_5 = modernize(self.root)

    def position(self, element: etree._Element, attribute: str | None = None) -> Position:
        """Return where an element of this file stands, or one of its attributes."""
        if self._places is None:
            return self._positions.of(element, attribute)
        _, line, column = self._places[element, attribute]
        return Position(line, column)

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self._data, self.root)


Places = dict[tuple[etree._Element, str | None], tuple[str, int, int]]


def _annotations(path: Path, data: bytes) -> tuple[etree._Element, Places]:
    from siglum.relaxng.errors import SchemaError as GrammarError
    from siglum.relaxng.grammar.compact_annotations import read_annotations

    try:
        found = read_annotations(str(path), data)
    except GrammarError as error:
        place = (path, error.line, error.column)
        raise SchemaError("SCH-READ", error.message, place) from None
    return found.root, found.places


@dataclass(frozen=True, slots=True)
class Library:
    """The files read for one schema, and the folder in which all of them must lie."""

    boundary: Path
    files: dict[Path, SchemaFile] = field(default_factory=dict)

    def open(self, path: Path) -> SchemaFile:
        """Return the file at an absolute path. Raises OSError, or SchemaError."""
        if path not in self.files:
            if not path.is_file():  # to read a device or a pipe might never end
                raise FileNotFoundError(errno.ENOENT, "there is no such file")
            self.files[path] = SchemaFile(path, path.read_bytes())
        return self.files[path]


@dataclass(frozen=True, slots=True)
class Place:
    """An element of a schema, with the file it stands in and how that was reached."""

    element: etree._Element
    file: SchemaFile
    library: Library
    via: tuple[etree._Element, ...] = ()
    """The elements whose references led here, outermost first."""

    def __str__(self) -> str:
        at = self.file.position(self.element)
        return f"{self.file.path.name}:{at.line}:{at.column}"

    def get(self, name: str) -> str | None:
        """Return an attribute's value."""
        return self.element.get(name)

    def error(self, code: str, message: str, attribute: str | None = None) -> SchemaError:
        """Return an error at this element or one of its attributes, to be raised."""
        at = self.file.position(self.element, attribute)
        return SchemaError(code, message, (self.file.path, at.line, at.column))

    def sibling(self, element: etree._Element) -> Place:
        """Return the place of another element of the same file."""
        return Place(element=element, file=self.file, library=self.library, via=self.via)

    def children(self) -> Iterator[Place]:
        """Yield the child elements, each sch:include replaced by what it includes (5.4.4)."""
        for element in self.element.iterchildren("*"):
            child = self.sibling(element)
            if element.tag == sch("include"):
                yield child.follow()
            else:
                yield child

    def follow(self) -> Place:
        """Return the element that this one's `href` leads to.

        That is the root element of a local file, or the element with the id of the fragment.
        """
        href = self.get("href")
        if not href:
            raise self.error("SCH-ELEMENT", "this element needs an “href”")
        if self.element in self.via:
            raise self.error("SCH-INCLUDE", f"“{href}” includes itself", "href")
        file = self._open(href)
        fragment = unquote(href.partition("#")[2])
        element: etree._Element | None = file.root
        if fragment:
            element = next(
                (
                    e
                    for e in file.root.iter("*")
                    if fragment in (e.get(f"{{{XML}}}id"), e.get("id"))
                ),
                None,
            )
        if element is None:
            raise self.error("SCH-INCLUDE", f"nothing in “{href}” has the id “{fragment}”", "href")
        found = Place(
            element=element, file=file, library=self.library, via=(*self.via, self.element)
        )
        return found.follow() if element.tag == sch("include") else found

    @property
    def base(self) -> str:
        """The base URI at this element (XML Base, section 4)."""
        base = self.file.path.as_uri()
        for element in reversed([self.element, *self.element.iterancestors()]):
            with contextlib.suppress(ValueError):  # a value that is no address is ignored
                base = urljoin(base, element.get(f"{{{XML}}}base", ""))
        return base

    def _open(self, href: str) -> SchemaFile:
        whole = href.partition("#")[0]
        if not whole:
            return self.file
        target = resolve(whole, self.base, Border(self.library.boundary))
        if isinstance(target, Refusal):
            why = {
                Reason.ELSEWHERE: "is not a local file; nothing is read from the network",
                Reason.OUTSIDE: (
                    f"lies outside {self.library.boundary}, where this schema's files are"
                ),
            }
            message = f"“{href}” {why.get(target.reason, target.reason.value)}"
            raise self.error("SCH-INCLUDE", message, "href")
        try:
            return self.library.open(target.file)
        except OSError as error:
            message = f"“{href}” can't be read: {error.strerror or error}"
            raise self.error("SCH-READ", message, "href") from None
