"""The files of an index, made of the chunks of an edition's documents.

The runs of all chunks wait on disk, and are merged into files of words. What grows with the edition
in memory is a few numbers for each document, and the names of its facets' values.

Where a file of words ends is decided by what stands there, not by how much stands before. So a
document that is new or other changes the files that it has to do with; and a file is named by the
digest of its content, so that no other changes its name.
"""

from __future__ import annotations

import heapq
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import IO

from siglum.search import folding
from siglum.search.chunks import Chunk, is_border
from siglum.search.numbers import number
from siglum.search.runs import Posting, postings
from siglum.search.shards import File, as_script, shard
from siglum.search.spellings import Spellings
from siglum.search.stemming import Kin, no_kin

VERSION = 2
"""Of the files: a script reads those of its own version."""
NAME = "index.js"
"""The file that a script reads first."""
_SHARD, _LONGEST_SHARD = 32_000, 96_000  # characters
_PIECE = 48_000


def files(chunks: Iterable[Chunk], spellings: Spellings, kin: Kin | None = None) -> Iterator[File]:
    """Yield the files of the index of chunks, in their order; the one that names all others last.

    `kin` says which words have a stem in common.
    """
    with tempfile.TemporaryFile("w+b") as spool:
        making = _Index(spellings, spool)
        for chunk in chunks:
            yield from making.take(chunk)
        yield from making.finish(kin or no_kin)


@dataclass(slots=True)
class _Index:
    spellings: Spellings
    spool: IO[bytes]
    _count: int = 0
    _spans: list[tuple[int, int, int]] = field(default_factory=list)
    """Of each run: where its lines begin and end, and the number of its first document."""
    _lengths: array[int] = field(default_factory=lambda: array("L"))
    _years: list[str] = field(default_factory=list)
    _facets: dict[str, _Facet] = field(default_factory=dict)
    _title_files: list[tuple[int, str]] = field(default_factory=list)
    """Of each file: the first document, the name."""
    _text_files: list[tuple[int, int, str]] = field(default_factory=list)
    """Of each file: the first document, the first of its passages, the name."""

    def take(self, chunk: Chunk) -> Iterator[File]:
        begin = self.spool.tell()
        self.spool.write(chunk.run.lines)
        self._spans.append((begin, self.spool.tell(), self._count))
        self._lengths.extend(chunk.run.lengths)
        self._years += chunk.years
        for at, facets in enumerate(chunk.facets, self._count):
            for name, values in facets:
                self._facets.setdefault(name, _Facet()).add(at, values)
        self._title_files.append((self._count, chunk.titles))
        self._text_files += [
            (self._count + first, passage, name) for first, passage, name in chunk.texts
        ]
        self._count += len(chunk.years)
        yield from chunk.files

    def finish(self, kin: Kin) -> Iterator[File]:
        starts: list[str] = []
        names: list[str] = []
        related = kin(self._merged(), self.spellings)
        for start, content in self._shards(related):
            if isinstance(content, File):
                yield content
                continue
            file = shard("w", content)
            starts.append(start)
            names.append(file.name[:-3])
            yield file
        facets = []
        for name, facet in self._facets.items():
            if len(facet.numbers) < 2:
                continue  # readers can choose nothing
            values = shard("a", facet.said(self._count))
            facets.append([name, values.name[:-3]])
            yield values
        about = shard("f", ["".join(map(number, self._lengths)), "".join(self._years), facets])
        yield about
        content = {
            "version": VERSION,
            "documents": self._count,
            "words": sum(self._lengths),
            "folding": folding.tables(),
            "spellings": [[one.language, *map(list, one.rules)] for one in self.spellings.tables],
            "starts": starts,
            "shards": names,
            "titles": self._title_files,
            "texts": self._text_files,
            "about": about.name[:-3],
        }
        yield File(NAME, f"siglumIndex({as_script(content)})\n".encode())

    def _merged(self) -> Iterator[Posting]:
        """Yield the postings of all runs, sorted, with the documents' numbers in the index."""
        runs = (_of_run(self.spool, *span) for span in self._spans)
        return heapq.merge(*runs, key=attrgetter("key", "form", "table"))

    def _shards(
        self, related: dict[tuple[str, int], list[str]]
    ) -> Iterator[tuple[str, object | File]]:
        """Yield the content of each file of words with its first key; pieces come before it."""
        entries: list[object] = []
        size, start = 0, ""
        for key, of_key in groupby(self._merged(), attrgetter("key")):
            shown: list[object] = []
            tables: set[int] = set()
            for (form, table), found in groupby(of_key, attrgetter("form", "table")):
                entry, pieces, length = _entry(form, table, found)
                for piece in pieces:
                    yield "", piece
                shown.append(entry)
                tables.add(table)
                size += length + len(form) + 16
            having = [table for table in sorted(tables) if (key, table) in related]
            kin = [[table, *related[key, table]] for table in having]
            size += len(key) + 8
            if not entries:
                start = key
            entries.append([key, shown, *([kin] if kin else [])])
            if size > _LONGEST_SHARD or (size > _SHARD and is_border(key, 16)):
                yield start, entries
                entries, size = [], 0
        if entries:
            yield start, entries


def _entry(form: str, table: int, found: Iterator[Posting]) -> tuple[object, list[File], int]:
    """Return what a file of words has of a form, the files of its pieces, and how long it is."""
    documents = count = last = size = 0
    pieces: list[tuple[int, int, str]] = []
    said: list[str] = []
    first = 0
    for each in found:
        documents += each.documents
        count += each.count
        if not said:
            first, last = each.first, 0
        said.append(number(each.first - last) + each.rest)
        size += len(said[-1])
        last = each.last
        if size > _PIECE:
            pieces.append((first, last, "".join(said)))
            said, size = [], 0
    if not pieces:
        return [form, table, documents, count, "".join(said)], [], size
    if said:
        pieces.append((first, last, "".join(said)))
    made = [shard("p", text) for _, _, text in pieces]
    named = [
        [first, last, file.name[:-3]] for (first, last, _), file in zip(pieces, made, strict=True)
    ]
    return [form, table, documents, count, named], made, 40 * len(named)


def _of_run(spool: IO[bytes], begin: int, end: int, base: int) -> Iterator[Posting]:
    for each in postings(_lines(spool, begin, end)):
        yield Posting(
            each.key,
            each.form,
            each.table,
            each.first + base,
            each.last + base,
            each.documents,
            each.count,
            each.rest,
        )


_READ_AT_ONCE = 1 << 16


def _lines(spool: IO[bytes], begin: int, end: int) -> Iterator[str]:
    """Yield the lines between two places; others may read meanwhile."""
    left = b""
    while begin < end:
        spool.seek(begin)
        data = spool.read(min(_READ_AT_ONCE, end - begin))
        begin += len(data)
        *whole, left = (left + data).split(b"\n")
        for line in whole:
            yield line.decode()
    if left:
        yield left.decode()


@dataclass(slots=True)
class _Facet:
    """What all documents have of one facet."""

    numbers: dict[str, int] = field(default_factory=dict)
    _said: list[str] = field(default_factory=list)
    _next: int = 0

    def add(self, document: int, values: Iterable[str]) -> None:
        numbers = sorted({self.numbers.setdefault(each, len(self.numbers)) for each in values})
        self._said.append(number(0) * (document - self._next))
        self._said.append(number(len(numbers)) + "".join(map(number, numbers)))
        self._next = document + 1

    def said(self, count: int) -> tuple[list[str], str]:
        """Return the values, and of each of `count` documents how many it has, and which."""
        return list(self.numbers), "".join(self._said) + number(0) * (count - self._next)
