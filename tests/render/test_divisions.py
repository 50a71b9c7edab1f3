"""Divisions without a heading, and what stands between their paragraphs."""

import pytest
from lxml import html
from rendered import letter, page, rendered, text, words

EPIGRAPHY = """<div type="edition"><div type="textpart" subtype="column" n="ii"><ab>arma</ab></div>
 </div><div type="translation" xml:lang="fr"><p>les armes</p></div>
 <div type="commentary"><p><!-- to come --></p></div>"""


def test_an_edition_and_its_translation_are_named() -> None:
    assert text(EPIGRAPHY) == "Edition\n\ncolumn ii\n\narma\n\nTranslation (fr)\n\nles armes"
    assert [words(heading) for heading in page(EPIGRAPHY).iter("h3")] == [
        "Edition",
        "column ii",
        "Translation (fr)",
    ]


def test_a_division_that_stands_alone_or_has_a_heading_gets_no_name() -> None:
    assert text('<div type="edition"><p>arma</p></div>') == "arma"
    headed = (
        '<div type="edition"><head>I</head><p>a</p></div><div type="translation"><p>b</p></div>'
    )
    assert text(headed) == "I\n\na\n\nTranslation\n\nb"


def test_the_author_in_a_byline_is_a_part_of_it() -> None:
    body = "<div><byline>by <docAuthor>N. N.</docAuthor></byline><docAuthor>M.</docAuthor></div>"
    assert text(body) == "by N. N.\n\nM."


@pytest.mark.parametrize("view", ["transcript", "reading", "critical"])
def test_a_remark_between_paragraphs_stays_there(view: str) -> None:
    body = '<div><note type="speaker">The Chair:</note><p>Order.</p><note>Applause.</note></div>'
    assert text(body, view) == "The Chair:\n\nOrder.\n\nApplause."


@pytest.mark.parametrize("attribute", ['place="foot"', 'target="#p"', 'resp="#x"'])
def test_a_note_between_paragraphs_that_is_on_one_is_moved(attribute: str) -> None:
    body = f'<div><p xml:id="p">Order.</p><note {attribute}>why</note></div>'
    assert text(body).startswith("Order.\n\n¹\n\nNotes")


def test_pictures_beside_a_text_have_no_heading_in_plain_text() -> None:
    assert (
        text("<p>a</p></body></text><facsimile><graphic url='a.png'/></facsimile><text><body>")
        == "a"
    )


CHAPTERS = """<div xml:id="one"><head>One<note>n</note></head><div><head>One <hi>A</hi></head>
<p>a</p></div><div><head xml:id="b">One B</head><p>b</p></div></div>
<div><head>Two</head><p>c</p></div>"""


@pytest.mark.parametrize("view", ["transcript", "reading", "critical"])
def test_a_text_with_several_headings_has_contents_that_lead_to_them(view: str) -> None:
    whole = html.document_fromstring(rendered(letter(CHAPTERS), "html", view).text)
    (contents,) = whole.find_class("outline")
    links = contents.xpath(".//a")
    assert [words(link) for link in links] == ["One", "One A", "One B", "Two"]
    assert [len(link.xpath("ancestor::li")) for link in links] == [1, 2, 2, 1]
    for link in links:
        (there,) = whole.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert words(there).startswith(words(link))
    assert links[0].get("href") == "#one" and links[2].get("href") == "#b"


def test_a_short_text_has_no_contents() -> None:
    body = "<div><head>One</head><p>a</p></div><div><head>Two</head><p>b</p></div>"
    whole = html.document_fromstring(rendered(letter(body), "html").text)
    assert not whole.find_class("outline")
