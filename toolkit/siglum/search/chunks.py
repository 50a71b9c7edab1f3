"""Chunks of an index: some documents that follow one another, and all that the index has of them.

A chunk is a pure function of its documents and of the tables of spellings. So it can be kept, and
an index be made again of the chunks that did not change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from siglum.search.numbers import number, signed
from siglum.search.runs import Run, run_of
from siglum.search.searched import Passage, Searched
from siglum.search.shards import File, shard
from siglum.search.spellings import Spellings

_T = TypeVar("_T")

_CHUNK, _LONGEST_CHUNK, _MOST_CHARACTERS = 256, 1024, 4_000_000
_TEXTS, _LONGEST_TEXTS = 32_000, 96_000  # characters of a file


@dataclass(frozen=True, slots=True)
class Chunk:
    """What the index has of some documents."""

    run: Run
    years: tuple[str, ...]
    """Of each document: how many it may be from, and the first, as numbers in text; 0 for none."""
    facets: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]
    """Of each document: see `Searched.facets`."""
    titles: str
    """The name of the file with titles and addresses."""
    texts: tuple[tuple[int, int, str], ...]
    """Of each file of texts: its first document, counted from 0, the first passage, the name."""
    files: tuple[File, ...]


def chunked(
    documents: Iterable[_T], address: Callable[[_T], str], size: Callable[[_T], int]
) -> Iterator[list[_T]]:
    """Yield documents in chunks of about 256, fewer where they are long.

    Where a chunk ends is decided by what stands there, by the address and size in characters, so
    that a document that is new or other changes few chunks.
    """
    chunk: list[_T] = []
    characters = 0
    for document in documents:
        chunk.append(document)
        characters += size(document)
        ends = is_border(address(document), _CHUNK) or len(chunk) >= _LONGEST_CHUNK
        if ends or characters > _MOST_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def size_of(passages: Iterable[Passage]) -> int:
    """Return how many characters passages have."""
    return sum(len(each.text) + len(each.printed) for each in passages)


def chunk_of(documents: Sequence[Searched], spellings: Spellings) -> Chunk:
    """Return the chunk of documents. They come in their `order`: ValueError where they do not."""
    for before, after in pairwise(documents):
        if after.order < before.order:
            raise ValueError(f"“{after.address}” comes too late: documents are sorted by date")
    titles = shard("d", [_about(document) for document in documents])
    texts = _Texts()
    for at, document in enumerate(documents):
        texts.add(at, document)
    texts.close()
    return Chunk(
        run=run_of(documents, spellings),
        years=tuple(map(_years, documents)),
        facets=tuple(document.facets for document in documents),
        titles=titles.name[:-3],
        texts=tuple(texts.named),
        files=(titles, *texts.files),
    )


def is_border(word: str, one_of: int) -> bool:
    """Say whether a word is one of those, one of so many, at which something ends."""
    digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(digest) % one_of == 0


def _about(document: Searched) -> list[object]:
    about: list[object] = [
        document.title,
        document.address,
        document.dating,
        document.printed_address,
    ]
    return about if about[-1] else about[:-1]


def _years(document: Searched) -> str:
    if document.years is None:
        return number(0)
    first, last = document.years
    return number(last - first + 1) + signed(first)


@dataclass(slots=True)
class _Texts:
    """The files of texts of one chunk."""

    named: list[tuple[int, int, str]] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    _documents: list[list[object]] = field(default_factory=list)
    """Of each document in the file, its passages."""
    _begin: tuple[int, int] = (0, 0)
    _size: int = 0

    def add(self, at: int, document: Searched) -> None:
        self._open(at, 0)
        for place, passage in enumerate(document.passages):
            if self._size > _LONGEST_TEXTS:
                self.close()
                self._open(at, place)
            said = _said(passage)
            self._documents[-1].append(said)
            self._size += sum(map(len, map(str, said)))
        if self._size > _TEXTS and is_border(document.address, 2):
            self.close()

    def _open(self, at: int, passage: int) -> None:
        if not self._documents:
            self._begin = (at, passage)
        self._documents.append([])

    def close(self) -> None:
        if not self._documents:
            return
        file = shard("t", self._documents)
        self.named.append((*self._begin, file.name[:-3]))
        self.files.append(file)
        self._documents, self._size = [], 0


def _said(passage: Passage) -> list[object]:
    """Return a passage as a file of texts has it, what is empty at its end left out."""
    said: list[object] = [
        passage.anchor,
        passage.text,
        passage.page,
        passage.language,
        passage.printed,
        passage.printed_page,
        list(passage.names),
    ]
    while not said[-1]:
        said.pop()
    return said or [""]
