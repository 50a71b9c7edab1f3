"""What the engine reports: errors of a schema (raised) and errors of a document (returned)."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Error:
    """One mistake in a document.

    `line` and `column` are 1-based and count characters; they point at the tag, the attribute
    or the text that is wrong. `message` is one phrase without a full stop, `help` says what to
    do. `length` counts the characters concerned (1 where that is not known).
    """

    line: int
    column: int
    message: str
    code: str
    help: str | None = None
    length: int = 1


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
