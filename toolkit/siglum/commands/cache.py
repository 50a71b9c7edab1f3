"""What is kept on disk."""

from __future__ import annotations

import click

from siglum.commands._console import CLEAN, count


@click.group()
def cache() -> None:
    """The compiled schemas that siglum keeps on disk."""


@cache.command("clear")
def cache_clear() -> int:
    """Remove the compiled schemas."""
    from siglum.work import cache

    click.echo(f"{count(cache.clear(), 'compiled schema')} removed")
    return CLEAN
