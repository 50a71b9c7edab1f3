"""Which edition.toml a command takes, and that it says so where that may surprise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import Siglum
from siglum.edition.config import passed_over, root_of

LETTER = '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """A folder deep below one that has an edition.toml."""
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "A stray one"\n')
    folder = tmp_path / "a" / "b" / "c"
    folder.mkdir(parents=True)
    (folder / "letter.xml").write_text(LETTER)
    return folder


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the tests' folders be no repository (see `nothing_above`), and in no home folder."""
    base = tmp_path_factory.getbasetemp()
    above = [base.resolve(), *base.resolve().parents]
    if Path.home().resolve() in above or any((one / ".git").exists() for one in above[1:]):
        pytest.skip("the system's folder for temporary files lies in a repository or a home folder")
    (base / ".git").rmdir()
    yield
    (base / ".git").mkdir()


@pytest.mark.parametrize("border", ["folder", "file"])
def test_nothing_above_the_root_of_a_repository_is_taken(
    tmp_path: Path, deep: Path, border: str
) -> None:
    git = tmp_path / "a" / ".git"
    git.mkdir() if border == "folder" else git.write_text("gitdir: elsewhere\n")
    assert root_of(deep) is None
    assert passed_over(deep) == tmp_path / "edition.toml"
    (tmp_path / "a" / "edition.toml").touch()
    assert root_of(deep) == tmp_path / "a"


def test_nothing_above_the_home_folder_is_taken(
    tmp_path: Path, deep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "a"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "a"))
    assert root_of(deep) is None
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert root_of(deep) == tmp_path


@pytest.mark.usefixtures("outside")
def test_outside_of_both_the_search_ends_with_the_working_folder(
    tmp_path: Path, deep: Path
) -> None:
    assert root_of(deep) is None
    assert root_of(deep, tmp_path / "a" / "b") is None
    assert root_of(deep, tmp_path) == tmp_path
    assert root_of(deep, tmp_path / "elsewhere") is None


@pytest.mark.usefixtures("outside")
def test_a_home_folder_that_is_a_whole_file_system_is_none(
    deep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", deep.anchor)
    monkeypatch.setenv("USERPROFILE", deep.anchor)
    assert root_of(deep) is None


@pytest.mark.usefixtures("outside")
def test_a_build_below_a_stray_one_writes_nothing(
    tmp_path: Path, deep: Path, siglum: Siglum
) -> None:
    before = sorted(tmp_path.rglob("*"))
    run = siglum("build", cwd=deep)
    assert run.returncode == 2
    assert "there is no edition.toml" in run.stdout
    assert "edition.toml lies too far up" in run.stderr
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "command",
    [
        ["validate", "letter.xml", "--format", "json"],
        ["render", "letter.xml", "--to", "text"],
        ["conserve", "letter.xml", "--to", "text", "--format", "json"],
        ["build", "-o", "out"],
    ],
    ids=lambda command: command[0],
)
def test_each_command_says_which_was_taken_but_on_the_standard_error(
    tmp_path: Path, deep: Path, siglum: Siglum, command: list[str]
) -> None:
    (tmp_path / ".git").mkdir()
    run = siglum(*command, cwd=deep)
    line = f"settings: {(tmp_path / 'edition.toml').as_posix()}"
    assert run.stderr.splitlines().count(line) == 1
    assert "settings:" not in run.stdout


def test_nothing_is_said_of_one_in_the_working_folder(edition: Path, siglum: Siglum) -> None:
    assert "settings:" not in siglum("validate", cwd=edition).stderr
