"""The command line: one module a command, which reads arguments, calls one function, prints.

A module is imported when its command is asked for; that it lies here makes it a command.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

import click

from siglum import __version__


class _Commands(click.Group):
    """The commands that lie in this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return their names; modules whose names begin with a low line are no commands."""
        modules = (module.name for module in pkgutil.iter_modules(__path__))
        return sorted(name for name in modules if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name; None where there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="siglum", message="%(prog)s %(version)s")
def siglum() -> None:
    """Validate, render and publish digital editions in TEI XML.

    Settings are read from the nearest edition.toml: in the working folder, or above it up to the
    root of the repository (.git) or the home folder.

    Exit status: 0 no errors, 1 errors (with --strict also warnings), 2 the command could not run.
    """
