"""Long texts without divisions are divided between their paragraphs: nothing lost, links right."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree, html

from commands import Siglum
from siglum.site.parts import Parts
from siglum.site.stretches import cut

TEI = "http://www.tei-c.org/ns/1.0"
COUNT = 600
WORDS = "Words that are said again, and again, for a chapter to become a long one. " * 7
BOOK = f"""<TEI xmlns="{TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Long</title>
</titleStmt><publicationStmt><p>Nowhere</p></publicationStmt><sourceDesc><p>None</p></sourceDesc>
</fileDesc></teiHeader><text>{{}}</text></TEI>"""


def paragraph(number: int) -> str:
    other = (number + COUNT // 2) % COUNT
    return (
        f'<p xml:id="p{number}">{WORDS}<note xml:id="n{number}">See <ref target="#p{other}">p</ref>'
        f' and <ref target="#n{other}">n</ref>.</note></p>'
    )


UNLIKE = "<fw>1</fw>"  # in the reading view it is not

PARAGRAPHS = "".join(map(paragraph, range(COUNT)))
WITH_PAGES = "".join(
    f'<pb n="{number // 10}"/>{paragraph(number)}' if number % 10 == 0 else paragraph(number)
    for number in range(COUNT)
)


@pytest.fixture(scope="module")
def site(siglum: Siglum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of two long documents, split. Read it; don't change it."""
    folder = tmp_path_factory.mktemp("chapters")
    (folder / "tei").mkdir()
    (folder / "edition.toml").write_text('[edition]\ntitle = "E"\n[site]\nsplit = "div"\n')
    (folder / "tei/flat.xml").write_text(BOOK.format(f"<body>{PARAGRAPHS}{UNLIKE}</body>"))
    chapters = f"<div><head>One</head>{WITH_PAGES}</div><div><head>Two</head><p>End</p></div>"
    (folder / "tei/pages.xml").write_text(BOOK.format(f"<body>{chapters}{UNLIKE}</body>"))
    built = siglum("build", "--format", "concise", cwd=folder)
    assert "no character of the text lost" in built.stdout + built.stderr
    return folder / "_site"


def page(site: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((site / name).read_bytes())


def contents(site: Path, name: str) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = page(site, name).xpath("//nav[@class='contents']//a")
    return found


def test_a_body_without_divisions_is_divided_between_paragraphs(site: Path) -> None:
    links = contents(site, "flat.html")
    assert [link.text_content() for link in links] == [f"Part {n}" for n in range(1, 8)]
    paragraphs = [len(page(site, link.get("href")).xpath("//p[@class='p']")) for link in links]
    assert sum(paragraphs) == COUNT
    assert max(paragraphs) - min(paragraphs) < 5


def test_a_long_chapter_is_divided_where_pages_of_the_source_begin(site: Path) -> None:
    titles = [link.text_content() for link in contents(site, "pages.html")]
    assert titles[0] == "One"
    assert titles[-1] == "Two"
    assert len(titles) > 5
    assert all(title.startswith("One, page ") for title in titles[1:-1])
    second = page(site, contents(site, "pages.html")[1].get("href"))
    assert second.xpath("string(//h2)") == titles[1]
    assert second.xpath("//section[@id='sg-text']//span/@role")[0] == "doc-pagebreak"


@pytest.mark.parametrize("view", ["", ".reading", ".transcript"])
def test_every_link_leads_to_its_place(site: Path, view: str) -> None:
    links = [
        *contents(site, f"flat{view}.html"),
        *contents(site, f"pages{view}.html"),
    ]
    pages = {link.get("href"): page(site, link.get("href")) for link in links}
    ids = {name: set(each.xpath("//@id")) for name, each in pages.items()}
    followed = 0
    for name, each in pages.items():
        for href in map(unquote, each.xpath("//a[@class='ref']/@href")):
            file, _, target = href.partition("#")
            assert target in ids[file or name], (name, href)
            followed += 1
    assert followed == 4 * COUNT


def parts(text: str) -> list[str]:
    """Return the elements that begin the parts of a text, each by its name and @n."""
    root = etree.fromstring(BOOK.format(text))
    elements = list(root.iter("*"))
    starts = [elements[place] for place in Parts.of(root).starts]
    return [etree.QName(start).localname + start.get("n", "") for start in starts]


def test_stanzas_begin_pages_and_lines_where_there_are_no_stanzas() -> None:
    lines = f"<l>{WORDS}</l>" * 10
    stanzas = "".join(f"<lg n='{number}'>{lines}</lg>" for number in range(60))
    assert set(parts(f"<body>{stanzas}</body>")[1:]) <= {f"lg{number}" for number in range(60)}
    whole = "".join(f"<l n='{number}'>{WORDS}</l>" for number in range(COUNT))
    assert parts(f"<body><lg>{whole}</lg></body>")[1].startswith("l")
    assert len(parts(f"<body><lg>{whole}</lg></body>")) == 7


def test_no_page_begins_within_a_paragraph_a_note_or_a_quotation() -> None:
    quoted = f"<floatingText><body>{PARAGRAPHS}</body></floatingText>"
    assert parts(f"<body><p>{WORDS * COUNT}</p></body>") == []
    assert parts(f"<body><p><note>{PARAGRAPHS}</note></p></body>") == []
    assert parts(f"<body><p>{quoted}</p></body>") == []


def test_a_division_of_ordinary_length_stays_on_its_page() -> None:
    chapter = f"<div><p>{WORDS * 200}</p><p>{WORDS * 200}</p></div>"
    assert parts(f"<body>{chapter * 2}</body>") == ["div", "div"]


def test_text_before_the_first_division_is_cut_too() -> None:
    assert parts(f"<body>{PARAGRAPHS}<div><p>End</p></div></body>") == ["body", *["p"] * 6, "div"]


def test_comments_between_the_parts_of_a_document_are_passed_over() -> None:
    assert parts(f"<!-- a --><body><!-- b -->{PARAGRAPHS}<!-- c --><div><p>End</p></div></body>")
    root = etree.fromstring(BOOK.format(f"<body>{PARAGRAPHS}</body>"))
    root.insert(1, etree.Comment("between header and text"))
    root.append(etree.PI("after", "the text"))
    assert len(Parts.of(root).starts) == 7


def test_a_stretch_is_cut_no_oftener_than_there_is_something_to_begin_with() -> None:
    root = etree.fromstring(f'<div xmlns="{TEI}"><p>{WORDS}</p><p>{WORDS}</p></div>')
    begins = cut(root, [root[0]], longest=10, wanted=10)
    assert begins == list(root)
