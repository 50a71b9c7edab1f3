"""Sites of editions that say where their titles, dates, kinds and facets are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from small_edition import TEI, write

from commands import REPO, Siglum
from siglum.edition.config import load

SETTINGS = """[edition]
title = "Talks"
languages = ["de"]
url = "https://example.org/t"
[fields]
title = "//title[@level='s']"
date = "//title[@type='iso-date']"
order = "//title[@type='iso-date']/@n"
kind = "teiHeader//classCode"
[facets]
"Thema & Ort" = "teiHeader//keywords/term"
"Nie" = "teiHeader//keyword/term"
"""
TALK = """<TEI {tei} xml:lang="de"><teiHeader><fileDesc><titleStmt><title level="a">{title}</title>
<title level="s" xml:lang="la">Sermo {title}</title><title type="iso-date" n="{n}">{date}</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
<profileDesc><correspDesc><sender><persName>Ann</persName></sender></correspDesc><textClass>
<classCode scheme="ours">sermon</classCode><keywords>{terms}</keywords></textClass></profileDesc>
</teiHeader><text><body><p>Von {title}.</p></body></text></TEI>"""


def talk(title: str, date: str, n: int, *terms: str) -> str:
    said = "".join(f"<term>{term}</term>" for term in terms)
    return TALK.format(tei=TEI, title=title, date=date, n=n, terms=said)


FILES = {
    "edition.toml": SETTINGS,
    "tei/a.xml": talk("Zorn", "1808-03-02", 2, "Affekt", "Über Wien"),
    "tei/b.xml": talk("Mut", "1808-03-02", 1, "Affekt"),
    "tei/c.xml": talk("Zeit", "1799", 1),
}


@pytest.fixture(scope="module")
def run(siglum: Siglum, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = write(tmp_path_factory.mktemp("fields"), FILES)
    built = siglum("build", "--format", "concise", cwd=folder)
    return folder / "_site", built.stdout


def page(site: Path, name: str) -> html.HtmlElement:
    return html.fromstring((site / name).read_bytes())


def lines(site: Path, name: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page(site, name).xpath("//main//li")]


def test_a_page_and_its_citation_have_the_title_and_the_date(run: tuple[Path, str]) -> None:
    site = run[0]
    shown = page(site, "a.html")
    (heading,) = shown.xpath("//h1")
    assert heading.text_content() == "Sermo Zorn" and heading.get("lang") == "la"
    assert shown.xpath("string(//title)").startswith("Sermo Zorn")
    facts = {one.findtext("dt"): one.xpath("string(dd)") for one in shown.xpath("//dl/div[dt]")}
    assert facts["Datum"] == "2. März 1808"
    assert facts["Von"] == "Ann"
    assert "1808-03-02" in (site / "a.bib").read_text("utf-8")
    assert "title        = {{Sermo Zorn}}," in (site / "a.bib").read_text("utf-8")


def test_documents_are_listed_by_kind_by_order_and_by_facets(run: tuple[Path, str]) -> None:
    site = run[0]
    home = page(site, "index.html")
    hrefs = {one.text_content(): one.get("href") for one in home.xpath("//a[@href]")}
    (by_topic,) = [href for name, href in hrefs.items() if name == "Thema & Ort"]
    assert lines(site, "browse/date/1808.html")[-2:] == [
        "Sermo Mut, 2. März 1808",
        "Sermo Zorn, 2. März 1808",
    ]
    listed = page(site, by_topic.replace("%7E", "~"))
    links = listed.xpath("//main//li[not(ancestor::nav)]/a")
    values = [(one.text_content(), one.get("href")) for one in links]
    assert [name for name, _ in values] == ["Affekt", "Über Wien"]
    folder = (site / by_topic).parent
    of_affect = html.fromstring((folder / values[0][1]).read_bytes())
    titles = [one.text_content() for one in of_affect.xpath("//main//li[not(ancestor::nav)]/a")]
    assert titles == ["Sermo Mut", "Sermo Zorn"]
    assert "Nie" not in hrefs


def test_a_path_that_finds_nothing_in_any_document_is_told(run: tuple[Path, str]) -> None:
    told = [line for line in run[1].splitlines() if "SG613" in line]
    assert len(told) == 1
    line = SETTINGS.splitlines().index('"Nie" = "teiHeader//keyword/term"') + 1
    assert f"edition.toml:{line}:2: warning" in told[0]
    assert "“teiHeader//keyword/term” finds nothing" in told[0]


def test_letters_of_another_kind_are_still_letters_for_machines(run: tuple[Path, str]) -> None:
    assert (run[0] / "data/cmif.xml").is_file()
    assert "Message" in (run[0] / "data/edition.jsonld").read_text("utf-8")


def test_the_examples_of_the_guide_are_settings(tmp_path: Path) -> None:
    guide = (REPO / "docs/the-site.md").read_text("utf-8")
    examples = re.findall(r"```toml\n(\[(?:fields|facets)\]\n.*?)```", guide, re.DOTALL)
    (tmp_path / "edition.toml").write_text("\n".join(examples))
    edition = load(tmp_path / "edition.toml")
    assert len(list(edition.fields.paths())) == 4 and len(edition.facets) == 2
