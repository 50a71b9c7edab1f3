"""A build finds each dead link of its site, whatever is new in it and whatever is kept."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from lxml import html
from site_links import dead_links
from small_edition import MORE, SETTINGS, letter, write

from commands import Siglum
from siglum.edition.config import load
from siglum.findings.diagnostics import CannotRun, Severity
from siglum.site import dead_links as checked
from siglum.site import site
from siglum.site.dead_links import read_text

LINKING = MORE.format(word="one").replace("<xsl:apply", '<a href="{@n}"/><xsl:apply')


def page(*links: str) -> str:
    said = "".join(f'<ab n="{link}">x</ab>' for link in links)
    return letter(1, f'<p xml:id="p1">One.</p>{said}')


def edition(folder: Path, **documents: str) -> Path:
    settings = re.sub(r"\[schemas\].*?\[outputs\]\n", "[outputs]\n", SETTINGS, flags=re.DOTALL)
    settings = settings.replace('"note.txt" = "own/note.xsl"\n', "").replace("transcripts", "#")
    settings = settings.replace('css = "look.css"\n', "")
    write(folder, {"edition.toml": settings, "own/more.xsl": LINKING})
    html_of = '<xsl:import href="siglum:html.xsl"/><xsl:include href="more.xsl"/>'
    sheet = f'<s:stylesheet version="3.0" xmlns:s="{XSL}">{html_of}</s:stylesheet>'
    write(folder, {"own/html.xsl": sheet.replace("<xsl:", "<s:")})
    write(folder, {f"tei/{name}.xml": text for name, text in documents.items()})
    return folder


XSL = "http://www.w3.org/1999/XSL/Transform"


def told(folder: Path) -> list[str]:
    """Build a site, and return what dead links lead to: they are what a plain search finds."""
    made = site.build(
        load(folder / "edition.toml"), folder / "_site", force=True, progress=lambda _: None
    )
    found = [one for one in made.findings if one.code == "SG614"]
    assert all(one.severity is Severity.ERROR for one in found)
    dead = {line.partition(" -> ")[0] for line in dead_links(folder / "_site")}
    first = {one.span.file.relative_to(folder / "_site").as_posix() for one in found}
    first.discard(".")
    assert first <= dead and bool(first) == bool(dead)
    return [one.message.partition("“")[2].partition("”")[0] for one in found]


def test_each_dead_link_is_told_until_it_is_mended(tmp_path: Path) -> None:
    folder = edition(tmp_path, a=page("b.html#p1", "b.html#p2", "c.html"), b=page("a.html#top"))
    assert told(folder) == ["b.html#p2", "c.html"]
    assert told(folder) == ["b.html#p2", "c.html"]  # nothing is made
    write(folder, {"tei/d.xml": page("e.html")})
    assert told(folder) == ["b.html#p2", "c.html", "e.html"]
    write(folder, {"tei/c.xml": page("c.html#p1")})
    assert told(folder) == ["b.html#p2", "e.html"]
    write(folder, {"tei/a.xml": page(), "tei/e.xml": page()})
    assert told(folder) == []


def test_a_page_that_is_kept_has_a_link_that_dies(tmp_path: Path) -> None:
    folder = edition(tmp_path, a=page("b.html#p1"), b=page(), c=page("b.html"))
    assert told(folder) == []
    write(folder, {"tei/b.xml": page().replace('"p1"', '"p9"')})
    assert told(folder) == ["b.html#p1"]
    (folder / "tei/b.xml").unlink()
    assert told(folder) == ["b.html", "b.html#p1"]
    write(folder, {"tei/b.xml": page()})
    assert told(folder) == []


def test_a_link_that_is_written_in_another_way_dies_too(tmp_path: Path) -> None:
    folder = edition(tmp_path, **{"a": page("%62(1).html#p1"), "b(1)": page()})
    assert told(folder) == []
    write(folder, {"tei/b(1).xml": page().replace('"p1"', '"p9"')})
    assert told(folder) == ["b(1).html#p1"]


def test_many_dead_links_of_one_page_have_their_places(tmp_path: Path) -> None:
    folder = edition(tmp_path, a=page(*(f"{number}.html" for number in range(2_000))))
    built = site.build(
        load(folder / "edition.toml"), folder / "_site", force=True, progress=lambda _: None
    )
    spans = [one.span for one in built.findings if one.code == "SG614"]
    assert len({(span.line, span.column) for span in spans}) == 2_000


def test_a_full_disk_ends_the_build_and_the_old_site_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = edition(tmp_path, a=page())
    assert told(folder) == []
    before = (folder / "_site/a.html").read_bytes()
    write(folder, {"tei/a.xml": page("b.html")})

    def full(_: checked.Checking, found: sqlite3.Connection) -> list[checked.Link]:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(checked.Checking, "_dead", full)
    with pytest.raises(CannotRun) as stopped:
        told(folder)
    (finding,) = stopped.value.diagnostics
    assert (finding.code, finding.message.endswith("disk is full")) == ("SG903", True)
    assert (folder / "_site/a.html").read_bytes() == before
    monkeypatch.undo()
    assert told(folder) == ["b.html"]


def test_dead_links_too_many_to_keep_are_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checked, "MOST", 2)
    folder = edition(tmp_path, a=page("1.html", "2.html", "3.html", "4.html"))
    assert told(folder) == told(folder) == ["", "1.html"]  # it has three views
    monkeypatch.setattr(checked, "MOST", 20)
    assert told(folder) == ["1.html", "2.html", "3.html", "4.html"]
    write(folder, {"tei/a.xml": page("4.html")})
    assert told(folder) == ["4.html"]


def test_the_command_tells_it_and_writes_the_site(siglum: Siglum, tmp_path: Path) -> None:
    folder = edition(tmp_path, a=page("gone.html"), b=page("gone.html"))
    built = siglum("build", "--force", "--format", "concise", cwd=folder)
    assert built.returncode == 1
    line = re.search(r"_site/a.html:(\d+):(\d+): error\[SG614\] 6 pages link", built.stdout)
    assert line is not None, built.stdout
    lines = (folder / "_site/a.html").read_text("utf-8").splitlines()
    assert lines[int(line[1]) - 1][int(line[2]) - 1 :].startswith('href="gone.html"')
    assert (folder / "_site/index.html").is_file()


def test_a_page_is_read_as_a_parser_for_html_reads_it(site: Path) -> None:
    seen = 0
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if name.startswith("source/"):
            continue
        text = path.read_text("utf-8")
        root = html.document_fromstring(text.encode())
        found = read_text(name, text)
        assert found.ids == {str(one) for one in root.xpath("//@id")}
        addresses = root.xpath("//@href | //@src | //@data-href")
        own = [one for one in addresses if not re.match(r"[a-z]+:", one)]
        assert len({one.partition("?")[0].removesuffix("#top") for one in own}) >= len(found.links)
        seen += len(found.links)
    assert seen > 500


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("<a href='b.html#x'>", ["sub/b.html#x"]),
        ('<a title="a > b" href="../b.html?q=1#x%20y">', ["b.html#x y"]),
        ('<a href="https://example.org/b.html"> <a href="//b"> <a href="/b"> <a href="a:b">', []),
        ('<a href="#">', ["sub/a.html#"]),
        ('<a href="&amp;.html">', ["sub/&.html#"]),
        ('<script>if (a<b && "href=") x = \' href="no.html" > \'</script>', []),
        ('<style>/* <a href="no.html"> */</style><!-- <a href="no.html"> -->', []),
        ('<p>He wrote href="no.html" and left.</p>', []),
        ("<p title=\"say href='q' twice\"> <p title='an href=\"q\" here' hidden>", []),
        ('<p title="=" href = "q">', ["sub/q#"]),
        ("<a " * 20_000 + '<a x="' * 20_001 + "<!--" * 20_000, []),
        ('<p>5 &lt; 6 <img src="a.png"/></p>', ["sub/a.png#"]),
    ],
)
def test_what_is_no_link_is_none(text: str, links: list[str]) -> None:
    found = read_text("sub/a.html", text).links
    assert sorted(f"{one.target}#{one.anchor}" for one in found) == links
