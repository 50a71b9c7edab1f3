"""A value with a common slip, as it was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_SINGLE_DIGIT = re.compile(r"(?<!\d)\d(?!\d)")


def repaired(value: str, matches: Callable[[str], bool], *, is_address: bool) -> str | None:
    """Return the first way of writing a value that is right; None if there is none."""
    ways = _ways_of_address(value.strip()) if is_address else _ways(value.strip())
    return next((one for one in ways if one != value and matches(one)), None)


def _ways(value: str) -> Iterator[str]:
    yield value
    words = value.split()
    if len(words) > 1:
        yield from ("-".join(words), "_".join(words), "".join(words))
    yield value.replace("_", "-")
    yield value.replace(",", ".")
    yield value.lstrip("#")
    yield _SINGLE_DIGIT.sub(r"0\g<0>", value)  # 1949-1-6


def _ways_of_address(value: str) -> Iterator[str]:
    yield value
    if "/" in value or "." in value:  # the name of a file may have a space in it
        yield value.replace(" ", "%20")
