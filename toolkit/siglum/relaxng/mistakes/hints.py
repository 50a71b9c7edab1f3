"""What to do about a mistake: its data, and the phrase that `words` makes of them.

Names are in Clark notation. Of long lists a hint has the first `MOST`, the likeliest first, and the
number of the others in `more`.
"""

from __future__ import annotations

from typing import Protocol

from ..frozen import dataclass
from .words import (
    attribute_name,
    attribute_title,
    enumerated,
    expected,
    quoted,
    value_title,
)

MOST = 20


class Hint(Protocol):
    """What to do about a mistake."""

    @property
    def words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Line:
    """A line that a hint names: of the document, or of the `file` that was included there."""

    number: int
    file: str | None = None

    def __str__(self) -> str:
        return f"line {self.number}" + (f" of {self.file}" if self.file else "")


# Names.


@dataclass(frozen=True, slots=True, kw_only=True)
class MeantElement:
    """Another element was probably meant.

    `written` is its name with the prefix that it has at this place, None where it has none there;
    `is_slip`: the names differ in case, or by a letter or two.
    """

    name: str
    written: str | None = None
    is_slip: bool = False

    @property
    def words(self) -> str:
        return f"did you mean {quoted(self.name)}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeantAttribute:
    """Another attribute was probably meant; the fields are as in `MeantElement`."""

    name: str
    written: str | None = None
    is_slip: bool = False

    @property
    def words(self) -> str:
        return f"did you mean {attribute_title(self.name)}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeantNamespace:
    """Another namespace was probably meant, "" for none."""

    namespace: str

    @property
    def words(self) -> str:
        if not self.namespace:
            return "did you mean no namespace?"
        return f"did you mean the namespace “{self.namespace}”?"


# Places.


@dataclass(frozen=True, slots=True, kw_only=True)
class PutInto:
    """Put it into an element: one of several, each named with those in it, the outermost first."""

    wrappers: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> str:
        places = [" in ".join(map(quoted, reversed(wrapper))) for wrapper in self.wrappers]
        return f"put it into {enumerated(places)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Close an element before this."""

    element: str

    @property
    def words(self) -> str:
        return f"close {quoted(self.element)} first"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOneAway:
    """Take an element or the one around it away, which has the same name."""

    @property
    def words(self) -> str:
        return "take one of the two away"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyOne:
    """An element can stand but once in its parent."""

    element: str
    parent: str

    @property
    def words(self) -> str:
        title, parent = quoted(self.element), quoted(self.parent)
        return f"there can be only one {title} in {parent}: join the two, or take one away"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComesBefore:
    """An element has to come before certain others of its parent."""

    element: str
    parent: str
    others: tuple[str, ...]

    @property
    def words(self) -> str:
        listed = enumerated([quoted(one) for one in self.others])
        return f"in {quoted(self.parent)}, {quoted(self.element)} has to come before {listed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveBefore:
    """Move it before an element that began on a line."""

    element: str
    line: Line

    @property
    def words(self) -> str:
        return f"move it before {quoted(self.element)} on {self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveBehind:
    """Move it behind an element that began on a line."""

    element: str
    line: Line

    @property
    def words(self) -> str:
        return f"move it behind {quoted(self.element)} on {self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsIn:
    """It can stand in some elements; `directly` in one that is open here."""

    parents: tuple[str, ...]
    directly: bool = False

    @property
    def words(self) -> str:
        listed = enumerated([quoted(one) for one in self.parents])
        return f"it can stand {'directly ' if self.directly else ''}in {listed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What can stand at a place: elements, text, the end of the parent."""

    elements: tuple[str, ...]
    more: int
    text: bool
    end: bool

    @property
    def words(self) -> str:
        return expected(self.elements, self.more, text=self.text, end=self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOther:
    """At a place, any other element can stand."""

    @property
    def words(self) -> str:
        return "here can stand any other element"


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """One of some elements has to come."""

    elements: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"it needs {enumerated([quoted(one) for one in self.elements])}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBy:
    """One of some elements has to come before."""

    elements: tuple[str, ...]

    @property
    def words(self) -> str:
        listed = enumerated([quoted(one) for one in self.elements])
        return f"before it, there has to be {listed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IsEmpty:
    """An element has to be empty."""

    element: str

    @property
    def words(self) -> str:
        return f"{quoted(self.element)} has to be empty"


# Attributes.


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteAsAttribute:
    """A text is to be the value of an attribute."""

    attribute: str
    value: str

    @property
    def words(self) -> str:
        from xml.sax.saxutils import quoteattr  # late: it is slow to import

        return f"write it as an attribute: {attribute_name(self.attribute)}={quoteattr(self.value)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CanHave:
    """The attributes that an element can have, and has not."""

    attributes: tuple[str, ...]
    more: int

    @property
    def words(self) -> str:
        listed = enumerated(self.attributes, more=self.more, title=attribute_title)
        return f"it can have {listed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """One of some attributes."""

    attributes: tuple[str, ...]
    more: int

    @property
    def words(self) -> str:
        return f"one of {enumerated(self.attributes, more=self.more, title=attribute_title)}"


# Values.


@dataclass(frozen=True, slots=True, kw_only=True)
class MeantValue:
    """Another value was probably meant; `is_slip` is as in `MeantElement`."""

    value: str
    is_slip: bool = False

    @property
    def words(self) -> str:
        return f"did you mean “{self.value}”?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """The value in the right form; several where it can mean more than one thing."""

    values: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"did you mean {' or '.join(map(value_title, self.values))}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPrefix:
    """The value is right, but for what its prefix stands for."""

    @property
    def words(self) -> str:
        return "a prefix, or having none, stands for another namespace here"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOffSpace:
    """The value is right, but for the white space around it."""

    value: str

    @property
    def words(self) -> str:
        return "take off the white space around it"


@dataclass(frozen=True, slots=True, kw_only=True)
class CanBe:
    """The values that are allowed, and what else is: `nouns` are kinds of values (“a date”)."""

    values: tuple[str, ...]
    more: int
    nouns: tuple[str, ...]

    @property
    def words(self) -> str:
        titles = [f"“{one}”" for one in self.values]
        if not self.nouns:
            return f"it can be {enumerated(titles, more=self.more)}"
        return f"it can be {enumerated([*titles[:4], *self.nouns])}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveEmpty:
    """The value has to be empty."""

    @property
    def words(self) -> str:
        return "it has to be empty"
