"""Validation over processes: order kept, memory bounded, a dead worker no more than one finding."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from siglum.checks.checker import Options, Report, Strikes
from siglum.checks.checkers import Checkers
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, Diagnostic, Span
from siglum.work.process import begin, leave

_History = dict[Path, Strikes]
"""Of each edition, the rules that took too long for the files so far."""

_AHEAD = 16  # files under way or waiting for their turn, per worker
_GRACE = 1.0  # seconds that a worker has for ending what it has started itself


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    task: tuple[int, Path, _History] | None = None


@dataclass(frozen=True, slots=True)
class _Done:
    """A file that was checked, and what was known then and thereafter of rules that take long."""

    path: Path
    report: Report
    before: _History
    after: _History


def in_parallel(
    items: Iterator[Path | Report], working_folder: Path, options: Options, jobs: int
) -> Iterator[Report]:
    """Yield a report for each item in order, checking the files in up to `jobs` processes.

    Raises CannotRun like the checks themselves.
    """
    pool = _Pool(working_folder, options, jobs)
    try:
        yield from pool.run(enumerate(items))
        pool.finish()
    finally:
        pool.stop()


class _Pool:
    def __init__(self, working_folder: Path, options: Options, jobs: int) -> None:
        self._arguments = (working_folder, options)
        self._context = multiprocessing.get_context("spawn")
        self._jobs = jobs
        self._workers: list[_Worker] = []

    def _start(self) -> _Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(target=_work, args=(there, *self._arguments), daemon=True)
        with _no_interrupt():
            process.start()
        there.close()
        return _Worker(process, here)

    def run(self, items: Iterator[tuple[int, Path | Report]]) -> Iterator[Report]:
        """Yield the reports in order.

        A rule that took too long is not tried on each further file. That must not depend on which
        process came to which file first: a file that was checked without knowing what the files
        before it told of that is checked again.
        """
        done: dict[int, _Done | Report] = {}
        history: _History = {}
        again: list[tuple[int, Path]] = []
        turn = 0
        ahead = _AHEAD * self._jobs
        exhausted = False
        while True:
            while again and self._has_room():
                self._give(self._idle(), *again.pop(), history)
            while not exhausted and len(done) < ahead and self._has_room():
                number, item = next(items, (-1, None))
                if item is None:
                    exhausted = True
                elif isinstance(item, Report):
                    done[number] = item
                else:
                    self._give(self._idle(), number, item, history)
            while turn in done:
                made = done.pop(turn)
                if isinstance(made, _Done):
                    if made.before != history:
                        again.append((turn, made.path))
                        break
                    history, made = made.after, made.report
                yield made
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

    def _idle(self) -> _Worker:
        """Return a worker that has no task, started now if there is none."""
        idle = next((worker for worker in self._workers if worker.task is None), None)
        if idle is None:
            idle = self._start()
            self._workers.append(idle)
        return idle

    def _give(self, worker: _Worker, number: int, path: Path, history: _History) -> None:
        worker.task = (number, path, history)
        try:
            worker.connection.send((path, history))
        except OSError:
            return  # it has died; what waits on the connection will tell

    def _receive(self, worker: _Worker) -> tuple[int, _Done]:
        assert worker.task is not None
        number, path, before = worker.task
        worker.task = None
        try:
            result = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            code = worker.process.exitcode
            fresh = self._start()
            worker.process, worker.connection = fresh.process, fresh.connection
            died = Diagnostic(kinds.reading.WorkerDied(code), Span(path))
            report = Report(path, (died,))
            return number, _Done(path, report, before, before)
        if isinstance(result, CannotRun):
            raise result
        report, after = result
        return number, _Done(path, report, before, after)

    def finish(self) -> None:
        """Let the workers end by themselves, so that they keep what the next run can use."""
        for worker in self._workers:
            worker.connection.close()
        for worker in self._workers:
            worker.process.join()

    def stop(self) -> None:
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


def _work(connection: Connection, working_folder: Path, options: Options) -> None:
    """Check the files that come over the connection until it closes."""
    begin()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # and the process for rules ends as well
    checkers = Checkers(working_folder, options)
    while True:
        try:
            path, checkers.strikes = connection.recv()
        except (EOFError, OSError):
            checkers.close()
            leave(0)
        try:
            report = checkers.check(path)
            connection.send((replace(report, document=None, edition=None), checkers.strikes))
        except CannotRun as stop:
            connection.send(stop)
        except Exception as error:
            fault = kinds.reading.OwnFault(type(error).__name__, str(error))
            report = Report(path, (Diagnostic(fault, Span(path)),))
            connection.send((report, checkers.strikes))
