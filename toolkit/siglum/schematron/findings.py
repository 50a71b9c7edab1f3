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

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Role = Literal["error", "warning", "info"]

BROKEN = "SCH-BROKEN"
DOCUMENT = "SCH-DOCUMENT"
FILE = "SCH-FILE"
STOPPED = "SCH-STOPPED"
NAMELESS = "SCH"


@dataclass(frozen=True, slots=True)
class Error:
    """One finding of a schema about a document."""

    line: int
    """1-based line of the context node, or of what `subject` selects instead."""
    column: int
    """1-based column in characters; the attribute's when the node is an attribute."""
    length: int
    """Length in characters of what stands at that place: a tag's name, an attribute."""
    message: str
    """The text of the assertion, white space collapsed."""
    code: str
    """The id of the assertion, its rule or its pattern, or a code of this module's table."""
    role: Role
    help: str | None
    """The texts of the assertion's diagnostics."""
    path: str
    """XPath of the node, as `fn:path()` gives it (Functions and Operators 3.1, 14.11)."""
    file: Path | None = None
    """The file of the subordinate document that the node stands in, else None."""


class SchemaError(Exception):
    """A schema that can't be used; nothing was validated."""

    def __init__(self, file: Path, line: int, column: int, message: str, code: str) -> None:
        super().__init__(f"{file}:{line}:{column}: {message}")
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.code = code
