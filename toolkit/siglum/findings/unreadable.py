"""A file of which no tree can be made, as a finding."""

from __future__ import annotations

from pathlib import Path

from siglum.findings.codes import diagnostic
from siglum.findings.diagnostics import Diagnostic, Span
from siglum.xml.source import SourceError

_CODES = {
    "empty": "SG102",
    "binary": "SG105",
    "encoding": "SG103",
    "entities": "SG109",
    "depth": "SG111",
    "syntax": "SG101",
}


def unreadable(path: Path, error: SourceError) -> Diagnostic:
    """Return the finding about a file, be it a document or a part that another includes."""
    span = Span.of(path, error.position)
    return diagnostic(_CODES[error.kind], error.message, span, error.help)
