"""What a mend is made of: a finding, the file it stands in, and what is around that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from siglum.checks.mends.elsewhere import Elsewhere
from siglum.checks.mends.neighbours import Neighbours
from siglum.checks.mends.written import Attribute, Tag, Written, clark_name
from siglum.checks.world import World
from siglum.edition.config import Edition
from siglum.edition.document import Document
from siglum.findings.diagnostics import Diagnostic, Edit
from siglum.relaxng import Schema


@dataclass(frozen=True)
class Case:
    """A finding that is to be mended, where it stands.

    `document` is None where no tree could be made of the file.
    """

    finding: Diagnostic
    written: Written
    document: Document | None
    schemas: Sequence[Schema]
    edition: Edition
    world: World
    elsewhere: Elsewhere
    neighbours: Neighbours

    @cached_property
    def offset(self) -> int:
        """Where the finding begins, in characters."""
        return self.written.offset(self.finding)

    @cached_property
    def tag(self) -> Tag | None:
        """The start tag that the finding is about, or about an attribute of which."""
        return self.written.tag_at(self.offset)

    @cached_property
    def attribute(self) -> Attribute | None:
        """The attribute that the finding is about."""
        return self.written.attribute_at(self.tag, self.offset) if self.tag else None

    def named(self, attribute: Attribute) -> str:
        """Return the name of an attribute of the tag, in Clark notation."""
        assert self.tag is not None
        return clark_name(self.tag.element, attribute.name)

    def attributes(self) -> list[str]:
        """Return the names of the tag's attributes, in Clark notation."""
        return [str(name) for name in self.tag.element.attrib] if self.tag else []


Mend = Callable[[Case], Iterator[Edit]]
"""Yields the edits that mend a finding, all of them together; none where it is no such case."""
