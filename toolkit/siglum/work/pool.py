"""Tasks over processes: order kept, memory bounded, a dead process no more than one result.

See `siglum.work.order`, which decides whether it is worth it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, Kind
from siglum.work.process import OUT_OF_TIME, SECONDS, begin, bound_memory, bounded_time, leave
from siglum.work.tasks import Bench, Given, Lost

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 16  # tasks under way or waiting for their turn, per process
_GRACE = 1.0  # seconds that a process has for ending what it has started itself


@dataclass(slots=True)
class _Worker(Generic[T]):
    process: BaseProcess
    connection: Connection
    task: tuple[int, T, Any] | None = None


@dataclass(frozen=True, slots=True)
class _Done(Generic[T, R]):
    """A task that was done, and what was known then and thereafter."""

    task: T
    result: R
    before: Any
    after: Any


class Pool(Generic[T, R]):
    """Some processes, started as there are tasks for them."""

    def __init__(self, bench: Callable[[], Bench[T, R]], lost: Lost[T, R], jobs: int) -> None:
        self._bench = bench
        self._lost = lost
        self._context = multiprocessing.get_context("spawn")
        self._jobs = jobs
        self._workers: list[_Worker[T]] = []

    def _start(self) -> _Worker[T]:
        here, there = self._context.Pipe()
        process = self._context.Process(target=_work, args=(there, self._bench), daemon=True)
        with _no_interrupt():
            process.start()
        there.close()
        return _Worker(process, here)

    def run(self, items: Iterator[tuple[int, T | Given[R]]]) -> Iterator[R]:
        """Yield the results in order.

        What is learnt of a task may change the results of later ones (see `Bench.memory`). That
        must not depend on which process came to which task first: a task that was done without
        knowing what the tasks before it had taught is done again.
        """
        done: dict[int, _Done[T, R] | Given[R]] = {}
        memory: Any = None
        again: list[tuple[int, T]] = []
        turn = 0
        ahead = _AHEAD * self._jobs
        exhausted = False
        while True:
            while again and self._has_room():
                self._give(self._idle(), *again.pop(), memory)
            while not exhausted and len(done) < ahead and self._has_room():
                number, item = next(items, (-1, None))
                if item is None:
                    exhausted = True
                elif isinstance(item, Given):
                    done[number] = item
                else:
                    self._give(worker=self._idle(), number=number, task=item, memory=memory)
            while turn in done:
                made = done.pop(turn)
                if isinstance(made, Given):
                    yield made.result
                elif made.before != memory:
                    again.append((turn, made.task))
                    break
                else:
                    memory = made.after
                    yield made.result
                turn += 1
            busy = {worker.connection: worker for worker in self._workers if worker.task}
            if not busy:
                if exhausted and not again:
                    return
                continue
            for connection in wait(list(busy)):
                number, made = self._receive(busy[connection])  # type: ignore[index]
                done[number] = made

    def _has_room(self) -> bool:
        return len(self._workers) < self._jobs or any(not one.task for one in self._workers)

    def _idle(self) -> _Worker[T]:
        """Return a process that has no task, started now if there is none."""
        idle = next((worker for worker in self._workers if worker.task is None), None)
        if idle is None:
            idle = self._start()
            self._workers.append(idle)
        return idle

    def _give(self, worker: _Worker[T], number: int, task: T, memory: Any) -> None:
        worker.task = (number, task, memory)
        try:
            worker.connection.send((task, memory))
        except OSError:
            return  # it has died; what waits on the connection will tell

    def _receive(self, worker: _Worker[T]) -> tuple[int, _Done[T, R]]:
        assert worker.task is not None
        number, task, before = worker.task
        worker.task = None
        try:
            result = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            status = worker.process.exitcode
            died: Kind = kinds.reading.WorkerDied(status)
            if status == OUT_OF_TIME:
                died = kinds.reading.TookTooLong(SECONDS)
            fresh = self._start()
            worker.process, worker.connection = fresh.process, fresh.connection
            return number, _Done(task, self._lost(task, died), before=before, after=before)
        if isinstance(result, CannotRun):
            raise result
        if isinstance(result, _Fault):
            return number, _Done(task, self._lost(task, result.kind), before=before, after=before)
        made, after = result
        return number, _Done(task, made, before=before, after=after)

    def finish(self) -> None:
        """Let the processes end by themselves, so that they keep what the next run can use."""
        for worker in self._workers:
            worker.connection.close()
        for worker in self._workers:
            worker.process.join()

    def stop(self) -> None:
        """End the processes, whatever they do."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_GRACE)
            worker.process.kill()
            worker.process.join()


@dataclass(frozen=True, slots=True)
class _Fault:
    """In the place of a result: a fault of siglum itself."""

    kind: Kind


@contextlib.contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold Ctrl-C back, also from a process started meanwhile, which would complain of it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(connection: Connection, make_bench: Callable[[], Bench[Any, Any]]) -> None:
    """Do the tasks that come over the connection until it closes."""
    begin()
    bound_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # what a bench has started ends as well
    bench: Bench[Any, Any] | None = None
    while True:
        try:
            task, memory = connection.recv()
        except (EOFError, OSError):
            if bench is not None:
                bench.close()
            leave(0)
        try:
            bench = bench or make_bench()
            bench.memory = memory
            with bounded_time():
                result = bench.do(task)
            connection.send((result, bench.memory))
        except CannotRun as stop:
            connection.send(stop)
        except MemoryError:
            connection.send(_Fault(kinds.reading.TooMuchMemory()))
        except Exception as error:
            fault = kinds.reading.OwnFault(type(error).__name__, str(error))
            connection.send(_Fault(fault))
