"""Reading order: which of a sequence of texts stand in it, and which do not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def increasing(numbers: Sequence[int]) -> list[int]:
    """Return the indices of a longest part of a sequence that increases strictly.

    What is left out is the least that must be moved or taken away to have the rest in order.
    """
    if all(map(int.__lt__, numbers, numbers[1:])):
        return list(range(len(numbers)))
    tails: list[int] = []
    """The last number of the best part of each length, and below, where it stands."""
    places: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(places[length - 1] if length else -1)
        tails[length : length + 1] = [number]
        places[length : length + 1] = [index]
    index = places[-1] if places else -1
    chosen = []
    while index >= 0:
        chosen.append(index)
        index = before[index]
    return chosen[::-1]
