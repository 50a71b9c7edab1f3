"""The files that a W3C schema asks for, looked at before the library opens any of them."""

from __future__ import annotations

from pathlib import Path

from siglum import source
from siglum.codes import diagnostic
from siglum.diagnostics import Span
from siglum.positions import Positions
from siglum.validate.broken import BrokenSchema
from siglum.xml.base import base_uri
from siglum.xml.resolve import Border, Reason, Refusal, resolve

_XS = "{http://www.w3.org/2001/XMLSchema}"
_ASKING = tuple(f"{_XS}{name}" for name in ("include", "import", "redefine", "override"))
_HELP = "Put the file below the edition's folder, and name it by its path from the schema."


def refuse_files(schema: Path, border: Border) -> None:
    """Raise BrokenSchema where a schema, or one that it asks for, wants a file it may not have.

    Addresses on the web are left to the library, which opens none of them.
    """
    files = [schema]
    for file in files:
        try:
            data = file.read_bytes()
            root = source.parse(data, file.as_uri()).getroot()
        except (OSError, source.SourceError):
            continue  # loading the schema will say so
        for asking in root.iter(*_ASKING):
            location = asking.get("schemaLocation")
            if location is None:
                continue
            found = resolve(location, base_uri(asking, file), border)
            if not isinstance(found, Refusal):
                if found.file not in files:
                    files.append(found.file)
            elif found.reason is not Reason.ELSEWHERE:
                place = Positions(data, root).of(asking, "schemaLocation")
                span = Span(file, place.line, place.column, place.length)
                message = f"the schema asks for a file, and {found}"
                raise BrokenSchema(diagnostic("SG203", message, span, _HELP))
