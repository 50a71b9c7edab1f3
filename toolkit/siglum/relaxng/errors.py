"""What the engine reports: errors of a schema (raised) and errors of a document (returned)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

CODES: dict[str, str] = {
    # A schema that can't be used: the `code` of a SchemaError.
    "RNG001": "the schema is not well-formed",
    "RNG002": "the schema breaks the syntax of RELAX NG (section 3; Compact Syntax)",
    "RNG003": "another file that the schema needs is not at hand (sections 4.5 to 4.7)",
    "RNG004": "a definition is missing, doubled or badly combined (sections 4.7, 4.17, 4.18)",
    "RNG005": "a definition contains itself outside any element (section 4.19)",
    "RNG006": "a name or name class is not allowed (section 4.16)",
    "RNG007": "a datatype, parameter or value is unknown or wrong (section 4.16)",
    "RNG008": "a pattern stands where it may not (section 7.1)",
    "RNG009": "data is mixed with elements or other data (section 7.2)",
    "RNG010": "an attribute is doubled, or a wildcard not repeated (section 7.3)",
    "RNG011": "an interleave can't tell its parts apart (section 7.4)",
    "RNG012": "ID types are used ambiguously (RELAX NG DTD Compatibility, section 5)",
    "RNG013": "the schema is nested too deeply",
    # What is wrong in a document: the `code` of an Error.
    "RNG101": "the schema declares no such element",
    "RNG102": "the element can't stand here",
    "RNG103": "a required element is missing before this one",
    "RNG104": "the element ends too early",
    "RNG105": "text can't stand here",
    "RNG106": "the element can't have this attribute",
    "RNG107": "a required attribute is missing",
    "RNG108": "the value of the attribute is wrong",
    "RNG109": "the text of the element is wrong",
    "RNG110": "an ID is used twice",
    "RNG111": "an IDREF points to no ID",
    "RNG120": "the document is not well-formed",
    "RNG121": "the document uses entities, which are never expanded",
    "RNG122": "checking the document needs too much memory with this schema",
}
"""Every code of the engine with its meaning. A code never changes its meaning."""


class Mistake(Protocol):
    """What is wrong, as data: `mistakes.kinds` has the kinds."""

    @property
    def code(self) -> str:
        """A key of CODES."""

    @property
    def message(self) -> str:
        """One phrase without a full stop."""

    @property
    def help(self) -> str | None:
        """What to do."""


class Spot(NamedTuple):
    """A place in a document; all counts are of characters."""

    line: int
    """From 1."""
    column: int = 1
    """From 1."""
    length: int = 1
    """How many characters are concerned, 1 where that is not known."""
    offset: int | None = None
    """Characters of the document before it, a byte order mark not counted."""
    end: tuple[int, int] | None = None
    """Line and column behind it, where the offset is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """One mistake in a document, and the tag, the attribute or the text that is wrong."""

    mistake: Mistake
    spot: Spot

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
    def message(self) -> str:
        return self.mistake.message

    @property
    def help(self) -> str | None:
        return self.mistake.help


class SchemaError(Exception):
    """A schema that can't be used, with the place of the mistake.

    `line` and `column` are 1-based; `code` is a key of CODES.
    """

    def __init__(self, code: str, message: str, place: tuple[str, int, int]) -> None:
        self.code = code
        self.message = message
        self.file, self.line, self.column = place
        super().__init__(f"{self.file}:{self.line}:{self.column}: error[{code}] {message}")

    def __reduce__(self) -> tuple[type[SchemaError], tuple[str, str, tuple[str, int, int]]]:
        """Let the error pass from one process to another."""
        return type(self), (self.code, self.message, (self.file, self.line, self.column))
