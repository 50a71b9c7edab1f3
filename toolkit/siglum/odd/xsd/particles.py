"""Content models as W3C XML Schema has them: particles (XSD 1.0, part 1, section 3.9).

They are made by the functions below, which keep them simple: there is no sequence directly in a
sequence, and nothing that can't match except `NOTHING` itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ANY, OTHER = "##any", "##other"


@dataclass(frozen=True, slots=True)
class Element:
    """An element, by its namespace and its local name."""

    ns: str
    name: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Any element of some namespaces ("" is no namespace); `namespaces=None` means all.

    With `other`, it is any element of all other namespaces.
    """

    namespaces: frozenset[str] | None = None
    other: bool = False

    def holds(self, ns: str) -> bool:
        """Can an element of a namespace stand here?"""
        return self.namespaces is None or (ns in self.namespaces) is not self.other


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, or none."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """The items, one after the other."""

    items: tuple[Particle, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the items."""

    items: tuple[Particle, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """An item as often as `min` to `max` times; `max=None` is unbounded."""

    item: Particle
    min: int
    max: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """A particle that has a name in the schema."""

    name: str
    body: Particle


Symbol = Element | Wildcard
Particle = Element | Wildcard | Text | Sequence | Choice | Repeat | Group

EMPTY = Sequence(())
NOTHING = Choice(())


def sequence(items: Iterable[Particle]) -> Particle:
    """Return the items one after the other."""
    flat: list[Particle] = []
    for item in items:
        if item == NOTHING:
            return NOTHING
        flat.extend(item.items if isinstance(item, Sequence) else (item,))
    return flat[0] if len(flat) == 1 else Sequence(tuple(flat))


def choice(items: Iterable[Particle]) -> Particle:
    """Return one of the items; where one is empty, the others are optional."""
    flat: dict[Particle, None] = {}
    for item in items:
        flat.update(dict.fromkeys(item.items if isinstance(item, Choice) else (item,)))
    optional = flat.pop(EMPTY, False) is None
    made = next(iter(flat)) if len(flat) == 1 else Choice(tuple(flat))
    return repeat(made, 0, 1) if optional else made


def repeat(item: Particle, least: int, most: int | None) -> Particle:
    """Return an item with its numbers of occurrences; a repetition of a repetition is merged."""
    if most == 0 or item == EMPTY:
        return EMPTY
    if item == NOTHING:
        return EMPTY if least == 0 else NOTHING
    if (least, most) == (1, 1):
        return item
    if isinstance(item, Repeat) and _is_contiguous(item, least, most):
        return Repeat(item.item, item.min * least, _times(item.max, most))
    return Repeat(item, least, most)


def _is_contiguous(inner: Repeat, least: int, most: int | None) -> bool:
    """Say whether two nested repetitions allow every count from the least to the greatest."""
    if least == most:
        return True
    fewest = max(least, 1)
    joins = inner.max is None or (fewest + 1) * inner.min <= fewest * inner.max + 1
    return joins and (least > 0 or inner.min <= 1)


def _times(inner: int | None, outer: int | None) -> int | None:
    return None if inner is None or outer is None else inner * outer


def is_nullable(particle: Particle) -> bool:
    """Say whether a particle can match nothing at all."""
    match particle:
        case Text():
            return True
        case Sequence(items=items):
            return all(map(is_nullable, items))
        case Choice(items=items):
            return any(map(is_nullable, items))
        case Repeat(item=item, min=least):
            return least == 0 or is_nullable(item)
        case Group(body=body):
            return is_nullable(body)
    return False


def symbols(particle: Particle) -> Iterator[Symbol]:
    """Yield the elements and wildcards of a particle, in its order."""
    match particle:
        case Element() | Wildcard():
            yield particle
        case Sequence(items=items) | Choice(items=items):
            for item in items:
                yield from symbols(item)
        case Repeat(item=item) | Group(body=item):
            yield from symbols(item)


def is_set(particle: Particle) -> bool:
    """Say whether a particle is just a choice of elements."""
    match particle:
        case Element() | Wildcard():
            return True
        case Choice(items=items):
            return bool(items) and all(map(is_set, items))
        case Group(body=body):
            return is_set(body)
    return False


def without_text(particle: Particle) -> Particle:
    """Return a particle without its text, for a type in which XSD allows text by `mixed`."""
    match particle:
        case Text():
            return EMPTY
        case Sequence(items=items):
            return sequence(map(without_text, items))
        case Choice(items=items):
            return choice(map(without_text, items))
        case Repeat(item=item, min=least, max=most):
            return repeat(without_text(item), least, most)
        case Group(name=name, body=body):
            bare = without_text(body)
            return bare if bare in (EMPTY, NOTHING) else Group(name, bare)
    return particle


def has_text(particle: Particle) -> bool:
    """Say whether a particle allows text."""
    match particle:
        case Text():
            return True
        case Sequence(items=items) | Choice(items=items):
            return any(map(has_text, items))
        case Repeat(item=item) | Group(body=item):
            return has_text(item)
    return False


def has_text_everywhere(particle: Particle) -> bool:
    """Say whether text is surely allowed before, between and after all elements."""
    match particle:
        case Text():
            return True
        case Sequence(items=items):
            return bool(items) and all(map(has_text_everywhere, items))
        case Choice(items=items):
            return bool(items) and all(map(has_text_everywhere, items))
        case Group(body=body):
            return has_text_everywhere(body)
        case Repeat(item=item, max=None):
            alternatives = _alternatives(item)
            return Text() in alternatives and all(
                alternative == Text() or is_set(alternative) or has_text_everywhere(alternative)
                for alternative in alternatives
            )
    return False


def _alternatives(particle: Particle) -> tuple[Particle, ...]:
    match particle:
        case Choice(items=items):
            return tuple(found for item in items for found in _alternatives(item))
        case Group(body=body):
            return _alternatives(body)
        case Repeat(item=item, min=0, max=1):
            return _alternatives(item)
    return (particle,)
