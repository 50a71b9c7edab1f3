"""Findings as plain values that JSON has a form for, and back: what is kept between runs."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from siglum.findings.diagnostics import Diagnostic

_PACKAGE = "siglum."
_CLASS, _FIELDS, _VALUE, _PATH = "class", "fields", "value", "path"


def pack(finding: Diagnostic) -> Any:
    """Return a finding of whatever kind as lists, objects and plain values.

    The fields of a kind are texts, numbers, paths, members of an Enum, and tuples and dataclasses
    of these. Raises TypeError for any other.
    """
    return _packed(finding)


def unpack(packed: Any) -> Diagnostic:
    """Return the finding that `pack` was given.

    Raises ValueError for what is none, as of a kind that there no longer is: make it anew.
    """
    try:
        found = _unpacked(packed)
    except (ImportError, AttributeError, LookupError, TypeError) as error:
        raise ValueError(f"no finding: {error}") from None
    if not isinstance(found, Diagnostic):
        raise ValueError("no finding")
    return found


def _packed(value: Any) -> Any:
    if isinstance(value, Enum):
        return {_CLASS: _name(type(value)), _VALUE: value.value}
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Path):
        return {_PATH: str(value)}
    if type(value) is tuple:
        return [_packed(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        said = {
            one.name: _packed(getattr(value, one.name))
            for one in fields(value)
            if getattr(value, one.name) != one.default
        }
        return {_CLASS: _name(type(value)), _FIELDS: said}
    raise TypeError(f"a finding has a {type(value).__name__}")


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_unpacked, value))
    if not isinstance(value, dict):
        return value
    if _PATH in value:
        return Path(value[_PATH])
    made = _class(value[_CLASS])
    if _VALUE in value:
        return made(value[_VALUE])
    return made(**{name: _unpacked(one) for name, one in value[_FIELDS].items()})


def _name(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


@cache
def _class(name: str) -> type:
    """Return a class of siglum's by its name: one of values, which does nothing when it is made."""
    module, _, called = name.partition(":")
    if not module.startswith(_PACKAGE):
        raise LookupError(f"“{name}” is not siglum's")
    found = getattr(import_module(module), called)
    if not isinstance(found, type) or not (is_dataclass(found) or issubclass(found, Enum)):
        raise LookupError(f"“{name}” is no class of values")
    return found
