"""The guide docs/changing-the-look.md: each of its examples, built."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from commands import REPO, Siglum

GUIDE = (REPO / "docs/changing-the-look.md").read_text("utf-8")
_CHAPTER = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)```", re.DOTALL | re.MULTILINE)
_CONSOLE = re.compile(r"```console\n\$ siglum (.*?)\n(.*?)```", re.DOTALL)
CHAPTERS = dict(_CHAPTER.findall(GUIDE))
NAME = "1949-01-10-mao-to-filippov"

Example = Callable[[str], Path]


@pytest.fixture
def example(edition: Path) -> Example:
    """Put the files of a chapter into a copy of the edition."""

    def make(chapter: str) -> Path:
        for name, content in _FILE.findall(CHAPTERS[chapter]):
            path = edition / name
            path.parent.mkdir(exist_ok=True)
            before = path.read_text("utf-8") if path.exists() else ""
            path.write_text(f"{before}\n{content}" if before else content, "utf-8")
        return edition

    return make


def _built(siglum: Siglum, edition: Path, page: str = f"{NAME}.html") -> html.HtmlElement:
    built = siglum("build", cwd=edition)
    assert built.returncode == 0, built.stdout + built.stderr
    return html.document_fromstring((edition / "_site" / page).read_bytes())


def test_every_chapter_with_files_is_built_here() -> None:
    with_files = {name for name, text in CHAPTERS.items() if _FILE.search(text)}
    assert with_files == {
        "Another style sheet",
        "Other words",
        "Another look for an element",
        "A new view",
        "A new output",
        "Long documents",
        "Thousands of documents in one folder",
    }


def test_the_style_sheet_comes_after_that_of_siglum(siglum: Siglum, example: Example) -> None:
    folder = example("Another style sheet")
    sheets = _built(siglum, folder).xpath("//link[@rel='stylesheet']/@href")
    assert sheets == ["siglum.css", "source/look/edition.css"]
    assert "--link: #7a1f1f" in (folder / "_site" / sheets[1]).read_text()
    page = siglum("render", f"tei/{NAME}.xml", "--to", "html", cwd=folder).stdout
    assert page.index("--paper:") < page.index("--measure: 44rem")


def test_words_of_the_edition_take_the_place_of_siglums(siglum: Siglum, example: Example) -> None:
    page = _built(siglum, example("Other words"))
    assert page.xpath("string(//h2[@id='sg-notes-heading'])") == "Apparatus and notes"
    assert page.xpath("string(//h2[@id='sg-about-heading'])") == "The document and its edition"


def test_supplied_has_another_look(siglum: Siglum, example: Example) -> None:
    page = _built(siglum, example("Another look for an element"))
    supplied = page.xpath("//section[@id='sg-text']//*[contains(@class, 'supplied')]")
    assert supplied
    assert {element.tag for element in supplied} == {"ins"}
    assert supplied[0].text_content() == "[will]"


def test_the_new_view_stands_with_the_others(siglum: Siglum, example: Example) -> None:
    page = _built(siglum, example("A new view"), f"{NAME}.plain.html")
    current = page.xpath("//nav[@class='views']//a[@aria-current]")
    assert [a.text_content() for a in current] == ["Plain"]
    assert not page.xpath("//section[@id='sg-notes']")
    assert "coalition government" in page.xpath("string(//section[@id='sg-text'])")


def test_the_new_output_is_written_offered_and_rendered(siglum: Siglum, example: Example) -> None:
    folder = example("A new output")
    page = _built(siglum, folder)
    assert page.xpath(f"//section[@id='sg-downloads']//a[@href='{NAME}.names.csv']")
    written = (folder / "_site" / f"{NAME}.names.csv").read_text("utf-8")
    ((command, output),) = _CONSOLE.findall(CHAPTERS["A new output"])
    rendered = siglum(*command.split(), cwd=folder)
    assert rendered.stdout == written == output


def test_long_documents_are_split_only(siglum: Siglum, example: Example) -> None:
    folder = example("Long documents")
    _built(siglum, folder)
    pages = sorted(path.name for path in (folder / "_site").glob(f"{NAME}*.html"))
    assert pages == [f"{NAME}.html", f"{NAME}.reading.html", f"{NAME}.transcript.html"]


def test_a_folder_is_parted_by_the_names_of_documents(siglum: Siglum, example: Example) -> None:
    folder = example("Thousands of documents in one folder")
    page = _built(siglum, folder, f"{NAME[:4]}/{NAME}.html")
    assert page.xpath("//link[@rel='stylesheet']/@href") == ["../siglum.css"]


def test_a_template_that_drops_words_stops_the_build(siglum: Siglum, example: Example) -> None:
    folder = example("Another look for an element")
    own = folder / "xslt/html.xsl"
    dropped = re.sub(
        r"(<xsl:template match[^>]*)>.*</xsl:template>", r"\1/>", own.read_text(), flags=re.S
    )
    own.write_text(dropped)
    built = siglum("build", cwd=folder)
    assert built.returncode == 1
    assert "SG701" in built.stdout
    assert "nothing written" in built.stderr
    assert not (folder / "_site").exists()


def test_an_error_in_a_stylesheet_has_its_place(siglum: Siglum, example: Example) -> None:
    folder = example("Another look for an element")
    own = folder / "xslt/html.xsl"
    own.write_text(own.read_text().replace("select=\"'ins'\"", 'select="string(1 div 0)"'))
    built = siglum("build", cwd=folder)
    assert built.returncode == 1
    assert "error[SG601] FOAR0001 Integer division by zero" in built.stdout
    assert "--> xslt/html.xsl:11:" in built.stdout


def test_a_broken_stylesheet_is_told_once_for_all_documents(
    siglum: Siglum, example: Example
) -> None:
    folder = example("Another look for an element")
    own = folder / "xslt/html.xsl"
    own.write_text(own.read_text().replace("tei:supplied", "tei:supplied["))
    document = next((folder / "tei").glob("*.xml"))
    (folder / "tei/second.xml").write_bytes(document.read_bytes())
    built = siglum("build", "--force", "--format", "concise", cwd=folder)
    assert built.stdout.count("SG601") == 1
    assert "\nxslt/html.xsl:9:17: error[SG601] XTSE0340" in built.stdout
    assert "no character of the text lost" not in built.stderr
