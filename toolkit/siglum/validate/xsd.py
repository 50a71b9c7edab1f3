"""W3C XML Schema by `xmlschema`, compiled once and kept in the cache."""

from __future__ import annotations

import contextlib
import itertools
import pickle
import platform
import re
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lxml import etree

from siglum.codes import diagnostic
from siglum.diagnostics import Diagnostic, Span
from siglum.document import Document
from siglum.validate.broken import BrokenSchema
from siglum.validate.cache import Entry
from siglum.validate.xsd_files import refuse_files
from siglum.validate.xsd_patterns import bound
from siglum.xml.resolve import Border

_MOST = 200  # findings about one document: where there are more, a few causes make many
_MANY = 1000  # children of one element

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_ANYWHERE = {f"{_XSI}{n}" for n in ("type", "nil", "schemaLocation", "noNamespaceSchemaLocation")}


def xsd_check(
    path: Path, *, boundary: Path | None = None, cached: bool = True
) -> Callable[[Document], Iterator[Diagnostic]]:
    """Load a W3C schema and return the check by it.

    Raises BrokenSchema, also for a schema with files that are hidden or outside the folder
    `boundary`.
    """
    path = path.resolve()
    border = Border(boundary) if boundary else None
    if border:
        refuse_files(path, border)
    schema = _load(path, cached)
    refused = border and next((one for one in _files(schema) if border.refuses(one)), None)
    if border and refused:
        message = f"it includes “{refused}”, which {border.refuses(refused)}"
        raise BrokenSchema(diagnostic("SG203", message, Span(path)))

    def check(document: Document) -> Iterator[Diagnostic]:
        strangers = _Strangers()
        errors = schema.iter_errors(document.tree, validation_hook=strangers.count)
        for error in itertools.islice(errors, _MOST):
            element = error.elem if isinstance(error.elem, etree._Element) else document.root
            message = _in_words(error.reason or "not valid")
            yield diagnostic("SG202", message, document.span(element))
        if strangers.last is not None:
            message = f"too much is not allowed: {strangers.number:,} attributes or elements so far"
            help = "Remove them; what follows is checked then."
            yield diagnostic("SG202", message, document.span(strangers.last), help)

    return check


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
    numbers = Counter(child.tag for child in element.iterchildren("*"))
    found = 0
    for name, number in numbers.items():
        found += number if content.match_element(name) is None else 0
        if found > _MOST:
            break
    return found


def _load(path: Path, cached: bool) -> Any:
    versions = [platform.python_version(), platform.python_implementation()]
    versions += [f"{name} {version(name)}" for name in ("xmlschema", "elementpath")]
    entry = Entry("xsd", path, versions) if cached else None
    schema = entry.recall(_unpickled) if entry else None
    if schema is None:
        schema = _compile(path)
        if entry:
            _keep(schema, entry)
    return schema


def _unpickled(data: bytes) -> Any:
    import xmlschema

    schema = pickle.loads(data)
    return schema if isinstance(schema, xmlschema.XMLSchema) else None


def _compile(path: Path) -> Any:
    import xmlschema

    try:
        schema = xmlschema.XMLSchema(str(path), allow="local", defuse="always")
    except (xmlschema.XMLSchemaException, OSError, etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split("\n\n")[0].split())
        raise BrokenSchema(diagnostic("SG203", f"not a W3C schema: {reason}", Span(path))) from None
    bound(schema)
    return schema


def _files(schema: Any) -> list[Path]:
    """Return the files that a schema is made of, but for those that the library brings along."""
    import xmlschema

    own = Path(xmlschema.__file__).parent
    paths = [Path(part.filepath) for part in schema.maps.iter_schemas() if part.filepath]
    return [path for path in paths if not path.is_relative_to(own)]


def _keep(schema: Any, entry: Entry) -> None:
    entry.note(_files(schema))
    with contextlib.suppress(pickle.PicklingError, TypeError, AttributeError, RecursionError):
        entry.write(pickle.dumps(schema))


def _in_words(message: str) -> str:
    """Write a library's message as siglum writes: one phrase, names bare and quoted."""
    message = re.sub(r"\{http://www\.tei-c\.org/ns/1\.0\}|\b(?:tei|ns\d):(?=\w)", "", message)
    message = " ".join(message.split()).rstrip(".")
    return re.sub(r"(?<!\w)'([^']+)'(?!\w)", r"“\1”", message)
