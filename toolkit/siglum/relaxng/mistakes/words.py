"""Phrases of which messages and hints are made: names and values in quotation marks, lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..grammar.nameclass import local_of, namespace_of

_XML = "http://www.w3.org/XML/1998/namespace"
_SHOWN = 5  # how many names or values a list has; the rest are counted
_LONGEST = 40  # characters of a value that is shown


def quoted(name: str) -> str:
    """Return the local part of a name in quotation marks."""
    return f"“{local_of(name)}”"


def in_namespace(name: str) -> str:
    """Return a name with its namespace."""
    ns = namespace_of(name)
    where = f"in the namespace “{ns}”" if ns else "in no namespace"
    return f"{quoted(name)} {where}"


def attribute_name(name: str) -> str:
    """Return an attribute's name as it is written."""
    return ("xml:" if namespace_of(name) == _XML else "") + local_of(name)


def attribute_title(name: str) -> str:
    """Return an attribute's name as it is written, in quotation marks."""
    return f"“{attribute_name(name)}”"


def enumerated(
    parts: Sequence[str],
    joiner: str = "or",
    more: int = 0,
    title: Callable[[str], str] = str,
) -> str:
    """Return parts as a list in words: the first few by their titles, the others counted.

    `more` is the number of those that are not among the parts.
    """
    shown, hidden = [title(part) for part in parts[:_SHOWN]], len(parts) + more - _SHOWN
    if hidden > 0:
        return f"{', '.join(shown)} {joiner} {others(hidden)}"
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {joiner} {shown[-1]}"


def others(number: int) -> str:
    """Return that there are so many others."""
    return f"{number} other{'s' if number > 1 else ''}"


def are_missing(names: Sequence[str]) -> str:
    """Return a clause that says that elements are missing."""
    listed = enumerated([quoted(name) for name in names], "and")
    return f"{listed} {'is' if len(names) == 1 else 'are'} missing"


def expected(names: Sequence[str], more: int, *, text: bool, end: bool) -> str:
    """Return what could stand somewhere, as one phrase; `more` elements are not among the names."""
    parts = [f"“{shown}”" for shown in _distinct(names)]
    extra = (["text"] if text else []) + (["the end of the element"] if end else [])
    if not parts and not extra:
        return "nothing can stand here"
    if not parts and extra == ["the end of the element"]:
        return "the element has to end here"
    hidden = len(parts) + more - _SHOWN
    if hidden > 0:
        parts = [*parts[:_SHOWN], others(hidden)]
    *before, last = parts + extra
    return f"here can stand {', '.join(before)}{' or ' if before else ''}{last}"


def _distinct(names: Sequence[str]) -> list[str]:
    """Return local names, with the namespace where two would look the same."""
    seen: dict[str, str] = {}
    shown: list[str] = []
    for name in names:
        local = local_of(name)
        clash = seen.setdefault(local, name) != name
        shown.append(f"{local} (namespace {namespace_of(name) or 'none'})" if clash else local)
    return shown


def shortened(value: str) -> str:
    """Return a value as a message shows it."""
    flat = " ".join(value.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"


def value_title(value: str) -> str:
    """Return a value as a message shows it, in quotation marks."""
    return f"“{shortened(value)}”"
