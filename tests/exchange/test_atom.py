"""The Atom feed: what RFC 4287 asks for, and dates that documents say themselves."""

from __future__ import annotations

from pathlib import Path

from letters import FILES, URL, built, document
from lxml import etree, html

from siglum import relaxng

ATOM = "{http://www.w3.org/2005/Atom}"
GRAMMAR = """
default namespace = "http://www.w3.org/2005/Atom"
start = element feed {
  attribute xml:lang { text }?,
  (title & id & updated & author+ & link* & rights? & entry*)
}
entry = element entry { title & id & updated & author* & link+ & rights? }
title = element title { text }
rights = element rights { text }
id = element id { xsd:anyURI { minLength = "1" } }
updated = element updated { xsd:dateTime { pattern = ".*T.*Z" } }
author = element author { element name { text } & element uri { text }? & element email { text }? }
link = element link {
  attribute href { xsd:anyURI }, attribute rel { "self" | "alternate" }, attribute type { text }?
}
"""
"""What RFC 4287 asks of what siglum writes; an entry without author has that of the feed."""


def feed(site: Path) -> etree._Element:
    return etree.parse(site / "data/feed.xml").getroot()


def page(site: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((site / name).read_bytes().decode())


def test_it_is_a_feed(letters: Path, tmp_path: Path) -> None:
    (tmp_path / "atom.rnc").write_text(GRAMMAR, "utf-8")
    schema = relaxng.load(tmp_path / "atom.rnc")
    data = (letters / "data/feed.xml").read_bytes()
    assert not schema.validate(data)
    assert schema.validate(data.replace(b"T00:00:00Z", b""))


def test_documents_that_say_a_day_are_in_it_the_newest_first(letters: Path) -> None:
    root = feed(letters)
    entries = [
        (one.findtext(f"{ATOM}id"), one.findtext(f"{ATOM}updated"), one.findtext(f"{ATOM}title"))
        for one in root.iter(f"{ATOM}entry")
    ]
    assert entries == [
        (f"{URL}/a.html", "2020-05-06T00:00:00Z", "Anna to Bert <1>"),
        (f"{URL}/b.html", "2018-07-08T00:00:00Z", "To the firm"),
    ]
    assert root.findtext(f"{ATOM}updated") == "2020-05-06T00:00:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Ed Itor"


def test_feed_readers_find_it(letters: Path) -> None:
    (link,) = page(letters, "index.html").xpath("//link[@type='application/atom+xml']")
    assert (letters / link.get("href")).is_file()


def test_without_a_day_there_is_none_and_the_page_says_why(tmp_path: Path) -> None:
    files = {name: document("<p/>") for name in FILES if name.startswith("tei/")}
    site = built(tmp_path, files)
    assert not (site / "data/feed.xml").exists()
    assert not page(site, "index.html").xpath("//link[@rel='alternate']")
    said = " ".join(str(page(site, "data/index.html").text_content()).split())
    assert "Atom, no document says on which day" in said


def test_it_has_the_newest_of_many(tmp_path: Path) -> None:
    days = [f"2020-{month:02d}-{day:02d}" for month in (1, 2, 3) for day in range(1, 21)]
    files = {
        f"tei/n{number}.xml": document("<p/>", revision=f'<change when="{day}"/>')
        for number, day in enumerate(days)
    }
    found = [str(one.text)[:10] for one in feed(built(tmp_path, files)).iter(f"{ATOM}updated")]
    newest = sorted([*days, "2020-05-06"], reverse=True)
    assert found == ["2020-05-06", *newest[:50]]
