"""Links to other files: from where they start, to which entry they lead, what is offered instead."""

from pathlib import Path

import pytest

from siglum.checks.links import Links
from siglum.checks.world import World
from siglum.edition.config import Edition
from siglum.edition.reading import read
from siglum.findings.diagnostics import Diagnostic

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An edition with two files of entries, one of them in a folder, and a file outside."""
    edition = tmp_path / "edition"
    (edition / "sub").mkdir(parents=True)
    (tmp_path / "secret.xml").write_text("<TEI/>")
    (edition / "top.xml").write_text(f'<TEI {TEI}><p xml:id="top"/></TEI>')
    (edition / "sub/f.xml").write_text(f'<TEI {TEI}><p xml:id="é"/></TEI>', "utf-8")
    return edition


def found(folder: Path, text: str) -> list[Diagnostic]:
    """Return what is wrong with the links of a text."""
    path = folder / "document.xml"
    path.write_text(f"<TEI {TEI} {XI}>{text}</TEI>", "utf-8")
    return list(Links(World(Edition(folder))).check(read(path, folder)))


@pytest.mark.parametrize(
    "text",
    [
        '<ref target="sub/f.xml#é"/>',
        '<ref target="sub/f.xml#%C3%A9"/>',
        '<text xml:base="sub/"><ref target="f.xml#é"/></text>',
        '<text xml:base="sub/g.xml"><ref target="f.xml#é"/></text>',
        '<text xml:base="sub/"><p xml:base="../"><ref target="top.xml#top"/></p></text>',
        '<text xml:base="sub/"><ref target="../top.xml#top"/></text>',
        '<ref xml:base="sub/" target="f.xml"/><ref target="top.xml"/>',
        '<text xml:base="https://example.org/"><ref target="nowhere.xml"/></text>',
    ],
)
def test_a_link_starts_from_its_base_and_leads_to_an_entry(folder: Path, text: str) -> None:
    assert found(folder, text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<text xml:base="sub/"><ref target="top.xml"/></text>', "SG407"),
        ('<text xml:base="sub/"><ref target="f.odd"/></text>', "SG401"),
        ('<ref target="sub/f.xml#%C3%A8"/>', "SG402"),
        ('<text xml:base="../"><ref target="secret.xml"/></text>', "SG404"),
        ('<text xml:base="sub/"><ref target="../../secret.xml"/></text>', "SG404"),
        ('<text xml:base="file:///etc/"><ref target="passwd"/></text>', "SG404"),
        (
            '<text xml:base="https://example.org/"><ref target="javascript:alert(1)"/></text>',
            "SG405",
        ),
    ],
)
def test_a_base_does_not_lead_a_wrong_link_through(folder: Path, text: str, code: str) -> None:
    assert [finding.code for finding in found(folder, text)] == [code]


def test_a_base_that_is_no_address_changes_nothing(folder: Path) -> None:
    text = '<p xml:base="http://[x"><ref target="a.xml"/></p><ref target="top.xml#nowhere"/>'
    assert [finding.code for finding in found(folder, text)] == ["SG402", "SG407"]


def test_the_base_of_a_file_is_not_that_of_what_it_includes(folder: Path) -> None:
    (folder / "sub/part.xml").write_text(f'<p {TEI}><ref target="f.xml#é"/></p>', "utf-8")
    text = '<text xml:base="sub/sub/"><xi:include href="sub/part.xml"/></text>'
    assert found(folder, text) == []


def test_guessing_stops_where_a_whole_document_is_wrong(folder: Path) -> None:
    entries = "".join(f'<p xml:id="entry{number:04}"/>' for number in range(1000))
    (folder / "many.xml").write_text(f"<TEI {TEI}>{entries}</TEI>")
    text = "".join(f'<ref target="many.xml#entri{number:04}"/>' for number in range(200))
    hints = [finding.help or "" for finding in found(folder, text)]
    guessed = [hint.startswith("Did you mean “entry") for hint in hints]
    assert guessed == [True] * 50 + [False] * 150
    assert all(hints)
