"""Divisions without a heading, and what stands between their paragraphs."""

import pytest
from rendered import page, text, words

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
