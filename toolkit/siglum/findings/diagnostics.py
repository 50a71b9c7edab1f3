"""What every stage returns: findings, each with a code, a place and a hint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How much a finding weighs: an error makes a run unclean, all else only with --strict."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file: 1-based line and column, length in characters."""

    file: Path
    line: int = 1
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about a source, ready to be shown in any format."""

    code: str
    """Stable for ever: `siglum.findings.codes` has an entry for it."""
    severity: Severity
    message: str
    """One phrase in the user's words, names quoted, no full stop."""
    span: Span
    help: str | None = None
    """What to do, in one sentence."""


class CannotRun(Exception):
    """The command can't do its work at all; it ends with status 2.

    Carries findings about what stands in the way: a configuration that is wrong, a file that is
    not there.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(*diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return "; ".join(diagnostic.message for diagnostic in self.diagnostics)
