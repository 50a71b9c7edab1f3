"""`siglum validate`: the files that were asked for, each checked by the edition it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from siglum.checks.checker import Options, Report
from siglum.checks.checkers import Checkers
from siglum.checks.schema_files import files_named
from siglum.checks.twins import Twins
from siglum.edition.carried import carried_for
from siglum.edition.config import FILE_NAME, Edition, find
from siglum.edition.document import STDIN
from siglum.edition.editions import Editions
from siglum.edition.paths import files_of
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Kind, Span
from siglum.work.order import Jobs
from siglum.work.order import in_order as work_in_order
from siglum.work.tasks import Given


def files_to_check(paths: tuple[Path, ...], working_folder: Path) -> Iterator[Path | Report]:
    """Yield each file of the paths once, and a report for each path that yields none.

    Without paths, the files are those of the edition of the working folder. Raises CannotRun for
    a wrong edition.toml.
    """
    if not paths:
        edition = find(working_folder)
        paths = _files_of(edition) if edition.configured else (edition.root,)
        if not paths:
            yield _no_files(edition)
    for found in files_of(paths):
        yield found if isinstance(found, Path) else Report(found.span.file, (found,))


def _files_of(edition: Edition) -> tuple[Path, ...]:
    return tuple(dict.fromkeys([*edition.documents, *edition.authority]))


def _no_files(edition: Edition) -> Report:
    path = edition.root / FILE_NAME
    none = Diagnostic(kinds.command.NoSources(edition.settings.sources), Span(path))
    return Report(path, (none,))


def in_order(
    paths: tuple[Path, ...], working_folder: Path, options: Options, jobs: Jobs
) -> Iterator[Report]:
    """Yield a report for each file, in the order of the input, whatever the order of the work.

    What is wrong with another file than the one that is checked, as with a schema, is told once.
    Raises CannotRun for a wrong edition.toml or a schema that is not there.
    """
    told: set[Diagnostic] = set()
    editions, twins = Editions(working_folder), Twins()
    belongs: dict[Path, Edition] = {}  # by the folders of the files
    for report in without_parts(
        _reports(paths=paths, working_folder=working_folder, options=options, jobs=jobs)
    ):
        found = (*report.findings, *twins.of(report.path))
        findings = tuple(finding for finding in found if finding not in told)
        told.update(finding for finding in findings if finding.span.file != report.path)
        folder = report.path.parent
        if folder not in belongs:
            belongs[folder] = editions.of(report.path)
        yield replace(report, findings=findings, edition=belongs[folder])


def without_parts(reports: Iterable[Report]) -> Iterator[Report]:
    """Yield the reports, those of files that are no documents at the end, when more is known.

    Where another file of the run includes such a file, it is a part, and in order.
    """
    parts: list[Report] = []
    included: set[Path] = set()
    for report in reports:
        included |= report.includes
        if report.is_part:
            parts.append(report)
        else:
            yield report
    for report in parts:
        if report.path.resolve() in included:
            rest = tuple(one for one in report.findings if one.code != "SG104")
            report = replace(report, findings=rest)
        yield report


def _reports(
    paths: tuple[Path, ...], working_folder: Path, options: Options, jobs: Jobs
) -> Iterator[Report]:
    items = files_to_check(paths, working_folder)
    tasks = (Given(item) if isinstance(item, Report) else item for item in items)
    bench = partial(Checkers, working_folder, options)
    yield from work_in_order(
        tasks=tasks,
        bench=bench,
        lost=_lost,
        jobs=jobs,
        files=lambda: carried_for(
            (item for item in files_to_check(paths, working_folder) if isinstance(item, Path)),
            working_folder,
            also=files_named(options.schemas),
        ),
        is_alone=lambda path: path == STDIN,
    )


def _lost(path: Path, why: Kind) -> Report:
    return Report(path, (Diagnostic(why, Span(path)),))
