"""A schema that nothing can be checked against."""

from __future__ import annotations

from siglum.findings.diagnostics import Diagnostic


class BrokenSchema(Exception):
    """A schema that can't be used; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
