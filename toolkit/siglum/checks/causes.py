"""Of all findings about a document, those that name a cause: what only follows is left out.

What a finding is about, its kind says by these fields or properties, where it has them:

- `meant`: the name that was meant, in Clark notation, of a misspelt attribute (RNG106);
- `lacks`: what is not there, of a finding that shows wherever it is needed: one cause.

Which attribute lacks by a rule of an edition, the catalogue of codes says (`Code.lacking`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from siglum.edition.document import TEI, Document
from siglum.findings.codes import CODES
from siglum.findings.diagnostics import Diagnostic, Kind, Span
from siglum.xml.positions import Positions

# The edition's rules say in the user's words what the grammars say as well; and no template can
# know an element that the grammar does not.
_SAME = {
    "RNG101": {"SG602"},
    "RNG102": {"SG309"},  # what can't stand there is not to be cited there
    "SG406": {"RNG111"},
    "SG308": {"RNG110"},
    "SG310": {"RNG108"},
}

# How TEI's own rules about what stands in what are called: the grammar says it first.
_STRUCTURE = "abstractModel-structure-"

# What is wrong stands elsewhere, as a rule in the header: however often it shows, it is one cause.
_ELSEWHERE = {"RNG111", "SG302", "SG312", "SG314", "SG406"}
_COUNTED = {*_ELSEWHERE, "SG402", "SG404"}


def has_header(document: Document) -> bool:
    """Tell whether a document has the part that rules and text rely upon."""
    return document.root.find(f"{{{TEI}}}teiHeader") is not None


def causes(findings: list[Diagnostic], document: Document) -> list[Diagnostic]:
    """Return findings by file, the document's own first, and place; each cause once."""

    def order(one: Diagnostic) -> tuple[bool, Path, int, int]:
        return one.span.file != document.path, *_place(one)

    found = sorted(dict.fromkeys(findings), key=order)
    said = {(_place(one), same) for one in found for same in _SAME.get(one.code, ())}
    found = [one for one in found if (_place(one), one.code) not in said]
    misplaced = {_place(one) for one in found if one.code == "RNG102"}
    found = [one for one in found if _STRUCTURE not in one.code or _place(one) not in misplaced]
    if document.is_tei and not has_header(document):
        found = [one for one in found if one.code not in _ELSEWHERE]
    return _once(_but_misspelt(found, document))


def _place(finding: Diagnostic) -> tuple[Path, int, int]:
    return finding.span.file, finding.span.line, finding.span.column


class _Misspelt(NamedTuple):
    """An attribute with a misspelt name."""

    span: Span
    meant: str
    value: str


def _but_misspelt(findings: list[Diagnostic], document: Document) -> list[Diagnostic]:
    """Leave out that an attribute or an ID is missing where it is there, but its name misspelt."""
    named = [
        (one.span, meant.rpartition("}")[2])
        for one in findings
        if one.code == "RNG106" and (meant := _meant(one.kind))
    ]
    if not named:
        return findings
    misspelt = [_Misspelt(span, meant, _value(document, span)) for span, meant in named]
    ids = {f"#{one.value}" for one in misspelt if one.meant == "id"}

    def follows(finding: Diagnostic) -> bool:
        if finding.code in _ELSEWHERE:
            return _lacks(finding.kind) in ids
        lacking = CODES[finding.code].lacking if finding.code in CODES else None
        return lacking is not None and any(
            one.meant == lacking and _in_one_tag(document, finding.span, one.span)
            for one in misspelt
        )

    return [one for one in findings if not follows(one)]


def _value(document: Document, attribute: Span) -> str:
    """Return the value of an attribute, as it is written."""
    positions = _positions(document, attribute)
    if positions is None or attribute.offset is None:
        return ""
    written = positions.text[attribute.offset : attribute.offset + attribute.length]
    return written.partition("=")[2].strip("\"' \t\r\n")


def _in_one_tag(document: Document, tag: Span, attribute: Span) -> bool:
    """Tell whether an attribute stands in the start tag that begins at a place."""
    positions = _positions(document, tag)
    if positions is None or tag.file != attribute.file:
        return False
    if tag.offset is None or attribute.offset is None:
        return False
    index = positions.markup.tag_around(attribute.offset)
    return index is not None and positions.markup.extent(index).begin == tag.offset


def _positions(document: Document, span: Span) -> Positions | None:
    """Return the positions in the file of a place: the document's own, or a part of it."""
    if span.file == document.path:
        return document.positions
    parts = document.parts.values()
    return next((part.positions for part in parts if part.path == span.file), None)


def _once(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Report what lacks elsewhere at the first place where it shows, with the number of others."""
    counted = Counter(_lacking(one) for one in findings if one.code in _COUNTED)
    kept: list[Diagnostic] = []
    for one in findings:
        if one.code in _COUNTED:
            count = counted.pop(_lacking(one), 0)
            if not count:
                continue
            if count > 1:
                one = replace(one, others=count - 1)
        kept.append(one)
    return kept


def _lacking(finding: Diagnostic) -> tuple[Path, str, str | Kind]:
    """Return what tells the causes of findings apart: what lacks, or else all that is found."""
    return finding.span.file, finding.code, _lacks(finding.kind) or finding.kind


def _meant(kind: Kind) -> str | None:
    meant: str | None = getattr(kind, "meant", None)
    return meant


def _lacks(kind: Kind) -> str | None:
    lacks: str | None = getattr(kind, "lacks", None)
    return lacks
