"""Why a value is not what it has to be, and what it was probably meant to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..automaton.pattern import Data, Pattern
from ..mistakes.hints import (
    MOST,
    CanBe,
    Hint,
    LeaveEmpty,
    MeantValue,
    OtherPrefix,
    Rewritten,
    TakeOffSpace,
)
from .expectations import akin, data_types, nearest, ranked, values
from .repaired_values import meanings, repaired


class Wrong(NamedTuple):
    """What is wrong with a value: the fields of `mistakes.kinds.WrongValue`."""

    found: str | None
    noun: str | None = None
    reason: str | None = None
    hint: Hint | None = None


def wrong_value(pattern: Pattern, value: str, matches: Callable[[str], bool]) -> Wrong:
    """Return why a value does not match, and what would; `matches` tells whether another does."""
    allowed = [one for one in values(pattern) if one]
    types = data_types(pattern)
    if allowed:
        slip = nearest(value.strip(), allowed)
        near = slip or akin(value.strip(), allowed)
        if near:
            return Wrong(value, hint=_meant(near, value, is_slip=slip is not None))
        nouns = tuple(dict.fromkeys(one.datatype.base.noun for one in types))
        names = ranked(allowed, [], value)
        more = max(0, len(names) - MOST)
        return Wrong(value, hint=CanBe(values=tuple(names[:MOST]), more=more, nouns=nouns))
    is_address = any(one.datatype.base.name == "anyURI" for one in types)
    is_id = any(one.datatype.base.name == "ID" for one in types)
    other = repaired(value, matches, is_address=is_address, is_id=is_id)
    meant = [other] if other else meanings(value, matches)
    hint = Rewritten(values=tuple(meant)) if meant else None
    if types:
        return _wrong_type(types, value, matches)._replace(hint=hint)
    if not value.strip():
        return Wrong(None)
    return Wrong(value, hint=LeaveEmpty())


def _wrong_type(types: list[Data], value: str, matches: Callable[[str], bool]) -> Wrong:
    """Return why a value is of none of some types."""
    best = _best_type(types, value)
    found, reason = value, best.datatype.problem(value, {})
    noun = best.datatype.base.noun
    if reason is None:  # a list, or an exception
        tokens = [one for one in value.split() if best.datatype.problem(one, {}) is not None]
        if tokens:
            found, reason = tokens[0], best.datatype.problem(tokens[0], {})
    if noun in ("a token", "a string") or best.datatype.base.name == "anyURI":
        if reason and matches("".join(value.split())):
            reason = "it has white space in it"
        return Wrong(found, reason=reason)
    says_more = reason != f"it is not {noun}"
    return Wrong(found, noun, reason if says_more else None)


def _meant(near: str, value: str, *, is_slip: bool) -> Hint:
    """Return what to do about a value that is like one that is allowed."""
    if near == value:
        return OtherPrefix()
    if near == value.strip():
        return TakeOffSpace(value=near)
    return MeantValue(value=near, is_slip=is_slip)


def _best_type(types: list[Data], value: str) -> Data:
    """Return the type that a value was most likely meant for.

    Of several dates and times it is the one whose form the value has: its reason names a part
    ("month 13") where those of the others show an example of their form.
    """

    def mismatch(one: Data) -> bool:
        reason = one.datatype.problem(value, {})
        return reason is None or reason.startswith("it ")

    return min(types, key=mismatch)
