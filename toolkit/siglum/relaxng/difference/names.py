"""Enough names to tell name classes apart: those that classes mention, and some that none does.

Of two names that no class mentions, in one namespace or in namespaces that no class mentions, each
class contains both or neither (section 6.1). So one of them stands for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..grammar.nameclass import (
    Name,
    NameChoice,
    NameClass,
    NsName,
    clark,
    contains,
    is_open,
    local_of,
    namespace_of,
)

_NAMESPACE = "urn:any"
_LOCAL = "any"


def a_name(name_class: NameClass) -> str:
    """Return a name that a class contains, if possible one that it mentions."""
    return names_in([name_class])[0]


def names_in(classes: Sequence[NameClass]) -> list[str]:
    """Return names that classes contain: one for each set of classes that can share a name."""
    names = mentioned(classes)
    opened = [one for one in classes if is_open(one)]
    if not opened:
        return names
    return [name for name in names if _any_contains(classes, name)] + [
        name for name in unmentioned(classes) if _any_contains(opened, name)
    ]


def mentioned(classes: Iterable[NameClass]) -> list[str]:
    """Return the names that classes mention, also in their exceptions."""
    found = (item for one in classes for item in _mentions(one))
    return list(dict.fromkeys(clark(ns, local) for ns, local in found if local is not None))


def unmentioned(classes: Sequence[NameClass]) -> list[str]:
    """Return, for each namespace that classes mention, and one more, a name that they don't.

    None of the names is mentioned with a number at its end either.
    """
    found = [item for one in classes for item in _mentions(one)]
    spaces = dict.fromkeys(ns for ns, _ in found)
    local = _unlike(_LOCAL, [local for _, local in found if local is not None])
    elsewhere = _unlike(_NAMESPACE, list(spaces)) if "" in spaces else ""
    return [clark(ns, local) for ns in (*spaces, elsewhere)]


def without_name(name_class: NameClass, name: str) -> NameClass | None:
    """Return a class without one of the names that it mentions; None if nothing is left."""
    if isinstance(name_class, Name):
        return None if name_class.name == name else name_class
    if not isinstance(name_class, NameChoice):
        return name_class
    kept = [without_name(option, name) for option in name_class.options]
    left = tuple(option for option in kept if option is not None)
    return NameChoice(left) if len(left) > 1 else next(iter(left), None)


def _unlike(word: str, others: Sequence[str]) -> str:
    while any(one.startswith(word) for one in others):
        word += "-"
    return word


def _any_contains(classes: Iterable[NameClass], name: str) -> bool:
    return any(contains(one, name) for one in classes)


def _mentions(name_class: NameClass) -> Iterator[tuple[str, str | None]]:
    """Yield what a class mentions: names (namespace, local part), namespaces (namespace, None)."""
    if isinstance(name_class, Name):
        yield namespace_of(name_class.name), local_of(name_class.name)
    elif isinstance(name_class, NameChoice):
        for option in name_class.options:
            yield from _mentions(option)
    else:
        if isinstance(name_class, NsName):
            yield name_class.ns, None
        if name_class.excepted is not None:
            yield from _mentions(name_class.excepted)
