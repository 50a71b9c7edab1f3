"""The words of the errors: what is wrong, and what could stand there instead."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import quoteattr

from ..automaton.pattern import Data, Pattern
from ..grammar.nameclass import local_of, namespace_of
from .expectations import akin, data_types, edit_distance, nearest, values
from .repaired_values import meanings, repaired

_XML = "http://www.w3.org/XML/1998/namespace"
_SHOWN = 5  # how many names or values a help lists; the rest are counted
_NEAR = 2  # letters by which a name may differ and still be like another
_LONGEST = 40  # characters of a value that a message shows


def quoted(name: str) -> str:
    """Return the local part of a name in quotation marks."""
    return f"“{local_of(name)}”"


def attribute_name(name: str) -> str:
    """Return an attribute's name as it is written."""
    return ("xml:" if namespace_of(name) == _XML else "") + local_of(name)


def attribute_title(name: str) -> str:
    """Return an attribute's name as it is written, in quotation marks."""
    return f"“{attribute_name(name)}”"


def lacks_attributes(element: str, names: list[str]) -> str:
    """Return that an element lacks attributes."""
    listed = enumerated([attribute_title(name) for name in names], "and")
    return f"{quoted(element)} needs the attribute{'s' if len(names) > 1 else ''} {listed}"


def write_as_attribute(name: str, text: str) -> str:
    """Return the advice to write a text as the value of an attribute."""
    return f"write it as an attribute: {attribute_name(name)}={quoteattr(' '.join(text.split()))}"


def enumerated(parts: list[str], joiner: str = "or") -> str:
    """Return parts as a list in words: the first few, the others counted."""
    shown, hidden = parts[:_SHOWN], len(parts) - _SHOWN
    if hidden > 0:
        return f"{', '.join(shown)} {joiner} {hidden} other{'s' if hidden > 1 else ''}"
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {joiner} {shown[-1]}"


def are_missing(names: list[str]) -> str:
    """Return a clause that says that elements are missing."""
    listed = enumerated([quoted(name) for name in names], "and")
    return f"{listed} {'is' if len(names) == 1 else 'are'} missing"


def put_into(wrappers: list[tuple[str, ...]]) -> str:
    """Return the advice to put something into one of some elements, each with those around it."""
    places = [" in ".join(map(quoted, reversed(wrapper))) for wrapper in wrappers]
    return f"put it into {enumerated(places)}"


def ranked(names: list[str], required: list[str], wrong: str | None) -> list[str]:
    """Return names with those needed first, then those most like the wrong one."""
    local = local_of(wrong).lower() if wrong else ""
    near = min(_NEAR, len(local) // 2)

    def distance(name: str) -> int:
        return edit_distance(local, local_of(name).lower(), near) if wrong else 0

    return sorted(dict.fromkeys(names), key=lambda name: (name not in required, distance(name)))


def expected(
    names: list[str], required: list[str], wrong: str | None, text: bool, end: bool
) -> str:
    """Return what could stand somewhere, as one phrase."""
    parts = [f"“{shown}”" for shown in _distinct(ranked(names, required, wrong))]
    extra = (["text"] if text else []) + (["the end of the element"] if end else [])
    if not parts and not extra:
        return "nothing can stand here"
    if not parts and extra == ["the end of the element"]:
        return "the element has to end here"
    if len(parts) > _SHOWN:
        hidden = len(parts) - _SHOWN
        parts = [*parts[:_SHOWN], f"{hidden} other{'s' if hidden > 1 else ''}"]
    *before, last = parts + extra
    return f"here can stand {', '.join(before)}{' or ' if before else ''}{last}"


def _distinct(names: list[str]) -> list[str]:
    """Return local names, with the namespace where two would look the same."""
    seen: dict[str, str] = {}
    shown: list[str] = []
    for name in names:
        local = local_of(name)
        clash = seen.setdefault(local, name) != name
        shown.append(f"{local} (namespace {namespace_of(name) or 'none'})" if clash else local)
    return shown


def did_you_mean(name: str) -> str:
    """Return the question after a near name."""
    return f"did you mean {quoted(name)}?"


def right_namespace(namespace: str) -> str:
    """Return the question after the namespace that was meant, "" for none."""
    return (
        f"did you mean the namespace “{namespace}”?" if namespace else "did you mean no namespace?"
    )


def shortened(value: str) -> str:
    """Return a value as a message shows it."""
    flat = " ".join(value.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"


def wrong_value(
    pattern: Pattern, value: str, matches: Callable[[str], bool]
) -> tuple[str, str | None]:
    """Return why a value does not match, as a phrase, and what would.

    `matches` tells whether another value does.
    """
    allowed = [one for one in values(pattern) if one]
    types = data_types(pattern)
    shown = f"“{shortened(value)}”"
    if allowed:
        near = nearest(value.strip(), allowed) or akin(value.strip(), allowed)
        nouns = list(dict.fromkeys(one.datatype.base.noun for one in types))
        words = [f"“{one}”" for one in ranked(allowed, [], value)]
        listed = enumerated([*words[: _SHOWN - 1], *nouns] if nouns else words)
        return f"{shown} is not allowed", _meant(near, value) if near else f"it can be {listed}"
    is_address = any(one.datatype.base.name == "anyURI" for one in types)
    is_id = any(one.datatype.base.name == "ID" for one in types)
    other = repaired(value, matches, is_address=is_address, is_id=is_id)
    meant = [other] if other else meanings(value, matches)
    shown_meant = " or ".join(f"“{shortened(one)}”" for one in meant)
    help = f"did you mean {shown_meant}?" if meant else None
    if types:
        return _wrong_type(types, value, matches), help
    if not value.strip():
        return "it is empty", None
    return f"{shown} is not allowed", "it has to be empty"


def _wrong_type(types: list[Data], value: str, matches: Callable[[str], bool]) -> str:
    """Return why a value is of none of some types."""
    shown = f"“{shortened(value)}”"
    best = _best_type(types, value)
    reason = best.datatype.problem(value, {})
    noun = best.datatype.base.noun
    if reason is None:  # a list, or an exception
        tokens = [one for one in value.split() if best.datatype.problem(one, {}) is not None]
        if tokens:
            reason = best.datatype.problem(tokens[0], {})
            shown = f"“{shortened(tokens[0])}”"
    if noun in ("a token", "a string") or best.datatype.base.name == "anyURI":
        if reason and matches("".join(value.split())):
            reason = "it has white space in it"
        return f"{shown} is not allowed" + (f": {reason}" if reason else "")
    says_more = reason and reason != f"it is not {noun}"
    return f"{shown} is not {noun}" + (f": {reason}" if says_more else "")


def _meant(near: str, value: str) -> str:
    """Return what to do about a value that is like one that is allowed."""
    if near == value:
        return "a prefix, or having none, stands for another namespace here"
    if near == value.strip():
        return "take off the white space around it"
    return did_you_mean(near)


def _best_type(types: list[Data], value: str) -> Data:
    """Return the type that a value was most likely meant for.

    Of several dates and times it is the one whose form the value has: its reason names a part
    ("month 13") where those of the others show an example of their form.
    """

    def mismatch(one: Data) -> bool:
        reason = one.datatype.problem(value, {})
        return reason is None or reason.startswith("it ")

    return min(types, key=mismatch)
