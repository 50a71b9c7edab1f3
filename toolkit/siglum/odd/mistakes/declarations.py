"""What stands in a declaration: content, names, values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from siglum.relaxng.frozen import dataclass

from .meant import Meant

_SHOWN = 3  # names of a list in a message, and alternatives


def _one_of(values: Sequence[str]) -> str:
    return f"Write one of: {', '.join(values)}."


# Content.


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLarge:
    """What an element may contain comes to more parts than can be written out."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[str] = "Ask for fewer repetitions, within repetitions and by macros."
    ident: str
    most: int

    @property
    def message(self) -> str:
        return f"what “{self.ident}” may contain comes to more than {self.most} parts"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftEmpty:
    """Deletions leave nothing of what an element may contain."""

    code: ClassVar[str] = "ODD106"
    help: ClassVar[str] = "Take in what it contains, give it another content, or delete it."
    ident: str

    @property
    def message(self) -> str:
        return f"“{self.ident}” is left empty: nothing it may contain is in the schema"


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """An element needs another, which is left out."""

    code: ClassVar[str] = "ODD111"
    help: ClassVar[str] = "Take it in, or change the content of the element that needs it."
    ident: str
    needed: str

    @property
    def message(self) -> str:
        return f"“{self.ident}” needs “{self.needed}”, which is not in the schema"


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """Elements can stand in no document, as what is `lacking` is left out."""

    code: ClassVar[str] = "ODD107"
    elements: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def message(self) -> str:
        shown, more = self.elements[:_SHOWN], len(self.elements) - _SHOWN
        names = ", ".join(f"“{name}”" for name in shown) + (f" and {more} more" if more > 0 else "")
        need = "it needs" if len(self.elements) == 1 else "they need"
        return f"{names} can't stand in any valid document: {need} what is left out"

    @property
    def help(self) -> str | None:
        wanted = ", ".join(f"“{name}”" for name in self.lacking)
        return f"Take in again, or make optional: {wanted}." if wanted else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """Nothing uses a class, macro or datatype; `noun` says which."""

    code: ClassVar[str] = "ODD108"
    noun: str
    ident: str
    has_rules: bool

    @property
    def message(self) -> str:
        message = f"nothing uses the {self.noun} “{self.ident}”"
        return f"{message}, and its rules are never run" if self.has_rules else message

    @property
    def help(self) -> str:
        if self.has_rules:
            return "Refer to it, or put the rules where they belong."
        return "Make elements members of it, or refer to it, or leave it out."


@dataclass(frozen=True, slots=True, kw_only=True)
class SameName:
    """Two attributes of an element have the same name in documents."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[str] = "Give one of them another altIdent."
    ident: str
    name: str
    first: str
    second: str

    @property
    def message(self) -> str:
        return (
            f"of “{self.ident}”, two attributes are called “{self.name}”:"
            f" “{self.first}” and “{self.second}”"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Undeterministic:
    """A content model has no deterministic equal; `names` are what is not plain in it."""

    code: ClassVar[str] = "ODD113"
    help: ClassVar[str] = (
        "Write the content so that each element shows at once which part of it begins."
    )
    ident: str
    names: tuple[str, ...]

    @property
    def message(self) -> str:
        more = len(self.names) - _SHOWN
        others = (f"one of {more} others",) if more > 0 else ()
        return (
            f"in “{self.ident}” it is not plain where each"
            f" {' or '.join(self.names[:_SHOWN] + others)} belongs;"
            " the W3C schema lets them stand in any order"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentTooDeep:
    """A content model is nested too deep."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[str] = "Define parts as macros."
    most: int

    @property
    def message(self) -> str:
        return f"the content model is nested more than {self.most} deep"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInContent:
    """A pattern of RELAX NG in a content model names a file."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[str] = (
        'Take the grammar in with <moduleRef url="…"/>, and refer to its patterns.'
    )
    pattern: str

    @property
    def message(self) -> str:
        return f"the {self.pattern} of RELAX NG in a content model names a file"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoContent:
    """Something in a content model is no part of any."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[None] = None
    element: str

    @property
    def message(self) -> str:
        return f"“{self.element}” is no part of a content model"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamelessDataRef:
    """A dataRef names nothing."""

    code: ClassVar[str] = "ODD007"
    message: ClassVar[str] = "the dataRef has neither key nor name nor ref"
    help: ClassVar[None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownDatatype(Meant):
    """XML Schema has no such datatype."""

    code: ClassVar[str] = "ODD007"
    name: str

    @property
    def message(self) -> str:
        return f"“{self.name}” is no datatype of W3C XML Schema"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownFacet(Meant):
    """Datatypes have no such facet."""

    code: ClassVar[str] = "ODD007"
    name: str

    @property
    def message(self) -> str:
        return f"“{self.name}” is no facet of datatypes"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongFacet:
    """A facet does not fit its datatype, for a `reason`."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[None] = None
    reason: str

    @property
    def message(self) -> str:
        return self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpossibleCount:
    """Something is to come more often than it may; `attribute` says how often it may."""

    code: ClassVar[str] = "ODD007"
    least: int
    most: int
    attribute: str

    @property
    def message(self) -> str:
        return f"at least {self.least} and at most {self.most} times is impossible"

    @property
    def help(self) -> str:
        return f"Write {self.attribute} too; it is 1 where it is not said."


@dataclass(frozen=True, slots=True, kw_only=True)
class NotACount:
    """How often something may come is not said by a number."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[None] = None
    value: str

    @property
    def message(self) -> str:
        return f"“{self.value}” is not a count"


# Names and values.


@dataclass(frozen=True, slots=True, kw_only=True)
class NotANamespace:
    """A namespace is no URI."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[str] = "Write a URI, without spaces."
    value: str

    @property
    def message(self) -> str:
        return f"“{self.value}” is no namespace"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAPrefix:
    """No name can begin with the prefix for those of patterns."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[str] = "Write a prefix such as “svg_”, without spaces or colons."
    value: str

    @property
    def message(self) -> str:
        return f"names can't begin with “{self.value}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class LacksAttribute:
    """An element of ODD lacks an attribute."""

    code: ClassVar[str] = "ODD007"
    element: str
    attribute: str

    @property
    def message(self) -> str:
        return f"the {self.element} has no {self.attribute}"

    @property
    def help(self) -> str:
        return f"Give it the attribute {self.attribute}."


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAName:
    """What is to be a name is none in XML."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[str] = "A name begins with a letter or _, and has no spaces."
    value: str

    @property
    def message(self) -> str:
        return f"“{self.value}” is no name in XML"


@dataclass(frozen=True, slots=True, kw_only=True)
class UndeclaredPrefix:
    """The prefix of a name stands for nothing."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[str] = (
        "Declare it with xmlns for an attribute; give an element its namespace with ns."
    )
    prefix: str
    name: str

    @property
    def message(self) -> str:
        return f"the prefix “{self.prefix}” of “{self.name}” says nothing here"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownValue:
    """An attribute that decides what is to be done has none of its values."""

    code: ClassVar[str] = "ODD007"
    attribute: str
    value: str
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"“{self.value}” is no value of {self.attribute}"

    @property
    def help(self) -> str:
        return _one_of(self.known)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadValue(UnknownValue):
    """An attribute has none of its values, and is not read."""

    code: ClassVar[str] = "ODD115"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead(Meant):
    """An element stands where it says nothing; `holders` are those in which it would."""

    code: ClassVar[str] = "ODD115"
    element: str
    parent: str
    holders: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        return f"“{self.element}” is no part of {self.parent}, and changes nothing"

    @property
    def help(self) -> str | None:
        if self.holders:
            return f"Put it into {' or '.join(self.holders)}."
        return self._question
