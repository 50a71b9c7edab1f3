"""Which findings are shown: `--select`, `--ignore`, and what edition.toml says of both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from siglum.findings import kinds
from siglum.findings.codes import CODES
from siglum.findings.diagnostics import Diagnostic

if TYPE_CHECKING:
    from siglum.findings.kinds.settings import UnknownCode

_OUR_OWN = re.compile(r"(?:SG(?!3)|RNG|ODD)\d")
"""How codes begin that only siglum gives; SG3 are an edition's rules, which may be more."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes, or beginnings of codes, to show and not to show; the longer one decides.

    Capital and small letters are the same: the codes of rules are as their authors write them.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @classmethod
    def of(cls, select: str | None, ignore: str | None) -> Selection:
        """Read the two options, codes parted by commas.

        Raises UsageError for a code that siglum gives and does not have.
        """
        return cls(_codes(select), _codes(ignore))

    def has(self, finding: Diagnostic) -> bool:
        """Say whether a finding is shown."""
        return self.says(finding.code) is not False

    def says(self, code: str) -> bool | None:
        """Say whether findings of a code are shown; None where nothing is said of them."""
        unwanted = _longest(code, self.ignore)
        if self.select:
            return _longest(code, self.select) > unwanted
        return None if unwanted < 0 else False


def unknown(code: str) -> UnknownCode | None:
    """Return what is wrong with a code that siglum gives and does not have; None for any other.

    The codes of other rules are not known beforehand.
    """
    code = code.strip().upper()
    if code and (not _OUR_OWN.match(code) or any(known.startswith(code) for known in CODES)):
        return None
    from siglum.findings.explanations import nearest  # late: most codes are right

    return kinds.settings.UnknownCode(code, nearest(code))


def _codes(option: str | None) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for code in (option or "").split(",") if code.strip())
    for wrong in filter(None, map(unknown, codes)):
        hint = wrong.advice
        raise click.UsageError(wrong.message + (f"; {hint[0].lower()}{hint[1:]}" if hint else ""))
    return codes


def _longest(code: str, beginnings: tuple[str, ...]) -> int:
    """Return the length of the longest beginning of a code, -1 if there is none."""
    starts = (start for start in beginnings if code.upper().startswith(start.strip().upper()))
    return max(map(len, starts), default=-1)
