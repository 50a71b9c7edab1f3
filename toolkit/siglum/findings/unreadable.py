"""What of a file is not read, as a finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Span
from siglum.xml import doctype
from siglum.xml.source import SourceError


def unreadable(path: Path, error: SourceError) -> Diagnostic:
    """Return the finding about a file of which no tree can be made.

    It may be a document, or a part that another includes.
    """
    known = {
        "empty": kinds.reading.Empty,
        "binary": kinds.reading.Binary,
        "encoding": kinds.reading.OtherEncoding,
        "entities": kinds.reading.Entity,
        "depth": kinds.reading.TooDeep,
        "syntax": kinds.reading.NotWellFormed,
    }
    return Diagnostic(known[error.kind](error.message, error.help), Span.of(path, error.position))


def unread(path: Path, data: bytes) -> Iterator[Diagnostic]:
    """Yield the finding about what a well-formed file declares, or asks for, in its DOCTYPE."""
    asked = doctype.unread(data)
    if asked is not None:
        address, place = asked
        reading = kinds.reading
        kind = reading.UnreadDeclarations() if address is None else reading.UnreadDtd(address)
        yield Diagnostic(kind, Span.of(path, place))
