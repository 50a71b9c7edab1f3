"""What every stage returns: findings, each with a code, a place and a hint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from siglum.xml.lines import Position


class Severity(StrEnum):
    """How much a finding weighs: an error makes a run unclean, all else only with --strict."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file, from its begin to its end, all counted in code points."""

    file: Path
    line: int = 1
    """The line of the begin, from 1."""
    column: int = 1
    """The column of the begin, from 1."""
    length: int = 1
    """Characters from the begin to the end; an end of line is as many as are written."""
    offset: int | None = None
    """Characters of the file before the begin; a byte order mark is none. None if not known."""
    end_line: int | None = None
    """The line in which it ends; None for that in which it begins."""
    end_column: int | None = None
    """The column behind the last character, where `end_line` is said."""

    @classmethod
    def of(cls, file: Path, place: Position) -> Span:
        """Return a place of a file."""
        return cls(
            file,
            place.line,
            place.column,
            place.length,
            place.offset,
            place.end_line,
            place.end_column,
        )

    @property
    def end(self) -> tuple[int, int]:
        """The line and the column behind the last character."""
        if self.end_line is None or self.end_column is None:
            return self.line, self.column + self.length
        return self.end_line, self.end_column


@dataclass(frozen=True, slots=True)
class Edit:
    """A mend: what is to stand in the place of what stands at a span with an offset."""

    span: Span
    text: str
    is_safe: bool = False
    """Whether no character of the document's text is another afterwards, and nothing is guessed."""


class Kind(Protocol):
    """What is found: its data as the fields of a dataclass, and the words made of them.

    Nothing reads the words back: who wants to know what a finding is about asks for its fields.
    """

    @property
    def code(self) -> str:
        """Stable for ever: `siglum.findings.codes` has an entry for those of siglum itself."""

    @property
    def severity(self) -> Severity: ...

    @property
    def message(self) -> str:
        """One phrase in the user's words, names quoted, no full stop."""

    @property
    def help(self) -> str | None:
        """What to do, in one sentence."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about a source, ready to be shown in any format."""

    kind: Kind
    span: Span
    edits: tuple[Edit, ...] = ()
    """The mend, where it is certain: all of them together."""
    others: int = 0
    """How many other places of the file have the same cause, and are not told."""

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def severity(self) -> Severity:
        return self.kind.severity

    @property
    def message(self) -> str:
        """One phrase, with the number of the other places."""
        if not self.others:
            return self.kind.message
        places = "place" if self.others == 1 else "places"
        return f"{self.kind.message}, here and in {self.others} more {places}"

    @property
    def help(self) -> str | None:
        return self.kind.help


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


class CannotUse(Exception):
    """A file can't be used at all: a document, a schema, a stylesheet, a catalog.

    Carries the finding that says why; what else the run does goes on without it.
    """

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic

    def __str__(self) -> str:
        return self.diagnostic.message
