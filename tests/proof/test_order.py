"""As many texts as can be count as in order: what is left out is the least that explains it."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from siglum.proof.order import increasing


@given(st.lists(st.integers(0, 6), max_size=8))
def test_no_longer_part_is_in_order(numbers: list[int]) -> None:
    chosen = increasing(numbers)
    assert all(one < other for one, other in pairwise(chosen))
    assert all(one < other for one, other in pairwise([numbers[index] for index in chosen]))
    for more in combinations(numbers, len(chosen) + 1):
        assert not all(one < other for one, other in pairwise(more)), more
