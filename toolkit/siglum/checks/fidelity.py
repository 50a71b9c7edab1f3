"""Text fidelity: the transcript view of the TEI is the transcript, character for character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from siglum.checks.causes import has_header
from siglum.checks.own import OwnCheck
from siglum.checks.world import World
from siglum.edition.document import TEI, Document
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Span

_CONTEXT = 30


class Fidelity(OwnCheck):
    """Checks the documents of one edition against their transcripts.

    Only the edition's own documents have transcripts: authority files, and files given from
    elsewhere, have none.
    """

    def __init__(self, world: World) -> None:
        self._world = world

    def suits(self, document: Document, findings: Sequence[Diagnostic]) -> bool:
        """A text is another as long as its markup is not understood."""
        unknown = any(finding.code == "RNG101" for finding in findings)
        return document.is_tei and has_header(document) and not unknown

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what `check_text` finds, if the document has a transcript in the edition."""
        transcript = self._world.transcript(document.path)
        if transcript is None:
            return
        refused = self._world.edition.border.refuses(transcript)
        if refused is None:
            yield from check_text(document, transcript)
        else:
            kind = kinds.links.TranscriptRefused(transcript.name, refused)
            yield Diagnostic(kind, Span(document.path))


def check_text(document: Document, transcript: Path) -> Iterator[Diagnostic]:
    """Compare the transcript view with the transcript file, white space folded.

    Yields one finding with the first difference in context on both sides, placed at the element
    whose text departs.
    """
    from siglum.render.outputs import Format, View
    from siglum.render.views import lines

    try:
        expected = " ".join(transcript.read_text(encoding="utf-8-sig").split())
    except FileNotFoundError:
        yield Diagnostic(kinds.fidelity.NoTranscript(transcript.name), Span(document.path))
        return
    except (OSError, UnicodeDecodeError) as error:
        yield Diagnostic(kinds.fidelity.UnreadableTranscript(str(error)), Span(transcript))
        return
    try:
        rendering = lines(document, Format.TEXT, View.TRANSCRIPT)
    except CannotUse as unrendered:
        kind = kinds.fidelity.NotCompared(unrendered.diagnostic.kind)
        yield Diagnostic(kind, Span(document.path))
        return
    yield from rendering.findings
    actual = " ".join(rendering.text.split())
    if actual == expected:
        return
    at = _first_difference(actual, expected)
    differs = kinds.fidelity.OtherText(found=_around(actual, at), expected=_around(expected, at))
    yield Diagnostic(differs, document.span(_element_at(document, actual, at)))


def _first_difference(one: str, other: str) -> int:
    for at, (here, there) in enumerate(zip(one, other, strict=False)):
        if here != there:
            return at
    return min(len(one), len(other))


def _around(text: str, at: int) -> str:
    start, end = max(0, at - _CONTEXT), at + _CONTEXT
    before, after = text[start:at], text[at:end]
    return f"{'…' if start else ''}{before}▸{after}{'…' if end < len(text) else ''}"


def _element_at(document: Document, actual: str, at: int) -> etree._Element:
    """Return the innermost element of the text that holds the words before a difference.

    The rendered text is not the source's text (a choice shows one side, marks are made), so the
    words are looked for paragraph by paragraph; the text as a whole is the last resort.
    """
    words = re.findall(r"\w+", actual[:at])[-4:]
    body = next(document.root.iter(f"{{{TEI}}}text"), document.root)
    if not words:
        return body
    pattern = re.compile(r"\W+".join(map(re.escape, words)))
    best = body
    for element in body.iter("*"):
        if pattern.search("".join(map(str, element.itertext()))):
            best = element
    return best
