"""The pages are valid HTML and the style sheet is valid CSS: v.Nu, the checker of the W3C."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

CABLE = "tei/1949-01-10-mao-to-filippov.xml"
VIEWS = ("transcript", "reading", "critical")

Check = Callable[..., list[str]]

# Nothing that v.Nu says is ignored. A warning that must stand gets its place here, with its reason.
JUSTIFIED: dict[str, str] = {}


@pytest.fixture(scope="session")
def check(tool: Callable[[str], Path]) -> Check:
    java, vnu = tool("java"), tool("vnu")

    def check(*files: Path) -> list[str]:
        """Return every message of v.Nu, "FILE:LINE: error: …", but those that are justified."""
        command = [java, "-jar", vnu, "--exit-zero-always", "--stdout", "--format", "json"]
        checked = subprocess.run(
            [*command, "--also-check-css", *files],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return [
            f"{Path(message['url']).name}:{message['lastLine']}: "
            f"{message.get('subType', message['type'])}: {message['message']}"
            for message in json.loads(checked.stdout)["messages"]
            if message["message"] not in JUSTIFIED
        ]

    return check


def test_every_page_and_style_sheet_of_the_site_is_valid(check: Check, site: Path) -> None:
    files = sorted([*site.rglob("*.html"), *site.rglob("*.css")])
    words = [file for file in files if file.name.startswith("words-")]
    assert len(words) > 20
    assert len(files) - len(words) == 7 + 49 + 7  # documents and the like, entries, their lists
    assert check(*files) == []


def test_every_rendered_view_is_valid(
    check: Check, siglum: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    files = []
    for view in VIEWS:
        file = tmp_path / f"{view}.html"
        rendered = siglum("render", CABLE, "--to", "html", "--view", view, "-o", file)
        assert rendered.returncode == 0, rendered.stderr
        files.append(file)
    assert check(*files) == []


def test_notes_within_names_and_links_nest_no_link(
    check: Check, siglum: Callable[..., subprocess.CompletedProcess[str]], edition: Path
) -> None:
    """HTML has no link within a link: the outer one is kept, its note anchors follow it."""
    source = edition / CABLE
    text = source.read_text(encoding="utf-8")
    nested = (
        '<orgName ref="authority/organisations.xml#guomindang">the army of '
        '<placeName ref="authority/places.xml#china">China<supplied resp="#translator"'
        ' reason="omitted">’s</supplied></placeName> and'
        ' <ref target="#point-1">point 1</ref></orgName> have fully lost'
    )
    assert text.count("have fully lost") == 1
    source.write_text(text.replace("have fully lost", nested), encoding="utf-8")
    files = []
    for view in VIEWS:
        file = edition / f"{view}.html"
        siglum("render", CABLE, "--to", "html", "--view", view, "-o", file, cwd=edition)
        files.append(file)
    assert "the army of" in files[0].read_text(encoding="utf-8")
    assert check(*files) == []


HARD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de"><teiHeader><fileDesc><titleStmt>
<title>T\x92</title></titleStmt></fileDesc></teiHeader><text><body>
<div><head>A</head><p>\x7f \x80 \x85 \x9f \U0001fffe <gap reason="\x81"/> <delSpan spanTo="#e"/>b
<q>c <quote>d</quote></q></p><list><item>e</item></list><lg><l>f</l></lg></div>
<div><head>B</head><table><row><cell>g <anchor xml:id="e"/></cell></row></table>
<p><addSpan spanTo="#f"/>h <ref target="#e">i <damageSpan spanTo="#f"/>j</ref>
<anchor xml:id="f"/></p>
<p><ruby><rb>k<delSpan spanTo="#g"/>l</rb><rt>m</rt></ruby><formula><math
 xmlns="http://www.w3.org/1998/Math/MathML"><mi>n</mi></math></formula><anchor xml:id="g"/></p>
<p><svg xmlns="http://www.w3.org/2000/svg"><title>o</title><style>p</style><text>q</text>
<a href="#r"><text>s</text></a></svg></p></div></body></text></TEI>"""


def test_spans_drawings_and_forbidden_characters_are_valid(
    check: Check, siglum: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    source = tmp_path / "hard.xml"
    source.write_text(HARD, encoding="utf-8")
    files = []
    for view in VIEWS:
        file = tmp_path / f"{view}.html"
        siglum("render", source, "--to", "html", "--view", view, "-o", file)
        files.append(file)
    assert check(*files) == []


def test_every_page_of_a_split_document_is_valid(check: Check, split_site: Path) -> None:
    assert check(*sorted(split_site.glob("long*.html"))) == []


def test_a_fault_in_a_page_is_found(check: Check, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><html lang="en"><title>A</title><p id="a"><p id="a">')
    assert any("error: Duplicate ID" in message for message in check(page))
