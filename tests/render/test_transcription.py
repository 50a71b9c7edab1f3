"""Primary sources: what happened to a text on its page is there to be seen."""

import pytest
from rendered import document, page, rendered, text, words


@pytest.mark.parametrize(
    ("element", "printed"),
    [
        ('<supplied reason="lost">ab</supplied>', "[ab]"),
        ('<supplied reason="lost" cert="low">ab</supplied>', "[ab?]"),
        ('<supplied reason="omitted">ab</supplied>', "⟨ab⟩"),
        ("<expan>d<ex>ominu</ex>s</expan>", "d(ominu)s"),
        ("<surplus>ab</surplus>", "{ab}"),
        ("<secl>ab</secl>", "[ab]"),
        ('<handShift new="#h2"/>ab', "[hand: h2]ab"),
        ('<space quantity="3" unit="chars"/>ab', 3 * "\N{NO-BREAK SPACE}" + "ab"),
        ('<space quantity="3" unit="lines"/>ab', "[space: 3 lines]ab"),
        ('<delSpan spanTo="#e"/>ab<anchor xml:id="e"/>', "⟦ab⟧"),
        ('<undo target="#x1"/>', "[undone: x1]"),
        ("<mod><del>a</del><add>b</add></mod>", "⟦a⟧b"),
        ("<restore><del>a</del></restore>", "a"),
        ('<damage agent="water">a</damage>', "a"),
        ("a<metamark>^</metamark>b", "a^b"),
        ("a<metamark>so to stand</metamark>b", "a so to stand b"),
    ],
)
def test_signs_are_those_of_the_field(element: str, printed: str) -> None:
    assert text(f"<p>x {element} y</p>") == f"x {printed} y"


def test_signs_that_the_source_declares_go_before_those_of_the_field() -> None:
    assert text('<p><supplied rendition="#none">ab</supplied></p>') == "ab"


def test_reading_text_has_no_brackets() -> None:
    assert text("<p><supplied>ab</supplied><surplus>c</surplus></p>", "reading") == "ab"


def test_a_page_is_its_zones_and_lines_in_their_order() -> None:
    source = document(
        """<sourceDoc xmlns="http://www.tei-c.org/ns/1.0"><surface n="2r"><zone><line>One</line>
        <line>two</line></zone><zone><line>three</line></zone></surface></sourceDoc>"""
    )
    assert rendered(source, "text").text.split() == ["Page", "2r", "One", "two", "three"]


def test_a_transposition_names_the_new_order() -> None:
    body = """<p><seg xml:id="s1">a</seg> <seg xml:id="s2">b</seg>
     <listTranspose><transpose><ptr target="#s2"/><ptr target="#s1"/></transpose></listTranspose>
     </p>"""
    assert words(page(body)).startswith("a b New order:")


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        ('<gap reason="lost" quantity="3" unit="line"/>', "Text missing: 3 lines (reason: lost)."),
        ('<gap extent="13"/>', "Text missing: 13."),
        ("<gap/>", "Text missing."),
    ],
)
def test_the_note_on_a_gap_says_how_much_is_missing(gap: str, said: str) -> None:
    assert text(f"<p>x{gap}</p>", "critical").endswith(f"¹ {said}")


@pytest.mark.parametrize(
    ("attributes", "who"),
    [('resp="#ab"', "ab"), ('resp="people.xml#ab" cert="low"', "ab; certainty low")],
)
def test_a_hand_that_is_not_declared_is_named_by_its_pointer(attributes: str, who: str) -> None:
    assert text(f"<p>x<note {attributes}>why</note></p>").endswith(f"¹ Note ({who}). why")


def test_the_note_on_what_is_unclear_and_has_no_words_says_how_much_it_is() -> None:
    noted = text('<p>a<unclear extent="2" unit="chars"/></p>', "critical")
    assert noted.endswith("¹ Reading unclear: 2 characters.")
    assert text("<p>a<unclear/></p>", "critical").endswith("¹ Reading unclear.")
