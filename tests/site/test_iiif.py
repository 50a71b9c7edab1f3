"""Pictures of IIIF services, which pages load if the edition names their hosts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from leaves import HEADER, png
from lxml import html

from commands import Siglum

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SERVICE = "https://iiif.example.org/images/leaf-1"
_TEI = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{HEADER.format("Letter")}
<facsimile><surface xml:id="s" ulx="0" uly="0" lrx="1000" lry="2000"><graphic url="{SERVICE}/"/>
<zone xml:id="z" ulx="100" uly="200" lrx="900" lry="400"/></surface></facsimile>
<text><body><p><pb n="1" facs="#s"/><lb n="1" facs="#z"/>words
<pb n="2" facs="https://iiif.example.org/images/2/full/,600/0/default.jpg"/>words
<pb n="3" facs="https://IIIF.example.org/images/3/info.json"/>words
<pb n="4" facs="https://other.example/images/4/full/max/0/default.jpg"/>words
<pb n="5" facs="https://iiif.example.org.evil.example/5"/>words
<pb n="6" facs="https://evil.example/iiif.example.org/6"/>words</p></body></text></TEI>"""


def _built(folder: Path, siglum: Siglum, settings: str) -> Path:
    (folder / "tei").mkdir(parents=True)
    (folder / "edition.toml").write_text(f'[edition]\ntitle = "Leaves"\n{settings}')
    (folder / "tei/letter.xml").write_text(_TEI)
    built = siglum("build", "--force", cwd=folder)
    assert "no character of the text lost" in built.stderr, built.stdout + built.stderr
    return folder / "_site"


@pytest.fixture(scope="module")
def site(siglum: Siglum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("iiif")
    return _built(folder, siglum, '[site]\niiif = ["iiif.example.org"]\n')


def _page(site: Path) -> html.HtmlElement:
    return html.document_fromstring((site / "letter.html").read_bytes())


def test_pictures_of_hosts_that_are_named_are_shown_and_others_are_links(site: Path) -> None:
    page = _page(site)
    shown = page.xpath("//span[@class='page-picture']/a/img")
    assert [image.get("src") for image in shown] == [
        f"{SERVICE}/full/!1000,1000/0/default.jpg",
        "https://iiif.example.org/images/2/full/!1000,1000/0/default.jpg",
        "https://IIIF.example.org/images/3/full/!1000,1000/0/default.jpg",
    ]
    assert [image.getparent().get("href") for image in shown] == [
        f"{SERVICE}/full/max/0/default.jpg",
        "https://iiif.example.org/images/2/full/,600/0/default.jpg",
        "https://IIIF.example.org/images/3/full/max/0/default.jpg",
    ]
    assert {image.get("referrerpolicy") for image in shown} == {"no-referrer"}
    assert [link.text for link in page.xpath("//a[@class='page-picture']")] == [
        "Facsimile 4",
        "Facsimile 5",
        "Facsimile 6",
    ]


def test_readers_are_told_from_where_pictures_are_loaded(site: Path) -> None:
    (told,) = _page(site).xpath("//p[@class='elsewhere']")
    assert told.text_content() == "Pictures on this page are loaded from: iiif.example.org"


def test_without_the_setting_nothing_is_loaded_from_elsewhere(
    tmp_path: Path, siglum: Siglum
) -> None:
    page = _page(_built(tmp_path / "e", siglum, ""))
    assert page.xpath("//img | //p[@class='elsewhere']") == []
    assert page.xpath("//script/@src") == ["cite.js"]
    assert len(page.xpath("//a[@class='page-picture']")) == 6


@pytest.fixture
def open_page(browser: Browser, site: Path) -> Iterator[Any]:
    """Open the letter; what it asks the service for stands in `asked`."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.asked = []

    def serve(route: Any) -> None:
        page.asked.append(route.request.url)
        assert "referer" not in route.request.headers
        route.fulfill(body=png(500, 1000), content_type="image/png")

    page.route(re.compile("^https:"), serve)
    page.goto((site / "letter.html").as_uri())
    yield page
    context.close()


def _region(page: Page) -> list[float]:
    """Return the part of the picture, in hundredths, and the size of the last thing asked for."""
    page.wait_for_timeout(600)  # it waits until the picture is no longer moved
    url = page.asked[-1]
    found = re.fullmatch(
        re.escape(SERVICE) + r"/pct:([\d.]+),([\d.]+),([\d.]+),([\d.]+)/!(\d+),(\d+)/0/default.jpg",
        url,
    )
    assert found, url
    return list(map(float, found.groups()))


def test_the_viewer_asks_for_the_part_that_is_seen(open_page: Page) -> None:
    page = open_page
    assert all(url.endswith("/full/!1000,1000/0/default.jpg") for url in page.asked)
    whole = page.locator(".sheet > img").first.bounding_box()
    stand = page.locator(".stand").bounding_box()
    assert whole is not None and stand is not None
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    left, top, width, height, _, tall = _region(page)
    scale = 1.4**4
    assert height == pytest.approx(stand["height"] / whole["height"] / scale * 100, rel=0.02)
    assert width == pytest.approx(min(100, stand["width"] / whole["width"] / scale * 100), rel=0.02)
    assert tall == pytest.approx(stand["height"], abs=3)
    region = page.locator(".region").bounding_box()
    assert region is not None
    assert region["y"] == pytest.approx(stand["y"], abs=2)
    assert region["height"] == pytest.approx(stand["height"], abs=3)
    assert left == pytest.approx((100 - width) / 2, abs=1)
    assert top >= 0


def test_the_part_is_right_when_the_picture_is_turned(open_page: Page) -> None:
    page = open_page
    page.get_by_role("button", name="Turn").click()
    for _ in range(5):
        page.get_by_role("button", name="Zoom in").click()
    page.locator(".stand").focus()
    for _ in range(30):
        page.keyboard.press("ArrowLeft")  # to the left end, which is the foot of the page
    left, top, width, height, *_ = _region(page)
    assert top + height == pytest.approx(100, abs=0.5)
    assert width < 100 and height < 100 and left >= 0
    region, stand = page.locator(".region").bounding_box(), page.locator(".stand").bounding_box()
    assert region is not None and stand is not None
    assert region["x"] == pytest.approx(stand["x"], abs=2)


def test_zones_lie_over_a_picture_of_a_service(open_page: Page) -> None:
    image = open_page.locator(".sheet > img").first.bounding_box()
    zone = open_page.locator(".sheet polygon").bounding_box()
    assert image is not None and zone is not None
    assert (zone["y"] - image["y"]) / image["height"] == pytest.approx(0.1, abs=0.01)
