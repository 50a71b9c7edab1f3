"""Files whose names are one on systems that do not tell capitals, or codings of accents, apart."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Span


class Twins:
    """Remembers the files of a run, and tells which have met their twin."""

    def __init__(self) -> None:
        self._seen: dict[str, Path] = {}

    def of(self, path: Path) -> Iterator[Diagnostic]:
        """Yield a finding where a file seen before would have the same name elsewhere."""
        path = Path(os.path.normpath(path.absolute()))
        other = self._seen.setdefault(_folded(path), path)
        if other != path and not _is_same(path, other):
            name = Path(os.path.relpath(other, path.parent)).as_posix()
            yield Diagnostic(kinds.command.OneNameElsewhere(path.name, name), Span(path))


def _folded(path: Path) -> str:
    """Return a path as it is compared where case and composition do not count (Unicode, 3.13)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", str(path)).casefold())


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
