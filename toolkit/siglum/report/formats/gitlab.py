"""Findings as a GitLab code quality report."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from siglum.findings.diagnostics import Diagnostic, Severity
from siglum.report import Manner, Reporter
from siglum.report.formats.json import Rows
from siglum.report.paths import shown

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def reporter(manner: Manner) -> Reporter:
    return GitLab()


class GitLab(Reporter):
    """A JSON array of the objects that GitLab reads (description, check_name, fingerprint …)."""

    def __init__(self) -> None:
        self._rows = Rows(self._row)
        self._counts: Counter[str] = Counter()

    def start(self) -> str:
        return "["

    def file(self, path: Path, findings: Sequence[Diagnostic]) -> str:
        return self._rows.add(findings)

    def end(self) -> str:
        return "\n]\n"

    def _row(self, finding: Diagnostic) -> dict[str, object]:
        file = shown(finding.span.file)
        return {
            "description": finding.message,
            "check_name": finding.code,
            "fingerprint": self._fingerprint(file, finding),
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": file, "lines": {"begin": finding.span.line}},
        }

    def _fingerprint(self, file: str, finding: Diagnostic) -> str:
        """Return a name for the finding that stays the same when lines are added above it."""
        said = "\0".join((file, finding.code, finding.message))
        self._counts[said] += 1
        numbered = f"{said}\0{self._counts[said]}"
        return hashlib.sha256(numbered.encode("utf-8", "surrogatepass")).hexdigest()
