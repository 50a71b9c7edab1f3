"""`siglum fix`: all files are checked, then those with edits are mended and written, one by one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from siglum.checks.checker import Checker, Options, Report
from siglum.checks.run import in_order
from siglum.edition.config import Edition
from siglum.edition.document import read_bytes
from siglum.findings.diagnostics import CannotUse, Diagnostic
from siglum.fix.mending import Mended, Repair, mend
from siglum.work.files import Changed, replace_file
from siglum.xml.resolve import Border

Shown = Callable[[Path, Sequence[Diagnostic], Edition | None], tuple[Diagnostic, ...]]
"""Returns those findings about a file that the user wants to know of."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of one file, and of those it includes."""

    path: Path
    edition: Edition | None
    mended: tuple[Repair, ...]
    left: tuple[Diagnostic, ...]
    reasons: dict[Diagnostic, str] = field(default_factory=dict)
    """Of findings that are left though they have edits, why these were not applied."""
    changes: dict[Path, tuple[bytes, bytes]] = field(default_factory=dict)
    """Each file that is changed, before and after."""
    failed: dict[Path, str] = field(default_factory=dict)
    """The files that could not be written, and why."""


def fix(
    paths: tuple[Path, ...],
    working_folder: Path,
    shown: Shown,
    *,
    unsafe: bool,
    writes: bool,
    jobs: int,
) -> Iterator[Fixed]:
    """Mend the files of some paths, and yield what became of each, in the order of the input.

    `writes` says whether files are written, else nothing is. Raises CannotRun.
    """
    checked = in_order(
        paths=paths, working_folder=working_folder, options=Options(edits=True), jobs=jobs
    )
    reports = [replace(report, document=None) for report in checked]  # not all trees at once
    run = _Run(shown, unsafe=unsafe, writes=writes)
    for report in reports:
        found = shown(report.path, report.findings, report.edition)
        if report.edition is not None and any(finding.edits for finding in found):
            yield run.fixed(report, report.edition)
        else:
            yield Fixed(
                path=report.path,
                edition=report.edition,
                mended=(),
                left=run.news(report.path, found),
            )
    run.close()


class _Run:
    def __init__(self, shown: Shown, *, unsafe: bool, writes: bool) -> None:
        self._shown = shown
        self._unsafe = unsafe
        self._writes = writes
        self._checkers: dict[Path, Checker] = {}
        self._contents: dict[Path, bytes] = {}
        """Files that are mended, but not written, with their links followed."""
        self._told: set[Diagnostic] = set()

    def news(self, path: Path, findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return the findings that have not been told at another file, which has the same part."""
        new = tuple(finding for finding in findings if finding not in self._told)
        self._told.update(finding for finding in new if finding.span.file != path)
        return new

    def fixed(self, report: Report, edition: Edition) -> Fixed:
        """Mend the document of a report, write it, and return what became of it."""
        path = report.path
        if edition.root not in self._checkers:
            self._checkers[edition.root] = Checker(edition, Options(edits=True))
        checker = self._checkers[edition.root]
        is_part = report.is_part and not any(one.code == "SG104" for one in report.findings)

        def choose(findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
            told = (one for one in findings if not (is_part and one.code == "SG104"))
            return self._shown(path, tuple(told), edition)

        try:
            data = self._contents.get(path.resolve()) or read_bytes(path)
        except CannotUse as unreadable:
            return Fixed(path=path, edition=edition, mended=(), left=(unreadable.diagnostic,))
        done = mend(
            checker=checker,
            path=path,
            files={**self._contents, path: data},
            choose=choose,
            unsafe=self._unsafe,
        )
        if self._writes:
            failed = _written(done, edition, path)
        else:
            failed = {}
            self._contents |= {file.resolve(): data for file, data in done.after.items()}
        of_the_run = [one for one in report.findings if one.code == "SG905"]
        return Fixed(
            path=path,
            edition=edition,
            mended=tuple(one for one in done.mended if one.finding.span.file not in failed),
            left=self.news(path, [*done.left, *of_the_run]),
            reasons=done.reasons,
            changes={file: (done.before[file], done.after[file]) for file in done.after},
            failed=failed,
        )

    def close(self) -> None:
        """Keep what the next run can use."""
        for checker in self._checkers.values():
            checker.close()


def _written(done: Mended, edition: Edition, document: Path) -> dict[Path, str]:
    """Write the files that are changed; return those that could not be written, and why."""
    failed = {}
    for path, data in done.after.items():
        if not _is_its_own(path, edition, document):
            failed[path] = "a link leads to it out of the edition"
            continue
        try:
            replace_file(path, done.before[path], data)
        except Changed:
            failed[path] = "it has changed meanwhile"
        except OSError as error:
            failed[path] = (error.strerror or str(error)).lower()
    return failed


def _is_its_own(path: Path, edition: Edition, document: Path) -> bool:
    """Tell whether a file lies in the edition, wherever links lead.

    Where no edition.toml says what the edition is, the document lies in its own folder, and what
    it includes in the folder that includes are taken from.
    """
    if not edition.configured and path == document:
        return Border(Path(os.path.realpath(path.absolute().parent))).refuses(path) is None
    return edition.border.refuses(path) is None
