"""Datatypes with their parameters, as `data` and `value` use them (sections 4.16, 6.2.8).

Two libraries are known: the built-in one (`string`, `token`) and XML Schema's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from .backtracking import matches
from .regex import Regex, RegexError
from .white_space import normalise
from .xsd_types import XSD_TYPES, XsdType

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
ID_TYPES = frozenset({"ID", "IDREF", "IDREFS"})

_NAMES = frozenset({"Name", "NCName", "ID", "IDREF"})
_LONGEST = 18  # digits of a length

Facet = Callable[[str], str | None]


class DatatypeError(ValueError):
    """A datatype library, type, parameter or value that does not exist or is wrong."""


class Datatype:
    """One datatype with its parameters. Equal ones are the same object (see `Datatypes`)."""

    def __init__(self, base: XsdType, parameters: tuple[tuple[str, str], ...], xsd: bool) -> None:
        """Raise DatatypeError for a parameter that the type does not have."""
        self.base = base
        self.parameters = parameters
        self.is_xsd = xsd
        self._facets = tuple(_facet(base, name, text) for name, text in parameters)

    @cached_property
    def allows_everything(self) -> bool:
        """Whether any text at all is a value."""
        return not self._facets and self.base.name in ("string", "token", "normalizedString")

    @cached_property
    def plain(self) -> re.Pattern[str] | None:
        """An expression that only right values match, and most of them, if there is one.

        IDs are all different, so that there is no use in remembering them.
        """
        is_name = self.is_xsd and self.base.name in _NAMES and not self._facets
        return re.compile("[A-Za-z_][A-Za-z0-9_.-]*") if is_name else None

    @property
    def id_type(self) -> str | None:
        """ "ID", "IDREF" or "IDREFS" for the types of RELAX NG DTD Compatibility, section 5."""
        return self.base.name if self.is_xsd and self.base.name in ID_TYPES else None

    def problem(self, text: str, namespaces: Mapping[str, str]) -> str | None:
        """Return what makes a text no value of this type, in a few words; None if it is one."""
        value = normalise(text, self.base.white_space)
        found = self.base.check(value)
        if found:
            return found
        if self.base.namespaced and ":" in value and value.partition(":")[0] not in namespaces:
            return f"the prefix “{value.partition(':')[0]}” is not declared"
        for facet in self._facets:
            found = facet(value)
            if found:
                return found
        return None

    def value(self, text: str, namespaces: Mapping[str, str]) -> object:
        """Return the value that a valid text stands for; equal values compare equal."""
        value = normalise(text, self.base.white_space)
        if self.base.namespaced:
            prefix, _, local = value.rpartition(":")
            return (namespaces.get(prefix, ""), local)
        return self.base.value(value)


def _facet(base: XsdType, name: str, text: str) -> Facet:
    if name not in base.facets:
        raise DatatypeError(f"the datatype “{base.name}” has no parameter “{name}”")
    if name == "pattern":
        return _pattern(text)
    if name in ("length", "minLength", "maxLength", "totalDigits", "fractionDigits"):
        stripped = text.strip(" \t\r\n")
        if not (stripped.isascii() and stripped.isdigit()):
            raise DatatypeError(f"the parameter “{name}” needs a number, not “{text}”")
        if len(stripped) > _LONGEST:
            raise DatatypeError(f"the parameter “{name}” has more than {_LONGEST} digits")
        return _size(base, name, int(stripped))
    return _bound(base, name, normalise(text, base.white_space))


def _pattern(text: str) -> Facet:
    try:
        expression = Regex(text)
    except RegexError as error:
        raise DatatypeError(f"“{text}” is not a pattern: {error}") from None
    problem = "it has white space in it" if text == r"\S+" else f"it does not match “{text}”"

    def check(value: str) -> str | None:
        if matches(expression, value):
            return None
        return problem if value else "it is empty"

    return check


def _size(base: XsdType, name: str, limit: int) -> Facet:
    def check(value: str) -> str | None:
        if name in ("totalDigits", "fractionDigits"):
            whole, _, fraction = value.lstrip("+-").partition(".")
            fraction = fraction.rstrip("0")
            size = len(fraction) + (len(whole.lstrip("0")) if name == "totalDigits" else 0)
            return f"it has {size} digits, {limit} are allowed" if size > limit else None
        size = base.length(value)
        if name != "maxLength" and size < limit:
            return f"it is {size} long, {limit} are needed"
        return (
            f"it is {size} long, {limit} are allowed"
            if name != "minLength" and size > limit
            else None
        )

    return check


_BOUNDS: dict[str, tuple[Callable[[Any, Any], bool], str]] = {
    "minInclusive": (lambda value, bound: value >= bound, "it is less than {}"),
    "maxInclusive": (lambda value, bound: value <= bound, "it is more than {}"),
    "minExclusive": (lambda value, bound: value > bound, "it is not more than {}"),
    "maxExclusive": (lambda value, bound: value < bound, "it is not less than {}"),
}


def _bound(base: XsdType, name: str, text: str) -> Facet:
    problem = base.check(text)
    if problem:
        raise DatatypeError(f"the parameter “{name}” is not {base.noun}: {problem}")
    bound = base.value(text)
    holds, words = _BOUNDS[name]
    message = words.format(text)

    def check(value: str) -> str | None:
        return None if holds(base.value(value), bound) else message

    return check


def _token(name: str, white_space: str) -> XsdType:
    return XsdType(
        name=name,
        noun=f"a {name}",
        white_space=white_space,
        check=lambda _: None,
        value=str,
        facets=frozenset(),
    )


_BUILT_IN = {"string": _token("string", "preserve"), "token": _token("token", "collapse")}


class Datatypes:
    """The datatypes that one schema uses, each made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, tuple[tuple[str, str], ...]], Datatype] = {}

    def get(self, library: str, name: str, parameters: tuple[tuple[str, str], ...]) -> Datatype:
        """Return a datatype; raise DatatypeError where there is no such thing."""
        key = (library, name, parameters)
        found = self._made.get(key)
        if found is None:
            if library not in ("", XSD):
                raise DatatypeError(f"there is no datatype library “{library}” here")
            base = (XSD_TYPES if library else _BUILT_IN).get(name)
            if base is None:
                where = "XML Schema" if library else "the built-in library"
                raise DatatypeError(f"{where} has no datatype “{name}”")
            found = self._made[key] = Datatype(base, parameters, bool(library))
        return found
