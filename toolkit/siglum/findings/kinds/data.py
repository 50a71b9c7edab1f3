"""What a kind of finding says to programs: its name, and its data."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from siglum.findings.diagnostics import Kind

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SAID = frozenset({"code", "severity", "message", "help"})
"""What every finding says; a kind that is nothing but words has it as its fields."""


def name(kind: Kind) -> str:
    """Return the name of a kind, such as `no-such-file`."""
    return _WORDS.sub("-", type(kind).__name__).lower()


def data(kind: Kind) -> dict[str, Any]:
    """Return the fields of a kind as JSON has them; a path is written with “/”."""
    plain: dict[str, Any] = _plain(kind) if is_dataclass(kind) else {}
    return {key: value for key, value in plain.items() if key not in _SAID}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return value
