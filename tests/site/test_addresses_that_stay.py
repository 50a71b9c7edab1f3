"""Addresses that stay: what is listed, what a build does of it, and what it refuses to lose."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from long_documents import CHAPTERS, chapter, document
from lxml import html
from small_edition import TEI, person, register, write

from browsing import follow
from commands import Siglum
from siglum.edition.config import load
from siglum.findings.diagnostics import Diagnostic
from siglum.site import leads, site
from siglum.site.address_list import AddressList
from siglum.site.address_update import Compared, compare
from siglum.site.site import Built

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SETTINGS = """[edition]
title = "Letters"
sources = ["tei/**/*.xml"]
authority = ["register/*.xml"]
"""
LETTER = """<TEI {tei}{id}><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>
<publicationStmt><p/>{idno}</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
<encodingDesc><refsDecl><citeStructure unit="paragraph" match="//body/p" use="position()"/>
</refsDecl></encodingDesc></teiHeader><text><body>{text}</body></text></TEI>"""
TEXT = """<p xml:id="p1">The river is wide.</p><p xml:id="p2">It can't be crossed in winter.</p>
<p xml:id="p3">The ferry goes at noon.</p>"""


def letter(title: str, text: str = TEXT, name: str = "", idno: str = "") -> str:
    said = f' xml:id="{name}"' if name else ""
    return LETTER.format(tei=TEI, id=said, title=title, text=text, idno=idno)


FILES = {
    "edition.toml": SETTINGS,
    "register/p.xml": register(person("anna"), person("bert")),
    "tei/a.xml": letter("One", name="one"),
    "tei/b.xml": letter("Two", idno="<idno>doi:2</idno>"),
}


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A built edition with a list of its addresses."""
    folder = write(tmp_path / "edition", FILES)
    updated(folder)
    assert not codes(built(folder).findings)
    return folder


def updated(folder: Path, *, only_check: bool = False) -> Compared:
    return compare(load(folder / "edition.toml"), lambda _: None, write=not only_check)


def built(folder: Path, *, force: bool = False) -> Built:
    edition = load(folder / "edition.toml")
    return site.build(edition, folder / "_site", force=force, progress=lambda _: None)


def codes(findings: object) -> list[str]:
    found = [one for one in findings if one.code in ("SG609", "SG610", "SG611")]  # type: ignore[attr-defined]
    return [f"{one.code} {one.span.line} {one.message}" for one in found]


def told(folder: Path) -> list[Diagnostic]:
    return updated(folder, only_check=True).findings


def lines(folder: Path) -> list[str]:
    return (folder / "addresses.tsv").read_text("utf-8").splitlines()


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def page(folder: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((folder / "_site" / name).read_bytes().decode())


def former(folder: Path, name: str) -> dict[str, list[str]]:
    found = page(folder, name).xpath("//p[@class='former']")
    return {one.get("id"): [a.get("href") for a in one.iter("a")] for one in found}


# === The list


def test_the_list_has_each_page_with_its_units_sorted(listed: Path) -> None:
    assert lines(listed) == [
        "address\tkind\tleads to\tid\tunits",
        "a.html\tdocument\ttei/a.xml\tone\tp1 p2 p3",
        "b.html\tdocument\ttei/b.xml\tdoi:2\tp1 p2 p3",
        "register/persons/c1/bert.html\tperson\tregister/p.xml\tbert",
        "register/persons/d8/anna.html\tperson\tregister/p.xml\tanna",
    ]


def test_every_address_that_is_listed_is_in_the_site(
    edition: Path, siglum: Siglum, site: Path
) -> None:
    assert siglum("addresses", cwd=edition).returncode == 0
    known = AddressList.read(load(edition / "edition.toml"))
    found = list(known.lines())
    known.close()
    assert len(found) == len([*(site / "register").rglob("*/??/*.html")]) + 1
    for line in found:
        root = html.document_fromstring((site / line.address).read_bytes().decode())
        ids = {one.get("id") for one in root.iter("*")}
        assert {unit.name for unit in line.units} <= ids


def test_a_list_that_is_up_to_date_is_not_written(listed: Path) -> None:
    before = (listed / "addresses.tsv").stat().st_mtime_ns
    assert not updated(listed).is_written
    assert (listed / "addresses.tsv").stat().st_mtime_ns == before


def test_what_is_new_is_added_where_it_belongs(listed: Path) -> None:
    write(listed, {"tei/aa.xml": letter("Three")})
    edit(listed, "tei/a.xml", '<p xml:id="p2">', '<p xml:id="p1a">New.</p><p xml:id="p2">')
    done = updated(listed)
    assert (done.new, done.changed) == (1, 1)
    assert lines(listed)[1:3] == [
        "a.html\tdocument\ttei/a.xml\tone\tp1 p1a p2 p3",
        "aa.html\tdocument\ttei/aa.xml\t\tp1 p2 p3",
    ]


def test_an_update_takes_nothing_out(listed: Path) -> None:
    (listed / "tei/b.xml").unlink()
    edit(listed, "tei/a.xml", 'xml:id="p2"', "")
    edit(listed, "register/p.xml", 'xml:id="bert"', 'xml:id="berta"')
    before = lines(listed)
    done = updated(listed)
    assert [one.code for one in done.findings].count("SG609") == 3
    assert set(before) <= set(lines(listed))


# === What would be lost


def test_a_build_that_would_lose_a_page_writes_nothing(listed: Path) -> None:
    (listed / "tei/a.xml").unlink()
    stopped = built(listed)
    assert codes(stopped.findings) == ["SG609 2 the site would have no page “a.html” any more"]
    assert not stopped.pages
    assert (listed / "_site/a.html").exists()
    assert built(listed, force=True).pages
    assert not (listed / "_site/a.html").exists()


def test_an_edition_without_a_list_may_lose_what_it_likes(listed: Path) -> None:
    (listed / "addresses.tsv").unlink()
    (listed / "tei/a.xml").unlink()
    assert not codes(built(listed).findings)


def test_a_lost_entry_is_told_with_one_of_the_same_name(listed: Path) -> None:
    edit(listed, "register/p.xml", 'xml:id="bert"', 'xml:id="bertram"')
    (found,) = [one for one in told(listed) if one.code == "SG609"]
    assert "“register/persons/47/bertram.html” now" in str(found.help)


@pytest.mark.parametrize(
    ("old", "new", "meant", "sure"),
    [
        ('"p2"', '"x2"', "x2", "surely"),
        ('"p2">It can\'t be', '"x2">It could hardly be', "x2", "likely"),
        ('"p2">It can\'t be crossed in winter.', '"x2">Other words stand here.', "x2", "likely"),
        ('<p xml:id="p2">It can\'t', '<ab/><p xml:id="x2">Nobody was', "x2", "may be"),
    ],
)
def test_a_lost_unit_is_told_with_its_likely_successor(
    listed: Path, old: str, new: str, meant: str, sure: str
) -> None:
    if sure == "may be":
        shutil.rmtree(listed / "_site")
    edit(listed, "tei/a.xml", old, new)
    (found,) = [one for one in told(listed) if one.code == "SG609"]
    assert found.message == "the page “a.html” would have no “p2” any more"
    assert f"“{meant}” now" in str(found.help)
    assert sure in str(found.help)


def test_a_lost_unit_like_no_other_has_no_successor(listed: Path) -> None:
    edit(listed, "tei/a.xml", '<p xml:id="p2">It can\'t be crossed in winter.</p>', "")
    (found,) = [one for one in told(listed) if one.code == "SG609"]
    assert "“p2>”" in str(found.help)


def test_another_document_at_an_address_is_told(listed: Path) -> None:
    edit(listed, "tei/a.xml", 'xml:id="one"', 'xml:id="other"')
    assert codes(told(listed)) == ["SG609 2 “a.html” is the document “other” now, and was “one”"]


def test_a_document_that_gets_an_id_beside_its_idno_is_the_same(listed: Path) -> None:
    edit(listed, "tei/b.xml", "<TEI ", '<TEI xml:id="two" ')
    assert not codes(told(listed))
    updated(listed)
    assert lines(listed)[2].split("\t")[3] == "two"


def test_very_many_lost_addresses_are_counted(listed: Path) -> None:
    with (listed / "addresses.tsv").open("a") as file:
        file.writelines(f"gone/{number}.html\tdocument\n" for number in range(300))
    found = codes(told(listed))
    assert len(found) == 201
    assert found[-1].endswith("100 more addresses would be lost")


# === What has moved


@pytest.mark.parametrize("name", ["a", "b"])  # known by an xml:id, and by an idno
def test_a_document_that_moved_is_found_by_its_identifier(listed: Path, name: str) -> None:
    (listed / "tei/sub").mkdir()
    (listed / f"tei/{name}.xml").rename(listed / "tei/sub/new.xml")
    done = built(listed)
    assert [one.partition(" ")[0] for one in codes(done.findings)] == ["SG610"]
    for address in (f"{name}.html", f"{name}.reading.html", f"{name}.transcript.html"):
        lead = page(listed, address)
        assert lead.xpath("//link[@rel='canonical']/@href")[0] == "sub/new.html"
        assert lead.xpath("//main//a/@href")[0] == "sub/new.html"
        assert lead.xpath("//noscript/meta/@content")[0] == "0; url=sub/new.html"
    assert updated(listed).changed == 1
    assert [one for one in lines(listed) if one.startswith(f"{name}.html\tmoved\tsub/new.html\t")]
    assert not codes(built(listed).findings)


def test_it_still_leads_there_when_its_identifier_has_changed(listed: Path) -> None:
    (listed / "tei/a.xml").rename(listed / "tei/new.xml")
    updated(listed)
    edit(listed, "tei/new.xml", 'xml:id="one"', "")
    edit(listed, "addresses.tsv", "tei/new.xml\tone", "tei/new.xml\t")
    assert not codes(built(listed).findings)
    assert page(listed, "a.html").xpath("//main//a/@href")[0] == "new.html"


def test_what_moves_twice_leads_to_where_it_is(listed: Path) -> None:
    for before, after in (("b", "c"), ("c", "d")):
        (listed / f"tei/{before}.xml").rename(listed / f"tei/{after}.xml")
        updated(listed)
    assert not codes(built(listed).findings)
    assert page(listed, "b.html").xpath("//main//a/@href")[0] == "d.html"


def test_moves_in_a_circle_are_told(listed: Path) -> None:
    with (listed / "addresses.tsv").open("a") as file:
        file.write("x.html\tmoved\ty.html\ny.html\tmoved\tx.html\n")
    assert [one[:7] for one in codes(told(listed))] == ["SG609 6", "SG609 7"]


def test_a_document_that_became_a_part_of_another_leads_into_it(listed: Path) -> None:
    (listed / "tei/b.xml").unlink()
    edit(listed, "tei/a.xml", "</body>", '<p xml:id="p4">The river is wide.</p></body>')
    edit(
        listed,
        "addresses.tsv",
        "b.html\tdocument\ttei/b.xml\tdoi:2\tp1 p2 p3",
        "b.html\tmoved\ta.html#p4\tdoi:2\tp1>p4 p2> p3",
    )
    assert not codes(built(listed).findings)
    assert page(listed, "b.html").xpath("//main//a/@href")[0] == "a.html#p4"
    assert former(listed, "b.html") == {"p1": ["a.html#p4"], "p2": []}


def test_an_entry_that_changed_its_kind_is_found(listed: Path) -> None:
    text = register('<org xml:id="bert"><orgName>Bert</orgName></org>')
    write(listed, {"register/o.xml": text})
    edit(listed, "register/p.xml", person("bert"), "")
    assert [one[:5] for one in codes(built(listed).findings)] == ["SG610"]
    lead = page(listed, "register/persons/c1/bert.html").xpath("//main//a/@href")[0]
    assert lead == "../../organisations/c1/bert.html"
    assert not (listed / "_site/register/persons/c1/bert.reading.html").exists()


def test_a_part_that_is_none_any_more_leads_to_its_document(tmp_path: Path) -> None:
    settings = SETTINGS.replace('authority = ["register/*.xml"]\n', "")
    words = "These are the words of a long chapter, which says the same again. "
    text = "".join(chapter(number, words * 300) for number in CHAPTERS)
    files = {"edition.toml": f'{settings}[site]\nsplit = "div"\n', "tei/l.xml": document(text)}
    folder = write(tmp_path / "edition", files)
    updated(folder)
    parts = [one for one in lines(folder) if one.split("\t")[1] == "part"]
    assert len(parts) >= len(CHAPTERS)
    built(folder)
    for line in lines(folder)[1:]:
        address, _, _, _, units = (line + "\t\t\t").split("\t")[:5]
        ids = {one.get("id") for one in page(folder, address).iter("*")}
        assert set(units.split()) <= ids, address
    (folder / "edition.toml").write_text(settings)
    assert not codes(built(folder).findings)
    for line in parts:
        assert page(folder, line.partition("\t")[0]).xpath("//main//a/@href")[0] == "l.html"


# === What the editors say of units


def test_units_that_are_elsewhere_are_told_on_their_page(listed: Path) -> None:
    edit(listed, "tei/a.xml", 'xml:id="p2"', 'xml:id="x2"')
    edit(listed, "tei/a.xml", '<p xml:id="p3">The ferry goes at noon.</p>', "")
    edit(listed, "addresses.tsv", "one\tp1 p2 p3", "one\tp1 p2>x2 p3>")
    assert not codes(built(listed).findings)
    assert former(listed, "a.html") == {"p2": ["#x2"], "p3": []}
    updated(listed)
    assert lines(listed)[1].endswith("\tp1 p2>x2 p3> x2")


def test_a_unit_that_stands_there_again_needs_no_line(listed: Path) -> None:
    edit(listed, "addresses.tsv", "one\tp1 p2 p3", "one\tp1>p2 p2 p3>")
    assert not codes(built(listed).findings)
    assert former(listed, "a.html") == {}


def test_a_page_that_is_withdrawn_says_why(listed: Path) -> None:
    (listed / "tei/b.xml").unlink()
    edit(listed, "addresses.tsv", "b.html\tdocument\ttei/b.xml", "b.html\twithdrawn\tA <hoax>.")
    assert not codes(built(listed).findings)
    gone = page(listed, "b.html")
    assert gone.xpath("string(//main)") == "This page has been withdrawnA <hoax>."
    assert gone.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    assert not gone.xpath("//script | //noscript")


def test_a_page_that_is_withdrawn_and_there_is_told(listed: Path) -> None:
    edit(listed, "addresses.tsv", "b.html\tdocument", "b.html\twithdrawn")
    assert codes(told(listed)) == ["SG611 3 “b.html” is withdrawn, and is a page of the site"]


@pytest.mark.parametrize(
    "address",
    [
        "browse/all/index.html",
        "INDEX.html",
        "a.html/b.html",
        "siglum.css/b.html",
        "SEARCH.html",
        "search/words-0061.html",
        "A.Reading.html",
        "data/index.html",
        "source/tei/a.xml/b.html",
    ],
)
def test_no_page_of_the_site_is_written_over(listed: Path, address: str) -> None:
    with (listed / "addresses.tsv").open("a") as file:
        file.write(f"{address}\tmoved\tb.html\n")
    found = codes(built(listed, force=True).findings)
    assert [one[:5] for one in found] == ["SG611"]
    assert "no page can stand" in found[0]
    assert not page(listed, "a.html").xpath("//*[@id='sg-lead']")


@pytest.mark.parametrize(
    ("one", "other"),
    [("x.html", "X.html"), ("x.html", "x.html/y.html"), ("x.html/y.html", "x.html")],
)
def test_of_two_addresses_that_are_one_file_the_first_is_a_page(
    listed: Path, one: str, other: str
) -> None:
    with (listed / "addresses.tsv").open("a") as file:
        file.writelines(f"{address}\twithdrawn\tBecause\n" for address in (one, other))
    found = codes(built(listed, force=True).findings)
    assert [said[:5] for said in found] == ["SG611"]
    are_there = [(listed / "_site" / address).is_file() for address in (one, other)]
    assert are_there.count(True) == 1


def test_a_document_that_moved_takes_no_page_that_is_there(listed: Path) -> None:
    (listed / "tei/b.xml").rename(listed / "tei/c.xml")
    write(listed, {"tei/b.reading.xml": letter("Three")})
    found = codes(built(listed, force=True).findings)
    assert found == [
        "SG610 3 “b.html” has moved to “c.html”",
        "SG611 1 no page can stand at “b.html”: “b.reading.html” is there",
    ]


# === Lists that are wrong


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("../out.html\tmoved\ta.html", "no address"),
        ("/etc/out.html\tmoved\ta.html", "no address"),
        ("c:/out.html\tmoved\ta.html", "no address"),
        ("x/./out.html\tmoved\ta.html", "no address"),
        ("x//out.html\tmoved\ta.html", "no address"),
        (".siglum/out.html\tmoved\ta.html", "no address"),
        ("x\\out.html\tmoved\ta.html", "no address"),
        ("x\x07.html\tmoved\ta.html", "no address"),
        ("x\u202e.html\tmoved\ta.html", "no address"),
        (f"{'x' * 300}.html\tmoved\ta.html", "no address"),
        ("siglum.css\tmoved\ta.html", "no address"),
        ("x.html\tmoved\thttps://example.org/", "no address"),
        ("x.html\tmoved\t../a.html", "no address"),
        ("x.html\tsent\ta.html", "no kind of address “sent”"),
        ("x.html\twithdrawn\tBecause\x1b[2J", "can't be seen"),
        ("x.html\tdocument\ta.xml\t\tp1 p2>p3>p4", "“p2>p3>p4” is no unit"),
        ("<<<<<<< HEAD", "1 column,"),
        ("x.html\tdocument\t\t\t\t\t", "7 columns"),
        ("a.html\tdocument", "has a line already, line 2"),
        ("", "1 column,"),
    ],
)
def test_a_wrong_line_is_told_with_its_number(listed: Path, written: str, said: str) -> None:
    with (listed / "addresses.tsv").open("a", newline="") as file:
        file.write(f"{written}\n")
    before = (listed / "addresses.tsv").read_bytes()
    (found,) = codes(updated(listed).findings)
    assert found.startswith("SG611 6 ")
    assert said in found
    assert (listed / "addresses.tsv").read_bytes() == before
    outside = sorted(path.name for path in listed.parent.iterdir())
    assert codes(built(listed, force=True).findings) == [found]
    assert sorted(path.name for path in listed.parent.iterdir()) == outside


def test_what_is_no_text_is_told(listed: Path) -> None:
    with (listed / "addresses.tsv").open("ab") as file:
        file.write(b"x\xff.html\tdocument\n")
    assert codes(told(listed)) == ["SG611 6 the line is not UTF-8"]


def test_a_line_that_is_too_long_is_told_and_the_next_is_read(listed: Path) -> None:
    with (listed / "addresses.tsv").open("ab") as file:
        file.write(b"x" * 20_000_000 + b"\nx.html\tsent\n")
    found = codes(told(listed))
    assert found[0] == "SG611 6 the line has more than 8,000,000 bytes"
    assert found[1].startswith("SG611 7 there is no kind")


def test_very_many_wrong_lines_are_counted(listed: Path) -> None:
    with (listed / "addresses.tsv").open("a") as file:
        file.write("wrong\n" * 1000)
    found = codes(told(listed))
    assert len(found) == 101
    assert found[-1] == "SG611 1 900 more lines are wrong"


def test_a_list_without_the_names_of_its_columns_is_told(listed: Path) -> None:
    edit(listed, "addresses.tsv", "address\t", "adress\t")
    assert codes(told(listed)) == ["SG611 1 the first line does not name the columns"]


def test_a_list_as_windows_writes_it_is_read(listed: Path) -> None:
    path = listed / "addresses.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert not codes(told(listed))


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_a_list_that_is_no_file_of_the_edition_is_told(
    listed: Path, tmp_path: Path, kind: str
) -> None:
    path = listed / "addresses.tsv"
    if kind == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.rename(tmp_path / "elsewhere.tsv")
        path.symlink_to(tmp_path / "elsewhere.tsv")
    assert [one[:7] for one in codes(built(listed).findings)] == ["SG611 1"]


# === The next build, the command, the browser


def test_the_next_build_does_not_look_it_up_again(
    listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(listed, "tei/a.xml", 'xml:id="p2"', 'xml:id="x2"')
    edit(listed, "addresses.tsv", "one\tp1 p2 p3", "one\tp1 p2>x2 p3")
    built(listed)
    first = {path: path.read_bytes() for path in (listed / "_site").rglob("*.html")}
    asked: list[object] = []
    lasting = leads.lasting
    monkeypatch.setattr(leads, "lasting", lambda *given: asked.append(given) or lasting(*given))
    assert built(listed).made == 0
    assert not asked
    edit(listed, "addresses.tsv", "p2>x2", "p2>p3")
    assert built(listed).made == 1
    assert asked
    assert former(listed, "a.html") == {"p2": ["#p3"]}
    edit(listed, "addresses.tsv", "p2>p3", "p2>x2")
    built(listed)
    assert {path: path.read_bytes() for path in (listed / "_site").rglob("*.html")} == first


def test_the_command_says_what_it_does(edition: Path, siglum: Siglum) -> None:
    done = siglum("addresses", cwd=edition)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "50 new pages, 0 changed lines: written to addresses.tsv, no findings" in done.stderr
    (edition / "tei/1949-01-10-mao-to-filippov.xml").unlink()
    checked = siglum("addresses", "check", "--format", "concise", cwd=edition)
    assert checked.returncode == 1
    assert "error[SG609]" in checked.stdout
    assert siglum("addresses", cwd=edition.parent).returncode == 2


@pytest.mark.parametrize("has_script", [True, False])
def test_a_browser_is_led_to_the_new_page(
    listed: Path, browser: Browser, *, has_script: bool
) -> None:
    (listed / "tei/a.xml").rename(listed / "tei/new.xml")
    edit(listed, "tei/new.xml", 'xml:id="p2"', 'xml:id="x2"')
    edit(listed, "addresses.tsv", "one\tp1 p2 p3", "one\tp1 p2>x2 p3")
    built(listed)
    shown = browser.new_context(java_script_enabled=has_script).new_page()
    old = (listed / "_site/a.html").as_uri()
    for asked, come in (("#p1", "#p1"), ("#p2", "#x2"), ("", "")):
        shown.goto(f"{old}{asked}")
        shown.wait_for_url(f"**/new.html{come if has_script else ''}")
    shown.context.close()


def test_a_browser_shows_where_a_unit_is_now(listed: Path, browser: Browser) -> None:
    edit(listed, "tei/a.xml", 'xml:id="p2"', 'xml:id="x2"')
    edit(listed, "addresses.tsv", "one\tp1 p2 p3", "one\tp1 p2>x2 p3")
    built(listed)
    shown = browser.new_context(java_script_enabled=False).new_page()
    shown.goto((listed / "_site/a.html").as_uri())
    assert not shown.locator("#p2").is_visible()
    shown.goto((listed / "_site/a.html#p2").as_uri().replace("%23", "#"))
    assert shown.locator("#p2").is_visible()
    follow(shown.locator("#p2 a"))
    assert shown.url.endswith("a.html#x2")
    shown.context.close()
