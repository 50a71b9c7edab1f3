"""Which transcript each of an edition's documents has."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from siglum.edition.settings import Edition

_YOUNG = 2_000_000_000  # nanoseconds by which clocks may differ


class Transcripts:
    """The transcripts of the edition's own documents: other files have none."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._listed: dict[Path, str] = {}
        self._names: Counter[str] = Counter()
        self._listed_at = 0

    def of(self, path: Path) -> Path | None:
        """Return the file that is to hold a document's transcript; None where there is none."""
        folder = self._edition.settings.transcripts
        if folder is None:
            return None
        address = self._address(path.absolute())
        if address is None:
            return None
        transcript = self._edition.root / folder / f"{address}.txt"
        if self._names[path.stem] == 1 and not transcript.exists():
            return self._edition.root / folder / f"{path.stem}.txt"
        return transcript

    def _address(self, path: Path) -> str | None:
        """Return the address of one of the edition's documents; None for another file.

        They are listed once, and again for a file that is younger than the list.
        """
        if path not in self._listed:
            try:
                changed = path.stat().st_ctime_ns
            except OSError:
                changed = 0
            if changed > self._listed_at - _YOUNG:
                self._list()
        return self._listed.get(path)

    def _list(self) -> None:
        self._listed_at = time.time_ns()
        addresses = self._edition.addresses.items()
        self._listed = {one.absolute(): address for one, address in addresses}
        self._names = Counter(one.stem for one in self._listed)
