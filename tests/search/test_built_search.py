"""The search that a build makes: of what texts, with which names, dates and choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from searching import Ask, asking

from browsing import follow
from commands import Siglum

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
SETTINGS = """[edition]
title = "Letters"
languages = ["de"]
sources = ["tei/**/*.xml"]
authority = ["persons.xml"]

[site]
split = "div"

[spellings]
de = ["xx/x"]
"""
PERSONS = f"""<TEI {TEI}><teiHeader><fileDesc><titleStmt><title>P</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<standOff><listPerson><person xml:id="anna"><persName>Anna Amalia</persName>
<persName type="alt">Olympia</persName></person><person xml:id="bert"><persName>Bert</persName>
</person></listPerson></standOff></TEI>"""
LETTER = """<TEI {tei} xml:lang="{lang}"><teiHeader><fileDesc><titleStmt><title>Letter {n}</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
<profileDesc><correspDesc><correspAction type="sent"><persName ref="{up}persons.xml#{sender}"/>
<date {date}/></correspAction></correspDesc></profileDesc></teiHeader>
<text><body>{text}</body></text></TEI>"""


def letter(sender: str, date: str, text: str, n: int, lang: str = "de", up: str = "../") -> str:
    return LETTER.format(tei=TEI, sender=sender, date=date, text=text, n=n, lang=lang, up=up)


FILES = {
    "edition.toml": SETTINGS,
    "persons.xml": PERSONS,
    "tei/a.xml": letter(
        "anna",
        'when="1808-03-02"',
        '<p xml:id="p1">Von <persName ref="../persons.xml#anna">Madame</persName> die Theilung,'
        " Axxt.</p><p><choice><orig>vnnd</orig><reg>und</reg></choice> weiter<note>Nota</note>."
        "</p>",
        1,
    ),
    "tei/b ä.xml": letter("bert", 'notBefore="1741" notAfter="1742"', "<p>Wasser.</p>", 2),
    "tei/more/c.xml": letter(
        "bert",
        "",
        '<div xml:id="d1"><p>Erstes <hi>Wort</hi>.</p>'
        f"<p>{'long ' * 12_000}</p></div>"
        '<div xml:id="d2"><p xml:id="q">The last'
        " word</p></div>",
        3,
        "en",
        "../../",
    ),
}


def _write(folder: Path, files: dict[str, str] = FILES) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return folder


@pytest.fixture(scope="module")
def built(siglum: Siglum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = _write(tmp_path_factory.mktemp("letters"))
    run = siglum("build", "--force", cwd=folder)
    assert "no character of the text lost" in run.stderr, run.stdout + run.stderr
    return folder / "_site"


@pytest.fixture(scope="module")
def ask(built: Path, tool: Callable[[str], Path]) -> Iterator[Ask]:
    with asking(tool("node"), built / "search") as asked:
        yield asked


def _found(answer: Any) -> list[tuple[str, str, str]]:
    return [
        (one["title"], passage["text"]["page"] or one["address"], passage["text"]["anchor"])
        for one in answer["shown"]
        for passage in one["passages"]
    ]


def test_passages_are_found_where_they_are(ask: Ask, built: Path) -> None:
    assert _found(ask("teilung", show=9)) == [("Letter 1", "a.reading.html", "p1")]
    assert _found(ask("Wasser", show=9)) == [("Letter 2", "b%20%C3%A4.html", "sg-text")]
    ((_, page, anchor),) = _found(ask('"last word"', show=9))
    assert (page, anchor) == ("more/c.d2.html", "q")
    assert 'id="q"' in (built / page).read_text("utf-8")


def test_words_as_printed_lead_to_the_transcript(ask: Ask) -> None:
    (shown,) = ask("vnnd", show=9)["shown"]
    (passage,) = shown["passages"]
    assert passage["layer"] == 1 and passage["text"]["printed"] == "vnnd weiter."
    assert shown["printed"] == "a.transcript.html"
    assert ask("=und")["hits"] and not ask("Nota")["hits"] and not ask("Letter")["hits"]


def test_names_of_the_register_find_who_is_named_otherwise(ask: Ask) -> None:
    (shown,) = ask("Olympia", show=9)["shown"]
    (passage,) = shown["passages"]
    assert passage["layer"] == 2 and passage["text"]["names"] == ["Anna Amalia", "Olympia"]
    assert ask("Bert")["hits"] == []  # a sender's name is no text


def test_an_editions_spellings_are_alike(ask: Ask) -> None:
    assert ask("axt")["hits"] and not ask("axt", match="same")["hits"]


def test_documents_have_their_dates_and_what_narrows_a_search(ask: Ask) -> None:
    every = ask(show=9)
    assert [one["title"] for one in every["shown"]] == ["Letter 2", "Letter 1", "Letter 3"]
    assert [one["dating"] for one in every["shown"]] == ["1741–1742", "2. März 1808", ""]
    assert len(ask(**{"from": 1742, "to": 1742})["hits"]) == 1
    facets = {one["name"]: one["values"] for one in every["facets"]}
    assert list(facets) == ["sender", "language", "named-person"]
    assert {one["value"]: one["count"] for one in facets["sender"]} == {"Anna Amalia": 1, "Bert": 2}
    narrowed = ask("word OR wasser OR axt", chosen={"sender": ["Bert"], "language": ["en"]}, show=9)
    assert [one["title"] for one in narrowed["shown"]] == ["Letter 3"]
    none = ask("axt", chosen={"sender": ["Bert"]})["facets"][0]["values"]
    assert {"value": "Bert", "count": 0, "isChosen": True} in none


def test_each_page_leads_to_the_search_and_lists_of_words_to_passages(built: Path) -> None:
    for name, to in (
        ("index", ""),
        ("a", ""),
        ("more/c.d2", "../"),
        ("browse/all/index", "../../"),
    ):
        page = html.fromstring((built / f"{name}.html").read_bytes())
        assert page.xpath("//form[@role='search']/@action") == [f"{to}search.html"]
    search = html.fromstring((built / "search.html").read_bytes())
    (lists,) = search.xpath("//noscript//a/@href")
    words = html.fromstring((built / lists).read_bytes())
    leads = {str(one) for one in words.xpath("//dl//a/@href")}
    assert leads and all((built / "search" / one.partition("#")[0]).is_file() for one in leads)


def test_a_site_can_be_without_a_search(siglum: Siglum, tmp_path: Path) -> None:
    settings = SETTINGS.replace("[site]\n", "[site]\nsearch = false\n")
    folder = _write(tmp_path, {**FILES, "edition.toml": settings})
    siglum("build", "--force", cwd=folder)
    assert not (folder / "_site/search").exists() and not (folder / "_site/search.html").exists()
    assert "<form" not in (folder / "_site/a.html").read_text("utf-8")


def test_a_change_gives_the_search_of_a_fresh_build(siglum: Siglum, tmp_path: Path) -> None:
    folder = _write(tmp_path)

    def search() -> dict[str, bytes]:
        siglum("build", "--force", cwd=folder)
        files = (folder / "_site/search").iterdir()
        return {file.name: file.read_bytes() for file in files}

    first = search()
    person = PERSONS.replace("Olympia", "Melpomene")
    for name, content in (("persons.xml", person), ("tei/b ä.xml", FILES["tei/a.xml"])):
        _write(folder, {name: content})
        second = search()
        assert second != first
        siglum("build", "--force", "--fresh", cwd=folder)
        files = (folder / "_site/search").iterdir()
        assert {file.name: file.read_bytes() for file in files} == second
        first = second


@pytest.mark.parametrize(
    "said",
    ['de = "th/t"', "de = [1]", 'de = ["tht"]', 'de = ["/t"]', 'de = ["a/b/c"]', 'de = ["a b/c"]',
     'de = ["^/x"]', 'de = ["(a+)+b/c"]', f'de = ["{"x" * 100}/y"]', f"de = {['a/b'] * 3000}"],
)  # fmt: skip
def test_what_is_no_spelling_is_told(siglum: Siglum, tmp_path: Path, said: str) -> None:
    settings = SETTINGS.replace('de = ["xx/x"]', said)
    run = siglum("build", cwd=_write(tmp_path, {**FILES, "edition.toml": settings}))
    assert run.returncode == 2
    assert "edition.toml:11:1" in run.stdout and len(run.stdout) < 1000


def test_stems_that_can_not_be_had_are_told(siglum: Siglum, tmp_path: Path) -> None:
    (tmp_path / "none/snowballstemmer").mkdir(parents=True)
    (tmp_path / "none/snowballstemmer/__init__.py").write_text("raise ImportError")
    settings = SETTINGS.replace("[site]\n", "[site]\nstems = true\n")
    folder = _write(tmp_path / "edition", {**FILES, "edition.toml": settings})
    run = siglum("build", "--force", cwd=folder, env={"PYTHONPATH": f"{tmp_path / 'none'}"})
    assert run.returncode == 2 and "pip install 'siglum[stems]'" in run.stdout


def test_who_asks_on_the_home_page_comes_to_the_passage(built: Path, browser: Browser) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((built / "index.html").as_uri())
    page.fill("main form input[name=q]", "Olympia")
    page.press("main form input[name=q]", "Enter")
    page.wait_for_selector("#sg-hits > li")
    assert page.inner_text("#sg-hits .what") == "(hier genannt: Olympia)"
    page.click("#sg-facets summary >> text=Absender")
    page.check("input[name='f.sender'][value='Anna Amalia']")
    page.wait_for_url("**f.sender=Anna**")
    assert page.evaluate("document.activeElement.value") == "Anna Amalia"
    follow(page.locator("#sg-hits ul a").first)
    assert page.url.startswith((built / "a.reading.html").as_uri() + "#p1")
    context.close()
