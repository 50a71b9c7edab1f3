"""A schema after inclusion and expansion: the minimal form of ISO/IEC 19757-3, 6.2.

Nothing in it is abstract, and it has only the patterns of the chosen phase.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from siglum.schematron.place import Place


@dataclass(frozen=True, slots=True)
class Content:
    """The content of an element: text with markup, and the values of `$name` in it."""

    place: Place
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Let:
    """A variable (5.4.5). Its value is an expression, or else the element's content."""

    name: str
    value: str | None
    type: str | None
    content: Content


@dataclass(frozen=True, slots=True)
class Note:
    """A diagnostic or a property (5.5)."""

    kind: str
    id: str
    content: Content


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assert (5.4.2) or report (5.4.11)."""

    kind: str
    test: str
    id: str | None
    role: str | None
    flag: str | None
    subject: str | None
    notes: tuple[Note, ...]
    content: Content


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule (5.4.12), with its variables and assertions in the order of the schema."""

    context: str
    visit_each: str | None
    """An expression for the items to test instead of each context node (2025 edition)."""
    id: str | None
    role: str | None
    flag: str | None
    subject: str | None
    body: tuple[Let | Assertion, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern (5.4.9)."""

    id: str | None
    title: str | None
    role: str | None
    documents: str | None
    lets: tuple[Let, ...]
    rules: tuple[Rule, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Start:
    """Where a phase starts: its `from` (2025 edition), a pattern for the topmost nodes."""

    pattern: str
    place: Place


@dataclass(frozen=True, slots=True)
class Ruleset:
    """A schema (5.4.13) in one of its phases (5.4.10)."""

    top: Place
    """The outermost element of the schema's file."""
    binding: str
    phase: str
    phase_from: Start | None
    title: str | None
    version: str | None
    paragraphs: tuple[str, ...]
    namespaces: Mapping[str, str]
    lets: tuple[Let, ...]
    """Those of the schema and of its phase, which overrides those of the same name."""
    declarations: tuple[Place, ...]
    """Keys, functions and the like: elements of XSLT."""
    patterns: tuple[Pattern, ...]

    @property
    def path(self) -> Path:
        """The schema's file."""
        return self.top.file.path
