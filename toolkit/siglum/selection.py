"""Which findings are shown: `--select` and `--ignore`."""

from __future__ import annotations

from dataclasses import dataclass

from siglum.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes, or beginnings of codes, to show and not to show; the longer one decides."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]

    @classmethod
    def of(cls, select: str | None, ignore: str | None) -> Selection:
        """Read the two options, codes parted by commas."""
        return cls(_codes(select), _codes(ignore))

    def has(self, finding: Diagnostic) -> bool:
        """Say whether a finding is shown."""
        unwanted = _longest(finding.code, self.ignore)
        if not self.select:
            return unwanted < 0
        return _longest(finding.code, self.select) > unwanted


def _codes(option: str | None) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in (option or "").split(",") if code.strip())


def _longest(code: str, beginnings: tuple[str, ...]) -> int:
    """Return the length of the longest beginning of a code, -1 if there is none."""
    return max((len(start) for start in beginnings if code.startswith(start)), default=-1)
