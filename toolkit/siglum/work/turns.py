"""Results in the order of the tasks, whoever does these and in whatever order they come.

What is learnt of a task may change the results of later ones (see `Bench.memory`). That must not
depend on who came to which task first: a task that was done without knowing what the tasks before
it had taught is done again. One whose process died is tried once again while no other is under
way, since it may have died for the memory that others took; what comes of it then is its result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from siglum.findings import kinds
from siglum.findings.diagnostics import Kind
from siglum.work.process import OUT_OF_TIME, SECONDS
from siglum.work.tasks import Given, Lost

T = TypeVar("T")
R = TypeVar("R")
_T = TypeVar("_T", contravariant=True)


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """A task that was done, and what was known then and thereafter."""

    result: R
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """A task of which there is no result: why, and what was known then."""

    kind: Kind
    before: Any


def died_with(status: int | None) -> Kind:
    """Return what is told of a task whose process ended with a status, negative for a signal."""
    if status is not None and status == OUT_OF_TIME:
        return kinds.reading.TookTooLong(SECONDS)
    return kinds.reading.WorkerDied(status)


class Crew(Protocol[_T, R]):
    """Those who do tasks: processes of this machine, or the workers of a cluster."""

    @property
    def ahead(self) -> int:
        """How many tasks may be under way, or wait for their turn."""

    @property
    def is_busy(self) -> bool:
        """Whether a task is under way."""

    def has_room(self) -> bool:
        """Say whether one more task can be given."""

    def give(self, number: int, task: _T, memory: Any) -> None:
        """Let a task be done, knowing what earlier ones have taught."""

    def receive(self) -> Iterable[tuple[int, Done[R] | Failed]]:
        """Wait until a task is done, and return what has been done. Raises CannotRun."""

    def finish(self) -> None:
        """Let all end by themselves, so that they keep what the next run can use."""

    def stop(self) -> None:
        """End all, whatever they do."""


def in_turn(tasks: Iterable[T | Given[R]], crew: Crew[T, R], lost: Lost[T, R]) -> Iterator[R]:
    """Yield the result of each task in order. Raises CannotRun like the tasks themselves."""
    return _Turns(tasks, crew, lost).results()


class _Turns(Generic[T, R]):
    def __init__(self, tasks: Iterable[T | Given[R]], crew: Crew[T, R], lost: Lost[T, R]) -> None:
        self._rest = iter(tasks)
        self._next = 0
        self._is_exhausted = False
        self._crew = crew
        self._lost = lost
        self._tasks: dict[int, T] = {}
        """The tasks that are under way, or whose results wait for their turn."""
        self._done: dict[int, Done[R] | Failed | Given[R]] = {}
        self._again: list[int] = []
        """The tasks that are to be done again: one at most, as its turn has come."""
        self._alone: dict[int, bool] = {}
        """The tasks whose process died, and whether they are to be tried now."""
        self._memory: Any = None
        self._turn = 0

    def results(self) -> Iterator[R]:
        while True:
            self._give()
            yield from self._in_their_turn()
            if self._crew.is_busy:
                for number, outcome in self._crew.receive():
                    self._note(number, outcome)
            elif self._is_exhausted and not (self._again or any(self._alone.values())):
                return

    def _give(self) -> None:
        crew = self._crew
        waiting = next((number for number, waits in self._alone.items() if waits), None)
        if waiting is not None:
            if not crew.is_busy:
                self._alone[waiting] = False
                crew.give(waiting, self._tasks[waiting], self._memory)
            return
        if any(number not in self._done for number in self._alone):
            return  # one of them is under way
        while self._again and crew.has_room():
            number = self._again.pop()
            crew.give(number, self._tasks[number], self._memory)
        while self._next - self._turn < crew.ahead and crew.has_room():
            item = next(self._rest, None)
            if item is None:
                self._is_exhausted = True
                return
            if isinstance(item, Given):
                self._done[self._next] = item
            else:
                self._tasks[self._next] = item
                crew.give(self._next, item, self._memory)
            self._next += 1

    def _note(self, number: int, outcome: Done[R] | Failed) -> None:
        has_died = isinstance(outcome, Failed) and isinstance(
            outcome.kind, kinds.reading.WorkerDied
        )
        if has_died and number not in self._alone:
            self._alone[number] = True
        else:
            self._done[number] = outcome

    def _in_their_turn(self) -> Iterator[R]:
        while self._turn in self._done:
            number, made = self._turn, self._done.pop(self._turn)
            if isinstance(made, Given):
                yield made.result
            elif made.before != self._memory:
                if number in self._alone:
                    self._alone[number] = True
                else:
                    self._again.append(number)
                return
            elif isinstance(made, Failed):
                yield self._lost(self._tasks.pop(number), made.kind)
            else:
                self._memory = made.after
                del self._tasks[number]
                yield made.result
            self._alone.pop(number, None)
            self._turn += 1
