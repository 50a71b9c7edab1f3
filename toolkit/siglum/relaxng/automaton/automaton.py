"""The automaton of a schema, built lazily: a valid document runs along steps already known.

A `State` is what may still come in an element. A `Step` is what a start tag leads to: the `Model`
of the element's content, and the state of its parent after it. A `Tag` is what a set of attribute
names leads to. Each is made once; whoever wants to walk the automaton (to compare two schemas,
say) begins at `Automaton.start` and asks each state for its `names` and steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from ..grammar.nameclass import AnyName, NameClass
from .content import (
    AttributeSet,
    Several,
    Single,
    id_datatype,
    separate,
    several_match,
    takes_anything,
)
from .derivative import Contents, Derivative, Namespaces, Opened, Surely
from .pattern import After, Choice, Element, Group, Interleave, OneOrMore, Pattern, Patterns
from .recovery import Mended

_TAGS_REMEMBERED = 5_000  # sets of attribute names kept for one content model


class State:
    """What may still come in an element.

    `nullable`: the element may end here. `keeps_text`: text may stand here and changes nothing.
    """

    __slots__ = (
        "_after_text",
        "_automaton",
        "has_data",
        "keeps_text",
        "nullable",
        "pattern",
        "steps",
    )

    def __init__(self, automaton: Automaton, pattern: Pattern) -> None:
        self._automaton = automaton
        self.pattern = pattern
        self.steps: dict[str, Step | None] = {}
        self.nullable = pattern.nullable
        self.has_data = pattern.has_data
        self._after_text = automaton.derivative.mixed_text(pattern)
        self.keeps_text = self._after_text is pattern and not pattern.has_data

    def step(self, name: str) -> Step | None:
        """Return where a start tag leads, None where it can't stand.

        `name` is in Clark notation.
        """
        if name in self.steps:
            return self.steps[name]
        found = self.steps[name] = self._step(name)
        return found

    def _step(self, name: str) -> Step | None:
        self._automaton.learnt += 1
        return self._automaton.step_to(self._automaton.derivative.open(self.pattern, name))

    def after_text(self) -> State | None:
        """Return the state after text beside elements (only `text` takes it); None if none can."""
        return self._automaton.state_or_none(self._after_text)

    def names(self) -> Iterator[NameClass]:
        """Yield the name classes of the elements that can come next, in the schema's order."""
        yield from first_names(self.pattern)


def first_names(pattern: Pattern) -> Iterator[NameClass]:
    """Yield the name classes of the elements that a pattern can begin with."""
    while isinstance(pattern, Group):
        yield from first_names(pattern.first)
        if not pattern.first.nullable:
            return
        pattern = pattern.rest
    if isinstance(pattern, Element):
        yield pattern.name_class
    elif isinstance(pattern, Choice):
        for option in pattern.options:
            yield from first_names(option)
    elif isinstance(pattern, Interleave):
        for part in pattern.parts:
            yield from first_names(part)
    elif isinstance(pattern, OneOrMore):
        yield from first_names(pattern.content)
    elif isinstance(pattern, After):
        yield from first_names(pattern.inner)
    elif isinstance(pattern, Mended):
        yield from first_names(pattern.one)


@dataclass(frozen=True, slots=True)
class Step:
    """Where a start tag leads.

    `rest` is the state of the parent after the element; None where several readings of the
    element are possible, whose rests the element's own states carry along.
    """

    model: Model
    rest: State | None


@dataclass(frozen=True, slots=True)
class Tag:
    """What a set of attribute names leads to.

    `checks` are the attributes (by their place among the names) with the patterns that their
    values must match, and what says of most right values at once that they are (see
    `Derivative.surely`), `several` groups of attributes with the part
    they must match together, `ids` the attributes with ID types. `state` is the state of the
    element's children; None where it depends on the values of the attributes in `loose`. `plain`
    is the same state where no value matters at all, otherwise None.
    """

    checks: tuple[tuple[int, Pattern, Surely], ...]
    several: tuple[tuple[tuple[int, ...], Several], ...]
    ids: tuple[tuple[int, str], ...]
    loose: tuple[int, ...]
    state: State | None
    plain: State | None


class Model:
    """The content of an element: its attributes, and the pattern of its children.

    `children` has attributes left in it only where they can't be told apart from the children.
    """

    __slots__ = ("_automaton", "attributes", "children", "pattern", "tags")

    def __init__(self, automaton: Automaton, pattern: Pattern) -> None:
        self._automaton = automaton
        self.pattern = pattern
        self._take_apart()
        self.tags: dict[tuple[str, ...], Tag | None] = {}

    def _take_apart(self) -> None:
        parts, self.children = separate(self._automaton.patterns, self.pattern)
        self.attributes = AttributeSet(parts)

    def tag(self, names: tuple[str, ...]) -> Tag | None:
        """Return what these attributes lead to; None if one is not allowed or one is missing."""
        if names in self.tags:
            return self.tags[names]
        if len(self.tags) >= _TAGS_REMEMBERED:
            self.tags.clear()
        found = self.tags[names] = self._tag(names)
        return found

    def _tag(self, names: tuple[str, ...]) -> Tag | None:
        self._automaton.learnt += 1
        checks: list[tuple[int, Pattern, Surely]] = []
        ids: list[tuple[int, str]] = []
        several: dict[Several, list[int]] = {
            part: [] for part in self.attributes.parts if isinstance(part, Several)
        }
        missing = {
            part for part in self.attributes.parts if isinstance(part, Single) and part.required
        }
        loose: list[int] = []
        for at, name in enumerate(names):
            part = self.attributes.find(name)
            if part is None:
                loose.append(at)
            elif isinstance(part, Several):
                several[part].append(at)
            else:
                missing.discard(part)
                if not takes_anything(part.content):
                    surely = self._automaton.derivative.surely(part.content)
                    checks.append((at, part.content, surely))
                datatype = id_datatype(part.content)
                if datatype is not None:
                    ids.append((at, datatype.base.name))
        if missing or (loose and not self.children.has_attributes):
            return None
        state = None if self.children.has_attributes else self._automaton.state(self.children)
        groups = tuple((tuple(members), part) for part, members in several.items())
        plain = None if checks or groups or ids else state
        return Tag(
            checks=tuple(checks),
            several=groups,
            ids=tuple(ids),
            loose=tuple(loose),
            state=state,
            plain=plain,
        )


class Origin(Contents, Protocol):
    """What an automaton is made from: a schema's tree, or what was kept of an automaton."""

    usage: bytes | None
    """What is known of how names are used (see `usage`), if anything."""

    def start(self, automaton: Automaton) -> State:
        """Return the state at the beginning of a document."""

    def elements(self) -> list[Element]:
        """Return the elements that a document can use, the roots first."""


class Automaton:
    """The automaton of one schema.

    `known` counts the steps and tags that it had from the beginning, `learnt` those worked out.
    """

    def __init__(self, patterns: Patterns, origin: Origin) -> None:
        self.patterns = patterns
        self.origin = origin
        self.derivative = Derivative(patterns, origin)
        self.states: dict[Pattern, State] = {}
        self.models: dict[Pattern, Model] = {}
        self.known = 0
        self.learnt = 0

    @cached_property
    def start(self) -> State:
        """The state at the beginning of a document."""
        return self.origin.start(self)

    @cached_property
    def skipped(self) -> Model:
        """The content of an element of which nothing is known: any attributes, any text."""
        return self.skipping(self.patterns.skipped)

    def skipping(self, children: Pattern) -> Model:
        """Return a content of any attributes, and some children."""
        anything = self.patterns.attribute(AnyName(), self.patterns.text)
        attributes = self.patterns.choice(
            (self.patterns.one_or_more(anything), self.patterns.empty)
        )
        return self.model(self.patterns.group(attributes, children))

    def state(self, pattern: Pattern) -> State:
        """Return the state of a pattern."""
        found = self.states.get(pattern)
        if found is None:
            found = self.states[pattern] = State(self, pattern)
        return found

    def model(self, pattern: Pattern) -> Model:
        """Return the model of a content."""
        found = self.models.get(pattern)
        if found is None:
            found = self.models[pattern] = Model(self, pattern)
        return found

    def step_to(self, opened: Opened) -> Step | None:
        """Return the step that the derivative by a start tag stands for."""
        if not opened:
            return None
        if len(opened) == 1:
            [(content, rest)] = opened.items()
            return Step(self.model(content), self.state(rest))
        whole = self.patterns.choice(
            self.patterns.after(content, rest) for content, rest in opened.items()
        )
        return Step(self.model(whole), None)

    def state_or_none(self, pattern: Pattern) -> State | None:
        """Return the state of a pattern, None for one that matches nothing."""
        return None if pattern is self.patterns.not_allowed else self.state(pattern)

    def attributes_match(
        self, tag: Tag, names: Sequence[str], values: Sequence[str], namespaces: Namespaces
    ) -> bool:
        """Tell whether the values of a tag's attributes are right, loose ones left aside."""
        matches = self.derivative.matches
        for at, pattern, surely in tag.checks:
            if not (surely(values[at]) or matches(pattern, values[at], namespaces)):
                return False
        return not tag.several or all(
            several_match(
                derivative=self.derivative,
                part=part,
                attributes=[(names[at], values[at]) for at in members],
                namespaces=namespaces,
            )
            for members, part in tag.several
        )

    def loose_state(
        self,
        model: Model,
        tag: Tag,
        names: Sequence[str],
        values: Sequence[str],
        namespaces: Namespaces,
    ) -> State | None:
        """Return the state of the children where it depends on attributes; None if none fits."""
        left = model.children
        for at in tag.loose:
            left = self.derivative.attribute(
                pattern=left, name=names[at], value=values[at], namespaces=namespaces
            )
        return self.state_or_none(self.derivative.end_attributes(left))

    def after_element(self, state: State) -> State | None:
        """Return the state of the parent when an element of several readings ends."""
        return self.state_or_none(self.derivative.close(state.pattern))
