"""How plain text is set: lines, lists, tables, white space."""

from __future__ import annotations

import re

import pytest
from rendered import document, letter, rendered, text

from siglum.render import views
from siglum.render.outputs import Format, View


def test_pictures_beside_the_text_have_nothing_to_say_in_plain_text() -> None:
    source = document(
        """<TEI xmlns="http://www.tei-c.org/ns/1.0"><facsimile><surface>
        <graphic url="https://example.org/a/"/></surface></facsimile><text><p>a</p></text></TEI>"""
    )
    assert rendered(source, "text").text == "a\n"
    assert "https://example.org/a/" in rendered(source, "markdown").text


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>a\n  <hi>b</hi>\n c</p>\n\n<p>d</p>", "a b c\n\nd"),
        ("<div><head>Title</head><p>a</p></div>", "Title\n\na"),
        ("<lg><l>one</l><l>two</l></lg><lg><l>three</l></lg>", "one\ntwo\n\nthree"),
        ("<list><item>a</item><item><p>b</p><p>c</p></item></list>", "- a\n- b\n\n  c"),
        ('<list type="ordered"><item>a</item><item>b</item></list>', "1. a\n2. b"),
        (
            "<list><label>x</label><item>a</item><label>y</label><item>b</item></list>",
            "x a\ny b",
        ),
        (
            "<table><row><cell>a</cell><cell>bcd</cell></row>"
            "<row><cell>efg</cell><cell>h</cell></row></table>",
            "a    bcd\nefg  h",
        ),
        ("<p>a <q>b <q>c</q></q></p>", "a “b ‘c’”"),
        ("<p>a “<q>b</q>”</p>", "a “b”"),
        ("<p>a <gap reason='damage'/> b</p>", "a […] b"),
        ('<ab xml:space="preserve">a  b\n   c</ab>', "a  b\n   c"),
    ],
)
def test_text_is_set_in_lines(body: str, lines: str) -> None:
    assert text(body) == lines


def test_a_wide_table_has_its_rows_as_lines() -> None:
    cell = "word " * 12
    row = f"<row><cell>{cell}</cell><cell>{cell}</cell></row>"
    assert text(f"<table>{row}</table>") == f"{cell.strip()} | {cell.strip()}"


def test_page_breaks_are_shown_on_request() -> None:
    source = letter('<p>a <pb n="12"/>b</p>')
    assert views.lines(source, Format.TEXT, View.TRANSCRIPT).text == "a b\n"
    assert views.lines(source, Format.TEXT, View.TRANSCRIPT, pages=True).text == "a [p. 12] b\n"


def test_lines_are_broken_at_a_width() -> None:
    source = letter("<p>one two three</p>")
    assert views.lines(source, Format.TEXT, View.TRANSCRIPT, width=8).text == "one two\nthree\n"


def test_a_line_within_a_line_leaves_no_mark_of_the_typesetter() -> None:
    body = (
        "<lg><l>a</l><l><l>b</l></l><interp><f>c</f></interp><sense><sense>d</sense></sense></lg>"
    )
    assert not re.search("[\ufdd0-\ufdef]", text(body))


TABLE = """<table><row role="label"><cell>A</cell><cell>B | C</cell><cell>D</cell></row>
<row><cell rows="2">1</cell><cell>2</cell><cell>3</cell></row>
<row><cell>4</cell><cell>5</cell></row>
<row><cell cols="2">6</cell><cell>7</cell></row></table>"""


def test_a_cell_that_spans_moves_no_other() -> None:
    assert text(TABLE).splitlines() == [
        "A  B | C  D",
        "1  2      3",
        "   4      5",
        "6         7",
    ]


def test_wide_tables_keep_their_columns() -> None:
    long = "word " * 30
    rows = f"<row><cell rows='2'>1</cell><cell>{long}</cell></row><row><cell>b</cell></row>"
    assert text(f"<table>{rows}</table>").splitlines() == [f"1 | {long.strip()}", " | b"]
