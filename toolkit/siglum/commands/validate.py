"""Check documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from siglum.commands._console import CLEAN, COULD_NOT_RUN, Output, count, progress_on_terminal, tell
from siglum.commands._options import (
    FORMAT,
    JOBS,
    SCHEDULER,
    choosing,
    sieve_of,
    tell_gone,
    workers,
    write_known,
)

if TYPE_CHECKING:
    from siglum.checks.checker import Report
    from siglum.edition.sieve import Sieve


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@FORMAT
@click.option(
    "--schema", "schemas", multiple=True, metavar="FILE", help="Check against this schema."
)
@choosing
@click.option(
    "--stdin-filename",
    "stdin_name",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Take the standard input for the content of this file, from which its links start.",
)
@click.option(
    "--write-baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the findings into this file, as known ones, and show none.",
)
@JOBS
@SCHEDULER
@click.option("--no-cache", is_flag=True, help="Neither use nor keep compiled schemas on disk.")
def validate(
    paths: tuple[Path, ...],
    format_name: str,
    schemas: tuple[str, ...],
    stdin_name: Path | None,
    select: str | None,
    ignore: str | None,
    baseline: Path | None,
    strict: bool,
    write_baseline: Path | None,
    jobs: int | None,
    scheduler: str | None,
    no_cache: bool,
) -> int:
    """Check TEI files: grammar, rules, links, and text against transcript.

    PATH is a file, a folder in which all XML files are checked but those in hidden folders and
    in node_modules, or - for the standard input, taken as a file of the working folder, or as the
    one that --stdin-filename names; without one, the files that edition.toml names. CODES are
    parted by commas, as in SG3,RNG101.

    With --write-baseline on a baseline that is there, what it knows of files that are not checked
    stays. Known findings are told apart by file, code and message, not by line.
    """
    from siglum.checks import Options
    from siglum.checks.run import in_order
    from siglum.findings.diagnostics import CannotRun

    if stdin_name is not None and Path("-") not in paths:
        raise click.UsageError("--stdin-filename is for the standard input: siglum validate -")
    if baseline is not None and write_baseline is not None:
        raise click.UsageError("--baseline and --write-baseline exclude each other")
    named = [*paths, *map(Path, schemas), *filter(None, (stdin_name,))]
    output = Output(format_name, named, strict=strict)
    options = Options(schemas, cached=not no_cache, stdin_name=stdin_name, edits=output.shows_edits)
    try:
        sieve = sieve_of(select, ignore, write_baseline or baseline, new=write_baseline is not None)
        with progress_on_terminal() as progress, workers(jobs, scheduler) as who:
            for report in in_order(
                paths=paths, working_folder=Path.cwd(), options=options, jobs=who
            ):
                progress(f"validated {report.path.name}")
                _add(report, output, sieve, only_missing=write_baseline is not None)
    except CannotRun as stop:
        output.stop(stop)
        return COULD_NOT_RUN
    done = f"{count(output.files, 'file')} checked"
    if write_baseline is not None and not output.missing:
        output.end()
        tell(f"{done}, {write_known(sieve, everything=not paths)}")
        return CLEAN
    output.end(done, sieve.words())
    tell_gone(sieve, everything=not paths)
    return output.status


def _add(report: Report, output: Output, sieve: Sieve, *, only_missing: bool) -> None:
    if report.given is not None:
        output.quoted.give(report.path, report.given)
    output.tell_settings(report.edition)
    output.note(report.path, report.findings)
    shown = sieve.shown(report.path, report.findings, report.edition)
    missing = [item for item in shown if item.code == "SG108"]
    output.add(report.path, missing if only_missing else shown)
