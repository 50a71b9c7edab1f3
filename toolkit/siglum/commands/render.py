"""Make an output of documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siglum.commands._console import (
    COULD_NOT_RUN,
    FINDINGS,
    Output,
    count,
    progress_on_terminal,
    shown,
    write_result,
)
from siglum.commands._options import JOBS, STRICT, VIEWS, sieve_of
from siglum.render.outputs import Format, View

if TYPE_CHECKING:
    from siglum.findings.diagnostics import Diagnostic
    from siglum.site.single import Wanted


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@click.option(
    "--to",
    "target",
    required=True,
    metavar="OUTPUT",
    help=f"{', '.join(Format)}, or an output that edition.toml adds.",
)
@click.option("--view", "view_name", type=VIEWS, default=View.TRANSCRIPT.value, show_default=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, not to the terminal; for several, a folder.",
)
@click.option("--pages", is_flag=True, help="Show page breaks in text and Markdown, as [p. 12].")
@click.option("--width", type=click.IntRange(min=20), help="Break the lines of text at this width.")
@JOBS
@STRICT
def render(
    paths: tuple[Path, ...],
    target: str,
    view_name: str,
    output: Path | None,
    pages: bool,
    width: int | None,
    jobs: int | None,
    strict: bool,
) -> int:
    """Make a page, a plain text or another output of TEI files.

    PATH is a file, or a folder for the XML files in it but those in hidden folders and in
    node_modules. The output of one file is printed, or written to a file; those of several, or of
    a folder, to a folder, where they have the names of their sources, and lie as these do below
    the PATH.
    """
    from siglum.findings.diagnostics import CannotRun
    from siglum.site.single import Wanted

    if width is not None and target != Format.TEXT:
        raise click.UsageError("--width is for --to text")
    report = Output("full", paths, err=True, strict=strict)
    wanted = Wanted(target, view_name, pages, width)
    is_one = len(paths) == 1 and not paths[0].is_dir() and not (output and output.is_dir())
    try:
        if is_one:
            return _one(paths[0], wanted, output, report)
        return _many(paths, wanted, output, report, jobs)
    except CannotRun as stop:
        report.stop(stop)
        return COULD_NOT_RUN


def _one(file: Path, wanted: Wanted, output: Path | None, report: Output) -> int:
    from siglum.edition.kept import reason_to_keep
    from siglum.site.single import render_file

    if output is not None and (reason := reason_to_keep(output, [file])):
        raise click.UsageError(reason)
    rendering = render_file(file, wanted, Path.cwd())
    report.tell_settings(rendering.edition)
    report.add_all(sieve_of().shown(file, rendering.findings, rendering.edition))
    report.end()
    if rendering.text is None:
        return FINDINGS
    write_result(rendering.text, output)
    return report.status


def _many(
    paths: tuple[Path, ...], wanted: Wanted, folder: Path | None, report: Output, jobs: int | None
) -> int:
    from siglum.site.single import render_files
    from siglum.work.tasks import cores

    if folder is None or folder.is_file():
        raise click.UsageError("the outputs of several files need a folder: -o FOLDER")
    targets, missing = _targets(paths, wanted.target, folder)
    sieve, written, is_whole = sieve_of(), 0, True
    for finding in missing:
        report.add(finding.span.file, [finding])
    with progress_on_terminal() as progress:
        for made in render_files(targets, wanted, Path.cwd(), jobs or cores()):
            progress(f"rendered {made.path.name}")
            report.tell_settings(made.edition)
            report.note(made.path, made.findings)
            report.add_all(sieve.shown(made.path, made.findings, made.edition))
            if made.text is None:
                is_whole = False
            else:
                write_result(made.text, targets[made.path])
                written += 1
    report.end(f"{count(written, 'file')} written to {shown(folder)}", sieve.words())
    return report.status or (0 if is_whole else FINDINGS)


def _targets(
    paths: tuple[Path, ...], target: str, folder: Path
) -> tuple[dict[Path, Path], list[Diagnostic]]:
    """Return where the output of each file is written, and findings about paths without files."""
    from siglum.edition.kept import Guard

    suffix = Format(target).suffix if target in {*Format} else f".{target}"
    targets: dict[Path, Path] = {}
    sources: dict[Path, Path] = {}
    missing: list[Diagnostic] = []
    for path, file in _files(paths):
        if not isinstance(file, Path):
            missing.append(file)
            continue
        name = file.relative_to(path) if path.is_dir() else Path(file.name)
        to = folder / name.with_suffix(suffix)
        other = sources.setdefault(to, file)
        if other != file:
            raise click.UsageError(f"{other} and {file} would both be written to {to}")
        targets[file] = to
    guard = Guard(targets)
    for to in targets.values():
        if reason := guard.reason(to):
            raise click.UsageError(reason)
    return targets, missing


def _files(paths: tuple[Path, ...]) -> Iterator[tuple[Path, Path | Diagnostic]]:
    from siglum.edition.paths import files_of

    for path in paths:
        yield from ((path, found) for found in files_of([path]))
