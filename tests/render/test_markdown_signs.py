"""Emphasis and links in Markdown: what CommonMark reads of them is what the source says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from rendered import letter, rendered

ITALIC, BOLD = '<hi rend="italic">{}</hi>', '<hi rend="bold">{}</hi>'


def _markdown(body: str) -> str:
    return rendered(letter(f"<p>{body}</p>"), "markdown").text.rstrip("\n")


def _read(markdown: str) -> html.HtmlElement:
    return html.fragment_fromstring(MarkdownIt("commonmark").render(markdown), create_parent="div")


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        (f"a {ITALIC.format('b')} c", "a *b* c"),
        (f"a{ITALIC.format('b')}c", "a*b*c"),
        (f"a {BOLD.format('b')} c", "a **b** c"),
        ("in <title>A Book</title>.", "in *A Book*."),
        (f"a {ITALIC.format(' b ')} c", "a *b* c"),
        (f"a {ITALIC.format('b.')} c", "a *b.* c"),
        (f"a {BOLD.format('b ' + ITALIC.format('c') + ' d')} e", "a b *c* d e"),
        ('<ref target="https://example.org/a_(b)">c [d]</ref>', None),
    ],
)
def test_emphasis_and_links_are_written(body: str, markdown: str | None) -> None:
    written = _markdown(body)
    assert written == (markdown or r"[c \[d\]](https://example.org/a\_\(b\))")


@pytest.mark.parametrize(
    ("body", "markdown"),
    [
        (f"a {ITALIC.format('b.')}c", "a b.c"),
        (f"a{ITALIC.format('(b')} c", r"a(b c"),
        (ITALIC.format("a") + BOLD.format("b"), "ab"),
        ('<ref target="#x">a</ref>', "a"),
        ('<ref target="javascript:x">a</ref>', "a"),
    ],
)
def test_what_commonmark_would_not_read_is_plain(body: str, markdown: str) -> None:
    assert _markdown(body) == markdown


def test_a_link_after_an_exclamation_mark_is_no_picture() -> None:
    read = _read(_markdown('Oh!<ref target="https://example.org/?a=1&amp;copy=2">b</ref>'))
    assert read.xpath("string(//a/@href)") == "https://example.org/?a=1&copy=2"
    assert read.xpath("count(//img)") == 0


_PIECES = st.recursive(
    st.text(st.sampled_from("ab .*_![]()é\\"), max_size=3),
    lambda inner: st.tuples(st.sampled_from([ITALIC, BOLD]), st.lists(inner, max_size=3)).map(
        lambda pair: pair[0].format("".join(pair[1]))
    ),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=4).map("".join))
def test_no_sign_of_emphasis_is_read_as_text(body: str) -> None:
    source = html.fragment_fromstring(body, create_parent="p")
    shown = _read(_markdown(f"x {body} x")).text_content()
    assert "".join(shown.split()) == "x" + "".join(source.text_content().split()) + "x"
