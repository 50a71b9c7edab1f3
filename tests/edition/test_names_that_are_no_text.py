"""A file whose name is no UTF-8 goes through every command, and stops none."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from lxml import etree, html
from test_sieve import LETTER

from commands import Siglum

NAME = os.fsdecode(b"tei/caf\xe9.xml")
FOLDER = os.fsdecode(b"\xff/x.xml")


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    if sys.platform in ("darwin", "win32"):
        pytest.skip("this system has no such names")
    link = '<ref target="caf%E9.xml">C</ref>'
    for name, more in ((NAME, ""), ("tei/a.xml", link), (FOLDER, "")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(LETTER.format(more))
    (tmp_path / "edition.toml").write_text('[edition]\nsources = ["**/*.xml"]\n')
    return tmp_path


@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "gitlab", "sarif", "junit"])
def test_every_report_names_it_and_goes_on(letters: Path, siglum: Siglum, form: str) -> None:
    run = siglum("validate", "--format", form, cwd=letters)
    assert run.returncode == 1, run.stderr
    assert "fault of siglum" not in run.stderr
    assert run.stdout.count("SG205") >= 3
    assert "caf" in run.stdout
    assert "a.xml" in run.stdout
    if form in ("json", "gitlab", "sarif"):
        json.loads(run.stdout)
    if form == "junit":
        etree.fromstring(run.stdout.encode())


@pytest.mark.parametrize("target", ["html", "text", "markdown"])
def test_it_is_rendered(letters: Path, siglum: Siglum, target: str) -> None:
    rendered = siglum("render", NAME, "--to", target, cwd=letters)
    assert rendered.returncode == 0, rendered.stderr
    assert "there" in rendered.stdout


def test_it_is_proved(letters: Path, siglum: Siglum) -> None:
    proved = siglum("conserve", NAME, "--format", "json", cwd=letters)
    assert proved.returncode == 0
    assert json.loads(proved.stdout)[0]["findings"] == []


def test_it_is_built_and_again(letters: Path, siglum: Siglum) -> None:
    for _ in range(2):
        built = siglum("build", "--ignore", "SG4", cwd=letters)
        assert built.returncode == 0, built.stdout + built.stderr
        assert built.stdout.count("SG606") == 2
    site = letters / "_site"
    assert not (site / os.fsdecode(b"tei/caf\xe9.html")).exists()
    assert not (site / "_site").exists()
    home = html.document_fromstring((site / "index.html").read_bytes())
    assert [link for link in home.xpath("//a/@href") if link.endswith("a.html")]
    assert "caf" not in str(home.xpath("//a/@href"))


def test_it_may_be_a_baseline(letters: Path, siglum: Siglum) -> None:
    known = os.fsdecode(b"known\xe9.jsonl")
    assert siglum("validate", "--write-baseline", known, cwd=letters).returncode == 0
    run = siglum("validate", "--baseline", known, cwd=letters)
    assert (run.returncode, run.stdout) == (0, "")


def test_it_may_be_what_is_not_there_or_no_schema(letters: Path, siglum: Siglum) -> None:
    gone = os.fsdecode(b"gone\xe9.xml")
    for arguments in (["validate", gone], ["validate", "--schema", gone], ["render", gone]):
        more = ["--to", "text"] if arguments[0] == "render" else []
        run = siglum(*arguments, *more, cwd=letters)
        assert run.returncode == 2
        assert "fault of siglum" not in run.stderr
    run = siglum("odd", "compile", NAME, cwd=letters)
    assert run.returncode in (1, 2)
    assert "fault of siglum" not in run.stderr


@pytest.mark.parametrize("name", ["a\x1b[31mb.xml", "a\nb.xml", "\x7f.xml", "a\u202eb.xml"])
def test_control_characters_stop_no_build_and_reach_no_terminal(
    letters: Path, siglum: Siglum, name: str
) -> None:
    (letters / name).write_text(LETTER.format(""))
    for command in (["validate"], ["build", "--ignore", "SG4"], ["conserve", name]):
        run = siglum(*command, cwd=letters)
        assert "fault of siglum" not in run.stderr
        assert not {"\x1b", "\x7f", "\u202e"} & set(run.stdout + run.stderr)
        if command[0] == "build":
            assert "is not published" in run.stdout
    assert not (letters / "_site" / name.replace(".xml", ".html")).exists()
    assert list((letters / "_site").rglob("a.html"))
