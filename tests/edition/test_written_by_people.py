"""What no command replaces: each promise of the README's “What siglum does not do” is a test."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commands import Siglum
from siglum.edition.config import find
from siglum.edition.kept import kept_below, reason_to_keep
from siglum.findings.diagnostics import CannotRun
from siglum.site.atomic import MARKER
from siglum.site.site import build

MADE = "<!-- own: made by siglum odd compile own.odd; do not edit. -->"
SETTINGS = """[edition]
sources = ["tei/*.xml"]
authority = ["registers/*.data"]
transcripts = "transcripts"
[schemas]
relaxng = "own.grammar"
odd = "own.customization"
catalog = "own.catalog"
[site]
css = "own.style"
[outputs]
html = "own.sheet"
"""
WRITTEN = {
    "a source": "tei/a.xml",
    "a register": "registers/persons.data",
    "a transcript": "transcripts/a.txt",
    "a customization": "own.customization",
    "a catalog": "own.catalog",
    "a style sheet": "own.style",
    "a stylesheet": "own.sheet",
    "the settings": "edition.toml",
}


def an_edition(folder: Path) -> Path:
    """Write an edition of files whose names do not say what they are."""
    for name in (*WRITTEN.values(), "own.grammar"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MADE)  # even what claims to be made
    (folder / "own.grammar").write_text("<grammar/>")
    (folder / "edition.toml").write_text(SETTINGS)
    return folder


@pytest.mark.parametrize("name", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("way", ["itself", "link", "hard link", "roundabout", "another edition"])
def test_nothing_that_people_write_is_replaced(tmp_path: Path, name: str, way: str) -> None:
    root = an_edition(tmp_path / "edition")
    output = root / name
    inputs = [root / "tei/a.xml"]
    if way == "link":
        output = tmp_path / "out.json"
        output.symlink_to(root / name)
    elif way == "hard link":
        output = root / "out.json"
        os.link(root / name, output)
    elif way == "roundabout":
        output = root / "tei/../tei/.." / name
    elif way == "another edition":
        inputs = [an_edition(tmp_path / "other") / "tei/a.xml"]
    assert "would replace" in (reason_to_keep(output, inputs) or "")


@pytest.mark.parametrize("name", ["x.XML", "x.odd", "x.xsl", "x.xslt", "x.css", "x.toml"])
def test_a_file_named_as_people_name_theirs_is_kept(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(MADE)
    link = tmp_path / "x.json"
    link.symlink_to(tmp_path / name)
    for output in (tmp_path / name, link):
        assert reason_to_keep(output, []) is not None


@pytest.mark.parametrize("name", ["x.rng", "x.RNC", "x.xsd", "x.sch"])
def test_a_schema_is_replaced_only_if_siglum_made_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("<schema/>")
    assert "siglum did not make it" in (reason_to_keep(tmp_path / name, [], is_schema=True) or "")
    assert reason_to_keep(tmp_path / name, [], "<schema/>") is None  # nothing would change
    (tmp_path / name).write_text(MADE)
    assert reason_to_keep(tmp_path / name, [], is_schema=True) is None
    assert reason_to_keep(tmp_path / name, [tmp_path / name]) is not None  # an input


def test_the_editions_own_schema_is_replaced_only_if_siglum_made_it(tmp_path: Path) -> None:
    root = an_edition(tmp_path)
    assert reason_to_keep(root / "own.grammar", [], is_schema=True) is not None
    (root / "own.grammar").write_text(MADE)
    assert reason_to_keep(root / "own.grammar", [], is_schema=True) is None


def test_what_is_named_and_nobody_s_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine")
    assert reason_to_keep(tmp_path / "notes.md", []) is None
    assert reason_to_keep(tmp_path / "new.xml", []) is None
    assert "is a folder" in (reason_to_keep(tmp_path, []) or "")


ODD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<schemaSpec ident="t" start="p"><moduleRef key="tei"/><moduleRef key="core" include="p"/>
</schemaSpec></body></text></TEI>"""


def test_a_schema_beside_the_output_is_kept_if_it_is_made_by_hand(
    siglum: Siglum, tmp_path: Path
) -> None:
    (tmp_path / "edition.toml").write_text("[edition]\n")
    (tmp_path / "own.odd").write_text(ODD)
    command = ("odd", "compile", "own.odd", "--to", "xsd", "-o", "o/m.xsd")
    assert siglum(*command, cwd=tmp_path).returncode == 0
    made = (tmp_path / "o/xml.xsd").read_text()
    assert siglum(*command, cwd=tmp_path).returncode == 0  # what siglum made is made again
    (tmp_path / "o/xml.xsd").write_text("<by-hand/>")
    (tmp_path / "o/m.xsd").unlink()
    refused = siglum(*command, cwd=tmp_path)
    assert (refused.returncode, "would replace" in refused.stderr) == (2, True)
    assert (tmp_path / "o/xml.xsd").read_text() == "<by-hand/>"
    assert not (tmp_path / "o/m.xsd").exists()
    assert "by-hand" not in made


def test_no_site_takes_the_place_of_a_folder_with_sources(tmp_path: Path) -> None:
    root = an_edition(tmp_path)
    names = "\n".join(["Made by siglum, which may replace these files:", "a.xml", ""])
    (root / "tei" / MARKER).write_text(names)
    edition = find(root)
    assert kept_below(edition, root / "tei") == root / "tei/a.xml"
    assert kept_below(edition, root / "_site") is None
    with pytest.raises(CannotRun) as refused:
        build(edition, root / "tei", force=True, progress=lambda _: None)
    assert [item.code for item in refused.value.diagnostics] == ["SG902"]
    assert (root / "tei/a.xml").exists()
