"""What can be wrong with a document: the data of each kind of mistake, and its words.

Names are in Clark notation. `hint` says what to do, where that is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from ..errors import Mistake
from ..frozen import dataclass
from .hints import Hint, Line, MeantAttribute, MoveBefore, MoveBehind
from .words import (
    are_missing,
    attribute_title,
    enumerated,
    in_namespace,
    quoted,
    value_title,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hinted:
    """A mistake about which there may be something to say that helps."""

    hint: Hint | None = None

    @property
    def help(self) -> str | None:
        return self.hint.words if self.hint else None


# Elements.


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownElement(_Hinted):
    """The schema declares no such element; `wrong_namespace`: in that namespace."""

    code: ClassVar[str] = "RNG101"
    element: str
    wrong_namespace: bool

    @property
    def message(self) -> str:
        title = in_namespace(self.element) if self.wrong_namespace else quoted(self.element)
        return f"there is no element {title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MisplacedElement:
    """An element can't stand here.

    `wrong_namespace`: an element in that namespace can't. `parent` is None for the root;
    `belongs`: the parent can have it, but not at this place. Each of the hints would mend it.
    """

    code: ClassVar[str] = "RNG102"
    element: str
    wrong_namespace: bool
    parent: str | None
    belongs: bool = False
    hints: tuple[Hint, ...] = ()

    @property
    def message(self) -> str:
        title = in_namespace(self.element) if self.wrong_namespace else quoted(self.element)
        if self.parent is None:
            return f"{title} can't be the root of a document"
        where = "at this place in" if self.belongs else "in"
        return f"{title} can't stand {where} {quoted(self.parent)}"

    @property
    def help(self) -> str | None:
        return ", or ".join(hint.words for hint in self.hints) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingBefore(_Hinted):
    """Before an element something is missing: some elements, if it is clear which."""

    code: ClassVar[str] = "RNG103"
    element: str
    missing: tuple[str, ...]

    @property
    def message(self) -> str:
        title = quoted(self.element)
        if not self.missing:
            return f"{title} can't stand here yet"
        return f"{are_missing(self.missing)} before {title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndsTooEarly(_Hinted):
    """An element ends where something is missing: some elements, if it is clear which."""

    code: ClassVar[str] = "RNG104"
    element: str
    missing: tuple[str, ...]

    @property
    def message(self) -> str:
        message = f"{quoted(self.element)} ends too early"
        return f"{message}: {are_missing(self.missing)}" if self.missing else message


@dataclass(frozen=True, slots=True, kw_only=True)
class MisplacedText(_Hinted):
    """Text can't stand directly in an element; None for the document itself."""

    code: ClassVar[str] = "RNG105"
    parent: str | None

    @property
    def message(self) -> str:
        where = quoted(self.parent) if self.parent else "the document"
        return f"text can't stand directly in {where}"


# Attributes.


@dataclass(frozen=True, slots=True, kw_only=True)
class MisplacedAttribute(_Hinted):
    """An element can't have an attribute.

    `is_known`: it can, but not beside its other attributes.
    """

    code: ClassVar[str] = "RNG106"
    element: str
    attribute: str
    is_known: bool = False

    @property
    def message(self) -> str:
        element, attribute = quoted(self.element), attribute_title(self.attribute)
        if self.is_known:
            return f"{element} can't have {attribute} beside its other attributes"
        return f"{element} can't have the attribute {attribute}"

    @property
    def meant(self) -> str | None:
        """The attribute that was probably meant."""
        return self.hint.name if isinstance(self.hint, MeantAttribute) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingAttributes(_Hinted):
    """An element lacks attributes: these, if it is clear which."""

    code: ClassVar[str] = "RNG107"
    element: str
    missing: tuple[str, ...]

    @property
    def message(self) -> str:
        if not self.missing:
            return f"{quoted(self.element)} needs another attribute"
        listed = enumerated([attribute_title(name) for name in self.missing], "and")
        plural = "s" if len(self.missing) > 1 else ""
        return f"{quoted(self.element)} needs the attribute{plural} {listed}"


# Values.


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wrong(_Hinted):
    """A value or a text is not what it has to be.

    `found` is the value, or the part of it that is wrong; None for one that is empty. `noun` is
    what it should be (“a date”), where that is one thing, and `reason` says why it is not.
    """

    found: str | None
    noun: str | None = None
    reason: str | None = None

    @property
    def problem(self) -> str:
        """What is wrong, as a phrase."""
        if self.found is None:
            return "it is empty"
        is_not = f"is not {self.noun}" if self.noun else "is not allowed"
        says = f"{value_title(self.found)} {is_not}"
        return f"{says}: {self.reason}" if self.reason else says


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongValue(_Wrong):
    """The value of an attribute is wrong."""

    code: ClassVar[str] = "RNG108"
    element: str
    attribute: str

    @property
    def message(self) -> str:
        return f"{attribute_title(self.attribute)} of {quoted(self.element)}: {self.problem}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongText(_Wrong):
    """The text of an element is wrong."""

    code: ClassVar[str] = "RNG109"
    element: str

    @property
    def message(self) -> str:
        return f"the text of {quoted(self.element)}: {self.problem}"


# IDs.


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubledId:
    """An ID is used a second time; the first is in the tag that begins on the line `first`."""

    code: ClassVar[str] = "RNG110"
    identifier: str
    attribute: str
    first: Line

    @property
    def message(self) -> str:
        return f"the ID {value_title(self.identifier)} is used a second time"

    @property
    def help(self) -> str:
        return f"it is used first on {self.first}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownId(_Hinted):
    """An attribute refers to an ID that the document does not have."""

    code: ClassVar[str] = "RNG111"
    identifier: str
    attribute: str

    @property
    def message(self) -> str:
        return f"there is no element with the ID {value_title(self.identifier)}"


# Documents.


@dataclass(frozen=True, slots=True, kw_only=True)
class NotWellFormed:
    """The document is not well-formed; `reason` is the parser's."""

    code: ClassVar[str] = "RNG120"
    help: ClassVar[None] = None
    reason: str

    @property
    def message(self) -> str:
        return f"not well-formed: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecodable:
    """The bytes of the document are not in its encoding; `reason` is the decoder's."""

    code: ClassVar[str] = "RNG120"
    help: ClassVar[None] = None
    reason: str

    @property
    def message(self) -> str:
        return f"the document can't be decoded: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredEntity:
    """The document declares an entity."""

    code: ClassVar[str] = "RNG121"
    help: ClassVar[None] = None
    entity: str

    @property
    def message(self) -> str:
        return f"the document declares the entity “{self.entity}”; entities are never expanded"


@dataclass(frozen=True, slots=True, kw_only=True)
class UndefinedEntity:
    """The document refers to an entity that it does not declare."""

    code: ClassVar[str] = "RNG121"
    help: ClassVar[None] = None
    entity: str

    @property
    def message(self) -> str:
        return f"the entity “{self.entity}” is not defined in the document"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnexpandedEntity:
    """A reference to an entity was left in the tree."""

    code: ClassVar[str] = "RNG121"
    help: ClassVar[None] = None
    reference: str

    @property
    def message(self) -> str:
        return f"the entity “{self.reference}” is not expanded"


@dataclass(frozen=True, slots=True, kw_only=True)
class TooAmbiguous:
    """To check the document would take too much memory."""

    code: ClassVar[str] = "RNG122"
    help: ClassVar[None] = None

    @property
    def message(self) -> str:
        return "the schema is too ambiguous to check this document"


def with_lines(mistake: Mistake, told: Callable[[Line], Line]) -> Mistake:
    """Return a mistake with each line that it names as another tells it."""
    if isinstance(mistake, DoubledId):
        return replace(mistake, first=told(mistake.first))
    if isinstance(mistake, MisplacedElement):
        hints = tuple(
            replace(hint, line=told(hint.line))
            if isinstance(hint, MoveBefore | MoveBehind)
            else hint
            for hint in mistake.hints
        )
        return replace(mistake, hints=hints)
    return mistake
