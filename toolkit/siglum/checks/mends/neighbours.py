"""Which known name a wrong one of a link is near to, for one document.

A name that differs in case, or in the signs between its parts, is the same name. Any other that is
near may be somebody else's: that is a guess.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from pathlib import Path

from siglum.checks.near import Near
from siglum.relaxng.advice.expectations import edit_distance

_PARTS = {ord(sign): None for sign in " -_."}


class Neighbours:
    """The names that are near to wrong ones. What was looked up once is kept."""

    def __init__(self) -> None:
        self._near = Near()
        self._folded: dict[int, tuple[Collection[str], dict[str, list[str]]]] = {}
        self._files: dict[Path, list[str]] = {}

    def of(self, name: str, known: Collection[str]) -> tuple[str, bool] | None:
        """Return the one known name that is near, and whether it is sure; None for none, or two."""
        same = self._alike(known).get(_folded(name))
        if same:
            return (same[0], True) if len(same) == 1 else None
        best = self._near.name(name, known)
        if best is None:
            return None
        rival = self._near.name(name, [one for one in known if one != best])
        if rival is not None and _distance(name, best) >= _distance(name, rival):
            return None
        return best, False

    def files(self, folder: Path) -> list[str]:
        """Return the names of what lies in a folder and is not hidden; none for no folder."""
        if folder not in self._files:
            try:
                names = sorted(one.name for one in folder.iterdir() if one.name[0] != ".")
            except OSError:
                names = []
            self._files[folder] = names
        return self._files[folder]

    def _alike(self, known: Collection[str]) -> dict[str, list[str]]:
        """Return known names by what is the same in all that are one."""
        if id(known) not in self._folded:
            alike: dict[str, list[str]] = {}
            for one in known:
                alike.setdefault(_folded(one), []).append(one)
            self._folded[id(known)] = known, alike  # kept, so that no other has its number
        return self._folded[id(known)][1]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().translate(_PARTS)


def _distance(name: str, other: str) -> int:
    return edit_distance(name.casefold(), other.casefold(), len(name))
