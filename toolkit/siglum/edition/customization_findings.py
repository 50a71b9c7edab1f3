"""What is wrong with a customization, as findings of siglum: the engine's data and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from siglum.findings.codes import CODES
from siglum.findings.diagnostics import Severity
from siglum.odd import Mistake


@dataclass(frozen=True, slots=True)
class InCustomization:
    """A mistake in a customization."""

    mistake: Mistake

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
        return self.mistake.help or CODES[self.code].help


# The mistakes that are found where the files of a customization are read.


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusableFile:
    """A file of the customization can't be used, for a `reason`, which stands at a `place`."""

    code: ClassVar[str] = "ODD002"
    help: ClassVar[None] = None
    address: str
    reason: str
    place: str

    @property
    def message(self) -> str:
        return f"“{self.address}” can't be used: {self.reason} ({self.place})"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFile:
    """A file of the customization may not be read; `refusal` says which, and why."""

    code: ClassVar[str] = "ODD002"
    help: ClassVar[str] = (
        "Put the file below the edition's folder, not hidden, or into its catalog."
    )
    refusal: str

    @property
    def message(self) -> str:
        return self.refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLocalCopy:
    """A file of the customization is on the network alone."""

    code: ClassVar[str] = "ODD002"
    address: str

    @property
    def message(self) -> str:
        return f"there is no local copy of “{self.address}”, and nothing is fetched"

    @property
    def help(self) -> str:
        return f"Add one: siglum schema add {self.address}"
