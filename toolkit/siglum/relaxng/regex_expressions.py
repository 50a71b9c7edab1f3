"""Regular expressions of XML Schema as values (see `expressions`)."""

from __future__ import annotations

from functools import cache

from .charset import EVERYTHING
from .expressions import EMPTY, Chars, Expression, either, repeat, sequence
from .regex import Translator


@cache
def parse(pattern: str) -> Expression:
    """Return a regular expression, which has to be correct, as a value."""
    return _Parser(pattern, EVERYTHING).choice()


class _Parser(Translator):
    def choice(self) -> Expression:
        """Read up to the end or to a closing parenthesis."""
        found = [self._sequence()]
        while self._next() == "|":
            self.at += 1
            found.append(self._sequence())
        return either(*found)

    def _next(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _sequence(self) -> Expression:
        found: list[Expression] = []
        while self._next() not in ("", "|", ")"):
            if self._next() == "(":
                self.at += 1
                one = self.choice()
                self.at += 1
            else:
                one = Chars(self._atom())
            if self._next() and self._next() in "?*+{":
                one = repeat(one, *_bounds(self._quantifier(True)))
            found.append(one)
        whole: Expression = EMPTY
        for one in reversed(found):
            whole = sequence(one, whole)
        return whole


def _bounds(quantifier: str) -> tuple[int, int | None]:
    if quantifier in ("?", "*", "+"):
        return (1 if quantifier == "+" else 0), (1 if quantifier == "?" else None)
    low, comma, high = quantifier[1:-1].partition(",")
    return int(low), (int(high) if high else None if comma else int(low))
