"""A run: the words of some documents that follow one another, sorted, with where they stand.

It is a pure function of the documents and the tables, so it can be made in any process, and kept
under the digest of the documents. Documents are numbered from 0 in it: the index adds the number
of the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    found: dict[tuple[str, str, int], list[_Places]] = {}
    lengths = []
    for at, document in enumerate(documents):
        of_document: dict[tuple[str, int], _Places] = {}
        length = 0
        for passage, layer, place, form, table in _words(document, spellings):
            places = of_document.get((form, table))
            if places is None:
                places = of_document[form, table] = _Places(at)
            places.add(passage * LAYERS + layer, place)
            length += layer == READ
        lengths.append(length)
        for (form, table), places in of_document.items():
            key = spellings.tables[table].key(fold(form))
            found.setdefault((key, form, table), []).append(places)
    lines = (
        "\t".join((key, form, str(table), *_summary(found[key, form, table])))
        for key, form, table in sorted(found)
    )
    return Run("\n".join(lines).encode("utf-8", "replace"), tuple(lengths))


def postings(lines: Iterable[str]) -> Iterator[Posting]:
    """Yield the postings of a run's lines."""
    for line in lines:
        key, form, table, first, last, documents, count, rest = line.rstrip("\n").split("\t")
        yield Posting(
            key, form, int(table), int(first), int(last), int(documents), int(count), rest
        )


def _words(document: Searched, spellings: Spellings) -> Iterator[tuple[int, int, int, str, int]]:
    """Yield of each word its passage, layer, place, form and table."""
    for at, passage in enumerate(document.passages):
        table = spellings.number(passage.language)
        for layer, text in ((READ, passage.text), (PRINTED, passage.printed)):
            for place, word in enumerate(words(text)):
                yield at, layer, place, word.form, table
        place = 0
        for name in passage.names:
            for word in words(name):
                yield at, NAMED, place, word.form, table
                place += 1
            place += _APART


class _Places:
    """Where a form stands in one document."""

    __slots__ = ("_passages", "document")

    def __init__(self, document: int) -> None:
        self.document = document
        self._passages: list[tuple[int, list[int]]] = []

    def add(self, passage: int, place: int) -> None:
        if not self._passages or self._passages[-1][0] != passage:
            self._passages.append((passage, []))
        self._passages[-1][1].append(place)

    @property
    def count(self) -> int:
        return sum(len(places) for _, places in self._passages)

    def __str__(self) -> str:
        said = []
        last = 0
        for passage, places in self._passages:
            said += [number(passage - last), number(len(places))]
            last, before = passage, 0
            for place in places:
                said.append(number(place - before))
                before = place
        body = "".join(said)
        return f"{number(len(body))}{body}"


def _summary(found: list[_Places]) -> Iterator[str]:
    first, last = found[0].document, found[-1].document
    yield from (str(first), str(last), str(len(found)), str(sum(each.count for each in found)))
    before = first
    pieces = []
    for places in found:
        pieces.append(f"{number(places.document - before) if places is not found[0] else ''}")
        pieces.append(str(places))
        before = places.document
    yield "".join(pieces)
