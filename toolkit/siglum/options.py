"""Options that several commands share: which findings are shown, and which make a run unclean."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

_Command = Callable[..., Any]

FORMAT = click.option(
    "--format",
    "format_name",
    type=click.Choice(["full", "concise", "json", "github", "gitlab", "sarif", "junit"]),
    default="full",
    show_default=True,
    help="How findings are shown.",
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
