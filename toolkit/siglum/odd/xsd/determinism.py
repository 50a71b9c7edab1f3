"""Unique particle attribution (XSD 1.0, part 1, section 3.8.6).

A content model is deterministic if it is clear for each element, without looking ahead, which
particle it belongs to. In terms of Brüggemann-Klein: no two positions with overlapping names are
both first, or both follow the same position. A counted repetition is treated as an unbounded one,
so that what is called deterministic here is so for any reading of the standard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count

from .particles import Choice, Element, Group, Particle, Repeat, Sequence, Symbol, Wildcard, symbols

Positions = Mapping[Symbol, frozenset[int]]


class Ambiguous(Exception):
    """A particle that is not deterministic."""


def is_deterministic(particle: Particle) -> bool:
    """Say whether a particle without text is deterministic."""
    try:
        _Analysis(particle).facts(particle)
    except Ambiguous:
        return False
    return True


def overlap(left: Symbol, right: Symbol) -> bool:
    """Say whether some element matches both symbols."""
    match left, right:
        case Element(), Element():
            return left == right
        case Wildcard(), Element(ns=ns):
            return left.holds(ns)
        case Element(ns=ns), Wildcard():
            return right.holds(ns)
        case Wildcard(), Wildcard():
            if left.namespaces is None or right.namespaces is None:
                return True
            if left.other and right.other:
                return True
            if left.other:
                return any(map(left.holds, right.namespaces))
            return any(map(right.holds, left.namespaces))
    return False


@dataclass(frozen=True, slots=True)
class _Facts:
    nullable: bool
    first: Positions
    after: Positions
    """The positions that may follow a last position, within the particle."""


_NOTHING = _Facts(True, {}, {})


class _Analysis:
    """Numbers the positions of a particle, and looks for two that overlap."""

    def __init__(self, particle: Particle) -> None:
        self._number = count()
        self._wildcards = {item for item in symbols(particle) if isinstance(item, Wildcard)}

    def facts(self, particle: Particle) -> _Facts:
        """Return the facts of a particle. Raises Ambiguous if it is not deterministic."""
        match particle:
            case Element() | Wildcard():
                return _Facts(False, {particle: frozenset([next(self._number)])}, {})
            case Group(body=body):
                return self.facts(body)
            case Choice(items=items):
                return self._choice([self.facts(item) for item in items])
            case Sequence(items=items):
                made = _NOTHING
                for item in items:
                    made = self._joined(made, self.facts(item))
                return made
            case Repeat(item=item, min=least, max=most):
                part = self.facts(item)
                after = part.after
                if most is None or most > 1:
                    after = self._disjoint(part.after, part.first)
                return _Facts(part.nullable or least == 0, part.first, after)
        raise TypeError(particle)

    def _choice(self, parts: list[_Facts]) -> _Facts:
        first: dict[Symbol, frozenset[int]] = {}
        for part in parts:
            self._compare(first, part.first)
            first.update(part.first)
        after = _union(part.after for part in parts)
        return _Facts(any(part.nullable for part in parts), first, after)

    def _joined(self, left: _Facts, right: _Facts) -> _Facts:
        self._compare(left.after, right.first)
        first = self._disjoint(left.first, right.first) if left.nullable else left.first
        after = right.after
        if right.nullable:
            after = _union((left.after, right.first, right.after))
        return _Facts(left.nullable and right.nullable, first, after)

    def _disjoint(self, left: Positions, right: Positions) -> Positions:
        self._compare(left, right)
        return _union((left, right))

    def _compare(self, left: Positions, right: Positions) -> None:
        """Raise Ambiguous if a position of one set overlaps with a different one of the other."""
        if any(left[symbol] != right[symbol] for symbol in left.keys() & right.keys()):
            raise Ambiguous
        for wildcard in self._wildcards:
            for these, others in ((left, right), (right, left)):
                if wildcard in these and any(
                    overlap(wildcard, other) for other in others if other != wildcard
                ):
                    raise Ambiguous


def _union(parts: Iterable[Positions]) -> Positions:
    made: dict[Symbol, frozenset[int]] = {}
    for part in parts:
        for symbol, positions in part.items():
            made[symbol] = made[symbol] | positions if symbol in made else positions
    return made
