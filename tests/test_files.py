"""Files that commands write: whole or not at all, and never over what people wrote."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from commands import Siglum
from siglum.work.files import write_file, write_files, write_private

CABLE = "tei/1949-01-10-mao-to-filippov.xml"


@pytest.mark.parametrize(
    ("command", "made"),
    [
        (("render", CABLE, "--to", "text", "-o"), "out.txt"),
        (("render", CABLE, "--to", "html", "-o"), "out.html"),
        (("odd", "compile", "schema/siglum-edition.odd", "-o"), "schema/siglum-edition.rng"),
        (("odd", "compile", "schema/siglum-edition.odd", "--to", "sch", "-o"), "other.sch"),
    ],
)
def test_no_output_replaces_what_people_write(
    edition: Path, siglum: Siglum, command: tuple[str, ...], made: str
) -> None:
    (edition / "O.XML").write_text("<notes/>")
    (edition / "own.xsl").write_text("<own/>")
    (edition / "made.txt").symlink_to(edition / CABLE)
    people = [edition / name for name in ("O.XML", "own.xsl", "made.txt", "edition.toml")]
    people += [*(edition / "tei").rglob("*.xml"), *(edition / "tei").rglob("*.txt")]
    for path in (*people, edition / "schema/siglum-edition.odd"):
        before = path.read_bytes()
        ran = siglum(*command, path, cwd=edition)
        assert ran.returncode == 2, path
        assert "would replace" in ran.stderr
        assert path.read_bytes() == before
    for _ in range(2):
        assert siglum(*command, made, cwd=edition).returncode == 0


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    kept, new = tmp_path / "kept", tmp_path / "new"
    kept.write_text("old")
    kept.chmod(0o640)
    mask = os.umask(0o027)
    try:
        write_files({kept: "one", new: "two"})
    finally:
        os.umask(mask)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (kept, new)] == [0o640, 0o640]
    assert kept.read_text() == "one"


def test_a_link_leads_where_it_led_but_for_what_is_private(tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "link"
    victim.write_text("old")
    link.symlink_to(victim)
    write_file(link, "new")
    assert (victim.read_text(), link.is_symlink()) == ("new", True)
    write_private(link, b"private")
    assert (victim.read_text(), link.is_symlink(), link.read_bytes()) == ("new", False, b"private")
    assert stat.S_IMODE(link.stat().st_mode) == 0o600


def test_nothing_is_left_of_a_write_that_fails(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        write_files({tmp_path / "old": "new", tmp_path / "old/below": "new"})
    with pytest.raises(OSError):
        write_private(tmp_path / "folder", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "old"]
    assert (tmp_path / "old").read_text() == "old"


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="there is no shell")
@pytest.mark.parametrize("what", ["explain RNG101", "validate", "--help"])
def test_where_nobody_reads_the_report_the_command_could_not_run(edition: Path, what: str) -> None:
    reader = f"(sleep 2; {sys.executable} -m siglum {what}; echo $? >&2) | true"
    ran = subprocess.run(["/bin/sh", "-c", reader], cwd=edition, capture_output=True, check=True)
    expected = b"0" if what == "validate" else b"2"  # an edition without findings says nothing
    assert ran.stderr.splitlines()[-1] == expected
    assert b"Traceback" not in ran.stderr
