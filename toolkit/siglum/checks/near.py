"""What a wrong link was probably meant to lead to."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

_MOST_COMPARED = 50_000  # names compared for the hints to one document; a second is soon gone
_LENGTHS = 4  # characters that a misspelt name is longer or shorter, at most
_NO_DIGITS = {ord(digit): None for digit in "0123456789"}


class Near:
    """Names that are near to wrong ones, for one document."""

    def __init__(self) -> None:
        self._compared = 0

    def name(self, name: str, known: Collection[str]) -> str | None:
        """Return the nearest of the known names; None if none is near.

        A name that differs in its digits alone is another's, not a misspelt one.
        """
        self._compared += len(known)
        if self._compared > _MOST_COMPARED:
            return None
        from difflib import get_close_matches  # late: most links are right

        letters = name.translate(_NO_DIGITS)
        alike = [
            one
            for one in known
            if abs(len(one) - len(name)) <= _LENGTHS and one.translate(_NO_DIGITS) != letters
        ]
        near = get_close_matches(name, alike, 1)
        return near[0] if near else None

    def file(self, target: Path, names: list[str], is_key: bool) -> str | None:
        """Return which of the files in the folder of one that is not there may be meant.

        The suffix apart, that is: it is the same for many. What may be a key is meant for a file
        only if that has just this name.
        """
        same = [name for name in names if Path(name).stem == target.stem]
        if is_key or same:
            return same[0] if same else None
        stems = [Path(name).stem for name in names if Path(name).suffix == target.suffix]
        near = self.name(target.stem, stems)
        return f"{near}{target.suffix}" if near is not None else None
