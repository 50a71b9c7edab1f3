"""Checks of the ID types of a schema (RELAX NG DTD Compatibility, section 5).

Data of type ID, IDREF or IDREFS must be the whole content of an attribute. That attribute and its
element must be named, not wildcards. And an attribute of an element must have the same ID type, or
none, wherever an element of that name is declared.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..errors import SchemaError
from .nameclass import Name, NameClass, contains, describe, is_open, literal_names, local_of
from .syntax import Attribute, Element

KINDS = ("ID", "IDREF", "IDREFS")
NONE = ""
"""The type of an attribute that has no ID type."""

Typed = tuple[Attribute, str | None]
"""An attribute with its ID type; None if data of an ID type is only part of its value."""


class Use(NamedTuple):
    """An element with the attributes that it can have, and which of them have ID types."""

    element: Element
    names: frozenset[str]
    wildcards: tuple[NameClass, ...]
    id_attributes: tuple[Typed, ...]


def check(uses: Sequence[Use]) -> None:
    """Raise SchemaError where data of an ID type is misused, or an attribute's type varies."""
    for use in uses:
        for attribute, kind in use.id_attributes:
            _check_attribute(attribute, kind)
    names = {
        name
        for use in uses
        for attribute, _ in use.id_attributes
        for name in literal_names(attribute.name_class)
    }
    if not names:
        return
    known: dict[tuple[str, str], str] = {}
    rest: list[tuple[Use, str]] = []
    for use in uses:
        typed = _typed(use)
        open_element = is_open(use.element.name_class)
        if open_element and typed:
            message = "an element with an ID can't have a wildcard for its name"
            raise SchemaError("RNG012", message, use.element.place)
        for name in names & use.names if not use.wildcards else names:
            if open_element:
                if name in use.names or any(contains(one, name) for one in use.wildcards):
                    rest.append((use, name))
            elif (
                name in typed
                or name in use.names
                or any(contains(one, name) for one in use.wildcards)
            ):
                _note(known=known, use=use, name=name, kind=typed.get(name, NONE))
    for use, name in rest:
        for (element, known_name), kind in known.items():
            if known_name == name and kind and contains(use.element.name_class, element):
                raise _conflict(use, element, name)


def _check_attribute(attribute: Attribute, kind: str | None) -> None:
    if kind is None:
        message = "data of an ID type has to be the whole value of an attribute"
        raise SchemaError("RNG012", message, attribute.place)
    if not isinstance(attribute.name_class, Name):
        message = "an attribute of an ID type has to have a single name"
        raise SchemaError("RNG012", message, attribute.place)


def _typed(use: Use) -> dict[str, str]:
    typed: dict[str, str] = {}
    for declared, kind in use.id_attributes:
        for name in literal_names(declared.name_class):
            if typed.setdefault(name, kind or NONE) != kind:
                raise _conflict(use, describe(use.element.name_class), name)
    return typed


def _note(known: dict[tuple[str, str], str], use: Use, name: str, kind: str) -> None:
    for element in literal_names(use.element.name_class):
        if known.setdefault((element, name), kind) != kind:
            raise _conflict(use, element, name)


def _conflict(use: Use, element: str, name: str) -> SchemaError:
    message = (
        f"the attribute “{local_of(name)}” of “{local_of(element)}” has an ID type"
        " in one declaration and another or none in the other"
    )
    return SchemaError("RNG012", message, use.element.place)
