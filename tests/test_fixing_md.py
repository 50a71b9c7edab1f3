"""The page docs/fixing.md: its letter mended, its tables true."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from commands import REPO, Siglum

PAGE = (REPO / "docs/fixing.md").read_text("utf-8")
_LETTER = re.compile(r"`letter\.xml`:\n\n```xml\n(.*?)```", re.DOTALL)
_CONSOLE = re.compile(r"```console\n\$ siglum (.*)\n((?:.*\n)*?)```")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (letter,) = _LETTER.findall(PAGE)
    (tmp_path / "letter.xml").write_text(letter, "utf-8")
    shutil.copyfile(REPO / "schema/siglum-edition.rng", tmp_path / "schema.rng")
    return tmp_path


def test_it_shows_what_the_commands_print(folder: Path, siglum: Siglum) -> None:
    shown = _CONSOLE.findall(PAGE)
    assert [command for command, _ in shown] == ["fix --diff letter.xml", "fix letter.xml"]
    for command, output in shown:
        done = siglum(*shlex.split(command), cwd=folder)
        assert done.stdout + done.stderr == output
        assert done.returncode == 1
    again = siglum("fix", "letter.xml", cwd=folder)
    assert "0 findings mended, 1 left" in again.stderr
