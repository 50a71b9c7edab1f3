"""Where the texts of a source stand in an output: in reading order, moved as a whole, or astray.

Order is judged in units. The document is one, and so is each element that a rule lets be moved;
the texts of a unit, those of units within it left out, must keep their order. A unit that stands
where its neighbours in the source have it is in place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from siglum.proof.nesting import innermost
from siglum.proof.order import increasing
from siglum.proof.scopes import Account

_NOWHERE = -1


@dataclass(slots=True)
class Unit:
    """A part of the source whose texts keep their order."""

    account: Account | None
    """What lets the unit be moved; None for the document."""
    parent: Unit | None
    first: int
    end: int
    runs: list[int] = field(default_factory=list)
    """The runs that claim the unit's own texts, in the order of the output."""
    own: list[int] = field(default_factory=list)
    """The unit's own texts that stand in order."""
    start: int = _NOWHERE
    """The first run of the unit; of one that has no text of its own, of the units within it."""
    stop: int = _NOWHERE
    flow: int = _NOWHERE
    """The last run of the units within this one that were found in place."""
    moved: Unit | None = None
    """The unit that was moved, and this one with it."""


@dataclass(slots=True)
class Arrangement:
    """Where each text of the source stands."""

    units: list[Unit]
    """The unit of each text."""
    at: list[int]
    """The run that shows each text; -1 where none does."""
    astray: list[int] = field(default_factory=list)
    """The texts that do not keep the order of their unit, or stand in the midst of another."""
    repeated: list[int] = field(default_factory=list)
    """The runs that show a text once more."""

    @classmethod
    def of(cls, count: int, movable: Iterable[Account], numbers: Sequence[int]) -> Arrangement:
        """Arrange `count` texts as the runs claim them; `movable` is in document order."""
        units = _units(count, movable)
        of_each = [unit or units[0] for unit in innermost(count, units)]
        made = cls(of_each, [_NOWHERE] * count)
        for index, number in enumerate(numbers):
            made.units[number].runs.append(index)
        for unit in units:
            made._put_in_order(unit, numbers)
        made._find_intruders(units, numbers)
        _find_extents(units, made.at)
        for unit in units[1:]:
            made._compare_with_neighbours(unit)
        return made

    def _put_in_order(self, unit: Unit, numbers: Sequence[int]) -> None:
        kept = [unit.runs[place] for place in increasing([numbers[run] for run in unit.runs])]
        for run in kept:
            self.at[numbers[run]] = run
        unit.own = [numbers[run] for run in kept]
        for run in unit.runs if len(kept) < len(unit.runs) else ():
            number = numbers[run]
            if self.at[number] == _NOWHERE:
                self.at[number] = run
                self.astray.append(number)
            elif self.at[number] != run:
                self.repeated.append(run)

    def _find_intruders(self, units: list[Unit], numbers: Sequence[int]) -> None:
        """Find the texts that stand in the midst of a movable unit and are not of it."""
        last = {id(unit): self.at[unit.own[-1]] for unit in units if unit.own}
        known = set(self.astray)
        inside: list[Unit] = []
        for run, number in enumerate(numbers):
            if self.at[number] != run or number in known:
                continue
            while inside and last[id(inside[-1])] < run:
                inside.pop()
            if inside and not inside[-1].first <= number < inside[-1].end:
                self.astray.append(number)
                continue
            unit = self.units[number]
            if unit.parent is not None and unit.own[0] == number:
                inside.append(unit)

    def _compare_with_neighbours(self, unit: Unit) -> None:
        """Say whether a unit stands where the texts around it have it in the source."""
        around = unit.parent
        assert around is not None, "only the document stands in nothing"
        next_own = bisect_left(around.own, unit.first)
        before = self.at[around.own[next_own - 1]] if next_own else _NOWHERE
        after = self.at[around.own[next_own]] if next_own < len(around.own) else None
        if unit.start == _NOWHERE:
            unit.moved = around.moved
        elif max(before, around.flow) < unit.start and (after is None or unit.stop < after):
            unit.moved = around.moved
            around.flow = unit.stop
        else:
            unit.moved = unit


def _units(count: int, movable: Iterable[Account]) -> list[Unit]:
    units = [Unit(account=None, parent=None, first=0, end=count)]
    inside = [units[0]]
    for account in movable:
        if account.first == account.end:
            continue
        while inside[-1].end <= account.first:
            inside.pop()
        units.append(Unit(account=account, parent=inside[-1], first=account.first, end=account.end))
        inside.append(units[-1])
    return units


def _find_extents(units: list[Unit], at: list[int]) -> None:
    for unit in reversed(units):
        if unit.own:
            unit.start, unit.stop = at[unit.own[0]], at[unit.own[-1]]
        around = unit.parent
        if around is not None and not around.own and unit.start != _NOWHERE:
            around.start = unit.start if around.start == _NOWHERE else min(unit.start, around.start)
            around.stop = max(unit.stop, around.stop)
