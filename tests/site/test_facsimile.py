"""Facsimiles: a picture of the edition stands beside the text, one elsewhere is linked to."""

from __future__ import annotations

from pathlib import Path

import pytest
from leaves import write_leaves
from lxml import html

from commands import Siglum
from siglum.checks.world import World
from siglum.edition.config import load
from siglum.edition.reading import read
from siglum.site.pictures import Pictures
from siglum.site.single import Wanted, render_file

_DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>Leaves</title></titleStmt>
<publicationStmt><p>Nowhere</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc>
</teiHeader>
<facsimile><surface xml:id="leaf"><graphic url="pictures/leaf%202.png"/><zone xml:id="half"/>
</surface></facsimile>
<text><body><p>One<pb n="1" facs="pictures/leaf1.png"/> two<pb n="2" facs="#leaf"/> three
<pb n="3" facs="#half"/> four<pb n="4" facs="https://iiif.example.org/4/full/max/0/default.jpg"/>
five<pb n="5" facs="pictures/none.png"/> six<pb n="6" facs="javascript:alert(1)"/>
<ref target="https://example.org/">seven<pb n="7" facs="pictures/leaf1.png"/></ref></p></body>
</text></TEI>"""


@pytest.fixture(scope="module")
def edition_with_leaves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("leaves")
    (folder / "tei/pictures").mkdir(parents=True)
    (folder / "edition.toml").write_text('[edition]\ntitle = "E"\n')
    (folder / "tei/leaves.xml").write_text(_DOCUMENT)
    for name in ("leaf1.png", "leaf 2.png", "unnamed.png"):
        (folder / "tei/pictures" / name).write_bytes(name.encode())
    return folder


def test_pictures_stand_where_their_page_begins(edition_with_leaves: Path, siglum: Siglum) -> None:
    built = siglum("build", "--force", cwd=edition_with_leaves)
    assert "no character of the text lost" in built.stderr
    site = edition_with_leaves / "_site"
    page = html.document_fromstring((site / "leaves.html").read_bytes())
    shown = page.xpath(
        "//section[@id='sg-text']//*[@class='page-picture']/descendant-or-self::a[not(@aria-label)]"
    )
    assert [(a.get("href"), a.xpath("img/@alt") or a.text) for a in shown] == [
        ("source/tei/pictures/leaf1.png", ["Facsimile 1"]),
        ("source/tei/pictures/leaf%202.png", ["Facsimile 2"]),
        ("source/tei/pictures/leaf%202.png", ["Facsimile 3"]),
        ("https://iiif.example.org/4/full/max/0/default.jpg", "Facsimile 4"),
    ]
    copied = sorted(path.name for path in site.glob("source/tei/pictures/*"))
    assert copied == ["leaf 2.png", "leaf1.png"]
    assert not page.xpath("//img[contains(@src, ':')]")


def test_plain_text_has_no_word_of_them(edition_with_leaves: Path, siglum: Siglum) -> None:
    made = siglum("render", "tei/leaves.xml", "--to", "text", cwd=edition_with_leaves)
    assert made.stdout == "One two three four five six seven\n"


def test_pictures_that_stand_in_the_text_do_not_stand_beside_it_again(
    tmp_path: Path, siglum: Siglum
) -> None:
    shown = _DOCUMENT.replace("six<pb", '<ref target="#p">six</ref><pb xml:id="p"')
    for document, headings in (
        (shown, 0),
        (shown.replace('target="#p"', 'target="#leaf"'), 1),
        (shown.replace("<zone", '<graphic url="more.png"/><zone'), 1),
        (shown.replace("<surface", '<surface><graphic url="back.png"/></surface><surface'), 1),
    ):
        (tmp_path / "leaves.xml").write_text(document)
        page = siglum("render", "leaves.xml", "--to", "html", cwd=tmp_path).stdout
        assert page.count('id="sg-supplements"') == headings


def test_zones_and_lines_lead_to_each_other_across_the_pages_of_a_long_document(
    tmp_path: Path, siglum: Siglum
) -> None:
    """A chapter begins in the middle of a page of the source, whose picture stands before it."""
    write_leaves(tmp_path / "edition", '[site]\nsplit = "div"\n')
    letter = tmp_path / "edition/tei/letter.xml"
    chapters = letter.read_text().replace("<body><p>", "<body><div><head>One</head><p>")
    words = "word " * 5000
    chapters = chapters.replace(
        '<lb n="2" facs="#z2.2"/>',
        f'{words}</p></div><div><head>Two</head><p><lb n="2" facs="#z2.2"/>{words}',
    )
    letter.write_text(chapters.replace("</body>", "</div></body>"))
    built = siglum("build", "--force", cwd=tmp_path / "edition")
    assert "no character of the text lost" in built.stderr
    site = tmp_path / "edition/_site"
    pages = {
        path.name: html.document_fromstring(path.read_bytes()) for path in site.glob("letter*.html")
    }
    followed = 0
    for name, page in pages.items():
        for href in page.xpath(
            "//*[@class='to-picture' or @class='zones']/descendant-or-self::a/@href"
        ):
            file, _, target = str(href).partition("#")
            assert target in pages[file or name].xpath("//@id"), (name, href)
            followed += bool(file)
    assert followed >= 4


# === Addresses of pictures: the edition's own, the web's, and no others

_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>Pictures</title></titleStmt>
<publicationStmt><p>Nowhere</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc>
</teiHeader><text><body><p>{0}</p></body></text></TEI>"""


def _edition(folder: Path, body: str) -> Path:
    """Make an edition of one document, with pictures, hidden ones and others beside it."""
    root = folder / "edition"
    (root / "tei/.private").mkdir(parents=True)
    (root / "edition.toml").write_text('[edition]\ntitle = "E"\n')
    (root / "tei/a.xml").write_text(_TEI.format(body))
    for name in ("my picture.png", "a.png", ".private/b.png", ".c.png", "page.html", "x.mp3"):
        (root / "tei" / name).write_bytes(b"x")
    (folder / "secret.png").write_bytes(b"x")
    (root / "tei/out.png").symlink_to(folder / "secret.png")
    (root / "tei/page.png").symlink_to(root / "tei/page.html")
    return root


def _addresses(page: str | bytes) -> set[str]:
    """Return the addresses of a page that could be of pictures."""
    links = html.document_fromstring(page).xpath(
        "//section[@id='sg-text']//@*[name()='src' or name()='href']"
    )
    return {str(link) for link in links if not str(link).startswith("#")}


_LEAVING = [
    "../../secret.png",
    "../../../../../../../../etc/passwd",
    "..%2f..%2fsecret.png",
    "%2e%2e/%2e%2e/secret.png",
    "/etc/passwd",
    "file:///etc/passwd",
    "//tracker.test/a.png",
    r"\\tracker.test\a.png",
    r"..\..\secret.png",
    "out.png",
    ".c.png",
    ".private/b.png",
    "page.html",
    "page.png",
    "javascript:x",
    "java&#9;script:x",
    "&#10;javascript:x",
    "data:image/svg+xml,x",
    "https:/tracker.test/a.png",
    "https:tracker.test",
    "https://user@tracker.test/a.png",
    r"https://tracker.test\a.png",
]


@pytest.mark.parametrize("address", _LEAVING)
def test_no_address_but_of_pictures_and_the_web_reaches_a_page(
    tmp_path: Path, address: str
) -> None:
    facs = f'<pb facs="{address}"/>' if "&" not in address else ""
    body = f'words <graphic url="{address}"/><media mimeType="a/b" url="{address}"/>{facs}'
    root = _edition(tmp_path, body)
    rendered = render_file(root / "tei/a.xml", Wanted("html", "transcript"), root)
    assert rendered.text is not None and "words" in rendered.text
    assert _addresses(rendered.text) == set()
    assert {finding.code for finding in rendered.findings} & {"SG404", "SG405", "SG606"}


def test_none_of_them_reaches_a_site(tmp_path: Path, siglum: Siglum) -> None:
    body = "".join(f'<graphic url="{each}"/>' for each in _LEAVING)
    body += "".join(f'<pb facs="{each}"/>' for each in _LEAVING if "&" not in each)
    root = _edition(tmp_path, body)
    built = siglum("build", "--force", "--format", "concise", cwd=root)
    assert _addresses((root / "_site/a.html").read_bytes()) == set()
    copied = {path.name for path in (root / "_site/source").rglob("*") if path.is_file()}
    assert copied == {"a.xml"}
    assert "“page.html” is not published" in built.stdout


def test_a_document_that_stands_where_a_picture_may_is_published_as_such(tmp_path: Path) -> None:
    """@facs may name a surface of another document, which the site holds as it is."""
    root = _edition(tmp_path, 'words <pb facs="b.xml#leaf"/><pb facs="page.html"/>')
    (root / "tei/b.xml").write_text(_TEI.format("more"))
    pictures = Pictures.of(read(root / "tei/a.xml", root), World(load(root / "edition.toml")))
    assert pictures.files == {}
    assert ["page.html" in finding.message for finding in pictures.unshown] == [True]


def test_a_picture_with_a_blank_in_its_name_is_one_picture(tmp_path: Path, siglum: Siglum) -> None:
    root = _edition(tmp_path, '<graphic url=" my picture.png "/><graphic url="my%20picture.png"/>')
    built = siglum("build", "--force", "--format", "concise", cwd=root)
    assert "SG401" not in built.stdout
    page = (root / "_site/a.html").read_bytes()
    assert _addresses(page) == {"source/tei/my%20picture.png"}
    rendered = siglum("render", "tei/a.xml", "--to", "html", cwd=root)
    assert _addresses(rendered.stdout) == {"my%20picture.png"}


def test_each_token_of_facs_is_a_picture_of_its_own(tmp_path: Path, siglum: Siglum) -> None:
    root = _edition(tmp_path, 'a<pb facs="a.png  https://example.org:12345/b.png"/>b')
    siglum("build", "--force", cwd=root)
    page = (root / "_site/a.html").read_bytes()
    assert _addresses(page) == {"source/tei/a.png", "https://example.org:12345/b.png"}


# === What would run on the site's origin is not copied to it


def test_a_source_that_would_run_is_not_published_and_its_page_is(
    tmp_path: Path, siglum: Siglum
) -> None:
    script = '<h:script xmlns:h="http://www.w3.org/1999/xhtml">x()</h:script>'
    root = _edition(tmp_path, f"words {script}")
    built = siglum("build", "--force", "--format", "concise", cwd=root)
    assert "a.xml:4:" in built.stdout
    assert "SG606" in built.stdout
    page = (root / "_site/a.html").read_text("utf-8")
    assert "words" in page
    assert "source/" not in page
    assert not (root / "_site/source").exists()


def test_a_drawing_that_would_run_is_not_published(tmp_path: Path, siglum: Siglum) -> None:
    root = _edition(
        tmp_path, 'w <graphic url="bad.svg"/><graphic url="good.svg"/><pb facs="bad.svg"/>'
    )
    svg = '<svg xmlns="http://www.w3.org/2000/svg">{0}<path d="M0 0"/></svg>'
    (root / "tei/bad.svg").write_text(svg.format("<script>x()</script>"))
    (root / "tei/good.svg").write_text(svg.format(""))
    built = siglum("build", "--force", "--format", "concise", cwd=root)
    assert built.stdout.count("“bad.svg” is not published") == 1
    assert _addresses((root / "_site/a.html").read_bytes()) == {"source/tei/good.svg"}
    assert not (root / "_site/source/tei/bad.svg").exists()


def test_an_authority_file_that_would_run_is_not_published(tmp_path: Path, siglum: Siglum) -> None:
    root = _edition(tmp_path, '<ref target="authority/p.xml#a">a</ref>')
    (root / "edition.toml").write_text(
        '[edition]\ntitle = "E"\nauthority = ["tei/authority/*.xml"]\n'
    )
    (root / "tei/authority").mkdir()
    head = '<?xml-stylesheet type="text/xsl" href="x.xsl"?>'
    (root / "tei/authority/p.xml").write_text(head + _TEI.format('<seg xml:id="a">a</seg>'))
    built = siglum("build", "--force", "--format", "concise", cwd=root)
    assert "“p.xml” is not published" in built.stdout
    assert not (root / "_site/source/tei/authority").exists()
    assert _addresses((root / "_site/a.html").read_bytes()) == set()


def test_a_source_with_another_name_than_of_xml_is_not_published(
    tmp_path: Path, siglum: Siglum
) -> None:
    root = _edition(tmp_path, "<p>words</p>")
    (root / "tei/a.xml").rename(root / "tei/a.xhtml")
    (root / "edition.toml").write_text('[edition]\ntitle = "E"\nsources = ["tei/*.xhtml"]\n')
    built = siglum("build", "--force", "--format", "concise", cwd=root)
    assert "“a.xhtml” is not published" in built.stdout
    assert not (root / "_site/source").exists()
