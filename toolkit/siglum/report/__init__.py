"""Findings, shown: one module a format."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from importlib import import_module

from siglum.diagnostics import Diagnostic


class Format(StrEnum):
    """The formats in which findings can be shown."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"


def render(format: Format, findings: Sequence[Diagnostic], color: bool = False) -> str:
    """Return findings as text in a format; the text ends with a newline unless it is empty."""
    if format is Format.FULL:
        from siglum.report import full

        return full.render(findings, color)
    module = import_module(f"siglum.report.{format.value}")
    text: str = module.render(findings)
    return text
