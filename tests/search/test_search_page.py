"""The page that readers search, in Chromium, from a folder, with the network off."""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from searching import write_index
from small_texts import DOCUMENTS

from commands import REPO
from siglum.render.frame import Page as Frame
from siglum.render.look import SIGLUM
from siglum.search.page import FOLDER, PAGE, script, search_page
from siglum.search.spellings import Spellings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a search page, its index, and a page of each document."""
    folder = tmp_path_factory.mktemp("searched")
    write_index(DOCUMENTS, folder / FOLDER, Spellings.of({"en": (("vnto", "unto"),)}))
    (folder / FOLDER / script().name).write_bytes(script().data)
    (folder / "siglum.css").write_bytes((REPO / "xslt/siglum.css").read_bytes())
    frame = Frame(site="Letters", home="index.html", stylesheets=("siglum.css",))
    (folder / PAGE).write_text(search_page(frame, "en", SIGLUM), encoding="utf-8")
    for document in DOCUMENTS:
        for number, address in enumerate((document.address, document.printed_address)):
            paragraphs = "".join(
                f'<p id="{each.anchor}" style="margin-top: 120vh">'
                f"{escape((each.printed or each.text) if number else each.text)}</p>"
                for each in document.passages
            )
            if address:
                page = f'<!doctype html><meta charset="utf-8"><title>D</title>{paragraphs}'
                (folder / address).write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def open_page(browser: Browser, searched: Path) -> Iterator[Open]:
    """Open the page with an address's query; what goes wrong stands in its `faults`."""
    contexts = []

    def open_page(query: str = "", width: int = 1280, **settings: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, **settings
        )
        contexts.append(context)
        page = context.new_page()
        page.requests, page.faults = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("requestfailed", lambda request: page.faults.append(request.url))
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto((searched / PAGE).as_uri() + query)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _hits(page: Page) -> list[str]:
    return list(page.locator("#sg-hits > li h2").all_inner_texts())


def test_what_is_asked_for_stands_in_the_address_and_is_found(
    open_page: Open, searched: Path
) -> None:
    page = open_page()
    page.fill("#sg-query", "Telegram")
    page.keyboard.press("Enter")
    page.wait_for_selector("#sg-hits > li")
    assert "?q=Telegram" in page.url
    found = _hits(page)
    again = open_page("?q=Telegram")
    again.wait_for_selector("#sg-hits > li")
    assert _hits(again) == found
    assert {mark.lower() for mark in again.locator("mark").all_inner_texts()} == {"telegram"}
    assert again.locator("#sg-status").inner_text().startswith("Documents: ")
    assert page.faults == again.faults == []
    folder = searched.as_uri()
    assert all(url.startswith(folder) for url in [*page.requests, *again.requests])
    page.go_back()
    page.wait_for_function("document.querySelectorAll('#sg-hits > li').length === 0")


def test_the_form_shows_what_the_address_asks_for(open_page: Open) -> None:
    page = open_page("?q=love+OR+telegram&match=exact&sort=date&from=1800&to=1850&f.Sender=Mao")
    page.wait_for_selector("#sg-hits > li")
    assert page.input_value("#sg-query") == "love OR telegram"
    assert page.input_value("#sg-match") == "exact"
    assert page.input_value("#sg-sort") == "date"
    assert (page.input_value("#sg-from"), page.input_value("#sg-to")) == ("1800", "1850")
    years = [int(text[3:]) for text in page.locator("#sg-hits .subtitle").all_inner_texts()]
    assert years == sorted(years)
    assert all(1798 <= year <= 1850 for year in years)
    assert page.is_checked("input[name='f.Sender'][value='Mao']")
    before = len(years)
    page.uncheck("input[name='f.Sender'][value='Mao']")
    page.wait_for_function(f"document.querySelectorAll('#sg-hits > li').length > {before}")
    assert "f.Sender" not in page.url
    assert page.faults == []


def test_a_hit_leads_to_its_passage_which_is_lit_up(open_page: Open) -> None:
    page = open_page("?q=Filippov")
    page.locator("#sg-hits li li a").first.click()
    page.wait_for_url("**/letter-*.html*")
    anchor = page.evaluate("location.hash")
    assert anchor.startswith("#p")
    page.wait_for_function("scrollY > 0")
    assert page.evaluate(
        """() => {
            const box = document.querySelector(':target, ' + location.hash).getBoundingClientRect()
            return box.top < innerHeight && box.bottom > 0
        }"""
    )


def test_a_hit_in_print_leads_to_the_page_of_the_print(open_page: Open) -> None:
    page = open_page("?q=%3Ddayes")
    hit = page.locator("#sg-hits li li").first
    assert "as printed" in hit.inner_text()
    assert ".transcript.html#v" in (hit.locator("a").get_attribute("href") or "")
    named = open_page("?q=毛泽东").locator("#sg-hits li li").first
    assert "named here: 毛泽东" in named.inner_text()


def test_a_form_that_was_found_is_one_click_away(open_page: Open) -> None:
    page = open_page("?q=Teilung")
    page.locator("#sg-forms a", has_text="Theilung").click()
    page.wait_for_function("new URLSearchParams(location.search).get('q') === '=Theilung'")
    page.wait_for_selector("#sg-hits > li")


def test_pages_of_hits_are_led_through(open_page: Open) -> None:
    page = open_page("?q=-zzz")
    page.wait_for_selector("#sg-hits > li")
    first = _hits(page)
    assert len(first) == 20
    page.locator("#sg-pages a", has_text="Next").click()
    page.wait_for_function("document.querySelector('#sg-hits').start === 21")
    assert not set(_hits(page)) & set(first)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?q=(love", "A parenthesis has no partner."),
        ("?q=a+NEAR/3", "NEAR stands between two words or phrases."),
        ("?q=zzzzzz", "Nothing was found."),
        ("?q=" + "%28" * 400, "This is too long."),
    ],
)
def test_what_went_wrong_is_told(open_page: Open, query: str, told: str) -> None:
    page = open_page(query)
    page.wait_for_function(
        f"document.querySelector('#sg-status').textContent === {told!r}", timeout=10_000
    )
    assert page.locator("#sg-hits > li").count() == 0
    assert page.faults == []


def test_a_file_that_is_missing_is_told(open_page: Open, searched: Path, tmp_path: Path) -> None:
    index = searched / FOLDER / "index.js"
    moved = index.rename(tmp_path / "index.js")
    try:
        page = open_page("?q=love")
        page.wait_for_selector("#sg-status:has-text('could not be read: index')")
    finally:
        moved.rename(index)


@pytest.mark.parametrize("query", ["?q=script", "?q=xxxxxx*", "?q=proto", "?q=separators", "?q=b"])
def test_hostile_words_stay_words(open_page: Open, query: str) -> None:
    page = open_page(query + "&f.Sender=</script><script>")
    page.goto(page.url.replace("&f.Sender", "&g.Sender"))
    page.wait_for_selector("#sg-hits > li")
    assert any(title.startswith("Hostile") for title in _hits(page))
    assert page.locator("#sg-hits b, #sg-hits u, #sg-hits script, #sg-facets i").count() == 0
    assert page.evaluate("({}).constructor === Object && [].length === 0")
    assert page.faults == []


def test_the_page_works_where_only_scripts_of_the_site_may_run(
    browser: Browser, searched: Path
) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    types = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}

    def serve(route: Any) -> None:
        name = route.request.url.removeprefix("http://edition.test/").partition("?")[0]
        path = searched / name
        route.fulfill(
            body=path.read_bytes(),
            headers={
                "content-type": f"{types[path.suffix]}; charset=utf-8",
                "content-security-policy": POLICY,
            },
        )

    page.route("**/*", serve)
    page.goto(f"http://edition.test/{PAGE}?q=love")
    page.wait_for_selector("#sg-hits > li")
    page.fill("#sg-query", "telegram")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "document.querySelector('mark')?.textContent.toLowerCase() === 'telegram'"
    )
    assert page.url.endswith("?q=telegram")
    assert faults == []
    page.close()


def test_without_scripts_the_page_says_where_to_go(open_page: Open) -> None:
    page = open_page("?q=love", java_script_enabled=False)
    shown = page.locator("main").inner_text()
    assert "The home page leads to every document." in shown
    assert not page.is_visible("#sg-search")


_VIOLATIONS = """
    axe.run().then(({violations}) => violations.flatMap(rule =>
        rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html}`)))
"""


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation(open_page: Open, tool: Callable[[str], Path], width: int) -> None:
    page = open_page("?q=love+OR+telegram+OR+dayes", width=width)
    page.wait_for_selector("#sg-hits > li")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate(tool("axe").read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(_VIOLATIONS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_is_valid(tool: Callable[[str], Path], searched: Path) -> None:
    checked = subprocess.run(
        [tool("java"), "-jar", tool("vnu"), "--format", "text", searched / PAGE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


def test_the_script_is_small() -> None:
    assert len(gzip.compress(script().data, 9)) <= 12 * 1024
    assert b"http" not in script().data
