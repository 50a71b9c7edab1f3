"""What letters hold that the cable does not: no text is lost, doubled or run together."""

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from commands import Siglum

CABLE = "tei/1949-01-10-mao-to-filippov.xml"
BODY = """<body>
 <head>HEADING<note type="authorial" place="margin">HEADNOTE one.</note></head>
 <opener><dateline>DATELINE</dateline>
  <address><addrLine>LINE1</addrLine><addrLine>LINE2</addrLine>
  </address><salute>SALUTE,</salute></opener>
 <p xml:id="p1">Alpha<lb/>beta
  <hi rend="bold">gamma <quote><p>QUOTED1.</p><p>QUOTED2.</p></quote></hi>
  <list type="ordered"><head>LISTHEAD</head><item>ITEM1</item><item>ITEM2</item></list>
  <list type="gloss"><label>LABEL1</label><item>MEANING1</item></list>
  <note type="authorial" place="margin">MARGINAL <note>NESTED</note> note.</note>
  <note type="authorial"><p>NOTEP1.</p><p>NOTEP2.</p></note>
  <subst><del resp="#translator">DELETED</del><add resp="#translator">ADDED</add></subst>
  <ref target="#sg-main">SGREF</ref> <gap reason="damage" xml:id="g1"/>
  <ref target="#g1">GAPREF</ref></p>
 <p xml:id="sg-main">Clash <seg rendition="#bracket-before #bracket-after">SEG</seg></p>
 <quote><p>BLOCK1.</p><p>BLOCK2.</p></quote>
 <closer><signed>SIGNED</signed></closer>
 <postscript><p>PS text.</p></postscript>
</body>"""


def words(text: str) -> list[str]:
    """Return the words in capitals, which the test's letter alone has."""
    return re.findall(r"(?<![A-Za-z])[A-Z]+[0-9]?(?![A-Za-z0-9])", text)


WORDS = words(re.sub(r"<[^>]+>", " ", BODY))


@pytest.fixture
def letter(edition: Path) -> Path:
    cable = (edition / CABLE).read_text("utf-8")
    start, end = cable.index("<body>"), cable.index("</body>") + len("</body>")
    (edition / "tei/letter.xml").write_text(cable[:start] + BODY + cable[end:], "utf-8")
    return edition


@pytest.mark.parametrize("view", ["transcript", "reading", "critical"])
def test_no_word_is_lost_or_run_together_in_text(letter: Path, siglum: Siglum, view: str) -> None:
    run = siglum("render", "tei/letter.xml", "--to", "text", "--view", view, cwd=letter)
    found = Counter(words(run.stdout))
    missing = [word for word in WORDS if not found[word]]
    assert missing == (["DELETED"] if view == "reading" else [])
    if view == "transcript":
        assert {word for word, count in found.items() if count > 1 and word in WORDS} == set()
        assert "[SEG]" in run.stdout


@pytest.mark.parametrize("view", ["transcript", "reading", "critical"])
def test_no_word_is_lost_in_html_and_ids_are_unique(
    letter: Path, siglum: Siglum, view: str
) -> None:
    run = siglum("render", "tei/letter.xml", "--to", "html", "--view", view, cwd=letter)
    page = html.document_fromstring(run.stdout)
    (text,) = page.xpath("//section[@id='sg-text']")
    notes = page.xpath("//section[@id='sg-notes']")
    shown = " ".join(" ".join(map(str, part.itertext())) for part in [text, *notes])
    found = Counter(words(shown))
    missing = [word for word in WORDS if not found[word]]
    assert missing == (["DELETED"] if view == "reading" else [])
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert targets <= set(ids)
