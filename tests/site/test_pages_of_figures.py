"""Timeline, map, network and the home page of a site: what they show is what the rows say."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from lxml import etree, html
from small_edition import TEI, person, register, write

from siglum.edition.config import load
from siglum.findings.diagnostics import CannotRun
from siglum.render.figures.drawing import overlap
from siglum.site import site
from siglum.site.site import Built

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SETTINGS = """[edition]
title = "Letters"
sources = ["tei/*.xml"]
authority = ["register/*.xml"]
[site]
"""
SVG = "{http://www.w3.org/2000/svg}"
HEADER = """<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p/>
</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><correspDesc>
<correspAction type="sent">{sender}{place}<date {date}/></correspAction>
<correspAction type="received">{receiver}</correspAction></correspDesc></profileDesc></teiHeader>"""
LONG = "Λ" * 300
PLACES = {
    "wien": ("Wien", "<location><geo>48.2 16.37</geo></location>"),
    "rom": ("Rom", '<location cert="low"><geo>41.9 12.5</geo></location><note>Capital.</note>'),
    "nan": ("Nirgends", "<location><geo>NaN NaN</geo></location>"),
    "huge": ("Weit", "<location><geo>1e300 5</geo></location>"),
    "half": ("Halb", "<location><geo>12 N</geo></location>"),
    "rtl": ("\u202eירושלים", "<location><geo>31.78 35.22</geo></location>"),
    "long": (LONG, "<location><geo>48°8′0″N 11°35′0″E</geo></location>"),
    "markup": ("&lt;script&gt;alert(1)&lt;/script&gt;", "<location><geo>50 14</geo></location>"),
    "unnamed": ("Ungenannt", "<location><geo>1 1</geo></location>"),
}
MENTIONED = [name for name in PLACES if name != "unnamed"]
LETTERS = [
    ("anna", "bert", 'when="1808-03-02"'),
    ("anna", "bert", 'when="1808-05"'),
    ("bert", "anna", 'when="1808-05-09"'),
    ("bert", "carl", 'notBefore="1810" notAfter="1812"'),
    ("carl", "anna", 'when="1812" cert="low"'),
    ("Ein Unbekannter", "anna", 'when="1812-01-01"'),
    ("anna", "bert", 'n="1"'),
]


def who(name: str) -> str:
    if name == "Ein Unbekannter":
        return f"<persName>{name}</persName>"
    return f'<persName ref="../register/p.xml#{name}">{name}</persName>'


def where(name: str) -> str:
    return f'<placeName ref="../register/o.xml#{name}">{name}</placeName>'


def letter(number: int, sender: str, receiver: str, date: str, text: str) -> str:
    place = where("wien") if number % 2 else ""
    head = HEADER.format(
        title=f"L{number}", sender=who(sender), place=place, date=date, receiver=who(receiver)
    )
    return f"<TEI {TEI}>{head}<text><body><p>{text}</p></body></text></TEI>"


def files() -> dict[str, str]:
    places = "".join(
        f'<place xml:id="{name}"><placeName>{said}</placeName>{more}</place>'
        for name, (said, more) in PLACES.items()
    )
    persons = register(person("anna"), person("bert"), person("carl"))
    letters = {
        f"tei/{number}.xml": letter(
            number, *one, " ".join(where(name) for name in MENTIONED[number:]) + where("wien")
        )
        for number, one in enumerate(LETTERS)
    }
    return {
        "edition.toml": SETTINGS,
        "register/p.xml": persons,
        "register/o.xml": re.sub(
            "<listPerson>.*</listPerson>", f"<listPlace>{places}</listPlace>", persons
        ),
        **letters,
    }


def built(folder: Path, *, fresh: bool = False) -> Built:
    edition = load(folder / "edition.toml")
    return site.build(edition, folder / "_site", force=True, progress=lambda _: None, fresh=fresh)


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of letters with its site. Read it; don't change it."""
    folder = write(tmp_path_factory.mktemp("figures") / "e", files())
    assert built(folder).is_whole
    return folder


def page(folder: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((folder / "_site" / name).read_bytes().decode())


def figure(folder: Path, name: str) -> html.HtmlElement:
    return page(folder, f"browse/{name}/index.html")


def rows(found: html.HtmlElement) -> list[list[str]]:
    return [
        [" ".join(str(cell.text_content()).split()) for cell in row]
        for row in found.xpath("//div[@class='figures']//tbody/tr")
    ]


def titles(found: html.HtmlElement, looks: str) -> list[str]:
    return [str(one) for one in found.xpath(f".//*[contains(@class, '{looks}')]/title/text()")]


def test_the_timeline_says_in_bars_and_table_what_documents_say(letters: Path) -> None:
    found = figure(letters, "timeline")
    assert rows(found) == [
        ["1808", "3", "3", "0"],
        ["1810", "1", "0", "1"],
        ["1812", "2", "1", "1"],
    ]
    assert titles(found, "fig-bar") == [
        "1808, 3 documents",
        "1810, 1 document, a range, or not certain: 1",
        "1812, 2 documents, a range, or not certain: 1",
        "1812, 2 documents, a range, or not certain: 1",
    ]
    assert "without a date: 1" in str(found.xpath("//p[@class='subtitle']")[0].text_content())
    for href in found.xpath("//a[contains(@href, 'date/')]/@href"):
        assert (letters / "_site/browse/timeline" / href).is_file()


def test_an_edition_of_few_years_has_a_bar_for_each_month(tmp_path: Path) -> None:
    some = {
        name: text.replace("1810", "1808").replace("1812", "1809") for name, text in files().items()
    }
    folder = write(tmp_path / "e", some)
    built(folder)
    assert [row[:2] for row in rows(figure(folder, "timeline"))] == [
        ["1808", "1"],
        ["March 1808", "1"],
        ["May 1808", "2"],
        ["1809", "1"],
        ["January 1809", "1"],
    ]


def test_the_map_has_each_place_that_is_mentioned_and_says_what_is_not_on_it(
    letters: Path,
) -> None:
    found = figure(letters, "map")
    said = str(found.xpath("//p[@class='subtitle']")[0].text_content())
    assert said == "8 places · without coordinates, and not on the map: 3"
    by_name = {row[0]: row[1:] for row in rows(found)}
    assert len(by_name) == 8 and "Ungenannt" not in by_name
    for name in ("Nirgends", "Weit", "Halb"):
        assert by_name[name][-1] == "none"
    assert by_name["Wien"] == ["11", "7", "3", "48.20, 16.37"]
    assert by_name["Rom"][-1] == "41.90, 12.50, not certain"
    whole = found.xpath("//figure")[-1]
    assert len(titles(whole, "fig-dot")) == 5
    assert [one.split(",")[0] for one in titles(whole, "fig-unsure")] == ["Rom: Capital."]
    assert LONG not in [str(one) for one in found.xpath("//svg/text/text()")]
    assert not found.xpath("//script[contains(., 'alert')]")
    for href in found.xpath("//figure//a/@href | //tbody//a/@href"):
        assert (letters / "_site/browse/map" / unquote(href)).is_file()


def test_the_map_of_one_document_follows_its_text(tmp_path: Path) -> None:
    text = f"Via {where('rom')} to {where('wien')}.<note>Not {where('rtl')}.</note>"
    text += f" Home: {where('rom')}"
    some = {name: said for name, said in files().items() if not name.startswith("tei/")}
    folder = write(tmp_path / "e", {**some, "tei/a.xml": letter(0, *LETTERS[0], text)})
    built(folder)
    found = figure(folder, "map")
    table = rows(found)
    assert [(row[0], row[1]) for row in table] == [
        ("1", "Rom, Capital."),
        ("2", "Wien"),
        ("3", PLACES["rtl"][0]),
    ]
    assert table[0][2].startswith("Via rom to wien. Home: rom") and "Home: rom" in table[0][2]
    assert table[2][2] == "Not rtl.in a note"
    assert {"1 Rom", "2 Wien"} <= set(map(str, found.xpath("//svg/text/text()")))
    assert not (folder / "_site/browse/timeline").exists()


def test_the_network_says_who_wrote_to_whom(letters: Path) -> None:
    found = figure(letters, "network")
    assert rows(found) == [
        ["Anna", "Bert", "3", "1808"],
        ["Bert", "Anna", "1", "1808"],
        ["Bert", "Carl", "1", "1810"],
        ["Carl", "Anna", "1", "1812"],
        ["Ein Unbekannter", "Anna", "1", "1812"],
    ]
    assert sorted(titles(found, "fig-link")) == [
        "Anna → Bert, 3 documents, 1808, Bert → Anna, 1 document, 1808",
        "Bert → Carl, 1 document, 1810",
        "Carl → Anna, 1 document, 1812",
        "Ein Unbekannter → Anna, 1 document, 1812",
    ]
    nodes = Counter(dict(one.rsplit(", ", 1) for one in titles(found, "fig-dot")))
    assert set(nodes) == {"Anna", "Bert", "Carl", "Ein Unbekannter"}
    assert nodes["Anna"] == "6 documents"
    for href in found.xpath("//figure//a/@href | //tbody//a/@href"):
        assert (letters / "_site/browse/network" / unquote(href)).is_file()


def test_figures_are_the_same_in_each_build(letters: Path, tmp_path: Path) -> None:
    other = tmp_path / "e"
    shutil.copytree(letters, other, ignore=shutil.ignore_patterns("_site", ".siglum"))
    built(other)
    for name in ("timeline", "map", "network"):
        file = f"_site/browse/{name}/index.html"
        assert (other / file).read_bytes() == (letters / file).read_bytes()


def test_a_drawing_has_nothing_but_shapes(letters: Path) -> None:
    names = {"svg", "title", "a", "path", "circle", "rect", "line", "text"}
    for name in ("timeline", "map", "network"):
        for svg in figure(letters, name).xpath("//svg"):
            assert {each.tag for each in svg.iter(etree.Element)} <= names
            assert not [key for each in svg.iter() for key in each.attrib if key.startswith("on")]


_LABELS = """
    [...document.querySelectorAll('svg')].map(svg => [...svg.querySelectorAll('text')].map(text => {
        const {x, y, width, height} = text.getBBox()
        return [x, y, x + width, y + height, text.textContent]
    }))
"""


@pytest.mark.parametrize("name", ["map", "network"])
def test_names_as_a_browser_draws_them_do_not_overlap(
    letters: Path, browser: Browser, name: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((letters / f"_site/browse/{name}/index.html").as_uri())
    drawings = page.evaluate(_LABELS)
    page.close()
    assert any(drawings)
    for labels in drawings:
        for one, other in combinations(labels, 2):
            assert not overlap(tuple(one[:4]), tuple(other[:4])), (one, other)


def test_the_map_can_be_switched_off_and_the_rest_goes_with_the_lists(tmp_path: Path) -> None:
    folder = write(tmp_path / "e", files())
    for switch, left in (("map = false", {"timeline", "network"}), ("browse = false", {"map"})):
        (folder / "edition.toml").write_text(f"{SETTINGS}{switch}\n", "utf-8")
        built(folder)
        there = {path.name for path in (folder / "_site/browse").iterdir()}
        assert there & {"timeline", "map", "network"} == left


def test_an_edition_without_dates_places_and_letters_has_no_figures(tmp_path: Path) -> None:
    one = f"<TEI {TEI}><teiHeader/><text><body><p>Words.</p></body></text></TEI>"
    folder = write(tmp_path / "e", {"edition.toml": SETTINGS, "tei/a.xml": one, "tei/b.xml": one})
    built(folder)
    assert {path.name for path in (folder / "_site/browse").iterdir()} == {"all"}


# === The home page

INTRODUCTION = f"""<TEI {TEI} xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Welcome</title>
</titleStmt><publicationStmt><p>Ours</p></publicationStmt><sourceDesc><p>None</p></sourceDesc>
</fileDesc></teiHeader><text><body><p xml:id="first">Letters of {who("anna")}; see <ref
target="1.xml">one</ref>.<note>A note.</note></p></body></text></TEI>"""


def introduced(folder: Path, name: str = "tei/welcome.xml") -> Path:
    write(folder, {**files(), name: INTRODUCTION})
    (folder / "edition.toml").write_text(f'{SETTINGS}introduction = "{name}"\n', "utf-8")
    return folder


@pytest.mark.parametrize("name", ["tei/welcome.xml", "about/welcome.xml"])
def test_an_introduction_opens_the_home_page_and_is_no_document(tmp_path: Path, name: str) -> None:
    folder = introduced(tmp_path / "e", name)
    if name.startswith("about"):
        text = INTRODUCTION.replace('"1.xml"', '"../tei/1.xml"')
        (folder / name).write_text(text, "utf-8")
    assert built(folder).is_whole
    home = page(folder, "index.html")
    assert [str(one.text_content()) for one in home.xpath("//h1")] == ["Letters"]
    assert home.xpath("//p[@class='subtitle']/text()")[0] == "7 documents · 1808–1812"
    (first,) = home.xpath("//*[@id='first']")
    assert " ".join(str(first.text_content()).split()).startswith("¶Letters of anna; see one.")
    person, one = (link for link in first.xpath(".//a/@href") if not link.startswith("#"))
    assert person.startswith("register/persons/") and (folder / "_site" / person).is_file()
    assert one == "1.html"
    assert home.xpath("//section[@class='notes']//li") and home.xpath("//section[@id='sg-about']")
    assert {"Timeline", "Map", "Network"} <= set(home.xpath("//nav[@class='entrances']//a/text()"))
    assert not list((folder / "_site").rglob("welcome*.html"))
    listed = page(folder, "browse/all/index.html")
    assert "Welcome" not in str(listed.text_content())
    assert "7 documents" in str(listed.text_content())


def test_links_to_the_introduction_lead_home(tmp_path: Path) -> None:
    folder = introduced(tmp_path / "e")
    path = folder / "tei/1.xml"
    link = '<ref target="welcome.xml#first">there</ref>'
    text = path.read_text("utf-8").replace("</p></body>", f"{link}</p></body>")
    path.write_text(text, "utf-8")
    built(folder)
    assert page(folder, "1.html").xpath("//a[text() = 'there']/@href") == ["index.html#first"]


def test_the_home_page_is_made_anew_where_its_introduction_changes(tmp_path: Path) -> None:
    folder = introduced(tmp_path / "e")
    built(folder)
    path = folder / "tei/welcome.xml"
    path.write_text(path.read_text("utf-8").replace("Letters of", "All letters of"), "utf-8")
    again = built(folder)
    assert "All letters of" in (folder / "_site/index.html").read_text("utf-8")
    assert again.made == 0 or again.unchanged > 0
    kept = (folder / "_site/index.html").read_bytes()
    built(folder, fresh=True)
    assert (folder / "_site/index.html").read_bytes() == kept


@pytest.mark.parametrize("name", ["tei/none.xml", "../outside.xml", "/etc/hostname"])
def test_an_introduction_that_is_not_the_editions_is_a_finding(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path / "e", files())
    write(tmp_path, {"outside.xml": INTRODUCTION})
    (folder / "edition.toml").write_text(f'{SETTINGS}introduction = "{name}"\n', "utf-8")
    with pytest.raises(CannotRun):
        load(folder / "edition.toml")


def test_an_introduction_that_is_no_tei_leaves_the_home_page_as_it_is(tmp_path: Path) -> None:
    folder = introduced(tmp_path / "e")
    (folder / "tei/welcome.xml").write_text("<p>broken", "utf-8")
    found = built(folder).findings
    assert any(one.span.file.name == "welcome.xml" for one in found)
    assert "7 documents" in (folder / "_site/index.html").read_text("utf-8")
