"""edition.toml: what is wrong in it is said with its key and line."""

import json
import os
from pathlib import Path

import pytest

from commands import Siglum
from siglum.edition.config import find, load
from siglum.findings.diagnostics import CannotRun

WRONG = {
    '[edition]\ntitel = "x"': (2, 1, "unknown key “titel” in [edition]", "Did you mean “title”?"),
    "[edition]\ntitle = 3": (2, 1, "“title” must be a string, not 3", 'Write title = "3".'),
    '[edition]\nsources = "x"': (
        2,
        1,
        '“sources” must be a list of strings, not "x"',
        'Write sources = ["x"].',
    ),
    '[edition]\nsources = ["x"]\nauthority = [""]': (
        3,
        1,
        "“” is no pattern of file names",
        'Write a path below the edition\'s folder, as in "tei/*.xml".',
    ),
    '[edition]\ntranscripts = "no"': (2, 1, "the folder “no” is not there", None),
    '[edition]\n\n  output = "/tmp"': (3, 3, "“/tmp” lies outside the edition", None),
    '[edition]\nsources = ["../*.xml"]': (2, 1, "“../*.xml” lies outside the edition", None),
    '[schema]\nxsd = "x"': (1, 2, "unknown table “schema”", "Did you mean “schemas”?"),
    '[schemas]\ncatalog = "x.xml"': (2, 1, "the schema “x.xml” is not there", None),
    'title = "x"': (
        1,
        1,
        "unknown key outside a table “title”",
        "Write it below [edition].",
    ),
    '[edition]\nsources = ["a**/x.xml"]': (2, 1, "“a**/x.xml” is no pattern of file names", None),
    '[edition]\nurl = "http://x\\n"': (2, 1, "is not the web address of a site", None),
    '[edition]\nurl = "javascript:x"': (2, 1, "“javascript:x” is not the web address", None),
    '[edition]\nurl = "https://"': (2, 1, "“https://” is not the web address", None),
    '[edition]\nurl = "https://[::1"': (2, 1, "“https://[::1” is not the web address", None),
    '[edition]\nurl = "https://x:y/"': (2, 1, "“https://x:y/” is not the web address", None),
    '[edition]\nurl = "https://x/?a=b"': (2, 1, "“https://x/?a=b” is not the web", None),
    '[edition]\nurl = "https://x/#a"': (2, 1, "“https://x/#a” is not the web address", None),
    '[edition]\nurl = "https://x/%2"': (2, 1, "“https://x/%2” is not the web address", None),
    '[site]\ncss = "no.css"': (2, 1, "the file “no.css” is not there", None),
    '[site]\ncss = "../a.css"': (2, 1, "“../a.css” lies outside the edition", None),
    '[site]\nlanguage = "ed"': (2, 1, "siglum has no words in “ed”", None),
    '[site]\nsplit = "page"': (2, 1, '“split” can be "div", not "page"', None),
    '[site]\niiif = ["https://iiif.example.org/"]': (
        2,
        1,
        "“https://iiif.example.org/” is no name of a host",
        None,
    ),
    "[site]\nfolders = 0": (2, 1, "“folders” can be a number from 1 to 100, not 0", None),
    "[site]\nfolders = true": (2, 1, "“folders” must be a whole number, not true", None),
    '[site]\nfolders = "4"': (2, 1, '“folders” must be a whole number, not "4"', None),
    '[words.en]\nnots = "N"': (2, 1, "siglum has no word “nots”", "Did you mean “notes”?"),
    '[words.en]\nqq = "N"': (
        2,
        1,
        "siglum has no word “qq”",
        "Keys: those of siglum's xslt/words/en.xml.",
    ),
    '[words.en]\nNone = "N"': (2, 1, "siglum has no word “None”", None),
    "[words.de]\nnotes = 1": (2, 1, "“notes” must be a string, not 1", None),
    '[words.de]\nnotes = "\\u0001"': (2, 1, "“notes” has characters that can't be shown", None),
    "[words]\nde = 1": (2, 1, "“de” must be a table: [words.de]", None),
    '[outputs]\nnames = "edition.toml"': (2, 1, "“names” is neither html, text, markdown", None),
    '[outputs]\n"a.csv" = "a.xsl"': (2, 2, "the file “a.xsl” is not there", None),
    "[edition\n": (1, 9, "this is not TOML: the name of a table has no closing “]”", None),
    "[edition]\ntitle = x": (2, 9, "a value is missing here, or a text is not in quotation", None),
    '[edition]\ntitle = "x': (2, 11, "a text has no closing quotation mark", None),
    '[edition]\nsources = ["x"': (2, 15, "a list has no closing “]”", None),
    '[edition]\ncss = "a\\c"': (2, 11, "a path is written with “/”", None),
    "[edition]\n[edition]": (2, 9, "the table [edition] is there twice", None),
    '[site]\ncss = "a"\ncss = "b"': (3, 10, "a key is there twice", None),
    "title": (1, 6, "behind a key, “=” and its value are missing", None),
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


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        ("edition", "sources", ["x" * 300]),
        ("edition", "sources", ["x/" * 600 + "*.xml"]),
        ("edition", "authority", ["毛" * 100]),
        ("edition", "transcripts", "x" * 300),
        ("schemas", "catalog", "x" * 300),
        ("site", "css", "x" * 300),
    ],
    ids=["name", "path", "bytes", "folder", "schema", "style"],
)
def test_a_name_that_no_file_can_have_is_a_finding_at_its_key(
    tmp_path: Path, table: str, key: str, value: object
) -> None:
    path = tmp_path / "edition.toml"
    path.write_text(f"[{table}]\n{key} = {json.dumps(value)}")
    with pytest.raises(CannotRun) as caught:
        load(path)
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.span.line, finding.span.length) == ("SG901", 2, len(key))


def test_bytes_that_are_not_utf_8_have_their_line(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_bytes('[edition]\ntitle = "Müller"'.encode("latin-1"))
    with pytest.raises(CannotRun) as caught:
        load(tmp_path / "edition.toml")
    (finding,) = caught.value.diagnostics
    assert (finding.span.line, finding.help) == (2, "Save the file as UTF-8.")
    assert finding.message == "byte 0xFC is not UTF-8, as TOML has to be"


def test_a_schema_that_is_not_there_stops_only_what_needs_it(
    tmp_path: Path, siglum: Siglum
) -> None:
    toml = '[edition]\nsources = ["*.xml"]\n[schemas]\nrelaxng = "a.rng"\nodd = "a.odd"\n'
    (tmp_path / "edition.toml").write_text(toml)
    (tmp_path / "a.odd").write_text(
        '<schemaSpec xmlns="http://www.tei-c.org/ns/1.0" ident="a" start="p">'
        '<moduleRef key="tei"/><moduleRef key="core" include="p"/></schemaSpec>'
    )
    (tmp_path / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0">A</TEI>')
    for command in ("validate", "build"):
        stopped = siglum(command, cwd=tmp_path)
        assert stopped.returncode == 2
        assert "error[SG901] the schema “a.rng” is not there\n --> edition.toml:4:1" in (
            stopped.stdout
        )
        assert "= help: Make it: siglum odd compile a.odd --to rng -o a.rng" in stopped.stdout
    assert siglum("render", "a.xml", "--to", "text", cwd=tmp_path).stdout == "A\n"
    made = siglum("odd", "compile", "a.odd", "-o", "a.rng", cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    assert siglum("validate", cwd=tmp_path).returncode == 1


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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@pytest.mark.parametrize("kind", ["pipe", "device", "link to nothing"])
def test_settings_that_are_no_file_are_told_and_not_waited_for(
    tmp_path: Path, siglum: Siglum, kind: str
) -> None:
    path = tmp_path / "edition.toml"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if kind == "device" else "gone.toml")
    (tmp_path / "a.xml").write_text("<TEI/>")
    for command in ("validate", "build"):
        run = siglum(command, cwd=tmp_path)
        assert run.returncode == 2
        assert "SG901" in run.stdout + run.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_link_to_a_pipe_is_told_and_not_waited_for(tmp_path: Path, siglum: Siglum) -> None:
    os.mkfifo(tmp_path / "p.xml")
    (tmp_path / "edition.toml").write_text('[edition]\nsources = ["a.xml"]\n')
    (tmp_path / "a.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><ref target="p.xml#x">x</ref></p>'
        "</body></text></TEI>"
    )
    run = siglum("validate", cwd=tmp_path)
    assert run.returncode in (0, 1)
    assert "fault of siglum" not in run.stdout + run.stderr
    assert "p.xml" in run.stdout
