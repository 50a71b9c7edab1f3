"""Find a deterministic content model for a language that has one.

It follows the proof in A. Brüggemann-Klein and D. Wood, “One-unambiguous regular languages”
(Information and Computation 142, 1998), which makes an expression of the minimal automaton: orbit
by orbit (an orbit is a strongly connected component), and within an orbit around the letters that
lead from all its final states to the same state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .automaton import Automaton, TooLarge, atomized, atoms, automaton
from .particles import EMPTY, Choice, Particle, Repeat, Sequence, choice, repeat, sequence

_PARTS = 400
"""The most sub-expressions of a model that is still readable."""

_DEEPEST = 12
"""The most levels of nesting; xmlschema looks into no more than 15."""

_Moves = Mapping[int, Mapping[Particle, int]]


def deterministic_equivalent(particle: Particle) -> Particle | None:
    """Return a deterministic particle of the same language; None if there is none, or too large."""
    letters = atomized(particle)
    if letters is None:
        return None
    try:
        least = automaton(letters)
        order = {letter: number for number, letter in enumerate(dict.fromkeys(atoms(letters)))}
        found = _Construction(order).expression(least)
        return found if _depth(found) <= _DEEPEST else None
    except (TooLarge, _NotOneUnambiguous):
        return None


class _NotOneUnambiguous(Exception):
    """A language that no deterministic expression has."""


class _Construction:
    def __init__(self, order: Mapping[Particle, int]) -> None:
        """`order` is that in which letters are written that lead to the same state."""
        self._order = order
        self._parts = 0

    def expression(self, machine: Automaton) -> Particle:
        """Return an expression for an automaton. Raises _NotOneUnambiguous, TooLarge."""
        self._parts += 1
        if self._parts > _PARTS:
            raise TooLarge
        machine = _reachable(machine)
        orbit = _orbit(machine.start, machine.moves)
        if len(orbit) < len(machine.moves):
            return self._orbits(machine, orbit)
        if not any(machine.moves.values()):
            return EMPTY
        return self._around(machine)

    def _orbits(self, machine: Automaton, orbit: frozenset[int]) -> Particle:
        """Return an expression for the first orbit, and for what follows at its gates."""
        outward = {
            state: {x: to for x, to in machine.moves[state].items() if to not in orbit}
            for state in orbit
        }
        gates = [state for state in orbit if state in machine.final or outward[state]]
        onward, ends = outward[gates[0]], gates[0] in machine.final
        for gate in gates:
            if outward[gate] != onward or (gate in machine.final) is not ends:
                raise _NotOneUnambiguous
        within = {
            state: {x: to for x, to in machine.moves[state].items() if to in orbit}
            for state in orbit
        }
        inside = self._inside(Automaton(machine.start, frozenset(gates), within))
        after = self._alternatives(machine, onward)
        return sequence((inside, _optional(after) if ends else after))

    def _inside(self, orbit: Automaton) -> Particle:
        return self._around(orbit) if any(orbit.moves.values()) else EMPTY

    def _alternatives(self, machine: Automaton, onward: Mapping[Particle, int]) -> Particle:
        """Return a choice of letters, each with all that may follow; grouped by their target."""
        by_target: dict[int, list[Particle]] = {}
        for letter, to in onward.items():
            by_target.setdefault(to, []).append(letter)
        return _either(
            sequence(
                (
                    choice(sorted(letters, key=self._order.__getitem__)),
                    self.expression(_from(machine, to)),
                )
            )
            for to, letters in by_target.items()
        )

    def _around(self, machine: Automaton) -> Particle:
        """Return an expression for one orbit: cut it at letters common to all its final states."""
        final = sorted(machine.final)
        common = dict(machine.moves[final[0]])
        for state in final:
            moves = machine.moves[state]
            common = {x: to for x, to in common.items() if moves.get(x) == to}
        if not common:
            raise _NotOneUnambiguous
        cut = {
            state: {
                x: to for x, to in moves.items() if state not in machine.final or x not in common
            }
            for state, moves in machine.moves.items()
        }
        severed = Automaton(machine.start, machine.final, cut)
        return sequence(
            (self.expression(severed), repeat(self._alternatives(severed, common), 0, None))
        )


def _either(branches: Iterable[Particle]) -> Particle:
    """Return a choice of branches, in which a common end of several branches stands once.

    Otherwise, what follows where two paths join would be written twice, and so on at each join:
    the expression would grow exponentially. The branches begin with different letters, so that
    the result is as deterministic as they are.
    """
    by_end: dict[Particle | None, list[tuple[Particle, ...]]] = {}
    for branch in branches:
        items = branch.items if isinstance(branch, Sequence) else (branch,)
        by_end.setdefault(items[-1] if items else None, []).append(items)
    made: list[Particle] = []
    for end, group in by_end.items():
        if end is None or len(group) == 1:
            made.append(sequence(group[0]))
        else:
            made.append(sequence((_either(sequence(items[:-1]) for items in group), end)))
    return choice(made)


def _optional(particle: Particle) -> Particle:
    """Return an optional particle; (x, T?) | T becomes x?, T?, so that T stands once."""
    items = particle.items if isinstance(particle, Choice) else ()
    for last in items:
        tail = repeat(last, 0, 1)
        others = [item for item in items if item != last]
        if all(isinstance(item, Sequence) and item.items[-1:] == (tail,) for item in others):
            heads = [sequence(item.items[:-1]) for item in others if isinstance(item, Sequence)]
            return sequence((_optional(_either(heads)), tail))
    return repeat(particle, 0, 1)


def _depth(particle: Particle) -> int:
    match particle:
        case Sequence(items=items) | Choice(items=items):
            return 1 + max(map(_depth, items), default=0)
        case Repeat(item=item):
            return 1 + _depth(item)
    return 0


def _from(machine: Automaton, start: int) -> Automaton:
    return Automaton(start, machine.final, machine.moves)


def _reachable(machine: Automaton) -> Automaton:
    """Return an automaton without the states that are not on a path from start to a final state."""
    reached = _closure(machine.start, machine.moves)
    useful = set(machine.final & reached)
    grown = True
    while grown:
        more = {s for s in reached - useful if any(t in useful for t in machine.moves[s].values())}
        useful |= more
        grown = bool(more)
    moves = {
        state: {x: to for x, to in machine.moves[state].items() if to in useful} for state in useful
    }
    return Automaton(machine.start, frozenset(useful & machine.final), moves)


def _orbit(state: int, moves: _Moves) -> frozenset[int]:
    """Return the orbit of a state: itself, and the states on a path from it back to it."""
    backward: dict[int, dict[int, int]] = {s: {} for s in moves}
    for origin, outward in moves.items():
        for to in outward.values():
            backward[to][origin] = origin
    reaches: set[int] = set()
    ahead = [state]
    while ahead:
        found = ahead.pop()
        if found not in reaches:
            reaches.add(found)
            ahead.extend(backward[found])
    return frozenset(reaches & _closure(state, moves))


def _closure(state: int, moves: _Moves) -> set[int]:
    found: set[int] = set()
    ahead = [state]
    while ahead:
        at = ahead.pop()
        if at not in found:
            found.add(at)
            ahead.extend(moves[at].values())
    return found
