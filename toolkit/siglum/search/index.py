"""The files of an index, made of the documents of an edition in their order.

Documents are taken a chunk at a time; the run of each chunk waits on disk, and all runs are merged
into files of words. What grows with the edition in memory is a few numbers for each document, and
the names of its facets' values.

Where a chunk, a file of words or a file of texts ends is decided by what stands there, not by how
much stands before. So a document that is new or other changes the files that it has to do with;
and a file is named by the digest of its content, so that no other changes its name.
"""

from __future__ import annotations

import hashlib
import heapq
import json
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import IO

from siglum.search import folding
from siglum.search.numbers import number, signed
from siglum.search.runs import Posting, Run, postings, run_of
from siglum.search.searched import Passage, Searched
from siglum.search.spellings import Spellings
from siglum.search.stemming import Kin, no_kin

VERSION = 1
"""Of the files: a script reads those of its own version."""
NAME = "index.js"
"""The file that a script reads first."""
_CHUNK, _LONGEST_CHUNK, _MOST_CHARACTERS = 256, 1024, 4_000_000
_SHARD, _LONGEST_SHARD = 32_000, 96_000  # characters
_PIECE = 48_000
_TITLES = 128  # documents to a file

MakeRun = Callable[[Sequence[Searched]], Run]


@dataclass(frozen=True, slots=True)
class File:
    """A file of the index."""

    name: str
    data: bytes


def files(
    documents: Iterable[Searched],
    spellings: Spellings,
    make_run: MakeRun | None = None,
    kin: Kin | None = None,
) -> Iterator[File]:
    """Yield the files of the index of documents, the one that names all others last.

    Documents come in their `order`: ValueError where they do not. `make_run` makes a run of a
    chunk, where one may be kept or made elsewhere: it must be that of `run_of`. `kin` says which
    words have a stem in common.
    """
    make = make_run or (lambda chunk: run_of(chunk, spellings))
    with tempfile.TemporaryFile("w+b") as spool:
        making = _Index(spellings, spool)
        for chunk in chunks(documents):
            yield from making.take(chunk, make(chunk))
        yield from making.finish(kin or no_kin)


def chunks(documents: Iterable[Searched]) -> Iterator[list[Searched]]:
    """Yield documents in chunks of about 256, fewer where they are long."""
    chunk: list[Searched] = []
    size = 0
    order = (False, -(10**12))
    for document in documents:
        if document.order < order:
            raise ValueError(f"“{document.address}” comes too late: documents are sorted by date")
        order = document.order
        chunk.append(document)
        size += sum(len(each.text) + len(each.printed) for each in document.passages)
        ends = _is_border(document.address, _CHUNK) or len(chunk) >= _LONGEST_CHUNK
        if ends or size > _MOST_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _is_border(word: str, one_of: int) -> bool:
    digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=4).digest()
    return int.from_bytes(digest) % one_of == 0


def _file(kind: str, content: object) -> File:
    """Return a file that hands its content over to the script, by its name."""
    said = _script(content)
    name = f"{kind}-{hashlib.blake2b(said.encode(), digest_size=8).hexdigest()}"
    return File(f"{name}.js", f'siglumShard("{name}",{said})\n'.encode())


def _script(content: object) -> str:
    """Return a content as script that no page, parser or prototype takes for anything else."""
    said = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    said = said.encode("utf-8", "replace").decode()
    for sign in "<\u2028\u2029":
        said = said.replace(sign, f"\\u{ord(sign):04x}")
    return said


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
    _titles: list[list[object]] = field(default_factory=list)
    _title_files: list[str] = field(default_factory=list)
    _texts: list[list[object]] = field(default_factory=list)
    """Of each document, its passages."""
    _texts_size: int = 0
    _texts_begin: tuple[int, int] = (0, 0)
    _text_files: list[list[object]] = field(default_factory=list)
    """Of each file: the first document, the first of its passages, the name."""

    def take(self, chunk: Sequence[Searched], run: Run) -> Iterator[File]:
        begin = self.spool.tell()
        self.spool.write(run.lines)
        self._spans.append((begin, self.spool.tell(), self._count))
        self._lengths.extend(run.lengths)
        for document in chunk:
            yield from self._take(document)
            self._count += 1

    def _take(self, document: Searched) -> Iterator[File]:
        self._years.append(
            number(0)
            if document.years is None
            else number(document.years[1] - document.years[0] + 1) + signed(document.years[0])
        )
        for name, values in document.facets:
            self._facets.setdefault(name, _Facet()).add(self._count, values)
        about: list[object] = [
            document.title,
            document.address,
            document.dating,
            document.printed_address,
        ]
        self._titles.append(about if about[-1] else about[:-1])
        if len(self._titles) == _TITLES:
            yield self._close_titles()
        self._begin_texts(0)
        for at, passage in enumerate(document.passages):
            if self._texts_size > _LONGEST_SHARD:
                yield self._close_texts()
                self._begin_texts(at)
            said = _said(passage)
            self._texts[-1].append(said)
            self._texts_size += sum(map(len, map(str, said)))
        if self._texts_size > _SHARD and _is_border(document.address, 2):
            yield self._close_texts()

    def _close_titles(self) -> File:
        file = _file("d", self._titles)
        self._title_files.append(file.name[:-3])
        self._titles = []
        return file

    def _begin_texts(self, passage: int) -> None:
        if not self._texts:
            self._texts_begin = (self._count, passage)
        self._texts.append([])

    def _close_texts(self) -> File:
        file = _file("t", self._texts)
        self._text_files.append([*self._texts_begin, file.name[:-3]])
        self._texts, self._texts_size = [], 0
        return file

    def finish(self, kin: Kin) -> Iterator[File]:
        if self._titles:
            yield self._close_titles()
        if self._texts:
            yield self._close_texts()
        starts: list[str] = []
        names: list[str] = []
        related = kin(self._merged(), self.spellings)
        for start, content in self._shards(related):
            if isinstance(content, File):
                yield content
                continue
            file = _file("w", content)
            starts.append(start)
            names.append(file.name[:-3])
            yield file
        facets = []
        for name, facet in self._facets.items():
            if len(facet.numbers) < 2:
                continue  # readers can choose nothing
            values = _file("a", facet.said(self._count))
            facets.append([name, values.name[:-3]])
            yield values
        about = _file("f", ["".join(map(number, self._lengths)), "".join(self._years), facets])
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
        yield File(NAME, f"siglumIndex({_script(content)})\n".encode())

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
            if size > _LONGEST_SHARD or (size > _SHARD and _is_border(key, 16)):
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
    made = [_file("p", text) for _, _, text in pieces]
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
