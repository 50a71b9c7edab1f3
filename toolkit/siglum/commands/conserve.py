"""Prove that outputs keep the text."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from siglum.commands._console import (
    COULD_NOT_RUN,
    Output,
    Tally,
    count,
    progress_on_terminal,
    tell,
    write_out,
)
from siglum.commands._options import JOBS, SCHEDULER, STRICT, VIEWS, sieve_of, workers
from siglum.render.outputs import Format, View

_TARGETS = click.Choice([format.value for format in Format])


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@click.option("--view", "views", type=VIEWS, multiple=True, help="By default all views.")
@click.option("--to", "targets", type=_TARGETS, multiple=True, help="By default all formats.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["full", "json"]),
    default="full",
    show_default=True,
    help="Sums and findings for people, or the whole ledgers.",
)
@JOBS
@SCHEDULER
@STRICT
def conserve(
    paths: tuple[Path, ...],
    views: tuple[str, ...],
    targets: tuple[str, ...],
    format_name: str,
    jobs: int | None,
    scheduler: str | None,
    strict: bool,
) -> int:
    """Prove that pages and texts keep every character of TEI files.

    PATH is a file, or a folder for the XML files in it but those in hidden folders and in
    node_modules.

    Each character that is not white space is in the output once and in order, or in a ledger with
    the rule that moved or withheld it. Nothing is written but the sums.
    """
    from siglum.findings.diagnostics import CannotRun
    from siglum.proof.report import Sums, Whole
    from siglum.proof.run import conserve as proved
    from siglum.report.quoted import Quoted

    chosen = [View(name) for name in views] or list(View)
    formats = [Format(name) for name in targets] or list(Format)
    color = sys.stdout is not None and sys.stdout.isatty()
    quoted = Quoted(paths)
    reporter: Sums | Whole = Whole() if format_name == "json" else Sums(color, quoted)
    tally, sieve, files = Tally(strict), sieve_of(), 0
    try:
        write_out(reporter.start())
        with progress_on_terminal() as progress, workers(jobs, scheduler) as who:
            for report in proved(
                paths,
                chosen,
                formats,
                Path.cwd(),
                entries=format_name == "json",
                jobs=who,
            ):
                progress(f"proved {report.path.name}")
                tally.tell_settings(report.edition)
                tally.note(report.path, report.findings)
                shown = sieve.shown(report.path, report.findings, report.edition)
                write_out(reporter.file(replace(report, findings=shown)))
                tally.add(report.path, shown)
                files += report.is_document
    except CannotRun as stop:
        Output("full", paths, err=True).stop(stop)
        return COULD_NOT_RUN
    write_out(reporter.end())
    if format_name == "full":
        tell(f"{count(files, 'file')} proved, {tally.found}{sieve.words()}")
    return tally.status
