"""The files that a W3C schema asks for, looked at before the library opens any of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Span
from siglum.xml import source
from siglum.xml.base import base_uri
from siglum.xml.positions import Positions
from siglum.xml.resolve import Border, Reason, Refusal, resolve

_XS = "{http://www.w3.org/2001/XMLSchema}"
_ASKING = tuple(f"{_XS}{name}" for name in ("include", "import", "redefine", "override"))
_MOST = 10_000  # files of a schema


def parts(schema: Path, border: Border | None) -> Iterator[tuple[Path, etree._Element]]:
    """Yield each local file of a schema, and its outermost element.

    Raises CannotUse where one of them wants a file that it may not have. Addresses on the web
    are left to the library, which opens none of them, and so are files that can't be read.
    """
    files = {schema: None}
    for file in _growing(files):
        try:
            data = file.read_bytes()
            root = source.parse(data, file.as_uri()).getroot()
        except (OSError, source.SourceError):
            continue  # loading the schema will say so
        yield file, root
        for asking in root.iterchildren(*_ASKING):
            location = asking.get("schemaLocation")
            if location is None:
                continue
            found = resolve(location, base_uri(asking, file), border)
            if not isinstance(found, Refusal):
                if len(files) < _MOST:
                    files[found.file] = None
            elif found.reason is not Reason.ELSEWHERE:
                span = Span.of(file, Positions(data, root).of(asking, "schemaLocation"))
                asks = kinds.schemas.AsksForRefused(found.address, found.reason)
                raise CannotUse(Diagnostic(asks, span))


def _growing(files: dict[Path, None]) -> Iterator[Path]:
    """Yield the keys of a dictionary, those too that are added meanwhile."""
    done = 0
    while done < len(files):
        for file in list(files)[done:]:
            done += 1
            yield file
