"""The texts of datatypes as regular expressions, where they are regular and not too large."""

from __future__ import annotations

from functools import cache

from ..automaton.derivative import Derivative
from ..automaton.pattern import (
    Choice,
    Data,
    Empty,
    Group,
    ListOf,
    OneOrMore,
    Pattern,
    Text,
    Value,
    members,
)
from ..values.charset import EVERYTHING, SPACE, difference
from ..values.datatypes import Datatype
from ..values.expressions import (
    ANYTHING,
    EMPTY,
    NOTHING,
    XML_CHARACTERS,
    Chars,
    Expression,
    Not,
    both,
    either,
    literal,
    repeat,
    sequence,
)
from ..values.regex_expressions import parse
from ..values.white_space import normalise
from .integers import integers

_HEX = "%[0-9a-fA-F]{2}"
_NCNAME = r"[\i-[:]][\c-[:]]*"
_FLOAT = r"[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|-?INF|NaN"
_PATTERNS = {
    "language": "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",
    "Name": r"\i\c*",
    "NMTOKEN": r"\c+",
    "NMTOKENS": r"\c+( \c+)*",
    **dict.fromkeys(("NCName", "ID", "IDREF"), _NCNAME),
    "IDREFS": f"{_NCNAME}( {_NCNAME})*",
    "anyURI": (
        f"(([^%#:/?]|{_HEX})*([/?]([^%#]|{_HEX})*)?|[A-Za-z][A-Za-z0-9+.\\-]*:([^%#]|{_HEX})+)"
        f"(#([^%#]|{_HEX})*)?"
    ),
    "boolean": "true|false|1|0",
    "decimal": r"[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)",
    "float": _FLOAT,
    "double": _FLOAT,
    "hexBinary": "([0-9a-fA-F]{2})*",
}
_BOUNDS = ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive")
_STRINGS = ("string", "token", "normalizedString")
_NO_SPACE = repeat(Chars(difference(EVERYTHING, SPACE)), 1, None)


class NotRegular(Exception):
    """Raised for a pattern whose texts have no expression here."""


def white_space(pattern: Pattern) -> str:
    """Return how white space is normalised before a text is matched by a pattern's expression.

    That is the datatype's "preserve", "replace" or "collapse"; for a list it is "tokens": its
    expression has a space before each token.
    """
    if isinstance(pattern, Data | Value):
        return pattern.datatype.base.white_space
    return "tokens" if isinstance(pattern, ListOf) else "preserve"


def expression(derivative: Derivative, pattern: Pattern) -> Expression:
    """Return the expression of data, a value or a list. Raises NotRegular if there is none."""
    if isinstance(pattern, Value):
        if pattern.datatype.base.value is not str or pattern.datatype.base.namespaced:
            raise NotRegular
        return literal(normalise(pattern.text, pattern.datatype.base.white_space))
    if isinstance(pattern, Data):
        whole = _datatype(pattern.datatype)
        if pattern.excepted is not None:
            for one in options(pattern.excepted):
                if white_space(one) != white_space(pattern):
                    raise NotRegular
                whole = both(whole, Not(expression(derivative, one)))
        return whole
    if isinstance(pattern, ListOf):
        return _tokens(derivative, pattern.content)
    # Complex content: as the whole text of a leaf it allows any text, or only white space.
    if isinstance(pattern, Text) or derivative.mixed_text(pattern).nullable:
        return ANYTHING
    return repeat(Chars(SPACE), 0, None) if pattern.nullable else NOTHING


def options(pattern: Pattern) -> tuple[Pattern, ...]:
    """Return the options of a choice, or the pattern itself."""
    return pattern.options if isinstance(pattern, Choice) else (pattern,)


def _tokens(derivative: Derivative, pattern: Pattern) -> Expression:
    if isinstance(pattern, Choice):
        return either(*(_tokens(derivative, one) for one in pattern.options))
    if isinstance(pattern, Group):
        whole: Expression = EMPTY
        for one in reversed(members(pattern)):
            whole = sequence(_tokens(derivative, one), whole)
        return whole
    if isinstance(pattern, OneOrMore):
        return repeat(_tokens(derivative, pattern.content), 1, None)
    if isinstance(pattern, Data | Value):
        return sequence(literal(" "), both(expression(derivative, pattern), _NO_SPACE))
    return EMPTY if isinstance(pattern, Empty) else NOTHING


@cache
def _datatype(datatype: Datatype) -> Expression:
    name = datatype.base.name
    whole: Expression
    numbers = integers(datatype)
    if numbers is not None:
        whole = numbers
    elif name in _STRINGS:
        whole = ANYTHING
    elif name in _PATTERNS:
        whole = parse(_PATTERNS[name])
    else:
        raise NotRegular
    for parameter, text in datatype.parameters:
        if parameter == "pattern":
            whole = both(whole, parse(text))
        elif parameter in ("length", "minLength", "maxLength") and datatype.base.length is len:
            size = int(text)
            low = 0 if parameter == "maxLength" else size
            high = None if parameter == "minLength" else size
            whole = both(whole, repeat(Chars(XML_CHARACTERS), low, high))
        elif numbers is None or parameter not in _BOUNDS:
            raise NotRegular
    return whole
