"""Files whose names are one on systems that do not tell capitals, or codings of accents, apart."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Span
from siglum.work.file_names import folded


class Twins:
    """Remembers the files of a run, and tells which have met their twin."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def of(self, path: Path) -> Iterator[Diagnostic]:
        """Yield a finding where a file seen before would have the same name elsewhere."""
        written = os.path.abspath(path)  # noqa: PTH100 - at each file of an edition
        other = self._seen.setdefault(folded(written), written)
        if other != written and not _is_same(written, other):
            path = Path(written)
            name = Path(os.path.relpath(other, path.parent)).as_posix()
            yield Diagnostic(kinds.command.OneNameElsewhere(path.name, name), Span(path))


def _is_same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)  # noqa: PTH121
    except OSError:
        return False
