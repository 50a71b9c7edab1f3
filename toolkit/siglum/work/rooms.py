"""What a worker of a cluster keeps for a run: files, and processes that do its tasks.

A run (see `siglum.work.cluster`) lets each worker make a room: a folder with the files that tasks
may ask for, and a process for each of the worker's threads. The tasks are bytes to the worker. A
process that dies takes one task with it, not the worker.

Nothing here is for more than one run. A room that nobody has used for some time is cleared, since
whoever made it may have been killed.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from siglum import __version__
from siglum.work.snapshots import unpack
from siglum.work.versions import code

_UNUSED = 120.0  # seconds after which a room is cleared
_GRACE = 2.0  # seconds that a process has for ending by itself


@dataclass(frozen=True, slots=True)
class Plan:
    """What a room is for."""

    bench: bytes
    """What makes the bench of a process, as `Translator` writes it."""
    own: tuple[str, ...]
    """Siglum's own folders on the machine that asks."""
    working_folder: str
    data_folder: str
    """The folder of that machine in which the user's data is."""
    zone: str | None
    """The name of its time zone, where that is known."""
    offset: str
    """By how much its time differs from UTC, as “+0100”."""


@dataclass(frozen=True, slots=True)
class Unready:
    """In the place of results: this worker has no room for the run."""

    worker: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a task: the result and what is known after it, as `Translator` writes both."""

    result: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Died:
    """What came of a task whose process died."""

    status: int


Answer = Answered | Died


def versions() -> dict[str, str]:
    """Return what must be the same on all machines of a cluster."""
    return {
        "siglum": __version__,
        "Python": platform.python_version(),
        "siglum's code": code(),
    }


# === What the coordinator asks of workers, each by name

_rooms: dict[str, _Room] = {}


def begin(name: str, plan: Plan, dask_worker: Any) -> None:
    """Make a room; one of this name is made anew."""
    leave(name)
    _rooms[name] = _Room(name, plan, Path(dask_worker.local_directory))


def take(name: str, pack: bytes, digest: str) -> None:
    """Put files into a room. Raises OSError, and ValueError for what is not what was sent."""
    if hashlib.blake2b(pack, digest_size=16).hexdigest() != digest:
        raise ValueError("the files that were sent have arrived damaged")
    if name in _rooms:
        _rooms[name].take(pack)


def settle(name: str, packs: int) -> None:
    """Note that a room is to have all files now."""
    if name in _rooms:
        _rooms[name].settle(packs)


def is_ready(name: str) -> bool:
    """Say whether there is a room with all files."""
    return name in _rooms and _rooms[name].is_ready


def leave(name: str) -> None:
    """Clear a room."""
    room = _rooms.pop(name, None)
    if room is not None:
        room.close()


def do(name: str, memory: bytes, tasks: list[bytes]) -> list[Answer] | Unready:
    """Do tasks one after the other, each knowing what those before it have taught."""
    room = _rooms.get(name)
    if room is None or not room.is_ready:
        worker = importlib.import_module("distributed").get_worker()
        return Unready(str(worker.address))
    return room.do(memory, tasks)


class _Room:
    def __init__(self, name: str, plan: Plan, folder: Path) -> None:
        made = tempfile.mkdtemp(prefix="siglum-", dir=folder)
        self._name = name
        self._plan = plan
        self._folder = Path(os.path.realpath(made))
        self._packs = 0
        self._lock = threading.Lock()
        self._idle: list[_Process] = []
        self._busy = 0
        self._is_closed = False
        self._used = time.monotonic()
        self._timer: threading.Timer | None = None
        self.is_ready = False
        there = self._folder / "files"
        Path(f"{there}{plan.working_folder}").mkdir(parents=True, exist_ok=True)
        self._wait()

    def take(self, pack: bytes) -> None:
        self._used = time.monotonic()
        self._packs += 1
        unpack(pack, self._folder / "files")

    def settle(self, packs: int) -> None:
        self.is_ready = self._packs == packs

    def do(self, memory: bytes, tasks: list[bytes]) -> list[Answer]:
        answers: list[Answer] = []
        with self._lock:
            self._busy += 1
            process = self._idle.pop() if self._idle else None
        try:
            for task in tasks:
                process = process or _Process(self._plan, self._folder)
                answer = process.do(memory, task)
                answers.append(answer)
                if isinstance(answer, Answered):
                    memory = answer.after
                else:
                    process = None
        finally:
            with self._lock:
                self._busy -= 1
                self._used = time.monotonic()
                if process is not None and not self._is_closed:
                    self._idle.append(process)
                    process = None
            if process is not None:
                process.end()
        return answers

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            processes, self._idle = self._idle, []
        if self._timer is not None:
            self._timer.cancel()
        for process in processes:
            process.let_go()
        for process in processes:
            process.end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait(self) -> None:
        """Let the room be cleared when nobody has used it for some time."""
        left = _UNUSED if self._busy else self._used + _UNUSED - time.monotonic()
        if left <= 0:
            leave(self._name)
            return
        self._timer = threading.Timer(left, self._wait)
        self._timer.daemon = True
        self._timer.start()


class _Process:
    """A process that does tasks; see `siglum.work.room_process`."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        here, there = socket.socketpair()
        root = str(folder / "files")
        environment = {
            **os.environ,
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_DATA_HOME": root + plan.data_folder,
        }
        if plan.zone is not None:
            environment["TZ"] = plan.zone
        command = [sys.executable, "-P", "-m", "siglum.work.room_process", str(there.fileno())]
        with there:
            self._process = subprocess.Popen(
                command,
                cwd=root + plan.working_folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[there.fileno()],
            )
        self._connection = Connection(here.detach())
        with contextlib.suppress(OSError):
            self._connection.send((root, plan.own, plan.offset, plan.bench))

    def do(self, memory: bytes, task: bytes) -> Answer:
        try:
            self._connection.send_bytes(memory)
            self._connection.send_bytes(task)
            return Answered(self._connection.recv_bytes(), self._connection.recv_bytes())
        except (EOFError, OSError):
            self._connection.close()
            return Died(self._process.wait())

    def let_go(self) -> None:
        self._connection.close()

    def end(self) -> None:
        self.let_go()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
