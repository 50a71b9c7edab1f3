"""Findings, shown: one module a format, each with a Reporter that writes as the run goes."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from siglum.findings.diagnostics import Diagnostic
    from siglum.report.quoted import Quoted


class Reporter(Protocol):
    """Makes the text of a report piece by piece, so that a long run needs little memory."""

    for_people: bool = False
    """Whether people read the report: then a summary of the run follows it."""

    shows_edits: bool = False
    """Whether it shows how findings can be mended: then they are to have their edits."""

    def start(self) -> str:
        """Return what stands before the first file."""
        ...

    def file(self, path: Path, findings: Sequence[Diagnostic]) -> str:
        """Return the piece about one file, which may have no findings."""
        ...

    def end(self) -> str:
        """Return what stands after the last file."""
        ...


@dataclass(frozen=True, slots=True)
class Manner:
    """How findings are to be shown, as far as a format allows it."""

    quoted: Quoted
    """Which files' lines may be shown."""
    color: bool = False
    strict: bool = False
    """Whether warnings make the run fail."""


def formats() -> list[str]:
    """Return the names of the formats: those of the modules in `formats/`."""
    folder = str(Path(__file__).with_name("formats"))
    return sorted(module.name for module in pkgutil.iter_modules([folder]))


def reporter(format: str, manner: Manner | None = None) -> Reporter:
    """Return a reporter of a format; by default it shows lines of files below the working folder.

    Its module is imported only here, since imports take time, as the names of the formats do not.
    """
    from siglum.report.quoted import Quoted

    shown = manner or Manner(Quoted())
    made: Reporter = import_module(f"{__name__}.formats.{format}").reporter(shown)
    return made
