"""The workers of a Dask cluster: a crew (see `siglum.work.turns`).

Tasks carry bytes there and results carry bytes back. What tasks may ask of files is sent to each
worker once (see `siglum.work.snapshots`), so that the machines have no disk in common. A worker
that is lost costs nothing: the scheduler lets others do its tasks, and one that comes later is
given what it needs when a task reaches it. Whoever has the scheduler's address can run what they
like on all of these machines; so it is trusted, and what workers send is.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import platform
import queue
import secrets
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, Diagnostic, Kind, Span
from siglum.work import rooms
from siglum.work.files import data_folder
from siglum.work.snapshots import Files, packs
from siglum.work.tasks import Bench
from siglum.work.translated import Translator, own_folders
from siglum.work.turns import Done, Failed, died_with

T = TypeVar("T")
R = TypeVar("R")

_BATCH = 4  # tasks that travel together
_QUEUED = 2  # batches under way for each thread of a worker
_AHEAD = 16  # tasks under way or waiting for their turn, for each thread
_LARGE = 4_000_000  # bytes of tasks that travel together
_CONNECTING = 10.0  # seconds in which a scheduler has to answer
_WITHOUT_WORKERS = 60  # seconds
_LOOK = 1.0  # seconds after which is looked whether the cluster is still there
_FETCHING = 30.0  # seconds
_CLOSING = 2.0  # seconds


def cannot(kind: Kind) -> CannotRun:
    """Return what ends the command."""
    return CannotRun(Diagnostic(kind, Span(Path.cwd())))


@contextlib.contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """Connect to the scheduler at an address, as tcp://HOST:8786.

    Raises CannotRun where none answers, it has no workers, or one has other versions.
    """
    if os.name != "posix":
        raise cannot(kinds.command.NoClusterHere(platform.system()))
    try:
        distributed = importlib.import_module("distributed")
    except ImportError:
        raise cannot(kinds.command.NoDistributed()) from None
    _be_quiet()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions, which are compared here
            client = distributed.Client(address, timeout=_CONNECTING, set_as_default=False)
    except (OSError, ValueError, TypeError, ImportError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise cannot(kinds.command.NoScheduler(address, reason)) from None
    try:
        cluster = Cluster(distributed, client, address)
        cluster.compare()
        yield cluster
    finally:
        with contextlib.suppress(Exception):
            client.close(timeout=_CLOSING)


def _be_quiet() -> None:
    """Let findings alone say what is wrong with the cluster."""
    import logging

    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("asyncio", "distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    settings = {"distributed.admin.large-graph-warning-threshold": "1TB"}
    importlib.import_module("dask").config.set(settings)


class Cluster:
    """A connection to a scheduler."""

    def __init__(self, distributed: Any, client: Any, address: str) -> None:
        self._distributed = distributed
        self._client = client
        self.address = address
        self._workers: dict[str, int] = {}
        self._looked = 0.0
        self._had_workers = time.monotonic()

    def crew(self, bench: Callable[[], Bench[T, R]], files: Files) -> Crew[T, R]:
        """Return those who do the tasks of a run, which may ask for some files."""
        return Crew(self, bench, files)

    def workers(self) -> dict[str, int]:
        """Return how many threads each worker has. Raises CannotRun if there are none for long."""
        self._look()
        while not self._workers:
            time.sleep(0.1)
            self._look()
        return self._workers

    def check(self) -> None:
        """Raise CannotRun if the scheduler is lost, or has had no workers for long."""
        if self._client.status != "running":
            raise self.lost()
        self._look()

    def lost(self) -> CannotRun:
        """Return what ends the command when the scheduler is lost."""
        return cannot(kinds.command.SchedulerLost(self.address))

    def compare(self, only: str | None = None) -> None:
        """Raise CannotRun for a worker that has another siglum or Python."""
        here = rooms.versions()
        asked = None if only is None else [only]
        for worker, there in self.run(rooms.versions, workers=asked).items():
            if isinstance(there, Exception):
                there = self._said_of(worker)
            differ = [
                (f"{what} {there.get(what, 'none')[:12]}", version[:12])
                for what, version in here.items()
                if there.get(what) != version
            ]
            if len(differ) > 1:  # the code differs, of course, if the version does
                differ.pop()
            if differ:
                raise cannot(kinds.command.OtherVersions(worker, tuple(differ)))

    def _said_of(self, worker: str) -> dict[str, str]:
        """Return the versions of a worker that has no such siglum as is here."""
        siglum = self.run(importlib.import_module("importlib.metadata").version, "siglum")
        python = self.run(platform.python_version)
        found = {"siglum": siglum.get(worker), "Python": python.get(worker)}
        return {what: version for what, version in found.items() if isinstance(version, str)}

    def run(
        self, function: Callable[..., Any], *said: Any, workers: list[str] | None = None
    ) -> dict[str, Any]:
        """Let workers do something at once; return what each of them returns or raises."""
        self.workers()
        try:
            found = self._client.run(function, *said, workers=workers, on_error="return")
        except (OSError, CancelledError, AttributeError):
            raise self.lost() from None
        except KeyError:  # a worker that has gone
            return {}
        if any(isinstance(each, Exception) for each in found.values()):
            self._looked = 0.0
            still = self.workers()  # a worker that is lost in the middle is no fault
            gone = self._distributed.comm.CommClosedError
            found = {
                worker: each
                for worker, each in found.items()
                if worker in still and not isinstance(each, gone)
            }
        return dict(found)

    def submit(self, *said: Any) -> Any:
        """Let any worker do tasks, and return the future of the results."""
        self.check()
        return self._client.submit(rooms.do, *said, pure=False)

    def result(self, future: Any) -> Any:
        """Return what a future that is done holds. Raises CannotRun if the scheduler is lost.

        Raises KilledWorker for what has killed several workers.
        """
        while True:
            try:
                return future.result(timeout=_FETCHING)
            except self._distributed.KilledWorker:
                raise
            except CancelledError:
                raise self.lost() from None
            except (TimeoutError, OSError):
                self.check()  # else the worker that has the results was lost: others make them

    def is_killed(self, error: Exception) -> bool:
        """Say whether an error means that workers have died of a task, one after the other."""
        return isinstance(error, self._distributed.KilledWorker)

    def forget(self, futures: Iterable[Any], name: str) -> None:
        """Let all that is under way be forgotten, and clear the rooms of a run."""
        if self._client.status == "running":
            with contextlib.suppress(Exception):
                self._client.cancel(list(futures), force=True)
                self._client.run(rooms.leave, name, on_error="ignore")

    def _look(self) -> None:
        now = time.monotonic()
        if now < self._looked + _LOOK:
            return
        if self._client.status != "running":
            raise self.lost()
        try:
            found = self._client.scheduler_info(n_workers=-1)["workers"]
        except (OSError, AttributeError, KeyError, CancelledError):
            raise self.lost() from None
        self._workers = {worker: int(each["nthreads"]) for worker, each in found.items()}
        self._looked = now
        if self._workers:
            self._had_workers = now
        elif now > self._had_workers + _WITHOUT_WORKERS:
            raise cannot(kinds.command.NoWorkers(self.address, _WITHOUT_WORKERS))


@dataclass(slots=True)
class _Batch:
    """Tasks that travel together."""

    memory: Any
    """What is known when they are given."""
    numbers: list[int] = field(default_factory=list)
    tasks: list[bytes] = field(default_factory=list)
    size: int = 0
    future: Any = None
    """Of the results, once it is under way."""


class Crew(Generic[T, R]):
    """The workers, as they do the tasks of one run."""

    def __init__(self, cluster: Cluster, bench: Callable[[], Bench[T, R]], files: Files) -> None:
        self._cluster = cluster
        self._files = files
        self._name = secrets.token_hex(16)
        carried = tuple(map(str, (*files.folders, *files.files)))
        self._translator = Translator(own=own_folders(), carried=carried)
        self._plan = rooms.Plan(
            bench=self._translator.dumps(bench),
            own=own_folders(),
            working_folder=str(Path.cwd()),
            data_folder=str(data_folder().parent),
            zone=_zone(),
            offset=time.strftime("%z"),
        )
        self._open: _Batch | None = None
        self._batches: dict[str, _Batch] = {}
        self._arrived: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._equip(None)

    @property
    def ahead(self) -> int:
        return _AHEAD * self._threads()

    @property
    def is_busy(self) -> bool:
        return self._open is not None or bool(self._batches)

    def has_room(self) -> bool:
        return self._open is not None or len(self._batches) < _QUEUED * self._threads()

    def give(self, number: int, task: T, memory: Any) -> None:
        if self._open is not None and self._open.memory != memory:
            self._send()
        batch = self._open = self._open or _Batch(memory)
        said = self._translator.dumps(task)
        batch.numbers.append(number)
        batch.tasks.append(said)
        batch.size += len(said)
        if len(batch.tasks) >= _BATCH or batch.size > _LARGE:
            self._send()

    def receive(self) -> Iterator[tuple[int, Done[R] | Failed]]:
        self._send()
        future = self._next()
        batch = self._batches.pop(future.key)
        try:
            answers = self._cluster.result(future)
        except CannotRun:
            raise
        except Exception as error:
            if not self._cluster.is_killed(error):
                reason = f"{type(error).__name__}: {error}"
                raise cannot(kinds.command.WorkerFailed(None, reason)) from None
            answers = [rooms.Died(-9)] * len(batch.tasks)
        future.release()
        if isinstance(answers, rooms.Unready):
            self._equip(answers.worker)
            self._submit(batch)
            return
        before = batch.memory
        for number, answer in zip(batch.numbers, answers, strict=True):
            outcome = self._outcome(answer, before)
            yield number, outcome
            if isinstance(outcome, Done):
                before = outcome.after

    def finish(self) -> None:
        """There is nothing to wait for: `stop` clears the rooms."""

    def stop(self) -> None:
        self._cluster.forget([batch.future for batch in self._batches.values()], self._name)

    def _threads(self) -> int:
        return sum(self._cluster.workers().values())

    def _send(self) -> None:
        if self._open is not None:
            batch, self._open = self._open, None
            self._submit(batch)

    def _submit(self, batch: _Batch) -> None:
        memory = self._translator.dumps(batch.memory)
        batch.future = self._cluster.submit(self._name, memory, batch.tasks)
        self._batches[batch.future.key] = batch
        batch.future.add_done_callback(self._arrived.put)

    def _next(self) -> Any:
        while True:
            try:
                return self._arrived.get(timeout=_LOOK)
            except queue.Empty:
                self._cluster.check()

    def _outcome(self, answer: rooms.Answer, before: Any) -> Done[R] | Failed:
        if isinstance(answer, rooms.Died):
            return Failed(died_with(answer.status), before)
        result = self._translator.loads(answer.result)
        if isinstance(result, CannotRun):
            raise result
        if isinstance(result, Failed):
            return Failed(result.kind, before)
        return Done(result, before=before, after=self._translator.loads(answer.after))

    def _equip(self, worker: str | None) -> None:
        """Let all workers make a room, or one that has come later."""
        run, name = self._cluster.run, self._name
        asked = None if worker is None else [worker]
        if worker is not None:
            if run(rooms.is_ready, name, workers=asked).get(worker):
                return
            self._cluster.compare(worker)
        _all_well(run(rooms.begin, name, self._plan, workers=asked))
        number = 0
        for pack in packs(self._files):
            digest = hashlib.blake2b(pack, digest_size=16).hexdigest()
            _all_well(run(rooms.take, name, pack, digest, workers=asked))
            number += 1
        _all_well(run(rooms.settle, name, number, workers=asked))


def _all_well(found: dict[str, Any]) -> None:
    """Raise CannotRun if a worker could not do what it was asked to."""
    for worker, each in found.items():
        if isinstance(each, Exception):
            reason = f"{type(each).__name__}: {each}"
            raise cannot(kinds.command.WorkerFailed(worker, reason))


def _zone() -> str | None:
    """Return the name of this machine's time zone, as TZ has it; None where that is not known."""
    named = os.environ.get("TZ")
    if named is not None:
        return named
    _, found, name = os.path.realpath("/etc/localtime").partition("/zoneinfo/")
    return name if found else None
