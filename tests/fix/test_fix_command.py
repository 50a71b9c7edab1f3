"""`siglum fix` at its border: what it says, what it writes, and what it never does."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from small import edition_in, tei

import siglum.fix.run as running
from commands import Siglum
from siglum.work.files import Changed, replace_file

WRONG = tei('<p><persname>x</persname> <date when="10/1/1949">y</date></p>')
RIGHT = WRONG.replace("persname", "persName")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An edition with one document, in which one finding can be mended and one can't."""
    folder = edition_in(tmp_path / "edition")
    (folder / "tei/a.xml").write_text(WRONG)
    return folder


def state(folder: Path) -> dict[Path, tuple[bytes, int, int]]:
    """Return content, permissions and time of change of all files."""
    return {
        path: (path.read_bytes(), path.stat().st_mode, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and ".siglum" not in path.parts
    }


def test_it_says_what_it_mended_what_is_left_and_why(small: Path, siglum: Siglum) -> None:
    ran = siglum("fix", cwd=small)
    assert ran.stdout.splitlines() == [
        "mended 1 finding in tei/a.xml; 1 left",
        "  3:4 RNG101 there is no element “persname”: mended persname → persName",
        "  3:33 RNG108 “when” of “date”: “10/1/1949” is not a date: it has to look like"
        " “1949-01-31”: left, there is no mend that is certain",
    ]
    assert ran.stderr == "2 files checked, 1 finding mended in 1 file, 1 left\n"
    assert ran.returncode == 1
    assert (small / "tei/a.xml").read_text() == RIGHT


def test_a_second_run_does_nothing(small: Path, siglum: Siglum) -> None:
    siglum("fix", cwd=small)
    before = state(small)
    ran = siglum("fix", cwd=small)
    assert "0 findings mended, 1 left" in ran.stderr
    assert state(small) == before


def test_where_nothing_is_wrong_nothing_is_said_and_the_status_is_0(
    small: Path, siglum: Siglum
) -> None:
    (small / "tei/a.xml").write_text(tei("<p>x</p>"))
    before = state(small)
    ran = siglum("fix", cwd=small)
    assert (ran.stdout, ran.returncode, state(small)) == ("", 0, before)
    assert ran.stderr == "2 files checked, 0 findings mended, 0 left\n"


def test_what_is_all_mended_has_the_status_0(small: Path, siglum: Siglum) -> None:
    (small / "tei/a.xml").write_text(tei("<p><persname>x</persname></p>"))
    assert siglum("fix", "tei", cwd=small).returncode == 0


def test_a_diff_is_shown_and_nothing_is_written(small: Path, siglum: Siglum) -> None:
    before = state(small)
    ran = siglum("fix", "--diff", cwd=small)
    assert state(small) == before
    assert ran.returncode == 1
    assert "would mend 1 finding in tei/a.xml; 1 left" in ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[:2] == ["--- a/tei/a.xml", "+++ b/tei/a.xml"]
    changed = [line for line in lines[2:] if line[:1] in "+-"]
    assert [line[1:] in (WRONG if line[0] == "-" else RIGHT) for line in changed] == [True, True]


def test_a_diff_is_what_patch_takes(small: Path, siglum: Siglum) -> None:
    for name, end in (("b", "\r\n"), ("c", "")):
        text = WRONG.rstrip("\n") if not end else WRONG.replace("\n", end)
        (small / f"tei/{name}.xml").write_text(text, newline="")
    shown = siglum("fix", "--diff", cwd=small)
    (small / "all.diff").write_bytes(shown.stdout.encode())
    applied = subprocess.run(
        ["git", "apply", "--check", "--include=tei/[ac].xml", "all.diff"],
        cwd=small,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert applied.returncode == 0, applied.stderr


def test_a_guess_is_told_and_made_when_asked_for(small: Path, siglum: Siglum) -> None:
    (small / "tei/a.xml").write_text(tei('<p><persName ref="#mao-zedon">x</persName></p>'))
    ran = siglum("fix", cwd=small)
    assert "left, --unsafe would mend it by a guess" in ran.stdout
    ran = siglum("fix", "--unsafe", cwd=small)
    assert ran.returncode == 0
    assert "mended #mao-zedon → ../persons.xml#mao-zedong" in ran.stdout


def test_what_the_settings_ignore_is_left_alone(small: Path, siglum: Siglum) -> None:
    with (small / "edition.toml").open("a") as settings:
        settings.write('\n[findings]\nignore = ["RNG101"]\n')
    before = (small / "tei/a.xml").read_bytes()
    assert siglum("fix", cwd=small).returncode == 1
    assert (small / "tei/a.xml").read_bytes() == before


def test_permissions_stay(small: Path, siglum: Siglum) -> None:
    (small / "tei/a.xml").chmod(0o640)
    siglum("fix", cwd=small)
    assert stat.S_IMODE((small / "tei/a.xml").stat().st_mode) == 0o640
    assert (small / "tei/a.xml").read_text() == RIGHT


def test_a_file_that_is_read_only_stays_and_that_is_told(small: Path, siglum: Siglum) -> None:
    (small / "tei/a.xml").chmod(0o444)
    (small / "tei/b.xml").write_text(WRONG)
    ran = siglum("fix", cwd=small)
    assert "tei/a.xml can't be written: permission denied" in ran.stdout
    assert ran.returncode == 2
    assert [(small / f"tei/{name}.xml").read_text() for name in "ab"] == [WRONG, RIGHT]


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"other")
    with pytest.raises(Changed):
        replace_file(path, b"before", b"after")
    assert path.read_bytes() == b"other"
    path.unlink()
    with pytest.raises(Changed):
        replace_file(path, b"before", b"after")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_an_editor_saves_meanwhile_is_its_editors(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is saved between the check and the writing."""
    path, saved = small / "tei/a.xml", tei("<p>saved</p>")

    def late(*arguments: bytes | Path) -> None:
        path.write_text(saved)
        replace_file(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "replace_file", late)
    fixed = list(
        running.fix((path,), small, lambda _, found, __: tuple(found), **SAFELY)  # type: ignore[arg-type]
    )
    assert fixed[0].failed == {path: "it has changed meanwhile"}
    assert fixed[0].mended == ()
    assert path.read_text() == saved


SAFELY = {"unsafe": False, "writes": True, "jobs": 1}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_on_a_full_disk_the_file_is_as_it_was(small: Path) -> None:
    wrong = tei("<p><persname>x</persname></p>" + "<p>much text</p>\n" * 3000)
    (small / "tei/a.xml").write_text(wrong)
    program = """import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
from siglum.__main__ import main
main()
"""
    ran = subprocess.run(
        [sys.executable, "-c", program, "fix", "tei/a.xml"],
        cwd=small,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 2, ran.stderr
    assert "tei/a.xml can't be written: file too large" in ran.stdout
    assert (small / "tei/a.xml").read_text() == wrong
    assert [path.name for path in (small / "tei").iterdir()] == ["a.xml"]


def test_nothing_is_written_through_a_link_out_of_the_edition(
    small: Path, tmp_path: Path, siglum: Siglum
) -> None:
    outside = tmp_path / "outside.xml"
    outside.write_text(WRONG)
    (small / "tei/a.xml").unlink()
    (small / "tei/a.xml").symlink_to(outside)
    siglum("fix", "tei/a.xml", cwd=small)
    assert outside.read_text() == WRONG
    assert (small / "tei/a.xml").is_symlink()


def test_without_an_edition_a_link_is_not_followed_out_of_its_folder(
    tmp_path: Path, siglum: Siglum
) -> None:
    outside, folder = tmp_path / "outside.xml", tmp_path / "folder"
    folder.mkdir()
    wrong = tei("<p>x</p>", root="TEI")
    outside.write_text(wrong)
    (folder / "a.xml").symlink_to(outside)
    ran = siglum("fix", "a.xml", cwd=folder)
    assert "a.xml can't be written: a link leads to it out of the edition" in ran.stdout
    assert (ran.returncode, outside.read_text()) == (2, wrong)


def test_a_link_within_the_edition_stays_one(small: Path, siglum: Siglum) -> None:
    (small / "real.xml").write_text(WRONG)
    (small / "tei/a.xml").unlink()
    (small / "tei/a.xml").symlink_to("../real.xml")
    siglum("fix", "tei/a.xml", cwd=small)
    assert (small / "tei/a.xml").is_symlink()
    assert (small / "real.xml").read_text() == RIGHT


def test_a_part_is_mended_in_its_own_file(small: Path, siglum: Siglum) -> None:
    part = '<div xmlns="http://www.tei-c.org/ns/1.0"><head>x</head><p><b>y</b></p></div>\n'
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="../part.xml"/>'
    (small / "part.xml").write_text(part)
    whole = tei(f"<div><p><persname>x</persname></p></div>{include}")
    for name in "ab":
        (small / f"tei/{name}.xml").write_text(whole)
    before = state(small)
    shown = siglum("fix", "--diff", cwd=small)
    assert state(small) == before
    assert shown.stdout.count("+++ b/part.xml") == 1
    ran = siglum("fix", cwd=small)
    assert "mended 1 finding in part.xml; 0 left" in ran.stdout
    assert ran.returncode == 0
    assert (small / "part.xml").read_text() == part.replace("<b>", '<hi rend="bold">').replace(
        "</b>", "</hi>"
    )
    for name in "ab":
        mended = whole.replace("persname", "persName")
        assert (small / f"tei/{name}.xml").read_text() == mended


def test_hostile_names_and_texts_can_do_nothing(small: Path, siglum: Siglum) -> None:
    name = "\x1b[31m##[error] “x”.xml"
    (small / "tei" / name).write_text(tei("<p><persname>x</persname></p>"))
    for arguments in (("fix", "--diff"), ("fix",)):
        ran = siglum(*arguments, cwd=small)
        assert "\x1b" not in ran.stdout + ran.stderr
    assert "persName" in (small / "tei" / name).read_text()


def test_what_is_not_there_and_what_can_not_be_read_is_told(small: Path, siglum: Siglum) -> None:
    (small / "tei/b.xml").write_bytes(b"\0\1\2" * 100)
    (small / "tei/c.xml").write_text('<?xml version="1.0" encoding="none"?><TEI/>')
    ran = siglum("fix", "tei", "gone.xml", cwd=small)
    assert ran.returncode == 2
    for code in ("SG105", "SG103", "SG108"):
        assert code in ran.stdout
    assert (small / "tei/a.xml").read_text() == RIGHT
    assert "Traceback" not in ran.stderr
    assert siglum("fix", "-", cwd=small).returncode == 2


def test_wrong_settings_stop_it(small: Path, siglum: Siglum) -> None:
    (small / "edition.toml").write_text("[edition]\nsorces = 1\n")
    ran = siglum("fix", cwd=small)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "sorces" in ran.stderr


def test_many_files_are_checked_in_processes_and_mended(small: Path, siglum: Siglum) -> None:
    for number in range(14):
        (small / f"tei/{number:02}.xml").write_text(WRONG)
    ran = siglum("fix", cwd=small)
    assert ran.stderr == "16 files checked, 15 findings mended in 15 files, 15 left\n"
    told = [line for line in ran.stdout.splitlines() if line.startswith("mended")]
    assert told == sorted(told)
    assert {path.read_text() for path in (small / "tei").iterdir()} == {RIGHT}


def test_programs_are_given_the_edits(small: Path, siglum: Siglum) -> None:
    rows = json.loads(siglum("validate", "--format", "json", "tei", cwd=small).stdout)
    (opening, closing), none = (row["edits"] for row in rows)
    assert none == []
    for edit, before in ((opening, "<p><"), (closing, "<p><persname>x</")):
        assert (edit["text"], edit["is_safe"]) == ("persName", True)
        assert (edit["line"], edit["column"], edit["length"]) == (3, len(before) + 1, 8)
        assert WRONG[edit["offset"] :].startswith("persname")
    sarif = json.loads(siglum("validate", "--format", "sarif", "tei", cwd=small).stdout)
    first, second = sarif["runs"][0]["results"]
    (fix,) = first["fixes"]
    (change,) = fix["artifactChanges"]
    texts = [one["insertedContent"]["text"] for one in change["replacements"]]
    assert texts == ["persName", "persName"]
    assert "fixes" not in second


def test_a_run_as_another_user_may_not_write(small: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    (small / "tei").chmod(0o555)
    try:
        with pytest.raises(OSError):
            replace_file(small / "tei/a.xml", WRONG.encode(), RIGHT.encode())
    finally:
        (small / "tei").chmod(0o755)
    assert (small / "tei/a.xml").read_text() == WRONG


INCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="../part.xml"/>'
PART = '<p xmlns="http://www.tei-c.org/ns/1.0" xml:id="p 2">x</p>\n'
POINTING = {
    "in a file with the same part": {
        "tei/b.xml": tei(f'{INCLUDE}<p><ref target="#p%202">x</ref></p>')
    },
    "in a part of another file": {
        "tei/b.xml": tei(INCLUDE.replace("part.xml", "other.xml")),
        "other.xml": PART.replace(' xml:id="p 2">x', '><ref target="part.xml#p%202">x</ref>'),
    },
    "by a key": {"tei/b.xml": tei('<p><persName key="p 2">x</persName></p>')},
    "by a prefix": {
        "tei/b.xml": tei('<p><persName ref="part:p%202">x</persName></p>').replace(
            "</fileDesc>",
            '</fileDesc><encodingDesc><listPrefixDef><prefixDef ident="part" matchPattern="(.*)"'
            ' replacementPattern="../part.xml#$1"/></listPrefixDef></encodingDesc>',
        )
    },
}


@pytest.mark.parametrize("how", POINTING)
def test_an_id_that_is_pointed_to_by_whatever_way_keeps_its_name(
    small: Path, siglum: Siglum, how: str
) -> None:
    settings = (small / "edition.toml").read_text()
    (small / "edition.toml").write_text(f'{settings}[links]\n"@key" = "part.xml#{{}}"\n')
    (small / "tei/a.xml").write_text(tei(INCLUDE))
    (small / "part.xml").write_text(PART)
    for name, text in POINTING[how].items():
        (small / name).write_text(text)
    siglum("fix", cwd=small)
    assert (small / "part.xml").read_text() == PART


def test_an_id_that_a_mend_of_the_same_run_points_to_keeps_its_name(
    small: Path, siglum: Siglum
) -> None:
    (small / "tei/a.xml").write_text(tei('<p xml:id="p 2">x</p>'))
    (small / "tei/b.xml").write_text(tei('<p><persName ref="../persons.xml#a-b">x</persName></p>'))
    persons = (small / "persons.xml").read_text().replace("mao-zedong", "a b")
    (small / "persons.xml").write_text(persons)
    siglum("fix", cwd=small)
    assert "persons.xml#a%20b" in (small / "tei/b.xml").read_text()
    assert (small / "persons.xml").read_text() == persons
