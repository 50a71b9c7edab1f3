"""What people know from HTML and TEI P4 is told what TEI P5 has for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.checks import Checker, Options
from siglum.edition.config import load

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
GRAMMAR = """
default namespace = "http://www.tei-c.org/ns/1.0"
start = element TEI { teiHeader?, element text { element p { inline }* } }
teiHeader = element teiHeader { empty }
inline = (text | element hi { attribute rend { text }?, inline } | element lb { empty }
  | element ref { attribute target { text }?, inline })*
"""


def findings(folder: Path, content: str) -> list[tuple[str, str | None]]:
    (folder / "tei.rnc").write_text(GRAMMAR, "utf-8")
    (folder / "edition.toml").write_text('[edition]\ntitle = "T"\n', "utf-8")
    text = f"<TEI {TEI}><teiHeader/><text>{content}</text></TEI>"
    (folder / "x.xml").write_text(text, "utf-8")
    options = Options((str(folder / "tei.rnc"),), cached=False)
    report = Checker(load(folder / "edition.toml"), options).check(folder / "x.xml")
    return [(one.code, one.help) for one in report.findings]


@pytest.mark.parametrize(
    ("content", "code", "help"),
    [
        ("<p>a <b>b</b></p>", "RNG101", 'in TEI, that is <hi rend="bold">'),
        ("<p>a<br/>b</p>", "RNG101", "in TEI, that is <lb/>"),
        ("<p><strong/></p>", "RNG101", 'in TEI, that is <hi rend="bold">'),
        ("<p><ref class='x'/></p>", "RNG106",
         "in TEI, that is @rend for how it looks, @type for what it is"),
        ("<p>a<lb>2</lb>b</p>", "RNG105", 'write it as an attribute: n="…"'),
    ],
)  # fmt: skip
def test_a_habit_is_told_what_tei_has(tmp_path: Path, content: str, code: str, help: str) -> None:
    assert findings(tmp_path, content) == [(code, help)]


def test_what_the_schema_has_not_is_not_advised(tmp_path: Path) -> None:
    ((code, help),) = findings(tmp_path, "<p><img/></p>")
    assert code == "RNG101"
    assert "graphic" not in (help or "")
