"""A memo of start tags by their bytes, for each state and set of namespace declarations.

Most start tags of a document have occurred before. A tag means the same wherever the same prefixes
are declared and the automaton is in the same state: a `KnownState` is a state within a `Context` of
declarations, and remembers what the tags met there do.
"""

from __future__ import annotations

from ..automaton.automaton import Automaton, State, Step, Tag
from ..grammar.nameclass import clark
from . import markup

_XML = "http://www.w3.org/XML/1998/namespace"
_TAGS_REMEMBERED = 100_000
_LONGEST = 200  # bytes: longer tags are not remembered
_CONTEXTS_REMEMBERED = 100
_NAMES_REMEMBERED = 10_000  # shapes of tags remembered in one context


class KnownState:
    """A state of the automaton in a context: what is known of the tags that may come next.

    `tags` are start tags by their bytes, with what they do. `shapes` are start tags without the
    values of their attributes (see `markup.parts`): the values must still be checked. `closes`
    says that the element may end here and that its text need not be looked at.
    """

    __slots__ = ("closes", "has_data", "keeps_text", "remembers", "shapes", "state", "tags")

    def __init__(self, state: State, *, waiting: bool = False) -> None:
        self.state = state
        self.tags: dict[bytes, Frame] = {}
        self.shapes: dict[tuple[str, ...], Known] = {}
        self.remembers = not waiting
        self.has_data = waiting or state.has_data
        self.keeps_text = state.keeps_text and not waiting
        self.closes = state.nullable and not self.has_data


Frame = tuple[str, Step, KnownState | None, KnownState | None]
"""An open element: its name, the step into it, the place in it, and the place after it.

The place in it is None for an empty element, the place after it None where it is not known yet.
"""

Names = tuple[str, bool, tuple[str, ...]]
"""An element's name, whether its tag is an empty-element tag, and its attributes' names."""

Known = tuple[tuple[str, ...], Tag, Frame]
"""The attributes' names in Clark notation, the tag they lead to, and the frame they open."""


class Context:
    """The namespace declarations in force at some place of a document."""

    def __init__(self, namespaces: dict[str, str]) -> None:
        self.namespaces = namespaces
        self._places: dict[State, KnownState] = {}
        self._names: dict[tuple[str, ...], Names | None] = {}

    def place(self, state: State) -> KnownState:
        """Return the place of a state."""
        found = self._places.get(state)
        if found is None:
            found = self._places[state] = KnownState(state)
        return found

    def element(self, written: str) -> str:
        """Return an element's name in Clark notation."""
        prefix, colon, local = written.partition(":")
        return self._clark(prefix, local) if colon else self._clark("", written)

    def attribute(self, written: str) -> str:
        """Return an attribute's name in Clark notation."""
        prefix, colon, local = written.partition(":")
        return self._clark(prefix, local) if colon else written

    def read(self, shape: tuple[str, ...], written: bytes) -> Names | None:
        """Return the names in a tag of a shape; None if the tag declares prefixes."""
        if shape in self._names:
            return self._names[shape]
        if len(self._names) >= _NAMES_REMEMBERED:
            self._names.clear()
        start = markup.start_tag(written)
        names = tuple(map(self.attribute, start.names))
        read = (self.element(start.name), start.is_empty, names)
        found = self._names[shape] = None if start.declarations() else read
        return found

    def _clark(self, prefix: str, local: str) -> str:
        namespace = self.namespaces.get(prefix)
        if namespace is None and prefix:
            return f"{prefix}:{local}"  # lxml, too, leaves the prefix in such a name
        return clark(namespace or "", local)


class Contexts:
    """The contexts of all documents validated so far by one schema; their memory is bounded."""

    def __init__(self, automaton: Automaton) -> None:
        self.automaton = automaton
        self._contexts: dict[frozenset[tuple[str, str]], Context] = {}
        self._room = _TAGS_REMEMBERED

    def outermost(self) -> Context:
        """Return the context at the beginning of a document."""
        if self._room <= 0 or len(self._contexts) > _CONTEXTS_REMEMBERED:
            self._contexts.clear()
            self._room = _TAGS_REMEMBERED
        return self._context({"xml": _XML})

    def within(self, outer: Context, declared: dict[str, str]) -> Context:
        """Return the context of an element that declares prefixes."""
        return self._context({**outer.namespaces, **declared})

    def _context(self, namespaces: dict[str, str]) -> Context:
        key = frozenset(namespaces.items())
        found = self._contexts.get(key)
        if found is None:
            found = Context(namespaces)
            if len(self._contexts) <= _CONTEXTS_REMEMBERED:
                self._contexts[key] = found
        return found

    def remember(self, place: KnownState, written: bytes, frame: Frame) -> None:
        """Remember what a start tag does at a place, if there is room."""
        if place.remembers and self._room > 0 and len(written) <= _LONGEST:
            self._room -= 1
            place.tags[written] = frame

    def remember_shape(self, place: KnownState, shape: tuple[str, ...], known: Known) -> None:
        """Remember what start tags of a shape do at a place, if there is room."""
        if place.remembers and self._room > 0:
            self._room -= 1
            place.shapes[shape] = known
