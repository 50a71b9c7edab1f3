"""The guide docs/a-new-edition.md: its files written, its commands run, its outputs compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from commands import REPO, Siglum

GUIDE = (REPO / "docs/a-new-edition.md").read_text("utf-8")
_FILE = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)```", re.DOTALL | re.MULTILINE)
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_COMMAND = re.compile(r"^\$ siglum (.*)\n((?:[^$].*\n)*)", re.MULTILINE)


@pytest.fixture
def empty_folder_filled(tmp_path: Path) -> Path:
    for name, content in _FILE.findall(GUIDE):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return tmp_path


def test_each_step_prints_what_the_guide_shows(empty_folder_filled: Path, siglum: Siglum) -> None:
    steps = [step for block in _CONSOLE.findall(GUIDE) for step in _COMMAND.findall(block)]
    assert [command.split()[0] for command, _ in steps] == ["odd", "odd", "validate", "build"]
    for command, output in steps:
        done = siglum(*shlex.split(command), cwd=empty_folder_filled)
        assert done.stdout + done.stderr == output
    assert (empty_folder_filled / "_site/guide.html").is_file()


def test_its_rules_find_what_they_are_for(empty_folder_filled: Path, siglum: Siglum) -> None:
    for target in ("rng", "sch"):
        made = siglum(
            *("odd", "compile", "schema/letters.odd"),
            *("--to", target, "-o", f"schema/letters.{target}"),
            cwd=empty_folder_filled,
        )
        assert made.returncode == 0
    letter = empty_folder_filled / "letters/1801-02-11.xml"
    text = letter.read_text("utf-8").replace('type="comment"', 'type="remark"')
    letter.write_text(text.replace('<date when="1801-02-11"/>', ""), "utf-8")
    found = siglum("validate", "--format", "concise", cwd=empty_folder_filled)
    assert [line.split(" ")[1] for line in found.stdout.splitlines()] == [
        "error[letters-correspAction-dated]",
        "error[RNG108]",
    ]


def test_the_commands_of_its_templates_have_their_options(siglum: Siglum) -> None:
    (command,) = re.findall(r"- siglum (.*) >", GUIDE)
    name, option, value = command.split()
    shown = siglum(name, "--help").stdout
    assert option in shown
    assert value in shown
    assert "id: siglum-validate" in (REPO / ".pre-commit-hooks.yaml").read_text("utf-8")
