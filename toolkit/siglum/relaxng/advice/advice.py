"""What to do about what stands in the wrong place: the likeliest of the remedies, as hints."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ..automaton.automaton import Automaton, State
from ..automaton.content import Single
from ..automaton.pattern import Pattern
from ..automaton.recovery import Aside
from ..grammar.nameclass import contains, is_open, literal_names
from ..mistakes import hints
from ..mistakes.hints import Hint
from .catalogue import Catalogue
from .expectations import ranked, required_elements, values
from .notes import OpenNotes
from .remedies import Repair

if TYPE_CHECKING:
    from ..reading.contexts import Frame

_TOO_MANY = 40  # elements beside text: a list of them helps nobody
_NEAR = 20  # how many open elements are looked at
_LONGEST = 40  # characters of a text that may be a value
_FEW = 5  # parents of an element that help to know where it belongs


class Advice:
    """Advises on one document, in which the elements of `frames` are open.

    `state` is that of the open element before what is wrong, `children` its whole content.
    """

    def __init__(
        self, automaton: Automaton, catalogue: Catalogue, frames: list[Frame], notes: OpenNotes
    ) -> None:
        self._automaton = automaton
        self._catalogue = catalogue
        self._remedies = catalogue.remedies
        self._frames = frames
        self._notes = notes

    def on_order(
        self, state: State, children: Pattern, name: str, before: str | None
    ) -> tuple[tuple[Hint, ...], Pattern]:
        """Return what to do about an element that can stand elsewhere in its parent.

        And what may come then. `before` is the sibling before it.
        """
        points = self._remedies.turning_points(
            pattern=state.pattern, children=children, name=name, before=before
        )
        parent = self._frames[-1][0]
        left = self._remedies.come_in_time(state.pattern, children, name)
        if self._remedies.comes_once(children, name) and (
            not points or name in required_elements(children)
        ):
            return (hints.OnlyOne(element=name, parent=parent),), left
        if points:
            comes = hints.ComesBefore(element=name, parent=parent, others=tuple(points))
            return (comes,), left
        return _all(self.expected(state, name)), left

    def on_place(
        self, state: State, children: Pattern, name: str
    ) -> tuple[tuple[Hint, ...], Pattern]:
        """Return what to do about an element that its parent never has, and what may come then."""
        wrappers, left = self._wrapped(state, name)
        asked = self._remedies.completing(children)
        sure = bool(wrappers) and len(asked) <= _FEW and wrappers[0][0] in asked
        closing = self._closing_first(state, name)
        if closing and not sure:
            self._note_stray(name)
            return (closing,), state.pattern
        advice: list[Hint] = [hints.PutInto(wrappers=tuple(wrappers))] if sure else []
        if closing:
            advice.append(closing)
        twice = not closing and name == self._frames[-1][0] and not self.is_done(state)
        if twice:
            advice.insert(0, hints.TakeOneAway())
            left = self._remedies.taken_for(state.pattern, self._remedies.needed(state.pattern))
        if advice:
            return tuple(advice), left if sure or twice else state.pattern
        clear = len(wrappers) == 1 and not self._catalogue.usage.is_inline(wrappers[0][0])
        akin = None if clear else self._catalogue.akin(state, name)
        if akin:
            meant = hints.MeantElement(name=akin)
            return (meant,), self._remedies.taken_for(state.pattern, [akin])
        higher = None if clear else self._note_stray(name)
        if higher:
            return (hints.StandsIn(parents=(higher,), directly=True),), state.pattern
        if not wrappers:
            wrappers, left = self._nested(state, name)
        if wrappers:
            return (hints.PutInto(wrappers=tuple(wrappers)),), left
        return _all(self._where_to(state, name)), state.pattern

    def _note_stray(self, name: str) -> str | None:
        """Note an element that stands too deep; return the nearest element it can stand in."""
        if self._catalogue.usage.is_inline(name):
            return None
        nearest = None
        for at in range(-2, -min(len(self._frames), _NEAR) - 1, -1):
            ancestor, step, *_ = self._frames[at]
            if self._catalogue.can_hold(ancestor, step.model, name):
                self._notes.on(at).strays.add(name)
                nearest = nearest or ancestor
        return nearest

    def on_text(self, state: State) -> tuple[Hint | None, Pattern]:
        """Return what to do about text that can't stand here, and what may come then."""
        wrappers, left = self._wrapped(state, None)
        if not wrappers:
            wrappers, left = self._nested(state, None)
        if wrappers:
            return hints.PutInto(wrappers=tuple(wrappers)), left
        hint = self._closing_first(state, None) or self._emptiness() or self.expected(state, None)
        return hint, state.pattern

    def attribute_for(self, text: str, present: Collection[str] | None) -> str | None:
        """Return the attribute that text is the value of, if it clearly is.

        That is one that spells the value out, or one that is needed and takes it. `present` are
        those that the element has; None if the text does not stand right behind its start tag.
        """
        value = " ".join(text.split())
        if present is None or not self._frames or len(value) > _LONGEST:
            return None
        singles = [
            part
            for part in self._frames[-1][1].model.attributes.parts
            if isinstance(part, Single) and not any(contains(part.name_class, n) for n in present)
        ]
        matches = self._automaton.derivative.matches
        for part in sorted(singles, key=lambda part: not part.required):
            names = literal_names(part.name_class)
            is_it = part.required or value in values(part.content)
            if names and is_it and matches(part.content, value, {}):
                return names[0]
        return None

    def goes_on_with_words(self, state: State, name: str) -> bool:
        """Tell whether an element may be among words that have been reported just before."""
        pattern = state.pattern
        return (
            isinstance(pattern, Aside)
            and pattern.other.has_text
            and self._catalogue.usage.is_inline(name)
        )

    def own(self, state: State) -> State:
        """Return the state without what may come aside after an earlier mistake."""
        return self._automaton.state(self._remedies.own(state.pattern))

    def _emptiness(self) -> Hint | None:
        """Return that the open element has nothing in it, if that is so."""
        if not self._frames:
            return None
        element, step, *_ = self._frames[-1]
        is_empty = self._catalogue.children(step.model) is self._automaton.patterns.empty
        return hints.IsEmpty(element=element) if is_empty else None

    def _where_to(self, state: State, name: str) -> Hint | None:
        """Return where an element can stand, if that is in nothing near."""
        parents = self._catalogue.usage.parents(name)
        if 0 < len(parents) <= _FEW:
            return hints.StandsIn(parents=tuple(parents))
        return self.expected(state, name)

    def _wrapped(self, state: State, name: str | None) -> Repair:
        children = self._children(state)
        if children is None:
            return Repair([], state.pattern)
        return self._remedies.wrapped(state.pattern, children, name)

    def _nested(self, state: State, name: str | None) -> Repair:
        children = self._children(state)
        if children is None:
            return Repair([], state.pattern)
        return self._remedies.nested(state.pattern, children, name)

    def _children(self, state: State) -> Pattern | None:
        """Return the content of the open element; None if it can be read in several ways."""
        if not self._frames:
            return state.pattern
        step = self._frames[-1][1]
        return None if step.rest is None else self._catalogue.children(step.model)

    def _closing_first(self, state: State, name: str | None) -> Hint | None:
        """Return the advice to close an element first, if that would help."""
        if not self._frames or not self.is_done(state):
            return None
        for element, step, *_ in reversed(self._frames[-2:]):
            rest = step.rest
            if rest is None:
                return None
            if (rest.after_text() if name is None else rest.step(name)) is not None:
                return hints.Close(element=element)
            if not rest.nullable:
                return None
        return None

    def is_done(self, state: State) -> bool:
        """Tell whether the open element may end here."""
        if self._frames[-1][1].rest is not None:
            return state.nullable
        return self._automaton.after_element(state) is not None

    def expected(self, state: State, wrong: str | None) -> Hint | None:
        """Return what could stand here, what is like the wrong name first; None for too much."""
        done = bool(self._frames) and self.is_done(state)
        known = self._catalogue.expectations
        key = (state, wrong, done)
        if key not in known:
            known[key] = self._expected(state, wrong, done)
        return known[key]

    def _expected(self, state: State, wrong: str | None, done: bool) -> Hint | None:
        classes = list(state.names())
        names = [name for one in classes for name in literal_names(one)]
        if not names and any(map(is_open, classes)):
            return hints.AnyOther()
        text = state.has_data or state.after_text() is not None
        if text and len(names) > _TOO_MANY:
            return None
        first = required_elements(state.pattern) or self._remedies.completing(state.pattern)
        if self._frames:
            names = self._catalogue.usage.likeliest_first(names)
        names = ranked(names, first, wrong)
        more = max(0, len(names) - hints.MOST)
        return hints.Expected(elements=tuple(names[: hints.MOST]), more=more, text=text, end=done)


def _all(hint: Hint | None) -> tuple[Hint, ...]:
    return (hint,) if hint else ()
