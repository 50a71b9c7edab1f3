"""What is distributed: that all is in it, and that it works where there is no checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

BIN = "Scripts" if os.name == "nt" else "bin"
CABLE = "tei/1949-01-10-mao-to-filippov.xml"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def wheel(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(build, cwd=repo, capture_output=True, check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def of_git(repo: Path) -> Callable[..., list[str]]:
    """List files of the project as `git ls-files OPTION…` does."""
    if not shutil.which("git") or not (repo / ".git").exists():
        pytest.skip("only in a clone, with git, is it known which files are the project's")

    def listed(*options: str) -> list[str]:
        command = ["git", "ls-files", "-z", *options]
        shown = subprocess.run(command, cwd=repo, capture_output=True, check=True)
        names = shown.stdout.decode().split("\0")
        return [name for name in names if name and (repo / name).is_file()]

    return listed


@pytest.fixture(scope="session")
def unpacked(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the source distribution unpacks into."""
    folder = tmp_path_factory.mktemp("sdist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder]
    subprocess.run(build, cwd=repo, capture_output=True, check=True)
    (packed,) = folder.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return folder / packed.name.removesuffix(".tar.gz")


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a program of a virtual environment that holds the wheel and, by a path, its dependencies.

    The path file can't bring in this checkout: editable installs work by path files of their own,
    which Python reads only in site folders.
    """
    environment = tmp_path_factory.mktemp("clean") / "environment"
    venv.create(environment, with_pip=False)
    prefix = {"base": str(environment), "platbase": str(environment)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=prefix))
    pip = [sys.executable, "-m", "pip", "--python", environment / BIN / "python", "install"]
    subprocess.run(
        [*pip, "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", wheel],
        capture_output=True,
        check=True,
    )
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")

    def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        program, *arguments = command
        clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        return subprocess.run(
            [environment / BIN / program, *arguments],
            cwd=cwd,
            env=clean,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


def test_the_source_distribution_has_every_file_of_the_project(
    repo: Path, of_git: Callable[..., list[str]], unpacked: Path
) -> None:
    tracked = of_git()
    assert [name for name in tracked if not (unpacked / name).is_file()] == []
    changed = [n for n in tracked if (unpacked / n).read_bytes() != (repo / n).read_bytes()]
    assert changed == []


def test_the_source_distribution_has_nothing_else(
    of_git: Callable[..., list[str]], unpacked: Path
) -> None:
    """No cache, no site, nothing of the machine it was made on; PKG-INFO is what makes it one."""
    there = {p.relative_to(unpacked).as_posix() for p in unpacked.rglob("*") if p.is_file()}
    known = of_git("--cached", "--others", "--exclude-standard")
    assert there - set(known) == {"PKG-INFO"}


def test_tests_run_from_the_source_distribution(unpacked: Path, tmp_path: Path) -> None:
    pytest_there = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    ran = subprocess.run(
        [*pytest_there, f"--basetemp={tmp_path / 'tests'}", "tests/report/test_terminal.py"],
        cwd=unpacked,
        env={**os.environ, "PYTHONPATH": str(unpacked / "toolkit"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("folder", ["xslt", "schema"])
def test_the_wheel_carries_every_stylesheet_and_schema(
    repo: Path, wheel: Path, folder: str
) -> None:
    files = [path for path in (repo / folder).rglob("*") if path.is_file()]
    assert files
    with zipfile.ZipFile(wheel) as archive:
        for path in files:
            name = f"siglum/_data/{path.relative_to(repo).as_posix()}"
            assert archive.read(name) == path.read_bytes(), name


def test_the_wheel_carries_the_package_and_nothing_else(repo: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    modules = {
        path.relative_to(repo / "toolkit").as_posix()
        for path in (repo / "toolkit" / "siglum").rglob("*.py")
    }
    assert modules <= set(names)
    assert "siglum/py.typed" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"siglum"}
    assert not [name for name in names if "__pycache__" in name]


def test_the_installed_command_is_not_the_checkout(installed: Run, tmp_path: Path) -> None:
    where = (
        "import siglum; from siglum.work.resources import resource; "
        "print(siglum.__file__, resource('xslt'), sep='\\n')"
    )
    shown = installed("python", "-c", where, cwd=tmp_path)
    package, xslt = shown.stdout.split()
    assert Path(xslt) == Path(package).parent / "_data" / "xslt"
    assert "environment" in package


def test_the_installed_command_says_its_version(
    installed: Run, wheel: Path, tmp_path: Path
) -> None:
    shown = installed("siglum", "--version", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout == f"siglum {wheel.name.split('-')[1]}\n"


def test_the_installed_command_validates_and_builds_an_edition(
    installed: Run, edition: Path, site: Path
) -> None:
    validated = installed("siglum", "validate", cwd=edition)
    assert (validated.returncode, validated.stdout) == (0, ""), validated.stderr
    built = installed("siglum", "build", cwd=edition)
    assert built.returncode == 0, built.stderr
    names = sorted(path.relative_to(site) for path in site.rglob("*"))
    assert sorted(path.relative_to(edition / "_site") for path in edition.rglob("_site/**/*")) == (
        names
    )
    for name in names:
        if (site / name).is_file():
            assert (edition / "_site" / name).read_bytes() == (site / name).read_bytes(), name


@pytest.mark.parametrize("suffix", ["rng", "xsd", "sch"])
def test_the_installed_command_finds_its_own_schemas_by_name(
    installed: Run, repo: Path, tmp_path: Path, suffix: str
) -> None:
    shutil.copytree(repo / "tei", tmp_path / "tei")
    named = ["--schema", f"siglum-edition.{suffix}", "--format", "concise"]
    validated = installed("siglum", "validate", *named, CABLE, cwd=tmp_path)
    assert validated.returncode == 0, validated.stdout + validated.stderr
    cable = tmp_path / CABLE
    text = cable.read_text(encoding="utf-8")
    cable.write_text(text.replace('resp="#translator"', 'resp=""', 2), encoding="utf-8")
    validated = installed("siglum", "validate", *named, CABLE, cwd=tmp_path)
    assert validated.returncode == 1
