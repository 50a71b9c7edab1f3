"""The built site in a real browser: Chromium, driven by Playwright, checked by axe-core."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from browsing import follow

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STEM = "1949-01-10-mao-to-filippov"
VIEWS = {
    "transcript": f"{STEM}.transcript.html",
    "reading": f"{STEM}.reading.html",
    "critical": f"{STEM}.html",
}
LISTS = {
    "register": "register/places/index.html",
    "entry": "register/places/e3/beijing.html",
    "map": "browse/map/index.html",
    "data": "data/index.html",
}
PAGES = {"home": "index.html", "guide": "guide.html", **VIEWS, **LISTS}
WIDE, NARROW = 1280, 360

_OPEN_DETAILS = """
    for (const details of document.querySelectorAll('details')) details.open = true
    for (const entry of document.querySelectorAll('.explained'))
        entry.style.contentVisibility = 'visible'
"""
# The guide has hundreds of entries, made alike: axe is slow, and sees every tenth.
_EVERY_TENTH_ENTRY = """
    [...document.querySelectorAll('.explained')].forEach((entry, n) => n % 10 && entry.remove())
"""
_INK_AND_PAPER = """
    (style => [style.color, style.backgroundColor])(getComputedStyle(document.documentElement))
"""

Open = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: Browser, site: Path) -> Iterator[Open]:
    """Open one page of the site from its file, in a fresh context with the given settings.

    What the page asks for stands in its `requests`, and what goes wrong in its `faults`.
    """
    contexts = []

    def open_page(name: str, width: int = WIDE, **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.requests, page.faults = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("requestfailed", lambda request: page.faults.append(request.url))
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto((site / PAGES[name]).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe(tool: Callable[[str], Path]) -> str:
    return tool("axe").read_text(encoding="utf-8")


# What axe can't decide counts as a violation, but for two rules. One asks whether the name of a
# link holds the words that are seen, and a back link shows an arrow, which is no word. The other
# asks for the contrast of the names in drawings, which a test of its own computes.
_VIOLATIONS = """
    axe.run().then(({violations, incomplete}) =>
        [...violations, ...incomplete.filter(rule => rule.id !== 'label-content-name-mismatch')]
        .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html}`))
        .filter(words => !/^color-contrast: .*: <text .*class="fig-label"/.test(words)))
"""


def _violations(page: Page, axe: str) -> list[str]:
    """Return what axe finds on a page with all its details open, and all that is far down drawn."""
    page.evaluate(_OPEN_DETAILS)
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    return list(page.evaluate(_VIOLATIONS))


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(open_page: Open, axe: str, name: str) -> None:
    page = open_page(name)
    page.evaluate(_EVERY_TENTH_ENTRY)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{scheme}, {width} px: {words}" for words in _violations(page, axe)]
    assert found == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_no_violation_in_what_a_permalink_shows(
    open_page: Open, axe: str, width: int
) -> None:
    page = open_page("critical", width)
    page.locator("a.permalink").nth(1).click()
    assert page.locator(".cite-unit").is_visible()
    page.emulate_media(color_scheme="dark")
    assert _violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_a_violation_where_there_is_one(open_page: Open, axe: str) -> None:
    page = open_page("home")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"\">')"
    )
    assert any(found.startswith("image-alt") for found in _violations(page, axe))


@pytest.mark.parametrize("name", PAGES)
def test_the_two_colour_schemes_differ_in_ink_and_paper(open_page: Open, name: str) -> None:
    page = open_page(name, color_scheme="light")
    light = page.evaluate(_INK_AND_PAPER)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(_INK_AND_PAPER)
    assert light[0] != dark[0]
    assert light[1] != dark[1]


_FILLS = """
    Object.fromEntries(['fig-label', 'fig-land', 'fig-sea', 'fig-dot'].map(name =>
        [name, getComputedStyle(document.querySelector('.' + name)).fill]))
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_drawn_stands_out_from_what_is_below(open_page: Open, scheme: str) -> None:
    fills = open_page("map", color_scheme=scheme).evaluate(_FILLS)

    def luminance(name: str) -> float:
        """After WCAG 2.2."""
        parts = [int(part) / 255 for part in re.findall(r"\d+", fills[name])[:3]]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        low, high = sorted((luminance(one), luminance(other)))
        return (high + 0.05) / (low + 0.05)

    for below in ("fig-land", "fig-sea"):
        assert contrast("fig-label", below) >= 4.5  # text
        assert contrast("fig-dot", below) >= 3  # graphics


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_page_does_not_scroll_sideways(open_page: Open, name: str) -> None:
    page = open_page(name, NARROW)
    page.evaluate(_OPEN_DETAILS)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_but_its_style_sheet_and_its_script(
    open_page: Open, site: Path, name: str
) -> None:
    page = open_page(name)
    page.wait_for_load_state("networkidle")
    script = ["cite.js"] if name in ("transcript", "reading", "critical") else []
    asked = (PAGES[name], "siglum.css", *script)
    assert page.requests == [(site / one).as_uri() for one in asked]
    assert page.faults == []


def test_no_file_of_the_look_names_an_address(site: Path) -> None:
    style = (site / "siglum.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|https?:|//\w", style)


@pytest.mark.parametrize("view", VIEWS)
def test_the_text_is_there_without_javascript(open_page: Open, view: str) -> None:
    page = open_page(view, java_script_enabled=False)
    shown = page.locator("#sg-text > div").inner_text()
    for phrase in ("American imperialism", "Yangzi River", "Ren Bishi", "comrade main master"):
        assert phrase in shown


def test_the_transcript_view_without_javascript_is_the_transcript(
    open_page: Open, site: Path
) -> None:
    page = open_page("transcript", java_script_enabled=False)
    shown = page.locator("#sg-text > div").inner_text()
    links = page.locator("#sg-text .permalink").all_inner_texts()
    lines = [line.strip() for line in shown.splitlines()]
    words = " ".join(line for line in lines if line not in links).split()
    assert words == (site / f"{STEM}.transcript.txt").read_text(encoding="utf-8").split()


def test_the_home_page_leads_to_every_view_without_javascript(open_page: Open) -> None:
    page = open_page("home", java_script_enabled=False)
    for view, file in VIEWS.items():
        follow(page.get_by_role("link", name=f"{view.capitalize()} ("))
        assert page.url.endswith(f"/{file}")
        follow(page.get_by_role("navigation", name="Edition").get_by_role("link"))
        assert page.url.endswith("/index.html")


def test_each_view_leads_to_each_other_without_javascript(open_page: Open) -> None:
    page = open_page("transcript", java_script_enabled=False)
    views = page.get_by_role("navigation", name="Views of the text")
    for view in ("reading", "critical", "transcript", "critical", "reading", "transcript"):
        follow(views.get_by_role("link", name=view.capitalize()))
        assert page.url.endswith(f"/{VIEWS[view]}#sg-text")
        assert page.locator(f"#sg-text.view-{view}").is_visible()
        assert views.locator("[aria-current=page]").all_inner_texts() == [view.capitalize()]


def test_a_note_and_its_anchor_lead_to_each_other_without_javascript(open_page: Open) -> None:
    page = open_page("critical", java_script_enabled=False)
    anchors = page.locator("#sg-text .note-anchor").all()
    notes = page.locator("#sg-notes > ol > li").all()
    assert len(anchors) == len(notes) > 10
    for number, (anchor, note) in enumerate(zip(anchors, notes, strict=True), 1):
        assert anchor.inner_text() == str(number)
        assert anchor.get_attribute("href") == f"#{note.get_attribute('id')}"
        back = note.locator(".back")
        assert back.get_attribute("href") == f"#{anchor.get_attribute('id')}"
    follow(anchors[-1])
    assert page.locator(":target").get_attribute("id") == notes[-1].get_attribute("id")
    follow(notes[-1].locator(".back"))
    assert page.locator(":target").get_attribute("id") == anchors[-1].get_attribute("id")


@pytest.mark.parametrize("view", VIEWS)
def test_names_lead_to_their_entries_and_mentions_back_to_paragraphs(
    open_page: Open, view: str
) -> None:
    page = open_page(view)
    assert page.locator("#sg-text .permalink").count() == 9
    names = page.locator("#sg-text a:is(.persName, .placeName, .orgName)")
    count = names.count()
    assert count > 10
    for number in range(0, count, 7):
        page = open_page(view)
        link = page.locator("#sg-text a:is(.persName, .placeName, .orgName)").nth(number)
        card = link.get_attribute("title") or ""
        follow(link)
        title = page.locator("h1").inner_text()
        assert card.startswith(title)
        follow(page.locator(".context a").first)
        assert page.locator("#sg-text :target").is_visible()


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_every_link_has_its_target(
    open_page: Open, site: Path, name: str
) -> None:
    page = open_page(name)
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), element => element.id)")
    assert sorted(ids) == sorted(set(ids))
    links = page.evaluate(
        "Array.from(document.querySelectorAll('[href]'), link => link.getAttribute('href'))"
    )
    assert links
    for href in set(links):
        if re.match(r"https?:", href):
            continue
        file, _, fragment = href.partition("#")
        own = site / PAGES[name]
        target = own.parent / unquote(file) if file else own
        assert target.is_file(), href
        if fragment and target.suffix == ".html":
            assert f'id="{fragment}"' in target.read_text(encoding="utf-8"), href


@pytest.mark.parametrize("view", VIEWS)
def test_a_printed_page_has_the_text_and_notes_and_no_navigation(
    open_page: Open, view: str
) -> None:
    page = open_page(view)
    page.emulate_media(media="print")
    assert page.locator("#sg-text > div").is_visible()
    assert page.locator("#sg-cite").is_visible()
    assert page.locator("#sg-notes").is_visible() == (view == "critical")
    for hidden in page.get_by_role("navigation", include_hidden=True).all():
        assert not hidden.is_visible()
    assert not page.locator("#sg-downloads").is_visible()


def test_a_page_prints_on_paper_with_its_words(open_page: Open, tmp_path: Path) -> None:
    page = open_page("critical")
    file = tmp_path / "page.pdf"
    page.pdf(path=file, format="A4")
    data = file.read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) > 3


def test_a_print_from_dark_mode_has_black_ink_on_white(open_page: Open) -> None:
    page = open_page("critical", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(_INK_AND_PAPER) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
