"""Quotation marks are those of the language around a quotation, where the source has none."""

from __future__ import annotations

import pytest
from rendered import document, page, rendered, text

NESTED = "<p>a <q>b <quote>c <said>d</said></quote></q></p>"


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "a “b ‘c “d”’”"),
        ("la", "a “b ‘c “d”’”"),
        ("de", "a „b ‚c „d“‘“"),
        ("de-CH", "a «b ‹c «d»›»"),
        ("fr", "a «\xa0b “c «\xa0d\xa0»”\xa0»"),
        ("it", "a «b “c «d»”»"),
        ("ru", "a «b „c «d»“»"),
        ("pl", "a „b «c „d”»”"),
        ("zh", "a “b ‘c “d”’”"),
        ("zh-Hant", "a 「b 『c 「d」』」"),
        ("ja", "a 「b 『c 「d」』」"),
    ],
)
def test_outer_and_inner_marks_are_those_of_the_language(language: str, marked: str) -> None:
    source = document(
        f'<text xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}">{NESTED}</text>'
    )
    assert rendered(source, "text").text == f"{marked}\n"


def test_the_marks_belong_to_the_text_around_and_not_to_what_is_quoted() -> None:
    assert text('<p xml:lang="de">a <q xml:lang="fr">b <q>c</q></q></p>') == "a „b “c”“"


@pytest.mark.parametrize(
    "quotation",
    ["„<q>b</q>“", "<q>„b“</q>", "<q>‘b’</q>", "«<quote>b</quote>»", '<quote rend="i">b</quote>'],
)
def test_a_quotation_that_is_marked_gets_no_marks(quotation: str) -> None:
    assert (
        text(f"<p>a {quotation}</p>") == "".join(page(f"<p>a {quotation}</p>").itertext()).strip()
    )
    assert text(f"<p>a {quotation}</p>").count("b") == 1
    assert "“b”" not in text(f"<p>a {quotation}</p>")


def test_a_source_that_declares_to_have_all_its_marks_gets_none() -> None:
    source = document(
        """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><editorialDecl>
        <quotation marks="all"/></editorialDecl></encodingDesc></teiHeader>
        <text><body><p>a – <q>b</q></p></body></text></TEI>"""
    )
    assert rendered(source, "text").text == "a – b\n"


def test_a_quotation_with_paragraphs_and_an_example_of_a_dictionary_have_no_marks() -> None:
    assert text("<quote><p>a</p></quote>") == "a"
    assert text("<entry><cit><quote>a</quote></cit></entry>") == "a"


def test_the_closing_mark_stands_close_to_the_words() -> None:
    assert text("<p>a <quote>b\n </quote> c</p>") == "a “b” c"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>He: <q>\n come in\n</q>, he said</p>", "He: “come in”, he said"),
        ("<p>He<q> come in </q>she</p>", "He “come in” she"),
        ("<p><q> a</q> (<q> b </q>)</p>", "“a” (“b”)"),
        ("<p>a<supplied> b</supplied> c</p>", "a [b] c"),
        ("<p>a <supplied>\n b\n</supplied>.</p>", "a [b]."),
        ("<p><q>\n <hi>a</hi> </q></p>", "“a”"),
        ("<p>x<q><hi> a </hi></q>y</p>", "x“ a ”y"),
    ],
)
def test_marks_stand_close_to_the_words(body: str, shown: str) -> None:
    assert text(body) == shown
