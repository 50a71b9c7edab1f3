"""What is not shown is counted, and what makes a run unclean: --select, --ignore, --strict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import Siglum

HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>T</title></titleStmt><publicationStmt><publisher>P</publisher></publicationStmt>
<sourceDesc><p>S</p></sourceDesc></fileDesc>
<profileDesc><creation><date when="1949-01-10">D</date></creation></profileDesc></teiHeader>"""
LETTER = HEAD + '<text><body><p>{}<ref target="#no">there</ref></p></body></text></TEI>'


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """An edition of two letters without a schema; each has a link to nothing."""
    for name in ("drafts/a.xml", "final/b.xml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(LETTER.format(""))
    settings(tmp_path, "")
    return tmp_path


def settings(folder: Path, more: str) -> None:
    (folder / "edition.toml").write_text('[edition]\nsources = ["*/*.xml"]\n' + more)


def found(folder: Path, siglum: Siglum, *arguments: str) -> tuple[int, list[str], str]:
    """Return status, findings as “file code”, and the end line of a run of `validate`."""
    run = siglum("validate", "--format", "json", *arguments, cwd=folder)
    rows = [f"{row['file']} {row['code']}" for row in json.loads(run.stdout)]
    return run.returncode, rows, run.stderr.strip()


IGNORE_205 = '[findings]\nignore = ["SG205"]\n'
DRAFTS = '[[findings.for]]\nfiles = ["drafts/**"]\nignore = ["SG406"]\n'


def test_edition_toml_ignores_and_the_end_line_counts(letters: Path, siglum: Siglum) -> None:
    settings(letters, IGNORE_205)
    status, rows, end = found(letters, siglum)
    assert (status, rows) == (1, ["drafts/a.xml SG406", "final/b.xml SG406"])
    assert end == "2 files checked, 2 findings (2 ignored)"


def test_a_table_ignores_for_its_files(letters: Path, siglum: Siglum) -> None:
    settings(letters, IGNORE_205 + DRAFTS)
    status, rows, end = found(letters, siglum)
    assert (status, rows) == (1, ["final/b.xml SG406"])
    assert end == "2 files checked, 1 finding (3 ignored)"


def test_a_table_for_files_comes_before_that_for_all(letters: Path, siglum: Siglum) -> None:
    back = '[[findings.for]]\nfiles = ["drafts/*"]\nselect = ["SG406"]\n'
    settings(letters, '[findings]\nignore = ["SG"]\n' + back)
    assert found(letters, siglum)[1] == ["drafts/a.xml SG406"]


def test_the_command_line_comes_before_edition_toml(letters: Path, siglum: Siglum) -> None:
    settings(letters, IGNORE_205 + DRAFTS)
    assert found(letters, siglum, "--select", "SG406")[1] == [
        "drafts/a.xml SG406",
        "final/b.xml SG406",
    ]
    status, rows, end = found(letters, siglum, "--ignore", "SG4")
    assert (status, rows, end) == (0, [], "2 files checked, no findings (4 ignored)")


def test_warnings_alone_are_clean_unless_strict(letters: Path, siglum: Siglum) -> None:
    settings(letters, '[findings]\nselect = ["SG205"]\n')
    status, rows, _ = found(letters, siglum)
    assert (status, len(rows)) == (0, 2)
    assert found(letters, siglum, "--strict")[0] == 1
    settings(letters, "")
    assert found(letters, siglum)[0] == 1


def test_junit_fails_where_the_run_does(letters: Path, siglum: Siglum) -> None:
    settings(letters, '[findings]\nselect = ["SG205"]\n')
    plain = siglum("validate", "--format", "junit", cwd=letters).stdout
    assert plain.count('failures="0"') == plain.count("warning[SG205]") == 2
    strict = siglum("validate", "--format", "junit", "--strict", cwd=letters).stdout
    assert strict.count('failures="1"') == strict.count("<failure ") == 2


def test_a_build_goes_on_when_its_errors_are_ignored(letters: Path, siglum: Siglum) -> None:
    stopped = siglum("build", cwd=letters)
    assert stopped.returncode == 1
    assert not (letters / "_site").exists()
    built = siglum("build", "--ignore", "SG4", cwd=letters)
    assert built.returncode == 0
    assert "no character of the text lost, 2 findings (2 ignored)" in built.stderr
    settings(letters, '[findings]\nignore = ["SG406"]\n')
    assert siglum("build", cwd=letters).returncode == 0
    assert siglum("build", "--strict", cwd=letters).returncode == 1


def test_a_page_that_is_not_whole_can_not_be_ignored(letters: Path, siglum: Siglum) -> None:
    settings(letters, '[findings]\nignore = ["SG"]\n[outputs]\nhtml = "own.xsl"\n')
    (letters / "own.xsl").write_text(
        '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="3.0"'
        ' xmlns:tei="http://www.tei-c.org/ns/1.0">'
        '<xsl:import href="siglum:html.xsl"/>'
        '<xsl:template match="tei:ref" priority="99" mode="#all"/></xsl:stylesheet>'
    )
    run = siglum("build", "--ignore", "SG7", cwd=letters)
    assert run.returncode == 1
    assert "error[SG701]" in run.stdout
    assert "nothing written" in run.stderr


@pytest.mark.parametrize("command", [["render", "--to", "html"], ["conserve", "--to", "html"]])
def test_warnings_of_render_and_conserve_are_clean_unless_strict(
    letters: Path, siglum: Siglum, command: list[str]
) -> None:
    file = letters / "drafts" / "a.xml"
    file.write_text(LETTER.format("<unheard>of</unheard>"))
    name, *rest = command
    plain = siglum(name, "drafts/a.xml", *rest, cwd=letters)
    assert plain.returncode == 0
    if "SG602" in plain.stdout + plain.stderr:
        assert siglum(name, "drafts/a.xml", *rest, "--strict", cwd=letters).returncode == 1
