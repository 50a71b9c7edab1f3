"""What `siglum explain CODE` prints: why a finding matters, with a wrong and a right example."""

from __future__ import annotations

import difflib
import textwrap
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from siglum.findings.codes import CODES

_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a code matters, and how it looks."""

    why: str
    """One or two sentences, for an editor."""
    wrong: str
    """A small example that has the finding: TEI, a schema, a command or a setting."""
    right: str
    """The same without the finding."""


@cache
def explanations() -> dict[str, Explanation]:
    """Return the explanations of all codes."""
    text = files("siglum.findings").joinpath("explanations.toml").read_text(encoding="utf-8")
    return {
        code: Explanation(**{key: value.strip("\n") for key, value in entry.items()})
        for code, entry in tomllib.loads(text).items()
    }


def explanation(code: str) -> str | None:
    """Return the text that explains a code; None for a code that siglum does not have."""
    entry, found = CODES.get(code), explanations().get(code)
    if entry is None or found is None:
        return None
    return (
        f"{code} ({entry.severity}): {entry.title}\n\n"
        f"{textwrap.fill(found.why, _WIDTH)}\n\n"
        f"Wrong:\n{textwrap.indent(found.wrong, '    ')}\n\n"
        f"Right:\n{textwrap.indent(found.right, '    ')}\n\n"
        f"{textwrap.fill(f'What to do: {entry.help}', _WIDTH)}\n"
    )


def nearest(code: str) -> str | None:
    """Return the code that a misspelt one is most like, None if it is like no other."""
    return next(iter(difflib.get_close_matches(code, CODES, 1)), None)
