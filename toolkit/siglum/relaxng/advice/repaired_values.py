"""A value with a common slip, as it was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from ..values.written_dates import either_in_iso, in_iso

_SINGLE_DIGIT = re.compile(r"(?<!\d)\d(?!\d)")
_IN_NAMES = re.compile(r"[\w.·-]+")
_BEGIN = "id-"  # of an ID that would begin as no name does


def repaired(
    value: str, matches: Callable[[str], bool], *, is_address: bool, is_id: bool
) -> str | None:
    """Return the first way of writing a value that is right; None if there is none."""
    ways = _ways_of_address(value.strip()) if is_address else _ways(value.strip())
    if is_id:
        ways = chain(ways, _ids(value))
    return next((one for one in ways if one != value and matches(one)), None)


def meanings(value: str, matches: Callable[[str], bool]) -> list[str]:
    """Return what a value can mean, in the right form, where that is more than one thing."""
    found = [one for one in either_in_iso(value) if matches(one)]
    return found if len(found) > 1 else []


def _ways(value: str) -> Iterator[str]:
    yield value
    words = value.split()
    if len(words) > 1:
        yield from ("-".join(words), "_".join(words), "".join(words))
    yield value.replace("_", "-")
    yield value.replace(",", ".")
    yield value.lstrip("#")
    yield _SINGLE_DIGIT.sub(r"0\g<0>", value)  # 1949-1-6
    yield from in_iso(value)


def _ways_of_address(value: str) -> Iterator[str]:
    yield value
    if "/" in value or "." in value:  # the name of a file may have a space in it
        yield value.replace(" ", "%20")


def _ids(value: str) -> Iterator[str]:
    name = "-".join(_IN_NAMES.findall(value)).strip("-.·")
    if name:
        yield name
        yield _BEGIN + name
