"""A build that is killed, or fails, leaves the old site or the whole new one, never a part."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from siglum.site import atomic

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the signals are those of POSIX")

Siglum = Callable[..., "subprocess.CompletedProcess[str]"]
Tree = dict[str, bytes]

OLD = {"index.html": b"old", "old-page.html": b"old"}
NEW = {"index.html": b"new", "new-page.html": b"new", "source/tei.xml": b"new"}


def tree(folder: Path) -> Tree:
    """Return the content of each file in a folder, but for the marker that siglum puts there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != atomic.MARKER
    }


def fill(folder: Path, files: Tree) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def site_of(parent: Path, files: Tree) -> Path:
    with atomic.replacing(parent / "site") as stage:
        fill(stage, files)
    return parent / "site"


# === Each step of the exchange: a process that signals itself at its nth operation on files

_BUILDER = f"""
import os, sys
from pathlib import Path
from siglum.site import atomic

folder, step, number, exchanges = Path(sys.argv[1]), *map(int, sys.argv[2:])
if not exchanges:
    atomic._exchange = lambda one, other: False

count = 0
def signal_at_step(event, arguments):
    global count
    if event == "open" or event.startswith(("os.", "shutil.", "tempfile.", "ctypes.dl")):
        count += 1
        if count == step:
            os.kill(os.getpid(), number)

sys.addaudithook(signal_at_step)
with atomic.replacing(folder) as stage:
    for name, data in {NEW!r}.items():
        (stage / name).parent.mkdir(exist_ok=True)
        (stage / name).write_bytes(data)
"""


def signalled_at_each_step(
    parent: Path, number: signal.Signals, exchanges: bool
) -> Iterator[tuple[int, Path]]:
    """Yield the exit status and the site for a run that is stopped at its first step, its second…

    Each run starts with the old site in place; the last is the one that was not stopped.
    """
    for step in range(1, 200):
        shutil.rmtree(parent, ignore_errors=True)
        site = site_of(parent, OLD)
        command = [sys.executable, "-c", _BUILDER, site, str(step), str(int(number))]
        run = subprocess.run(
            [*command, str(int(exchanges))], capture_output=True, check=False, timeout=60
        )
        yield run.returncode, site
        if run.returncode == 0:
            return
    pytest.fail("the build never came to its end")


def test_a_kill_at_any_step_leaves_the_old_site_or_the_new(tmp_path: Path) -> None:
    seen = []
    for status, site in signalled_at_each_step(tmp_path / "web", signal.SIGKILL, exchanges=True):
        assert status in (-signal.SIGKILL, 0)
        assert tree(site) in (OLD, NEW)
        seen.append(tree(site))
        site_of(site.parent, NEW)
        assert [path.name for path in site.parent.iterdir()] == ["site"]
    assert seen.index(NEW) > 10
    assert seen.count(NEW) > 2


@pytest.mark.parametrize("exchanges", [True, False], ids=["exchanged", "renamed"])
def test_an_interrupt_at_any_step_leaves_the_old_site_or_the_new(
    tmp_path: Path, exchanges: bool
) -> None:
    for status, site in signalled_at_each_step(tmp_path / "web", signal.SIGINT, exchanges):
        assert status in (-signal.SIGINT, 1, 0)
        assert tree(site) in (OLD, NEW)
        site_of(site.parent, NEW)
        assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_without_an_atomic_exchange_the_next_build_puts_the_site_back(tmp_path: Path) -> None:
    """Two renames leave a moment without a site; what comes next begins by mending it."""
    missing = 0
    for _, site in signalled_at_each_step(tmp_path / "web", signal.SIGKILL, exchanges=False):
        missing += not site.exists()
        with pytest.raises(ZeroDivisionError), atomic.replacing(site):
            raise ZeroDivisionError
        assert tree(site) in (OLD, NEW)
        assert [path.name for path in site.parent.iterdir()] == ["site"]
    assert missing


def test_a_folder_is_replaced_where_the_system_can_not_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "_exchange", lambda one, other: False)
    site_of(tmp_path, OLD)
    assert tree(site_of(tmp_path, NEW)) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_old_site_is_put_back_when_the_new_can_not_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "_exchange", lambda one, other: False)
    site = site_of(tmp_path, OLD)
    with pytest.raises(OSError), atomic.replacing(site) as stage:
        shutil.rmtree(stage)
    assert tree(site) == OLD


# === The whole command


@pytest.fixture(scope="module")
def new_site(
    siglum: Siglum, copy_edition: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Tree, float]:
    """What the changed edition becomes, and how many seconds its build takes."""
    edition = copy_edition(tmp_path_factory.mktemp("changed") / "edition")
    change(edition)
    start = time.monotonic()
    built = siglum("build", cwd=edition)
    assert built.returncode == 0, built.stdout + built.stderr
    return tree(edition / "_site"), time.monotonic() - start


def change(edition: Path) -> None:
    settings = edition / "edition.toml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    changed = ['title = "Another title"' if line.startswith("title =") else line for line in lines]
    assert changed != lines
    settings.write_text("\n".join(changed), encoding="utf-8")


@pytest.fixture
def published(edition: Path, site: Path) -> Path:
    """An edition whose site is built, and whose source was changed since."""
    shutil.copytree(site, edition / "_site")
    change(edition)
    return edition


def start(edition: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "siglum", "build"],
        cwd=edition,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def leftovers(edition: Path) -> list[Path]:
    return list(edition.glob(".siglum-*"))


def wait_for_stage(build: subprocess.Popen[bytes], edition: Path, files: int) -> None:
    """Wait till the folder of the new site holds some files, or the build is done."""
    while build.poll() is None:
        try:
            if any(len(tree(stage)) >= files for stage in leftovers(edition)):
                return
        except OSError:  # a file that is gone since the folder was listed
            continue
        time.sleep(0.001)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["kill", "interrupt"])
@pytest.mark.parametrize("files", [0, 6, 16])
def test_a_build_stopped_while_it_writes_leaves_a_whole_site(
    published: Path, new_site: tuple[Tree, float], files: int, number: signal.Signals
) -> None:
    old = tree(published / "_site")
    with start(published) as build:
        wait_for_stage(build, published, files)
        build.send_signal(number)
    assert tree(published / "_site") in (old, new_site[0])
    if files == 0:
        assert build.returncode == (-number if number is signal.SIGKILL else 130)
        assert tree(published / "_site") == old


def test_a_build_killed_at_any_time_leaves_a_whole_site_and_the_next_clears_up(
    published: Path, new_site: tuple[Tree, float], siglum: Siglum
) -> None:
    old, (new, seconds) = tree(published / "_site"), new_site
    for part in (0.1, 0.4, 0.6, 0.7, 0.8, 0.9, 1.0):
        with start(published) as build:
            time.sleep(seconds * part)
            build.kill()
        assert tree(published / "_site") in (old, new), f"killed after {part} of a build"
    built = siglum("build", cwd=published)
    assert built.returncode == 0, built.stdout + built.stderr
    assert tree(published / "_site") == new
    assert leftovers(published) == []


# === Builds that fail

_ON_A_FULL_DISK = """
import resource, sys
from siglum.__main__ import main

resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
sys.argv[1:] = ["build"]
main()
"""


def test_a_full_disk_stops_the_build_and_the_old_site_stays(published: Path) -> None:
    old = tree(published / "_site")
    built = subprocess.run(
        [sys.executable, "-c", _ON_A_FULL_DISK],
        cwd=published,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 2
    assert "SG903" in built.stdout + built.stderr
    assert "Traceback" not in built.stderr
    assert tree(published / "_site") == old
    assert leftovers(published) == []


def test_an_output_that_can_not_be_written_is_an_error(edition: Path, siglum: Siglum) -> None:
    (edition / "occupied").write_text("a file")
    built = siglum("build", "-o", "occupied/site", cwd=edition)
    assert built.returncode == 2
    assert "SG903" in built.stdout
    assert "Traceback" not in built.stderr


def test_a_failure_in_the_middle_of_rendering_leaves_the_old_site(
    published: Path, siglum: Siglum, repo: Path, tmp_path: Path
) -> None:
    """A toolkit whose stylesheet stops at the last of the three views."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(repo / "toolkit", tmp_path / "toolkit", ignore=ignored)
    shutil.copytree(repo / "schema", tmp_path / "schema")
    shutil.copytree(repo / "xslt", tmp_path / "xslt")
    entry = tmp_path / "xslt" / "html.xsl"
    stop = """
        <xsl:if test="$view = 'critical'">
          <xsl:message terminate="yes">broken for this test</xsl:message>
        </xsl:if>"""
    text = entry.read_text(encoding="utf-8")
    template = '<xsl:template match="/" as="element(h:html)">'
    assert template in text
    entry.write_text(text.replace(template, template + stop), encoding="utf-8")
    old = tree(published / "_site")
    built = siglum("build", cwd=published, env={"PYTHONPATH": str(tmp_path / "toolkit")})
    assert built.returncode == 1
    assert "SG601" in built.stdout
    assert "nothing written" in built.stderr
    assert tree(published / "_site") == old
    assert leftovers(published) == []


def test_a_finding_stops_the_build_and_the_old_site_stays(published: Path, siglum: Siglum) -> None:
    old = tree(published / "_site")
    (cable,) = (published / "tei").glob("*.xml")
    cable.write_text(cable.read_text(encoding="utf-8").replace("Du Yuming", "Du Yumin"))
    built = siglum("build", cwd=published)
    assert built.returncode == 1
    assert "nothing written" in built.stderr
    assert tree(published / "_site") == old


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["plain", "forced"])
def test_a_folder_with_files_of_somebody_else_is_refused(
    edition: Path, siglum: Siglum, force: list[str]
) -> None:
    mine = fill(edition / "mine", {"thesis.txt": b"ten years of work"})
    built = siglum("build", "-o", "mine", *force, cwd=edition)
    assert built.returncode == 2
    assert "SG902" in built.stdout
    assert tree(mine) == {"thesis.txt": b"ten years of work"}


def test_a_list_of_names_that_comes_with_files_does_not_make_them_siglums(
    edition: Path, siglum: Siglum
) -> None:
    mine = {"thesis.txt": b"ten years of work", atomic.MARKER: b"Made by siglum\nthesis.txt\n"}
    fill(edition / "mine", mine)
    assert siglum("build", "-o", "mine", "--force", cwd=edition).returncode == 2
    assert {path.name: path.read_bytes() for path in (edition / "mine").iterdir()} == mine


def test_a_page_that_somebody_has_changed_is_kept(published: Path, siglum: Siglum) -> None:
    (published / "_site/index.html").write_text("my own home page")
    old = tree(published / "_site")
    built = siglum("build", "--force", cwd=published)
    assert built.returncode == 2
    assert "like “index.html”" in built.stdout
    assert tree(published / "_site") == old


@pytest.mark.parametrize("output", [".", "tei", ".."])
def test_the_edition_itself_is_never_replaced(edition: Path, siglum: Siglum, output: str) -> None:
    before = tree(edition)
    built = siglum("build", "--force", "-o", output, cwd=edition)
    assert built.returncode == 2
    assert tree(edition) == before


def test_a_link_to_a_folder_is_not_replaced(edition: Path, siglum: Siglum, tmp_path: Path) -> None:
    target = site_of(tmp_path, OLD)
    (edition / "link").symlink_to(target)
    assert siglum("build", "-o", "link", cwd=edition).returncode == 2
    assert tree(target) == OLD


def test_an_empty_folder_is_filled(edition: Path, siglum: Siglum) -> None:
    (edition / "empty").mkdir()
    assert siglum("build", "-o", "empty", cwd=edition).returncode == 0
    assert (edition / "empty" / "index.html").is_file()
