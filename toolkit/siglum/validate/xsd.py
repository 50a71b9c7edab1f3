"""W3C XML Schema by `xmlschema`, compiled once and kept in the cache."""

from __future__ import annotations

import contextlib
import itertools
import pickle
import platform
import re
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

_MOST = 200  # findings about one document: where there are more, a few causes make many


def xsd_check(path: Path, *, cached: bool = True) -> Callable[[Document], Iterator[Diagnostic]]:
    """Load a W3C schema and return the check by it. Raises BrokenSchema."""
    schema = _load(path.resolve(), cached)

    def check(document: Document) -> Iterator[Diagnostic]:
        for error in itertools.islice(schema.iter_errors(document.tree), _MOST):
            element = error.elem if isinstance(error.elem, etree._Element) else document.root
            message = _in_words(error.reason or "not valid")
            yield diagnostic("SG202", message, document.span(element))

    return check


def _load(path: Path, cached: bool) -> Any:
    versions = [platform.python_version(), platform.python_implementation()]
    versions += [f"{name} {version(name)}" for name in ("xmlschema", "elementpath")]
    entry = Entry("xsd", path, versions) if cached else None
    pickled = entry.read() if entry else None
    if pickled is not None:
        try:
            return pickle.loads(pickled)
        except Exception:  # whatever an old or foreign pickle raises: compile again
            pass
    schema = _compile(path)
    if entry:
        _keep(schema, entry)
    return schema


def _compile(path: Path) -> Any:
    import xmlschema

    try:
        return xmlschema.XMLSchema(str(path), allow="local", defuse="always")
    except (xmlschema.XMLSchemaException, OSError, etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split("\n\n")[0].split())
        raise BrokenSchema(diagnostic("SG203", f"not a W3C schema: {reason}", Span(path))) from None


def _keep(schema: Any, entry: Entry) -> None:
    entry.note(Path(part.filepath) for part in schema.maps.iter_schemas() if part.filepath)
    with contextlib.suppress(pickle.PicklingError, TypeError, AttributeError, RecursionError):
        entry.write(pickle.dumps(schema))


def _in_words(message: str) -> str:
    """Write a library's message as siglum writes: one phrase, names bare and quoted."""
    message = re.sub(r"\{http://www\.tei-c\.org/ns/1\.0\}|\b(?:tei|ns\d):(?=\w)", "", message)
    message = " ".join(message.split()).rstrip(".")
    return re.sub(r"(?<!\w)'([^']+)'(?!\w)", r"“\1”", message)
