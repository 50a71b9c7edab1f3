"""Markdown: a CommonMark parser gives back the text and its structure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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
