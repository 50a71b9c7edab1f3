"""The command line: reads arguments, calls one function, prints."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from siglum import __version__
from siglum.console import (
    Output,
    Tally,
    count,
    progress_on_terminal,
    tell,
    write_out,
    write_result,
)
from siglum.options import FORMAT, STRICT, choosing, sieve_of, tell_gone, write_known

CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2

_VIEWS = click.Choice(["transcript", "reading", "critical"])
_TARGETS = click.Choice(["html", "text", "markdown"])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="siglum", message="%(prog)s %(version)s")
def siglum() -> None:
    """Validate, render and publish digital editions in TEI XML.

    Settings are read from the nearest edition.toml: in the working folder, or above it up to the
    root of the repository (.git) or the home folder.

    Exit status: 0 no errors, 1 errors (with --strict also warnings), 2 the command could not run.
    """


@siglum.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@FORMAT
@click.option(
    "--schema", "schemas", multiple=True, metavar="FILE", help="Check against this schema."
)
@choosing
@click.option(
    "--stdin-filename",
    "stdin_name",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Take the standard input for the content of this file, from which its links start.",
)
@click.option(
    "--write-baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the findings into this file, as known ones, and show none.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes; by default all cores.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep compiled schemas on disk.")
def validate(
    paths: tuple[Path, ...],
    format_name: str,
    schemas: tuple[str, ...],
    stdin_name: Path | None,
    select: str | None,
    ignore: str | None,
    baseline: Path | None,
    strict: bool,
    write_baseline: Path | None,
    jobs: int | None,
    no_cache: bool,
) -> int:
    """Check TEI files: grammar, rules, links, and text against transcript.

    PATH is a file, a folder in which all XML files are checked but those in hidden folders and
    in node_modules, or - for the standard input, taken as a file of the working folder, or as the
    one that --stdin-filename names; without one, the files that edition.toml names. CODES are
    parted by commas, as in SG3,RNG101.

    With --write-baseline on a baseline that is there, what it knows of files that are not checked
    stays. Known findings are told apart by file, code and message, not by line.
    """
    from siglum.diagnostics import CannotRun
    from siglum.validate import Options
    from siglum.validate.run import in_order

    if stdin_name is not None and Path("-") not in paths:
        raise click.UsageError("--stdin-filename is for the standard input: siglum validate -")
    options = Options(schemas, cached=not no_cache, stdin_name=stdin_name)
    if baseline is not None and write_baseline is not None:
        raise click.UsageError("--baseline and --write-baseline exclude each other")
    named = [*paths, *map(Path, schemas), *filter(None, (stdin_name,))]
    output = Output(format_name, named, strict=strict)
    try:
        sieve = sieve_of(select, ignore, write_baseline or baseline, new=write_baseline is not None)
        with progress_on_terminal() as progress:
            for report in in_order(paths, Path.cwd(), options, jobs or _cores()):
                progress(f"validated {report.path.name}")
                if report.given is not None:
                    output.quoted.give(report.path, report.given)
                output.tell_settings(report.edition)
                output.note(report.path, report.findings)
                shown = sieve.shown(report.path, report.findings, report.edition)
                missing = [item for item in shown if item.code == "SG108"]
                output.add(report.path, shown if write_baseline is None else missing)
    except CannotRun as stop:
        output.stop(stop)
        return COULD_NOT_RUN
    done = f"{count(output.files, 'file')} checked"
    if write_baseline is not None and not output.missing:
        output.end()
        tell(f"{done}, {write_known(sieve, everything=not paths)}")
        return CLEAN
    output.end(done, sieve.words())
    tell_gone(sieve, everything=not paths)
    return output.status


@siglum.command()
@click.argument("code")
def explain(code: str) -> int:
    """Say what a finding code means, with a wrong and a right example.

    CODE may also be a rule that a ledger of `siglum conserve` names.
    """
    from siglum.conserve import explained
    from siglum.explanations import explanation, nearest

    text = explanation(code.upper()) or explained.explanation(code.lower())
    if text is None:
        near = nearest(code.upper())
        hint = (
            f"did you mean “{near}”?" if near else "a schema's own rules say all by their message"
        )
        raise click.UsageError(f"there is no code “{code}”; {hint}")
    write_out(text)
    return CLEAN


@siglum.group()
def schema() -> None:
    """Compare schemas, and keep local copies by the addresses that documents name."""


@schema.command("add")
@click.argument("source")
@click.option("--address", help="The address that documents name, for a file.")
def schema_add(source: str, address: str | None) -> int:
    """Keep a local copy of a schema.

    SOURCE is its web address, which is fetched now, this once; or a file, kept for --address.
    """
    from siglum.catalog import CatalogError, keep

    try:
        kept = keep(source, address)
    except (CatalogError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{address or source} is kept in {kept}")
    return CLEAN


@schema.command("list")
def schema_list() -> int:
    """List the addresses of the schemas that are kept."""
    from siglum.catalog import Store

    for address in sorted(Store().addresses()):
        click.echo(address)
    return CLEAN


@schema.command("diff")
@click.argument("left", metavar="A", type=click.Path(path_type=Path))
@click.argument("right", metavar="B", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["full", "json"]),
    default="full",
    show_default=True,
    help="For people, or for machines.",
)
def schema_diff(left: Path, right: Path, format_name: str) -> int:
    """Say which documents one RELAX NG schema accepts and the other refuses.

    A and B are local files, .rng or .rnc. Each difference comes with an example document. If
    there is none, the schemas accept the same documents: that is proved, not tried. The status
    is 0 then, 1 if there are differences, 2 if it could not be decided: some pairs of schemas
    would take too many steps.
    """
    from siglum.diagnostics import CannotRun
    from siglum.schema_diff import as_json, as_text, differences, is_open

    try:
        found = differences(left, right)
    except CannotRun as stop:
        Output("full", (left, right), err=True).stop(stop)
        return COULD_NOT_RUN
    write_out(as_json(found) if format_name == "json" else as_text(found, left, right))
    if is_open(found):
        return COULD_NOT_RUN
    return FINDINGS if found else CLEAN


@siglum.group()
def odd() -> None:
    """Make schemas of TEI customizations."""


@odd.command("compile")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "target",
    type=click.Choice(["rng", "rnc", "xsd", "sch", "json", "html"]),
    default="rng",
    show_default=True,
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File; - is the terminal.")
@click.option(
    "--p5subset",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Start from this TEI source, not from the digest that siglum carries.",
)
@click.option("--ident", help="Compile the schemaSpec of this name; by default the first.")
@FORMAT
def odd_compile(
    file: Path,
    target: str,
    output: Path | None,
    p5subset: Path | None,
    ident: str | None,
    format_name: str,
) -> int:
    """Make a schema of the TEI customization in FILE, an ODD; html is its guide for encoders.

    Errors stop the compilation; warnings do not. Findings go to the standard error. A W3C schema
    has a file for each namespace: -o names the main one, the others are put beside it. A schema
    that is there already is replaced only if siglum made it.
    """
    from siglum.compile_odd import compile_file
    from siglum.diagnostics import CannotRun
    from siglum.kept import reason_to_keep

    report = Output(format_name, [file, *filter(None, (p5subset,))], err=True)
    main = None if str(output) == "-" else output
    name = None if main is None else main.name
    try:
        inputs = [path for path in (file, p5subset) if path is not None]
        if main is not None and (reason := reason_to_keep(main, inputs)):
            raise click.UsageError(reason)
        if target == "html":
            from siglum.publish.guide import guide

            compiled = guide(file, Path.cwd(), p5subset=p5subset, ident=ident)
        else:
            compiled = compile_file(
                file, target, Path.cwd(), name=name, p5subset=p5subset, ident=ident
            )
    except CannotRun as stop:
        report.stop(stop)
        return COULD_NOT_RUN
    beside = {} if main is None else {main.with_name(n): t for n, t in compiled.beside.items()}
    made = {**beside, **({main: compiled.text} if main and compiled.text is not None else {})}
    for path, text in made.items():
        if reason := reason_to_keep(path, compiled.read, text):
            raise click.UsageError(reason)
    report.add_all(compiled.findings)
    report.end()
    if compiled.text is None:
        return FINDINGS
    if main is None and compiled.beside:
        others = ", ".join(compiled.beside)
        raise click.UsageError(f"the schema needs other files ({others}); name its own with -o")
    write_result(compiled.text, main, beside)
    return CLEAN


@siglum.group()
def cache() -> None:
    """The compiled schemas that siglum keeps on disk."""


@cache.command("clear")
def cache_clear() -> int:
    """Remove the compiled schemas."""
    from siglum.validate import cache

    click.echo(f"{count(cache.clear(), 'compiled schema')} removed")
    return CLEAN


@siglum.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "target",
    required=True,
    metavar="OUTPUT",
    help="html, text, markdown, or an output that edition.toml adds.",
)
@click.option("--view", "view_name", type=_VIEWS, default="transcript", show_default=True)
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
    from siglum.diagnostics import CannotRun
    from siglum.kept import reason_to_keep
    from siglum.publish.single import render_file

    report = Output("full", (file,), err=True, strict=strict)
    try:
        if output is not None and (reason := reason_to_keep(output, [file])):
            raise click.UsageError(reason)
        if width is not None and target != "text":
            raise click.UsageError("--width is for --to text")
        rendering = render_file(file, target, view_name, Path.cwd(), pages=pages, width=width)
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


@siglum.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--view", "views", type=_VIEWS, multiple=True, help="By default all views.")
@click.option("--to", "targets", type=_TARGETS, multiple=True, help="By default all formats.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["full", "json"]),
    default="full",
    show_default=True,
    help="Sums and findings for people, or the whole ledgers.",
)
@STRICT
def conserve(
    paths: tuple[Path, ...],
    views: tuple[str, ...],
    targets: tuple[str, ...],
    format_name: str,
    strict: bool,
) -> int:
    """Prove that pages and texts keep every character of TEI files.

    Each character that is not white space is in the output once and in order, or in a ledger with
    the rule that moved or withheld it. Nothing is written but the sums.
    """
    from siglum.conserve.report import Sums, Whole
    from siglum.conserve.rules import Format
    from siglum.conserve.run import conserve as proved
    from siglum.diagnostics import CannotRun
    from siglum.report.quoted import Quoted
    from siglum.transform.views import View

    chosen = [View(name) for name in views] or list(View)
    formats = [Format(name) for name in targets] or list(Format)
    color = sys.stdout is not None and sys.stdout.isatty()
    quoted = Quoted(paths)
    reporter: Sums | Whole = Whole() if format_name == "json" else Sums(color, quoted)
    tally, sieve, files = Tally(strict), sieve_of(), 0
    try:
        write_out(reporter.start())
        with progress_on_terminal() as progress:
            for report in proved(paths, chosen, formats, Path.cwd()):
                progress(f"proved {report.path.name}")
                tally.tell_settings(report.edition)
                tally.note(report.path, report.findings)
                shown = sieve.shown(report.path, report.findings, report.edition)
                write_out(reporter.file(replace(report, findings=shown)))
                tally.add(report.path, shown)
                files += report.document is not None
    except CannotRun as stop:
        Output("full", paths, err=True).stop(stop)
        return COULD_NOT_RUN
    write_out(reporter.end())
    if format_name == "full":
        tell(f"{count(files, 'file')} proved, {tally.found}{sieve.words()}")
    return tally.status


@siglum.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the site; by default the one that edition.toml names.",
)
@click.option("--force", is_flag=True, help="Build even when validation has errors.")
@FORMAT
@choosing
def build(
    output: Path | None,
    force: bool,
    format_name: str,
    select: str | None,
    ignore: str | None,
    baseline: Path | None,
    strict: bool,
) -> int:
    """Validate the edition, write its site, and prove that the site keeps the text.

    Errors that are shown stop the build, and the old site stays as it was; so does a character
    that is lost, which can't be ignored.
    """
    from siglum.config import find
    from siglum.diagnostics import CannotRun
    from siglum.publish.site import build as build_site

    report = Output(format_name, strict=strict)
    try:
        sieve = sieve_of(select, ignore, baseline)
        with progress_on_terminal() as progress:
            edition = find(Path.cwd())
            report.tell_settings(edition)
            folder = output if output is not None else edition.root / edition.settings.output
            built = build_site(edition, folder, force=force, progress=progress, sieve=sieve)
    except CannotRun as stop:
        report.stop(stop)
        return COULD_NOT_RUN
    report.add_all(built.findings)
    if built.pages:
        pages = f"{count(len(built.pages), 'page')} written to {_shown(built.output)}"
        done = f"{pages}, no character of the text lost" if built.is_whole else pages
    else:
        done = "nothing written (--force builds all the same)"
    report.end(done, sieve.words())
    tell_gone(sieve, everything=True)
    return report.status


@siglum.group()
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
    from siglum.diagnostics import CannotRun
    from siglum.model.api import Edition
    from siglum.model.export import Target
    from siglum.model.export import export as write

    report = Output(format_name, err=True, strict=strict)
    try:
        sieve = sieve_of(select, ignore, baseline)
        with progress_on_terminal() as progress, Edition.open(progress=progress) as edition:
            report.tell_settings(edition.settings)
            files = write(edition.model, output, Target(target), edition.title)
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
    report.end(f"{done} {_shown(output)}", sieve.words())
    return report.status


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _shown(path: Path) -> str:
    from siglum.report import paths, terminal

    return terminal.visible(paths.shown(path))
