"""Inscriptions and papyri: the signs of the Leiden conventions stand without notes."""

from __future__ import annotations

import pytest
from lxml import html
from rendered import letter, rendered, text

from siglum.proof.conservation import Conservation
from siglum.render.outputs import Format, View

EDITION = '<div type="edition"><ab>{}</ab></div>'


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        ('<gap reason="lost" quantity="3" unit="character"/>', "[...]"),
        ('<gap reason="lost" quantity="5" unit="character"/>', "[..5..]"),
        ('<gap reason="lost" quantity="5" unit="character" precision="low"/>', "[..c. 5..]"),
        ('<gap reason="lost" atLeast="2" atMost="4" unit="character"/>', "[..2–4..]"),
        ('<gap reason="lost" extent="unknown" unit="character"/>', "[- - -]"),
        ('<gap reason="lost" extent="unknown" unit="line"/>', "[- - - - - -]"),
        ('<gap reason="lost" quantity="2" unit="line"/>', "[- - 2 lines - -]"),
        ('<gap reason="illegible" quantity="2" unit="character"/>', ".."),
        ('<gap reason="illegible" extent="unknown" unit="character"/>', "- - -"),
        ('<supplied reason="lost">abc</supplied>', "[abc]"),
        ('<supplied reason="omitted">abc</supplied>', "⟨abc⟩"),
        ("<expan>a<ex>bc</ex></expan>", "a(bc)"),
        ("<surplus>abc</surplus>", "{abc}"),
        ('<del rend="erasure">abc</del>', "⟦abc⟧"),
        ("<unclear>abc</unclear>", "abc"),
    ],
)
def test_a_sign_that_says_all_has_no_note(markup: str, printed: str) -> None:
    body = EDITION.format(f"x {markup} y")
    assert text(body, "critical") == f"x {printed} y"
    conservation = Conservation(letter(body))
    made = rendered(letter(body), "html", "critical", conservation.tree)
    conservation.checked(made.text, View.CRITICAL, Format.HTML)
    assert not conservation.findings()


@pytest.mark.parametrize(
    "markup",
    [
        '<supplied reason="lost" cert="low">a</supplied>',
        '<supplied reason="lost" evidence="parallel">a</supplied>',
        '<unclear xml:id="u">a</unclear><note target="#u">Perhaps b.</note>',
        '<gap reason="ellipsis"/>',
    ],
)
def test_what_more_is_known_is_a_note(markup: str) -> None:
    assert "Notes" in text(EDITION.format(markup), "critical")


def test_letters_that_are_not_sure_are_marked_by_the_style_of_editions_alone() -> None:
    for body, is_leiden in ((EDITION.format("<unclear>a</unclear>"), True), ("<p>a</p>", False)):
        whole = html.document_fromstring(rendered(letter(body), "html", "critical").text)
        assert bool(whole.find_class("leiden")) == is_leiden
