"""Findings as JUnit XML: a suite of one test case for each file, failed where it has findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from siglum.diagnostics import Diagnostic
from siglum.report.paths import shown


class JUnit:
    """A testsuites element; readers want numbers at the start of a suite, known for a file only."""

    def start(self) -> str:
        return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="siglum">\n'

    def file(self, path: Path, findings: Sequence[Diagnostic]) -> str:
        name = quoteattr(_characters(shown(path)))
        return (
            f'<testsuite name={name} tests="1" failures="{int(bool(findings))}" errors="0">'
            f'<testcase classname="siglum" name={name}>{_failure(findings)}</testcase>'
            "</testsuite>\n"
        )

    def end(self) -> str:
        return "</testsuites>\n"


def _failure(findings: Sequence[Diagnostic]) -> str:
    if not findings:
        return ""
    lines = [
        f"{shown(finding.span.file)}:{finding.span.line}:{finding.span.column}: "
        f"{finding.severity}[{finding.code}] {finding.message}"
        + (f" · {finding.help}" if finding.help else "")
        for finding in findings
    ]
    message = quoteattr(_characters(findings[0].message))
    text = escape(_characters("\n".join(lines)))
    return f"<failure message={message} type={quoteattr(findings[0].code)}>{text}</failure>"


def _characters(text: str) -> str:
    """Replace what XML 1.0 has no characters for."""
    return re.sub(r"[^\t\n\r -\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]", "�", text)
