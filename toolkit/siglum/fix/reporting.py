"""What `siglum fix` says: what it mended in a file, what is left and why, and the differences."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from siglum.findings.diagnostics import Diagnostic
from siglum.fix.mending import Repair, is_safe
from siglum.fix.run import Fixed
from siglum.report import paths
from siglum.report.terminal import visible
from siglum.xml.source import decode

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def lines(file: Fixed, *, would: bool) -> Iterator[str]:
    """Yield what is to be said of a file; nothing of one in which nothing was found."""
    mended: dict[Path, list[Repair]] = {}
    left: dict[Path, list[Diagnostic]] = {}
    for repair in file.mended:
        mended.setdefault(repair.finding.span.file, []).append(repair)
    for finding in file.left:
        left.setdefault(finding.span.file, []).append(finding)
    for path, reason in file.failed.items():
        yield f"{_shown(path)} can't be written: {reason}"
    for path in sorted({*mended, *left}):
        repairs, findings = mended.get(path, []), left.get(path, [])
        done = "would mend" if would else "mended"
        number = f"{len(repairs)} finding{'' if len(repairs) == 1 else 's'}"
        what = f"{done} {number if repairs else 'nothing'}"
        yield f"{what} in {_shown(path)}; {len(findings)} left"
        for repair in repairs:
            yield f"  {_named(repair.finding)}: {done} {_change(repair)}"
        for finding in findings:
            yield f"  {_named(finding)}: left, {_reason(finding, file.reasons)}"


def _named(finding: Diagnostic) -> str:
    place = f"{finding.span.line}:{finding.span.column}"
    return f"{place} {finding.code} {visible(finding.message)}"


def _change(repair: Repair) -> str:
    text = visible(repair.finding.edits[0].text.strip())
    return f"{visible(repair.written)} → {text}" if repair.written else f"by {text}"


def differences(file: Fixed, *, plain: bool) -> str:
    """Return what is changed in the files as a unified diff; not `plain` for a terminal."""
    text = ""
    for path, (before, after) in file.changes.items():
        name = _shown(path)
        for line in difflib.unified_diff(
            _LINE.findall(decode(before)), _LINE.findall(decode(after)), f"a/{name}", f"b/{name}"
        ):
            shown = line if plain else visible(line.rstrip("\r\n")) + "\n"
            text += shown if shown.endswith("\n") else f"{shown}\n\\ No newline at end of file\n"
    return text


def _reason(finding: Diagnostic, reasons: dict[Diagnostic, str]) -> str:
    if finding in reasons:
        return visible(reasons[finding])
    if finding.edits and not is_safe(finding):
        return "--unsafe would mend it by a guess"
    return "there is no mend that is certain"


def _shown(path: Path) -> str:
    return visible(paths.shown(path))
