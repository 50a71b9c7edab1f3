"""Options that several commands share: which findings are shown, and which make a run unclean."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from siglum.commands._console import count, shown, tell
from siglum.render.outputs import View
from siglum.report import formats

if TYPE_CHECKING:
    from siglum.edition.sieve import Sieve
    from siglum.work.order import Jobs

_Command = Callable[..., Any]

FORMAT = click.option(
    "--format",
    "format_name",
    type=click.Choice(formats()),
    default="full",
    show_default=True,
    help="How findings are shown.",
)
VIEWS = click.Choice([view.value for view in View])
JOBS = click.option(
    "-j", "--jobs", type=click.IntRange(min=1), help="Processes; by default all cores."
)
SCHEDULER = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Work on the Dask cluster of this scheduler, as tcp://HOST:8786.",
)
STRICT = click.option("--strict", is_flag=True, help="Warnings, too, make the exit status 1.")

_SELECT = click.option(
    "--select", metavar="CODES", help="Show only these codes, or codes that begin so."
)
_IGNORE = click.option(
    "--ignore", metavar="CODES", help="Do not show these codes, or codes that begin so."
)
_BASELINE = click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Count the findings that this file knows, and show only new ones.",
)


def choosing(command: _Command) -> _Command:
    """Give a command the options that choose among findings."""
    for option in (STRICT, _BASELINE, _IGNORE, _SELECT):
        command = option(command)
    return command


@contextlib.contextmanager
def workers(jobs: int | None, scheduler: str | None) -> Iterator[Jobs]:
    """Yield who works: processes of this machine, or a cluster. Raises CannotRun."""
    if scheduler is None:
        from siglum.work.tasks import cores

        yield jobs or cores()
        return
    if jobs is not None:
        raise click.UsageError("--jobs and --scheduler exclude each other")
    from siglum.work.cluster import connected

    with connected(scheduler) as cluster:
        yield cluster


def sieve_of(
    select: str | None = None,
    ignore: str | None = None,
    baseline: Path | None = None,
    *,
    new: bool = False,
) -> Sieve:
    """Return the sieve of the options; a `new` baseline need not exist yet. Raises CannotRun."""
    from siglum.edition.sieve import Sieve
    from siglum.findings.selection import Selection

    selection = Selection.of(select, ignore)
    if baseline is None:
        return Sieve(selection)
    from siglum.edition.baseline import Baseline

    is_there = not new or os.path.lexists(baseline)
    return Sieve(selection, Baseline.read(baseline) if is_there else Baseline(baseline))


def write_known(sieve: Sieve, everything: bool) -> str:
    """Write the findings of a run into the baseline; return what to tell the user of that."""
    assert sieve.baseline is not None
    path = sieve.baseline.path
    try:
        checked = None if everything else sieve.checked
        was_there = bool(sieve.baseline.known)
        written = sieve.baseline.write(checked, sieve.selection, sieve.unread)
    except OSError as error:
        raise click.ClickException(f"can't write {path}: {error.strerror}") from None
    differs = was_there and (written.new or written.gone)
    change = f" ({written.new} new, {written.gone} gone)" if differs else ""
    return f"{count(written.total, 'known finding')} written to {shown(path)}{change}"


def tell_gone(sieve: Sieve, everything: bool) -> None:
    """Tell the user how many known findings are gone, and how to remove them from the baseline."""
    for path, number in sieve.gone(everything):
        name = shown(path)
        gone = f"{count(number, 'known finding')} {'is' if number == 1 else 'are'} gone"
        tell(f"{gone}: siglum validate --write-baseline {name} takes them out")
