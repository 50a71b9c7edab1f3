"""Tasks, done one after the other here, or by several processes; results come in order."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, TypeVar

from siglum.work.tasks import Bench, Given, Lost

if TYPE_CHECKING:
    from siglum.work.snapshots import Files
    from siglum.work.turns import Crew

T = TypeVar("T")
R = TypeVar("R")

WORTHWHILE = 12
"""Fewer tasks than this are done sooner by one process than others are started."""


class Machines(Protocol):
    """Other machines, which are told what files of this one tasks may ask for."""

    def crew(self, bench: Callable[[], Bench[T, R]], files: Files) -> Crew[T, R]: ...


Jobs = int | Machines
"""Who does tasks: so many processes of this machine, or other machines."""


def in_order(
    tasks: Iterable[T | Given[R]],
    bench: Callable[[], Bench[T, R]],
    lost: Lost[T, R],
    jobs: Jobs,
    *,
    files: Callable[[], Files],
    is_alone: Callable[[T], bool] = lambda _: False,
) -> Iterator[R]:
    """Yield the result of each task in order, doing them in up to so many processes or elsewhere.

    `bench` makes the bench of a process, `lost` the result of a task whose process dies; `files`
    says what files tasks may ask for. Few tasks, and all if one of the first `is_alone`, are done
    in this process. Raises CannotRun like the tasks themselves.
    """
    rest = iter(tasks)
    first = list(itertools.islice(rest, WORTHWHILE)) if jobs != 1 else []
    everything = itertools.chain(first, rest)
    here = any(not isinstance(one, Given) and is_alone(one) for one in first)
    if jobs != 1 and len(first) == WORTHWHILE and not here:
        crew = _processes(bench, jobs) if isinstance(jobs, int) else jobs.crew(bench, files())
        from siglum.work.turns import in_turn  # late: it is slow to import

        try:
            yield from in_turn(everything, crew, lost)
            crew.finish()
        finally:
            crew.stop()
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


def _processes(bench: Callable[[], Bench[T, R]], jobs: int) -> Crew[T, R]:
    from siglum.work.pool import Pool  # late: it is slow to import

    return Pool(bench, jobs)
