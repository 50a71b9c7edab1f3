"""The hook, the action and the workflows, each by what reads it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import REPO, Siglum

CABLE = "tei/1949-01-10-mao-to-filippov.xml"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def repository(edition: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two git repositories: the hook's, made of this project, and an edition's."""
    if shutil.which("git") is None:
        pytest.skip("git is not here")
    hook = tmp_path / "hook"
    hook.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copyfile(REPO / name, hook / name)
    for name in ("toolkit", "xslt", "schema"):
        shutil.copytree(REPO / name, hook / name, ignore=shutil.ignore_patterns("__pycache__"))
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    for folder in (hook, edition):
        run("git", "init", "-q", cwd=folder)
        run("git", "add", "-A", cwd=folder)
        assert run("git", *who, "commit", "-qm", "all", cwd=folder).returncode == 0
    return hook, edition


def test_the_hook_of_pre_commit_checks_an_edition(
    repository: tuple[Path, Path], tool: Callable[[str], Path]
) -> None:
    """Installs the hook as pre-commit does, in an environment of its own."""
    tool("pre-commit")
    hook, edition = repository
    command = (
        sys.executable,
        "-m",
        "pre_commit",
        "try-repo",
        hook,
        "siglum-validate",
        "--all-files",
    )
    clean = run(*command, cwd=edition)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    source = (edition / CABLE).read_text("utf-8").replace("#datong", "#datonk")
    (edition / CABLE).write_text(source, "utf-8")
    broken = run(*command, cwd=edition)
    assert broken.returncode == 1
    assert "error[SG402]" in broken.stdout


def test_the_actions_last_step_is_a_command_that_runs(edition: Path, siglum: Siglum) -> None:
    (line,) = re.findall(r"- run: siglum (.*)", (REPO / "action.yml").read_text("utf-8"))
    arguments = line.replace("$ARGUMENTS", "--ignore SG5").replace("$PATHS", CABLE).split()
    assert siglum(*arguments, cwd=edition).returncode == 0


def test_every_siglum_command_of_workflows_and_templates_has_its_options(siglum: Siglum) -> None:
    texts = [path.read_text("utf-8") for path in (REPO / ".github/workflows").iterdir()]
    texts += [(REPO / name).read_text("utf-8") for name in (".pre-commit-hooks.yaml", "README.md")]
    commands = {
        line.split(" > ")[0].strip()
        for text in texts
        for line in re.findall(r"(?:run:|entry:|-) (?:\.venv/bin/)?siglum ([a-z][^\n]*)", text)
    }
    assert len(commands) >= 3
    for command in commands:
        shown = siglum(command.split()[0], "--help")
        for option in re.findall(r"--[a-z-]+", command):
            assert option in shown.stdout, command
