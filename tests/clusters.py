"""A Dask cluster of this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 120  # seconds


@dataclass
class Cluster:
    """A scheduler and its workers, in a folder where they write."""

    folder: Path
    scheduler: subprocess.Popen[bytes]
    address: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def work(self, *paths: Path, threads: int = 1) -> subprocess.Popen[bytes]:
        """Start a worker, which finds modules in some folders first."""
        number = len(self.workers)
        worker = _start(
            "dask_worker",
            self.address,
            "--no-nanny",
            *("--nthreads", str(threads)),
            *("--local-directory", str(self.folder / f"worker-{number}")),
            log=self.folder / f"worker-{number}.log",
            paths=paths,
        )
        self.workers.append(worker)
        return worker

    def wait_for(self, number: int) -> None:
        """Wait until so many workers have registered."""
        log = self.folder / "scheduler.log"
        _wait(lambda: log.read_text().count("Register worker") >= number, self.folder)

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Start a scheduler without workers; at the end all processes end."""
    folder.mkdir()
    file = folder / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
    scheduler = _start("dask_scheduler", *options, log=folder / "scheduler.log")
    started = Cluster(folder, scheduler, "")
    try:
        _wait(file.is_file, folder)
        started.address = json.loads(file.read_text())["address"]
        yield started
    finally:
        started.end()


def _start(
    module: str, *arguments: str, log: Path, paths: tuple[Path, ...] = ()
) -> subprocess.Popen[bytes]:
    path = os.pathsep.join([*map(str, paths), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments, "--no-dashboard"]
    with log.open("wb") as out:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env={**os.environ, "PYTHONPATH": path},
        )


def _wait(is_so: Callable[[], bool], folder: Path) -> None:
    begun = time.monotonic()
    while not is_so():
        if time.monotonic() > begun + PATIENCE:
            logs = "\n".join(log.read_text() for log in sorted(folder.glob("*.log")))
            raise AssertionError(f"the cluster does not start: {logs}")
        time.sleep(0.1)
