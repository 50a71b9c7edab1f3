"""Tasks, done one after the other here, or by several processes; results come in order.

What runs the tasks knows nothing of what they are: a `Bench` does them.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_T = TypeVar("_T", contravariant=True)
_R = TypeVar("_R", covariant=True)

WORTHWHILE = 12
"""Fewer tasks than this are done sooner by one process than others are started."""


class Bench(Protocol[_T, _R]):
    """Where tasks are done."""

    @property
    def memory(self) -> Any:
        """What earlier tasks have taught that changes the results of later ones; None for nothing.

        It can be set to that of another process, which then goes on in the same way.
        """

    @memory.setter
    def memory(self, memory: Any) -> None: ...

    def do(self, task: _T) -> _R:
        """Do a task. What is wrong with it is in the result; CannotRun ends the run."""

    def close(self) -> None:
        """Keep what the next run can use."""


@dataclass(frozen=True, slots=True)
class Given(Generic[R]):
    """In the place of a task: its result."""

    result: R


Lost = Callable[[T, str], R]
"""Makes the result of a task that could not be done, with the reason in words."""


def cores() -> int:
    """Return how many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(
    tasks: Iterable[T | Given[R]],
    bench: Callable[[], Bench[T, R]],
    lost: Lost[T, R],
    jobs: int,
    *,
    is_alone: Callable[[T], bool] = lambda _: False,
) -> Iterator[R]:
    """Yield the result of each task in order, doing them in up to `jobs` processes.

    `bench` makes the bench of a process, `lost` the result of a task whose process dies. Few
    tasks, and all if one of the first `is_alone`, are done in this process. Raises CannotRun like
    the tasks themselves.
    """
    rest = iter(tasks)
    first = list(itertools.islice(rest, WORTHWHILE)) if jobs > 1 else []
    everything = itertools.chain(first, rest)
    here = any(not isinstance(one, Given) and is_alone(one) for one in first)
    if jobs > 1 and len(first) == WORTHWHILE and not here:
        from siglum.work.pool import Pool  # late: it is slow to import

        pool = Pool(bench, lost, jobs)
        try:
            yield from pool.run(enumerate(everything))
            pool.finish()
        finally:
            pool.stop()
        return
    mine: Bench[T, R] | None = None
    for item in everything:
        if isinstance(item, Given):
            yield item.result
        else:
            mine = mine or bench()
            yield mine.do(item)
    if mine is not None:
        mine.close()
