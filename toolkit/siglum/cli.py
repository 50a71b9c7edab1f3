"""The command line: reads arguments, calls one function, prints."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siglum import __version__

if TYPE_CHECKING:
    from siglum.diagnostics import Diagnostic

CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2

_VIEWS = click.Choice(["transcript", "reading", "critical"])
_FORMAT = click.option(
    "--format",
    "format_name",
    type=click.Choice(["full", "concise", "json", "github"]),
    default="full",
    show_default=True,
    help="How findings are shown.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="siglum", message="%(prog)s %(version)s")
def siglum() -> None:
    """Validate, render and publish digital editions in TEI XML.

    Exit status: 0 clean, 1 findings, 2 the command could not run.
    """


@siglum.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@_FORMAT
def validate(paths: tuple[Path, ...], format_name: str) -> int:
    """Check TEI files: grammar, rules, links, and text against transcript.

    PATH is a file or a folder of XML files; without one, the files that edition.toml names.
    """
    from siglum.diagnostics import CannotRun
    from siglum.validate.run import validate_paths

    try:
        with _progress() as progress:
            outcome = validate_paths(paths, Path.cwd(), progress)
    except CannotRun as stop:
        _show(list(stop.diagnostics), format_name)
        return COULD_NOT_RUN
    _show(outcome.findings, format_name)
    if format_name in ("full", "concise"):
        checked = _count(outcome.checked, "file")
        click.echo(f"{checked} checked, {_findings(outcome.findings)}", err=True)
    if outcome.missing:
        return COULD_NOT_RUN
    return FINDINGS if outcome.findings else CLEAN


@siglum.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "target", type=click.Choice(["html", "text"]), required=True)
@click.option("--view", "view_name", type=_VIEWS, default="transcript", show_default=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write to this file, not to the terminal.",
)
def render(file: Path, target: str, view_name: str, output: Path | None) -> int:
    """Make a page or a plain text of one TEI file."""
    from siglum.diagnostics import CannotRun
    from siglum.publish.atomic import write_file
    from siglum.publish.single import render_file

    try:
        if output is not None and output.exists() and file.exists() and output.samefile(file):
            raise click.UsageError("the output would replace the TEI file itself")
        rendering = render_file(file, target, view_name, Path.cwd())
    except CannotRun as stop:
        _show(list(stop.diagnostics), "full", err=True)
        return COULD_NOT_RUN
    _show(list(rendering.findings), "full", err=True)
    if rendering.text is None:
        return FINDINGS
    if output is None:
        _write_out(rendering.text)
    else:
        try:
            write_file(output, rendering.text)
        except OSError as error:
            raise click.ClickException(f"can't write {output}: {error.strerror}") from None
    return FINDINGS if rendering.findings else CLEAN


@siglum.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the site; by default the one that edition.toml names.",
)
@click.option("--force", is_flag=True, help="Build even when validation has findings.")
@_FORMAT
def build(output: Path | None, force: bool, format_name: str) -> int:
    """Validate the edition and write its site.

    Errors stop the build, and the old site stays as it was.
    """
    from siglum.config import find
    from siglum.diagnostics import CannotRun
    from siglum.publish.site import build as build_site

    try:
        with _progress() as progress:
            edition = find(Path.cwd())
            folder = output if output is not None else edition.root / edition.settings.output
            built = build_site(edition, folder, force=force, progress=progress)
    except CannotRun as stop:
        _show(list(stop.diagnostics), format_name)
        return COULD_NOT_RUN
    _show(list(built.findings), format_name)
    if format_name in ("full", "concise"):
        if built.pages:
            pages = _count(len(built.pages), "page")
            click.echo(
                f"{pages} written to {_shown(built.output)}, {_findings(built.findings)}", err=True
            )
        else:
            click.echo(
                f"nothing written, {_findings(built.findings)}; --force builds all the same",
                err=True,
            )
    return FINDINGS if built.findings else CLEAN


def _show(findings: list[Diagnostic], format_name: str, err: bool = False) -> None:
    from siglum.report import Format
    from siglum.report import render as render_findings

    color = format_name == "full" and (sys.stderr if err else sys.stdout).isatty()
    text = render_findings(Format(format_name), findings, color)
    _write_out(text, err=err)


def _write_out(text: str, err: bool = False) -> None:
    """Write UTF-8 whatever the terminal's locale."""
    stream = (sys.stderr if err else sys.stdout).buffer
    stream.write(text.encode("utf-8", "surrogateescape"))
    stream.flush()


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show what is being done, on a terminal; say nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape

    def show(words: str) -> None:
        status.update(escape(words))

    with Console(stderr=True).status("starting") as status:
        yield show


def _findings(findings: list[Diagnostic] | tuple[Diagnostic, ...]) -> str:
    return _count(len(findings), "finding") if findings else "no findings"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _shown(path: Path) -> str:
    from siglum.report import paths

    return paths.shown(path)
