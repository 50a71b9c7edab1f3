"""A schema that nothing can be checked against."""

from __future__ import annotations

from siglum.findings.diagnostics import CannotUse

BrokenSchema = CannotUse
