"""Regular expressions matched by places: all ways to match a text are followed at once.

For each part of an expression it is asked where in the text it can end, given all the places where
it can begin. However many ways lead from one place to another, they count as one.
"""

from __future__ import annotations

from .charset import Ranges, universe_of
from .expressions import has
from .regex_tree import Node, Options, Repeat, Sequence, parse

_Places = frozenset[int]
_NOWHERE: _Places = frozenset()


def matches(pattern: str, value: str) -> bool:
    """Tell whether a whole text matches an expression, which has to be correct."""
    whole = parse(pattern, universe_of(value))
    return len(value) in _Matching(value).ends(whole, frozenset((0,)))


class _Matching:
    def __init__(self, value: str) -> None:
        self._value = value
        self._sets: dict[int, frozenset[str]] = {}  # by id, for a set may have very many ranges
        self._known: dict[tuple[Repeat, _Places], _Places] = {}

    def ends(self, node: Node, begins: _Places) -> _Places:
        """Return where a part can end that begins at any of some places."""
        if isinstance(node, Sequence):
            for item in node.items:
                begins = self.ends(item, begins) if begins else begins
            return begins
        if isinstance(node, Options):
            return _NOWHERE.union(*(self.ends(item, begins) for item in node.items))
        if isinstance(node, Repeat):
            return self._repeat(node, begins)
        return self._after_one(node, begins)

    def _after_one(self, characters: Ranges, begins: _Places) -> _Places:
        """Return the places after one of a set of characters."""
        value, chars = self._value, self._sets.get(id(characters))
        if chars is None:
            chars = frozenset(char for char in set(value) if has(characters, ord(char)))
            self._sets[id(characters)] = chars
        return frozenset(
            [begin + 1 for begin in begins if begin < len(value) and value[begin] in chars]
        )

    def _repeat(self, node: Repeat, begins: _Places) -> _Places:
        new = begins
        for _ in range(node.low):
            new = self._once(node, new)
            if not new:
                break
        found: set[int] = set()
        times = -1 if node.high is None else node.high - node.low
        while new and times:
            found |= new
            new = self._once(node, new) - found
            times -= 1
        return frozenset(found | new)

    def _once(self, node: Repeat, begins: _Places) -> _Places:
        """Return where what is repeated can end, worked out once for the same places.

        Otherwise groups in groups could take the length of the text to the power of their depth.
        """
        if isinstance(node.inner, tuple):
            return self._after_one(node.inner, begins)
        found = self._known.get((node, begins))
        if found is None:
            found = self._known[node, begins] = self.ends(node.inner, begins)
        return found
