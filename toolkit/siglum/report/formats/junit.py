"""Findings as JUnit XML: a suite of one test case for each file, failed where it has errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from siglum.findings.diagnostics import Diagnostic, Severity
from siglum.report import Manner, Reporter
from siglum.report.paths import shown
from siglum.report.terminal import visible


def reporter(manner: Manner) -> Reporter:
    return JUnit(manner.strict)


class JUnit(Reporter):
    """A testsuites element with a suite for each file: a suite begins with its numbers."""

    def __init__(self, strict: bool = False) -> None:
        self._failing = set(Severity) if strict else {Severity.ERROR}

    def start(self) -> str:
        return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="siglum">\n'

    def file(self, path: Path, findings: Sequence[Diagnostic]) -> str:
        name = quoteattr(_characters(shown(path)))
        fails = any(finding.severity in self._failing for finding in findings)
        said = _failure(findings) if fails else _warnings(findings)
        return (
            f'<testsuite name={name} tests="1" failures="{int(fails)}" errors="0">'
            f'<testcase classname="siglum" name={name}>{said}</testcase>'
            "</testsuite>\n"
        )

    def end(self) -> str:
        return "</testsuites>\n"


def _failure(findings: Sequence[Diagnostic]) -> str:
    first = next((one for one in findings if one.severity is Severity.ERROR), findings[0])
    message = quoteattr(_characters(first.message))
    return f"<failure message={message} type={quoteattr(first.code)}>{_lines(findings)}</failure>"


def _warnings(findings: Sequence[Diagnostic]) -> str:
    return f"<system-out>{_lines(findings)}</system-out>" if findings else ""


def _lines(findings: Sequence[Diagnostic]) -> str:
    lines = [
        f"{shown(finding.span.file)}:{finding.span.line}:{finding.span.column}: "
        f"{finding.severity}[{finding.code}] {finding.message}"
        + (f" · {finding.help}" if finding.help else "")
        for finding in findings
    ]
    return escape(_characters("\n".join(lines)))


def _characters(text: str) -> str:
    """Replace characters that XML 1.0 does not allow, or that steer the log of a job."""
    shown = "\n".join(map(visible, text.split("\n")))
    return re.sub(r"[^\t\n\r -\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]", "�", shown)
