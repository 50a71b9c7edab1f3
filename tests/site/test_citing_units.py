"""Citing a unit of a document: what a permalink shows, in a real browser."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from small_edition import TEI, write

from siglum.edition.config import load
from siglum.site.site import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

SETTINGS = '[edition]\ntitle = "Let{{ters & more"\nsources = ["tei/*.xml"]\n{more}'
URL = 'url = "https://example.org/e"\n'
LETTER = f"""<TEI {TEI}><teiHeader><fileDesc><titleStmt><title>A Letter</title><author>
<persName><forename>Anna</forename> <surname>Amann</surname></persName></author></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><encodingDesc>
<refsDecl><citeStructure unit="paragraph" match="//body/p[@n]" use="@n"/></refsDecl></encodingDesc>
<profileDesc><creation><date when="1808-03-02"/></creation></profileDesc></teiHeader>
<text><body><p xml:id="p1" n="1">One.</p><p xml:id="p_2">Two.</p><p xml:id="p3" n='a"b\\c'>Three.
</p><p xml:id="p4" n="{{}}%~^">Four.</p></body></text></TEI>"""


@pytest.fixture
def shown(tmp_path: Path, browser: Browser) -> Iterator[Page]:
    yield from _opened(tmp_path, browser, SETTINGS.format(more=URL), "a.html")


def _opened(folder: Path, browser: Browser, settings: str, name: str) -> Iterator[Page]:
    write(folder, {"edition.toml": settings, "tei/a.xml": LETTER})
    edition = load(folder / "edition.toml")
    build(edition, folder / "_site", force=True, progress=lambda _: None)
    page = browser.new_context().new_page()
    page.clock.set_fixed_time("2026-12-01T12:00:00")
    page.goto((folder / "_site" / name).as_uri())
    yield page
    page.context.close()


def texts(around: Locator) -> dict[str, str]:
    """Return the citations that stand in a section, by their names."""
    found = {"Chicago": around.locator("> .citation").text_content() or ""}
    for one in around.locator("details").all():
        name = one.locator("summary").text_content() or ""
        found[name] = one.locator(".citation, pre").text_content() or ""
    return found


def cited(page: Page, number: int) -> dict[str, str]:
    page.locator("a.permalink").nth(number).click()
    return texts(page.locator(".cite-unit"))


def test_a_permalink_shows_all_citations_of_its_unit(shown: Page) -> None:
    found = cited(shown, 0)
    address = "https://example.org/e/a.html#p1"
    assert found["Chicago"] == (
        "Anna Amann. “A Letter,” March 2, 1808, § 1. In Let{ters & more."
        f" Accessed December 1, 2026. {address}."
    )
    assert found["MLA"] == (
        "Amann, Anna. “A Letter.” 2 March 1808. Let{ters & more, § 1,"
        f" {address}. Accessed 1 December 2026."
    )
    assert found["Short form"] == "Amann, “A Letter,” § 1."
    assert f"  url          = {{{address}}},\n" in found["BibTeX"]
    assert "  pages        = {§ 1},\n  urldate      = {2026-12-01},\n}" in found["BibTeX"]
    assert f"UR  - {address}\nSE  - § 1\nY2  - 2026/12/01\nER  -" in found["RIS"]
    assert csl(found)["URL"] == address
    assert csl(found)["section"] == "§ 1"
    assert csl(found)["accessed"] == {"date-parts": [[2026, 12, 1]]}


def csl(found: dict[str, str]) -> dict[str, Any]:
    (item,) = json.loads(found["CSL-JSON"])
    assert isinstance(item, dict)
    return item


def test_each_format_is_what_it_was_but_for_the_unit(shown: Page) -> None:
    whole, unit = texts(shown.locator("section.cite")), cited(shown, 0)
    assert whole.keys() == unit.keys()
    for name, text in unit.items():
        without = text.replace("#p1", "").replace(",” § 1", ".”" if name == "Short form" else ",”")
        without = re.sub(r'(\n +"section": |\n +pages +=|\nSE  -).*|,? § 1', "", without)
        assert without.replace(".”.", ".”") == whole[name], name


def test_names_are_escaped_as_each_format_asks(shown: Page) -> None:
    assert "  pages        = {p\\_2},\n" in cited(shown, 1)["BibTeX"]
    third = cited(shown, 2)
    assert csl(third)["section"] == 'a"b\\c'
    assert '{a"b\\textbackslash{}c}' in third["BibTeX"]
    as_tex = r"\textbraceleft{}\textbraceright{}\%\textasciitilde{}\textasciicircum{}"
    assert f"  pages        = {{{as_tex}}},\n" in cited(shown, 3)["BibTeX"]


def test_the_same_permalink_hides_them_and_another_moves_them(shown: Page) -> None:
    cited(shown, 0)
    cited(shown, 1)
    assert shown.locator(".cite-unit").count() == 1
    assert shown.url.endswith("#p_2")
    shown.locator("a.permalink").nth(1).click()
    assert shown.locator(".cite-unit").count() == 0


def test_the_document_itself_is_cited_with_the_day(shown: Page) -> None:
    found = texts(shown.locator("section.cite"))
    assert "Accessed December 1, 2026. https://example.org/e/a.html." in found["Chicago"]
    assert "section" not in csl(found)


def test_without_a_script_there_is_no_day_and_no_unit(tmp_path: Path, browser: Browser) -> None:
    for page in _opened(tmp_path, browser, SETTINGS.format(more=URL), "a.html"):
        plain = browser.new_context(java_script_enabled=False).new_page()
        plain.goto(page.url)
        found = texts(plain.locator("section.cite"))
        assert "Accessed" not in found["Chicago"] + found["MLA"]
        assert csl(found).keys() >= {"URL", "title"}
        assert str(date.today().year) not in "".join(found.values())
        permalink = plain.locator("a.permalink").first
        assert permalink.get_attribute("href") == "#p1"
        plain.context.close()


def test_a_site_without_an_address_cites_units_all_the_same(
    tmp_path: Path, browser: Browser
) -> None:
    for page in _opened(tmp_path, browser, SETTINGS.format(more=""), "a.html"):
        found = cited(page, 0)
        assert found["Chicago"] == "Anna Amann. “A Letter,” March 2, 1808, § 1. In Let{ters & more."
        assert "Accessed" not in "".join(found.values())
        assert csl(found)["section"] == "§ 1"


def test_a_unit_on_the_page_of_a_part_is_cited_there(split_site: Path, browser: Browser) -> None:
    part = next(path for path in sorted(split_site.glob("other.*.html")) if _has_units(path))
    page = browser.new_context().new_page()
    page.goto(part.as_uri())
    found = cited(page, 0)
    assert f"https://example.org/e/{part.name}#" in found["Chicago"]
    page.context.close()


def _has_units(path: Path) -> bool:
    return 'class="permalink"' in path.read_text("utf-8")
