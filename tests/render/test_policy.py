"""What each view shows, moves and withholds."""

from __future__ import annotations

import pytest
from rendered import document, page, rendered, text, words

CHOICE = "<p>A <choice><sic>tehir</sic><corr{}>their</corr></choice> B</p>"


@pytest.mark.parametrize(
    ("view", "shown"),
    [("transcript", "A tehir B"), ("reading", "A their B"), ("critical", "A tehir ⟨their⟩¹ B")],
)
def test_of_a_correction_each_view_has_its_half(view: str, shown: str) -> None:
    assert text(CHOICE.format(""), view).splitlines()[0] == shown


@pytest.mark.parametrize(("cert", "read"), [("high", "their"), ("medium", "tehir")])
def test_a_doubtful_correction_is_not_applied(cert: str, read: str) -> None:
    assert text(CHOICE.format(f' cert="{cert}"'), "reading") == f"A {read} B"


def test_an_abbreviation_is_expanded_where_it_stands_first() -> None:
    pair = "<choice><abbr>UN</abbr><expan>United Nations</expan></choice>"
    assert text(f"<p>{pair} and {pair}</p>", "reading") == "United Nations (UN) and UN"
    assert text(f"<p>{pair}</p>") == "UN"


def test_of_several_abbreviations_none_is_lost() -> None:
    pair = "<choice><expan>Kingdom</expan><abbr>Kgd</abbr><abbr>Kd</abbr></choice>"
    assert text(f"<p>{pair}, {pair}</p>", "reading") == "Kingdom (Kgd / Kd), Kgd / Kd"
    assert text(f"<p>{pair}</p>") == "Kgd / Kd"


def test_alternatives_that_nobody_chose_between_are_all_transcribed() -> None:
    body = "<p><choice><unclear>hand</unclear><unclear>land</unclear></choice></p>"
    assert text(body) == "hand / land"
    assert text(body, "reading") == "hand"


@pytest.mark.parametrize("element", ["del", "surplus", "fw"])
def test_what_is_not_to_be_read_is_withheld_from_the_reading_alone(element: str) -> None:
    body = f"<p>A <{element}>x</{element}> B</p>"
    assert text(body, "reading") == "A B"
    assert "x" in text(body)
    assert "x" in text(body, "critical").splitlines()[0]


def test_a_note_of_the_source_is_moved_to_the_notes() -> None:
    for view in ("transcript", "reading", "critical"):
        assert text('<p>A<note place="foot">why</note> B</p>', view) == (
            "A¹ B\n\nNotes\n\n¹ Note of the source (foot). why"
        )


def test_a_note_of_the_editors_is_in_the_critical_view_alone() -> None:
    body = '<p>A<note type="editorial">why</note> B</p>'
    assert text(body) == text(body, "reading") == "A B"
    assert "why" in text(body, "critical")


@pytest.mark.parametrize("attribute", ["", " type='editorial'", " type='editorial' place='foot'"])
def test_a_note_is_the_sources_only_if_something_says_so(attribute: str) -> None:
    shown = text(f"<p>A<note{attribute}>why</note></p>", "critical")
    assert shown.endswith("¹ Note. why")
    by_hand = text("<p>A<note hand='#h'>why</note></p>", "critical")
    assert by_hand.endswith("¹ Note of the source. why")


def test_an_editor_of_the_header_is_known_by_pointer() -> None:
    body = '<p>A<note resp="#ed">why</note> B</p>'
    assert words(page(body, header='<editor xml:id="ed">E. D.</editor>')) == "A B"


def test_a_note_in_a_bibliography_and_a_division_of_notes_stay_in_place() -> None:
    assert text("<p><bibl>Title <note>lost</note></bibl></p>") == "Title (lost)"
    assert text("<p><bibl>Title<note>lost</note>, 3</bibl></p>") == "Title (lost), 3"
    body = '<p>A</p><div><head>Remarks</head><note xml:id="n1">first</note></div>'
    assert text(body) == "A\n\nRemarks\n\nfirst"


def test_a_deletion_that_was_taken_back_says_so() -> None:
    shown = text("<p>a<restore><del>b</del></restore></p>", "critical")
    assert shown.endswith("¹ Deleted in the source: “b”, restored.")


def test_a_line_of_the_source_is_no_line_of_the_reading() -> None:
    body = '<p>one<lb/>two<lb break="no"/>three</p>'
    assert text(body) == "one\ntwothree"
    assert text(body, "reading") == "one twothree"


@pytest.mark.parametrize(
    "body",
    [
        '<p>a<note target="#s">b <supplied xml:id="s">c</supplied></note></p>',
        '<p>a<note target="#s">b <add xml:id="t">c</add></note>'
        '<note target="#t">d <add xml:id="s">e</add></note></p>',
        '<p>a<note target="#s">b</note></p><xenoData><add xml:id="s">c</add></xenoData>',
    ],
    ids=["itself", "each other", "data"],
)
def test_a_note_on_what_has_no_note_of_its_own_keeps_its_place(body: str) -> None:
    shown = text(body, "critical")
    assert shown.startswith("a¹")
    assert "¹ Note. b" in shown


def test_a_note_on_a_word_of_the_document_beside_the_text_keeps_its_place() -> None:
    source = document(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><sourceDoc><line><add xml:id="s">b</add></line>'
        '</sourceDoc><text><body><p>a<note target="#s">c</note></p></body></text></TEI>'
    )
    assert "¹ Note. c" in rendered(source, "text", "critical").text


def test_a_note_among_the_alternatives_of_a_note_stays_there() -> None:
    body = "<p>a<note>b <choice><sic>c</sic><corr>d</corr><note>e</note></choice></note></p>"
    for view in ("transcript", "reading", "critical"):
        assert "e" in text(body, view)


def test_a_remark_in_a_body_that_stands_alone_stays_in_its_place() -> None:
    source = document(
        '<body xmlns="http://www.tei-c.org/ns/1.0"><note>a</note><p>b</p><p>c</p></body>'
    )
    assert rendered(source, "text").text.split() == ["a", "b", "c"]
