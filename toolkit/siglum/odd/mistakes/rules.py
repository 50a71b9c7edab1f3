"""The rules in a declaration."""

from __future__ import annotations

from typing import ClassVar

from siglum.relaxng.frozen import dataclass

from ..names import SCH


def _left_out(rule: str, owner: str) -> str:
    return f"the rule “{rule}” of “{owner}” is left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSchematron:
    """What stands in a constraint is in no namespace of rules."""

    code: ClassVar[str] = "ODD115"
    element: str

    @property
    def message(self) -> str:
        return f"“{self.element}” is no element of Schematron, and no rule"

    @property
    def help(self) -> str:
        return f'Declare xmlns:sch="{SCH}" and write sch:{self.element}.'


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRule:
    """A rule can't be compiled, for a `reason`."""

    code: ClassVar[str] = "ODD114"
    help: ClassVar[None] = None
    reason: str

    @property
    def message(self) -> str:
        return self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPrefix:
    """A context names an element of the schema as one in no namespace."""

    code: ClassVar[str] = "ODD114"
    context: str
    element: str

    @property
    def message(self) -> str:
        return f"the context “{self.context}” matches nothing: “{self.element}” needs a prefix"

    @property
    def help(self) -> str:
        return f"Write tei:{self.element}."


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLanguage:
    """A rule is left out that is written in another language."""

    code: ClassVar[str] = "ODD120"
    help: ClassVar[str] = "Write it in Schematron, or check by other means what it asks for."
    rule: str
    owner: str
    scheme: str

    @property
    def message(self) -> str:
        return f"{_left_out(self.rule, self.owner)}: it is written in “{self.scheme}”"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyRule:
    """A rule is left out of which the source does not have the text."""

    code: ClassVar[str] = "ODD120"
    help: ClassVar[str] = (
        "Take TEI from a p5subset.xml with --p5subset, or write the rule yourself."
    )
    rule: str
    owner: str

    @property
    def message(self) -> str:
        return f"{_left_out(self.rule, self.owner)}: its source does not say what it asks for"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWithoutContext:
    """A rule is left out that is about no element."""

    code: ClassVar[str] = "ODD120"
    help: ClassVar[str] = "Put its assertions into an sch:rule with a context."
    rule: str
    owner: str

    @property
    def message(self) -> str:
        return f"{_left_out(self.rule, self.owner)}: it is about no element of the schema"
