"""What siglum had to guess in a document: collected here, and told in findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Span
from siglum.model.rows import GuessRow
from siglum.model.surroundings import Here


class Guesses:
    """The guesses of one document, counted by kind and by element and attribute."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._first: dict[tuple[str, str], GuessRow] = {}
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, what: str, where: str, value: str, here: Here) -> None:
        """Count a guess; the first of its kind is the example."""
        kind = what, where
        self._counts[kind] += 1
        if kind not in self._first:
            row = GuessRow(
                document=self._document,
                what=what,
                where=where,
                count=1,
                example=value,
                number=here.number,
                line=here.line,
            )
            self._first[kind] = row

    def rows(self) -> tuple[GuessRow, ...]:
        """Return the guesses, sorted."""
        counts = self._counts
        return tuple(replace(row, count=counts[kind]) for kind, row in sorted(self._first.items()))


def findings(rows: Iterable[GuessRow], root: Path) -> Iterator[Diagnostic]:
    """Yield a finding for each kind of guess in one element and attribute, at its first example."""
    found: dict[tuple[str, str], list[GuessRow]] = {}
    for row in rows:
        found.setdefault((row.what, row.where), []).append(row)
    for (what, where), same in sorted(found.items()):
        count = sum(row.count for row in same)
        span = Span(root / same[0].document, same[0].line or 1)
        yield Diagnostic(kinds.links.Guessed(what, where, same[0].example, count), span)
