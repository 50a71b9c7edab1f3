"""The minimal deterministic automaton of a particle, made from its Glushkov automaton.

Its letters are atoms: elements, wildcards, or groups that are sets of these. No two overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .determinism import overlap
from .particles import (
    Choice,
    Group,
    Particle,
    Repeat,
    Sequence,
    Symbol,
    Wildcard,
    choice,
    is_set,
    repeat,
    sequence,
    symbols,
)

_POSITIONS, _STATES = 300, 80


class TooLarge(Exception):
    """The automaton would be too large to be of use."""


@dataclass(frozen=True, slots=True)
class Automaton:
    """A deterministic automaton: states are numbers, each on a path from `start` to a final one."""

    start: int
    final: frozenset[int]
    moves: Mapping[int, Mapping[Particle, int]]


def automaton(particle: Particle) -> Automaton:
    """Return the minimal automaton of a particle without text, whose letters are disjoint atoms.

    Raises TooLarge.
    """
    positions = _Positions()
    first, last, nullable = positions.read(particle)
    start = frozenset([-1])
    moves: dict[frozenset[int], dict[Particle, frozenset[int]]] = {}
    ahead = [start]
    while ahead:
        state = ahead.pop()
        if state in moves:
            continue
        if len(moves) >= _STATES:
            raise TooLarge
        following: set[int] = set()
        for position in state:
            following |= first if position == -1 else positions.follow[position]
        reached: dict[Particle, set[int]] = {}
        for position in sorted(following):
            reached.setdefault(positions.letters[position], set()).add(position)
        moves[state] = {letter: frozenset(target) for letter, target in reached.items()}
        ahead.extend(moves[state].values())
    final = {state for state in moves if state & last or (nullable and -1 in state)}
    return _minimal(start, final, moves)


class _Positions:
    """Numbers the letters of a particle, and says which may follow which."""

    def __init__(self) -> None:
        self.letters: list[Particle] = []
        self.follow: list[set[int]] = []

    def read(self, particle: Particle) -> tuple[set[int], set[int], bool]:
        """Return first and last positions, and whether the particle can be empty."""
        if is_set(particle) and not isinstance(particle, Choice):
            if len(self.letters) >= _POSITIONS:
                raise TooLarge
            self.letters.append(particle)
            self.follow.append(set())
            only = {len(self.letters) - 1}
            return only, only, False
        match particle:
            case Group(body=body):
                return self.read(body)
            case Choice(items=items):
                parts = [self.read(item) for item in items]
                first = {position for part in parts for position in part[0]}
                last = {position for part in parts for position in part[1]}
                return first, last, any(part[2] for part in parts)
            case Sequence(items=items):
                made: tuple[set[int], set[int], bool] = (set(), set(), True)
                for item in items:
                    made = self._joined(made, self.read(item))
                return made
            case Repeat(item=item, min=least, max=most):
                return self._repeated(item, least, most)
        raise TypeError(particle)

    def _repeated(
        self, item: Particle, least: int, most: int | None
    ) -> tuple[set[int], set[int], bool]:
        if most is None and least < 2:
            first, last, nullable = self.read(item)
            for position in last:
                self.follow[position] |= first
            return first, last, nullable or least == 0
        if (least, most) == (0, 1):
            first, last, _ = self.read(item)
            return first, last, True
        return self.read(unrolled(item, least, most))

    def _joined(
        self, left: tuple[set[int], set[int], bool], right: tuple[set[int], set[int], bool]
    ) -> tuple[set[int], set[int], bool]:
        for position in left[1]:
            self.follow[position] |= right[0]
        first = left[0] | right[0] if left[2] else left[0]
        last = left[1] | right[1] if right[2] else right[1]
        return first, last, left[2] and right[2]


def unrolled(item: Particle, least: int, most: int | None) -> Particle:
    """Write a counted repetition out, so that it has no counts. Raises TooLarge."""
    if max(least, most or 0) > _POSITIONS:
        raise TooLarge
    rest: Particle = Sequence(())
    if most is None:
        rest = Repeat(item, 0, None)
    else:
        for _ in range(most - least):
            rest = Repeat(sequence((item, rest)), 0, 1)
    return sequence((*(item for _ in range(least)), rest))


def _minimal(
    start: frozenset[int],
    final: set[frozenset[int]],
    moves: Mapping[frozenset[int], Mapping[Particle, frozenset[int]]],
) -> Automaton:
    """Return the automaton with equivalent states merged (Moore's algorithm)."""
    block = {state: int(state in final) for state in moves}
    while True:
        signatures = {
            state: (block[state], frozenset((letter, block[to]) for letter, to in outward.items()))
            for state, outward in moves.items()
        }
        numbers = {signature: n for n, signature in enumerate(dict.fromkeys(signatures.values()))}
        refined = {state: numbers[signatures[state]] for state in moves}
        if len(numbers) == len(set(block.values())):
            break
        block = refined
    return Automaton(
        block[start],
        frozenset(block[state] for state in final),
        {
            block[state]: {letter: block[to] for letter, to in outward.items()}
            for state, outward in moves.items()
        },
    )


def atoms(particle: Particle) -> Iterator[Particle]:
    """Yield the letters of a particle: groups that are sets as a whole, else their members."""
    if is_set(particle) and not isinstance(particle, Choice):
        yield particle
        return
    match particle:
        case Sequence(items=items) | Choice(items=items):
            for item in items:
                yield from atoms(item)
        case Repeat(item=item) | Group(body=item):
            yield from atoms(item)


def atomized(particle: Particle) -> Particle | None:
    """Return a particle with the content of groups that overlap, or are no sets, in their places.

    None if a wildcard overlaps with something, for it has no content to replace it.
    """
    while True:
        letters = list(dict.fromkeys(atoms(particle)))
        members = {letter: set(symbols(letter)) for letter in letters}
        if _has_overlapping_wildcards(set().union(*members.values())):
            return None
        owners: dict[Particle, int] = {}
        for found in members.values():
            for symbol in found:
                owners[symbol] = owners.get(symbol, 0) + 1
        shared: set[Particle] = {
            letter
            for letter, found in members.items()
            if isinstance(letter, Group) and any(owners[symbol] > 1 for symbol in found)
        }
        if not shared:
            return particle
        particle = _opened(particle, shared)


def _has_overlapping_wildcards(found: set[Symbol]) -> bool:
    return any(
        isinstance(symbol, Wildcard) and any(overlap(symbol, o) for o in found if o != symbol)
        for symbol in found
    )


def _opened(particle: Particle, groups: set[Particle]) -> Particle:
    """Return a particle with some of its groups replaced by their content."""
    match particle:
        case Group(body=body):
            if particle in groups:
                return body
            return particle if is_set(body) else _opened(body, groups)
        case Sequence(items=items):
            return sequence(_opened(item, groups) for item in items)
        case Choice(items=items):
            return choice(_opened(item, groups) for item in items)
        case Repeat(item=item, min=least, max=most):
            return repeat(_opened(item, groups), least, most)
    return particle
