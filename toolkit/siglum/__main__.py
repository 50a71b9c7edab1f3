"""The command `siglum`, with its exit statuses: 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from siglum.work.process import begin, leave

_DEBUG = "SIGLUM_DEBUG"
"""The environment variable that shows where siglum's own faults happen."""


def main() -> NoReturn:
    """Run the command and end the process. Ctrl-C ends it with status 130, as shells expect."""
    status = _run()
    if os.environ.get(_DEBUG):
        sys.exit(status)
    leave(status)


def _run() -> int:
    begin()
    import click

    from siglum.commands import siglum

    try:
        return siglum.main(prog_name="siglum", standalone_mode=False) or 0
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        error.show()
    except SystemExit:  # so click ends where nobody reads what is written
        return 2
    except OSError as error:
        if sys.stderr is not None:
            print(f"siglum: can't go on: {error.strerror or error}", file=sys.stderr)
    except Exception as error:
        if os.environ.get(_DEBUG):
            raise
        reason = f"{type(error).__name__}: {error}"
        click.echo(f"siglum: a fault of siglum itself, please report it: {reason}", err=True)
        click.echo(f"Set {_DEBUG}=1 to see where it happened.", err=True)
    return 2


if __name__ == "__main__":
    main()
