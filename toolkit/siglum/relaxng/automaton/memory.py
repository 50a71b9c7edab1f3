"""An automaton from bytes (see `compiled`): what was learnt is recalled when it is asked for.

Most documents run along steps that are known, and for these no pattern is needed at all.
"""

from __future__ import annotations

import marshal
from typing import Any

from .automaton import Automaton, Model, State, Step, Tag
from .content import Several
from .pattern import Element, Pattern, Patterns
from .pattern_table import PatternTable


def recalled(data: bytes) -> Automaton:
    """Return the automaton that `compiled` made bytes of."""
    return _Automaton(marshal.loads(data))


class _Automaton(Automaton):
    """An automaton that looks for a state or a model among those that are known."""

    def __init__(self, tables: tuple[Any, ...]) -> None:
        patterns = Patterns()
        self._memory = Memory(tables, patterns, self)
        super().__init__(patterns, self._memory)
        self.known = self._memory.size

    def state(self, pattern: Pattern) -> State:
        return (
            self.states.get(pattern) or self._memory.find_state(pattern) or super().state(pattern)
        )

    def model(self, pattern: Pattern) -> Model:
        return (
            self.models.get(pattern) or self._memory.find_model(pattern) or super().model(pattern)
        )


class Memory:
    """The tables of an automaton, out of which it is made again."""

    def __init__(self, tables: tuple[Any, ...], patterns: Patterns, automaton: Automaton) -> None:
        self.usage: bytes | None
        rows, self._elements, self._states, self._models, self._start, needs, self.usage = tables
        self.needs_namespaces: bool = needs
        self.automaton = automaton
        self.patterns = PatternTable(rows, patterns)
        self._made_states: dict[int, State] = {}
        self._made_models: dict[int, Model] = {}
        self._states_by_pattern = _by_pattern(self._states)
        self._models_by_pattern = _by_pattern(self._models)

    @property
    def size(self) -> int:
        """How many steps and tags are known."""
        return sum(len(row[-1]) for table in (self._states, self._models) for row in table)

    def start(self, automaton: Automaton) -> State:
        """Return the state at the beginning of a document."""
        return self.state(self._start)

    def elements(self) -> list[Element]:
        """Return the elements that a document can use, the roots first."""
        return [self.patterns.element(number) for number in self._elements]

    def content(self, element: Element) -> Pattern:
        """Return the pattern of an element's attributes and children."""
        return self.patterns.content(element)

    def state(self, number: int) -> State:
        """Return a state."""
        found = self._made_states.get(number)
        if found is None:
            found = self._made_states[number] = _State(self, *self._states[number])
        return found

    def find_state(self, pattern: Pattern) -> State | None:
        """Return the state of a pattern that has been recalled, if it is known."""
        number = self._states_by_pattern.get(self.patterns.number(pattern))
        return None if number is None else self.state(number)

    def model(self, number: int) -> Model:
        """Return a model."""
        found = self._made_models.get(number)
        if found is None:
            found = self._made_models[number] = _Model(self, *self._models[number])
        return found

    def find_model(self, pattern: Pattern) -> Model | None:
        """Return the model of a pattern that has been recalled, if it is known."""
        number = self._models_by_pattern.get(self.patterns.number(pattern))
        return None if number is None else self.model(number)

    def step(self, row: tuple[int, int | None] | None) -> Step | None:
        """Return a step."""
        if row is None:
            return None
        model, rest = row
        return Step(self.model(model), None if rest is None else self.state(rest))

    def tag(self, row: tuple[Any, ...] | None) -> Tag | None:
        """Return a tag."""
        if row is None:
            return None
        checks, several, ids, loose, number, is_plain = row
        state = None if number is None else self.state(number)
        contents = [(at, self.patterns.pattern(content)) for at, content in checks]
        surely = self.automaton.derivative.surely
        return Tag(
            checks=tuple((at, content, surely(content)) for at, content in contents),
            several=tuple((ats, Several(self.patterns.pattern(part))) for ats, part in several),
            ids=ids,
            loose=loose,
            state=state,
            plain=state if is_plain else None,
        )

    def recall_everything(self) -> None:
        """Recall all states and models with their patterns, steps and tags."""
        for number, (*_, steps) in enumerate(self._states):
            state = self.state(number)
            _ = state.pattern
            for name in steps:
                state.step(name)
        for number, (_, tags) in enumerate(self._models):
            model = self.model(number)
            _ = model.pattern
            for names in tags:
                model.tag(names)


def _by_pattern(table: list[tuple[Any, ...]]) -> dict[int | None, int]:
    return {row[0]: number for number, row in enumerate(table)}


class _State(State):
    """A state that is recalled: its pattern and its steps are made when they are asked for."""

    __slots__ = ("_known", "_memory", "_number")

    def __init__(
        self,
        memory: Memory,
        pattern: int,
        nullable: bool,
        has_data: bool,
        keeps_text: bool,
        steps: dict[str, tuple[int, int | None] | None],
    ) -> None:
        self._automaton = memory.automaton
        self._memory = memory
        self._number = pattern
        self._known = steps
        self.steps = {}
        self.nullable = nullable
        self.has_data = has_data
        self.keeps_text = keeps_text

    def __getattr__(self, name: str) -> Any:
        if name == "pattern":
            self.pattern = self._memory.patterns.pattern(self._number)
            self._automaton.states.setdefault(self.pattern, self)
            return self.pattern
        if name == "_after_text":
            self._after_text = self._automaton.derivative.mixed_text(self.pattern)
            return self._after_text
        raise AttributeError(name)

    def _step(self, name: str) -> Step | None:
        if name in self._known:
            return self._memory.step(self._known[name])
        return super()._step(name)


class _Model(Model):
    """A model that is recalled, like `_State`."""

    __slots__ = ("_known", "_memory", "_number")

    def __init__(self, memory: Memory, pattern: int, tags: dict[tuple[str, ...], Any]) -> None:
        self._automaton = memory.automaton
        self._memory = memory
        self._number = pattern
        self._known = tags
        self.tags = {}

    def __getattr__(self, name: str) -> Any:
        if name == "pattern":
            self.pattern = self._memory.patterns.pattern(self._number)
            self._automaton.models.setdefault(self.pattern, self)
            return self.pattern
        if name in ("attributes", "children"):
            self._take_apart()
            return getattr(self, name)
        raise AttributeError(name)

    def _tag(self, names: tuple[str, ...]) -> Tag | None:
        if names in self._known:
            return self._memory.tag(self._known[names])
        return super()._tag(names)
