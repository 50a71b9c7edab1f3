"""Make an output of one document."""

from __future__ import annotations

from pathlib import Path

import click

from siglum.commands._console import COULD_NOT_RUN, FINDINGS, Output, write_result
from siglum.commands._options import STRICT, VIEWS, sieve_of
from siglum.render.outputs import Format, View


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
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
    help="Write to this file, not to the terminal.",
)
@click.option("--pages", is_flag=True, help="Show page breaks in text and Markdown, as [p. 12].")
@click.option("--width", type=click.IntRange(min=20), help="Break the lines of text at this width.")
@STRICT
def render(
    file: Path,
    target: str,
    view_name: str,
    output: Path | None,
    pages: bool,
    width: int | None,
    strict: bool,
) -> int:
    """Make a page, a plain text or another output of one TEI file."""
    from siglum.edition.kept import reason_to_keep
    from siglum.findings.diagnostics import CannotRun
    from siglum.site.single import render_file

    report = Output("full", (file,), err=True, strict=strict)
    try:
        if output is not None and (reason := reason_to_keep(output, [file])):
            raise click.UsageError(reason)
        if width is not None and target != Format.TEXT:
            raise click.UsageError("--width is for --to text")
        rendering = render_file(
            path=file,
            target=target,
            view=view_name,
            working_folder=Path.cwd(),
            pages=pages,
            width=width,
        )
        report.tell_settings(rendering.edition)
        report.add_all(sieve_of().shown(file, rendering.findings, rendering.edition))
    except CannotRun as stop:
        report.stop(stop)
        return COULD_NOT_RUN
    report.end()
    if rendering.text is None:
        return FINDINGS
    write_result(rendering.text, output)
    return report.status
