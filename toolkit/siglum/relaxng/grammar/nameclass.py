"""Name classes: the sets of names that elements and attributes can have (sections 4.16, 6.1).

A name is a string in Clark notation: `{namespace}local`, or `local` outside any namespace.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_NOWHERE = "\x01"  # used as a namespace and as a local name: no document can have it


def clark(ns: str, local: str) -> str:
    """Return a name in Clark notation."""
    return f"{{{ns}}}{local}" if ns else local


def namespace_of(name: str) -> str:
    """Return the namespace of a name in Clark notation, "" for none."""
    return name[1 : name.rindex("}")] if name.startswith("{") else ""


def local_of(name: str) -> str:
    """Return the local part of a name in Clark notation."""
    return name[name.rfind("}") + 1 :]


@dataclass(frozen=True, slots=True)
class Name:
    """Exactly one name."""

    name: str


@dataclass(frozen=True, slots=True)
class AnyName:
    """Every name but those of `excepted`."""

    excepted: NameClass | None = None


@dataclass(frozen=True, slots=True)
class NsName:
    """Every name of one namespace but those of `excepted`."""

    ns: str
    excepted: NameClass | None = None


@dataclass(frozen=True, slots=True)
class NameChoice:
    """Every name of any of the options."""

    options: tuple[NameClass, ...]


NameClass = Name | AnyName | NsName | NameChoice


def contains(name_class: NameClass, name: str) -> bool:
    """Tell whether a name belongs to a name class (section 6.1)."""
    if isinstance(name_class, Name):
        return name_class.name == name
    if isinstance(name_class, NameChoice):
        return any(contains(option, name) for option in name_class.options)
    if isinstance(name_class, NsName) and namespace_of(name) != name_class.ns:
        return False
    return name_class.excepted is None or not contains(name_class.excepted, name)


def specificity(name_class: NameClass, name: str) -> int:
    """Return how a class contains a name: 3 as a name, 2 by namespace, 1 by anyName, 0 not."""
    if isinstance(name_class, NameChoice):
        return max((specificity(option, name) for option in name_class.options), default=0)
    if not contains(name_class, name):
        return 0
    return 3 if isinstance(name_class, Name) else 2 if isinstance(name_class, NsName) else 1


def literal_names(name_class: NameClass) -> tuple[str, ...]:
    """Return the names that a class lists, without those in its exceptions."""
    if isinstance(name_class, Name):
        return (name_class.name,)
    if isinstance(name_class, NameChoice):
        return tuple(name for option in name_class.options for name in literal_names(option))
    return ()


def is_open(name_class: NameClass) -> bool:
    """Tell whether a class has infinitely many names: it contains anyName or nsName."""
    if isinstance(name_class, NameChoice):
        return any(is_open(option) for option in name_class.options)
    return not isinstance(name_class, Name)


def overlap(one: NameClass, other: NameClass) -> bool:
    """Tell whether two classes share a name (used by sections 7.3 and 7.4).

    It is enough to try the names and namespaces that the classes mention, and one name and one
    namespace that they don't.
    """
    return any(
        contains(one, name) and contains(other, name)
        for name_class in (one, other)
        for name in _representatives(name_class)
    )


def _representatives(name_class: NameClass) -> Iterator[str]:
    if isinstance(name_class, Name):
        yield name_class.name
    elif isinstance(name_class, NameChoice):
        for option in name_class.options:
            yield from _representatives(option)
    else:
        ns = name_class.ns if isinstance(name_class, NsName) else _NOWHERE
        yield clark(ns, _NOWHERE)
        if name_class.excepted is not None:
            yield from _representatives(name_class.excepted)


def describe(name_class: NameClass) -> str:
    """Return a short description for messages."""
    if isinstance(name_class, Name):
        return f"“{local_of(name_class.name)}”"
    if isinstance(name_class, NameChoice):
        return " or ".join(describe(option) for option in name_class.options)
    if isinstance(name_class, NsName):
        return f"any name in the namespace “{name_class.ns}”"
    return "any name"
