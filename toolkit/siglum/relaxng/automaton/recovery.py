"""How validation goes on in an element after a mistake: the model, and the patterns that carry it.

A validator that stops at the first mistake of an element is of little use, and one that imagines
too much hides the next. So the own content of the open element, and what a likely remedy would
have put there, are kept apart, and each mistake costs one error:

- What is in the wrong place is left out: the content stays what it was. Its own content is checked
  by its own declaration.
- What comes too late has come in time: besides the content as it was, what could have come after
  it may come.
- What lacks an element around it is in that element, if its parent has to have one now, or is
  there for nothing else. The imagined element goes on, `Aside`, with what fits it, and ends when
  something comes that the parent itself allows. If the parent has to have it, it is there; what
  else it would need is not asked for.
- Words go on with words, and with what stands between two of them.
- An unknown element may stand for what has to come now, if all that is in it fits that: a `Trial`.
  Otherwise it is as if it were not there, and what is in it stood in its parent (`Through`).

All is decided by what has come so far, in one pass, and each step is an ordinary step of the
automaton: a document with mistakes is checked in time in proportion to its length, as any other.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar

from .pattern import Pattern, Patterns

Opened = dict[Pattern, Pattern]
Derive = Callable[[Pattern], Pattern]


class Mended(Pattern):
    """What may come in an element after a mistake, of which two parts tell.

    The derivatives take a function that gives those of the parts.
    """

    __slots__ = ("one", "other")
    kind: ClassVar[str]

    def __init__(self, one: Pattern, other: Pattern) -> None:
        super().__init__()
        self.one = one
        self.other = other
        self.has_text = one.has_text or other.has_text

    @classmethod
    def of(cls, patterns: Patterns, one: Pattern, other: Pattern) -> Pattern:
        """Return the pattern that two parts make."""
        return patterns.once((cls.kind, one.number, other.number), lambda: cls(one, other))

    @abstractmethod
    def after_tag(self, patterns: Patterns, open: Callable[[Pattern], Opened]) -> Opened:
        """Return what a start tag leads to."""

    @abstractmethod
    def after_text(self, patterns: Patterns, derive: Derive) -> Pattern:
        """Return what is left after text."""

    def closed(self, patterns: Patterns, close: Derive) -> Pattern:
        """Return what is left in the parent where the open element ends here."""
        return patterns.not_allowed


class Aside(Mended):
    """Matches what `one` does, which is the element's own. Besides, `other` may come.

    What is own ends what is aside, which never has to come.
    """

    __slots__ = ()
    kind = "aside"

    def __init__(self, one: Pattern, other: Pattern) -> None:
        super().__init__(one, other)
        self.nullable = one.nullable
        self.has_data = one.has_data

    @classmethod
    def of(cls, patterns: Patterns, one: Pattern, other: Pattern) -> Pattern:
        """Return a pattern with what may come besides it."""
        if other is patterns.not_allowed or other is patterns.empty:
            return one
        return super().of(patterns, one, other)

    def after_tag(self, patterns: Patterns, open: Callable[[Pattern], Opened]) -> Opened:
        return open(self.one) or {
            content: Aside.of(patterns, self.one, rest)
            for content, rest in open(self.other).items()
        }

    def after_text(self, patterns: Patterns, derive: Derive) -> Pattern:
        own = derive(self.one)
        if own is not patterns.not_allowed:
            return own
        left = derive(self.other)
        return left if left is patterns.not_allowed else Aside.of(patterns, self.one, left)


class Trial(Mended):
    """What is left of an unknown element: `one` as long as all fits that, or else `other`."""

    __slots__ = ()
    kind = "trial"

    @classmethod
    def of(cls, patterns: Patterns, one: Pattern, other: Pattern) -> Pattern:
        """Return what is left of an element as long as that fits, and what is left otherwise."""
        return other if one is patterns.not_allowed else super().of(patterns, one, other)

    def after_tag(self, patterns: Patterns, open: Callable[[Pattern], Opened]) -> Opened:
        otherwise = open(self.other)
        fitting = {
            content: Trial.of(patterns, rest, otherwise.get(content, self.other))
            for content, rest in open(self.one).items()
        }
        return fitting or otherwise

    def after_text(self, patterns: Patterns, derive: Derive) -> Pattern:
        return Trial.of(patterns, derive(self.one), derive(self.other))

    def closed(self, patterns: Patterns, close: Derive) -> Pattern:
        fitting = close(self.one)
        return close(self.other) if fitting is patterns.not_allowed else fitting


class Through(Mended):
    """What is left of an unknown element that is as if it were not there.

    `one` is what is left of its parent, `other` what was left when it began. Anything may stand in
    it; elements that `one` has not are no concern of the parent.
    """

    __slots__ = ()
    kind = "through"

    def __init__(self, one: Pattern, other: Pattern) -> None:
        super().__init__(one, other)
        self.has_text = True

    def after_tag(self, patterns: Patterns, open: Callable[[Pattern], Opened]) -> Opened:
        return {
            content: Through.of(patterns, rest, self.other)
            for content, rest in open(self.one).items()
        }

    def after_text(self, patterns: Patterns, derive: Derive) -> Pattern:
        left = derive(self.one)
        return self if left is patterns.not_allowed else Through.of(patterns, left, self.other)

    def closed(self, patterns: Patterns, close: Derive) -> Pattern:
        return patterns.choice((self.other, self.one))


KINDS: dict[str, type[Mended]] = {one.kind: one for one in (Aside, Trial, Through)}
