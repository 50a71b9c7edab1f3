"""What `siglum explain CODE` prints: why a finding matters, with a wrong and a right example."""

from __future__ import annotations

import difflib
import textwrap
from dataclasses import replace
from functools import cache

from siglum.findings.codes import CODES
from siglum.findings.codes.code import Code

_WIDTH = 80


@cache
def explanations() -> dict[str, Code]:
    """Return the entries of all codes, their texts as they are to be shown."""
    return {
        code: replace(
            entry,
            why=" ".join(entry.why.split()),
            wrong=textwrap.dedent(entry.wrong).strip("\n"),
            right=textwrap.dedent(entry.right).strip("\n"),
        )
        for code, entry in CODES.items()
    }


def explanation(code: str) -> str | None:
    """Return the text that explains a code; None for a code that siglum does not have."""
    entry = explanations().get(code)
    if entry is None:
        return None
    return (
        f"{code} ({entry.severity}): {entry.title}\n\n"
        f"{textwrap.fill(entry.why, _WIDTH)}\n\n"
        f"Wrong:\n{textwrap.indent(entry.wrong, '    ')}\n\n"
        f"Right:\n{textwrap.indent(entry.right, '    ')}\n\n"
        f"{textwrap.fill(f'What to do: {entry.help}', _WIDTH)}\n"
    )


def nearest(code: str) -> str | None:
    """Return the code that a misspelt one is most like, None if it is like no other."""
    return next(iter(difflib.get_close_matches(code, CODES, 1)), None)
