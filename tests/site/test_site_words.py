"""What a site says of its own is in the language of the edition, on every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from commands import Siglum

CABLE = "tei/1949-01-10-mao-to-filippov.xml"


@pytest.fixture(scope="module")
def german_site(siglum: Siglum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an edition whose pages are German, with a word of its own. Don't change it."""
    folder = tmp_path_factory.mktemp("german")
    (folder / "tei").mkdir()
    (folder / "edition.toml").write_text(
        '[edition]\ntitle = "E"\n[site]\nlanguage = "de"\n[words.de]\nskip = "Springen"\n', "utf-8"
    )
    (folder / "tei/one.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
        "<title/><author>A</author><author>B</author></titleStmt><publicationStmt><p>x</p>"
        "</publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
        "<text><body><p>Text</p><fw>1</fw></body></text></TEI>"
    )
    built = siglum("build", cwd=folder)
    assert "no character of the text lost" in built.stdout + built.stderr
    return folder / "_site"


def page(site: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((site / name).read_bytes())


def test_downloads_are_named_in_the_language_of_the_edition(german_site: Path) -> None:
    one = page(german_site, "one.html")
    named = [
        "TEI-Quelle (XML)",
        "Reiner Text: Transkription",
        "Reiner Text: Lesefassung",
        "Reiner Text: Kritisch",
        "Zitat: BibTeX",
        "Zitat: RIS",
        "Zitat: CSL-JSON",
    ]
    assert one.xpath("//section[@id='sg-downloads']//a/text()") == named
    assert one.xpath("//link[@rel='alternate']/@title") == named
    assert one.xpath("//section[@id='sg-downloads']//@lang") == []


def test_the_home_page_has_the_words_of_the_edition(german_site: Path) -> None:
    home = page(german_site, "index.html")
    assert home.get("lang") == "de"
    assert home.xpath("//a[@class='skip']/text()") == ["Springen"]
    assert home.xpath("//ul[@class='documents']//h2/a/text()") == ["Ohne Titel"]
    assert home.xpath("//p[@class='subtitle']/text()") == ["A, B"]


def test_the_guide_is_linked_once_on_the_home_page(site: Path) -> None:
    assert len(page(site, "index.html").xpath("//a[@href='guide.html']")) == 1
