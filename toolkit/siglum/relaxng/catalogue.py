"""All elements that a schema declares, found by name: used only when something is wrong."""

from __future__ import annotations

from functools import cached_property

from .automaton import Automaton, State, first_names
from .expectations import nearest
from .nameclass import is_open, literal_names, local_of, namespace_of, specificity
from .pattern import Element, Pattern

_REMEMBERED = 10_000  # unknown names whose nearest one is kept


class Catalogue:
    """The elements of a schema, the roots first."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._meant: dict[tuple[State, str], str | None] = {}
        self._beginnings: dict[Pattern, set[str]] = {}
        self.expectations: dict[tuple[State, str | None, bool], str] = {}

    @cached_property
    def _elements(self) -> list[Element]:
        return self._automaton.origin.elements()

    @cached_property
    def names(self) -> list[str]:
        """The names that are spelt out, each once."""
        return list(self._by_name)

    @cached_property
    def _by_name(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for one in self._elements:
            for name in literal_names(one.name_class):
                found.setdefault(name, []).append(one)
        return found

    @cached_property
    def _wild(self) -> list[Element]:
        return [one for one in self._elements if is_open(one.name_class)]

    @cached_property
    def namespaces(self) -> frozenset[str]:
        """The namespaces of the names that are spelt out."""
        return frozenset(map(namespace_of, self.names))

    def declares(self, name: str) -> bool:
        """Tell whether a name is spelt out anywhere."""
        return name in self._by_name

    def namespace_with(self, local: str) -> str | None:
        """Return the first namespace that has this local name; None if none has."""
        return next((namespace_of(name) for name in self.names if local_of(name) == local), None)

    def find(self, name: str) -> list[Element]:
        """Return the elements that can have a name: those that name it most closely."""
        if name in self._by_name:
            return self._by_name[name]
        scored = [(specificity(one.name_class, name), one) for one in self._wild]
        best = max((score for score, _ in scored), default=0)
        return [one for score, one in scored if score == best] if best else []

    def meant(self, state: State, name: str) -> str | None:
        """Return the name that an unknown one was most likely meant for, best one allowed here."""
        key = (state, name)
        if key not in self._meant:
            if len(self._meant) >= _REMEMBERED:
                self._meant.clear()
            allowed = [one for names in state.names() for one in literal_names(names)]
            self._meant[key] = nearest(name, allowed) or nearest(name, self.names)
        return self._meant[key]

    def beginning(self, children: Pattern) -> set[str]:
        """Return the names of the elements that some content can begin with."""
        if children not in self._beginnings:
            found = first_names(children)
            self._beginnings[children] = {name for one in found for name in literal_names(one)}
        return self._beginnings[children]

    def content(self, name: str) -> Pattern | None:
        """Return what an element of this name can contain somewhere; None if there is none."""
        found = self.find(name)
        if not found:
            return None
        return self._automaton.patterns.choice(map(self._automaton.origin.content, found))
