"""Findings for people: what, where, the line itself with the place underlined, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from siglum.diagnostics import Diagnostic, Span
from siglum.report.concise import visible
from siglum.report.paths import shown

_COLORS = {"error": "\033[1;31m", "warning": "\033[1;33m", "info": "\033[1;36m"}
_BOLD, _DIM, _END = "\033[1m", "\033[2m", "\033[0m"
_WIDTH = 88


def render(findings: Sequence[Diagnostic], color: bool) -> str:
    """Return each finding with its line of the source, and a summary line."""
    shown_findings = [_finding(finding, color) for finding in findings]
    _lines.cache_clear()
    return "".join(f"{text}\n" for text in shown_findings)


def _finding(finding: Diagnostic, color: bool) -> str:
    span = finding.span
    head = f"{finding.severity}[{finding.code}]"
    message = visible(finding.message)
    margin = " " * len(str(span.line))
    place = visible(f"{shown(span.file)}:{span.line}:{span.column}")
    if color:
        head = f"{_COLORS[finding.severity]}{head}{_END}"
        message = f"{_BOLD}{message}{_END}"
        place = f"{_DIM}{place}{_END}"
    parts = [f"{head} {message}", f"{margin}--> {place}"]
    snippet = _snippet(span)
    if snippet:
        text, mark = snippet
        parts += [f"{margin} |", f"{span.line} | {text}", f"{margin} | {mark}"]
    if finding.help:
        parts.append(f"{margin} = help: {visible(finding.help)}")
    return "\n".join(parts) + "\n"


def _snippet(span: Span) -> tuple[str, str] | None:
    """Return the line of a place, cut to fit, and the carets under the place."""
    lines = _lines(span.file)
    if not 1 <= span.line <= len(lines):
        return None
    line = visible(lines[span.line - 1].replace("\t", " "))
    column = min(span.column - 1, len(line))
    start = 0 if column < _WIDTH - 20 else column - 30
    text = line[start : start + _WIDTH]
    length = max(1, min(span.length, len(text) - (column - start)))
    cut = f"{'…' if start else ''}{text}{'…' if start + _WIDTH < len(line) else ''}"
    return cut, " " * (column - start + bool(start)) + "^" * length


@cache
def _lines(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
