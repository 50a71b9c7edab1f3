"""The walk over two schemas at once.

A *context* is what one element may contain: the contents that the left schema has for it, and those
of the right one. Mostly each has one content, and then the two must be equal, since any document
around them can be completed. So the walk assumes in the parent that they are equal, and looks for
differences inside. As each assumption is also checked, no difference is lost (a bisimulation:
Hopcroft and Karp's algorithm for automata).

Where an element has several readings, its context is explored for the sets of contents that one and
the same element can match: the subset construction for tree automata, made only where needed. The
parent waits for each such set, and goes on with what follows those contents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from heapq import heappop, heappush
from itertools import count

from ..automaton.automaton import first_names
from ..automaton.derivative import Opened
from ..automaton.pattern import Interleave, Pattern
from ..grammar.nameclass import NameClass, is_open, literal_names, overlap
from .names import names_in
from .side import Side
from .start_tags import Attributes, DifferenceKind, Row, StartTags, alive
from .traversal import elements_in
from .values import cells
from .work import GivenUp

_MANY = 100
"""States of one context that are explored before contexts one level deeper have their turn."""

Outcome = tuple[bool, ...]
"""For each content of a context, the left ones first: does an element match it?"""


class Mode(Enum):
    """What may come next at a state.

    INITIAL: the element may have data, and nothing has come yet. LEAF: a text has come, which data
    may match if it is all of the content; elements may follow, too. INNER: anything else.
    """

    INITIAL = 1
    LEAF = 2
    INNER = 3


@dataclass(slots=True, eq=False)
class Context:
    """The contents, of both schemas, that an element may have, to be compared.

    `origin` is the state nearest to the root at which such an element, `name`, may come; `names`
    are the names of all elements with these contents.
    """

    name: str
    lefts: Row
    rights: Row
    origin: State | None
    depth: int
    outcomes: dict[Outcome, Ending] = field(default_factory=dict)
    waiting: list[tuple[State, str]] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    size: int = 0
    """How many of its states are known so far."""

    @property
    def is_plain(self) -> bool:
        """Whether each side has one content only."""
        return len(self.lefts) == 1 == len(self.rights)


@dataclass(frozen=True, slots=True)
class Child:
    """A complete element: its context, and the outcome, the contents that it matches."""

    name: str
    context: Context
    outcome: Outcome


Letter = Child | str | None
"""What leads to a state: an element, a text, or None (from an interleave to a part of it)."""


@dataclass(slots=True, eq=False)
class State:
    """A state within an element: for each content of its context, what may still come."""

    context: Context
    row: Row
    mode: Mode
    previous: State | None
    letter: Letter
    attributes: Attributes
    entries: list[State | Context]


@dataclass(frozen=True, slots=True)
class Ending:
    """How a complete element ended: in which state, and with which text where it is a leaf."""

    state: State
    text: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A difference that the walk found: `left` says whether it is the left schema that goes on.

    `text` is the whole text of the element, `child` its last child element, where they matter.
    """

    kind: DifferenceKind
    name: str | None
    left: bool
    place: State | Context
    attributes: Attributes = ()
    text: str | None = None
    child: Child | None = None


class Exploration:
    """One walk. What it finds is in `claims`, those nearest to the root first."""

    def __init__(self, left: Side, right: Side) -> None:
        self.left = left
        self.right = right
        self.claims: list[Claim] = []
        self._work = left.work
        self._tags = StartTags(left, right)
        self._contexts: dict[tuple[Row, Row], Context] = {}
        self._states: dict[tuple[Context | None, Row, Mode], State] = {}
        self._agenda: list[tuple[int, int, State | Context]] = []
        self._count = count()

    def run(self) -> None:
        """Explore everything."""
        document = Context(
            name="", lefts=(self.left.start,), rights=(self.right.start,), origin=None, depth=0
        )
        self._reach(
            context=document,
            row=(*document.lefts, *document.rights),
            mode=Mode.INNER,
            previous=None,
            letter=None,
        )
        while self._agenda:
            _, _, place = heappop(self._agenda)
            try:
                if isinstance(place, Context):
                    self._enter(place)
                else:
                    self._explore(place)
            except GivenUp:
                self.claims.append(Claim(kind="unfinished", name=None, left=True, place=place))
                return

    def _sides(self, context: Context) -> list[Side]:
        return [self.left] * len(context.lefts) + [self.right] * len(context.rights)

    def _plan(self, place: State | Context, depth: int) -> None:
        heappush(self._agenda, (depth, next(self._count), place))

    def _reach(
        self,
        context: Context,
        row: Row,
        mode: Mode,
        previous: State | None,
        letter: Letter,
        attributes: Attributes = (),
    ) -> None:
        """Plan to explore a state, unless it is known already."""
        if mode is Mode.INITIAL and not any(one.has_data for one in row):
            mode = Mode.INNER
        key = (None if context.is_plain else context, row, mode)
        known = self._states.get(key)
        if known is not None:
            known.entries.append(previous or context)
            return
        self._work.spend(len(row))
        state = State(
            context=context,
            row=row,
            mode=mode,
            previous=previous,
            letter=letter,
            attributes=attributes,
            entries=[previous or context],
        )
        self._states[key] = state
        context.size += 1
        self._plan(state, context.depth + context.size // _MANY)

    def _enter(self, context: Context) -> None:
        """Compare the start tags of a context, and go on with what they leave."""
        tags = self._tags.of(context.lefts, context.rights)
        for one in tags.differences:
            self.claims.append(
                Claim(
                    kind=one.kind,
                    name=one.name,
                    left=one.left,
                    place=context,
                    attributes=one.attributes,
                )
            )
        for row, attributes in tags.rows.items():
            self._reach(
                context=context,
                row=row,
                mode=Mode.INITIAL,
                previous=None,
                letter=None,
                attributes=attributes,
            )

    def _explore(self, state: State) -> None:
        clusters = self._clusters(state)
        if len(clusters) > 1:
            for row in clusters:
                self._reach(
                    context=state.context,
                    row=row,
                    mode=Mode.INNER,
                    previous=state,
                    letter=None,
                    attributes=state.attributes,
                )
            return
        if state.mode is Mode.INITIAL:
            self._try_values(state)
        elif state.mode is Mode.INNER:
            self._end(state, tuple(one.nullable for one in state.row), None)
        if state.mode is not Mode.LEAF:
            self._try_text(state)
        for name in names_in(list(dict.fromkeys(_first_names(state.row)))):
            self._try_element(state, name)

    def _clusters(self, state: State) -> list[Row]:
        """Return the rows into which the row of a state with interleaves can be split."""
        if state.mode is not Mode.INNER or not state.context.is_plain:
            return []
        if not any(isinstance(one, Interleave) for one in state.row):
            return []
        parts = [one.parts if isinstance(one, Interleave) else (one,) for one in state.row]
        return [
            (self.left.patterns.interleave(lefts), self.right.patterns.interleave(rights))
            for lefts, rights in _clustered(*parts)
        ]

    def _end(self, state: State, outcome: Outcome, text: str | None) -> None:
        """End the element, whose whole text is `text` if it is a leaf with data."""
        context = state.context
        border = len(context.lefts)
        left, right = any(outcome[:border]), any(outcome[border:])
        if left != right:
            kind: DifferenceKind = "end" if text is None else "value"
            self.claims.append(Claim(kind=kind, name=None, left=left, place=state, text=text))
        elif left and not context.is_plain and outcome not in context.outcomes:
            context.outcomes[outcome] = Ending(state, text)
            for parent, name in tuple(context.waiting):
                self._follow(parent, Child(name, context, outcome))

    def _try_values(self, state: State) -> None:
        sides = self._sides(state.context)
        sources = [side.source(one) for side, one in zip(sides, state.row, strict=True)]
        values = cells(sources, self._work)
        before = len(self.claims)
        for text in values.texts:
            self._end(state, tuple(one.takes(text) for one in sources), text)
        if not values.exact and len(self.claims) == before:
            self.claims.append(Claim(kind="undecided", name=None, left=True, place=state))

    def _try_text(self, state: State) -> None:
        sides = self._sides(state.context)
        row = tuple(
            side.derivative.mixed_text(one) for side, one in zip(sides, state.row, strict=True)
        )
        if row == state.row:
            return
        left, right = alive(sides, len(state.context.lefts), row)
        if state.mode is Mode.INITIAL:
            if left or right:
                self._reach(
                    context=state.context,
                    row=row,
                    mode=Mode.LEAF,
                    previous=state,
                    letter="x",
                    attributes=state.attributes,
                )
        elif left and right:
            self._reach(
                context=state.context,
                row=row,
                mode=Mode.INNER,
                previous=state,
                letter="x",
                attributes=state.attributes,
            )
        elif left or right:
            self.claims.append(Claim(kind="text", name=None, left=left, place=state))

    def _opened(self, state: State, name: str) -> list[Opened]:
        sides = self._sides(state.context)
        return [side.open(one, name) for side, one in zip(sides, state.row, strict=True)]

    def _try_element(self, state: State, name: str) -> None:
        opened = self._opened(state, name)
        border = len(state.context.lefts)
        lefts, rights = _contents(opened[:border]), _contents(opened[border:])
        if not (lefts and rights):
            if lefts or rights:
                self.claims.append(Claim(kind="element", name=name, left=bool(lefts), place=state))
            return
        context = self._contexts.get((lefts, rights))
        if context is None:
            context = Context(
                name=name, lefts=lefts, rights=rights, origin=state, depth=state.context.depth + 1
            )
            self._contexts[lefts, rights] = context
            self._plan(context, context.depth)
        context.names[name] = None
        if context.is_plain:
            self._follow(state, Child(name, context, (True, True)))
            return
        context.waiting.append((state, name))
        for outcome in tuple(context.outcomes):
            self._follow(state, Child(name, context, outcome))

    def _follow(self, state: State, child: Child) -> None:
        """Go on after an element."""
        context = child.context
        matched = {
            content
            for content, fits in zip((*context.lefts, *context.rights), child.outcome, strict=True)
            if fits
        }
        sides = self._sides(state.context)
        row = tuple(
            side.patterns.choice(rest for content, rest in opened.items() if content in matched)
            for side, opened in zip(sides, self._opened(state, child.name), strict=True)
        )
        left, right = alive(sides, len(state.context.lefts), row)
        if left and right:
            mode = Mode.INNER
            self._reach(
                context=state.context,
                row=row,
                mode=mode,
                previous=state,
                letter=child,
                attributes=state.attributes,
            )
        elif left or right:
            self.claims.append(
                Claim(kind="element", name=child.name, left=left, place=state, child=child)
            )


def _contents(opened: Sequence[Opened]) -> Row:
    found = {content for one in opened for content in one}
    return tuple(sorted(found, key=lambda one: one.number))


def _first_names(row: Row) -> Iterator[NameClass]:
    for one in row:
        yield from first_names(one)


def _clustered(
    one: Sequence[Pattern], other: Sequence[Pattern]
) -> list[tuple[list[Pattern], list[Pattern]]]:
    """Return clusters of the parts of two interleaves: parts that share element names or text.

    The parts of one interleave share nothing (section 7.4). So two interleaves are equal if they
    are equal in each cluster.
    """
    clusters: list[tuple[bool, list[NameClass], tuple[list[Pattern], list[Pattern]]]] = []
    for at, parts in enumerate((one, other)):
        for part in parts:
            has_text = part.has_text
            classes = [element.name_class for element in elements_in(part)]
            sides: tuple[list[Pattern], list[Pattern]] = ([], [])
            sides[at].append(part)
            kept = []
            for cluster in clusters:
                if (has_text and cluster[0]) or _share(classes, cluster[1]):
                    has_text |= cluster[0]
                    classes += cluster[1]
                    sides[0].extend(cluster[2][0])
                    sides[1].extend(cluster[2][1])
                else:
                    kept.append(cluster)
            clusters = [*kept, (has_text, classes, sides)]
    return [sides for _, _, sides in clusters]


def _share(one: list[NameClass], other: list[NameClass]) -> bool:
    names = {name for item in one for name in literal_names(item)}
    if any(name in names for item in other for name in literal_names(item)):
        return True
    return any(
        overlap(first, second)
        for first in one
        for second in other
        if is_open(first) or is_open(second)
    )
