"""The text of a document beside its transcript (SG5)."""

from __future__ import annotations

from siglum.findings.diagnostics import Kind
from siglum.findings.kinds.catalogued import Catalogued
from siglum.relaxng.frozen import dataclass


@dataclass(frozen=True, slots=True)
class OtherText(Catalogued):
    """The first difference, marked in the words around it on both sides."""

    code = "SG501"
    found: str
    expected: str

    @property
    def message(self) -> str:
        return (
            f"the text departs from the transcript: TEI “{self.found}”, "
            f"transcript “{self.expected}”"
        )


@dataclass(frozen=True, slots=True)
class NoTranscript(Catalogued):
    code = "SG502"
    file: str

    @property
    def message(self) -> str:
        return f"the transcript “{self.file}” is not there"


@dataclass(frozen=True, slots=True)
class UnreadableTranscript(Catalogued):
    code = "SG502"
    reason: str

    @property
    def message(self) -> str:
        return f"the transcript can't be read: {self.reason}"


@dataclass(frozen=True, slots=True)
class NotCompared(Catalogued):
    """A document that could not be rendered, and so not be compared."""

    code = "SG503"
    cause: Kind

    @property
    def message(self) -> str:
        return self.cause.message
