"""What Schematron has to say: an Error about a document, a SchemaError about a schema.

Codes of findings about a document:

| code | meaning |
|---|---|
| the `id` of an assert or report, else of its rule, else of its pattern | the assertion fails |
| SCH | an assertion fails that has no id, nor has its rule or pattern |
| SCH-BROKEN | a part of the schema does not compile, or took too long; it alone did not run |
| SCH-DOCUMENT | a subordinate document can't be read, or may not be |
| SCH-FILE | a rule asks for a file that is not there, or that it may not read |
| SCH-STOPPED | the run stopped: what was found until then is told, the rest is not known |

Codes of a schema that can't be used at all:

| code | meaning |
|---|---|
| SCH-READ | the file, or one that it includes, is not there or not well-formed |
| SCH-ROOT | there is no Schematron in the file |
| SCH-BINDING | the query language binding is none of those known here |
| SCH-PHASE | the phase asked for does not exist |
| SCH-REFERENCE | a pattern, rule, diagnostic or property that is referred to does not exist |
| SCH-ELEMENT | an element stands where it may not, or lacks what it needs |
| SCH-VARIABLE | a variable is defined twice |
| SCH-INCLUDE | an include or extends leads out of its folder, to the network, itself or nowhere |
| SCH-XSLT | an XSLT element that a schema may not use here |
| SCH-COMPILE | the schema does not compile, and no single part of it is the cause |
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Literal, Protocol

from siglum.relaxng.frozen import dataclass
from siglum.xml.lines import Position

Role = Literal["error", "warning", "info"]

NAMELESS = "SCH"


class Mistake(Protocol):
    """What is found, as data."""

    @property
    def code(self) -> str:
        """The id of an assertion, its rule or its pattern, or a code of this module's table."""

    @property
    def role(self) -> Role:
        """How serious it is."""

    @property
    def message(self) -> str:
        """One phrase without a full stop; of an assertion, its own text."""

    @property
    def help(self) -> str | None:
        """What to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asserted:
    """What an assertion of the schema says of a node: an assert that fails, or a report.

    `text` is its text, and `notes` those of its diagnostics, white space collapsed; `test` is its
    expression, and `context` that of its rule. All else is as it is written in the schema.
    """

    is_report: bool
    id: str | None
    rule: str | None
    """The id of its rule."""
    pattern: str | None
    """The id of its pattern."""
    context: str
    test: str
    role: Role
    text: str
    notes: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.id or self.rule or self.pattern or NAMELESS

    @property
    def message(self) -> str:
        return self.text

    @property
    def help(self) -> str | None:
        return "\n".join(self.notes) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenPart:
    """A part of the schema can't be used, for a `cause`; it stands at `place` (file:line:column).

    `is_costly`: it is not wrong, but takes too much time or memory.
    """

    code: ClassVar[str] = "SCH-BROKEN"
    role: ClassVar[Role] = "error"
    part: str
    cause: str
    place: str
    is_costly: bool

    @property
    def message(self) -> str:
        cause = f"{self.cause}, so the result is incomplete" if self.is_costly else self.cause
        return f"{self.part} can't be used: {cause}"

    @property
    def help(self) -> str:
        if self.is_costly:
            return f"{self.place}: find a cheaper way to say it"
        return f"{self.place}: correct the expression; all other rules were applied"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFile:
    """A part of the schema, at `place`, asks for a file that is not opened, for a `reason`."""

    code: ClassVar[str] = "SCH-FILE"
    role: ClassVar[Role] = "error"
    part: str
    reason: str
    place: str

    @property
    def message(self) -> str:
        return f"{self.part} can't read a file: {self.reason}"

    @property
    def help(self) -> str:
        return (
            f"{self.place}: rules can read the files below the edition's folder that are not"
            " hidden, and no others"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadableDocument:
    """A subordinate document can't be read, for a `reason`."""

    code: ClassVar[str] = "SCH-DOCUMENT"
    role: ClassVar[Role] = "error"
    help: ClassVar[None] = None
    address: str
    reason: str

    @property
    def message(self) -> str:
        return f"the subordinate document “{self.address}” can't be read: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """The rules were not applied to the end, for a `cause`; `remedy` is what would help."""

    code: ClassVar[str] = "SCH-STOPPED"
    role: ClassVar[Role] = "error"
    cause: str
    remedy: str | None = None

    @property
    def message(self) -> str:
        return f"the rules were not applied to the end, so the result is incomplete: {self.cause}"

    @property
    def help(self) -> str | None:
        return self.remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """One finding of a schema about a document."""

    mistake: Mistake
    spot: Position
    """Where the context node stands, or what `subject` selects instead: its tag, or itself."""
    path: str
    """XPath of the node, as `fn:path()` gives it (Functions and Operators 3.1, 14.11)."""
    file: Path | None = None
    """The file of the subordinate document that the node stands in, else None."""

    @property
    def line(self) -> int:
        return self.spot.line

    @property
    def column(self) -> int:
        return self.spot.column

    @property
    def length(self) -> int:
        return self.spot.length

    @property
    def code(self) -> str:
        return self.mistake.code

    @property
    def role(self) -> Role:
        return self.mistake.role

    @property
    def message(self) -> str:
        return self.mistake.message

    @property
    def help(self) -> str | None:
        return self.mistake.help


class SchemaError(Exception):
    """A schema that can't be used, with the place of the mistake; nothing was validated.

    `line` and `column` are 1-based; `code` is one of this module's table.
    """

    def __init__(self, code: str, message: str, place: tuple[Path, int, int]) -> None:
        self.code = code
        self.message = message
        self.file, self.line, self.column = place
        super().__init__(f"{self.file}:{self.line}:{self.column}: {message}")

    def __reduce__(self) -> tuple[type[SchemaError], tuple[str, str, tuple[Path, int, int]]]:
        """Let the error pass from one process to another."""
        return type(self), (self.code, self.message, (self.file, self.line, self.column))
