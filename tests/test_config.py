"""edition.toml: what is wrong in it is said with its key and line."""

from pathlib import Path

import pytest

from commands import Siglum
from siglum.config import find, load
from siglum.diagnostics import CannotRun

WRONG = {
    '[edition]\ntitel = "x"': (2, 1, "unknown key “titel” in [edition]", "Did you mean “title”?"),
    "[edition]\ntitle = 3": (2, 1, "“title” must be a string, not 3", None),
    '[edition]\nsources = "x"': (2, 1, "“sources” must be a list of strings, not 'x'", None),
    '[edition]\n\n  output = "/tmp"': (3, 3, "“/tmp” lies outside the edition", None),
    '[edition]\nsources = ["../*.xml"]': (2, 1, "“../*.xml” lies outside the edition", None),
    '[schema]\nxsd = "x"': (1, 2, "unknown table “schema”", "Did you mean “schemas”?"),
    '[schemas]\nxsd = "x.xsd"': (2, 1, "the schema “x.xsd” is not there", None),
    'title = "x"': (1, 1, "unknown key outside a table “title”", None),
    '[edition]\nurl = "javascript:x"': (2, 1, "“javascript:x” is not a web address", None),
    '[site]\ncss = "no.css"': (2, 1, "the file “no.css” is not there", None),
    '[site]\ncss = "../a.css"': (2, 1, "“../a.css” lies outside the edition", None),
    '[site]\nlanguage = "ed"': (2, 1, "siglum has no words in “ed”", None),
    '[site]\nsplit = "page"': (2, 1, "“split” can be \"div\", not 'page'", None),
    '[words.en]\nnots = "N"': (2, 1, "siglum has no word “nots”", "Did you mean “notes”?"),
    "[words.de]\nnotes = 1": (2, 1, "“notes” must be a string, not 1", None),
    '[words.de]\nnotes = "\\u0001"': (2, 1, "“notes” has characters that can't be shown", None),
    "[words]\nde = 1": (2, 1, "“de” must be a table: [words.de]", None),
    '[outputs]\nnames = "edition.toml"': (2, 1, "“names” is neither html, text, markdown", None),
    '[outputs]\n"a.csv" = "a.xsl"': (2, 2, "the file “a.xsl” is not there", None),
    "[edition\n": (1, 9, "this is not TOML", None),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_key_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    line, column, words, help = WRONG[text]
    path = tmp_path / "edition.toml"
    path.write_text(text)
    with pytest.raises(CannotRun) as caught:
        load(path)
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.span.line, finding.span.column) == ("SG901", line, column)
    assert words in finding.message
    assert help is None or finding.help == help


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text("[edition]\na = 1\nb = 2\n[other]\n")
    with pytest.raises(CannotRun) as caught:
        load(tmp_path / "edition.toml")
    assert len(caught.value.diagnostics) == 3


def test_the_command_ends_with_status_2(tmp_path: Path, siglum: Siglum) -> None:
    (tmp_path / "edition.toml").write_text("[edition]\ntitel = 1\n")
    for command in (["validate"], ["build"]):
        run = siglum(*command, cwd=tmp_path)
        assert run.returncode == 2
        assert "edition.toml:2:1" in run.stdout


def test_the_nearest_edition_above_a_folder_is_found(repo: Path) -> None:
    edition = find(repo / "tei" / "authority")
    assert edition.root == repo
    assert [path.name for path in edition.authority] == [
        "organisations.xml",
        "persons.xml",
        "places.xml",
    ]


def test_without_edition_toml_the_folder_is_the_edition(tmp_path: Path) -> None:
    edition = find(tmp_path)
    assert edition.root == tmp_path
    assert not edition.configured
