"""Which findings of a run are shown: those that are ignored, or known, are only counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from siglum.edition.settings import Edition
from siglum.findings.diagnostics import Diagnostic, Severity
from siglum.findings.selection import Selection

if TYPE_CHECKING:
    from siglum.edition.baseline import Baseline


@dataclass(slots=True)
class Sieve:
    """Separates the findings of a run into those shown and those not, and counts the latter."""

    selection: Selection = field(default_factory=Selection)
    """The codes that the command line selects or ignores: it overrules edition.toml."""
    baseline: Baseline | None = None
    """The baseline that the command line names; it replaces that of each edition."""
    ignored: int = 0
    known: int = 0
    _of_editions: dict[Path, Baseline] = field(default_factory=dict)

    checked: list[Path] = field(default_factory=list)
    unread: set[Path] = field(default_factory=set)
    """Files that could not be read, or include such a file: they may hold more findings."""

    def shown(
        self, path: Path, findings: Sequence[Diagnostic], edition: Edition | None
    ) -> tuple[Diagnostic, ...]:
        """Return the findings of a checked file that are shown.

        Raises CannotRun for a baseline that can't be read.
        """
        self.checked.append(path)
        for finding in filter(_stops, findings):
            self.unread.update((path, finding.span.file))
        baseline = self._baseline_of(edition)
        shown = []
        for finding in findings:
            said = self._said(finding, edition)
            is_known = said and baseline is not None and baseline.meet(finding)
            if not said or not (self.selection.has(finding) or _is_proof(finding)):
                self.ignored += 1
            elif is_known:
                self.known += 1
            else:
                shown.append(finding)
        return tuple(shown)

    def forget(self) -> None:
        """Forget the run so far: it begins anew."""
        self.checked, self.unread, self.ignored, self.known = [], set(), 0, 0
        self._of_editions.clear()
        if self.baseline is not None:
            self.baseline.forget()

    def words(self) -> str:
        """Say how many findings are not shown, as in “ (2 ignored, 3 known)”; "" if none."""
        counts = [f"{self.ignored} ignored"] * bool(self.ignored)
        counts += [f"{self.known} known"] * bool(self.known)
        return f" ({', '.join(counts)})" if counts else ""

    def gone(self, everything: bool) -> list[tuple[Path, int]]:
        """Return each baseline with findings that are gone, and how many.

        `everything` says that all files of the edition were checked.
        """
        checked = None if everything else self.checked
        used = [one for one in (self.baseline, *self._of_editions.values()) if one is not None]
        return [(one.path, gone) for one in used if (gone := one.gone(checked, self.unread))]

    def _said(self, finding: Diagnostic, edition: Edition | None) -> bool:
        """Say whether edition.toml lets a finding through, by a table for its file or in general.

        True, too, where the command line says something of the code: then it alone decides.
        """
        if edition is None or _is_proof(finding) or self.selection.says(finding.code):
            return True
        for table in edition.findings_for:
            if edition.names(table.files, finding.span.file):
                said = Selection(table.select, table.ignore).says(finding.code)
                if said is not None:
                    return said
        general = edition.findings
        return Selection(general.select, general.ignore).has(finding)

    def _baseline_of(self, edition: Edition | None) -> Baseline | None:
        if self.baseline is not None or edition is None:
            return self.baseline
        named = edition.findings.baseline
        if named is None:
            return None
        if edition.root not in self._of_editions:
            from siglum.edition.baseline import Baseline  # late: most editions have none

            self._of_editions[edition.root] = Baseline.read(edition.root / named)
        return self._of_editions[edition.root]


def _stops(finding: Diagnostic) -> bool:
    """Say whether a finding means that its file can't be read, so that nothing else was checked."""
    return finding.severity is Severity.ERROR and finding.code.startswith("SG1")


def _is_proof(finding: Diagnostic) -> bool:
    """Say whether a finding means that a page lacks text: such a finding can't be ignored."""
    return finding.severity is Severity.ERROR and finding.code.startswith(("SG601", "SG7"))
