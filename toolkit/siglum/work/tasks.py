"""What a task is to those who run it: something that a `Bench` does."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from siglum.findings.diagnostics import Kind

T = TypeVar("T")
R = TypeVar("R")
_T = TypeVar("_T", contravariant=True)
_R = TypeVar("_R", covariant=True)


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


Lost = Callable[[T, Kind], R]
"""Makes the result of a task that could not be done, of the reason."""


def cores() -> int:
    """Return how many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
