"""One line a finding: `file:line:column: severity[CODE] message · help`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from siglum.findings.diagnostics import Diagnostic
from siglum.report import Manner, Reporter
from siglum.report.paths import shown
from siglum.report.terminal import visible


def reporter(manner: Manner) -> Reporter:
    return Concise()


class Concise(Reporter):
    """One line for each finding."""

    for_people = True

    def start(self) -> str:
        return ""

    def file(self, path: Path, findings: Sequence[Diagnostic]) -> str:
        names = {file: shown(file) for file in {finding.span.file for finding in findings}}
        return "".join(f"{_line(finding, names[finding.span.file])}\n" for finding in findings)

    def end(self) -> str:
        return ""


def _line(finding: Diagnostic, file: str) -> str:
    place = f"{file}:{finding.span.line}:{finding.span.column}"
    help = f" · {finding.help}" if finding.help else ""
    text = f"{place}: {finding.severity}[{finding.code}] {finding.message}{help}"
    return visible(f"./{text}" if text.lstrip().startswith("::") else text)  # GitHub's commands
