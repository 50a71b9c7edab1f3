"""Validation of one document, event by event, with recovery: all errors, and no cascades.

After an error validation goes on as if the likeliest remedy had been made (see `recovery`). The
content of an element in the wrong place is checked by its own declaration. Of an element that is
declared nowhere, only the known elements in it are checked.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..advice.catalogue import Catalogue
from ..automaton.automaton import Automaton, Model, State, Step, Tag
from ..errors import Error
from ..values.white_space import is_blank
from .identifiers import Identifiers
from .locator import Locator

if TYPE_CHECKING:
    from ..reading.contexts import Frame
    from .placement import Placement
    from .tag_errors import TagErrors


class Validator:
    """Takes the events of one document.

    `errors` are what is wrong with it so far, `frames` the elements that are open, to which
    whoever calls adds each one that begins, `mistaken` the namespaces that are used for others.
    """

    def __init__(self, automaton: Automaton, catalogue: Catalogue, locator: Locator) -> None:
        self._automaton = automaton
        self._catalogue = catalogue
        self._locator = locator
        self.errors: list[Error] = []
        self._withdrawn: set[int] = set()
        self._identifiers = Identifiers(locator, self.errors)
        self.state = automaton.start
        self.namespaces: dict[str, str] = {}
        self.mistaken: dict[str, str] = {}
        self.frames: list[Frame] = []
        self._text: list[str] = []

    # What a valid document does not need.

    @cached_property
    def _placement(self) -> Placement:
        from .placement import Placement

        return Placement(
            automaton=self._automaton,
            catalogue=self._catalogue,
            locator=self._locator,
            errors=self.errors,
            withdrawn=self._withdrawn,
            frames=self.frames,
            mistaken=self.mistaken,
        )

    @cached_property
    def _tags(self) -> TagErrors:
        from .tag_errors import TagErrors

        return TagErrors(
            automaton=self._automaton,
            catalogue=self._catalogue,
            locator=self._locator,
            errors=self.errors,
        )

    def text(self, text: str) -> None:
        """Take a piece of text that may matter, where the next tag ends it."""
        self._text.append(text)

    @property
    def has_words(self) -> bool:
        """Whether some text waits for the tag that ends it."""
        return bool(self._text)

    def start(self, name: str, names: tuple[str, ...], values: list[str]) -> Step:
        """Take a start tag with the names and values of its attributes; return the step it takes.

        `state` is then that of the element's children.
        """
        if self.state.has_data and self.state.step(name) is None:
            self._text.clear()  # it is the element that is wrong, which is about to be reported
        elif self._text:
            self._mixed_text()
        state = self.state
        step = state.steps.get(name) or state.step(name) or self._placement.start(state, name)
        self.state = self._enter(name=name, model=step.model, names=names, values=values)
        return step

    def accepts(self, tag: Tag, names: tuple[str, ...], values: list[str]) -> bool:
        """Take the values of a start tag of which all else is known; tell whether they are right.

        If they are not, nothing has been taken.
        """
        if not self._automaton.attributes_match(
            tag=tag, names=names, values=values, namespaces=self.namespaces
        ):
            return False
        for at, kind in tag.ids:
            self._identifiers.add(kind, names[at], values[at])
        return True

    def _enter(self, name: str, model: Model, names: tuple[str, ...], values: list[str]) -> State:
        """Check the attributes of a start tag; return the state of the children."""
        tag = model.tags.get(names) or model.tag(names)
        if tag and tag.plain:
            return tag.plain
        state = None
        if tag and self._automaton.attributes_match(
            tag=tag, names=names, values=values, namespaces=self.namespaces
        ):
            state = tag.state or self._automaton.loose_state(
                model=model, tag=tag, names=names, values=values, namespaces=self.namespaces
            )
        if state is None:
            attributes = list(zip(names, values, strict=True))
            state = self._tags.report(
                element=name, model=model, attributes=attributes, namespaces=self.namespaces
            )
            self._identifiers.add_known(model, attributes)
        elif tag:
            for at, kind in tag.ids:
                self._identifiers.add(kind, names[at], values[at])
        return state

    def end(self, *, leaf: bool) -> None:
        """Take an end tag; `leaf` says that no element was in the element."""
        complete = True
        if leaf and (self._text or self.state.has_data):
            complete = self._leaf_text()
        elif self.state.has_data:  # an element in it has been reported: its text is in pieces
            complete = False
            self._text.clear()
        elif self._text:
            self._mixed_text()
        frame = self.frames.pop()
        state, rest = self.state, frame[1].rest
        if rest is not None:
            complete = not complete or state.nullable
        else:
            rest = self._automaton.after_element(state)
            if rest is None:
                derivative = self._automaton.derivative
                rest = self._automaton.state(derivative.close_anyway(state.pattern))
                complete = not complete
        if not complete:
            self._placement.end(state, frame)
        self.state = rest

    def finish(self) -> list[Error]:
        """Take the end of the document; return all errors in the order of their places."""
        self._identifiers.finish()
        kept = [error for at, error in enumerate(self.errors) if at not in self._withdrawn]
        return sorted(kept, key=lambda error: (error.line, error.column))

    # Text.

    def _mixed_text(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if is_blank(text):
            return
        after = self.state.after_text()
        self.state = self._placement.text(self.state, text) if after is None else after

    def _leaf_text(self) -> bool:
        """Take all text of an element without children; tell whether it was right (6.2.7)."""
        text = "".join(self._text)
        self._text.clear()
        state = self.state
        if not state.has_data:
            after = state.after_text()
            if is_blank(text) or after is not None:
                self.state = state if after is None or is_blank(text) else after
                return True
            self.state = self._placement.text(state, text)
            return True
        blank = is_blank(text)
        left = self._automaton.derivative.text(state.pattern, text, self.namespaces)
        if blank and self._placement.is_done(state):
            left = self._automaton.patterns.choice((left, state.pattern))
        after = self._automaton.state_or_none(left)
        if after is not None:
            self.state = after
            return True
        self._placement.wrong_text(state, text, self._is_value)
        return False

    def _is_value(self, text: str) -> bool:
        return self._automaton.derivative.matches(self.state.pattern, text, self.namespaces)
