"""Findings as GitHub workflow commands, which annotate the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from siglum.findings.diagnostics import Diagnostic, Severity
from siglum.report import Manner, Reporter
from siglum.report.paths import shown
from siglum.report.terminal import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def reporter(manner: Manner) -> Reporter:
    return GitHub()


class GitHub(Reporter):
    """One workflow command for each finding."""

    def start(self) -> str:
        return ""

    def file(self, path: Path, findings: Sequence[Diagnostic]) -> str:
        return "".join(f"{_command(finding)}\n" for finding in findings)

    def end(self) -> str:
        return ""


def _command(finding: Diagnostic) -> str:
    span = finding.span
    properties = {
        "file": shown(span.file),
        "line": str(span.line),
        "col": str(span.column),
        "endColumn": str(span.column + span.length),
        "title": f"siglum {finding.code}",
    }
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    help = f"\n{finding.help}" if finding.help else ""
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(finding.message + help)}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
