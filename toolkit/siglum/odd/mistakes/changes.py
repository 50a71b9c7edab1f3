"""What a customization takes in and changes, and what it refers to."""

from __future__ import annotations

from typing import ClassVar

from siglum.relaxng.frozen import dataclass

from .meant import Meant

# What is taken in.


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownModule(Meant):
    """The source has no such module."""

    code: ClassVar[str] = "ODD003"
    module: str

    @property
    def message(self) -> str:
        return f"there is no module “{self.module}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownSpec(Meant):
    """The source has no such element, class, macro or datatype; `noun` says which."""

    code: ClassVar[str] = "ODD004"
    noun: str
    ident: str

    @property
    def message(self) -> str:
        return f"there is no {self.noun} “{self.ident}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotInModule(Meant):
    """A module has no such element; it is in the module `elsewhere`, if in any."""

    code: ClassVar[str] = "ODD101"
    module: str
    element: str
    elsewhere: str | None = None

    @property
    def message(self) -> str:
        return f"the module “{self.module}” has no element “{self.element}”"

    @property
    def help(self) -> str | None:
        if self.elsewhere:
            return f"“{self.element}” is in the module “{self.elsewhere}”."
        return self._question


@dataclass(frozen=True, slots=True, kw_only=True)
class NotInClass(Meant):
    """A class has no such attribute."""

    code: ClassVar[str] = "ODD101"
    class_: str
    attribute: str

    @property
    def message(self) -> str:
        return f"the class “{self.class_}” has no attribute “{self.attribute}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThereAlready:
    """Something is added that the schema has."""

    code: ClassVar[str] = "ODD110"
    help: ClassVar[str] = 'Say mode="change" to keep what you do not mention, or mode="replace".'
    ident: str

    @property
    def message(self) -> str:
        return f"“{self.ident}” is in the schema already; this one takes its place"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamelessModuleRef:
    """A moduleRef names neither a module nor a file."""

    code: ClassVar[str] = "ODD007"
    message: ClassVar[str] = "the moduleRef has neither key nor url"
    help: ClassVar[str] = "Name a module with key."


# Changes.


@dataclass(frozen=True, slots=True, kw_only=True)
class NotInSchema:
    """Something of TEI is changed that is in a module which is not taken in."""

    code: ClassVar[str] = "ODD102"
    ident: str
    module: str | None

    @property
    def message(self) -> str:
        return f"“{self.ident}” is changed, but no part of the schema"

    @property
    def help(self) -> str:
        return f"Take in its module, “{self.module}”, or leave the change out."


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingThere(Meant):
    """Something is changed, deleted or replaced that is nowhere."""

    code: ClassVar[str] = "ODD102"
    ident: str
    mode: str

    @property
    def message(self) -> str:
        return f"there is no “{self.ident}” to {self.mode}"

    @property
    def help(self) -> str:
        return self._question or 'To define something new, say mode="add".'


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSort:
    """A specification changes one of another sort, such as a class an element."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[None] = None
    ident: str

    @property
    def message(self) -> str:
        return f"“{self.ident}” is another kind of thing than what it changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class LosesClasses:
    """A membership is deleted where all memberships are replaced."""

    code: ClassVar[str] = "ODD103"
    help: ClassVar[str] = 'Write <classes mode="change"> to keep those that you do not delete.'
    ident: str
    class_: str

    @property
    def message(self) -> str:
        return f"“{self.ident}” loses all its classes here, not only “{self.class_}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberByAnother:
    """A membership is deleted that comes `by` another class."""

    code: ClassVar[str] = "ODD103"
    ident: str
    class_: str
    by: str

    @property
    def message(self) -> str:
        return f"“{self.ident}” is in “{self.class_}” not itself, but by “{self.by}”"

    @property
    def help(self) -> str:
        return f"Delete the membership in “{self.by}”, or single attributes of the element."


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMember(Meant):
    """A membership is deleted that is not there."""

    code: ClassVar[str] = "ODD103"
    ident: str
    class_: str

    @property
    def message(self) -> str:
        return f"“{self.ident}” is no member of “{self.class_}”"

    @property
    def help(self) -> str:
        return self._question or "Leave the deletion out: there is no need of it."


@dataclass(frozen=True, slots=True, kw_only=True)
class NoOwnAttribute(Meant):
    """An attribute of a class is changed or deleted that it does not declare."""

    code: ClassVar[str] = "ODD103"
    class_: str
    attribute: str

    @property
    def message(self) -> str:
        return f"the class “{self.class_}” has no attribute “{self.attribute}” of its own"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAttribute(Meant):
    """An attribute of an element is changed or deleted that it does not have."""

    code: ClassVar[str] = "ODD103"
    element: str
    attribute: str
    mode: str

    @property
    def message(self) -> str:
        return f"the element “{self.element}” has no attribute “{self.attribute}” to {self.mode}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoValue(Meant):
    """A value of an attribute is changed or deleted that it does not have."""

    code: ClassVar[str] = "ODD103"
    attribute: str
    value: str

    @property
    def message(self) -> str:
        return f"@{self.attribute} has no value “{self.value}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRule(Meant):
    """A rule is changed or deleted that its `owner` does not have."""

    code: ClassVar[str] = "ODD103"
    owner: str
    rule: str
    mode: str

    @property
    def message(self) -> str:
        return f"{self.owner} has no rule “{self.rule}” of its own to {self.mode}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubledAttribute:
    """An attribute is declared twice, and not in the same way."""

    code: ClassVar[str] = "ODD007"
    help: ClassVar[str] = "Put both declarations into one attDef."
    attribute: str

    @property
    def message(self) -> str:
        return f"the attribute “{self.attribute}” is declared twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredTwice:
    """An attribute is declared twice in the same way."""

    code: ClassVar[str] = "ODD117"
    help: ClassVar[None] = None
    attribute: str

    @property
    def message(self) -> str:
        return f"the attribute “{self.attribute}” is declared twice"


# References.


@dataclass(frozen=True, slots=True, kw_only=True)
class Circular:
    """A class, macro or datatype contains itself, by way of the others of `path`."""

    code: ClassVar[str] = "ODD005"
    help: ClassVar[str] = "Take one of them out of the other."
    ident: str
    path: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"“{self.ident}” contains itself: {' → '.join(self.path)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownClass(Meant):
    """There is no such class to be a member of."""

    code: ClassVar[str] = "ODD104"
    class_: str

    @property
    def message(self) -> str:
        return f"there is no class “{self.class_}” to be a member of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undefined(Meant):
    """A specification refers to what is nowhere."""

    code: ClassVar[str] = "ODD105"
    ident: str
    key: str

    @property
    def message(self) -> str:
        return f"“{self.ident}” refers to “{self.key}”, which is nowhere defined"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownStart(Meant):
    """What is to be an outermost element is none."""

    code: ClassVar[str] = "ODD105"
    name: str

    @property
    def message(self) -> str:
        return f"the start “{self.name}” is no element"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoStart(Meant):
    """No element can be the outermost one; `is_empty`: there are no elements."""

    code: ClassVar[str] = "ODD008"
    message: ClassVar[str] = "no element of the schema can be the outermost one"
    is_empty: bool

    @property
    def help(self) -> str | None:
        if self.is_empty:
            takes = 'take in modules of TEI, as by <moduleRef key="core"/>.'
            return f"The schema has no elements: {takes}"
        return self._question
