"""Findings, shown: one module a format, each with a Reporter that writes as the run goes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from siglum.findings.diagnostics import Diagnostic
from siglum.report.quoted import Quoted


class Format(StrEnum):
    """The formats in which findings can be shown."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


class Reporter(Protocol):
    """Makes the text of a report, piece by piece, so that a long run needs no memory."""

    def start(self) -> str:
        """Return what stands before the first file."""
        ...

    def file(self, path: Path, findings: Sequence[Diagnostic]) -> str:
        """Return what is to be said of one file, which may have no findings."""
        ...

    def end(self) -> str:
        """Return what stands after the last file."""
        ...


def reporter(
    format: Format, quoted: Quoted | None = None, *, color: bool = False, strict: bool = False
) -> Reporter:
    """Return the reporter of a format.

    `quoted` has the lines of files that it may show; by default those of the working folder.
    `strict` says that warnings make a run fail.
    """
    match format:
        case Format.FULL:
            from siglum.report.full import Full

            return Full(color, quoted or Quoted())
        case Format.CONCISE:
            from siglum.report.concise import Concise

            return Concise()
        case Format.JSON:
            from siglum.report.json import Json

            return Json()
        case Format.GITHUB:
            from siglum.report.github import GitHub

            return GitHub()
        case Format.GITLAB:
            from siglum.report.gitlab import GitLab

            return GitLab()
        case Format.SARIF:
            from siglum.report.sarif import Sarif

            return Sarif()
        case Format.JUNIT:
            from siglum.report.junit import JUnit

            return JUnit(strict)
