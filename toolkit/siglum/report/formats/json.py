"""Findings for programs: an array of objects."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Edit, Span
from siglum.report import Manner, Reporter
from siglum.report.paths import shown

_ENCODER = json.JSONEncoder(ensure_ascii=False)
_HALF = re.compile("[\ud800-\udfff]")
"""Lone surrogates: bytes of a file name that are not UTF-8, and can't be written as UTF-8."""


def reporter(manner: Manner) -> Reporter:
    return Json()


class Json(Reporter):
    """A JSON array of one object for each finding: docs/checking.md tells what its keys are."""

    shows_edits = True

    def __init__(self) -> None:
        self._rows = Rows(_row)

    def start(self) -> str:
        return "["

    def file(self, path: Path, findings: Sequence[Diagnostic]) -> str:
        return self._rows.add(findings)

    def end(self) -> str:
        return "\n]\n"


class Rows:
    """The elements of a JSON array, written as the findings come."""

    def __init__(self, row: Callable[[Diagnostic], dict[str, object]]) -> None:
        self._row = row
        self._first = True

    def add(self, findings: Sequence[Diagnostic]) -> str:
        """Return the elements for some findings, with the commas between them."""
        text = ""
        for finding in findings:
            text += "\n" if self._first else ",\n"
            text += _seen(_ENCODER.encode(self._row(finding)))
            self._first = False
        return text


def _seen(row: str) -> str:
    """Escape what a terminal, or the log of a job, would take for commands (see `terminal`)."""
    row = row.replace("##", r"#\u0023")
    if row.isprintable():
        return row
    row = _HALF.sub("�", row)
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in row)


def _row(finding: Diagnostic) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": shown(finding.span.file),
        "line": finding.span.line,
        "column": finding.span.column,
        "help": finding.help,
        "kind": kinds.name(finding.kind),
        "data": kinds.data(finding.kind),
        **_end(finding.span),
        "others": finding.others,
        "edits": [_edit(edit) for edit in finding.edits],
    }


def _end(span: Span) -> dict[str, object]:
    line, column = span.end
    return {"end_line": line, "end_column": column, "offset": span.offset}


def _edit(edit: Edit) -> dict[str, object]:
    return {
        "file": shown(edit.span.file),
        "line": edit.span.line,
        "column": edit.span.column,
        **_end(edit.span),
        "length": edit.span.length,
        "text": edit.text,
        "is_safe": edit.is_safe,
    }
