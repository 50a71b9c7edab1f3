"""What Schematron rules find, as findings of siglum: the engine's data and words."""

from __future__ import annotations

from dataclasses import dataclass

from siglum.findings.codes import CODES
from siglum.findings.diagnostics import Severity
from siglum.schematron import Mistake


@dataclass(frozen=True, slots=True)
class AgainstRules:
    """What rules say of a document, or what is wrong with the rules themselves.

    The code of what an edition's own rules say is theirs, and may be one that siglum has.
    """

    mistake: Mistake

    @property
    def code(self) -> str:
        return self.mistake.code

    @property
    def severity(self) -> Severity:
        return Severity(self.mistake.role)

    @property
    def message(self) -> str:
        return self.mistake.message

    @property
    def help(self) -> str | None:
        entry = CODES.get(self.code)
        said = " ".join((self.mistake.help or "").splitlines())
        return said or (entry.help if entry else None)


@dataclass(frozen=True, slots=True)
class BrokenRules:
    """Rules that can't be used at all, in the engine's words."""

    code: str
    message: str

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def help(self) -> str:
        return CODES[self.code].help
