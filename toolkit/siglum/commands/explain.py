"""What a code means."""

from __future__ import annotations

import click

from siglum.commands._console import CLEAN, write_out


@click.command()
@click.argument("code")
def explain(code: str) -> int:
    """Say what a finding code means, with a wrong and a right example.

    CODE may also be a rule that a ledger of `siglum conserve` names.
    """
    from siglum.findings.explanations import explanation, nearest
    from siglum.proof import explained

    text = explanation(code.upper()) or explained.explanation(code.lower())
    if text is None:
        near = nearest(code.upper())
        hint = (
            f"did you mean “{near}”?" if near else "a schema's own rules say all by their message"
        )
        raise click.UsageError(f"there is no code “{code}”; {hint}")
    write_out(text)
    return CLEAN
