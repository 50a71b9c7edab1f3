"""Schematron inside another schema, such as ODD tools write into RELAX NG.

Patterns, namespaces and the rest may stand anywhere in the grammar and in the files that it
includes, in either syntax. Rules outside of any pattern form a pattern with those beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree

from siglum import relaxng
from siglum.relaxng.grammar.sources import Sources
from siglum.schematron.findings import SchemaError
from siglum.schematron.names import SCH, XML, XSL, sch, xsl
from siglum.schematron.place import Library, Place

RNG = "http://relaxng.org/ns/structure/1.0"

_PARTS = ("ns", "let", "phase", "pattern", "diagnostics", "properties", "include")
_DECLARATIONS = (xsl("key"), xsl("function"))
_PULLS_IN = (f"{{{RNG}}}include", f"{{{RNG}}}externalRef")


def gather(top: Place, sources: Sources) -> list[Place]:
    """Return, in document order, what would be the children of an sch:schema.

    An element of the grammar that holds stray rules stands for the pattern that they form (see
    `is_foreign`). The parts of a file that a grammar includes or refers to come where it does so
    first (RELAX NG, sections 4.5 to 4.7); `sources` locates such files.
    """
    return list(_Gathering(sources).parts(top))


def is_foreign(place: Place) -> bool:
    """Is this an element of the other schema, with rules in it that stand in no pattern?"""
    return not place.element.tag.startswith((f"{{{SCH}}}", f"{{{XSL}}}"))


class _Gathering:
    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._read: set[Path] = set()

    def parts(self, top: Place) -> Iterator[Place]:
        self._read.add(top.file.path)
        of_stray_rules: set[etree._Element] = set()
        for element in top.element.iter(f"{{{SCH}}}*", f"{{{XSL}}}*", *_PULLS_IN):
            place = top.sibling(element)
            if element.tag in _PULLS_IN:
                yield from self._pulled_in(place)
            elif _inside_schematron(element):
                continue
            elif element.tag == sch("include"):
                yield place.follow()
            elif element.tag in _DECLARATIONS or element.tag in map(sch, _PARTS):
                yield place
            elif element.tag == sch("rule"):
                parent = element.getparent()
                if parent is not None and parent not in of_stray_rules:
                    of_stray_rules.add(parent)
                    yield top.sibling(parent)

    def _pulled_in(self, place: Place) -> Iterator[Place]:
        path = self._path(place)
        if path in self._read:
            return
        library = Library(path.parent, place.library.files)
        try:
            file = library.open(path)
        except OSError as error:
            message = f"“{place.get('href')}” can't be read: {error.strerror or error}"
            raise place.error("SCH-READ", message, "href") from None
        yield from self.parts(Place(file.root, file, library))

    def _path(self, place: Place) -> Path:
        base = place.file.path.as_uri()
        for element in reversed([place.element, *place.element.iterancestors()]):
            base = urljoin(base, element.get(f"{{{XML}}}base", ""))
        at = place.file.position(place.element, "href")
        try:
            href = place.get("href") or ""
            path = self._sources.locate(href, base, (str(place.file.path), at.line, at.column))
        except relaxng.SchemaError as error:
            at_fault = (Path(error.file), error.line, error.column)
            raise SchemaError("SCH-INCLUDE", error.message, at_fault) from None
        return path.resolve()


def _inside_schematron(element: etree._Element) -> bool:
    parent = element.getparent()
    if parent is None or parent.tag == sch("schema"):
        return False
    return bool(parent.tag.startswith((f"{{{SCH}}}", f"{{{XSL}}}")))
