"""Whole numbers as short text, which a script can hold: 0 is “A”, 32 is “gB”.

A number is cut into groups of five bits, the lowest first; a character of 64 holds one, and says
with its highest bit that another follows (as base64 VLQ of source maps, without signs).
"""

from __future__ import annotations

from collections.abc import Iterable

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_GROUP, _MORE = 31, 32


def _encoded(number: int) -> str:
    said = ""
    while number > _GROUP:
        said += ALPHABET[number & _GROUP | _MORE]
        number >>= 5
    return said + ALPHABET[number]


_SMALL = tuple(map(_encoded, range(1 << 12)))


def number(value: int) -> str:
    """Return a number, from 0 on, as text."""
    return _SMALL[value] if value < len(_SMALL) else _encoded(value)


def numbers(values: Iterable[int]) -> str:
    """Return numbers as text, one after the other."""
    return "".join(map(number, values))


def signed(value: int) -> str:
    """Return a number that may be below 0."""
    return number(value << 1 if value >= 0 else (-value << 1) - 1)
