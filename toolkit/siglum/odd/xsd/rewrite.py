"""Make content models deterministic: by an equal expression, or else by a looser one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from .automaton import atoms
from .determinism import is_deterministic, overlap
from .one_unambiguous import deterministic_equivalent
from .particles import (
    NOTHING,
    Choice,
    Group,
    Particle,
    Repeat,
    Sequence,
    Symbol,
    Text,
    Wildcard,
    choice,
    has_text,
    is_nullable,
    is_set,
    repeat,
    sequence,
    symbols,
    without_text,
)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A deterministic particle; `loosened` are the elements that it allows in any order."""

    particle: Particle
    loosened: frozenset[Symbol] = frozenset()


def rewritten(particle: Particle) -> Rewritten:
    """Return a deterministic particle that accepts all that a particle without text accepts.

    It accepts nothing more if a deterministic particle of the same language is found. Otherwise
    the smallest ambiguous part is allowed in any order. The content of groups must be
    deterministic already.
    """
    rewriting = _Rewriting()
    return Rewritten(rewriting.of(particle), frozenset(rewriting.loosened))


class _Rewriting:
    def __init__(self) -> None:
        self.loosened: set[Symbol] = set()

    def of(self, particle: Particle) -> Particle:
        if is_deterministic(particle):
            return particle
        match particle:
            case Sequence(items=items):
                return self._sequence([self.of(item) for item in items])
            case Choice(items=items):
                return self._choice([self.of(item) for item in items])
            case Repeat(item=item, min=least, max=most):
                return self._settled(repeat(self.of(item), least, most))
            case Group(body=body):
                return self.of(body)
        return particle

    def _sequence(self, items: list[Particle]) -> Particle:
        """Rewrite the shortest ambiguous stretches as one item, until there are none."""
        while not is_deterministic(sequence(items)):
            start, end = next(
                (start, start + length)
                for length in range(2, len(items) + 1)
                for start in range(len(items) - length + 1)
                if not is_deterministic(sequence(items[start : start + length]))
            )
            items[start:end] = [self._settled(_summed(items[start:end]))]
        return sequence(items)

    def _choice(self, items: list[Particle]) -> Particle:
        """Rewrite pairs of ambiguous alternatives as one, until there are none."""
        items = _without_repetitions(items)
        while not is_deterministic(choice(items)):
            left, right = next(
                (left, right)
                for right in range(len(items))
                for left in range(right)
                if not is_deterministic(choice((items[left], items[right])))
            )
            items[left] = self._settled(choice((items[left], items[right])))
            del items[right]
            items = _without_repetitions(items)
        return choice(items)

    def _settled(self, particle: Particle) -> Particle:
        """Return a deterministic particle for one with deterministic parts."""
        if is_deterministic(particle):
            return particle
        equivalent = deterministic_equivalent(particle)
        if equivalent is not None and is_deterministic(equivalent):
            return equivalent
        self.loosened.update(symbols(particle))
        return any_order(particle)


def any_order(particle: Particle) -> Particle:
    """Return a particle that allows the elements of another in any order and number."""
    letters = choice(_without_repetitions(list(dict.fromkeys(atoms(particle)))))
    return repeat(letters, 0 if is_nullable(particle) else 1, None)


def interleaved(parts: list[Particle]) -> Particle:
    """Return a particle for interleaved parts: what each accepts, scattered among the others."""
    elements = [part for part in parts if part != Text()]
    if len(elements) < 2:
        return sequence(parts)
    whole = sequence(parts)
    if whole == NOTHING:
        return NOTHING
    free = any_order(without_text(whole))
    return repeat(choice((Text(), free)), 0, None) if has_text(whole) else free


def _summed(items: list[Particle]) -> Particle:
    """Return a sequence in which adjacent repetitions of the same thing are one."""
    made: list[Particle] = []
    for item in items:
        if made and (both := _sum(made[-1], item)) is not None:
            made[-1] = both
        else:
            made.append(item)
    return sequence(made)


def _sum(left: Particle, right: Particle) -> Particle | None:
    one = left if isinstance(left, Repeat) else Repeat(left, 1, 1)
    two = right if isinstance(right, Repeat) else Repeat(right, 1, 1)
    if one.item != two.item:
        return None
    most = None if one.max is None or two.max is None else one.max + two.max
    return Repeat(one.item, one.min + two.min, most)


def _without_repetitions(items: list[Particle]) -> list[Particle]:
    """Return alternatives without single elements that other alternatives have, too.

    A group that has such an element is replaced by its content without it. Wildcards that overlap
    become one for all elements.
    """
    sets = [item for item in items if is_set(item)]
    wildcards = {s for item in sets for s in symbols(item) if isinstance(s, Wildcard)}
    if any(overlap(one, two) for one, two in combinations(wildcards, 2)):
        return [Wildcard(), *(item for item in items if not is_set(item))]
    kept: list[Particle] = []
    seen: list[Symbol] = list(wildcards)
    for item in items:
        found = list(symbols(item))
        if not is_set(item) or isinstance(item, Wildcard):
            kept.append(item)
        elif any(overlap(symbol, other) for symbol in found for other in seen):
            kept += [s for s in found if not any(overlap(s, other) for other in seen)]
            kept += [s for s in found if isinstance(s, Wildcard)]
        else:
            kept.append(item)
        seen += found if is_set(item) else ()
    return list(dict.fromkeys(kept))
