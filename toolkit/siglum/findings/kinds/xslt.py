"""Why a stylesheet of the edition's own, in XSLT, can't be used."""

from __future__ import annotations

from siglum.findings.kinds import phrases
from siglum.findings.kinds.catalogued import Catalogued
from siglum.relaxng.frozen import dataclass
from siglum.xml.resolve import Reason


class _Stylesheet(Catalogued):
    """A stylesheet that can't be used, or that stops."""

    __slots__ = ()
    code = "SG601"


@dataclass(frozen=True, slots=True)
class Told(_Stylesheet):
    """What a stylesheet says itself, or Saxon of it."""

    words: str

    @property
    def message(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Stopped(_Stylesheet):
    """A transformation that came to no end."""

    reason: str

    @property
    def message(self) -> str:
        return f"the transformation stopped: {self.reason}"


@dataclass(frozen=True, slots=True)
class Ended(_Stylesheet):
    """An edition's own stylesheet that took too much."""

    reason: str

    @property
    def message(self) -> str:
        return f"the stylesheet was ended: {self.reason}"

    @property
    def advice(self) -> str:
        return (
            "Look for recursion or loops without end. No stylesheet of the edition is applied any"
            " more in this run."
        )


@dataclass(frozen=True, slots=True)
class StylesheetRefused(_Stylesheet):
    reason: Reason

    @property
    def message(self) -> str:
        return f"the stylesheet {self.reason}"


@dataclass(frozen=True, slots=True)
class NotImported(_Stylesheet):
    """An edition's stylesheet that takes the place of siglum's, and does not import it."""

    output: str

    @property
    def message(self) -> str:
        return f"the stylesheet does not import “siglum:{self.output}.xsl”, whose place it takes"

    @property
    def advice(self) -> str:
        return f'Write <xsl:import href="siglum:{self.output}.xsl"/> at its beginning.'


@dataclass(frozen=True, slots=True)
class ImportsTooDeep(_Stylesheet):
    most: int

    @property
    def message(self) -> str:
        return f"stylesheets are imported more than {self.most} deep"


@dataclass(frozen=True, slots=True)
class ImportsItself(_Stylesheet):
    href: str

    @property
    def message(self) -> str:
        return f"“{self.href}” leads back to this stylesheet"


@dataclass(frozen=True, slots=True)
class StylesheetTooLarge(_Stylesheet):
    most: int
    """Characters."""

    @property
    def message(self) -> str:
        return f"the stylesheet has more than {self.most:,} characters with its modules"


@dataclass(frozen=True, slots=True)
class ForeignImport(_Stylesheet):
    href: str

    @property
    def message(self) -> str:
        return f"“{self.href}” is neither siglum's nor the edition's"


@dataclass(frozen=True, slots=True)
class NoSuchOwnStylesheet(_Stylesheet):
    """An address of siglum's own stylesheets that none of them has."""

    href: str

    @property
    def message(self) -> str:
        return f"siglum has no stylesheet “{self.href}”"


@dataclass(frozen=True, slots=True)
class ImportRefused(_Stylesheet):
    address: str
    reason: Reason

    @property
    def message(self) -> str:
        return phrases.refused(self.address, self.reason)


@dataclass(frozen=True, slots=True)
class NoSuchStylesheet(_Stylesheet):
    href: str

    @property
    def message(self) -> str:
        return f"there is no stylesheet “{self.href}”"


@dataclass(frozen=True, slots=True)
class InstructionRefused(_Stylesheet):
    """An element, attribute or function that an edition's stylesheet may not have."""

    name: str

    @property
    def message(self) -> str:
        return f"“{self.name}” is refused in an edition's stylesheet"


@dataclass(frozen=True, slots=True)
class DoctypeRefused(_Stylesheet):
    @property
    def message(self) -> str:
        return "a document type declaration is refused in an edition's stylesheet"


@dataclass(frozen=True, slots=True)
class ExtensionRefused(_Stylesheet):
    @property
    def message(self) -> str:
        return "Saxon's extensions are refused in an edition's stylesheet"
