"""Matching by places agrees with Python's engine, and is used where that would take too long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from random_patterns import patterns

from siglum.relaxng.values import regex_positions
from siglum.relaxng.values.backtracking import matches
from siglum.relaxng.values.regex import Regex


@given(patterns, st.text("ab\né", max_size=8))
def test_it_says_what_python_says(pattern: str, value: str) -> None:
    expected = Regex(pattern).matches(value)
    assert regex_positions.matches(pattern, value) is expected
    assert matches(Regex(pattern), value) is expected


@given(patterns, st.text("ab", min_size=100, max_size=200))
def test_any_pattern_is_matched_in_no_time(pattern: str, value: str) -> None:
    """By whichever way it is matched; Python alone would take for ever with some of them."""
    assert matches(Regex(pattern), value) is regex_positions.matches(pattern, value)
