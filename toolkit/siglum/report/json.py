"""Findings for programs: an array of objects."""

from __future__ import annotations

import json
from collections.abc import Sequence

from siglum.diagnostics import Diagnostic
from siglum.report.paths import shown


def render(findings: Sequence[Diagnostic]) -> str:
    """Return a JSON array of {code, severity, message, file, line, column, help}."""
    rows = [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "message": finding.message,
            "file": shown(finding.span.file),
            "line": finding.span.line,
            "column": finding.span.column,
            "help": finding.help,
        }
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
