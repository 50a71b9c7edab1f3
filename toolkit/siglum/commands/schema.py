"""Compare schemas, and keep copies of them."""

from __future__ import annotations

from pathlib import Path

import click

from siglum.commands._console import CLEAN, COULD_NOT_RUN, FINDINGS, Output, write_out


@click.group()
def schema() -> None:
    """Compare schemas, and keep local copies by the addresses that documents name."""


@schema.command("add")
@click.argument("source")
@click.option("--address", help="The address that documents name, for a file.")
def schema_add(source: str, address: str | None) -> int:
    """Keep a local copy of a schema.

    SOURCE is its web address, which is fetched now, this once; or a file, kept for --address.
    """
    from siglum.edition.catalog import NotAdded, keep

    try:
        kept = keep(source, address)
    except (NotAdded, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{address or source} is kept in {kept}")
    return CLEAN


@schema.command("list")
def schema_list() -> int:
    """List the addresses of the schemas that are kept."""
    from siglum.edition.catalog import SchemaStore

    for address in sorted(SchemaStore().addresses()):
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
    from siglum.checks.schema_diff import as_json, as_text, differences, is_open
    from siglum.findings.diagnostics import CannotRun

    try:
        found = differences(left, right)
    except CannotRun as stop:
        Output("full", (left, right), err=True).stop(stop)
        return COULD_NOT_RUN
    write_out(as_json(found) if format_name == "json" else as_text(found, left, right))
    if is_open(found):
        return COULD_NOT_RUN
    return FINDINGS if found else CLEAN
