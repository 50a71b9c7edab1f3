"""Names that a schema does not have: what they were meant for."""

from __future__ import annotations

from typing import NamedTuple

from ..automaton.automaton import State
from ..grammar.nameclass import clark, local_of, namespace_of
from .catalogue import Catalogue

_GUESSED = 200  # unknown names of a document; one that has more is of another vocabulary


class Right(NamedTuple):
    """A name in the right namespace; `is_news` the first time that its own was wrong."""

    name: str
    is_news: bool


class UnknownNames:
    """The names of one document that its schema does not have.

    `mistaken` are the namespaces that are used for others.
    """

    def __init__(self, catalogue: Catalogue, mistaken: dict[str, str]) -> None:
        self._catalogue = catalogue
        self._unknown: set[str] = set()
        self._mistaken = mistaken

    def meant(self, state: State, name: str) -> str | None:
        """Return the name that an unknown one was probably meant for."""
        return self._catalogue.meant(state, name) if self.guesses(name) else None

    def guesses(self, name: str) -> bool:
        """Tell whether to look for what an unknown name is like, which takes its time."""
        if len(self._unknown) < _GUESSED:
            self._unknown.add(name)
        return name in self._unknown

    def is_foreign(self, name: str) -> bool:
        """Tell whether the schema has no name in the namespace of this one."""
        return namespace_of(name) not in self._catalogue.namespaces

    def in_place_of(self, name: str) -> str:
        """Return a name in the namespace that its own is used for."""
        ns = namespace_of(name)
        return clark(self._mistaken.get(ns, ns), local_of(name))

    def in_right_namespace(self, name: str, *, is_root: bool) -> Right | None:
        """Return the name in the namespace it should be in.

        That is known for the root and for names in no namespace: elsewhere, another namespace
        means another vocabulary.
        """
        ns, local = namespace_of(name), local_of(name)
        if ns in self._mistaken:
            return Right(clark(self._mistaken[ns], local), is_news=False)
        if (ns and not is_root) or ns in self._catalogue.namespaces:
            return None
        right = self._catalogue.namespace_with(local)
        if right is None:
            return None
        self._mistaken[ns] = right
        return Right(clark(right, local), is_news=True)
