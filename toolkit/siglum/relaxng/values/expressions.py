"""Regular expressions as values, with derivatives (Brzozowski, 1964) and characters to try.

Expressions are made by the functions here, which simplify, so that an expression has finitely
many derivatives.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from .charset import Ranges

XML_CHARACTERS: Final[Ranges] = (
    (0x9, 0xA),
    (0xD, 0xD),
    (0x20, 0xD7FF),
    (0xE000, 0xFFFD),
    (0x10000, 0x10FFFF),
)


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of a set; none if the set is empty."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Sequence:
    """One expression after another; the empty text for none."""

    first: Expression
    rest: Expression


@dataclass(frozen=True, slots=True)
class Empty:
    """The empty text."""


@dataclass(frozen=True, slots=True)
class Either:
    """Any of several expressions."""

    options: frozenset[Expression]


@dataclass(frozen=True, slots=True)
class Both:
    """Two expressions at once."""

    one: Expression
    other: Expression


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever an expression does not match."""

    inner: Expression


@dataclass(frozen=True, slots=True)
class Repeat:
    """An expression from `low` to `high` times; None is any number."""

    inner: Expression
    low: int
    high: int | None


Expression = Chars | Sequence | Empty | Either | Both | Not | Repeat

NOTHING: Final = Chars(())
EMPTY: Final = Empty()
ANYTHING: Final = Repeat(Chars(XML_CHARACTERS), 0, None)


def sequence(first: Expression, rest: Expression) -> Expression:
    """Return two expressions in order."""
    if first == NOTHING or rest == NOTHING:
        return NOTHING
    if first == EMPTY:
        return rest
    if rest == EMPTY:
        return first
    if isinstance(first, Sequence):
        return Sequence(first.first, sequence(first.rest, rest))
    return Sequence(first, rest)


def either(*options: Expression) -> Expression:
    """Return a choice."""
    flat: set[Expression] = set()
    for option in options:
        flat |= option.options if isinstance(option, Either) else {option}
    flat.discard(NOTHING)
    if ANYTHING in flat:
        return ANYTHING
    if len(flat) < 2:
        return next(iter(flat), NOTHING)
    return Either(frozenset(flat))


def both(one: Expression, other: Expression) -> Expression:
    """Return what two expressions match."""
    if NOTHING in (one, other):
        return NOTHING
    if one in (other, ANYTHING):
        return other
    return one if other == ANYTHING else Both(one, other)


def repeat(inner: Expression, low: int, high: int | None) -> Expression:
    """Return a repetition."""
    if high == 0 or inner == EMPTY:
        return EMPTY
    if inner == NOTHING:
        return EMPTY if low == 0 else NOTHING
    return inner if low == high == 1 else Repeat(inner, low, high)


def literal(text: str) -> Expression:
    """Return the expression that matches one text."""
    whole: Expression = EMPTY
    for char in reversed(text):
        whole = (
            Sequence(Chars(((ord(char), ord(char)),)), whole)
            if whole != EMPTY
            else Chars(((ord(char), ord(char)),))
        )
    return whole


@lru_cache(maxsize=50_000)
def is_nullable(one: Expression) -> bool:
    """Tell whether an expression matches the empty text."""
    if isinstance(one, Sequence):
        return is_nullable(one.first) and is_nullable(one.rest)
    if isinstance(one, Either):
        return any(map(is_nullable, one.options))
    if isinstance(one, Both):
        return is_nullable(one.one) and is_nullable(one.other)
    if isinstance(one, Not):
        return not is_nullable(one.inner)
    if isinstance(one, Repeat):
        return one.low == 0 or is_nullable(one.inner)
    return isinstance(one, Empty)


@lru_cache(maxsize=50_000)
def derive(one: Expression, char: str) -> Expression:
    """Return what is left of an expression after a character."""
    if isinstance(one, Chars):
        return EMPTY if has(one.ranges, ord(char)) else NOTHING
    if isinstance(one, Sequence):
        after = sequence(derive(one.first, char), one.rest)
        return either(after, derive(one.rest, char)) if is_nullable(one.first) else after
    if isinstance(one, Either):
        return either(*(derive(option, char) for option in one.options))
    if isinstance(one, Both):
        return both(derive(one.one, char), derive(one.other, char))
    if isinstance(one, Not):
        return Not(derive(one.inner, char))
    if isinstance(one, Repeat):
        high = None if one.high is None else one.high - 1
        rest = repeat(one.inner, max(one.low - 1, 0), high)
        return sequence(derive(one.inner, char), rest)
    return NOTHING


@lru_cache(maxsize=50_000)
def first_sets(one: Expression) -> frozenset[Ranges]:
    """Return sets of characters that tell apart all first characters that matter."""
    if isinstance(one, Chars):
        return frozenset((one.ranges,))
    if isinstance(one, Sequence):
        found = first_sets(one.first)
        return found | first_sets(one.rest) if is_nullable(one.first) else found
    if isinstance(one, Either):
        return frozenset[Ranges]().union(*map(first_sets, one.options))
    if isinstance(one, Both):
        return first_sets(one.one) | first_sets(one.other)
    if isinstance(one, Not | Repeat):
        return first_sets(one.inner)
    return frozenset()


def has(ranges: Ranges, code: int) -> bool:
    """Tell whether a character is in a set."""
    at = bisect_right(ranges, (code, 0x110000)) - 1
    return at >= 0 and code <= ranges[at][1]


@cache
def characters(sets: frozenset[Ranges]) -> str:
    """Return one character for each way to be in some of the sets and not in the others."""
    borders = {ord(char) for char in _PREFERRED}
    for ranges in (*sets, XML_CHARACTERS):
        for low, high in ranges:
            borders |= {low, high + 1}
    ordered = [code for code in sorted(borders) if has(XML_CHARACTERS, code)]
    ordered.sort(key=lambda code: (chr(code) not in _PREFERRED, code))
    found: dict[tuple[bool, ...], str] = {}
    everything = tuple(sets)
    for code in ordered:
        found.setdefault(tuple(has(ranges, code) for ranges in everything), chr(code))
    return "".join(found.values())


_PREFERRED = "xa1é- "
