"""Edits applied to the bytes of a file: all that they do not touch stays, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable

from siglum.findings.diagnostics import Edit
from siglum.xml.source import SourceError, decode, encode_like


class CannotSplice(Exception):
    """A file of which some bytes would change that no edit touches."""


def spliced(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of a file with edits applied, none of which overlaps another.

    The encoding, the byte order mark and the ends of lines are kept. Raises CannotSplice for a
    file whose encoding writes one text in several ways, or can't be read.
    """
    try:
        text = decode(data)
        is_kept = encode_like(text, data) == data
    except (SourceError, UnicodeError):
        is_kept = False
    if not is_kept:
        raise CannotSplice
    pieces, at = [], 0
    for edit in in_order(edits):
        begin, end = extent(edit)
        pieces += [text[at:begin], edit.text]
        at = end
    return encode_like("".join([*pieces, text[at:]]), data)


def extent(edit: Edit) -> tuple[int, int]:
    """Return how many characters stand before what an edit replaces, and before what follows."""
    begin = edit.span.offset or 0
    return begin, begin + edit.span.length


def replaced(text: str, edit: Edit) -> str:
    """Return what an edit replaces in the text of a file."""
    begin, end = extent(edit)
    return text[begin:end]


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits in the order of their places, each once."""
    return sorted(dict.fromkeys(edits), key=extent)


def moved(offset: int, edits: Iterable[Edit]) -> int:
    """Return where a character of a file stands when edits have been applied.

    What begins where an edit begins stays there.
    """
    shift = 0
    for edit in edits:
        begin, end = extent(edit)
        if begin < offset and end <= offset:
            shift += len(edit.text) - (end - begin)
    return offset + shift
