"""Sitemaps, robots.txt, OpenSearch: what search engines and browsers learn of a site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

import pytest
from letters import URL, built
from lxml import etree, html

from siglum.exchange.discovery import opensearch, sitemaps

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def locations(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    return [str(one.text) for one in etree.fromstring(data).iter(f"{MAP}loc")]


def maps(addresses: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, "".join(lines)) for name, lines in sitemaps(addresses)]


def test_a_sitemap_has_all_pages_each_once(letters: Path) -> None:
    (name,) = locations((letters / "sitemap.xml").read_bytes())
    found = locations((letters / name.removeprefix(f"{URL}/")).read_bytes())
    pages = {path.relative_to(letters).as_posix() for path in letters.rglob("*.html")}
    others = {page for page in pages if page.endswith((".reading.html", ".transcript.html"))}
    assert {"a.reading.html", "a.transcript.html"} <= others
    assert sorted(unquote(one.removeprefix(f"{URL}/")) for one in found) == sorted(pages - others)


def test_pages_are_those_that_say_that_they_are_the_main_ones(letters: Path) -> None:
    found = set(locations((letters / "sitemap-1.xml").read_bytes()))
    for page in letters.rglob("*.html"):
        links = html.document_fromstring(page.read_bytes().decode()).xpath(
            "//link[@rel='canonical']/@href"
        )
        assert set(map(str, links)) <= found, page


def test_parts_of_a_long_document_are_pages_of_the_sitemap(tmp_path: Path) -> None:
    from letters import document

    long = "".join(
        f'<div xml:id="c{n}"><head>Chapter {n}</head><p>{"Words of it. " * 3000}</p></div>'
        for n in (1, 2)
    )
    site = built(tmp_path, {"tei/a.xml": document(long)}, more='split = "div"')
    found = locations((site / "sitemap-1.xml").read_bytes())
    parts = [one for one in found if one.startswith(f"{URL}/a.") and one != f"{URL}/a.html"]
    assert parts
    assert all((site / one.removeprefix(f"{URL}/")).is_file() for one in parts)
    assert not [one for one in parts if ".reading" in one]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(0, []), (1, [1]), (50_000, [50_000]), (50_001, [50_000, 1]), (100_000, [50_000] * 2)],
)
def test_a_sitemap_has_no_more_addresses_than_it_may(count: int, sizes: list[int]) -> None:
    addresses = [f"https://example.org/{n}" for n in range(count)]
    found = [locations(text) for _, text in maps(addresses)]
    assert [len(one) for one in found] == sizes
    assert [one for some in found for one in some] == addresses


def test_a_sitemap_has_no_more_bytes_than_it_may() -> None:
    addresses = [f"https://example.org/{'x' * 1900}{n}" for n in range(30_000)]
    found = maps(addresses)
    assert [name for name, _ in found] == ["sitemap-1.xml", "sitemap-2.xml"]
    assert all(len(text.encode()) <= 50_000_000 for _, text in found)
    assert [one for _, text in found for one in locations(text)] == addresses


def test_an_address_that_is_too_long_is_left_out() -> None:
    ((_, text),) = maps([f"https://example.org/{'x' * 2100}", "https://example.org/a"])
    assert locations(text) == ["https://example.org/a"]


def test_only_a_site_at_the_root_has_robots_txt(letters: Path, tmp_path: Path) -> None:
    assert not (letters / "robots.txt").exists()
    assert "robots.txt, only a site at the root" in _page(letters)
    site = built(tmp_path, url="https://letters.example/")
    said = (site / "robots.txt").read_text("utf-8").splitlines()
    assert said[:2] == ["User-agent: *", "Allow: /"]
    assert said[-1] == "Sitemap: https://letters.example/sitemap.xml"
    assert "robots.txt, for search engines" in _page(site)


def _page(site: Path) -> str:
    text = html.document_fromstring((site / "data/index.html").read_text("utf-8"))
    return " ".join(str(text.text_content()).split())


def test_a_browser_learns_to_search(letters: Path) -> None:
    home = html.document_fromstring((letters / "index.html").read_bytes().decode())
    ((href, type),) = [
        (one.get("href"), one.get("type")) for one in home.xpath("//link[@rel='search']")
    ]
    assert type == "application/opensearchdescription+xml"
    root = etree.parse(letters / str(href)).getroot()
    assert root.findtext(f"{SEARCH}ShortName") == "Letters & “more”"
    (url,) = root.iter(f"{SEARCH}Url")
    template = str(url.get("template"))
    assert template == f"{URL}/search.html?q={{searchTerms}}"
    assert (letters / "search.html").is_file()


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Short", "Short"),
        ("Letters of a family", "Letters of a"),
        ("Donaudampfschifffahrt", "Donaudampfschiff"),
    ],
)
def test_the_short_name_is_short(title: str, short: str) -> None:
    root = etree.fromstring(opensearch(title, "en", "https://example.org/search.html").encode())
    assert root.findtext(f"{SEARCH}ShortName") == short


def test_a_site_without_search_has_no_description_of_it(tmp_path: Path) -> None:
    site = built(tmp_path, more="search = false")
    assert not (site / "opensearch.xml").exists()
    assert "opensearch" not in (site / "index.html").read_text("utf-8")
    assert (site / "sitemap.xml").exists()
