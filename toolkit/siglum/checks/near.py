"""What a wrong link was probably meant to lead to."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

MOST_COMPARED = 50_000  # names compared for the hints to one document; a second is soon gone
_LENGTHS = 4  # characters that a misspelt name is longer or shorter, at most
_ALIKE = 0.6  # of two names that are near, by difflib's ratio
_NO_DIGITS = {ord(digit): None for digit in "0123456789"}


class Names:
    """Names to look for near ones among: those of a register differ in their digits, as a rule."""

    def __init__(self, names: Collection[str]) -> None:
        self.names = names
        self._alike: dict[tuple[str, int], list[str]] = {}  # by their letters, and their length
        for name in names:
            key = (name.translate(_NO_DIGITS), len(name))
            self._alike.setdefault(key, []).append(name)

    def near(self, name: str) -> str | None:
        """Return the nearest name; None if none is near.

        A name that differs in its digits alone is another's, not a misspelt one.
        """
        letters = name.translate(_NO_DIGITS)
        every = [(char, name.count(char)) for char in set(name)]
        some = [(char, number) for char, number in every if char in letters]
        digits = len(name) - len(letters)
        alike: list[str] = []
        for (others, length), names in self._alike.items():
            if abs(length - len(name)) > _LENGTHS or others == letters:
                continue
            # What two names have in common, whatever its order, is more than difflib will match:
            # counted first for all that differ in their digits alone, it spares most comparisons.
            both = len(name) + length
            most = _common(others, some) + min(length - len(others), digits)
            if 2 * most / both >= _ALIKE:
                alike += [one for one in names if 2 * _common(one, every) / both >= _ALIKE]
        if not alike:
            return None
        from difflib import get_close_matches  # late: most links are right

        return next(iter(get_close_matches(name, alike, 1, _ALIKE)), None)


def _common(name: str, counts: list[tuple[str, int]]) -> int:
    """Return how many characters of a name are among some, each of which is there so many times."""
    return sum([min(name.count(char), number) for char, number in counts])


class Near:
    """Names that are near to wrong ones, for one document."""

    def __init__(self) -> None:
        self._compared = 0
        self._names: dict[int, Names] = {}  # by id; they hold what they are made of
        self._folders: dict[int, _Folder] = {}  # by the id of the names, which they hold

    def name(self, name: str, known: Collection[str]) -> str | None:
        """Return the nearest of the known names; None if none is near (see `Names`)."""
        self._compared += len(known)
        if self._compared > MOST_COMPARED:
            return None
        names = self._names.get(id(known))
        if names is None:
            names = self._names[id(known)] = Names(known)
        return names.near(name)

    def file(self, target: Path, names: list[str], is_key: bool) -> str | None:
        """Return which of the files in the folder of one that is not there may be meant.

        The suffix apart, that is: it is the same for many. What may be a key is meant for a file
        only if that has just this name.
        """
        folder = self._folders.get(id(names))
        if folder is None:
            folder = self._folders[id(names)] = _Folder.of(names)
        same = folder.by_stem.get(target.stem)
        if is_key or same:
            return same
        near = self.name(target.stem, folder.stems.get(target.suffix, []))
        return f"{near}{target.suffix}" if near is not None else None


class _Folder(NamedTuple):
    """The files in a folder: the first of each stem, and the stems by suffix."""

    names: list[str]
    by_stem: dict[str, str]
    stems: dict[str, list[str]]

    @classmethod
    def of(cls, names: list[str]) -> _Folder:
        found = cls(names, {}, {})
        for name in names:
            path = Path(name)
            found.by_stem.setdefault(path.stem, name)
            found.stems.setdefault(path.suffix, []).append(path.stem)
        return found
