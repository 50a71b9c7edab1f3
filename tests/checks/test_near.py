"""The nearest of many names, as difflib has it, found without comparing them all."""

from __future__ import annotations

from difflib import get_close_matches

from hypothesis import given
from hypothesis import strategies as st

from siglum.checks.near import Names

names = st.text("ab1", max_size=6) | st.from_regex(r"(pmb|JP-)[0-9]{1,5}", fullmatch=True)


def without_digits(name: str) -> str:
    return "".join(char for char in name if char not in "0123456789")


@given(names, st.sets(names, max_size=30))
def test_the_nearest_name_is_the_one_that_comparing_all_would_find(
    name: str, known: set[str]
) -> None:
    alike = [
        one
        for one in known
        if abs(len(one) - len(name)) <= 4 and without_digits(one) != without_digits(name)
    ]
    expected = get_close_matches(name, alike, 1)
    assert Names(known).near(name) == (expected[0] if expected else None)
