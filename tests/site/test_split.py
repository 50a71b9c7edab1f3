"""A long document on several pages: nothing lost, and every link right."""

from __future__ import annotations

from pathlib import Path

import pytest
from long_documents import CHAPTERS
from lxml import html
from site_links import dead_links

VIEWS = ("", ".reading", ".transcript")


def _page(site: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((site / name).read_bytes())


def test_each_division_is_a_page_named_by_its_id_or_its_number(split_site: Path) -> None:
    for view in VIEWS:
        names = [f"long.{part}{view}.html" for part in ("chapter1", "chapter2", "3", "chapter4")]
        contents = _page(split_site, f"long{view}.html").xpath("//nav[@class='contents']//a")
        assert [a.get("href") for a in contents] == [*names, f"long.supplements{view}.html"]
        assert [a.text_content() for a in contents][:4] == [f"Chapter {n}" for n in CHAPTERS]


def test_a_short_document_stays_whole(split_site: Path) -> None:
    assert not list(split_site.glob("short.chapter*"))
    assert "few words" in (split_site / "short.html").read_text()


def test_every_link_leads_to_a_page_and_a_place_that_are_there(split_site: Path) -> None:
    pages = {path.name: _page(split_site, path.name) for path in split_site.glob("*.html")}
    for name, page in pages.items():
        ids = page.xpath("//@id")
        assert len(set(ids)) == len(ids), name
    assert not dead_links(split_site)


@pytest.mark.parametrize("view", VIEWS)
def test_references_lead_to_the_words_they_name(split_site: Path, view: str) -> None:
    page = _page(split_site, f"long.chapter2{view}.html")
    links = {a.text_content(): a.get("href") for a in page.xpath("//a[@class='ref']")}
    assert links["paragraph 3.1"] == f"long.3{view}.html#p3.1"
    assert links["other 3"] == "other.3.html#p3.1"
    assert links["body"] == f"long.chapter1{view}.html#body"
    assert links["leaf"] == f"long.supplements{view}.html#leaf"
    about = _page(split_site, f"long{view}.html").xpath("//a[.='a paragraph']/@href")
    assert about == [f"long.chapter2{view}.html#p2.1"]


def test_notes_stand_on_the_page_of_their_text(split_site: Path) -> None:
    for number in CHAPTERS:
        name = "3" if number == 3 else f"chapter{number}"
        page = _page(split_site, f"long.{name}.html")
        notes = page.xpath("//section[@id='sg-notes']/ol/li")
        assert [int(note.get("value")) for note in notes] == [2 * number - 1, 2 * number]
        assert f"Note {number}" in notes[1].text_content()
        back = notes[1].xpath(".//a[@class='back']/@href")[0]
        assert page.xpath(f"//*[@id='{back[1:]}']")


def test_pages_lead_to_the_page_before_and_after(split_site: Path) -> None:
    page = _page(split_site, "long.chapter2.reading.html")
    assert page.xpath("//a[@rel='prev']/@href")[0] == "long.chapter1.reading.html"
    assert page.xpath("//a[@rel='next']/@href")[0] == "long.3.reading.html"
    assert page.xpath("//nav[@class='views']//a[@aria-current]/@href") == [
        "long.chapter2.reading.html#sg-text"
    ]
    canonical = page.xpath("//link[@rel='canonical']/@href")
    assert canonical == ["https://example.org/e/long.chapter2.html"]
    assert page.xpath("string(//title)") == "Chapter 2 – Long – E"


def test_the_parts_of_a_document_whose_views_do_not_differ_are_one_page_each(
    split_site: Path,
) -> None:
    names = {path.name for path in split_site.glob("other*.html")}
    parts = ("", ".chapter1", ".chapter2", ".3", ".chapter4", ".supplements")
    assert names == {f"other{part}.html" for part in parts}
    for name in names:
        assert not _page(split_site, name).xpath("//nav[@class='views']"), name


def test_the_title_page_and_what_follows_the_last_division_are_kept(split_site: Path) -> None:
    assert "LONG" in (split_site / "long.chapter1.html").read_text()
    assert "The end." in (split_site / "long.chapter4.html").read_text()


def test_the_outline_of_each_page_begins_at_its_second_level(split_site: Path) -> None:
    for part in ("chapter1", "chapter2", "3"):
        headings = _page(split_site, f"long.{part}.html").xpath("//h1|//h2|//h3|//h4")
        assert [heading.tag for heading in headings][:2] == ["h1", "h2"], part
