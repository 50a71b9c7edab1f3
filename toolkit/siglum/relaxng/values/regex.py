"""Regular expressions of XML Schema (XSD 1.0 part 2, appendix F), turned into Python's.

Classes and their differences are computed as sets of characters, in the smallest universe that
holds the value to match: for a value in ASCII no table of Unicode is ever made. (elementpath has
a translation too; importing it costs more than loading a TEI schema does.)
"""

from __future__ import annotations

import re
from functools import cache

from .charset import (
    ASCII,
    EVERYTHING,
    SPACE,
    Ranges,
    class_text,
    difference,
    name_characters,
    unicode_property,
    union,
    universe_of,
)

_SINGLE = {"n": 10, "r": 13, "t": 9} | {char: ord(char) for char in "\\|.-^?*+{}()[]"}
_DEEPEST = 50  # parentheses within parentheses; Python's own compiler is recursive
_UNIVERSES_REMEMBERED = 50
_LONGEST_COUNT = 5  # digits of a number in braces
_QUANTIFIER = re.compile(r"[?*+]|\{(\d+)(,(\d*))?\}")


class RegexError(ValueError):
    """A text that is no regular expression of XML Schema."""


class Regex:
    """A regular expression, which a whole value has to match."""

    __slots__ = ("_compiled", "pattern")

    def __init__(self, pattern: str) -> None:
        """Raise RegexError for a pattern with a mistake in it."""
        self.pattern = pattern
        self._compiled: dict[Ranges, re.Pattern[str]] = {}
        Translator(pattern, ASCII).translate()

    def matches(self, value: str) -> bool:
        """Tell whether the whole value matches."""
        universe = universe_of(value)
        compiled = self._compiled.get(universe)
        if compiled is None:
            if len(self._compiled) >= _UNIVERSES_REMEMBERED:
                universe = EVERYTHING
            compiled = self._compiled[universe] = _compile(self.pattern, universe)
        return compiled.fullmatch(value) is not None


@cache
def _compile(pattern: str, universe: Ranges) -> re.Pattern[str]:
    return re.compile(Translator(pattern, universe).translate())


class Translator:
    """One pass over a pattern, for one universe of characters."""

    GROUP = "(?:"
    """How a parenthesis is opened."""

    def __init__(self, pattern: str, universe: Ranges) -> None:
        self.pattern = pattern
        self.universe = universe
        self.at = 0

    def translate(self) -> str:
        """Return the pattern in Python's syntax."""
        out: list[str] = []
        depth, can_repeat = 0, False
        while self.at < len(self.pattern):
            char = self.pattern[self.at]
            if char in "?*+{":
                out.append(self._quantifier(can_repeat))
                can_repeat = False
                continue
            if char in "(|)":
                self.at += 1
                depth += {"(": 1, "|": 0, ")": -1}[char]
                if depth < 0:
                    raise RegexError("a “)” closes nothing")
                if depth > _DEEPEST:
                    raise RegexError("it is nested too deeply")
                out.append(self.GROUP if char == "(" else char)
                can_repeat = char == ")"
                continue
            out.append(class_text(self._atom(), self.universe))
            can_repeat = True
        if depth:
            raise RegexError("a “(” is never closed")
        return "".join(out)

    def _quantifier(self, can_repeat: bool) -> str:
        found = _QUANTIFIER.match(self.pattern, self.at)
        if not found or not can_repeat:
            raise RegexError(f"the “{self.pattern[self.at]}” has nothing to repeat")
        self.at = found.end()
        if any(len(number or "") > _LONGEST_COUNT for number in (found[1], found[3])):
            raise RegexError(f"“{found[0]}” is too large a count")
        if found[3] and int(found[3]) < int(found[1]):
            raise RegexError(f"“{found[0]}” asks for more than it allows")
        return found[0]

    def _atom(self) -> Ranges:
        """Read a character, an escape or a class, outside of brackets."""
        char = self.pattern[self.at]
        if char == "\\":
            return self._escape()
        self.at += 1
        if char == "[":
            return self._class()
        if char == ".":
            return difference(self.universe, ((10, 10), (13, 13)))
        if char in "]}":
            raise RegexError(f"a “{char}” has to be written “\\{char}”")
        return ((ord(char), ord(char)),)

    def _escape(self) -> Ranges:
        letter = self.pattern[self.at + 1 : self.at + 2]
        self.at += 2
        if letter in _SINGLE:
            return ((_SINGLE[letter], _SINGLE[letter]),)
        if letter in ("p", "P"):
            end = self.pattern.find("}", self.at)
            if self.pattern[self.at : self.at + 1] != "{" or end < 0:
                raise RegexError(f"“\\{letter}” needs a name in braces")
            name, self.at = self.pattern[self.at + 1 : end], end + 1
            try:
                found = unicode_property(name, self.universe)
            except ValueError as error:
                raise RegexError(str(error)) from None
        else:
            found = self._multi(letter.lower())
        return difference(self.universe, found) if letter.isupper() else found

    def _multi(self, letter: str) -> Ranges:
        if letter == "s":
            return SPACE
        if letter == "d":
            return unicode_property("Nd", self.universe)
        if letter == "i":
            return name_characters(self.universe, start=True)
        if letter == "c":
            return name_characters(self.universe, start=False)
        if letter == "w":
            others = (unicode_property(name, self.universe) for name in "PZC")
            return difference(self.universe, union(*others))
        raise RegexError(
            f"there is no escape “\\{letter}”" if letter else "the pattern ends in “\\”"
        )

    def _class(self) -> Ranges:
        """Read a class from after its `[` to after its `]`."""
        negative = self.pattern.startswith("^", self.at)
        self.at += negative
        found: list[Ranges] = []
        minus: Ranges = ()
        while True:
            char = self.pattern[self.at : self.at + 1]
            if not char:
                raise RegexError("a “[” is never closed")
            if char == "]" and found:
                self.at += 1
                break
            if char == "-" and found and self.pattern.startswith("-[", self.at):
                self.at += 2
                minus = self._class()
                if not self.pattern.startswith("]", self.at):
                    raise RegexError("a class goes on after what is taken off it")
                self.at += 1
                break
            found.append(self._range())
        whole = union(*found)
        if negative:
            whole = difference(self.universe, whole)
        return difference(whole, minus) if minus else whole

    def _range(self) -> Ranges:
        low = self._class_char()
        if not self.pattern.startswith("-", self.at) or self.pattern[self.at + 1 :][:1] in "[]":
            return low
        if len(low) != 1 or low[0][0] != low[0][1]:
            raise RegexError("a range begins with a class")
        self.at += 1
        high = self._class_char()
        if len(high) != 1 or high[0][0] != high[0][1]:
            raise RegexError("a range ends with a class")
        if high[0][0] < low[0][0]:
            raise RegexError("a range runs backwards")
        return ((low[0][0], high[0][0]),)

    def _class_char(self) -> Ranges:
        char = self.pattern[self.at : self.at + 1]
        if char == "\\":
            return self._escape()
        if char in ("", "[", "]"):
            raise RegexError("a class is written wrongly")
        self.at += 1
        return ((ord(char), ord(char)),)
