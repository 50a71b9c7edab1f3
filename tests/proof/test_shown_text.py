"""What a page or a Markdown text shows to a reader."""

import pytest

from siglum.proof import markdown, page


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>a &amp; b &lt;c&gt;&#x21;</p>", "a & b <c>!"),
        ("<head><title>no</title></head><body>yes</body>", "yes"),
        ("a<script>if (b < c) d</script>e<style>f</style>g", "aeg"),
        ("a<template><p>b</p></template>c<noscript>d</noscript>e", "ace"),
        ("a<p hidden>b<b>c</b></p>d<div hidden=''>e<div>f</div>g</div>h", "adh"),
        ("a<!-- b --><br>c<img alt='d'>e<input value='f'>g", "aceg"),
        ("<svg><path/><title>no</title><text>yes</text></svg>!", "yes!"),
        ("<video>no <p>no</p></video><audio>no</audio>yes", "yes"),
        ("<details><summary>a</summary>b</details>", "ab"),
        ("<p title='a > b'>c</p>", "c"),
        ("<p hidden>a</b></i>b</p>c", "c"),
        ("<p class='hidden' title='is hidden'>a</p><p HIDDEN>b</p>c", "ac"),
        ("a<style>b < c > d</style>e<style>f", "ae"),
        ("<p title=a'b>c</p><b x='<i>'>d</b>", "cd"),
        ("a&am<b>p;</b>", "a&amp;"),
    ],
)
def test_a_page_shows_what_a_browser_displays(html: str, shown: str) -> None:
    assert page.shown_text(html) == shown


def test_a_page_nested_deep_is_read_in_linear_time() -> None:
    html = "<div>" * 50_000 + "a" + "</div>" * 50_000
    assert page.shown_text(html) == "a"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"a\*b\_c \[d\] 1\. \\ \# \<e\>", r"a*b_c [d] 1. \ # <e>"),
        ("a\\\nb", "a\nb"),
        ("> a\n> b\n> > c\n\\> d", "a\nb\nc\n> d"),
        (r"C:\dir", r"C:\dir"),
    ],
)
def test_markdown_shows_the_text_without_escapes(source: str, shown: str) -> None:
    assert markdown.shown_text(source) == shown
