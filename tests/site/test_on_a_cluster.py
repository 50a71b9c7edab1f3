"""An edition on a Dask cluster: the same site and findings as on one machine, to the last byte."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_edition import ANY, letter, write
from test_incremental import build, pages

from clusters import Cluster, cluster
from commands import REPO, Siglum
from siglum.site import reading

LETTERS = 40
STRANGE = (
    "<p>He <ref target='../a.xml#none'>said</ref> and <ref target='../../linked.xml'>wrote</ref>"
    "</p><p>To <rs key='bret'>Bert</rs>, <hi>now</hi>.</p><figure><graphic url='no.png'/></figure>"
)
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="tei:body">
<report id="SAID" role="warning" test="true()"><value-of select="base-uri(.)"/>:
<value-of select="doc('../taxonomy.xml')"/></report></rule></pattern></schema>"""


def many(folder: Path) -> Path:
    """Write an edition with more letters than one process does alone, and all kinds of findings."""
    write(folder)
    write(folder, {"schema/rules.sch": RULES, "schema/any.rng": ANY.format(not_allowed="hi")})
    texts = {n: STRANGE if n % 7 == 0 else f"<p>Number {n}</p>" for n in range(LETTERS)}
    write(folder, {f"tei/more/ü {n}.xml": letter(n, text) for n, text in texts.items()})
    write(folder, {"tei/more/broken.xml": "<TEI>"})
    (folder / "linked.xml").symlink_to("tei/a.xml")
    (folder / "tei/out.xml").symlink_to(REPO / "tei/1949-01-10-mao-to-filippov.xml")
    return folder


@pytest.fixture(scope="module")
def two(tool: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    tool("distributed")
    with cluster(tmp_path_factory.mktemp("cluster") / "two") as started:
        started.work()
        started.work()
        started.wait_for(2)
        yield started


@pytest.fixture(scope="module")
def here(siglum: Siglum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition in which a site was built by one process."""
    folder = many(tmp_path_factory.mktemp("here") / "edition")
    built = siglum("build", "--force", "--jobs", "1", cwd=folder, timeout=300)
    assert "pages written" in built.stderr, built.stdout + built.stderr
    return folder


def copied(edition: Path, to: Path) -> Path:
    """Copy an edition as it is before anything was built."""
    shutil.copytree(edition, to, symlinks=True, ignore=shutil.ignore_patterns("_site", ".siglum*"))
    return to


def start(address: str, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "siglum", *arguments, "--scheduler", address],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def read_again(folder: Path) -> list[str]:
    """Return the files that the next build reads again: what was kept of them does not hold."""
    with pytest.MonkeyPatch.context() as patched:
        names: list[str] = []
        do = reading.Reader.do

        def noted(reader: reading.Reader, task: reading.Task) -> reading.Reading:
            names.append(task.path.name)
            return do(reader, task)

        patched.setattr(reading.Reader, "do", noted)
        build(folder)
    return names


@pytest.mark.parametrize(
    "command",
    [
        ("validate",),
        ("validate", "--format", "json", "tei", "register"),
        ("validate", "--schema", "schema/any.rng"),
        ("conserve", "tei", "--to", "text"),
        ("conserve", "tei", "--to", "html", "--view", "reading", "--format", "json"),
    ],
    ids=lambda command: " ".join(command),
)
def test_a_command_says_the_same_as_in_one_process(
    two: Cluster, here: Path, siglum: Siglum, command: tuple[str, ...]
) -> None:
    alone = siglum(*command, "--jobs", "1", cwd=here, timeout=300)
    there = siglum(*command, "--scheduler", two.address, cwd=here, timeout=300)
    assert (there.returncode, there.stdout, there.stderr) == (1, alone.stdout, alone.stderr)


def test_a_site_is_the_same_and_the_next_build_on_one_machine_makes_nothing(
    two: Cluster, here: Path, siglum: Siglum, tmp_path: Path
) -> None:
    folder = copied(here, tmp_path / "edition")
    built = siglum("build", "--force", "--scheduler", two.address, cwd=folder, timeout=300)
    assert pages(folder) == pages(here)
    assert read_again(folder) == read_again(here)
    again = [
        siglum("build", "--force", *options, cwd=folder, timeout=300)
        for options in (("--jobs", "1"), ("--fresh", "--jobs", "2"))
    ]
    assert " 0 made, " in again[0].stderr
    assert again[0].stdout == again[1].stdout == built.stdout
    assert two.folder.joinpath("scheduler.log").read_text().count("Register worker") == 2


def test_after_kills_of_workers_and_builds_the_site_is_the_same(
    tool: Callable[[str], Path], here: Path, tmp_path: Path
) -> None:
    tool("distributed")
    chance = random.Random(13)
    folder = copied(here, tmp_path / "edition")
    with cluster(tmp_path / "cluster") as started:
        started.work()
        for number in range(3):
            victim = started.work()
            started.wait_for(2 + number)
            run = start(started.address, folder, "build", "--force", "--fresh")
            time.sleep(1 + chance.random() * 8)
            victim.kill()
            if number == 1:
                run.kill()
                run.communicate()
                continue
            said = "".join(run.communicate(timeout=300))
            assert run.returncode == 1, said
            assert pages(folder) == pages(here)


def test_a_scheduler_that_is_killed_leaves_the_old_site_and_the_next_build_goes_on(
    tool: Callable[[str], Path], two: Cluster, here: Path, siglum: Siglum, tmp_path: Path
) -> None:
    folder = copied(here, tmp_path / "edition")
    write(folder, {"tei/a.xml": letter(1, "<p>The old site</p>")})
    siglum("build", "--force", cwd=folder, timeout=300)
    old = pages(folder)
    write(folder, {"tei/a.xml": (here / "tei/a.xml").read_text("utf-8")})
    with cluster(tmp_path / "cluster") as started:
        started.work()
        started.wait_for(1)
        run = start(started.address, folder, "build", "--force", "--fresh")
        stages = folder.glob(".siglum-new-*")
        while run.poll() is None:
            stages = folder.glob(".siglum-new-*")
            if any(len(list(stage.rglob("*.html"))) > 10 for stage in stages):
                break
            time.sleep(0.05)
        started.scheduler.kill()
        said, errors = run.communicate(timeout=120)
    assert run.returncode == 2
    assert "error[SG907]" in said
    assert f"“{started.address}” was lost" in said
    assert "Traceback" not in errors
    assert pages(folder) == old
    built = siglum("build", "--force", "--scheduler", two.address, cwd=folder, timeout=300)
    assert pages(folder) == pages(here)
    assert "unchanged" in built.stderr


def test_what_can_not_be_used_is_told(
    two: Cluster, here: Path, siglum: Siglum, tmp_path: Path
) -> None:
    begun = time.monotonic()
    nobody = siglum("validate", "--scheduler", "tcp://127.0.0.1:1", cwd=here)
    assert (nobody.returncode, nobody.stderr) == (2, "")
    assert "no scheduler can be reached at “tcp://127.0.0.1:1”" in nobody.stdout
    assert time.monotonic() < begun + 60
    wrong = siglum("validate", "--scheduler", "nonsense://x", cwd=here)
    assert (wrong.returncode, "SG907" in wrong.stdout) == (2, True)
    for number in range(13):
        (tmp_path / f"{number}.xml").write_text("<a/>")
    none = siglum("validate", ".", "--scheduler", two.address, cwd=tmp_path)
    assert (none.returncode, "Write an edition.toml" in none.stdout) == (2, True)
    both = siglum("build", "--scheduler", two.address, "--jobs", "2", cwd=here)
    assert (both.returncode, "exclude each other" in both.stderr) == (2, True)


def test_without_distributed_the_extra_is_named(here: Path, siglum: Siglum, tmp_path: Path) -> None:
    (tmp_path / "distributed.py").write_text("raise ImportError\n")
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    ran = siglum("validate", "--scheduler", "tcp://x:1", cwd=here, env={"PYTHONPATH": path})
    assert ran.returncode == 2
    assert "pip install 'siglum[cluster]'" in ran.stdout


@pytest.mark.parametrize("is_late", [False, True], ids=["there", "late"])
def test_a_worker_of_another_version_is_an_error_that_names_it(
    tool: Callable[[str], Path], here: Path, siglum: Siglum, tmp_path: Path, is_late: bool
) -> None:
    tool("distributed")
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("toolkit", "xslt", "schema"):
        shutil.copytree(REPO / name, tmp_path / "other" / name, ignore=ignored)
    module = tmp_path / "other/toolkit/siglum/__init__.py"
    module.write_text(module.read_text("utf-8").replace('"0.1.0"', '"9.9.9"'), "utf-8")
    with cluster(tmp_path / "cluster") as started:
        if is_late:
            started.work()
            started.wait_for(1)
            run = start(started.address, here, "conserve", "tei", "tei/more", "register")
            assert run.stdout is not None
            first = run.stdout.read(1)
            started.work(tmp_path / "other/toolkit")
            said = first + "".join(run.communicate(timeout=300))
            status = run.returncode
        else:
            started.work(tmp_path / "other/toolkit")
            started.wait_for(1)
            ran = siglum("validate", "--scheduler", started.address, cwd=here, timeout=300)
            said, status = ran.stdout, ran.returncode
    assert status == 2
    assert "has siglum 9.9.9, not 0.1.0" in said
