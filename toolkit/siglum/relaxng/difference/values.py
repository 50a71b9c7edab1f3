"""Values: which sets of patterns can be matched by one and the same text.

Patterns are brought to a normal form; patterns of equal form accept the same texts. If all forms
but one are enumerations, it is enough to try each value and one other text. Where several other
types meet, samples are tried; `exact` tells whether they were enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..automaton.derivative import Derivative
from ..automaton.pattern import (
    Choice,
    Data,
    Empty,
    Group,
    Interleave,
    ListOf,
    OneOrMore,
    Pattern,
    Text,
    Value,
    members,
)
from ..values.datatypes import Datatype
from .lexical import NotRegular
from .samples import Source, candidates
from .texts import distinguishing
from .work import Work

Form = tuple[object, ...]
TEXT: Final[Form] = ("text",)
EMPTY: Final[Form] = ("empty",)
NEVER: Final[Form] = ("never",)


@dataclass(frozen=True, slots=True)
class Cells:
    """A text for each set of patterns that some text matches.

    `exact` is False if there may be more such sets, for which no text was found.
    """

    texts: tuple[str, ...]
    exact: bool


def cells(sources: Sequence[Source], work: Work) -> Cells:
    """Return enough texts to tell patterns apart. Raises GivenUp."""
    judges: dict[Form, Source] = {}
    for source in sources:
        judges.setdefault(form(source.derivative, source.pattern), source)
    work.spend(len(judges))
    found = _tried(list(judges.values()))
    if len(found) == 2 ** len(judges) or judges.keys() == {TEXT}:
        return Cells(_useful(found), True)
    try:
        pairs = [(one.derivative, one.pattern) for one in judges.values()]
        return Cells(_useful(distinguishing(pairs, work) | found), True)
    except NotRegular:
        return Cells(_useful(found), _is_exact(list(judges), list(found)))


def _tried(judges: list[Source]) -> dict[tuple[bool, ...], str]:
    """Try the sample texts of all patterns; return one text for each outcome."""
    found: dict[tuple[bool, ...], str] = {}
    for judge in judges:
        for text in candidates(judge):
            found.setdefault(tuple(one.takes(text) for one in judges), text)
    return found


def _useful(found: dict[tuple[bool, ...], str]) -> tuple[str, ...]:
    return tuple(text for verdict, text in found.items() if any(verdict))


def _is_exact(forms: list[Form], verdicts: list[tuple[bool, ...]]) -> bool:
    """Tell whether the outcomes are all there can be: open types were met in every combination."""
    opened = [at for at, one in enumerate(forms) if one != TEXT and not _is_enumeration(one)]
    literal = [at for at, one in enumerate(forms) if one != TEXT and at not in opened]
    outside = [verdict for verdict in verdicts if not any(verdict[at] for at in literal)]
    seen = {tuple(verdict[at] for at in opened) for verdict in outside}
    return len(seen | {(False,) * len(opened)}) == 1 << len(opened)


def _is_enumeration(one: Form) -> bool:
    """Tell whether a form lists its texts, so that all of them are tried."""
    if one[0] == "choice":
        options = one[1]
        assert isinstance(options, frozenset)
        return all(map(_is_enumeration, options))
    return one[0] == "literal" or one in (EMPTY, NEVER)


def form(derivative: Derivative, pattern: Pattern) -> Form:
    """Return the normal form of a pattern that accepts whole texts."""
    if isinstance(pattern, Text):
        return TEXT
    if isinstance(pattern, Empty):
        return EMPTY
    if isinstance(pattern, Choice):
        return _choice(derivative, pattern)
    if isinstance(pattern, Data):
        if pattern.datatype.allows_everything and pattern.excepted is None:
            return TEXT
        excepted = pattern.excepted and form(derivative, pattern.excepted)
        return ("data", *_type(pattern.datatype), excepted)
    if isinstance(pattern, Value):
        is_literal = pattern.datatype.base.value is str and not pattern.datatype.base.namespaced
        kind = "literal" if is_literal else "value"
        return (kind, *_type(pattern.datatype), pattern.value)
    if isinstance(pattern, ListOf):
        return ("list", _tokens(derivative, pattern.content))
    # Complex content: as the whole text of a leaf it allows any text, or only white space.
    if derivative.mixed_text(pattern).nullable:
        return TEXT
    return EMPTY if pattern.nullable else NEVER


def _choice(derivative: Derivative, choice: Choice) -> Form:
    forms = {form(derivative, option) for option in choice.options} - {NEVER}
    if TEXT in forms:
        return TEXT
    types = [one for one in choice.options if isinstance(one, Data)]
    for option in choice.options:
        if isinstance(option, Value) and any(
            one.datatype.base.white_space == option.datatype.base.white_space
            and option.datatype.base.value is str
            and derivative.matches(one, option.text, option.namespaces)
            for one in types
        ):
            forms.discard(form(derivative, option))
    if len(forms) < 2:
        return next(iter(forms), NEVER)
    return ("choice", frozenset(forms))


def _type(datatype: Datatype) -> Form:
    return (datatype.base.name, frozenset(datatype.parameters))


def _tokens(derivative: Derivative, pattern: Pattern) -> Form:
    """Return the normal form of a pattern in a list, which accepts sequences of tokens."""
    if isinstance(pattern, Choice):
        return ("choice", frozenset(_tokens(derivative, one) for one in pattern.options))
    if isinstance(pattern, Group):
        return ("group", *(_tokens(derivative, one) for one in members(pattern)))
    if isinstance(pattern, OneOrMore):
        return ("repeat", _tokens(derivative, pattern.content))
    assert not isinstance(pattern, Interleave)
    return form(derivative, pattern)
