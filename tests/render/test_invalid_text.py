"""Text where no schema has a place for it: shown in its place, in every view and format."""

from __future__ import annotations

import pytest
from lxml import html
from rendered import FORMATS, claimed, document, expected, letter, page, rendered, text, words

from siglum.proof.conservation import Conservation
from siglum.render.outputs import Format, View

VIEWS = ("transcript", "reading", "critical")
BODIES = (
    "<p>a <choice>b<sic/>c<corr/>d</choice> e</p>",
    "<p>a <choice>b<abbr/>c<expan/>d</choice> e</p>",
    "<p>a <app>b<lem>c</lem>d<rdg/>e</app> f</p>",
    "<p>a <app>b<rdgGrp>c<lem>d</lem>e<rdg/></rdgGrp>f</app> g</p>",
    "<p>a <pb>b</pb> <milestone unit='x'>c</milestone> <lb>d</lb></p>",
    "<table><row>a<cell>b</cell>c</row></table>",
)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("body", BODIES)
def test_stray_text_stays_where_it_stands(body: str, format: str, view: str) -> None:
    source = letter(body)
    stayed = [number for number in claimed(source, format, view) if number]
    assert stayed == [number for number in expected(source, format) if number]


def test_a_second_header_stays_in_the_text() -> None:
    header = "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt></fileDesc></teiHeader>"
    source = document(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
        + header.format("First")
        + header.format("Second")
        + "<text><body><p>x</p></body></text></TEI>"
    )
    shown = rendered(source, "text").text
    assert "Second" in shown
    assert "First" not in shown


def test_the_sources_own_instruction_is_no_text() -> None:
    assert text("<p>a<?sg hello?>b</p>") == "ab"


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("control", ["\x7f", "\x80", "\x92", "\x9f", "\U0001fffe", "\U0010ffff"])
def test_a_character_that_html_forbids_is_seen_to_be_one(control: str, format: str) -> None:
    source = letter(f'<p>a{control}b <gap reason="{control}"/></p>')
    conservation = Conservation(source)
    output = rendered(source, format, "transcript", conservation.tree).text
    proved = conservation.checked(output, View.TRANSCRIPT, Format(format))
    assert "a\N{REPLACEMENT CHARACTER}b" in proved
    assert control not in proved
    assert conservation.findings() == []


def test_another_character_is_no_replacement() -> None:
    source = letter("<p>abc</p>")
    conservation = Conservation(source)
    markup = rendered(source, "html", "transcript", conservation.tree).text
    conservation.checked(markup.replace("abc", "a\ufffdc"), View.TRANSCRIPT, Format.HTML)
    assert [finding.code for finding in conservation.findings()] == ["SG704"]


def test_a_next_line_character_is_a_space() -> None:
    assert "a b" in rendered(letter("<p>a\x85b</p>"), "html").text


@pytest.mark.parametrize(
    ("body", "transcript", "reading"),
    [
        ("<p>th<subst><del>e</del><add>is</add></subst></p>", "th⟦e⟧is", "this"),
        ("<p><restore><del>a</del></restore> b</p>", "a b", "a b"),
    ],
)
def test_a_deletion_is_bracketed_and_not_read(body: str, transcript: str, reading: str) -> None:
    assert text(body) == transcript
    assert text(body, "reading") == reading


def test_a_deletion_is_one_in_html_too() -> None:
    (deletion,) = page("<p>a<del>b</del></p>").iter("del")
    assert words(deletion) == "⟦b⟧"
    assert isinstance(deletion, html.HtmlElement)
