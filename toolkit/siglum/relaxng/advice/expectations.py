"""What a pattern asks for: the elements and attributes that must come, and what might."""

from __future__ import annotations

from functools import lru_cache

from ..automaton.derivative import Derivative
from ..automaton.pattern import (
    After,
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    ListOf,
    OneOrMore,
    Pattern,
    Value,
    members,
)
from ..grammar.nameclass import Name, literal_names, local_of, namespace_of

_EDITS = 2
_LETTERS_AN_EDIT = 4  # of shorter words, two are near one another by chance
_NEAR = 2  # letters by which a name may differ and still be like another
_PART = 3  # letters of a name that say something when another begins or ends with it


def required_elements(pattern: Pattern) -> list[str]:
    """Return the names of the elements that have to come, whichever way the pattern is met."""
    if pattern.nullable:
        return []
    if isinstance(pattern, Element):
        name_class = pattern.name_class
        return [name_class.name] if isinstance(name_class, Name) else []
    if isinstance(pattern, Choice):
        sets = [required_elements(option) for option in pattern.options]
        return [name for name in sets[0] if all(name in other for other in sets[1:])]
    if isinstance(pattern, Interleave):
        return _unique([name for part in pattern.parts for name in required_elements(part)])
    if isinstance(pattern, OneOrMore):
        return required_elements(pattern.content)
    if isinstance(pattern, After):
        return required_elements(pattern.inner)
    if isinstance(pattern, Group):
        return _unique([name for one in members(pattern) for name in required_elements(one)])
    return []


def required_attributes(pattern: Pattern) -> list[str]:
    """Return the names of the attributes that have to come, whichever way the pattern is met."""
    if not pattern.has_attributes:
        return []
    if isinstance(pattern, Attribute):
        names = literal_names(pattern.name_class)
        return list(names) if len(names) == 1 else []
    if isinstance(pattern, Choice):
        sets = [required_attributes(option) for option in pattern.options]
        return [name for name in sets[0] if all(name in other for other in sets[1:])]
    if isinstance(pattern, Interleave):
        return _unique([name for part in pattern.parts for name in required_attributes(part)])
    if isinstance(pattern, OneOrMore):
        return required_attributes(pattern.content)
    if isinstance(pattern, After):
        return required_attributes(pattern.inner)
    if isinstance(pattern, Group):
        return _unique([name for one in members(pattern) for name in required_attributes(one)])
    return []


def skipped_elements(derivative: Derivative, pattern: Pattern, name: str) -> list[str]:
    """Return the required elements that would be missing if this one stood here."""
    opened = derivative.open_skipping(pattern, name)
    still = {one for rest in opened.values() for one in required_elements(rest)}
    required = [one for one in required_elements(pattern) if one != name]
    missing = [one for one in required if one not in still]
    # What has to come again and again is required after the element as well.
    return missing or [one for one in required if derivative.open(pattern, one)]


def values(pattern: Pattern) -> list[str]:
    """Return the values that a pattern spells out."""
    if isinstance(pattern, Value):
        return [pattern.text]
    if isinstance(pattern, Choice):
        return _unique([value for option in pattern.options for value in values(option)])
    if isinstance(pattern, ListOf | OneOrMore):
        return values(pattern.content)
    if isinstance(pattern, Group):
        return _unique([value for one in members(pattern) for value in values(one)])
    return []


def data_types(pattern: Pattern) -> list[Data]:
    """Return the data that a pattern may consist of."""
    if isinstance(pattern, Data):
        return [pattern]
    if isinstance(pattern, Choice):
        return [one for option in pattern.options for one in data_types(option)]
    if isinstance(pattern, ListOf | OneOrMore):
        return data_types(pattern.content)
    if isinstance(pattern, Group):
        return [data for one in members(pattern) for data in data_types(one)]
    return []


def _unique(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


def abbreviation(name: str, candidates: list[str]) -> str | None:
    """Return the longest candidate that a name begins with."""
    local, ns = local_of(name).lower(), namespace_of(name)
    found = [
        one
        for one in candidates
        if namespace_of(one) == ns
        and len(local_of(one)) >= _PART
        and local.startswith(local_of(one).lower())
    ]
    return max(found, key=len, default=None)


def akin(name: str, candidates: list[str]) -> str | None:
    """Return the candidate that a name is longer or shorter than by something before or after it.

    That is the longest that the name begins or ends with, or else the only one that begins or
    ends with the name.
    """
    local, ns = local_of(name).lower(), namespace_of(name)
    shorter: list[str] = []
    longer: list[str] = []
    for candidate in dict.fromkeys(candidates):
        other = local_of(candidate).lower()
        if namespace_of(candidate) != ns:
            continue
        if len(other) >= _PART and (local.startswith(other) or local.endswith(other)):
            shorter.append(candidate)
        elif len(local) > _PART and (other.startswith(local) or other.endswith(local)):
            longer.append(candidate)
    if shorter:
        return max(shorter, key=len)
    return longer[0] if len(longer) == 1 else None


def nearest(name: str, candidates: list[str], edits: int = _EDITS) -> str | None:
    """Return the candidate that a name was most likely meant for, None if none is near.

    A name in another case is nearest, then one a letter or two away (a swap counts as one), then
    the only one of three letters that two begin and end.
    """
    local, ns = local_of(name).lower(), namespace_of(name)
    best: tuple[int, str] | None = None
    framed: list[str] = []
    for candidate in candidates:
        if abs(len(candidate) - len(name)) > _EDITS or namespace_of(candidate) != ns:
            continue  # another namespace is another mistake
        other = local_of(candidate).lower()
        if other == local:
            return candidate
        if len(local) == 2 and len(other) == 3 and local == other[0] + other[2]:
            framed.append(candidate)
        limit = min(edits, max(len(local), len(other)) // _LETTERS_AN_EDIT)
        if sorted(local) == sorted(other):
            limit = max(limit, 1)  # a swap makes no other word
        if min(len(local), len(other)) < 3 or abs(len(local) - len(other)) > limit:
            continue
        distance = edit_distance(local, other, limit)
        if distance <= limit and (best is None or distance < best[0]):
            best = (distance, candidate)
    if best is None and len(framed) == 1:
        return framed[0]
    return best[1] if best else None


def ranked(names: list[str], required: list[str], wrong: str | None) -> list[str]:
    """Return names with those needed first, then those most like the wrong one."""
    local = local_of(wrong).lower() if wrong else ""
    near = min(_NEAR, len(local) // 2)

    def distance(name: str) -> int:
        return edit_distance(local, local_of(name).lower(), near) if wrong else 0

    return sorted(dict.fromkeys(names), key=lambda name: (name not in required, distance(name)))


@lru_cache(maxsize=100_000)
def edit_distance(one: str, other: str, limit: int) -> int:
    """Return how many letters differ, a swap of neighbours counted once; `limit` + 1 for more."""
    # An edit adds one letter to the set of letters and takes one away, at most.
    if max(abs(len(one) - len(other)), (len(set(one) ^ set(other)) + 1) // 2) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
