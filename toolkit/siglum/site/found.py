"""What a build found: of many thousand findings, few are in memory."""

from __future__ import annotations

import itertools
import pickle
import tempfile
import weakref
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from siglum.findings.diagnostics import Diagnostic, Severity

_CHUNK = 5_000
"""How many findings are put on disk together."""
_IN_MEMORY = 10
"""How many times as many are not."""


class Found(Collection[Diagnostic]):
    """Findings, in the order in which they came."""

    def __init__(self) -> None:
        self._chunks: list[list[Diagnostic] | tuple[int, int]] = [[]]
        """The findings; of those on disk, where they begin, and how many bytes they are."""
        self._runs: dict[Path, list[tuple[int, int, int]]] = {}
        """Of each file: chunk, begin and end of findings that came one after the other."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - see below
        weakref.finalize(self, self._file.close)
        self._load = lru_cache(4)(self._loaded)
        self._number = 0
        self.has_errors = False

    def add(self, findings: Iterable[Diagnostic]) -> None:
        """Add findings."""
        for path, run in itertools.groupby(findings, key=lambda one: one.span.file):
            last = self._chunks[-1]
            assert isinstance(last, list)
            begin = len(last)
            last += run
            self._runs.setdefault(path, []).append((len(self._chunks) - 1, begin, len(last)))
            self._number += len(last) - begin
            self.has_errors |= any(one.severity is Severity.ERROR for one in last[begin:])
            if len(last) >= _CHUNK:
                self._end_chunk(last)

    def _end_chunk(self, last: list[Diagnostic]) -> None:
        if len(self._chunks) > _IN_MEMORY:
            begin = self._file.seek(0, 2)
            self._chunks[-1] = (begin, self._file.write(pickle.dumps(last)))
        self._chunks.append([])

    def _loaded(self, begin: int, length: int) -> list[Diagnostic]:
        self._file.seek(begin)
        findings: list[Diagnostic] = pickle.loads(self._file.read(length))
        return findings

    def _chunk(self, number: int) -> list[Diagnostic]:
        chunk = self._chunks[number]
        return chunk if isinstance(chunk, list) else self._load(*chunk)

    def by_file(self) -> Iterator[tuple[Path, list[Diagnostic]]]:
        """Yield each file with all of its findings, in the order in which files came."""
        for path, runs in self._runs.items():
            yield (
                path,
                [one for number, begin, end in runs for one in self._chunk(number)[begin:end]],
            )

    def __iter__(self) -> Iterator[Diagnostic]:
        for number in range(len(self._chunks)):
            yield from self._chunk(number)

    def __len__(self) -> int:
        return self._number

    def __contains__(self, finding: object) -> bool:
        return any(one == finding for one in self)
