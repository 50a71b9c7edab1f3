"""What a kind of finding says to programs: its name, and its data."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from siglum.findings.diagnostics import Kind

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SAID = frozenset({"code", "severity", "message", "help", "advice"})
"""What every finding says in words; a kind that is nothing but words has it as its fields."""


def name(kind: object) -> str:
    """Return the name of a kind, or of a part of its data, such as `no-such-file`."""
    return _WORDS.sub("-", type(kind).__name__).lower()


def data(kind: Kind) -> dict[str, Any]:
    """Return the fields of a kind as JSON has them, without those that are words for people.

    A path is written with “/”, a member of an Enum by its name; what has fields itself has the
    key `kind`, too.
    """
    return _fields(kind)


def _fields(value: object) -> dict[str, Any]:
    names = [one.name for one in fields(value)] if is_dataclass(value) else []
    return {name: _plain(getattr(value, name)) for name in names if name not in _SAID}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.name.lower().replace("_", "-")
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {"kind": name(value), **_fields(value)}
    return value
