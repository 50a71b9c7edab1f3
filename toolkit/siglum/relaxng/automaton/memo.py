"""What was worked out before, as long as there is room for it."""

from __future__ import annotations

from typing import TypeVar

_MOST = 10_000

_K = TypeVar("_K")
_V = TypeVar("_V")


class Memo(dict[_K, _V]):
    """A dictionary that forgets everything before it would grow too large.

    A schema may validate any number of documents, and a document have any names in it.
    """

    def __setitem__(self, key: _K, value: _V) -> None:
        if len(self) >= _MOST:
            self.clear()
        super().__setitem__(key, value)
