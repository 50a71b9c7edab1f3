"""Findings in the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from siglum import __version__
from siglum.findings.codes import CODES
from siglum.findings.diagnostics import Diagnostic, Edit, Severity, Span
from siglum.report import Manner, Reporter
from siglum.report.formats.json import Rows
from siglum.report.paths import shown

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def reporter(manner: Manner) -> Reporter:
    return Sarif()


class Sarif(Reporter):
    """A SARIF log of one run; its rules come last, when all codes of the findings are known."""

    shows_edits = True

    def __init__(self) -> None:
        self._rows = Rows(_result)
        self._codes: set[str] = set()

    def start(self) -> str:
        head = {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
        }
        return json.dumps(head)[:-1] + ', "runs": [{"columnKind": "unicodeCodePoints", "results": ['

    def file(self, path: Path, findings: Sequence[Diagnostic]) -> str:
        self._codes.update(finding.code for finding in findings)
        return self._rows.add(findings)

    def end(self) -> str:
        rules = [_rule(code) for code in sorted(self._codes)]
        driver = {"name": "siglum", "version": __version__, "rules": rules}
        return f'\n], "tool": {json.dumps({"driver": driver}, ensure_ascii=False)}}}]}}\n'


def _rule(code: str) -> dict[str, object]:
    rule: dict[str, object] = {"id": code}
    entry = CODES.get(code)
    if entry:
        rule |= {"shortDescription": {"text": entry.title}, "help": {"text": entry.help}}
    return rule


def _result(finding: Diagnostic) -> dict[str, object]:
    help = f". {finding.help}" if finding.help else ""
    result: dict[str, object] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(finding.message + help)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(finding.span.file)},
                    "region": _region(finding.span),
                }
            }
        ],
    }
    if finding.edits:
        result["fixes"] = [_fix(finding.edits, finding.help)]
    return result


def _region(span: Span) -> dict[str, int]:
    """Return a region by lines and columns (3.30); of one without characters both are the same."""
    line, column = span.end
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": line,
        "endColumn": column,
    }


def _fix(edits: Sequence[Edit], help: str | None) -> dict[str, object]:
    """Return the mend of one finding (3.55): a change for each file, of all that is replaced."""
    files: dict[Path, list[Edit]] = {}
    for edit in edits:
        files.setdefault(edit.span.file, []).append(edit)
    changes = [
        {
            "artifactLocation": {"uri": _uri(file)},
            "replacements": [
                {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
                for edit in of_file
            ],
        }
        for file, of_file in files.items()
    ]
    said = {"description": {"text": _plain(help)}} if help else {}
    return {**said, "artifactChanges": changes}


def _plain(text: str) -> str:
    """Escape braces, which mean a placeholder (3.11.5), and brackets, a link (3.11.6)."""
    text = text.replace("{", "{{").replace("}", "}}")
    return re.sub(r"\[(?=[^\[\]]*\]\()", r"\[", text)


def _uri(file: Path) -> str:
    """Return a reference relative to the working folder, or a whole address (3.4.3)."""
    name = shown(file)
    return file.absolute().as_uri() if Path(name).is_absolute() else quote(name)
