"""Benches whose tasks do to their process what a test wants."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from siglum.findings.diagnostics import Kind


@dataclass(frozen=True)
class Task:
    """Something to do in a folder, in which it notes when it begins and ends."""

    number: int
    folder: Path
    deaths: int = 0
    """How often it kills the process that does it."""
    teaches: bool = False
    seconds: float = 0.0

    @property
    def log(self) -> Path:
        return self.folder / f"{self.number}.log"


@dataclass
class Bench:
    """Gives a task's number, and what was known when it was done."""

    memory: tuple[int, ...] | None = field(default=None)

    def do(self, task: Task | Look) -> Any:
        if isinstance(task, Look):
            return task.of()
        with task.log.open("a") as log:
            log.write(f"{time.monotonic()}\n")
        if len(task.log.read_text().split()) <= task.deaths:
            os._exit(9)
        time.sleep(task.seconds)
        known = self.memory
        if task.teaches:
            self.memory = (*(known or ()), task.number)
        with task.log.open("a") as log:
            log.write(f"{time.monotonic()}\n")
        return f"{task.number} knowing {known}"

    def close(self) -> None:
        pass


def lost(task: Task, why: Kind) -> str:
    return f"{task.number} lost: {why}"


@dataclass(frozen=True)
class Look:
    """To look at the files in a folder."""

    folder: Path

    def of(self) -> list[tuple[str, str, bool, bytes | None]]:
        """Return of each its path, where that leads, whether it is there, and its content."""
        return [
            (
                str(path),
                os.path.realpath(path),
                path.exists(),
                path.read_bytes() if path.is_file() else None,
            )
            for path in sorted(self.folder.rglob("*"))
        ]
