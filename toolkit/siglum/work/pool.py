"""The processes of this machine that do tasks: a crew (see `siglum.work.turns`)."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any, Generic, TypeVar

from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun
from siglum.work.process import begin, bound_memory, bounded_time, leave
from siglum.work.tasks import Bench
from siglum.work.turns import Done, Failed, died_with

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 16  # tasks under way or waiting for their turn, per process
_GRACE = 1.0  # seconds that a process has for ending what it has started itself


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    task: tuple[int, Any] | None = None
    """The number of its task, and what was known then."""


class Pool(Generic[T, R]):
    """Some processes, started as there are tasks for them."""

    def __init__(self, bench: Callable[[], Bench[T, R]], jobs: int) -> None:
        self._bench = bench
        self._context = multiprocessing.get_context("spawn")
        self._jobs = jobs
        self._workers: list[_Worker] = []

    def _start(self) -> _Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(target=_work, args=(there, self._bench), daemon=True)
        with _no_interrupt():
            process.start()
        there.close()
        return _Worker(process, here)

    @property
    def ahead(self) -> int:
        return _AHEAD * self._jobs

    @property
    def is_busy(self) -> bool:
        return any(worker.task is not None for worker in self._workers)

    def has_room(self) -> bool:
        return len(self._workers) < self._jobs or any(not one.task for one in self._workers)

    def give(self, number: int, task: T, memory: Any) -> None:
        worker = self._idle()
        worker.task = (number, memory)
        try:
            worker.connection.send((task, memory))
        except OSError:
            return  # it has died; what waits on the connection will tell

    def receive(self) -> Iterator[tuple[int, Done[R] | Failed]]:
        busy = {worker.connection: worker for worker in self._workers if worker.task}
        for connection in wait(list(busy)):
            yield self._receive(busy[connection])  # type: ignore[index]

    def _idle(self) -> _Worker:
        """Return a process that has no task, started now if there is none."""
        idle = next((worker for worker in self._workers if worker.task is None), None)
        if idle is None:
            idle = self._start()
            self._workers.append(idle)
        return idle

    def _receive(self, worker: _Worker) -> tuple[int, Done[R] | Failed]:
        assert worker.task is not None
        number, before = worker.task
        worker.task = None
        try:
            result = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            self._workers.remove(worker)
            return number, Failed(died_with(worker.process.exitcode), before)
        if isinstance(result, CannotRun):
            raise result
        if isinstance(result, Failed):
            return number, result
        made, after = result
        return number, Done(made, before=before, after=after)

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
            break
        try:
            bench = bench or make_bench()
            bench.memory = memory
            with bounded_time():
                result = bench.do(task)
            answer = ForkingPickler.dumps((result, bench.memory))
        except CannotRun as stop:
            answer = ForkingPickler.dumps(stop)
        except MemoryError:
            answer = ForkingPickler.dumps(Failed(kinds.reading.TooMuchMemory(), memory))
        except Exception as error:
            fault = kinds.reading.OwnFault(type(error).__name__, str(error))
            answer = ForkingPickler.dumps(Failed(fault, memory))
        try:
            connection.send_bytes(answer)
        except OSError:  # who asked has gone, as after Ctrl-C
            break
    if bench is not None:
        bench.close()
    leave(0)
