"""Text that was deleted, added or damaged from one place to another: marked, or not read."""

from __future__ import annotations

import time

import pytest
from rendered import letter, page, rendered, text

from siglum.proof.conservation import Conservation
from siglum.proof.ledger import Ledger
from siglum.render.outputs import Format, View

# It begins within a phrase of a paragraph, and ends within a line of another division.
ACROSS = """<div><p>a <hi>b <delSpan spanTo="#end"/>c</hi> d</p><p>e</p></div>
<div><lg><l>f</l><l>g <seg>h <anchor xml:id="end"/>i</seg> j</l></lg></div>"""


def ledger(body: str, view: str, format: str) -> Ledger:
    """Prove an output; nothing of it may be without account."""
    source = letter(body)
    conservation = Conservation(source)
    output = rendered(source, format, view, conservation.tree).text
    conservation.checked(output, View(view), Format(format))
    assert conservation.findings() == []
    return Ledger.of(conservation.proofs[0])


def test_the_reading_text_has_nothing_of_a_deletion_that_crosses_divisions() -> None:
    assert text(ACROSS, "reading").split() == ["a", "b", "i", "j"]


@pytest.mark.parametrize("format", ["html", "text", "markdown"])
def test_the_ledger_says_that_a_span_of_text_is_deleted(format: str) -> None:
    assert ledger(ACROSS, "reading", format).withheld["deletion"] == len("cdefgh")
    assert "deletion" not in ledger(ACROSS, "transcript", format).withheld
    assert "deletion" not in ledger(ACROSS, "critical", format).withheld


@pytest.mark.parametrize("view", ["transcript", "critical"])
def test_the_other_views_strike_each_word_of_a_deletion(view: str) -> None:
    struck = page(ACROSS, view).xpath(".//del/text()")
    assert [word.strip() for word in struck] == ["c", "d", "e", "f", "g", "h"]


def test_a_deletion_stands_between_its_signs() -> None:
    assert text(ACROSS).split() == ["a", "b", "⟦c", "d", "e", "f", "g", "h", "⟧i", "j"]


def test_the_critical_view_has_a_note_where_a_deletion_ends() -> None:
    assert text(ACROSS, "critical").endswith("¹ Deleted in the source.")


def test_what_is_added_and_damaged_is_marked_as_such() -> None:
    body = """<p><addSpan spanTo="#a"/>x <damageSpan spanTo="#d"/>y <anchor xml:id="a"/>z
    <anchor xml:id="d"/>w</p>"""
    section = page(body, "critical")
    assert [word.strip() for word in section.xpath(".//ins//text()")] == ["x", "y"]
    damaged = section.xpath(".//*[@class = 'damage']/text()")
    assert [word.strip() for word in damaged] == ["y", "z"]
    assert text(body) == "⌈added: x ⌈damaged: y ⌉z ⌉w"
    assert text(body, "reading") == "x y z w"


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ('<p>a<delSpan spanTo="#none"/> b</p>', "a⌈deleted: b"),
        ('<p>a<anchor xml:id="e"/> b<delSpan spanTo="#e"/> c</p>', "a⌉ b⌈deleted: c"),
        ('<p>a<delSpan spanTo="other.xml#e"/> b</p>', "a⌈deleted: b"),
        ("<p>a<delSpan/> b</p>", "a b"),
    ],
    ids=["missing", "backward", "elsewhere", "unsaid"],
)
def test_a_deletion_without_an_end_after_it_withholds_nothing(body: str, read: str) -> None:
    assert text(body, "reading") == read
    assert ledger(body, "reading", "text").lost == 0


def test_a_span_ends_with_the_end_of_the_element_that_it_points_to() -> None:
    assert text('<p>a <delSpan spanTo="#e"/>b <seg xml:id="e">c</seg> d</p>', "reading") == "a d"


def test_spans_that_cross_are_one_deletion() -> None:
    body = """<p>a <delSpan spanTo="#x"/>b <delSpan spanTo="#y"/>c <anchor xml:id="x"/>d
    <anchor xml:id="y"/>e</p>"""
    assert text(body, "reading") == "a e"
    assert ledger(body, "reading", "text").withheld == {"deletion": 3, "header": 6}


def test_a_span_out_of_a_header_deletes_no_text() -> None:
    header = '<author><delSpan spanTo="#e"/>x</author>'
    source = letter('<p>a<anchor xml:id="e"/> b</p>', header)
    assert rendered(source, "text", "reading").text.strip() == "a⌉ b"


def test_a_span_out_of_data_in_the_text_deletes_nothing() -> None:
    body = '<standOff><p>a<delSpan spanTo="#e"/></p></standOff><p>b<anchor xml:id="e"/></p>'
    assert "deletion" not in ledger(body, "reading", "text").withheld


def test_a_span_that_ends_with_a_paragraph_has_its_sign_at_the_end_of_it() -> None:
    body = '<p>a <addSpan spanTo="#end"/>b</p><p xml:id="end">c</p>'
    assert text(body) == "a ⌈added: b\n\nc⌉"
    assert text(body, "critical").endswith("c⌉¹\n\nNotes\n\n¹ Added in the source.")


@pytest.mark.parametrize("name", ["valItem", "elementSpec", "f", "content", "msDesc"])
@pytest.mark.parametrize("format", ["html", "text", "markdown"])
def test_a_span_goes_through_data_that_hold_words_too(name: str, format: str) -> None:
    body = f'<p>a<delSpan spanTo="#end"/></p><{name}><note>b</note>c</{name}><p xml:id="end">d</p>'
    assert ledger(body, "transcript", format).withheld.keys() <= {"header"}


def test_a_quotation_within_a_span_has_its_own_marks_alone() -> None:
    body = '<p><delSpan spanTo="#end"/>a “<q>b</q>”<anchor xml:id="end"/></p>'
    assert text(body) == "⟦a “b”⟧"


def _seconds(number: int) -> float:
    body = "".join(
        f'<p><delSpan spanTo="#e{count}"/>a</p><p>b<anchor xml:id="e{count}"/> c</p>'
        for count in range(number)
    )
    source = letter(body)
    started = time.process_time()
    conservation = Conservation(source)
    output = rendered(source, "html", "reading", conservation.tree).text
    conservation.checked(output, View.READING, Format.HTML)
    return time.process_time() - started


def test_time_grows_like_the_number_of_spans() -> None:
    _seconds(50)
    assert min(_seconds(1600), _seconds(1600)) < min(_seconds(400), _seconds(400)) * 4 * 2.5
