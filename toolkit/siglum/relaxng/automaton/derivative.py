"""Derivatives: what is left of a pattern after a tag, an attribute or a text.

After James Clark, "An algorithm for RELAX NG validation". A start tag gives pairs: the content
that the element may have, and what may follow it in its parent. Where there is one pair only, as
nearly always, the two go on apart; several are held together by `after`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from ..grammar.nameclass import Name, contains
from ..values.white_space import split
from .memo import Memo
from .pattern import (
    After,
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    ListOf,
    OneOrMore,
    Pattern,
    Patterns,
    Text,
    Value,
    members,
)
from .recovery import Mended

Namespaces = Mapping[str, str]
Opened = dict[Pattern, Pattern]
"""Content of the element opened → what may follow the element."""


Surely = Callable[[str], object]
"""Says something true of a value only if it is right; nothing follows from anything else."""


class Contents(Protocol):
    """Where the contents of elements come from."""

    needs_namespaces: bool
    """Whether a datatype met so far depends on prefixes."""

    def content(self, element: Element) -> Pattern:
        """Return the pattern of an element's attributes and children."""


_REMEMBERED = 10_000  # values of one pattern whose verdict is kept


class Derivative:
    """The derivatives of one schema's patterns."""

    def __init__(self, patterns: Patterns, contents: Contents) -> None:
        self.patterns = patterns
        self.contents = contents
        self._indexes: dict[Choice, tuple[dict[str, list[Element]], list[Pattern]]] = {}
        self._skipped: Memo[tuple[Pattern, str], Opened] = Memo()
        self._verdicts: dict[Pattern, dict[str, bool]] = {}

    # A start tag.

    def open(self, pattern: Pattern, name: str) -> Opened:
        """Return what an element of this name can be in a pattern; {} where it can't stand."""
        opens = pattern.opens
        if opens is None:
            opens = pattern.opens = {}
        found = opens.get(name)
        if found is None:
            found = opens[name] = self._open(pattern, name, False)
        return found

    def open_skipping(self, pattern: Pattern, name: str) -> Opened:
        """Return what the element could be if what has to come before it had come."""
        key = (pattern, name)
        found = self._skipped.get(key)
        if found is None:
            found = self._skipped[key] = self._open(pattern, name, True)
        return found

    def _open(self, pattern: Pattern, name: str, skipping: bool) -> Opened:
        opened: Opened = {}
        if isinstance(pattern, Element):
            if contains(pattern.name_class, name):
                opened[self.contents.content(pattern)] = self.patterns.empty
        elif isinstance(pattern, Choice):
            for option in self._options(pattern, name):
                inner = self._open(option, name, True) if skipping else self.open(option, name)
                self._merge(opened, inner)
        elif isinstance(pattern, Group):
            self._open_group(pattern=pattern, name=name, skipping=skipping, opened=opened)
        elif isinstance(pattern, Interleave):
            for at, part in enumerate(pattern.parts):
                others = pattern.parts[:at] + pattern.parts[at + 1 :]
                for content, rest in self._open(part, name, skipping).items():
                    whole = self.patterns.interleave((rest, *others))
                    self._merge(opened, {content: whole})
        elif isinstance(pattern, OneOrMore):
            again = self.patterns.choice((pattern, self.patterns.empty))
            for content, rest in self._open(pattern.content, name, skipping).items():
                opened[content] = self.patterns.group(rest, again)
        elif isinstance(pattern, After):
            for content, rest in self._open(pattern.inner, name, skipping).items():
                opened[content] = self.patterns.after(rest, pattern.outer)
        elif isinstance(pattern, Mended):
            return pattern.after_tag(self.patterns, lambda one: self._open(one, name, skipping))
        return opened

    def _open_group(self, pattern: Pattern, name: str, skipping: bool, opened: Opened) -> None:
        while isinstance(pattern, Group):
            for content, rest in self._open(pattern.first, name, skipping).items():
                self._merge(opened, {content: self.patterns.group(rest, pattern.rest)})
            if not (skipping or pattern.first.nullable):
                return
            pattern = pattern.rest
        self._merge(opened, self._open(pattern, name, skipping))

    def _merge(self, opened: Opened, more: Opened) -> None:
        for content, rest in more.items():
            known = opened.get(content)
            opened[content] = rest if known is None else self.patterns.choice((known, rest))

    def _options(self, choice: Choice, name: str) -> list[Pattern]:
        """Return the options of a choice that an element of this name may be."""
        index = self._indexes.get(choice)
        if index is None:
            by_name: dict[str, list[Element]] = {}
            others: list[Pattern] = []
            for option in choice.options:
                if isinstance(option, Element) and type(option.name_class) is Name:
                    by_name.setdefault(option.name_class.name, []).append(option)
                else:
                    others.append(option)
            index = self._indexes[choice] = (by_name, others)
        return [*index[0].get(name, ()), *index[1]]

    def close(self, pattern: Pattern) -> Pattern:
        """Return what is left in the parent when the open element ends; all it could be."""
        if isinstance(pattern, Mended):
            return pattern.closed(self.patterns, self.close)
        options = pattern.options if isinstance(pattern, Choice) else (pattern,)
        return self.patterns.choice(
            one.outer for one in options if isinstance(one, After) and one.inner.nullable
        )

    def close_anyway(self, pattern: Pattern) -> Pattern:
        """Return what is left in the parent as if the open element were complete."""
        options = pattern.options if isinstance(pattern, Choice) else (pattern,)
        return self.patterns.choice(one.outer for one in options if isinstance(one, After))

    # Text and values.

    def text(self, pattern: Pattern, value: str, namespaces: Namespaces) -> Pattern:
        """Return what is left after a text that is all the text of an element or attribute."""
        patterns = self.patterns
        if not (pattern.has_text or pattern.has_data):
            return patterns.not_allowed
        if isinstance(pattern, Text):
            return pattern
        if isinstance(pattern, Data | Value | ListOf):
            fits = self._fits(pattern, value, namespaces)
            return patterns.empty if fits else patterns.not_allowed
        if isinstance(pattern, Choice):
            return patterns.choice(self.text(one, value, namespaces) for one in pattern.options)
        if isinstance(pattern, Group):
            return self._text_in_group(pattern, value, namespaces)
        if isinstance(pattern, Interleave):
            parts = pattern.parts
            return patterns.choice(
                patterns.interleave(
                    (self.text(part, value, namespaces), *parts[:at], *parts[at + 1 :])
                )
                for at, part in enumerate(parts)
            )
        if isinstance(pattern, OneOrMore):
            again = patterns.choice((pattern, patterns.empty))
            inner = self.text(pattern.content, value, namespaces)
            # Text that may be repeated takes no more than the repetition does.
            return again if inner is patterns.text else patterns.group(inner, again)
        if isinstance(pattern, After):
            inner = self.text(pattern.inner, value, namespaces)
            if inner is patterns.not_allowed:
                return inner
            return patterns.after(inner, pattern.outer)
        if isinstance(pattern, Mended):
            return pattern.after_text(patterns, lambda one: self.text(one, value, namespaces))
        return patterns.not_allowed

    def mixed_text(self, pattern: Pattern) -> Pattern:
        """Return what is left after text beside elements: only `text` takes that."""
        patterns = self.patterns
        if not pattern.has_text:
            return patterns.not_allowed
        if isinstance(pattern, Text):
            return pattern
        if isinstance(pattern, Choice):
            return patterns.choice(self.mixed_text(one) for one in pattern.options)
        if isinstance(pattern, Group):
            return patterns.choice(self._mixed_text_in_group(pattern))
        if isinstance(pattern, Interleave):
            parts = pattern.parts
            return patterns.choice(
                patterns.interleave((self.mixed_text(part), *parts[:at], *parts[at + 1 :]))
                for at, part in enumerate(parts)
            )
        if isinstance(pattern, OneOrMore):
            again = patterns.choice((pattern, patterns.empty))
            inner = self.mixed_text(pattern.content)
            return again if inner is patterns.text else patterns.group(inner, again)
        if isinstance(pattern, After):
            inner = self.mixed_text(pattern.inner)
            if inner is patterns.not_allowed:
                return inner
            return patterns.after(inner, pattern.outer)
        if isinstance(pattern, Mended):
            return pattern.after_text(patterns, self.mixed_text)
        return patterns.not_allowed

    def _mixed_text_in_group(self, pattern: Pattern) -> Iterator[Pattern]:
        while isinstance(pattern, Group):
            yield self.patterns.group(self.mixed_text(pattern.first), pattern.rest)
            if not pattern.first.nullable:
                return
            pattern = pattern.rest
        yield self.mixed_text(pattern)

    def _text_in_group(self, pattern: Pattern, value: str, namespaces: Namespaces) -> Pattern:
        found: list[Pattern] = []
        while isinstance(pattern, Group):
            first = self.text(pattern.first, value, namespaces)
            found.append(self.patterns.group(first, pattern.rest))
            if not pattern.first.nullable:
                return self.patterns.choice(found)
            pattern = pattern.rest
        found.append(self.text(pattern, value, namespaces))
        return self.patterns.choice(found)

    def _fits(self, pattern: Pattern, value: str, namespaces: Namespaces) -> bool:
        """Tell whether a text is a value of data, is a value, or matches a list (6.2.7, 6.2.8)."""
        if isinstance(pattern, Data):
            if pattern.datatype.problem(value, namespaces) is not None:
                return False
            excepted = pattern.excepted
            return excepted is None or not self.matches(excepted, value, namespaces)
        if isinstance(pattern, Value):
            datatype = pattern.datatype
            if datatype.problem(value, namespaces) is not None:
                return False
            return datatype.value(value, namespaces) == pattern.value
        assert isinstance(pattern, ListOf)
        left = pattern.content
        if isinstance(left, OneOrMore) and _is_token(left.content):
            tokens = split(value)
            matches = self._matches
            return bool(tokens) and all(matches(left.content, one, namespaces) for one in tokens)
        for token in split(value):
            left = self.text(left, token, namespaces)
            if left is self.patterns.not_allowed:
                return False
        return left.nullable

    def matches(self, pattern: Pattern, value: str, namespaces: Namespaces) -> bool:
        """Tell whether a pattern takes a whole text: an attribute's value, or a leaf's text."""
        if self.contents.needs_namespaces:
            return self._matches(pattern, value, namespaces)
        known = self._known(pattern)
        found = known.get(value)
        if found is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            found = known[value] = self._matches(pattern, value, namespaces)
        return found

    def surely(self, pattern: Pattern) -> Surely:
        """Return what says at once of most values that a pattern takes, that it does."""
        if isinstance(pattern, Data) and pattern.excepted is None and pattern.datatype.plain:
            return pattern.datatype.plain.fullmatch
        return self._known(pattern).get

    def _known(self, pattern: Pattern) -> dict[str, bool]:
        """Return the values that a pattern has been tried on, with the outcome."""
        known = self._verdicts.get(pattern)
        if known is None:
            known = self._verdicts[pattern] = {}
        return known

    def _matches(self, pattern: Pattern, value: str, namespaces: Namespaces) -> bool:
        if isinstance(pattern, _DATA):  # what is left of data is not needed, nor of a choice
            return self._fits(pattern, value, namespaces)
        if pattern.nullable and not value.strip(" \t\r\n"):
            return True
        if isinstance(pattern, Choice):
            return any(self._matches(one, value, namespaces) for one in pattern.options)
        return self.text(pattern, value, namespaces).nullable

    # Attributes that can't be told apart from the children (see `content`).

    def attribute(self, pattern: Pattern, name: str, value: str, namespaces: Namespaces) -> Pattern:
        """Return what is left after an attribute, which may stand anywhere in a group."""
        patterns = self.patterns
        if not pattern.has_attributes:
            return patterns.not_allowed
        if isinstance(pattern, Attribute):
            fits = contains(pattern.name_class, name) and self.matches(
                pattern.content, value, namespaces
            )
            return patterns.empty if fits else patterns.not_allowed
        if isinstance(pattern, Choice):
            options = (
                self.attribute(pattern=one, name=name, value=value, namespaces=namespaces)
                for one in pattern.options
            )
            return patterns.choice(options)
        if isinstance(pattern, Group):
            first = self.attribute(
                pattern=pattern.first, name=name, value=value, namespaces=namespaces
            )
            rest = self.attribute(
                pattern=pattern.rest, name=name, value=value, namespaces=namespaces
            )
            return patterns.choice(
                (patterns.group(first, pattern.rest), patterns.group(pattern.first, rest))
            )
        if isinstance(pattern, Interleave):
            parts = pattern.parts
            return patterns.choice(
                patterns.interleave(
                    (
                        self.attribute(pattern=part, name=name, value=value, namespaces=namespaces),
                        *parts[:at],
                        *parts[at + 1 :],
                    )
                )
                for at, part in enumerate(parts)
            )
        if isinstance(pattern, OneOrMore):
            again = patterns.choice((pattern, patterns.empty))
            return patterns.group(
                self.attribute(
                    pattern=pattern.content, name=name, value=value, namespaces=namespaces
                ),
                again,
            )
        assert isinstance(pattern, After)
        inner = self.attribute(pattern=pattern.inner, name=name, value=value, namespaces=namespaces)
        return inner if inner is patterns.not_allowed else patterns.after(inner, pattern.outer)

    def end_attributes(self, pattern: Pattern, missing_allowed: bool = False) -> Pattern:
        """Return what is left when no attribute comes any more.

        With `missing_allowed`, attributes that still had to come are forgotten.
        """
        if not pattern.has_attributes:
            return pattern
        patterns = self.patterns
        if isinstance(pattern, Attribute):
            return patterns.empty if missing_allowed else patterns.not_allowed
        if isinstance(pattern, Choice):
            return patterns.choice(
                self.end_attributes(one, missing_allowed) for one in pattern.options
            )
        if isinstance(pattern, Group):
            ended = [self.end_attributes(one, missing_allowed) for one in members(pattern)]
            whole = ended.pop()
            while ended:
                whole = patterns.group(ended.pop(), whole)
            return whole
        if isinstance(pattern, Interleave):
            return patterns.interleave(
                self.end_attributes(part, missing_allowed) for part in pattern.parts
            )
        if isinstance(pattern, OneOrMore):
            return patterns.one_or_more(self.end_attributes(pattern.content, missing_allowed))
        assert isinstance(pattern, After)
        inner = self.end_attributes(pattern.inner, missing_allowed)
        return inner if inner is patterns.not_allowed else patterns.after(inner, pattern.outer)


_DATA = (Data, Value, ListOf)


def _is_token(pattern: Pattern) -> bool:
    """Tell whether a pattern in a list takes just one token, whatever that is."""
    if isinstance(pattern, Choice):
        return all(map(_is_token, pattern.options))
    return isinstance(pattern, Data | Value)
