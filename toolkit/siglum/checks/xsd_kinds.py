"""What a W3C schema finds in a document, as data, and the words made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from siglum.findings.codes import CODES
from siglum.findings.diagnostics import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstXsd:
    """An element is not as its declaration says, for a `reason` in the words of `xmlschema`.

    `found` is the child that is wrong, and `expected` what may stand in its place, in Clark
    notation, where the reason is one of these.
    """

    code: ClassVar[str] = "SG202"
    element: str
    reason: str
    found: str | None = None
    expected: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def message(self) -> str:
        return self.reason

    @property
    def help(self) -> str:
        return CODES[self.code].help


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyStrangers:
    """So many attributes and elements are not allowed that the check stopped."""

    code: ClassVar[str] = "SG202"
    help: ClassVar[str] = "Remove them; what follows is checked then."
    number: int

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def message(self) -> str:
        return f"too much is not allowed: {self.number:,} attributes or elements so far"
