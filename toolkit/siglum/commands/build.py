"""Make the site."""

from __future__ import annotations

from pathlib import Path

import click

from siglum.commands._console import COULD_NOT_RUN, Output, count, progress_on_terminal, shown, tell
from siglum.commands._options import FORMAT, JOBS, SCHEDULER, choosing, sieve_of, tell_gone, workers


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the site; by default the one that edition.toml names.",
)
@click.option("--force", is_flag=True, help="Build even when validation has errors.")
@click.option("--fresh", is_flag=True, help="Make all anew, whatever was kept of builds before.")
@JOBS
@SCHEDULER
@FORMAT
@choosing
def build(
    output: Path | None,
    force: bool,
    fresh: bool,
    jobs: int | None,
    scheduler: str | None,
    format_name: str,
    select: str | None,
    ignore: str | None,
    baseline: Path | None,
    strict: bool,
) -> int:
    """Validate the edition, write its site, and prove that the site keeps the text.

    Errors that are shown stop the build, and the old site stays as it was; so does a character
    that is lost, which can't be ignored.

    What depends on nothing that has changed is not made again: pages, and findings, are those of
    the build before.
    """
    from siglum.edition.config import find
    from siglum.findings.diagnostics import CannotRun
    from siglum.site.site import build as build_site

    report = Output(format_name, strict=strict)
    try:
        sieve = sieve_of(select, ignore, baseline)
        with progress_on_terminal() as progress, workers(jobs, scheduler) as who:
            edition = find(Path.cwd())
            report.tell_settings(edition)
            folder = output if output is not None else edition.root / edition.settings.output
            built = build_site(
                edition,
                folder,
                force=force,
                progress=progress,
                sieve=sieve,
                jobs=who,
                fresh=fresh,
            )
    except CannotRun as stop:
        report.stop(stop)
        return COULD_NOT_RUN
    for path, findings in built.findings.by_file():
        report.add(path, findings)
    if built.pages:
        if built.unchanged:
            number = built.made + built.unchanged
            what = "document" if number == 1 else "documents"
            tell(f"{number:,} {what}: {built.made:,} made, {built.unchanged:,} unchanged")
        pages = f"{count(len(built.pages), 'page')} written to {shown(built.output)}"
        done = f"{pages}, no character of the text lost" if built.is_whole else pages
    else:
        done = "nothing written (--force builds all the same)"
    report.end(done, sieve.words())
    tell_gone(sieve, everything=True)
    return report.status
