"""The addresses that an edition has published."""

from __future__ import annotations

from pathlib import Path

import click

from siglum.commands._console import COULD_NOT_RUN, Output, count, progress_on_terminal, shown
from siglum.commands._options import FORMAT, choosing, sieve_of


@click.group(invoke_without_command=True)
@FORMAT
@choosing
@click.pass_context
def addresses(
    context: click.Context,
    format_name: str,
    select: str | None,
    ignore: str | None,
    baseline: Path | None,
    strict: bool,
) -> int:
    """Write the addresses of documents, units and entries into addresses.tsv.

    The list is to be committed: with it, no address that was ever published is lost. Lines are
    added, and changed where something has moved; none is taken out.
    """
    if context.invoked_subcommand is not None:
        return 0
    return _compared(format_name, (select, ignore, baseline), strict=strict, write=True)


@addresses.command("check")
@FORMAT
@choosing
def addresses_check(
    format_name: str,
    select: str | None,
    ignore: str | None,
    baseline: Path | None,
    strict: bool,
) -> int:
    """Tell which addresses of addresses.tsv a site would no longer have."""
    return _compared(format_name, (select, ignore, baseline), strict=strict, write=False)


def _compared(
    format_name: str,
    chosen: tuple[str | None, str | None, Path | None],
    *,
    strict: bool,
    write: bool,
) -> int:
    from siglum.edition.config import find
    from siglum.findings.diagnostics import CannotRun
    from siglum.site.address_update import compare

    report = Output(format_name, strict=strict)
    try:
        sieve = sieve_of(*chosen)
        with progress_on_terminal() as progress:
            edition = find(Path.cwd())
            report.tell_settings(edition)
            done = compare(edition, progress, write=write)
    except CannotRun as stop:
        report.stop(stop)
        return COULD_NOT_RUN
    for path in dict.fromkeys(finding.span.file for finding in done.findings):
        here = [finding for finding in done.findings if finding.span.file == path]
        report.add(path, sieve.shown(path, here, edition))
    new, changed = count(done.new, "new page"), count(done.changed, "changed line")
    what = f"written to {shown(done.path)}" if done.is_written else "nothing written"
    report.end(f"{new}, {changed}: {what}" if write else f"{new}, {changed}", sieve.words())
    return report.status
