"""Tasks over processes: the results are those of one process, whatever dies, whoever is first."""

from __future__ import annotations

from pathlib import Path

import pytest
from benches import Bench, Task, lost

from siglum.work.order import in_order
from siglum.work.snapshots import Files


def times(task: Task) -> tuple[float, float]:
    """Return when the last try of a task began, and when it ended."""
    *_, begun, ended = map(float, task.log.read_text().split())
    return begun, ended


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_what_a_task_teaches_is_known_to_all_that_follow_and_to_no_other(
    tmp_path: Path, jobs: int
) -> None:
    tasks = [Task(n, tmp_path, teaches=n in (5, 17), seconds=0.02) for n in range(30)]
    made = list(in_order(tasks=tasks, bench=Bench, lost=lost, jobs=jobs, files=Files))
    known = [None] * 6 + [(5,)] * 12 + [(5, 17)] * 12
    assert made == [f"{n} knowing {each}" for n, each in enumerate(known)]


def test_a_task_whose_process_dies_once_is_done_while_no_other_is(tmp_path: Path) -> None:
    tasks = [Task(n, tmp_path, deaths=n == 7, seconds=0.05) for n in range(20)]
    made = list(in_order(tasks=tasks, bench=Bench, lost=lost, jobs=3, files=Files))
    assert made == [f"{n} knowing None" for n in range(20)]
    begun, ended = times(tasks[7])
    others = [times(task) for task in tasks if task is not tasks[7]]
    assert [one for one in others if one[0] < ended and one[1] > begun] == []


def test_a_task_that_kills_its_process_again_is_lost_and_no_other(tmp_path: Path) -> None:
    tasks = [Task(n, tmp_path, deaths=9 if n in (0, 7, 8, 19) else 0) for n in range(20)]
    made = list(in_order(tasks=tasks, bench=Bench, lost=lost, jobs=3, files=Files))
    assert [n for n, one in enumerate(made) if "lost: WorkerDied(status=9)" in one] == [0, 7, 8, 19]
    assert sum("knowing None" in one for one in made) == 16
    assert all(len(tasks[n].log.read_text().split()) == 2 for n in (0, 7, 8, 19))


def test_a_task_that_dies_for_want_of_what_others_teach_is_done_as_in_one_process(
    tmp_path: Path,
) -> None:
    tasks = [Task(n, tmp_path, deaths=n == 9, teaches=n == 3, seconds=0.02) for n in range(20)]
    made = list(in_order(tasks=tasks, bench=Bench, lost=lost, jobs=3, files=Files))
    assert made == [f"{n} knowing {None if n < 4 else (3,)}" for n in range(20)]
