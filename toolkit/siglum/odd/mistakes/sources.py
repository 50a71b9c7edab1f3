"""What is compiled: the customization as a whole, and the files that it is made of."""

from __future__ import annotations

from typing import ClassVar

from siglum.relaxng.frozen import dataclass

from ..names import TEI
from .meant import Meant

# The customization as a whole.


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignSchemaSpec:
    """The schemaSpec is not in the namespace of TEI."""

    code: ClassVar[str] = "ODD001"
    message: ClassVar[str] = "the schemaSpec is not in the namespace of TEI"

    @property
    def help(self) -> str:
        return f'Write <TEI xmlns="{TEI}"> at the head of the file.'


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSchemaSpec:
    """The file holds no schemaSpec."""

    code: ClassVar[str] = "ODD001"
    message: ClassVar[str] = "the file holds no schemaSpec, and so no customization"
    help: ClassVar[str] = (
        "Write a schemaSpec with an ident, and in it a moduleRef for each module of TEI."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownSchemaSpec(Meant):
    """No schemaSpec of the file, which has those of `idents`, is the one that is asked for."""

    code: ClassVar[str] = "ODD001"
    ident: str
    idents: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"there is no schemaSpec “{self.ident}”"

    @property
    def help(self) -> str:
        meant = self._question
        return meant or f"There is: {', '.join(self.idents)}."


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralSchemaSpecs:
    """The file has several schemaSpecs, and none is asked for."""

    code: ClassVar[str] = "ODD112"
    idents: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"of {len(self.idents)} schemaSpecs, the first is compiled: “{self.idents[0]}”"

    @property
    def help(self) -> str:
        return f"Choose one with --ident: {', '.join(self.idents)}."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooDeep:
    """The customization is nested too deep."""

    code: ClassVar[str] = "ODD007"
    message: ClassVar[str] = "the customization is nested too deep"
    help: ClassVar[None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyModels:
    """It gives only processing models; the schema is that of all of a source.

    `source` is None for TEI, `reason` why the source that is named could not be used.
    """

    code: ClassVar[str] = "ODD118"
    help: ClassVar[None] = None
    source: str | None
    reason: str | None = None

    @property
    def message(self) -> str:
        made_of = f"all of “{self.source}”" if self.source else "all of TEI"
        made_of += f", as {self.reason}" if self.reason else ""
        return (
            "processing models change no schema, and no module is taken in:"
            f" the schema is that of {made_of}"
        )


# Sources and other files.


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAtHand:
    """A file is not at hand."""

    code: ClassVar[str] = "ODD002"
    help: ClassVar[None] = None
    address: str

    @property
    def message(self) -> str:
        return f"“{self.address}” is not at hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomizedSource:
    """What is given as the source of TEI is a customization of it."""

    code: ClassVar[str] = "ODD002"
    message: ClassVar[str] = "what is given as the source of TEI is itself a customization of TEI"
    help: ClassVar[str] = (
        "Give a p5subset.xml; what a customization starts from, it names with source."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSpecifications:
    """The source holds no specifications."""

    code: ClassVar[str] = "ODD002"
    message: ClassVar[str] = "the source holds no specifications"
    help: ClassVar[str] = "Name the p5subset.xml of a version of TEI, or a compiled ODD."


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularSource:
    """A customization starts from itself."""

    code: ClassVar[str] = "ODD005"
    help: ClassVar[None] = None
    source: str

    @property
    def message(self) -> str:
        return f"the source “{self.source}” starts from the customization itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherVersion:
    """Another version of TEI is asked for than the one that is at hand."""

    code: ClassVar[str] = "ODD109"
    asked: str
    used: str

    @property
    def message(self) -> str:
        return f"TEI {self.asked} is asked for; the schema is made of TEI {self.used}"

    @property
    def help(self) -> str:
        return f"Give the file p5subset.xml of TEI {self.asked} with --p5subset."


# Groups.


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyGroups:
    """Groups refer to groups too often."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[str] = "Let each group be referred to once."
    most: int

    @property
    def message(self) -> str:
        return f"groups refer to groups more than {self.most:,} times"


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularGroup:
    """A group refers to itself."""

    code: ClassVar[str] = "ODD005"
    help: ClassVar[None] = None
    target: str

    @property
    def message(self) -> str:
        return f"the group “{self.target}” refers to itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownGroup(Meant):
    """A specGrpRef points to no specGrp."""

    code: ClassVar[str] = "ODD116"
    target: str

    @property
    def message(self) -> str:
        return f"“{self.target}” points to no specGrp"


# Grammars.


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusableGrammar:
    """A grammar to import can't be used, for a `reason`."""

    code: ClassVar[str] = "ODD009"
    help: ClassVar[str] = "Name a grammar file (.rng); a compact one can be converted with trang."
    reason: str

    @property
    def message(self) -> str:
        return self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAllowed:
    """RELAX NG does not allow the grammar that the customization comes to."""

    code: ClassVar[str] = "ODD010"
    help: ClassVar[None] = None
    reason: str

    @property
    def message(self) -> str:
        return f"RELAX NG does not allow what this comes to: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnElements:
    """An anyElement lets in elements that the schema declares itself.

    `attribute` is the one to except them by, and `value` what it should have.
    """

    code: ClassVar[str] = "ODD010"
    reason: str
    attribute: str
    value: str

    @property
    def message(self) -> str:
        return f"any element may be one that the schema declares itself: {self.reason}"

    @property
    def help(self) -> str:
        if self.attribute == "except":
            return f'Leave those out, as in except="{self.value}".'
        return f'Except them on the schemaSpec: {self.attribute}="{self.value}"'
