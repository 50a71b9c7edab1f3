"""A run: the words of some documents that follow one another, sorted, with where they stand.

It is a pure function of the documents and the tables, so it can be made in any process, and kept
under the digest of the documents. Documents are numbered from 0 in it: the index adds the number
of the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from siglum.search.folding import fold, words
from siglum.search.numbers import number
from siglum.search.searched import Searched
from siglum.search.spellings import Spellings

LAYERS = 3
"""A passage has so many numbers: of the words to read, of those printed, of other names."""
READ, PRINTED, NAMED = range(LAYERS)
_APART = 8  # between two names, so that no phrase goes from one to the next


@dataclass(frozen=True, slots=True)
class Run:
    """The words of some documents."""

    lines: bytes
    """Each `Posting` as a line, sorted."""
    lengths: tuple[int, ...]
    """How many words to read each document has."""


@dataclass(frozen=True, slots=True)
class Posting:
    """Where one form, by one table, stands in the documents of a run."""

    key: str
    """By what the form is found."""
    form: str
    table: int
    first: int
    last: int
    """The first and last document that has it."""
    documents: int
    count: int
    """How often the form stands in all of them."""
    rest: str
    """Of each document but the first: by how much its number is higher. Then of each, first
    included: how many characters follow for it; and in these, of each passage, by how much its
    number is higher, how often the form stands there, and by how much the place is higher."""


def run_of(documents: Sequence[Searched], spellings: Spellings) -> Run:
    """Return the run of documents that follow one another."""
    found: dict[tuple[str, int], list[tuple[int, int, str]]] = {}
    lengths = []
    for at, document in enumerate(documents):
        by_table, length = _places(document, spellings)
        lengths.append(length)
        for table, by_form in by_table.items():
            for form, places in by_form.items():
                said = at, len(places) // 2, _said(places)
                found.setdefault((form, table), []).append(said)
    tables = spellings.tables
    keyed = sorted((tables[table].key(fold(form)), form, table) for form, table in found)
    lines = (
        "\t".join((key, form, str(table), *_summary(found[form, table])))
        for key, form, table in keyed
    )
    return Run("\n".join(lines).encode("utf-8", "replace"), tuple(lengths))


def postings(lines: Iterable[str]) -> Iterator[Posting]:
    """Yield the postings of a run's lines."""
    for line in lines:
        key, form, table, first, last, documents, count, rest = line.rstrip("\n").split("\t")
        yield Posting(
            key, form, int(table), int(first), int(last), int(documents), int(count), rest
        )


def _places(
    document: Searched, spellings: Spellings
) -> tuple[dict[int, dict[str, list[int]]], int]:
    """Return by table and form where words stand, and how many there are to read.

    Where a word stands is two numbers in the list: that of passage and layer, and the place.
    """
    by_table: dict[int, dict[str, list[int]]] = {}
    length = 0
    for at, passage in enumerate(document.passages):
        table = spellings.number(passage.language)
        by_form = by_table.setdefault(table, {})
        for layer, text in ((READ, passage.text), (PRINTED, passage.printed)):
            place = -1
            for place, word in enumerate(words(text)):
                by_form.setdefault(word.form, []).extend((at * LAYERS + layer, place))
            length += place + 1 if layer == READ else 0
        place = 0
        for name in passage.names:
            for word in words(name):
                by_form.setdefault(word.form, []).extend((at * LAYERS + NAMED, place))
                place += 1
            place += _APART
    return by_table, length


def _said(places: list[int]) -> str:
    """Return where a form stands in one document as text, with the length of that before it."""
    said = []
    at = last = 0
    while at < len(places):
        passage = places[at]
        end = at
        while end < len(places) and places[end] == passage:
            end += 2
        said += [number(passage - last), number((end - at) // 2)]
        before = 0
        for place in places[at + 1 : end : 2]:
            said.append(number(place - before))
            before = place
        last, at = passage, end
    body = "".join(said)
    return number(len(body)) + body


def _summary(found: list[tuple[int, int, str]]) -> tuple[str, str, str, str, str]:
    """Return all of a line but key, form and table."""
    first, last = found[0][0], found[-1][0]
    pieces = [found[0][2]]
    for (before, _, _), (document, _, said) in pairwise(found):
        pieces += [number(document - before), said]
    count = sum(count for _, count, _ in found)
    return str(first), str(last), str(len(found)), str(count), "".join(pieces)
