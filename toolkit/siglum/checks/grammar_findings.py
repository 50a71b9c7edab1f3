"""What a grammar in RELAX NG finds, as findings of siglum: the engine's data and words."""

from __future__ import annotations

from dataclasses import dataclass

from siglum.checks.habits import Habit
from siglum.findings.codes import CODES
from siglum.findings.diagnostics import Severity
from siglum.relaxng import Mistake
from siglum.relaxng.mistakes.kinds import MisplacedAttribute, UnknownId


@dataclass(frozen=True, slots=True)
class AgainstGrammar:
    """A mistake in a document, and what TEI has instead, where people know that otherwise."""

    mistake: Mistake
    habit: Habit | None = None

    @property
    def code(self) -> str:
        return self.mistake.code

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def message(self) -> str:
        return self.mistake.message

    @property
    def help(self) -> str:
        own = self.habit.words if self.habit else self.mistake.help
        return own or CODES[self.code].help

    @property
    def meant(self) -> str | None:
        """The attribute that a misspelt one was meant for, in Clark notation."""
        return self.mistake.meant if isinstance(self.mistake, MisplacedAttribute) else None

    @property
    def lacks(self) -> str | None:
        """The ID that is referred to and is not there."""
        return self.mistake.identifier if isinstance(self.mistake, UnknownId) else None


@dataclass(frozen=True, slots=True)
class BrokenGrammar:
    """A grammar that can't be used: what it breaks, in the engine's words."""

    code: str
    message: str

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def help(self) -> str:
        return CODES[self.code].help
