"""Lines are broken at a width, and no character but white space changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siglum.render.wrap import columns, wrap

LINES = st.text(st.sampled_from("ab 汉字。（”\n-1.> \u0301\ufdd0"), max_size=60)


def test_an_items_lines_stand_below_its_text() -> None:
    assert wrap("- one two three", 9) == "- one two\n  three"
    assert wrap("12. one two", 8) == "12. one\n    two"


def test_wide_characters_take_two_columns_and_keep_their_punctuation() -> None:
    assert wrap("汉字汉字", 4) == "汉字\n汉字"
    assert wrap("汉字。汉", 4) == "汉\n字。\n汉"


def test_a_word_that_is_too_wide_stays_whole() -> None:
    assert wrap("a unbreakable b", 5) == "a\nunbreakable\nb"


@given(text=LINES, width=st.integers(1, 30))
def test_nothing_but_white_space_changes(text: str, width: int) -> None:
    assert "".join(wrap(text, width).split()) == "".join(text.split())


@given(text=st.lists(st.sampled_from(["a", "bc", "def"]), max_size=30), width=st.integers(3, 30))
def test_no_line_of_short_words_is_wider(text: list[str], width: int) -> None:
    assert all(columns(line) <= width for line in wrap(" ".join(text), width).split("\n"))
