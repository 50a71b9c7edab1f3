"""Grammars: definitions, what combines and overrides them, and references (4.7, 4.17, 4.18)."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import SchemaError
from .syntax import START, Choice, Component, Definition, Interleave, Node, Place, Ref


class Scope:
    """A grammar while it is read: it keeps the references in it until all definitions are known."""

    def __init__(self, parent: Scope | None) -> None:
        self.parent = parent
        self.references: list[Ref] = []

    def refer(self, place: Place, name: str) -> Ref:
        """Return a new reference to a definition of this grammar."""
        reference = Ref(place, name)
        self.references.append(reference)
        return reference

    def component(
        self, place: Place, name: str, combine: str | None, body: Node, first: int
    ) -> Component:
        """Return a component with the references made in it: all from number `first` on."""
        references = self.references[first:]
        del self.references[first:]
        return Component(place=place, name=name, combine=combine, body=body, references=references)

    def close(self, place: Place, components: Iterable[Component]) -> Ref:
        """Combine the components, resolve all references, and return a reference to the start.

        Raises SchemaError for a missing definition, and for two that can't be combined (sections
        4.17, 4.18).
        """
        kept = list(components)
        definitions = combine(kept)
        for component in kept:
            _resolve(component.references, definitions)
        _resolve(self.references, definitions)
        if START not in definitions:
            raise SchemaError("RNG004", "the grammar has no “start”", place)
        return Ref(place, START, definitions[START])


def _resolve(references: list[Ref], definitions: dict[str, Definition]) -> None:
    for reference in references:
        reference.target = definitions.get(reference.name)
        if reference.target is None:
            from difflib import get_close_matches

            near = get_close_matches(reference.name, definitions, 1)
            hint = f"; did you mean “{near[0]}”?" if near else ""
            message = f"there is no definition of “{reference.name}”{hint}"
            raise SchemaError("RNG004", message, reference.place)


def combine(components: list[Component]) -> dict[str, Definition]:
    """Return the definitions of a grammar, components of one name combined (section 4.17)."""
    found: dict[str, list[Component]] = {}
    for component in components:
        found.setdefault(component.name, []).append(component)
    return {
        name: Definition(parts[0].place, name, parts[0].body if len(parts) == 1 else _joined(parts))
        for name, parts in found.items()
    }


def _joined(parts: list[Component]) -> Node:
    title = f"“{parts[0].name}”" if parts[0].name else "the start"
    plain = [part for part in parts if part.combine is None]
    if len(plain) > 1:
        raise SchemaError("RNG004", f"{title} is defined twice without “combine”", plain[1].place)
    methods = {part.combine for part in parts} - {None}
    if len(methods) > 1:
        late = next(part for part in parts if part.combine not in (None, parts[0].combine))
        message = f"{title} is combined both by “choice” and by “interleave”"
        raise SchemaError("RNG004", message, late.place)
    bodies = [part.body for part in parts]
    if methods == {"choice"}:
        return Choice(parts[0].place, bodies)
    return Interleave(parts[0].place, bodies)


def override(included: list[Component], overriding: list[Component]) -> list[Component]:
    """Return the components of an include: the overriding ones, and the file's others (4.7).

    Raises SchemaError where one is overridden that the file does not have.
    """
    names = {component.name for component in included}
    for component in overriding:
        if component.name not in names:
            title = f"definition of “{component.name}”" if component.name else "“start”"
            message = f"the included grammar has no {title} to override"
            raise SchemaError("RNG004", message, component.place)
    anew = {component.name for component in overriding}
    return [part for part in included if part.name not in anew] + overriding
