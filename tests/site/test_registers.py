"""Registers and lists of documents: what is on which page, where links lead, what is counted."""

from __future__ import annotations

import math
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html
from small_edition import TEI, person, register, write

from siglum.api.edition import Edition
from siglum.edition.config import load
from siglum.findings.diagnostics import CannotRun
from siglum.model.collation import collated
from siglum.model.index import Index
from siglum.render import listing
from siglum.render.views import Rendering
from siglum.site import listed, making, site
from siglum.site.names import file_name
from siglum.site.site import Built

SETTINGS = """[edition]
title = "Letters"
sources = ["tei/*.xml"]
authority = ["register/*.xml"]
"""
LETTER = """<TEI {tei} xml:id="l{n}"><teiHeader><fileDesc><titleStmt><title>Letter {n}</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
<profileDesc><correspDesc><correspAction type="sent"><persName ref="../register/p.xml#{sender}"/>
<placeName>Rome</placeName><date when="{date}"/></correspAction><correspAction type="received">
<persName ref="../register/p.xml#{receiver}"/></correspAction></correspDesc></profileDesc>
</teiHeader><text><body>{text}</body></text></TEI>"""
P = '<persName ref="../register/p.xml#{}">{}</persName>'


def letter(n: int, sender: str, receiver: str, date: str, text: str) -> str:
    return LETTER.format(tei=TEI, n=n, sender=sender, receiver=receiver, date=date, text=text)


FILES = {
    "edition.toml": SETTINGS,
    "register/p.xml": register(
        person(
            "anna",
            '<birth when="1752"/><note>A <hi>singer</hi>. See <ref target="../tei/a.xml#p1">here'
            '</ref>, <persName ref="#bert">him</persName>.</note><idno type="GND">118540238</idno>'
            '<idno type="URI">https://example.org/a</idno><idno type="GND">java script</idno>',
        ),
        person("bert"),
        person("nobody", "<note>Is not mentioned.</note>"),
    ),
    "tei/a.xml": letter(
        1,
        "anna",
        "bert",
        "1808-03-02",
        f'<p xml:id="p1">I saw {P.format("bert", "him")} and <choice><sic>hym</sic><corr>him</corr>'
        f"</choice>, {P.format('bert', '<choice><abbr>B.</abbr><expan>Bert</expan></choice>')}"
        "<note>A note.</note> twice.</p>",
    ),
    "tei/b.xml": letter(2, "bert", "anna", "1807", "<p>Nothing.</p>"),
    "tei/c.xml": letter(3, "anna", "bert", "1808-03-10", f"<p>{P.format('anna', 'I')}.</p>"),
}


def built(folder: Path) -> Built:
    edition = load(folder / "edition.toml")
    return site.build(edition, folder / "_site", force=True, progress=lambda _: None)


def page(folder: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((folder / "_site" / name).read_bytes().decode())


def entry(folder: Path, name: str, kind: str = "persons") -> Path:
    (found,) = (folder / "_site/register" / kind).glob(f"*/{name}.html")
    return found


def text(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = write(tmp_path / "edition", FILES)
    assert built(folder).is_whole
    return folder


def test_an_entry_has_its_data_and_its_mentions(edition: Path) -> None:
    found = html.document_fromstring(entry(edition, "bert").read_text("utf-8"))
    assert text(found.xpath("//h1")[0]) == "Bert"
    assert text(found.xpath("//p[@class='subtitle']")[0]) == "5 mentions · 3 documents"
    assert [text(each) for each in found.xpath("//h2")][-2:] == ["1807", "1808"]
    lines = [text(each) for each in found.xpath("//section[h2 = '1808']//li")]
    assert lines == [
        "Letter 1, 2 March 1808, receiver",
        "I saw him and him, Bert twice. Letter 1, 2 March 1808",
        "I saw him and him, Bert twice. Letter 1, 2 March 1808",
        "Letter 3, 10 March 1808, receiver",
    ]
    links = [str(each) for each in found.xpath("//span[@class='context']/a/@href")]
    assert links == ["../../../a.html#p1"] * 2
    assert [text(each) for each in found.xpath("//span[@class='context']/a")] == ["him", "Bert"]


@pytest.mark.parametrize("change", ["change", "go"])
def test_mentions_are_those_of_the_texts_that_were_read(tmp_path: Path, change: str) -> None:
    folder = write(tmp_path / "edition", FILES)
    letter = folder / "tei/c.xml"

    def progress(words: str) -> None:
        if words == "read a.xml" and letter.exists():
            if change == "go":
                letter.unlink()
            else:
                letter.write_text(letter.read_text("utf-8").replace(">I<", ">Another<"))

    edition = load(folder / "edition.toml")
    made = site.build(edition, folder / "_site", force=True, progress=progress)
    assert not [one for one in made.findings if one.code == "SG608"]
    anna = text(html.document_fromstring(entry(folder, "anna").read_text("utf-8")))
    assert "I. Letter 3, 10 March 1808" in anna
    assert "Another" not in anna
    assert "I." in text(page(folder, "c.html").xpath("//section[@id='sg-text']")[0])


class _Failing:
    """Makes an index, but for the first times, at which the store fails."""

    def __init__(self, times: float, error: sqlite3.Error) -> None:
        self.times = times
        self.error = error

    def __call__(self, *said: Any) -> Index:
        self.times -= 1
        if self.times >= 0:
            raise self.error
        return Index(*said)


def test_a_disk_without_space_for_the_index_leaves_the_old_site(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in (edition / "_site").rglob("*.html")}
    full = sqlite3.OperationalError("database or disk is full")
    monkeypatch.setattr(listed, "Index", _Failing(math.inf, full))
    (edition / "tei/b.xml").write_text(letter(2, "bert", "anna", "1807", "<p>Other.</p>"))
    with pytest.raises(CannotRun) as stopped:
        built(edition)
    (told,) = stopped.value.diagnostics
    assert (told.code, told.message.endswith("disk is full")) == ("SG903", True)
    assert {path: path.read_bytes() for path in (edition / "_site").rglob("*.html")} == before


def test_rows_that_turn_out_to_be_damaged_are_made_anew(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = entry(edition, "anna").read_bytes()
    damaged = sqlite3.DatabaseError("database disk image is malformed")
    monkeypatch.setattr(listed, "Index", _Failing(1, damaged))
    (edition / "tei/b.xml").write_text(letter(2, "bert", "anna", "1807", "<p>Other.</p>"))
    assert [one.code for one in built(edition).findings if one.code == "SG906"] == ["SG906"]
    assert entry(edition, "anna").read_bytes() == before
    assert "Other." in text(page(edition, "b.html"))


def test_an_entry_that_nobody_mentions_has_a_page(edition: Path) -> None:
    found = html.document_fromstring(entry(edition, "nobody").read_text("utf-8"))
    assert "not mentioned in any document" in text(found)
    assert "Is not mentioned." in text(found)


def test_what_an_entry_says_leads_to_pages_of_the_site_and_known_authorities(edition: Path) -> None:
    found = html.document_fromstring(entry(edition, "anna").read_text("utf-8"))
    links = {text(each): str(each.get("href")) for each in found.xpath("//main//a[@href]")}
    assert links["here"] == "../../../a.html#p1"
    assert links["him"].endswith("/bert.html")
    assert links["118540238"] == "https://d-nb.info/gnd/118540238"
    assert links["https://example.org/a"] == "https://example.org/a"
    assert "java script" in text(found) and "java script" not in links


def test_what_an_entry_loses_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = listing.of_entries

    def losing(**said: Any) -> Rendering:
        made = right(**said)
        return Rendering(made.text.replace("Is not", ""), made.findings)

    folder = write(tmp_path / "edition", FILES)
    monkeypatch.setattr(listing, "of_entries", losing)
    edition = load(folder / "edition.toml")
    made = site.build(edition, folder / "_site", force=False, progress=lambda _: None)
    lost = [one for one in made.findings if one.code.startswith("SG7")]
    assert [one.span.file.name for one in lost] == ["p.xml"]
    assert made.pages == () and not (folder / "_site").exists()


def test_a_name_in_a_text_leads_to_the_entry_and_shows_it_in_a_line(edition: Path) -> None:
    found = page(edition, "c.html")
    (link,) = found.xpath("//a[. = 'I']")
    assert (edition / "_site" / link.get("href")).samefile(entry(edition, "anna"))
    assert link.get("title") == "Anna (1752–): A singer. See here, him."
    assert not found.xpath("//*[@id='sg-names']")


def test_counts_on_pages_are_those_of_the_model(edition: Path) -> None:
    counts: dict[str, int] = {}
    for file in (edition / "_site/register/persons").glob("*/*.html"):
        said = text(html.document_fromstring(file.read_text("utf-8")).xpath("//p")[0])
        counts[file.stem] = int(said.split()[0]) if said[0].isdigit() else 0
    with Edition.open(edition) as opened:
        assert counts == {each.xml_id: each.count() for each in opened.entities("person")}
    assert sum(counts.values()) > 5


def test_a_mention_that_is_counted_otherwise_in_the_document_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = making.pointers_of

    def wrong(*args):  # type: ignore[no-untyped-def]
        found = right(*args)
        found["persName/@ref ../register/p.xml#bert"] += 1
        return found

    folder = write(tmp_path / "edition", FILES)
    monkeypatch.setattr(making, "pointers_of", wrong)
    told = [one.message for one in built(folder).findings if one.code == "SG608"]
    pointer = "persName/@ref ../register/p.xml#bert"
    assert f"{pointer} is counted 3 times and stands 4 times" in told


def test_a_key_of_several_words_is_counted_and_linked(tmp_path: Path) -> None:
    entry = f"<TEI {TEI}><text><body><listPerson>{person('x')}</listPerson></body></text></TEI>"
    files = {
        "edition.toml": SETTINGS,
        "register/Mao Zedong.xml": entry.replace(' xml:id="x"', ""),
        "tei/a.xml": letter(1, "x", "y", "1949", '<p><persName key="Mao  Zedong">M</persName></p>'),
    }
    folder = write(tmp_path / "edition", files)
    assert not [one for one in built(folder).findings if one.code == "SG608"]
    (link,) = page(folder, "a.html").xpath("//a[. = 'M']")
    assert (folder / "_site" / unquote(str(link.get("href")))).is_file()


def test_lists_of_documents_lead_to_each_of_them(edition: Path) -> None:
    lists = {path.parent.name for path in (edition / "_site/browse").glob("*/index.html")}
    assert lists == {"date", "sender", "receiver", "place", "all"}
    year = page(edition, "browse/date/1808.html")
    assert [text(each) for each in year.xpath("//h2")] == ["March 1808"]
    days = {text(each): str(each.get("href")) for each in year.xpath("//table//a")}
    assert days == {"2": "../../a.html", "10": "../../c.html"}
    (first,) = year.xpath("//tbody/tr[1]")
    assert [text(each) for each in first.xpath("td")] == ["", "1", "2", "3", "4", "5", "6"]
    senders = page(edition, "browse/sender/index.html")
    assert [text(each) for each in senders.xpath("//li[a]")][-2:] == ["Anna, 2", "Bert, 1"]
    home = page(edition, "index.html")
    assert "Persons (3)" in text(home) and "By sender" in text(home)


def test_documents_lead_to_those_before_and_after_by_date(edition: Path) -> None:
    found = page(edition, "a.html")
    assert found.xpath("//a[@rel = 'prev']/@href") == ["b.html"]
    assert found.xpath("//a[@rel = 'next']/@href") == ["c.html"]
    assert not page(edition, "b.html").xpath("//a[@rel = 'prev']")


def test_every_link_of_lists_and_entries_leads_somewhere(edition: Path) -> None:
    root = edition / "_site"
    pages = {
        path: html.document_fromstring(path.read_text("utf-8")) for path in root.rglob("*.html")
    }
    checked = 0
    for path, tree in pages.items():
        for href in map(str, tree.xpath("//a/@href")):
            if href.startswith("http"):
                continue
            name, _, anchor = href.partition("#")
            target = (path.parent / unquote(name)).resolve() if name else path
            assert target.is_file(), (path, href)
            if anchor:
                assert pages[target].xpath("//*[@id = $id]", id=unquote(anchor)), (path, href)
            checked += 1
    assert checked > 100


def test_a_letter_that_changes_changes_only_what_names_those_it_names(edition: Path) -> None:
    pages = ("*.html", "register/**/*.html", "browse/**/*.html")
    before = {path: path.stat().st_ino for one in pages for path in (edition / "_site").glob(one)}
    letter = edition / "tei/c.xml"
    letter.write_text(letter.read_text("utf-8").replace(">I<", ">Myself<"))
    built(edition)
    after = {path: path.stat().st_ino for one in pages for path in (edition / "_site").glob(one)}
    changed = {path.name for path in before if before[path] != after[path]}
    assert before.keys() == after.keys()
    assert changed == {"c.html", "anna.html", "search.html"}


def test_switches_leave_registers_and_lists_out(edition: Path) -> None:
    settings = edition / "edition.toml"
    settings.write_text(SETTINGS + "[site]\nregisters = false\nbrowse = false\n")
    built(edition)
    assert not (edition / "_site/register").exists() and not (edition / "_site/browse").exists()
    found = page(edition, "a.html")
    assert found.xpath("//*[@id='sg-names']") and not found.xpath("//a[@rel]")


def test_a_single_document_has_no_lists(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if name not in ("tei/b.xml", "tei/c.xml")}
    folder = write(tmp_path / "edition", files)
    built(folder)
    assert not (folder / "_site/browse").exists()


def test_an_address_does_not_change_when_something_is_added(edition: Path) -> None:
    def addresses() -> set[str]:
        found = (edition / "_site").rglob("*.html")
        return {path.relative_to(edition / "_site").as_posix() for path in found}

    before = addresses()
    more = register(person("Anna"), person("ann"), person("zoe"))
    (edition / "register/a.xml").write_text(more)
    shutil.copy(edition / "tei/a.xml", edition / "tei/aa.xml")
    built(edition)
    assert before < addresses()


def test_names_of_files_are_apart_whatever_the_file_system() -> None:
    ids = ["anna", "Anna", "ANNA", "毛", "con", "nul.x", "x" * 300, "x" * 299, "a.", "é", "e\u0301"]
    names = [file_name(one) for one in ids]
    assert len({name.casefold() for name in names}) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9._~-]{1,101}", name) for name in names)
    assert file_name("anna") == "anna"


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("de", "Abel Ärger Öberg Ober Zeta"),
        ("sv", "Abel Ober Zeta Ärger Öberg"),
        ("fi-FI", "Abel Ober Zeta Ärger Öberg"),
        ("nn", "Abel Ober Zeta Ärger Öberg"),
    ],
)
def test_names_sort_as_the_language_sorts(language: str, order: str) -> None:
    of = collated(language)
    names = sorted(order.split(), key=lambda name: of(name)[0])
    if language == "de":
        assert names == ["Abel", "Ärger", "Ober", "Öberg", "Zeta"]
        assert of("Ärger")[1] == "A"
    else:
        assert names == order.split()
        assert of("Ärger")[1] != "A"
