"""The ledgers of a run, for people and for programs, written as the run goes."""

from __future__ import annotations

import json
from dataclasses import asdict

from siglum.proof.entries import entries
from siglum.proof.ledger import Ledger
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
            f"{name} · {proof.view} · {proof.format}: {Ledger.of(proof).words()}\n"
            for proof in report.proofs
        ]
        return "".join([self._findings.file(report.path, report.findings), *sums])

    def end(self) -> str:
        return ""


class Whole:
    """For programs: a JSON array of an object for each file.

    It has the file's path, its findings, and for each output the sums of `Ledger` and the entries
    (`entries.Entry`).
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
                "view": proof.view,
                "format": proof.format,
                **asdict(Ledger.of(proof)),
                "entries": [asdict(entry) for entry in entries(report.document, proof)],
            }
            for proof in report.proofs
            if report.document is not None
        ]
        found = {"file": shown(report.path), "findings": json.loads(said), "outputs": outputs}
        separator = "\n" if self._first else ",\n"
        self._first = False
        return separator + json.dumps(found, ensure_ascii=False)

    def end(self) -> str:
        return "\n]\n"
