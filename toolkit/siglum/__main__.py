"""The command `siglum`, with its exit statuses: 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command and exit. Ctrl-C ends it with status 130, as shells expect."""
    import click

    from siglum.cli import siglum

    try:
        status = siglum.main(prog_name="siglum", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nobody listens: say no more
        sys.exit(2)
    except OSError as error:
        if sys.stderr is not None:
            print(f"siglum: can't go on: {error.strerror or error}", file=sys.stderr)
        sys.exit(2)
    except Exception as error:
        if os.environ.get("SIGLUM_DEBUG"):
            raise
        reason = f"{type(error).__name__}: {error}"
        click.echo(f"siglum: a fault of siglum itself, please report it: {reason}", err=True)
        click.echo("Set SIGLUM_DEBUG=1 to see where it happened.", err=True)
        sys.exit(2)
    sys.exit(status or 0)


if __name__ == "__main__":
    main()
