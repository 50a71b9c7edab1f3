"""What stands in the catalogue of each code."""

from __future__ import annotations

from dataclasses import dataclass

from siglum.findings.diagnostics import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What a code means, why it matters, and what to do about it.

    Longer texts are indented as their place in the catalogue asks for, and shown without that.
    """

    title: str
    help: str
    severity: Severity = Severity.ERROR
    why: str
    """One or two sentences, for an editor."""
    wrong: str
    """A small example that has the finding: TEI, a schema, a command or a setting.

    The tests run those of TEI: they stand in the text of an edition whose header is the cable's; a
    part of the header is named first.
    """
    right: str
    """The same without the finding."""
    lacking: str | None = None
    """The local name of the attribute that lacks where it is found."""
