"""`siglum fix`: all files are checked, then those with edits are mended and written, one by one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from siglum.checks.checker import Checker, Options, Report
from siglum.checks.run import in_order
from siglum.edition.config import Edition
from siglum.edition.document import Unreadable, read_bytes
from siglum.findings.diagnostics import Diagnostic
from siglum.fix.mending import Mended, mend
from siglum.work.files import Changed, replace_file
from siglum.xml.resolve import Border

Shown = Callable[[Path, Sequence[Diagnostic], Edition | None], tuple[Diagnostic, ...]]
"""Returns those findings about a file that the user wants to know of."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of one file, and of those it includes."""

    path: Path
    edition: Edition | None
    mended: tuple[Diagnostic, ...]
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
    options = Options(edits=True)
    checkers: dict[Path, Checker] = {}
    for report in list(in_order(paths, working_folder, options, jobs)):
        edition = report.edition
        found = shown(report.path, report.findings, edition)
        if edition is None or not any(finding.edits for finding in found):
            yield Fixed(report.path, edition, (), found)
            continue
        if edition.root not in checkers:
            checkers[edition.root] = Checker(edition, options)
        yield _fixed(report, checkers[edition.root], shown, unsafe=unsafe, writes=writes)
    for checker in checkers.values():
        checker.close()


def _fixed(report: Report, checker: Checker, shown: Shown, *, unsafe: bool, writes: bool) -> Fixed:
    path, edition = report.path, report.edition
    # What other files have to say of this one, its check alone does not tell.

    def choose(findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        return shown(path, findings, edition)

    try:
        done = mend(checker, path, read_bytes(path), choose, unsafe=unsafe)
    except Unreadable as unreadable:
        return Fixed(path, edition, (), (unreadable.diagnostic,))
    failed = _written(done, checker.edition, path) if writes else {}
    return Fixed(
        path=path,
        edition=edition,
        mended=tuple(one for one in done.mended if one.span.file not in failed),
        left=done.left,
        reasons=done.reasons,
        changes={one: (done.before[one], done.after[one]) for one in done.after},
        failed=failed,
    )


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
