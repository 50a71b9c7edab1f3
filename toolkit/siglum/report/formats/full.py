"""Findings for people: what, where, the line itself with the place underlined, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from siglum.findings.diagnostics import Diagnostic, Span
from siglum.report import Manner, Reporter
from siglum.report.paths import shown
from siglum.report.quoted import Quoted
from siglum.report.terminal import cells, fitting, visible

_COLORS = {"error": "\033[1;31m", "warning": "\033[1;33m", "info": "\033[1;36m"}
_BOLD, _DIM, _END = "\033[1m", "\033[2m", "\033[0m"

_WIDTH = 88  # terminal columns that a line of the source may take
_WHOLE, _BEFORE = 68, 30  # columns before the place, where a line is shown from its start, or cut


def reporter(manner: Manner) -> Reporter:
    return Full(manner.color, manner.quoted)


class Full(Reporter):
    """Each finding with its line of the source."""

    for_people = True

    def __init__(self, color: bool, quoted: Quoted) -> None:
        self._color = color
        self._quoted = quoted

    def start(self) -> str:
        return ""

    def file(self, path: Path, findings: Sequence[Diagnostic]) -> str:
        return "".join(f"{self._finding(finding)}\n" for finding in findings)

    def end(self) -> str:
        return ""

    def _finding(self, finding: Diagnostic) -> str:
        span = finding.span
        head = f"{finding.severity}[{finding.code}]"
        message = visible(finding.message)
        margin = " " * len(str(span.line))
        place = visible(f"{shown(span.file)}:{span.line}:{span.column}")
        if self._color:
            head = f"{_COLORS[finding.severity]}{head}{_END}"
            message = f"{_BOLD}{message}{_END}"
            place = f"{_DIM}{place}{_END}"
        parts = [f"{head} {message}", f"{margin}--> {place}"]
        snippet = _snippet(span, self._quoted.lines(span.file))
        if snippet:
            text, mark = snippet
            parts += [f"{margin} |", f"{span.line} | {text}", f"{margin} | {mark}"]
        if help := finding.help:
            parts.append(f"{margin} = help: {visible(help)}")
        return "\n".join(parts) + "\n"


def _snippet(span: Span, lines: list[str]) -> tuple[str, str] | None:
    """Return the line of a place, cut to fit, and the carets under the place."""
    if not 1 <= span.line <= len(lines):
        return None
    line = lines[span.line - 1].replace("\t", " ")
    column = min(span.column - 1, len(line))
    start = column - fitting(line[:column], _WHOLE, backward=True)
    if start:
        start = column - fitting(line[:column], _BEFORE, backward=True)
    before = visible(line[start:column])
    end = column + fitting(line[column:], _WIDTH - cells(before))
    marked = visible(line[column : min(column + span.length, end)])
    cut = f"{'…' if start else ''}{visible(line[start:end])}{'…' if end < len(line) else ''}"
    return cut, " " * (cells(before) + bool(start)) + "^" * max(1, cells(marked))
