"""What all kinds have that stand in the catalogue of codes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from siglum.findings.codes import CODES
from siglum.findings.diagnostics import Severity


class Catalogued(ABC):
    """A kind with an entry in the catalogue, which says how much it weighs and what to do."""

    __slots__ = ()

    code: ClassVar[str]

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    @abstractmethod
    def message(self) -> str:
        """One phrase in the user's words, names quoted, no full stop."""

    @property
    def advice(self) -> str | None:
        """What to do, where there is more to say than for all findings of the code."""
        return None

    @property
    def help(self) -> str:
        return self.advice or CODES[self.code].help


class WrongSettings(Catalogued):
    """A wrong setting, or a file that settings name and that can't be used."""

    __slots__ = ()
    code = "SG901"
