"""A build that is killed, or whose process is: the next one goes on, and its site is as fresh."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_edition import letter, write
from test_incremental import assert_as_fresh, build, pages

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the signals are those of POSIX")

LETTERS = 14  # more than one process does alone
KILLS = 3

BUILD = """
import sys
from pathlib import Path
from siglum.edition.config import load
from siglum.site import kept
from siglum.site.site import build
kept._PATIENCE = 0.0  # seconds after which what was done is written down
if __name__ == "__main__":
    edition = load(Path(sys.argv[1]) / "edition.toml")
    print("begun", flush=True)
    build(edition, edition.root / "_site", force=True, progress=lambda _: None, jobs=2)
"""


def many(folder: Path) -> Path:
    write(folder)
    names = {f"tei/more/{n}.xml": letter(n, f"<p>Number {n}</p>") for n in range(LETTERS)}
    return write(folder, names)


def children(process: int) -> list[int]:
    """Return the processes that a process has started, and that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == process:
                found.append(int(entry.name))
    return found


def start(folder: Path, script: Path) -> subprocess.Popen[bytes]:
    script.write_text(BUILD)
    run = subprocess.Popen([sys.executable, script, folder], stdout=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stdout.readline() == b"begun\n"
    return run


@pytest.mark.parametrize("seed", [0, 1])
def test_after_kills_at_any_moment_the_next_build_makes_the_same_site(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    folder = many(tmp_path / "edition")
    took = time.monotonic()
    build(folder, jobs=2)
    took = time.monotonic() - took
    old = pages(folder)
    write(folder, {"tei/a.xml": letter(1, "<p>Other words</p>"), "look.css": "q { color: red }"})
    shutil.rmtree(folder / ".siglum")
    for _ in range(KILLS):
        run = start(folder, tmp_path / "build.py")
        time.sleep(chance.random() * took)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        if pages(folder) != old:
            break
    assert_as_fresh(folder, build(folder))
    assert not list(folder.glob(".siglum-*"))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc")
def test_a_process_that_is_killed_costs_one_finding_at_most(tmp_path: Path) -> None:
    chance = random.Random(2)
    folder = many(tmp_path / "edition")
    run = start(folder, tmp_path / "build.py")
    killed = 0
    while run.poll() is None:
        time.sleep(0.2)
        workers = children(run.pid)
        if workers and killed < 2:
            try:
                os.kill(chance.choice(workers), signal.SIGKILL)
                killed += 1
            except ProcessLookupError:
                continue
    run.communicate()
    assert run.returncode == 0
    assert killed
    assert_as_fresh(folder, build(folder))


def test_what_was_made_before_a_kill_is_not_made_again(tmp_path: Path) -> None:
    folder = many(tmp_path / "edition")
    run = start(folder, tmp_path / "build.py")
    stage = None
    while stage is None and run.poll() is None:
        time.sleep(0.05)
        stages = folder.glob(".siglum-new-*")
        stage = next((one for one in stages if len(list(one.rglob("*.html"))) > 30), None)
    time.sleep(1)  # what was done is written down each half second
    run.send_signal(signal.SIGKILL)
    run.communicate()
    built = build(folder)
    assert_as_fresh(folder, built)
    if stage is not None:
        assert built.unchanged > 0
