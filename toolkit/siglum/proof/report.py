"""The ledgers of a run, for people and for programs, written as the run goes."""

from __future__ import annotations

import json
from dataclasses import asdict

from siglum.proof.run import Report
from siglum.report import Manner, reporter
from siglum.report.paths import shown
from siglum.report.quoted import Quoted
from siglum.report.terminal import visible


class Sums:
    """For people: the findings of each file, and a line of sums for each of its outputs."""

    def __init__(self, color: bool, quoted: Quoted) -> None:
        self._findings = reporter("full", Manner(quoted, color))

    def start(self) -> str:
        return ""

    def file(self, report: Report) -> str:
        name = visible(shown(report.path))
        sums = [
            f"{name} · {output.view} · {output.format}: {output.ledger.words()}\n"
            for output in report.outputs
        ]
        return "".join([self._findings.file(report.path, report.findings), *sums])

    def end(self) -> str:
        return ""


class Whole:
    """For programs: a JSON array of an object for each file.

    It has the file's path, its findings, and for each output the sums of `Ledger` and the entries
    (`entries.Entry`), which the run was asked for.
    """

    def __init__(self) -> None:
        self._first = True

    def start(self) -> str:
        return "["

    def file(self, report: Report) -> str:
        findings = reporter("json")
        said = findings.start() + findings.file(report.path, report.findings) + findings.end()
        outputs = [
            {
                "view": output.view,
                "format": output.format,
                **asdict(output.ledger),
                "entries": [asdict(entry) for entry in output.entries],
            }
            for output in report.outputs
        ]
        found = {"file": shown(report.path), "findings": json.loads(said), "outputs": outputs}
        separator = "\n" if self._first else ",\n"
        self._first = False
        return separator + json.dumps(found, ensure_ascii=False)

    def end(self) -> str:
        return "\n]\n"
