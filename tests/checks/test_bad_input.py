"""Bad input gets a finding with file and place, never a traceback, and never stops the others."""

import json
import os
from pathlib import Path

import pytest

from commands import Siglum
from siglum.edition.document import read_bytes
from siglum.findings.diagnostics import CannotUse

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
CABLE = "tei/1949-01-10-mao-to-filippov.xml"

BOMB = "<!DOCTYPE TEI [" + '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
) + f"]><TEI {TEI}>&a11;</TEI>"  # fmt: skip

# name → content, code, line, column
BAD = {
    "not well-formed": (f"<TEI {TEI}>\n <p></q></TEI>".encode(), "SG101", 2, 5),
    "empty": (b"", "SG102", 1, 1),
    "white space": (b" \n ", "SG102", 1, 1),
    "wrong encoding": (b'<?xml version="1.0" encoding="UTF-8"?>\n<TEI>\xe9</TEI>', "SG103", 2, 6),
    "unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><TEI/>', "SG103", 1, 1),
    "not TEI": (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "SG104", 1, 1),
    "TEI without namespace": (b"<TEI/>", "SG104", 1, 1),
    "binary": (b"\x7fELF\0\0\1\1" * 100, "SG105", 1, 1),
    "entity bomb": (BOMB.encode(), "SG109", 1, 16),
    "external entity": (
        f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI {TEI}>&x;</TEI>'.encode(),
        "SG109", 1, 16,
    ),
    "parameter entity": (
        f'<!DOCTYPE TEI [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]><TEI {TEI}/>'.encode(),
        "SG109", 1, 16,
    ),
    "entity of an outer DTD": (
        f'<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/tei.dtd"><TEI {TEI}>&eacute;</TEI>'.encode(),
        "SG109", 1, 100,
    ),
    "too deep": (f"<TEI {TEI}>".encode() + b"<ab>" * 9999 + b"</ab>" * 9999 + b"</TEI>", "SG111", 1, None),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_finding_with_its_place(edition: Path, siglum: Siglum, name: str) -> None:
    content, code, line, column = BAD[name]
    (edition / "tei/bad.xml").write_bytes(content)
    run = siglum("validate", "--format", "json", "tei/bad.xml", CABLE, cwd=edition)
    (finding,) = json.loads(run.stdout)
    assert run.returncode == 1
    assert (finding["file"], finding["code"], finding["line"]) == ("tei/bad.xml", code, line)
    assert column is None or finding["column"] == column
    assert finding["help"]
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("href", "words"),
    [
        ("/etc/passwd", "outside"),
        ("../../outside.txt", "outside"),
        ("http://127.0.0.1:9/x.xml", "not a file of the edition"),
        ("nowhere.xml", "is not there"),
        ("including.xml", "includes itself"),
    ],
)
def test_an_xinclude_that_leads_out_is_refused(
    edition: Path, siglum: Siglum, href: str, words: str
) -> None:
    (edition / "tei/including.xml").write_text(
        f'<TEI {TEI} {XI}>\n<xi:include href="{href}" parse="{"xml" if "xml" in href else "text"}"/></TEI>'
    )
    run = siglum("validate", "--format", "json", "tei/including.xml", cwd=edition)
    refusal = next(row for row in json.loads(run.stdout) if row["code"] == "SG110")
    assert words in refusal["message"]
    assert (refusal["line"], refusal["column"]) == (2, 1)


def test_an_included_file_of_the_edition_is_checked_in_its_own_place(
    edition: Path, siglum: Siglum
) -> None:
    cable = (edition / CABLE).read_text("utf-8")
    start, end = cable.index('<div type="point" n="2"'), cable.index('<div type="point" n="3"')
    part = cable[start:end].strip().replace("places.xml#suizhou", "places.xml#suizhu")
    (edition / "tei/part.txt").write_text(part.replace("<div ", f"<div {TEI} ", 1), "utf-8")
    include = f'<xi:include {XI} href="part.txt"/>'
    (edition / CABLE).write_text(cable[:start] + include + cable[end:], "utf-8")
    run = siglum("validate", "--format", "json", CABLE, cwd=edition)
    (finding,) = json.loads(run.stdout)
    assert (finding["code"], finding["file"], finding["line"]) == ("SG402", "tei/part.txt", 2)
    (edition / "tei/part.txt").write_text(
        part.replace("<div ", f"<div {TEI} wrong='' ", 1), "utf-8"
    )
    run = siglum("validate", "--format", "json", "--select", "RNG", CABLE, cwd=edition)
    (finding,) = json.loads(run.stdout)
    assert (finding["file"], finding["line"], finding["column"]) == ("tei/part.txt", 1, 42)


def test_a_folder_without_xml_is_a_finding(edition: Path, siglum: Siglum) -> None:
    (edition / "nothing").mkdir()
    run = siglum("validate", "--format", "json", "nothing", cwd=edition)
    assert run.returncode == 1
    assert [row["code"] for row in json.loads(run.stdout)] == ["SG106"]


def test_a_missing_path_is_status_2_and_the_others_are_checked(
    edition: Path, siglum: Siglum
) -> None:
    run = siglum("validate", "nowhere.xml", CABLE, cwd=edition)
    assert run.returncode == 2
    assert "SG108" in run.stdout
    assert "1 file checked" in run.stderr


def test_an_unreadable_file_is_a_finding(edition: Path, siglum: Siglum) -> None:
    """Root can read every file but some of /proc, where reading fails."""
    if os.geteuid() != 0:
        (edition / CABLE).chmod(0)
        run = siglum("validate", "--format", "json", CABLE, cwd=edition)
        assert [row["code"] for row in json.loads(run.stdout)] == ["SG107"]
        return
    with pytest.raises(CannotUse) as caught:
        read_bytes(Path("/proc/self/mem"))
    assert caught.value.diagnostic.code == "SG107"


def test_a_file_that_vanishes_or_is_no_file_is_a_finding(edition: Path) -> None:
    from siglum.checks import Checker
    from siglum.edition.config import load

    checker = Checker(load(edition / "edition.toml"))
    assert [item.code for item in checker.check(edition / "tei/gone.xml").findings] == ["SG108"]
    assert [item.code for item in checker.check(edition / "tei").findings] == ["SG107"]


def test_a_broken_schema_is_one_finding_and_the_other_checks_run(
    edition: Path, siglum: Siglum
) -> None:
    (edition / "schema/siglum-edition.rng").write_text("<grammar/>")
    cable = (edition / CABLE).read_text("utf-8").replace("#datong", "#datonk")
    (edition / CABLE).write_text(cable, "utf-8")
    run = siglum("validate", "--format", "json", cwd=edition)
    assert [row["code"] for row in json.loads(run.stdout)] == ["SG402", "RNG002"]


def test_a_missing_schema_is_status_2_with_the_line_of_edition_toml(
    edition: Path, siglum: Siglum
) -> None:
    (edition / "schema/siglum-edition.xsd").unlink()
    run = siglum("validate", "--format", "concise", cwd=edition)
    assert run.returncode == 2
    assert "edition.toml:13:1: error[SG901] the schema “schema/siglum-edition.xsd”" in run.stdout


def test_control_characters_of_a_source_do_not_reach_the_terminal(
    edition: Path, siglum: Siglum
) -> None:
    (edition / "tei/\x1b[31mred.xml").write_text("<TEI/>")
    run = siglum("validate", cwd=edition)
    assert "\x1b" not in run.stdout + run.stderr
