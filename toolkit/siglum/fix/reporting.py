"""What `siglum fix` says: what it mended in a file, what is left and why, and the differences."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from siglum.findings.diagnostics import Diagnostic
from siglum.fix.mending import is_safe
from siglum.fix.run import Fixed
from siglum.report import paths
from siglum.report.terminal import visible
from siglum.xml.source import decode

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def lines(file: Fixed, *, would: bool) -> Iterator[str]:
    """Yield what is to be said of a file; nothing of one in which nothing was found."""
    for path, reason in file.failed.items():
        yield f"{_shown(path)} can't be written: {reason}"
    by_file = Counter(finding.span.file for finding in file.mended)
    if file.left:
        by_file.setdefault(file.path, 0)
    left = Counter(finding.span.file for finding in file.left)
    for path in left:
        by_file.setdefault(path, 0)
    for path, number in by_file.items():
        done = f"{'would mend' if would else 'mended'} {number} finding{'' if number == 1 else 's'}"
        yield f"{done} in {_shown(path)}; {left[path]} left"
        for finding in file.mended:
            if finding.span.file == path:
                yield f"  {_place(finding)} {finding.code} {visible(finding.message)}: mended"
        for finding in file.left:
            if finding.span.file == path:
                reason = _reason(finding, file.reasons)
                yield f"  {_place(finding)} {finding.code} {visible(finding.message)}: {reason}"


def differences(file: Fixed, *, plain: bool) -> str:
    """Return what is changed in the files as a unified diff; not `plain` for a terminal."""
    text = ""
    for path, (before, after) in file.changes.items():
        name = paths.shown(path)
        for line in difflib.unified_diff(
            _LINE.findall(decode(before)), _LINE.findall(decode(after)), f"a/{name}", f"b/{name}"
        ):
            shown = line if plain else visible(line.rstrip("\r\n")) + "\n"
            text += shown if shown.endswith("\n") else f"{shown}\n\\ No newline at end of file\n"
    return text


def _reason(finding: Diagnostic, reasons: dict[Diagnostic, str]) -> str:
    if finding in reasons:
        return f"left, {visible(reasons[finding])}"
    if finding.edits and not is_safe(finding):
        return "left, --unsafe would mend it by a guess"
    return "left, there is no mend that is certain"


def _place(finding: Diagnostic) -> str:
    return f"{finding.span.line}:{finding.span.column}"


def _shown(path: Path) -> str:
    return visible(paths.shown(path))
