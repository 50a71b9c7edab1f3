"""Markdown: a CommonMark parser gives back the text and its structure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from rendered import letter, rendered, shown

HOSTILE = (
    "# one", "1. one", "1) one", "- one", "+ one", "* one *", "_one_", "> one", "`one`", "~~~",
    "---", "===", "[a](b)", "![a](b)", "<b>one</b>", "&copy;", "\\*", "    one", "a\\", "***",
    "[a]: b", "<https://a.b>", "| a | b |", "10. ten", "one  \ntwo",
)  # fmt: skip


def _parsed(body: str) -> str:
    return MarkdownIt("commonmark").render(rendered(letter(body), "markdown").text)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_looks_like_markup_is_text(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    assert _parsed(f"<p>{escaped}</p>").startswith("<p>")
    assert shown(_parsed(f"<p>{escaped}</p>")).split() == words.split()
    assert shown(_parsed(f"<list><item>{escaped}</item></list>")).split() == words.split()
    assert shown(_parsed(f"<lg><l>a</l><l>{escaped}</l></lg>")).split() == ["a", *words.split()]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(words=st.text(st.sampled_from("ab1 #+-=*_`~[]()<>&;!\\.|:\n"), min_size=1, max_size=20))
def test_any_characters_are_text(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
    parsed = shown(_parsed(f"<p>{escaped}</p><list><item>{escaped}</item></list>"))
    assert "".join(parsed.split()) == 2 * "".join(words.split())


def test_structure_is_markdowns() -> None:
    parsed = _parsed(
        "<div><head>Title</head><lg><l>a</l><l>b</l></lg><quote><p>c</p></quote>"
        "<list><item>d</item><item>e</item></list></div>"
    )
    for markup in (
        "<h3>Title</h3>",
        "a<br />\nb",
        "<blockquote>\n<p>c</p>\n</blockquote>",
        "<ul>\n<li>d</li>\n<li>e</li>\n</ul>",
    ):
        assert markup in parsed


def test_a_table_is_a_table_with_its_spans_and_its_headings() -> None:
    body = """<table><row role="label"><cell>A</cell><cell>B | C</cell></row><row><cell rows="2">1
    </cell><cell>2</cell></row><row><cell>3<lb/>4</cell></row></table>
    <table><row><cell cols="2">5</cell></row><row><cell>6</cell><cell>7</cell></row></table>"""
    made = MarkdownIt("commonmark").enable("table").render(rendered(letter(body), "markdown").text)
    rows = [
        [cell.text_content() for cell in row]
        for row in html.fromstring(f"<div>{made}</div>").iter("tr")
    ]
    assert rows == [["A", "B | C"], ["1", "2"], ["", "3 4"], ["", ""], ["5", ""], ["6", "7"]]


def test_spaces_at_the_edge_of_a_link_stand_outside() -> None:
    body = '<p>see<ref target="https://example.org/">\n a link </ref>here</p>'
    shown = rendered(letter(body), "markdown").text
    assert shown == "see [a link](https://example.org/) here\n"
