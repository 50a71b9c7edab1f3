"""Make schemas of customizations."""

from __future__ import annotations

from pathlib import Path

import click

from siglum.commands._console import CLEAN, COULD_NOT_RUN, FINDINGS, Output, write_result
from siglum.commands._options import FORMAT


@click.group()
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
    from siglum.edition.customization import compile_file
    from siglum.edition.kept import reason_to_keep
    from siglum.findings.diagnostics import CannotRun

    report = Output(format_name, [file, *filter(None, (p5subset,))], err=True)
    main = None if str(output) == "-" else output
    name = None if main is None else main.name
    try:
        inputs = [path for path in (file, p5subset) if path is not None]
        if main is not None and (reason := reason_to_keep(main, inputs, is_schema=True)):
            raise click.UsageError(reason)
        if target == "html":
            from siglum.site.guide import guide

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
        if reason := reason_to_keep(path, compiled.read, text, is_schema=True):
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
