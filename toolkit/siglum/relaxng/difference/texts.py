"""Texts that tell patterns apart, found by running all patterns at once, character by character."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..automaton.derivative import Derivative
from ..automaton.pattern import Pattern
from ..values.expressions import NOTHING, Expression, characters, derive, first_sets, is_nullable
from .lexical import NotRegular, expression, options, white_space
from .work import Work

_LIMIT: Final = 3_000  # combinations of states that may be met
_SPACES = " \t\n\r"
_SPACE_SET = frozenset({((9, 10), (13, 13), (32, 32)), ((32, 32),)})


@dataclass(frozen=True, slots=True)
class Reader:
    """An expression that reads a text: what is left of it, and the white space so far.

    `started`: a character that is no white space has come. `pending`: white space came after that.
    """

    white_space: str
    left: Expression
    started: bool = False
    pending: bool = False

    def read(self, char: str) -> Reader:
        """Return the reader after one more character, with white space treated as the type says."""
        if self.white_space == "preserve":
            return Reader("preserve", derive(self.left, char))
        space = char in _SPACES
        if self.white_space == "replace":
            return Reader("replace", derive(self.left, " " if space else char))
        if space:
            return Reader(
                white_space=self.white_space,
                left=self.left,
                started=self.started,
                pending=self.started,
            )
        left = self.left
        if self.pending or (self.white_space == "tokens" and not self.started):
            left = derive(left, " ")
        return Reader(self.white_space, derive(left, char), True)

    def following(self) -> Expression:
        """Return the expression of which the first characters matter next."""
        if self.pending or (self.white_space == "tokens" and not self.started):
            return derive(self.left, " ")
        return self.left


Row = tuple[frozenset[Reader], ...]
"""For each pattern, the readers of its options that can still match."""


def distinguishing(
    sources: Sequence[tuple[Derivative, Pattern]], work: Work | None = None
) -> dict[tuple[bool, ...], str]:
    """Return, for each set of patterns that some text matches, a shortest such text.

    The keys tell for each pattern whether it matches. The result is complete. Raises NotRegular if
    a pattern has no expression or there are too many states, and GivenUp if `work` is used up.
    """
    start = tuple(
        _alive(
            Reader(white_space(option), expression(derivative, option))
            for option in options(pattern)
        )
        for derivative, pattern in sources
    )
    found: dict[tuple[bool, ...], str] = {}
    seen = {start}
    waiting: deque[tuple[Row, str]] = deque([(start, "")])
    while waiting:
        row, text = waiting.popleft()
        if work is not None:
            work.spend(1 + sum(map(len, row)))
        verdict = tuple(any(is_nullable(one.left) for one in readers) for readers in row)
        found.setdefault(verdict, text)
        sets = _SPACE_SET.union(*(first_sets(one.following()) for each in row for one in each))
        for char in characters(sets):
            after = tuple(_alive(one.read(char) for one in readers) for readers in row)
            if after not in seen and any(after):
                seen.add(after)
                waiting.append((after, text + char))
        if len(seen) > _LIMIT:
            raise NotRegular
    return found


def _alive(readers: object) -> frozenset[Reader]:
    return frozenset(one for one in readers if one.left != NOTHING)  # type: ignore[attr-defined]
