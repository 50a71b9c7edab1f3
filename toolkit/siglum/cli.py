"""The command line: reads arguments, calls one function, prints."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siglum import __version__

if TYPE_CHECKING:
    from siglum.diagnostics import CannotRun, Diagnostic
    from siglum.selection import Selection

CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2

# What siglum never writes, and will not replace.
_WRITTEN_BY_PEOPLE = {".xml", ".odd", ".rng", ".rnc", ".xsd", ".sch", ".xsl", ".toml"}

_VIEWS = click.Choice(["transcript", "reading", "critical"])
_FORMAT = click.option(
    "--format",
    "format_name",
    type=click.Choice(["full", "concise", "json", "github", "gitlab", "sarif", "junit"]),
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
@click.option(
    "--schema", "schemas", multiple=True, metavar="FILE", help="Check against this schema."
)
@click.option("--select", metavar="CODES", help="Show only these codes, or codes that begin so.")
@click.option("--ignore", metavar="CODES", help="Do not show these codes, or codes that begin so.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes; by default all cores.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep compiled schemas on disk.")
def validate(
    paths: tuple[Path, ...],
    format_name: str,
    schemas: tuple[str, ...],
    select: str | None,
    ignore: str | None,
    jobs: int | None,
    no_cache: bool,
) -> int:
    """Check TEI files: grammar, rules, links, and text against transcript.

    PATH is a file, a folder of XML files, or - for the standard input; without one, the files
    that edition.toml names. CODES are parted by commas, as in SG3,RNG101.
    """
    from siglum.diagnostics import CannotRun
    from siglum.selection import Selection
    from siglum.validate import Options
    from siglum.validate.run import in_order

    options = Options(schemas, cached=not no_cache)
    selection = Selection.of(select, ignore)
    output = _Output(format_name)
    try:
        with _progress() as progress:
            for report in in_order(paths, Path.cwd(), options, jobs or _cores()):
                progress(f"validated {report.path.name}")
                output.add(report.path, report.findings, selection)
    except CannotRun as stop:
        output.stop(stop)
        return COULD_NOT_RUN
    output.end(f"{_count(output.files, 'file')} checked")
    if output.missing:
        return COULD_NOT_RUN
    return FINDINGS if output.findings else CLEAN


@siglum.command()
@click.argument("code")
def explain(code: str) -> int:
    """Say what a finding code means, with a wrong and a right example."""
    from siglum.explanations import explanation, nearest

    text = explanation(code.upper())
    if text is None:
        near = nearest(code.upper())
        hint = f"did you mean “{near}”?" if near else "codes are printed with each finding"
        raise click.UsageError(f"there is no code “{code}”; {hint}")
    _write_out(text)
    return CLEAN


@siglum.group()
def schema() -> None:
    """Keep local copies of schemas, by the addresses that documents name."""


@schema.command("add")
@click.argument("source")
@click.option("--address", help="The address that documents name, for a file.")
def schema_add(source: str, address: str | None) -> int:
    """Keep a local copy of a schema.

    SOURCE is its web address, which is fetched now, this once; or a file, kept for --address.
    """
    from siglum.catalog import CatalogError, Store, fetch

    try:
        if Path(source).is_file():
            if address is None:
                raise click.UsageError("say with --address what address the file is for")
            content, name = Path(source).read_bytes(), address
        else:
            content, name = fetch(source), address or source
        kept = Store().add(name, content)
    except (CatalogError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{name} is kept in {kept}")
    return CLEAN


@schema.command("list")
def schema_list() -> int:
    """List the addresses of the schemas that are kept."""
    from siglum.catalog import Store

    for address in sorted(Store().addresses()):
        click.echo(address)
    return CLEAN


@siglum.group()
def cache() -> None:
    """The compiled schemas that siglum keeps on disk."""


@cache.command("clear")
def cache_clear() -> int:
    """Remove the compiled schemas."""
    from siglum.validate.xsd import clear_cache

    click.echo(f"{_count(clear_cache(), 'compiled schema')} removed")
    return CLEAN


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
    from siglum.files import write_file
    from siglum.publish.single import render_file

    report = _Output("full", err=True)
    try:
        if output is not None and _is_of_the_edition(output, file):
            raise click.UsageError(f"the output would replace {output}, a file of the edition")
        rendering = render_file(file, target, view_name, Path.cwd())
    except CannotRun as stop:
        report.stop(stop)
        return COULD_NOT_RUN
    report.add_all(rendering.findings)
    report.end()
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

    report = _Output(format_name)
    try:
        with _progress() as progress:
            edition = find(Path.cwd())
            folder = output if output is not None else edition.root / edition.settings.output
            built = build_site(edition, folder, force=force, progress=progress)
    except CannotRun as stop:
        report.stop(stop)
        return COULD_NOT_RUN
    report.add_all(built.findings)
    if built.pages:
        report.end(f"{_count(len(built.pages), 'page')} written to {_shown(built.output)}")
    else:
        report.end("nothing written (--force builds all the same)")
    return FINDINGS if built.findings else CLEAN


class _Output:
    """Writes a report while the run goes, and a summary for people at its end."""

    def __init__(self, format_name: str, err: bool = False) -> None:
        from siglum.report import Format, reporter

        self._err = err
        self._for_people = format_name in ("full", "concise")
        stream = sys.stderr if err else sys.stdout
        color = format_name == "full" and stream is not None and stream.isatty()
        self._reporter = reporter(Format(format_name), color=color)
        self.files = 0
        self.findings = 0
        self.missing = False
        self._write(self._reporter.start())

    def add(
        self,
        path: Path,
        findings: Sequence[Diagnostic],
        selection: Selection | None = None,
    ) -> None:
        """Report one file: the findings that are selected."""
        self.missing = self.missing or any(
            item.code == "SG108" and item.span.file == path for item in findings
        )
        self.files += path.is_file() or str(path) == "-"
        if selection is not None:
            findings = [item for item in findings if selection.has(item)]
        self.findings += len(findings)
        self._write(self._reporter.file(path, findings))

    def add_all(self, findings: Sequence[Diagnostic]) -> None:
        """Report the findings of several files."""
        for path in dict.fromkeys(finding.span.file for finding in findings):
            self.add(path, [finding for finding in findings if finding.span.file == path])

    def stop(self, reason: CannotRun) -> None:
        """Report why the command can't run."""
        self.add_all(reason.diagnostics)
        self._write(self._reporter.end())

    def end(self, done: str | None = None) -> None:
        """End the report, saying what was done and how many findings there are."""
        self._write(self._reporter.end())
        if done is not None and self._for_people:
            found = _count(self.findings, "finding") if self.findings else "no findings"
            click.echo(f"{done}, {found}", err=True)

    def _write(self, text: str) -> None:
        if text:
            _write_out(text, err=self._err)


def _write_out(text: str, err: bool = False) -> None:
    """Write UTF-8 whatever the terminal's locale."""
    terminal = sys.stderr if err else sys.stdout
    if terminal is None:  # the stream was closed before siglum began
        return
    stream = terminal.buffer
    stream.write(text.encode("utf-8", "surrogateescape"))
    stream.flush()


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show what is being done, on a terminal; say nothing in a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape

    def show(words: str) -> None:
        status.update(escape(words))

    with Console(stderr=True).status("starting") as status:
        yield show


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _is_of_the_edition(output: Path, file: Path) -> bool:
    """Say whether a file is one that people write: a source, a transcript, a schema, a setting."""
    from siglum.config import find

    if not output.is_file():
        return False
    if output.suffix in _WRITTEN_BY_PEOPLE:
        return True
    edition = find(file.absolute().parent)
    kept = [file, *edition.documents, *edition.authority]
    if edition.settings.transcripts:
        kept += (edition.root / edition.settings.transcripts).glob("*.txt")
    return any(path.is_file() and output.samefile(path) for path in kept)


def _shown(path: Path) -> str:
    from siglum.report import paths

    return paths.shown(path)
