"""Facsimiles: a picture of the edition stands beside the text, one elsewhere is linked to."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from commands import Siglum

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
    shown = page.xpath("//section[@id='sg-text']//a[@class='facsimile']")
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
