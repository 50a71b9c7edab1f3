"""Facsimiles beside the text, in Chromium, from a folder, with the network off."""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from leaves import write_leaves

from browsing import follow
from commands import REPO, Siglum

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]
WIDE, NARROW = 1280, 390


@pytest.fixture(scope="module")
def leaves(siglum: Siglum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an edition with pictures."""
    edition = write_leaves(tmp_path_factory.mktemp("leaves") / "edition")
    built = siglum("build", "--force", cwd=edition)
    assert "no character of the text lost" in built.stderr, built.stdout + built.stderr
    return edition / "_site"


@pytest.fixture
def open_page(browser: Browser, leaves: Path) -> Iterator[Open]:
    """Open a page of the site; what it asks for stands in its `requests`, faults in `faults`."""
    contexts = []

    def open_page(name: str = "letter.html", width: int = WIDE, **settings: Any) -> Page:
        settings = {"reduced_motion": "reduce", **settings}
        context = browser.new_context(
            viewport={"width": width, "height": 800}, offline=True, **settings
        )
        contexts.append(context)
        page = context.new_page()
        page.requests, page.faults = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("requestfailed", lambda request: page.faults.append(request.url))
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto((leaves / name).as_uri())
        return page

    yield open_page
    for context in contexts:
        assert [page.faults for page in context.pages] == [[] for _ in context.pages]
        context.close()


def _box(page: Page, selector: str, number: int = 0) -> dict[str, float]:
    box = page.locator(selector).nth(number).bounding_box()
    assert box is not None, selector
    return {**box, "right": box["x"] + box["width"], "bottom": box["y"] + box["height"]}


def _shown(page: Page) -> str:
    """Return which picture the viewer shows."""
    return str(page.locator(".sheet img").get_attribute("src")).rpartition("/")[2]


def _size(page: Page) -> tuple[float, float]:
    """Return the width and the height of the picture in the viewer, as it is seen."""
    box = _box(page, ".sheet img")
    return round(box["width"]), round(box["height"])


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


# === Without scripts


def test_each_picture_stands_beside_the_text_of_its_page(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    for number in range(3):
        picture, begin = (
            _box(page, each, number) for each in (".page-picture img", "#sg-text .pb")
        )
        assert picture["x"] > _box(page, "#sg-text .p")["x"] + 300
        assert 0 <= picture["y"] - begin["y"] < 40
        if number:
            assert begin["y"] >= _box(page, ".page-picture img", number - 1)["bottom"]


def test_each_picture_stands_above_the_text_of_its_page_where_there_is_little_room(
    open_page: Open,
) -> None:
    page = open_page(width=NARROW, java_script_enabled=False)
    for number, first in enumerate((0, 9, 12)):  # lines of the letter
        picture = _box(page, ".page-picture img", number)
        assert picture["bottom"] <= _box(page, ".to-picture", first)["y"]
        assert picture["x"] >= 0 and picture["right"] <= NARROW
        if number:
            assert _box(page, ".to-picture", first - 1)["bottom"] <= picture["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_a_zone_leads_to_its_line_and_the_line_to_its_zone(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    follow(page.get_by_role("link", name="In the text: 2").first)
    assert page.url.endswith("#sg-of-z1.2")
    target = page.locator(":target")
    assert target.get_attribute("aria-label") == "In the picture: 2"
    follow(target)
    assert page.url.endswith("#sg-zone-z1.2")
    assert _box(page, ":target polygon")["y"] >= 0


def test_a_picture_leads_to_the_whole_of_it(open_page: Open, leaves: Path) -> None:
    page = open_page(java_script_enabled=False)
    picture = page.get_by_role("link", name="Facsimile 2", exact=True)
    assert picture.get_attribute("href") == "source/tei/pictures/leaf2.png"
    assert (leaves / "source/tei/pictures/leaf2.png").is_file()
    sides = ("width", "height")
    assert [picture.locator("img").get_attribute(side) for side in sides] == ["500", "900"]


def test_a_zone_of_a_source_that_is_transcribed_leads_to_its_words(open_page: Open) -> None:
    page = open_page("source.html", java_script_enabled=False)
    assert page.locator(".page-picture img").count() == 2
    follow(page.get_by_role("link", name="In the text: Of the front"))
    assert page.locator(":target").inner_text().strip() == "Of the front"


# === With the viewer


def test_the_picture_of_the_page_that_is_read_is_shown(open_page: Open) -> None:
    page = open_page()
    assert _shown(page) == "leaf1.png"
    page.set_viewport_size({"width": WIDE, "height": 400})
    page.locator("#sg-text .pb").nth(1).evaluate("page => page.scrollIntoView()")
    page.wait_for_function("document.querySelector('.sheet img').src.endsWith('leaf2.png')")
    assert page.locator(".viewer output").inner_text() == "Facsimile 2"
    assert 0 <= _box(page, ".viewer")["y"] < 20  # it stays while the text is scrolled
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("document.querySelector('.sheet img').src.endsWith('leaf1.png')")


def test_the_next_page_is_shown_with_its_text(open_page: Open) -> None:
    page = open_page()
    page.set_viewport_size({"width": WIDE, "height": 400})
    assert page.get_by_role("button", name="Previous page").is_disabled()
    _press(page, "Next page")
    assert _shown(page) == "leaf2.png"
    assert abs(_box(page, "#sg-text .pb", 1)["y"]) < 30
    _press(page, "Next page")
    assert _shown(page) == "leaf3.png"
    assert page.get_by_role("button", name="Next page").is_disabled()
    link = page.get_by_role("link", name="The whole picture")
    assert str(link.get_attribute("href")).endswith("/source/tei/pictures/leaf3.png")


def test_buttons_enlarge_turn_and_show_the_whole_page(open_page: Open) -> None:
    page = open_page()
    width, height = _size(page)
    stand = _box(page, ".stand")
    assert width <= stand["width"] + 1 and height <= stand["height"] + 1
    assert page.get_by_role("button", name="Zoom out").is_disabled()
    _press(page, "Zoom in")
    assert _size(page) == (pytest.approx(width * 1.4, abs=2), pytest.approx(height * 1.4, abs=2))
    _press(page, "Turn")
    turned = _size(page)
    assert turned[0] / turned[1] == pytest.approx(900 / 600, rel=0.02)
    assert turned[0] <= stand["width"] + 1
    for _ in range(3):
        _press(page, "Turn")
    _press(page, "Zoom in")
    _press(page, "Whole page")
    assert _size(page) == (width, height)


def test_keys_move_enlarge_and_turn(open_page: Open) -> None:
    page = open_page()
    whole = _size(page)
    page.locator(".stand").focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert _size(page)[0] > whole[0] * 1.9
    before = _box(page, ".sheet img")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    after = _box(page, ".sheet img")
    assert (before["x"] - after["x"], before["y"] - after["y"]) == (60, 60)
    page.keyboard.press("r")
    assert _size(page)[0] > _size(page)[1]
    page.keyboard.press("R")
    assert _size(page) == whole
    page.keyboard.press("-")
    page.keyboard.press("0")
    assert _size(page) == whole


def test_the_wheel_enlarges_what_is_pointed_at(open_page: Open) -> None:
    page = open_page()
    whole = _box(page, ".sheet img")
    x, y = whole["x"] + whole["width"] / 4, whole["y"] + whole["height"] / 4
    page.mouse.move(x, y)
    page.mouse.wheel(0, -300)
    page.wait_for_function(
        f"document.querySelector('.sheet').getBoundingClientRect().width > {whole['width'] * 1.5}"
    )
    large = _box(page, ".sheet img")
    assert (x - large["x"]) / large["width"] == pytest.approx(1 / 4, abs=0.01)
    assert (y - large["y"]) / large["height"] == pytest.approx(1 / 4, abs=0.01)
    assert page.evaluate("scrollY") == 0


def test_a_hand_moves_the_picture_but_not_out_of_sight(open_page: Open) -> None:
    page = open_page()
    _press(page, "Zoom in")
    _press(page, "Zoom in")
    stand, before = _box(page, ".stand"), _box(page, ".sheet img")
    x, y = stand["x"] + stand["width"] / 2, stand["y"] + 200
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 30, y - 20, steps=4)
    moved = _box(page, ".sheet img")
    assert (before["x"] - moved["x"], before["y"] - moved["y"]) == (30, 20)
    page.mouse.move(x + 2000, y + 2000, steps=4)
    page.mouse.up()
    end = _box(page, ".sheet img")
    assert end["x"] == pytest.approx(stand["x"], abs=1)
    assert end["y"] == pytest.approx(stand["y"], abs=1)


def test_two_fingers_enlarge(open_page: Open) -> None:
    page = open_page(width=NARROW, has_touch=True)
    page.locator(".page-picture > a").first.tap()
    whole = _size(page)
    stand = _box(page, ".stand")
    x, y = stand["x"] + stand["width"] / 2, stand["y"] + 200
    session = page.context.new_cdp_session(page)

    def touch(kind: str, span: float | None = None) -> None:
        points = [] if span is None else [{"x": x - span, "y": y}, {"x": x + span, "y": y}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 40)
    for span in (50, 65, 80):
        touch("touchMove", span)
    touch("touchEnd")
    assert _size(page)[0] == pytest.approx(whole[0] * 2, rel=0.05)


def test_where_there_is_little_room_a_picture_opens_over_the_page(open_page: Open) -> None:
    page = open_page(width=NARROW)
    assert not page.locator(".viewer").is_visible()
    page.locator(".page-picture > a").nth(1).click()
    assert _shown(page) == "leaf2.png"
    box = _box(page, ".viewer")
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, NARROW, 800)
    page.keyboard.press("Escape")
    assert not page.locator(".viewer").is_visible()
    assert page.locator(".page-picture img").nth(1).is_visible()


def test_who_closes_the_viewer_has_the_pictures_in_the_text(open_page: Open) -> None:
    page = open_page()
    assert not page.locator(".page-picture img").first.is_visible()
    _press(page, "Close")
    assert not page.locator(".viewer").is_visible()
    assert page.locator(".page-picture img").first.is_visible()
    page.locator(".page-picture > a").nth(2).click()
    assert _shown(page) == "leaf3.png"


# === Zones and lines

_LIT = "[...document.querySelectorAll('.sheet .lit')].map(zone => zone.dataset.of)"
_LINE = "[...(CSS.highlights.get('sg-line') || [])].map(range => String(range).trim())"


def test_pointing_at_a_line_lights_its_zone(open_page: Open) -> None:
    page = open_page()
    sign = _box(page, ".to-picture", 3)
    page.mouse.move(sign["right"] + 60, sign["y"] + 5)
    page.wait_for_function(f"{_LIT}[0] === 'sg-zone-z1.4'")
    assert [line[:9] for line in page.evaluate(_LINE)] == ["1.4 I was"]
    page.mouse.move(5, 5)
    page.wait_for_function(f"{_LIT}.length === 0")
    assert page.evaluate(_LINE) == []


def test_pointing_at_a_zone_lights_its_line_and_a_click_leads_there(open_page: Open) -> None:
    page = open_page()
    zone = _box(page, ".sheet polygon", 5)
    page.mouse.move(zone["x"] + 20, zone["y"] + 10)
    page.wait_for_function(f"{_LINE}.length === 1")
    (line,) = page.evaluate(_LINE)
    assert line.startswith("1.6 ") and line.endswith("since Tuesday")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url("**#sg-of-z1.6")


def test_a_line_is_reached_by_the_keyboard_and_shows_its_zone(open_page: Open) -> None:
    page = open_page()
    page.locator(".to-picture").nth(12).focus()
    page.keyboard.press("Enter")  # the first line of the third page
    assert _shown(page) == "leaf3.png"
    assert page.evaluate(_LIT) == ["sg-zone-z3.1"]
    zone, stand = _box(page, ".sheet .lit polygon"), _box(page, ".stand")
    assert stand["y"] <= zone["y"] and zone["bottom"] <= stand["bottom"] + 1


def test_a_zone_that_is_moved_over_is_no_click(open_page: Open) -> None:
    page = open_page()
    _press(page, "Zoom in")
    zone = _box(page, ".sheet polygon", 2)
    page.mouse.move(zone["x"] + 200, zone["y"] + 10)
    page.mouse.down()
    page.mouse.move(zone["x"] + 170, zone["y"] + 10, steps=4)
    page.mouse.up()
    assert "#" not in page.url


# === For all


@pytest.mark.parametrize("name", ["letter.html", "source.html"])
def test_nothing_is_loaded_from_elsewhere(open_page: Open, leaves: Path, name: str) -> None:
    page = open_page(name)
    page.wait_for_load_state("networkidle")
    own = leaves.as_uri()
    assert {url.removeprefix(own) for url in page.requests} >= {
        f"/{name}",
        "/siglum.css",
        "/facsimile.js",
        "/source/tei/pictures/leaf1.png",
    }
    assert all(url.startswith(own) for url in page.requests)


def test_motion_is_only_for_those_who_do_not_mind_it(open_page: Open) -> None:
    for motion, seconds in (("reduce", "0s"), ("no-preference", "0.15s")):
        page = open_page(reduced_motion=motion)
        style = "getComputedStyle(document.querySelector('.sheet')).transitionDuration"
        assert page.evaluate(style) == seconds


_VIOLATIONS = """
    axe.run().then(({violations}) => violations.flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html}`)))
"""


@pytest.mark.parametrize("name", ["letter.html", "source.html"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_no_violation(
    open_page: Open, tool: Callable[[str], Path], name: str, width: int
) -> None:
    page = open_page(name, width=width)
    page.evaluate(tool("axe").read_text(encoding="utf-8"))
    for step in ("", "viewer"):
        if step and width == NARROW:
            page.locator(".page-picture > a").first.click()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(_VIOLATIONS) == []
    page.faults.clear()  # axe itself asks for the style sheet, which a folder does not give


def test_the_pages_are_valid(tool: Callable[[str], Path], leaves: Path) -> None:
    pages = sorted(leaves.glob("*.html"))
    checked = subprocess.run(
        [tool("java"), "-jar", tool("vnu"), "--format", "text", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


def test_the_script_is_small_and_names_no_address() -> None:
    script = (REPO / "xslt/facsimile.js").read_bytes()
    assert len(gzip.compress(script, 9)) <= 6 * 1024
    assert b"http" not in script
