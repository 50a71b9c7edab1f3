"""What a W3C schema finds in a document, in siglum's words, and in bounded time."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from siglum.checks.xsd_kinds import AgainstXsd, TooManyStrangers

_MOST = 200  # findings about one document: where there are more, a few causes make many
_MANY = 1000  # children of one element
_SHOWN = 20  # of what may stand in the place of what is wrong

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_ANYWHERE = {f"{_XSI}{n}" for n in ("type", "nil", "schemaLocation", "noNamespaceSchemaLocation")}


Found = tuple[etree._Element, AgainstXsd | TooManyStrangers]
"""An element, and what is wrong with it."""


def findings(schema: Any, tree: etree._ElementTree) -> Iterator[Found]:
    """Yield what a schema finds in a document."""
    strangers = _Strangers()
    root = tree.getroot()
    errors = schema.iter_errors(tree, validation_hook=strangers.count)
    for error in itertools.islice(errors, _MOST):
        element = error.elem if isinstance(error.elem, etree._Element) else root
        yield element, _kind(element, error)
    if strangers.last is not None:
        yield strangers.last, TooManyStrangers(number=strangers.number)


def _kind(element: etree._Element, error: Any) -> AgainstXsd:
    found = getattr(error, "invalid_tag", None)
    particles = getattr(error, "expected", None) or ()
    expected = [getattr(particle, "name", None) for particle in particles]
    return AgainstXsd(
        element=str(element.tag),
        reason=_in_words(error.reason or "not valid"),
        found=found and str(found),
        expected=tuple(map(str, filter(None, expected)))[:_SHOWN],
    )


class _Strangers:
    """Counts attributes and children that are not allowed; too many stop the validation.

    For each attribute `xmlschema` writes out all the others of the element, for each child it
    counts all its siblings.
    """

    def __init__(self) -> None:
        self.number = 0
        self.last: etree._Element | None = None
        """The element at which the validation stopped."""

    def count(self, element: etree._Element, declaration: Any) -> None:
        """Take an element and what declares it, before it is validated."""
        from xmlschema import XMLSchemaStopValidation

        self.number += _strange_attributes(element, declaration)
        if len(element) > _MANY:
            self.number += _strange_children(element, declaration)
        if self.number > _MOST:
            self.last = element
            raise XMLSchemaStopValidation


def _strange_attributes(element: etree._Element, declaration: Any) -> int:
    known = declaration.get_attributes(declaration.type)
    has_own_type = f"{_XSI}type" in element.attrib and len(element.attrib) <= _MOST
    if None in known or has_own_type:  # None is a wildcard
        return 0
    names = (name for name in element.attrib if name not in _ANYWHERE)
    return sum(name not in known for name in names)


def _strange_children(element: etree._Element, declaration: Any) -> int:
    content = declaration.type.content
    if f"{_XSI}type" in element.attrib or not hasattr(content, "match_element"):
        return 0
    open_content = getattr(content, "open_content", None)  # XSD 1.1
    wildcard = getattr(open_content, "any_element", None)
    numbers = Counter(child.tag for child in element.iterchildren("*"))
    found = 0
    for name, number in numbers.items():
        if content.match_element(name) is None and not (wildcard and wildcard.is_matching(name)):
            found += number
        if found > _MOST:
            break
    return found


def _in_words(message: str) -> str:
    """Write a library's message as siglum writes: one phrase, names bare and quoted."""
    message = re.sub(r"\{http://www\.tei-c\.org/ns/1\.0\}|\b(?:tei|ns\d):(?=\w)", "", message)
    message = " ".join(message.split()).rstrip(".")
    return re.sub(r"(?<!\w)'([^']+)'(?!\w)", r"“\1”", message)
