"""Tasks on a Dask cluster: the results are those of one process, whatever dies."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clusters import Cluster, cluster

HERE = Path(__file__).parent

RUN = """
import sys, threading
from pathlib import Path
from benches import Bench, Look, Task, lost
from siglum.findings.diagnostics import CannotRun
from siglum.work import cluster, rooms
from siglum.work.order import in_order
from siglum.work.snapshots import Files
cluster._WITHOUT_WORKERS = 5
folder = Path.cwd()
address, tasks = sys.argv[1], eval(sys.argv[2])
try:
    with cluster.connected(address) as all:
        files = lambda: Files((folder / "carried",))
        for each in in_order(tasks=tasks, bench=Bench, lost=lost, jobs=all, files=files):
            print(each, flush=True)
except CannotRun as stop:
    print(stop.diagnostics[0].kind)
"""


def start(address: str, folder: Path, tasks: str) -> subprocess.Popen[str]:
    """Let a cluster do tasks, and print the results."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(HERE)!r})\n{RUN}"]
    return subprocess.Popen(
        [*command, address, tasks], cwd=folder, stdout=subprocess.PIPE, text=True
    )


def rest(run: subprocess.Popen[str]) -> list[str]:
    """Return what a run prints from now on."""
    with run:
        assert run.stdout is not None
        return run.stdout.readlines()


def done(address: str, folder: Path, tasks: str) -> list[str]:
    said, _ = start(address, folder, tasks).communicate(timeout=120)
    return said.splitlines()


@pytest.fixture(scope="module")
def two(tool: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of two workers, each of which does two tasks at once."""
    tool("distributed")
    with cluster(tmp_path_factory.mktemp("cluster") / "two") as started:
        started.work(HERE, threads=2)
        started.work(HERE, threads=2)
        started.wait_for(2)
        yield started


def left(started: Cluster) -> list[Path]:
    """Return what workers keep of runs."""
    return list(started.folder.glob("worker-*/**/siglum-*"))


def test_what_a_task_teaches_is_known_to_all_that_follow(two: Cluster, tmp_path: Path) -> None:
    made = done(
        two.address,
        tmp_path,
        "[Task(n, folder, teaches=n in (5, 17), seconds=0.02) for n in range(30)]",
    )
    known = [None] * 6 + [(5,)] * 12 + [(5, 17)] * 12
    assert made == [f"{n} knowing {each}" for n, each in enumerate(known)]
    assert left(two) == []


def test_a_process_that_dies_is_tried_again_and_costs_one_task(
    two: Cluster, tmp_path: Path
) -> None:
    deaths = "{7: 1, 9: 9}.get(n, 0)"
    made = done(two.address, tmp_path, f"[Task(n, folder, deaths={deaths}) for n in range(20)]")
    assert made.pop(9) == "9 lost: WorkerDied(status=9)"
    assert made == [f"{n} knowing None" for n in range(20) if n != 9]
    assert all(worker.poll() is None for worker in two.workers)


def test_the_tasks_of_a_worker_that_is_lost_are_done_by_others(
    tool: Callable[[str], Path], tmp_path: Path
) -> None:
    tool("distributed")
    with cluster(tmp_path / "cluster") as started:
        first, _ = started.work(HERE), started.work(HERE)
        started.wait_for(2)
        run = start(started.address, tmp_path, "[Task(n, folder, seconds=0.1) for n in range(60)]")
        assert run.stdout is not None
        said = [run.stdout.readline() for _ in range(5)]
        first.kill()
        said += [run.stdout.readline() for _ in range(10)]
        started.work(HERE)  # it comes in the middle, and knows nothing of the run
        said += rest(run)
    assert said == [f"{n} knowing None\n" for n in range(60)]


def test_a_cluster_that_is_lost_ends_the_run(tool: Callable[[str], Path], tmp_path: Path) -> None:
    tool("distributed")
    with cluster(tmp_path / "cluster") as started:
        worker = started.work(HERE)
        started.wait_for(1)
        tasks = "[Task(n, folder, seconds=0.1) for n in range(100)]"
        run = start(started.address, tmp_path, tasks)
        assert run.stdout is not None
        run.stdout.readline()
        worker.kill()
        said = rest(run)
        assert said[-1] == f"NoWorkers(address='{started.address}', seconds=5)\n"
        started.work(HERE)
        started.wait_for(2)
        run = start(started.address, tmp_path, tasks)
        assert run.stdout is not None
        run.stdout.readline()
        started.scheduler.kill()
        begun = time.monotonic()
        said = rest(run)
        assert said[-1] == f"SchedulerLost(address='{started.address}')\n"
        assert time.monotonic() < begun + 30


def test_files_are_as_they_are_here_but_for_what_pictures_hold(
    two: Cluster, tmp_path: Path
) -> None:
    carried, outside = tmp_path / "carried", tmp_path / "outside"
    for folder in (carried / "sub", carried / ".git", outside):
        folder.mkdir(parents=True)
    (carried / "sub/a.xml").write_bytes(b"<a/>")
    (carried / "sub/a.png").write_bytes(b"not shown")
    (carried / ".git/config").write_text("secret")
    (carried / ".env").write_text("secret")
    (outside / "b.xml").write_bytes(b"secret")
    (carried / "link.xml").symlink_to("sub/a.xml")
    (carried / "out.xml").symlink_to(outside / "b.xml")
    (carried / "nowhere").symlink_to("none")
    looked = done(two.address, tmp_path, "[Look(folder / 'carried') for _ in range(12)]")
    assert len(set(looked)) == 1
    here = str(carried)
    assert eval(looked[0]) == [
        (f"{here}/.env", f"{here}/.env", True, bytes(6)),
        (f"{here}/.git", f"{here}/.git", True, None),
        (f"{here}/link.xml", f"{here}/sub/a.xml", True, b"<a/>"),
        (f"{here}/nowhere", f"{here}/none", False, None),
        (f"{here}/out.xml", f"{outside}/b.xml", True, b""),
        (f"{here}/sub", f"{here}/sub", True, None),
        (f"{here}/sub/a.png", f"{here}/sub/a.png", True, bytes(9)),
        (f"{here}/sub/a.xml", f"{here}/sub/a.xml", True, b"<a/>"),
    ]
