"""Files that are made portion by portion, of documents or entries that stand together in them.

Of a file of which the old site has another state, what has not changed is copied from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_TOGETHER = 1 << 16  # characters that are written at once

Lengths = tuple[tuple[str, int], ...]
"""Of the portions of a file, in their order: the key, and how many bytes it has."""


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a file."""

    key: str
    """A digest of all that it is made of; "" where that is not known, so that it is made anew."""
    make: Callable[[], Iterable[str]]


@dataclass(slots=True)
class Portioned:
    """The files of a piece that are made in portions, and those of the old site."""

    old: Mapping[str, Lengths]
    """What the files of the old site are made of, by their names."""
    read: Callable[[str, int, int], Iterator[bytes]]
    """Yields what such a file has from a byte on: so many bytes."""
    made: dict[str, Lengths] = field(default_factory=dict)
    """What files are made of, once they are written."""

    def file(self, name: str, portions: Iterable[Portion]) -> Iterator[bytes]:
        """Yield the content of a file."""
        known, begin = {}, 0
        for key, length in self.old.get(name, ()):
            known[key] = begin, length
            begin += length
        lengths: list[tuple[str, int]] = []
        for portion in portions:
            is_known = bool(portion.key) and portion.key in known
            parts = self.read(name, *known[portion.key]) if is_known else encoded(portion.make())
            size = 0
            for part in parts:
                size += len(part)
                yield part
            lengths.append((portion.key, size))
        self.made[name] = tuple(lengths)


def encoded(lines: Iterable[str]) -> Iterator[bytes]:
    """Yield text as UTF-8, many lines at once."""
    together: list[str] = []
    size = 0
    for line in lines:
        together.append(line)
        size += len(line)
        if size >= _TOGETHER:
            yield "".join(together).encode("utf-8", "replace")
            together, size = [], 0
    yield "".join(together).encode("utf-8", "replace")
