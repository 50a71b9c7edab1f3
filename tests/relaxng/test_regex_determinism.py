"""What is deterministic has one way to match a text, and Python's engine is quick with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from random_patterns import patterns

from siglum.relaxng.values.backtracking import has_many_ways
from siglum.relaxng.values.charset import ASCII
from siglum.relaxng.values.determinism import is_deterministic
from siglum.relaxng.values.expressions import has
from siglum.relaxng.values.regex import Regex
from siglum.relaxng.values.regex_tree import Node, Options, Repeat, Sequence, parse


def ways(node: Node, text: str, at: int) -> Iterator[int]:
    """Yield where a node can end, once for each way; an empty round of a repetition is one, too."""
    if isinstance(node, Sequence):
        ends = [at]
        for item in node.items:
            ends = [after for end in ends for after in ways(item, text, end)]
        yield from ends
    elif isinstance(node, Options):
        for item in node.items:
            yield from ways(item, text, at)
    elif isinstance(node, Repeat):
        most = len(text) + 1 if node.high is None else node.high
        ends = [at]
        for times in range(min(most, len(text) + node.low + 1) + 1):
            if times >= node.low:
                yield from ends
            ends = [after for end in ends for after in ways(node.inner, text, end)]
    elif at < len(text) and has(node, ord(text[at])):
        yield at + 1


@given(patterns, st.text("ab", max_size=4))
def test_no_text_is_matched_in_two_ways(pattern: str, text: str) -> None:
    node = parse(pattern, ASCII)
    assume(is_deterministic(node))
    ends = list(ways(node, text, 0))
    assert len(ends) == len(set(ends))


@pytest.mark.parametrize(
    "pattern",
    [
        r"(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?)",  # teidata.point
        r"(\p{L}|\p{N}|\p{P}|\p{S})+",
        "[a-z]{1,8}(-[a-z0-9]{1,8})*",
        "[0-9]{4}[0-9]{2}",
        "(|a)b?",
    ],
)
def test_the_next_character_decides(pattern: str) -> None:
    assert is_deterministic(parse(pattern, ASCII))
    assert not has_many_ways(pattern, "1" * 100_000)
    assert not Regex(f"({pattern})!!").matches("1" * 100_000)  # it goes back, and finds no way


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a*)*",
        "(a?)?",
        "a?a",
        "(a|ab)",
        "(a?|b?)",
        "a{2,3}a",
        "(ab?)+b",
        r"\w*\d",
        "(|a?)",
    ],
)
def test_two_ways_to_go_on_are_seen(pattern: str) -> None:
    assert not is_deterministic(parse(pattern, ASCII))
