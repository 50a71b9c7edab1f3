"""A source file, read: its tree, and the way back from a node to line and column."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Span
from siglum.findings.unreadable import unreadable
from siglum.work.file_names import as_text
from siglum.xml import source
from siglum.xml.base import base_uri
from siglum.xml.positions import Positions

TEI = "http://www.tei-c.org/ns/1.0"
STDIN = Path("-")
"""What stands for the path of a document that is read from the standard input."""

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

_IDS = etree.XPath("//@xml:id", smart_strings=False)


@dataclass(frozen=True, slots=True)
class IncludedPart:
    """An included file, and where its elements stand in it."""

    path: Path
    positions: Positions
    root: etree._Element
    include: etree._Element
    """The xi:include that the root has replaced."""
    base: str
    """The base URI around the root, in the file it came from."""


class Document:
    """A parsed TEI file, the files it includes by XInclude put in their places."""

    def __init__(self, path: Path, data: bytes, tree: etree._ElementTree) -> None:
        self.path = path
        self.data = data
        self.tree = tree
        self.root = tree.getroot()
        self.is_assembled = False
        """Whether XInclude has changed the tree, by including something or refusing to."""
        self.parts: dict[etree._Element, IncludedPart] = {}
        """For each element that was included, the part that it came with."""
        self.asked: dict[Path, bytes | None] = {}
        """The files that it asks to include, with their bytes; None for one that can't be read."""
        self.findings: list[Diagnostic] = []
        """Findings about parts that could not be included; the rest of the document is there."""

    @cached_property
    def file(self) -> Path:
        """The file, as an absolute path: where the relative addresses in it start."""
        return self.path.absolute()

    @cached_property
    def positions(self) -> Positions:
        """The positions of the elements of this file, without those of included files."""
        return Positions(self.data, self.root)

    def span(self, element: etree._Element, attribute: str | None = None) -> Span:
        """Return the place of an element or of one of its attributes (a Clark name)."""
        part = self.parts.get(element) or self
        return Span.of(part.path, part.positions.of(element, attribute))

    def span_at(self, line: int, column: int, length: int) -> Span:
        """Return a place of this file itself of which line, column and length are known."""
        return Span.of(self.path, self.positions.lines.at(line, column, length))

    def span_of_end(self, element: etree._Element) -> Span | None:
        """Return the place where an element's end tag begins; None where it has none."""
        part = self.parts.get(element) or self
        place = part.positions.of_end(element)
        return None if place is None else Span.of(part.path, place)

    def span_of_words(self, element: etree._Element, *, after: bool) -> Span | None:
        """Return the place of the first words behind an element's start tag, or behind its end.

        None where there are none in the file that the tag stands in.
        """
        part = self.parts.get(element)
        while after and part and element is part.root:
            element = part.include
            part = self.parts.get(element)
        place = (part or self).positions.of_words(element, after=after)
        return None if place is None else Span.of((part or self).path, place)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The values of xml:id in the document."""
        found = _IDS(self.root)
        return frozenset(map(str, found if isinstance(found, list) else ()))

    @cached_property
    def has_bases(self) -> bool:
        """Whether an xml:base stands anywhere in the document."""
        return bool(self.root.xpath("boolean(//@xml:base)"))

    def base(self, element: etree._Element) -> str | Path:
        """Return where the relative addresses in an element start: a file or a base URI."""
        part = self.parts.get(element)
        if part is not None:
            return base_uri(element, part.base, part.root)
        return base_uri(element, self.path) if self.has_bases else self.file

    @property
    def files(self) -> frozenset[Path]:
        """The files that it includes, in whole or in part."""
        return frozenset(part.path for part in self.parts.values())

    @property
    def is_tei(self) -> bool:
        """Say whether the outermost element is one that TEI lets stand there."""
        return self.root.tag in {f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus"}


def read_bytes(path: Path) -> bytes:
    """Return the content of a file. Raises CannotUse."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise CannotUse(Diagnostic(kinds.reading.NotAFile(), Span(path)))
        return path.read_bytes()
    except FileNotFoundError:
        raise CannotUse(Diagnostic(kinds.reading.NotThere(), Span(path))) from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise CannotUse(Diagnostic(kinds.reading.CannotOpen(reason), Span(path))) from None


def parse(path: Path, data: bytes) -> etree._ElementTree:
    """Parse the bytes of a file. Raises CannotUse."""
    try:
        return source.parse(data, as_text(path.as_posix()))
    except source.SourceError as error:
        raise CannotUse(unreadable(path, error)) from None
