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
        ('<space quantity="3" unit="lines"/>ab', "[vac. 3 lines]ab"),
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


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        ('atLeast="2" atMost="5" unit="chars"', "2–5 characters"),
        ('min="2" max="4" unit="line"', "2–4 lines"),
        ('atLeast="1" unit="line"', "at least 1 line"),
        ('atMost="3" unit="lines"', "at most 3 lines"),
        ('extent="unknown"', "extent not known"),
        ('extent="unknown" unit="line"', "unknown number of lines"),
        ('unit="chars"', "unknown number of characters"),
        ('extent="several" unit="line"', "several lines"),
        ('extent="half a line" unit="line"', "half a line"),
        ('quantity="3" unit="line" precision="low"', "c. 3 lines"),
        ('quantity="1.5" unit="line"', "1.5 lines"),
        ('quantity="3" unit="cm"', "3 cm"),
        ('quantity="2" unit="line" atMost="4"', "2 lines, at most 4"),
    ],
)
def test_how_much_is_missing_is_told_as_far_as_it_is_known(gap: str, told: str) -> None:
    shown = text(f"<p><gap {gap}/></p>", "critical")
    assert shown.endswith(f"Text missing: {told}.")


def test_how_much_is_missing_is_told_in_the_language_of_the_page() -> None:
    def told(language: str) -> str:
        source = document(
            f'<text xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><p>'
            '<gap extent="unknown" unit="line"/><gap atLeast="2" unit="chars"/></p></text>'
        )
        return rendered(source, "text", "critical").text

    assert "Zeilen, Anzahl unbekannt" in told("de")
    assert "неизвестное число строк" in told("ru")
    assert "не менее 2 знаков" in told("ru")
    assert "若干行（数目不明）" in told("zh")


@pytest.mark.parametrize("space", ["", 'unit="section"', 'extent="unknown" unit="line"'])
def test_room_of_unknown_size_is_a_sign_alone(space: str) -> None:
    assert text(f"<p>a <space {space}/> b</p>") == "a [vac.] b"
