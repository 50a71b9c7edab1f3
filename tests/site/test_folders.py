"""Sources in several folders: their pages lie in folders, too, and every link holds."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from commands import Siglum
from siglum.edition.config import Edition, Settings, Site
from siglum.site.names import addresses_of

HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>T</title></titleStmt><publicationStmt><publisher>P</publisher></publicationStmt>
<sourceDesc><p>S</p></sourceDesc></fileDesc>
<profileDesc><creation><date when="1949-01-10">D</date></creation></profileDesc></teiHeader>"""

LONG = "".join(
    f'<div xml:id="c{n}"><head>Chapter {n}</head><p>{"Words of it. " * 3000}</p></div>'
    for n in (1, 2)
)

FILES = {
    "tei/I/1.xml": '<p xml:id="p1">One, <ref target="../II/1.xml#p2">there</ref>,'
    ' <ref target="2.xml">beside</ref>, <persName ref="../authority/p.xml#m">M</persName>,'
    ' <ref target="../II/long.xml#c2">far</ref> <graphic url="pics/a%20b.png"/></p>',
    "tei/I/2.xml": '<p xml:id="p1">Two.</p>',
    "tei/II/1.xml": '<p xml:id="p2">Three, <ref target="../I/1.xml#p1">back</ref>.</p>',
    "tei/II/long.xml": f'{LONG}<p><ref target="#c1">first</ref></p>',
    "tei/II/deep er/1.xml": '<p xml:id="p3">Four, <ref target="../../I/1.xml#p1">back</ref>.</p>',
}

SETTINGS = """[edition]
sources = ["tei/I*/**/*.xml"]
authority = ["tei/authority/*.xml"]
url = "https://example.org/letters/"
[site]
css = "own.css"
split = "div"
[findings]
ignore = ["SG205"]
"""


@pytest.fixture(scope="module")
def volumes(tmp_path_factory: pytest.TempPathFactory, siglum: Siglum) -> Path:
    """The site of an edition in volumes, with documents of one name."""
    root = tmp_path_factory.mktemp("volumes")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"{HEAD}<text><body>{text}</body></text></TEI>")
    (root / "tei/authority").mkdir()
    (root / "tei/authority/p.xml").write_text(
        f'{HEAD}<standOff><listPerson><person xml:id="m"><persName>M</persName></person>'
        "</listPerson></standOff></TEI>"
    )
    (root / "tei/I/pics").mkdir()
    (root / "tei/I/pics/a b.png").write_bytes(b"\x89PNG")
    (root / "own.css").write_text("p { color: teal }")
    (root / "edition.toml").write_text(SETTINGS)
    run = siglum("build", cwd=root)
    assert run.returncode == 0, run.stdout + run.stderr
    return root / "_site"


def test_pages_lie_in_folders_as_their_sources_do(volumes: Path) -> None:
    for name in ("I/1", "I/2", "II/1", "II/long", "II/deep er/1"):
        for ending in ("html", "bib", "csl.json", "critical.txt"):
            assert (volumes / f"{name}.{ending}").is_file(), f"{name}.{ending}"


def test_every_address_of_every_page_leads_to_a_file_and_a_place(volumes: Path) -> None:
    pages = sorted(volumes.rglob("*.html"))
    ids = {page: set(html.document_fromstring(page.read_bytes()).xpath("//@id")) for page in pages}
    listed = [page for page in pages if {"register", "browse", "search"} & {*page.parts}]
    assert len(pages) - len(listed) == 2 + 5 + 2
    assert listed
    for page in pages:
        for address in html.document_fromstring(page.read_bytes()).xpath("//@href | //@src"):
            if address.startswith("https:"):
                own = page.relative_to(volumes).as_posix()
                assert unquote(address) == f"https://example.org/letters/{own}"
                continue
            file, _, target = unquote(address).partition("#")
            found = (page.parent / file).resolve() if file else page
            assert found.is_file(), (page.name, address)
            assert not target or found not in ids or target in ids[found], (page.name, address)


def test_links_between_volumes_lead_to_pages(volumes: Path) -> None:
    page = html.document_fromstring((volumes / "I/1.html").read_bytes())
    links = {a.text_content(): a.get("href") for a in page.xpath("//a[@class='ref']")}
    assert links["there"] == "../II/1.html#p2"
    assert links["beside"] == "2.html"
    assert links["far"] == "../II/long.c2.html#c2"
    assert page.xpath("//img/@src") == ["../source/tei/I/pics/a%20b.png"]
    styles = page.xpath("//link[@rel='stylesheet']/@href")
    assert styles == ["../siglum.css", "../source/own.css"]


def test_citations_of_one_name_have_keys_of_their_own(volumes: Path) -> None:
    first, second = ((volumes / name / "1.bib").read_text() for name in ("I", "II"))
    assert first.startswith("@misc{I-1,")
    assert second.startswith("@misc{II-1,")
    assert "https://example.org/letters/II/1.html" in second


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (("**/*.xml",), ["more/a", "tei/a", "tei/b.v2", "tei/sub/c"]),
        (("tei/**/*.xml",), ["a", "b.v2", "sub/c"]),
        (("tei/sub/*.xml",), ["c"]),
        (("tei/sub/*.xml", "tei/a.xml"), ["a", "sub/c"]),
        (("tei/*.xml", "more/*.xml"), ["more/a", "tei/a", "tei/b.v2"]),
        (("t?i/s*/*.xml",), ["tei/sub/c"]),
    ],
)
def test_the_folder_with_which_all_patterns_begin_is_left_out(
    tmp_path: Path, sources: tuple[str, ...], expected: list[str]
) -> None:
    for name in ("tei/a.xml", "tei/b.v2.xml", "tei/sub/c.xml", "more/a.xml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = Edition(tmp_path, Settings(sources=sources)).addresses
    assert sorted(found.values()) == expected


def test_an_address_stays_when_another_document_comes(tmp_path: Path) -> None:
    (tmp_path / "tei/I").mkdir(parents=True)
    edition = Edition(tmp_path, Settings(sources=("tei/**/*.xml",)), site=Site(folders=3))
    before: dict[Path, str] = {}
    for name in ("I/1900-1.xml", "I/1900-2.xml", "1900-1.xml", "190.xml", "II/1.xml", "1.xml"):
        (tmp_path / "tei" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "tei" / name).touch()
        now = addresses_of(edition)
        assert before.items() <= now.items()
        before = now
    assert sorted(before.values()) == [
        "1",
        "190",
        "190/1900-1",
        "I/190/1900-1",
        "I/190/1900-2",
        "II/1",
    ]


@pytest.mark.parametrize("letter", ["x", "ä", "毛"])
def test_the_longest_names_have_pages(tmp_path: Path, siglum: Siglum, letter: str) -> None:
    names = [letter * (250 // len(letter.encode())) + last for last in "12"]
    for name in names:
        body = f"<text><body><div xml:id='{'c' * 200}'><p/></div></body></text></TEI>"
        (tmp_path / f"{name}.xml").write_text(HEAD + body)
    (tmp_path / "edition.toml").write_text('[edition]\nsources = ["*.xml"]\n')
    run = siglum("build", "--force", cwd=tmp_path)
    assert "written to _site, no character of the text lost" in run.stderr, run.stdout
    pages = [
        path.name
        for path in (tmp_path / "_site").glob("*.html")
        if path.name not in ("index.html", "search.html")
    ]
    assert len(pages) == 2
    assert all(page.startswith(letter * (140 // len(letter.encode()))) for page in pages)


ALIKE = "<p>The same in each view, <hi>whatever</hi> it is.</p>"
UNLIKE = "<p>In one it is <choice><sic>wrnog</sic><corr>wrong</corr></choice>.</p>"


def test_a_document_whose_views_do_not_differ_has_one_page(tmp_path: Path, siglum: Siglum) -> None:
    for name, body in (("alike", ALIKE), ("unlike", UNLIKE)):
        text = f'{HEAD}<text><body>{body}<p><ref target="alike.xml"/></p></body></text></TEI>'
        (tmp_path / f"{name}.xml").write_text(text)
    (tmp_path / "edition.toml").write_text(
        '[edition]\nsources = ["*.xml"]\n[outputs]\n"note.txt" = "note.xsl"\n'
        "[site]\nsearch = false\n"
    )
    (tmp_path / "note.xsl").write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:output method="text"/><xsl:param name="page"/><xsl:template match="/">'
        '<xsl:value-of select="$page//*:view/@href"/></xsl:template></xsl:stylesheet>'
    )
    run = siglum("build", "--force", cwd=tmp_path)
    assert "8 pages written to _site, no character of the text lost" in run.stderr, run.stderr
    site = tmp_path / "_site"
    names = {path.name.partition(".")[2] for path in site.glob("alike.*")}
    assert names == {"html", "critical.txt", "note.txt", "bib", "ris", "csl.json"}
    page = html.document_fromstring((site / "alike.html").read_bytes())
    assert not page.xpath("//nav[@class='views']")
    assert page.xpath("//a[contains(@href, '.txt')]/@href") == [
        "alike.critical.txt",
        "alike.note.txt",
    ]
    assert (site / "alike.note.txt").read_text().strip() == ""
    assert len(list(site.glob("unlike.*.txt"))) == 4
    other = html.document_fromstring((site / "unlike.html").read_bytes())
    assert len(other.xpath("//nav[@class='views']//a")) == 3
    home = html.document_fromstring((site / "index.html").read_bytes()).xpath("//a/@href")
    assert "unlike.reading.html" in home
    assert "alike.reading.html" not in home


def test_a_folder_and_a_page_of_one_name_stop_the_build(tmp_path: Path, siglum: Siglum) -> None:
    for name in ("tei/1.xml", "tei/1.html/2.xml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{HEAD}<text><body><p/></body></text></TEI>")
    (tmp_path / "edition.toml").write_text('[edition]\nsources = ["tei/**/*.xml"]\n')
    run = siglum("build", cwd=tmp_path)
    assert run.returncode == 2
    assert "the folder “1.html” and the page of “tei/1.xml” have one name" in run.stdout


@pytest.mark.parametrize(
    ("one", "other"),
    [("a.xml", "A.xml"), ("I/a.xml", "i/a.xml"), ("\u00e9.xml", "e\u0301.xml")],
)
def test_names_that_are_one_on_other_systems_are_told(
    tmp_path: Path, siglum: Siglum, one: str, other: str
) -> None:
    for name in (one, other):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{HEAD}<text><body><p/></body></text></TEI>")
    if len(list(tmp_path.rglob("*.xml"))) < 2:
        pytest.skip("this system tells them no more apart than others")
    (tmp_path / "edition.toml").write_text(
        '[edition]\nsources = ["**/*.xml"]\n[findings]\nselect = ["SG9"]\n'
    )
    for command in ("validate", "build"):
        run = siglum(command, "--format", "concise", cwd=tmp_path)
        assert run.returncode == 0, run.stdout
        (line,) = run.stdout.splitlines()
        assert "warning[SG905]" in line


def test_transcripts_lie_in_folders_as_pages_do(tmp_path: Path, siglum: Siglum) -> None:
    for volume, words in (("I", "One"), ("II", "Two")):
        (tmp_path / "tei" / volume).mkdir(parents=True)
        body = f"{HEAD}<text><body><p>{words}</p></body></text></TEI>"
        (tmp_path / "tei" / volume / "1.xml").write_text(body)
        (tmp_path / "texts" / volume).mkdir(parents=True)
        (tmp_path / "texts" / volume / "1.txt").write_text("One")
    (tmp_path / "tei/II/2.xml").write_text(body)
    (tmp_path / "texts/2.txt").write_text("One")
    (tmp_path / "edition.toml").write_text(
        '[edition]\nsources = ["tei/**/*.xml"]\ntranscripts = "texts"\n'
        '[findings]\nselect = ["SG5"]\n'
    )
    lines = siglum("validate", "--format", "concise", cwd=tmp_path).stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == ["tei/II/1.xml", "tei/II/2.xml"]
    assert all("error[SG501]" in line for line in lines)
