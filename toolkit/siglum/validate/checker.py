"""All the checks of one edition, its schemas loaded once for the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from siglum.config import Edition
from siglum.diagnostics import Diagnostic, Severity
from siglum.document import Document, Unreadable, read
from siglum.validate import fidelity, grammar, rules
from siglum.validate.links import Links

Check = Callable[[Document], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks found in one file."""

    path: Path
    findings: tuple[Diagnostic, ...]
    document: Document | None = field(default=None, compare=False)
    """The document, where one could be read."""

    @property
    def failed(self) -> bool:
        """Say whether there are errors, not warnings only."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


class Checker:
    """Checks files of one edition: read, grammars, rules, links, text."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    @cached_property
    def schema_findings(self) -> list[Diagnostic]:
        """What is wrong with the schemas themselves; reported once, not for each document."""
        _ = self._checks
        return self._schema_findings

    @cached_property
    def _checks(self) -> list[Check]:
        self._schema_findings: list[Diagnostic] = []
        checks: list[Check] = []
        for kind, load in (
            ("relaxng", grammar.relaxng_check),
            ("xsd", grammar.xsd_check),
            ("schematron", rules.schematron_check),
        ):
            path = self.edition.schema(kind)
            if path is None:
                continue
            try:
                checks.append(load(path))
            except grammar.BrokenSchema as broken:
                self._schema_findings.append(broken.diagnostic)
        links = Links(self.edition)
        checks.append(links.check)
        if self.edition.settings.transcripts is not None:
            checks.append(self._fidelity)
        return checks

    def _fidelity(self, document: Document) -> Iterator[Diagnostic]:
        transcript = fidelity.transcript_of(document, self.edition)
        if transcript is not None:
            yield from fidelity.check_text(document, transcript)

    def check(self, path: Path) -> Report:
        """Check one file. Nothing that is wrong with it raises."""
        try:
            document = read(path, self.edition.root)
        except Unreadable as unreadable:
            return Report(path, (unreadable.diagnostic,))
        findings = list(document.findings)
        for check in self._checks:
            findings.extend(check(document))
        return Report(path, tuple(_each_once(findings)), document)


def _each_once(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Sort findings by place, leaving out what the W3C schema says where RELAX NG has spoken."""
    spoken = {
        (finding.span.file, finding.span.line) for finding in findings if finding.code == "SG201"
    }
    kept = [
        finding
        for finding in findings
        if finding.code != "SG202" or (finding.span.file, finding.span.line) not in spoken
    ]
    return sorted(dict.fromkeys(kept), key=lambda finding: (finding.span.line, finding.span.column))
