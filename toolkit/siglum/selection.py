"""Which findings are shown: `--select` and `--ignore`."""

from __future__ import annotations

import re
from dataclasses import dataclass

import click

from siglum.codes import CODES
from siglum.diagnostics import Diagnostic

_OUR_OWN = re.compile(r"(?:SG(?!3)|RNG|ODD)\d")
"""How codes begin that only siglum gives; SG3 are an edition's rules, which may be more."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes, or beginnings of codes, to show and not to show; the longer one decides.

    Capital and small letters are the same: the codes of rules are as their authors write them.
    """

    select: tuple[str, ...]
    ignore: tuple[str, ...]

    @classmethod
    def of(cls, select: str | None, ignore: str | None) -> Selection:
        """Read the two options, codes parted by commas.

        Raises UsageError for a code that siglum gives and does not have. The codes of other rules
        are not known beforehand.
        """
        return cls(_codes(select), _codes(ignore))

    def has(self, finding: Diagnostic) -> bool:
        """Say whether a finding is shown."""
        unwanted = _longest(finding.code, self.ignore)
        if not self.select:
            return unwanted < 0
        return _longest(finding.code, self.select) > unwanted


def _codes(option: str | None) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for code in (option or "").split(",") if code.strip())
    for code in codes:
        if _OUR_OWN.match(code) and not any(known.startswith(code) for known in CODES):
            raise click.UsageError(_unknown(code))
    return codes


def _unknown(code: str) -> str:
    from siglum.explanations import nearest  # late: most codes are right

    near = nearest(code)
    return f"there is no code “{code}”" + (f"; did you mean “{near}”?" if near else "")


def _longest(code: str, beginnings: tuple[str, ...]) -> int:
    """Return the length of the longest beginning of a code, -1 if there is none."""
    return max((len(start) for start in beginnings if code.upper().startswith(start)), default=-1)
