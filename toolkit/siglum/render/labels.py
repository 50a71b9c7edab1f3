"""Words that a page says, before it is known in which language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """Some words: keys of the words tables, a number or a month, and a text of the edition."""

    register: str | None = None
    """A kind of entry."""
    browse: str | None = None
    """What documents are listed by."""
    by: str | None = None
    """An order of a list."""
    role: str | None = None
    """In which an entry is mentioned."""
    word: str | None = None
    """Another key."""
    count: str | None = None
    """A number, of what `of` says."""
    of: str | None = None
    date: str | None = None
    """A month or a day, as ISO 8601 writes it."""
    text: str | None = None
