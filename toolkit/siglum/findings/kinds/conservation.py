"""The proof that a rendering keeps the text (SG7)."""

from __future__ import annotations

from siglum.findings.kinds.catalogued import Catalogued
from siglum.relaxng.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Outputs:
    """The views of one format of output that have a fault."""

    format: str
    views: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.format}: {', '.join(self.views)}"


@dataclass(frozen=True, slots=True)
class _Fault(Catalogued):
    """What is wrong with a text of the source."""

    text: str
    """Its first words, from where it is wrong."""
    outputs: tuple[Outputs, ...]

    @property
    def where(self) -> str:
        return "; ".join(map(str, self.outputs))


@dataclass(frozen=True, slots=True)
class Lost(_Fault):
    code = "SG701"
    before: str
    """The words before it in the source."""

    @property
    def message(self) -> str:
        after = f" after “{self.before}”" if self.before else ""
        return f"the text “{self.text}”{after} is not in the output ({self.where})"


class Repeated(_Fault):
    __slots__ = ()
    code = "SG702"

    @property
    def message(self) -> str:
        return f"the text “{self.text}” is in the output more than once ({self.where})"


class Astray(_Fault):
    __slots__ = ()
    code = "SG703"

    @property
    def message(self) -> str:
        return f"the text “{self.text}” is out of its order in the output ({self.where})"


@dataclass(frozen=True, slots=True)
class Altered(_Fault):
    code = "SG704"
    instead: str
    """What the output has in the place of the text."""

    @property
    def message(self) -> str:
        return (
            f"where the source has “{self.text}”, the output goes on with “{self.instead}”"
            f" ({self.where})"
        )


@dataclass(frozen=True, slots=True)
class OfNoText(Catalogued):
    """Texts that an output claims to have of a file that has none such."""

    code = "SG704"
    number: int
    outputs: Outputs

    @property
    def message(self) -> str:
        return f"the output claims {self.number} texts that are not in the file ({self.outputs})"


@dataclass(frozen=True, slots=True)
class _More(Catalogued):
    """The number of texts with a fault that are not told one by one."""

    number: int

    @property
    def message(self) -> str:
        return f"{self.number} more texts of this file have the same fault"


class MoreLost(_More):
    __slots__ = ()
    code = "SG701"


class MoreRepeated(_More):
    __slots__ = ()
    code = "SG702"


class MoreAstray(_More):
    __slots__ = ()
    code = "SG703"


class MoreAltered(_More):
    __slots__ = ()
    code = "SG704"


@dataclass(frozen=True, slots=True)
class Noncharacter(Catalogued):
    code = "SG705"
    character: str

    @property
    def message(self) -> str:
        return f"the noncharacter U+{ord(self.character):04X} stands here"
