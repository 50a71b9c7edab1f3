"""Texts to try patterns with, and one that a pattern accepts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..automaton.derivative import Derivative, Namespaces
from ..automaton.pattern import (
    Choice,
    Data,
    Empty,
    Group,
    ListOf,
    OneOrMore,
    Pattern,
    Value,
    members,
)
from ..values.calendar_values import EXAMPLES
from .lexical import NotRegular
from .texts import distinguishing
from .traversal import walk

_COMMON = (
    *("x", "1", "0", "", "-1", "2", "1.5", "-1.5", "0.5", "1e3", "true", "false", "a b", "1 2"),
    *("en", "x:y", "urn:x", "http://example.org/", "#x", "%", "é", "-", "A", "~", "1cm", "1/2"),
    *("P1D", "INF", "00", "12", "24:00:00Z", "999999999999999999999", " x ", "1,1", "1990-01-01"),
    *EXAMPLES.values(),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A pattern of one schema, which accepts or refuses whole texts.

    `namespaces` are the prefixes that documents declare in this comparison.
    """

    derivative: Derivative
    namespaces: Namespaces
    pattern: Pattern

    def takes(self, text: str) -> bool:
        """Tell whether the pattern accepts a text as the value of an attribute or leaf."""
        return self.derivative.matches(self.pattern, text, self.namespaces)


def candidates(source: Source) -> Iterator[str]:
    """Yield texts that a pattern may accept, and similar ones that it may refuse."""
    for one in walk(source.pattern):
        if isinstance(one, Value):
            text = one.text
            if one.datatype.base.namespaced:
                text = _qualified(one, source.namespaces)
            yield text
            yield f" {text} "
        elif isinstance(one, Data):
            yield from (text for name, text in one.datatype.parameters if name != "pattern")
        elif isinstance(one, ListOf):
            yield " ".join(_tokens(source, one.content))
    yield from _COMMON


def _tokens(source: Source, pattern: Pattern) -> list[str]:
    """Return tokens that the content of a list may accept."""
    if isinstance(pattern, Choice):
        return _tokens(source, pattern.options[0])
    if isinstance(pattern, Group):
        return [token for one in members(pattern) for token in _tokens(source, one)]
    if isinstance(pattern, OneOrMore):
        return _tokens(source, pattern.content)
    if isinstance(pattern, Empty):
        return []
    return [sample(Source(source.derivative, source.namespaces, pattern))]


def _qualified(value: Value, namespaces: Namespaces) -> str:
    assert isinstance(value.value, tuple)
    ns, local = value.value
    prefixes = [prefix for prefix, uri in namespaces.items() if uri == ns]
    return f"{prefixes[0]}:{local}" if prefixes else local


def sample(source: Source) -> str:
    """Return a text that a pattern accepts; "" if none is found."""
    for text in candidates(source):
        if source.takes(text):
            return text
    try:
        return distinguishing([(source.derivative, source.pattern)]).get((True,), "")
    except NotRegular:
        return ""
