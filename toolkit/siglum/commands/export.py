"""What an edition says, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from siglum.commands._console import COULD_NOT_RUN, Output, count, progress_on_terminal, shown
from siglum.commands._options import FORMAT, choosing, sieve_of


@click.group()
def export() -> None:
    """Write what an edition says for other programs."""


@export.command("tables")
@click.option(
    "--to",
    "target",
    type=click.Choice(["csv", "jsonl", "sqlite", "parquet"]),
    default="csv",
    show_default=True,
    help="parquet needs the extra siglum[parquet].",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the tables.",
)
@FORMAT
@choosing
def export_tables(
    target: str,
    output: Path,
    format_name: str,
    select: str | None,
    ignore: str | None,
    baseline: Path | None,
    strict: bool,
) -> int:
    """Write the edition's tables: documents, dates, units, entities, names, mentions, links …

    What siglum had to guess is told. A file that is there is replaced only if siglum made it and
    nobody changed it since. docs/python.md tells what each column is.
    """
    from siglum.api.edition import Edition
    from siglum.findings.diagnostics import CannotRun
    from siglum.model.export import TableFormat
    from siglum.model.export import export as write

    report = Output(format_name, err=True, strict=strict)
    try:
        sieve = sieve_of(select, ignore, baseline)
        with progress_on_terminal() as progress, Edition.open(progress=progress) as edition:
            report.tell_settings(edition.settings)
            files = write(edition.model, output, TableFormat(target), edition.title)
            number = edition.model.count("documents")
            findings = list(edition.findings())
    except CannotRun as stop:
        report.stop(stop)
        return COULD_NOT_RUN
    for path in dict.fromkeys(finding.span.file for finding in findings):
        here = [finding for finding in findings if finding.span.file == path]
        report.note(path, here)
        report.add(path, sieve.shown(path, here, edition.settings))
    done = f"{count(len(files), 'file')} about {count(number, 'document')} written to"
    report.end(f"{done} {shown(output)}", sieve.words())
    return report.status
