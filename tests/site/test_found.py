"""Findings of a build, of which few are in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Span
from siglum.site import found
from siglum.site.found import Found


def finding(number: int) -> Diagnostic:
    return Diagnostic(kinds.reading.NotThere(), Span(Path(f"{number % 7}.xml"), line=number + 1))


@pytest.mark.parametrize("count", [0, 9, 1000])
def test_findings_come_as_they_went_and_by_their_files(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(found, "_CHUNK", 10)
    all_of_it = [finding(number) for number in range(count)]
    those = Found()
    for begin in range(0, count, 3):
        those.add(all_of_it[begin : begin + 3])
    assert sum(isinstance(chunk, list) for chunk in those._chunks) <= 12
    assert list(those) == all_of_it
    assert len(those) == count
    by_file: dict[Path, list[Diagnostic]] = {}
    for one in all_of_it:
        by_file.setdefault(one.span.file, []).append(one)
    assert list(those.by_file()) == list(by_file.items())
    assert those.has_errors == bool(count)
