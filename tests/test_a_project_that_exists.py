"""The guide docs/a-project-that-exists.md: its files written, its commands run and compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from commands import REPO, Siglum

GUIDE = (REPO / "docs/a-project-that-exists.md").read_text("utf-8")
_FILE = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)```", re.DOTALL | re.MULTILINE)
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_COMMAND = re.compile(r"^\$ siglum (.*)\n((?:[^$].*\n|\n)*)", re.MULTILINE)


def test_each_step_prints_what_the_guide_shows(tmp_path: Path, siglum: Siglum) -> None:
    for name, content in _FILE.findall(GUIDE):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    steps = [step for block in _CONSOLE.findall(GUIDE) for step in _COMMAND.findall(block)]
    assert len(steps) == 4
    for command, output in steps:
        done = siglum(*shlex.split(command), cwd=tmp_path)
        assert done.stdout + done.stderr == output, command
    page = (tmp_path / "_site/1801/02-11.html").read_text("utf-8")
    assert re.search(r'<a [^>]*href="../register/persons/\w\w/P12~\w+.html"', page)
    assert re.search(r'<a [^>]*href="03-01.html"', page)
