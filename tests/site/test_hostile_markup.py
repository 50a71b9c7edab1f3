"""What a source may not do on a page: a browser opens pages made of hostile markup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile_markup import DOCUMENT, PIECES

from commands import Siglum

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = ("hostile.transcript.html", "hostile.reading.html", "hostile.html", "index.html")

# Every element of the page and every attribute that could act, as the browser has parsed them.
_ACTING = """[...document.querySelectorAll('*:not(form.find, form.find *)')].flatMap(element => [
    ...(/^(script|iframe|frame|object|embed|meta|link|base|style|form|button|input|template|video|audio|source
        |foreignobject|image|animate|set|annotation-xml|maction|mglyph|img)$/xi.test(element.localName)
        ? [element.localName] : []),
    ...[...element.attributes].filter(({name, value}) =>
        /^on/i.test(name) || /^\\s*(javascript|data|vbscript)\\s*:/i.test(value)
        || /tracker/.test(value) && !/^(href|alt|title|class|content)$/.test(name)
    ).map(({name, value}) => `${element.localName} ${name}=${value}`)])
""".replace("\n        |", "|").replace("$/xi", "$/i")
_OF_THE_FRAME = {"meta", "link", "script"}


@pytest.fixture(scope="module")
def hostile_site(siglum: Siglum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "tei").mkdir()
    (folder / "edition.toml").write_text('[edition]\ntitle = "E"\n')
    (folder / "tei/hostile.xml").write_text(DOCUMENT)
    built = siglum("build", "--force", "--format", "concise", cwd=folder)
    assert "no character of the text lost" in built.stderr, built.stdout + built.stderr
    assert "SG70" not in built.stdout, built.stdout
    for code in ("SG604", "SG605"):
        assert code in built.stdout
    return folder / "_site"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_a_source_runs_loads_or_leaves(
    hostile_site: Path, browser: Browser, name: str
) -> None:
    page = browser.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.goto((hostile_site / name).as_uri())
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    page.wait_for_load_state("networkidle")
    assert asked == [(hostile_site / each).as_uri() for each in (name, "siglum.css")]
    assert page.evaluate("window.ran") is None
    assert page.url == (hostile_site / name).as_uri()
    assert set(page.evaluate(_ACTING)) <= _OF_THE_FRAME
    assert page.locator("form.find").count() == 1 and page.locator("main form").count() <= 1
    assert page.locator("body").locator("script, link, meta").count() == 0
    if name != "index.html":
        end = page.locator("#sg-text p").last
        assert end.inner_text().strip().startswith("The end.")
        assert page.locator("#sg-text p").count() >= len(PIECES) // 2
