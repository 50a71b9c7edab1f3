"""A finding of any code and words, for tests of what is done with findings."""

from __future__ import annotations

from dataclasses import dataclass

from siglum.findings.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Words:
    """A kind that is words alone."""

    code: str
    severity: Severity
    message: str
    help: str | None = None
