"""Regular expressions of XML Schema as they are written: a tree (XSD 1.0 part 2, appendix F)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .charset import Ranges
from .regex import Translator


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    """One after another; the empty text for none."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Any of them."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Repeat:
    """A tree from `low` to `high` times; None is any number."""

    inner: Node
    low: int
    high: int | None


Node = Ranges | Sequence | Options | Repeat
"""A set of characters stands for one of them."""


@lru_cache(maxsize=1000)
def parse(pattern: str, universe: Ranges) -> Node:
    """Return a regular expression, which has to be correct, with the characters of a universe."""
    return _Parser(pattern, universe).choice()


class _Parser(Translator):
    def choice(self) -> Node:
        """Read up to the end or to a closing parenthesis."""
        found = [self._sequence()]
        while self._next() == "|":
            self.at += 1
            found.append(self._sequence())
        return found[0] if len(found) == 1 else Options(tuple(found))

    def _next(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _sequence(self) -> Node:
        found: list[Node] = []
        while self._next() not in ("", "|", ")"):
            if self._next() == "(":
                self.at += 1
                one = self.choice()
                self.at += 1
            else:
                one = self._atom()
            if self._next() and self._next() in "?*+{":
                one = Repeat(one, *_bounds(self._quantifier(True)))
            found.append(one)
        return found[0] if len(found) == 1 else Sequence(tuple(found))


def _bounds(quantifier: str) -> tuple[int, int | None]:
    if quantifier in ("?", "*", "+"):
        return (1 if quantifier == "+" else 0), (1 if quantifier == "?" else None)
    low, comma, high = quantifier[1:-1].partition(",")
    return int(low), (int(high) if high else None if comma else int(low))
