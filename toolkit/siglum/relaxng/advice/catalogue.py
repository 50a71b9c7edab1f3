"""All elements that a schema declares, found by name: used only when something is wrong."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..automaton.automaton import Automaton, Model, State
from ..automaton.memo import Memo
from ..automaton.pattern import Element, Pattern
from ..grammar.nameclass import is_open, literal_names, local_of, namespace_of, specificity
from .expectations import akin, nearest

if TYPE_CHECKING:
    from ..mistakes.hints import Hint
    from .remedies import Remedies
    from .usage import Usage


class Catalogue:
    """The elements of a schema, the roots first."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._known_alike: Memo[tuple[State, str], tuple[str | None, list[str]]] = Memo()
        self._meant: Memo[tuple[State, str], str | None] = Memo()
        self.expectations: Memo[tuple[State, str | None, bool], Hint | None] = Memo()

    @cached_property
    def remedies(self) -> Remedies:
        """What would make right what stands in the wrong place."""
        from .remedies import Remedies  # late: valid documents need none

        return Remedies(self._automaton, self)

    @cached_property
    def usage(self) -> Usage:
        """How its names are used."""
        from .usage import Usage

        return Usage(self._automaton.origin)

    @property
    def has_news(self) -> bool:
        """Whether something has been counted that the schema was not recalled with."""
        return "usage" in self.__dict__ and self.usage.is_news

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
            allowed = [one for names in state.names() for one in literal_names(names)]
            self._meant[key] = (
                nearest(name, allowed) or akin(name, allowed) or nearest(name, self.names, 1)
            )
        return self._meant[key]

    def akin(self, state: State, name: str) -> str | None:
        """Return the one name of those allowed here that a name is a part of, or that of it."""
        return self._alike(state, name)[0]

    def namesakes(self, state: State, name: str) -> list[str]:
        """Return the names allowed here that have the same local name."""
        return self._alike(state, name)[1]

    def _alike(self, state: State, name: str) -> tuple[str | None, list[str]]:
        key = (state, name)
        if key not in self._known_alike:
            allowed = [one for names in state.names() for one in literal_names(names)]
            same = [one for one in allowed if local_of(one) == local_of(name)]
            self._known_alike[key] = (akin(name, allowed), same)
        return self._known_alike[key]

    def children(self, model: Model) -> Pattern:
        """Return what a model says of the children, however the attributes may be."""
        return self._automaton.derivative.end_attributes(model.children, missing_allowed=True)

    def can_hold(self, parent: str, model: Model, name: str) -> bool:
        """Tell whether an element, of which name and model are given, can have another in it."""
        if self.declares(parent) and parent not in self.usage.parents(name):
            return False
        return name in self.usage.names_in(self.children(model))

    def content(self, name: str) -> Pattern | None:
        """Return what an element of this name can contain somewhere; None if there is none."""
        found = self.find(name)
        if not found:
            return None
        return self._automaton.patterns.choice(map(self._automaton.origin.content, found))
