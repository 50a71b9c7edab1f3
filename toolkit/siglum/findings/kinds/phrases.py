"""Phrases that the words of several kinds share."""

from __future__ import annotations

from collections.abc import Sequence

from siglum.xml.resolve import Reason, Refusal

_FEW = 20  # names that a hint can list


def did_you_mean(meant: str | None) -> str | None:
    """Ask whether what is near was meant; None where nothing is."""
    return f"Did you mean “{meant}”?" if meant is not None else None


def meant_of(meant: str | None, known: Sequence[str], what: str) -> str:
    """Ask whether a name that is near was meant; where none is near, say what there is."""
    if meant is not None:
        return f"Did you mean “{meant}”?"
    return f"{what}: {', '.join(known)}." if len(known) <= _FEW else f"{what}."


def refused(address: str, reason: Reason) -> str:
    """Say why an address means no file, or none that may be read."""
    return str(Refusal(address, reason))


def if_refused(address: str, reason: Reason) -> str | None:
    """Say what to do about a refused address, where that is always the same."""
    return Refusal(address, reason).help


def times(count: int) -> str:
    """Say how often something is there, if it is more than once."""
    return f" ({count} times)" if count > 1 else ""


def some(values: Sequence[str], number: int, before: str = "") -> str:
    """Name some of a number of values, each with a sign before it, and say how many more."""
    named = ", ".join(f"“{before}{value}”" for value in values)
    return f"{named} and {number - len(values)} more" if number > len(values) else named
