"""Mend what can be mended."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

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
from siglum.commands._options import STRICT, sieve_of

if TYPE_CHECKING:
    from siglum.edition.settings import Edition
    from siglum.findings.diagnostics import Diagnostic
    from siglum.fix.run import Fixed


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--diff", is_flag=True, help="Show what would be changed, and write nothing.")
@click.option(
    "--unsafe",
    is_flag=True,
    help="Mend also where something is guessed, or characters of the text change.",
)
@STRICT
def fix(paths: tuple[Path, ...], diff: bool, unsafe: bool, strict: bool) -> int:
    """Mend what can be mended with certainty: names, values, links, dates, slips of the keyboard.

    PATH is a file or a folder, as for siglum validate; without one, the files that edition.toml
    names. No character of the text changes. An edit is applied only if its finding is gone
    thereafter, and no new one is there; a file that was changed meanwhile is not written.

    Exit status: 0 no errors are left, 1 some are (with --strict also warnings; with --diff, before
    anything is mended), 2 the command could not run, or not write a file.
    """
    from siglum.findings.diagnostics import CannotRun
    from siglum.fix.run import fix as fixed
    from siglum.work.tasks import cores

    if Path("-") in paths:
        raise click.UsageError("siglum fix changes files: it does not read the standard input")
    tally, mended, changed, failed = Tally(strict), 0, 0, False

    def chosen(
        path: Path, findings: Sequence[Diagnostic], edition: Edition | None
    ) -> tuple[Diagnostic, ...]:
        return sieve_of().shown(path, findings, edition)

    try:
        with progress_on_terminal() as progress:
            files = fixed(paths, Path.cwd(), chosen, unsafe=unsafe, writes=not diff, jobs=cores())
            for file in files:
                progress(f"mended {file.path.name}")
                tally.tell_settings(file.edition)
                _report(file, diff=diff)
                tally.add(file.path, [*file.left, *(one.finding for one in file.mended if diff)])
                mended += len(file.mended)
                changed += len(file.changes) - len(file.failed)
                failed = failed or bool(file.failed)
    except CannotRun as stop:
        Output("full", paths, err=True).stop(stop)
        return COULD_NOT_RUN
    would = "would be mended" if diff else "mended"
    left = tally.findings - (mended if diff else 0)
    where = f" in {count(changed, 'file')}" if mended else ""
    tell(
        f"{count(tally.files, 'file')} checked, {count(mended, 'finding')} {would}{where},"
        f" {left} left"
    )
    return COULD_NOT_RUN if failed else tally.status


def _report(file: Fixed, *, diff: bool) -> None:
    """Say what was done with a file, and what is left in it and why."""
    from siglum.fix.reporting import differences, lines

    said = "".join(f"{line}\n" for line in lines(file, would=diff))
    if not diff:
        write_out(said)
        return
    write_out(differences(file, plain=sys.stdout is None or not sys.stdout.isatty()))
    write_out(said, err=True)
