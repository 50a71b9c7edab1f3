"""What one file may take of a machine is bounded; at the bound there is a finding, and no more."""

from __future__ import annotations

import os
import sys
import time

import pytest

from siglum.findings import kinds
from siglum.findings.diagnostics import Kind
from siglum.work import process
from siglum.work.order import WORTHWHILE, in_order
from siglum.work.snapshots import Files

FILES = range(WORTHWHILE)


class Bench:
    """Takes what a task asks for: bytes of memory, or all the time that there is."""

    memory = None

    def do(self, task: tuple[int, str]) -> tuple[int, Kind | str]:
        number, wants = task
        if wants == "memory":
            return number, str(len(bytearray(process.MEMORY + (1 << 30))))
        while wants == "time":
            time.process_time()
        return number, "done"

    def close(self) -> None:
        pass


class Impatient(Bench):
    """The same, where little time is allowed."""

    def __init__(self) -> None:
        process.SECONDS = 1


def lost(task: tuple[int, str], why: Kind) -> tuple[int, Kind | str]:
    return task[0], why


def results(bench: type[Bench], wants: str) -> list[tuple[int, Kind | str]]:
    tasks = ((number, wants if number == 3 else "") for number in FILES)
    return list(in_order(tasks, bench, lost, jobs=2, files=Files))


@pytest.mark.skipif(sys.platform != "linux", reason="bounds of memory")
def test_a_file_that_takes_too_much_memory_is_told_and_the_others_are_done() -> None:
    expected: list[tuple[int, Kind | str]] = [(number, "done") for number in FILES]
    expected[3] = (3, kinds.reading.TooMuchMemory())
    assert results(Bench, "memory") == expected


@pytest.mark.skipif(os.name == "nt", reason="bounds of time")
def test_a_file_that_takes_too_long_is_told_and_the_others_are_done() -> None:
    expected: list[tuple[int, Kind | str]] = [(number, "done") for number in FILES]
    expected[3] = (3, kinds.reading.TookTooLong(process.SECONDS))
    assert results(Impatient, "time") == expected
