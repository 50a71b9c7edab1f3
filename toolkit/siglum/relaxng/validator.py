"""Validation of one document, event by event, with recovery: all errors, and no cascades.

After an error validation goes on as if the likeliest remedy had been made. An element that can't
stand where it is leaves its parent as it was; its content is checked by its own declaration. Of an
element that is declared nowhere, only the known elements in it are checked, each by itself.
"""

from __future__ import annotations

from typing import Protocol

from . import messages
from .automaton import Automaton, Model, State, Step, first_names
from .catalogue import Catalogue
from .errors import Error
from .expectations import required_elements, skipped_elements
from .identifiers import Identifiers
from .nameclass import canonical, clark, is_open, literal_names, local_of, namespace_of
from .tag_errors import TagErrors
from .white_space import is_blank

_EXPECTATIONS_REMEMBERED = 10_000

Spot = tuple[int, int, int]
"""Line, column, length."""


class Locator(Protocol):
    """Tells where the current event is in the source."""

    def tag(self) -> Spot:
        """Return the place of the start tag that is the current event."""

    def attribute(self, name: str, mark: object = None) -> Spot:
        """Return the place of an attribute of the current start tag, or of the marked one."""

    def text(self) -> Spot:
        """Return the place of the text that ended with the current event."""

    def end(self) -> Spot:
        """Return the place of the end tag that is the current event."""

    def line(self) -> int:
        """Return the line of the current event."""

    def mark(self) -> object:
        """Return something that brings `attribute` back to the current start tag."""


Frame = tuple[str, Step]
"""An element that is open: its name, and the step into it."""


class Validator:
    """Takes the events of one document; `errors` are what is wrong with it so far."""

    def __init__(self, automaton: Automaton, catalogue: Catalogue, locator: Locator) -> None:
        self._automaton = automaton
        self._catalogue = catalogue
        self._locator = locator
        self.errors: list[Error] = []
        self._identifiers = Identifiers(locator, self.errors)
        self._tags = TagErrors(automaton, locator, self.errors)
        self.state = automaton.start
        self.namespaces: dict[str, str] = {}
        self._frames: list[Frame] = []
        self._text: list[str] = []
        self._leaf = False
        self._skipped = automaton.state(automaton.patterns.skipped)
        self._mistaken: dict[str, str] = {}  # namespaces that are used for others

    def text(self, text: str) -> None:
        """Take a piece of text."""
        state = self.state
        if not state.keeps_text and (state.has_data or not is_blank(text)):
            self._text.append(text)

    def start(self, name: str, attributes: list[str]) -> None:
        """Take a start tag; `attributes` has their names and values in turn."""
        if self._text:
            self._mixed_text()
        self._leaf = True
        state = self.state
        step = state.steps.get(name) or state.step(name) or self._unexpected(canonical(name))
        self._frames.append((name, step))
        model = step.model
        bare = None if attributes else model.bare
        self.state = bare or self._enter(name, model, attributes)

    def _enter(self, name: str, model: Model, written: list[str]) -> State:
        """Check the attributes of a start tag; return the state of the children."""
        names = tuple(written[::2])
        tag = model.tags.get(names) or model.tag(names)
        if tag and tag.plain:
            return tag.plain
        values = written[1::2]
        state = None
        if tag and self._automaton.attributes_match(tag, names, values, self.namespaces):
            state = tag.state or self._automaton.loose_state(
                model, tag, names, values, self.namespaces
            )
        if state is None:
            attributes = list(zip(names, values, strict=True))
            state = self._tags.report(name, model, attributes, self.namespaces)
            self._identifiers.add_known(model, attributes)
        elif tag:
            for at, kind in tag.ids:
                self._identifiers.add(kind, names[at], values[at])
        return state

    def end(self, name: str) -> None:
        """Take an end tag."""
        complete = True
        if self._leaf and (self._text or self.state.has_data):
            complete = self._leaf_text()
        elif self._text:
            self._mixed_text()
        self._leaf = False
        step = self._frames.pop()[1]
        state, rest = self.state, step.rest
        if rest is not None:
            complete = not complete or state.nullable
        else:
            rest = self._automaton.after_element(state)
            if rest is None:
                derivative = self._automaton.derivative
                rest = self._automaton.state(derivative.close_anyway(state.pattern))
                complete = not complete
        if not complete:
            self._incomplete(name)
        self.state = rest

    def finish(self) -> list[Error]:
        """Take the end of the document; return all errors in the order of their places."""
        self._identifiers.finish()
        self.errors.sort(key=lambda error: (error.line, error.column))
        return self.errors

    def _report(self, code: str, spot: Spot, message: str, help: str | None = None) -> None:
        line, column, length = spot
        self.errors.append(Error(line, column, message, code, help, length))

    # Text.

    def _mixed_text(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if is_blank(text):
            return
        after = self.state.after_text()
        if after is None:
            self._text_not_allowed()
        else:
            self.state = after

    def _text_not_allowed(self) -> None:
        where = messages.quoted(self._frames[-1][0]) if self._frames else "the document"
        self._report(
            "RNG105",
            self._locator.text(),
            f"text can't stand directly in {where}",
            self._expected(self.state, None),
        )

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
            self._text_not_allowed()
            return True
        blank = is_blank(text)
        left = self._automaton.derivative.text(state.pattern, text, self.namespaces)
        if blank and self._is_done(state):
            left = self._automaton.patterns.choice((left, state.pattern))
        after = self._automaton.state_or_none(left)
        if after is not None:
            self.state = after
            return True
        reason, help = messages.wrong_value(state.pattern, text)
        name = messages.quoted(self._frames[-1][0])
        spot = self._locator.end() if blank else self._locator.text()
        self._report("RNG109", spot, f"the text of {name}: {reason}", help)
        return False

    def _is_done(self, state: State) -> bool:
        if self._frames[-1][1].rest is not None:
            return state.nullable
        return self._automaton.after_element(state) is not None

    # Elements where they can't stand.

    def _incomplete(self, element: str) -> None:
        pattern = self.state.pattern
        required = required_elements(pattern)
        name = messages.quoted(element)
        if required:
            missing = messages.enumerated([messages.quoted(one) for one in required], "and")
            verb = "is" if len(required) == 1 else "are"
            message = f"{name} ends too early: {missing} {verb} missing"
        else:
            message = f"{name} ends too early"
        self._report("RNG104", self._locator.end(), message, self._expected(self.state, None))

    def _unexpected(self, name: str) -> Step:
        """Report a start tag that can't stand here, unless it is skipped; return how to go on."""
        if self.state is self._skipped:
            ns = namespace_of(name)
            return self._elsewhere(clark(self._mistaken.get(ns, ns), local_of(name)))
        replaced = self._in_right_namespace(name)
        if replaced is not None:
            name = replaced
            step = self.state.step(name)
            if step is not None:
                return step
        if self._catalogue.declares(name):
            return self._missing_before(name) or self._misplaced(name)
        near = self._catalogue.meant(self.state, name)
        spot = self._locator.tag()
        if near is None and self._catalogue.find(name):
            return self._misplaced(name)
        message = f"there is no element {self._titled(name)}"
        if near is None:
            self._report("RNG101", spot, message, self._expected(self.state, name))
            return Step(self._automaton.skipped, self.state)
        self._report("RNG101", spot, message, messages.did_you_mean(near))
        return self.state.step(near) or self._missing_before(near) or self._elsewhere(near)

    def _titled(self, name: str) -> str:
        """Return a name, with its namespace where that is what is wrong with it."""
        ns = namespace_of(name)
        if ns in self._catalogue.namespaces:
            return messages.quoted(name)
        where = f"in the namespace “{ns}”" if ns else "in no namespace"
        return f"{messages.quoted(name)} {where}"

    def _in_right_namespace(self, name: str) -> str | None:
        """Return the name in the namespace it should be in; report that once for each namespace.

        That is done for the root and for names in no namespace: elsewhere, another namespace
        means another vocabulary.
        """
        ns, local = namespace_of(name), local_of(name)
        if ns in self._mistaken:
            return clark(self._mistaken[ns], local)
        if (ns and self._frames) or ns in self._catalogue.namespaces:
            return None
        right = self._catalogue.namespace_with(local)
        if right is None:
            return None
        self._mistaken[ns] = right
        help = f"did you mean the namespace “{right}”?" if right else "did you mean no namespace?"
        message = f"there is no element {self._titled(name)}"
        self._report("RNG101", self._locator.tag(), message, help)
        return clark(right, local)

    def _missing_before(self, name: str) -> Step | None:
        """Report what is missing before an element, if that is all that is wrong with it."""
        pattern = self.state.pattern
        derivative = self._automaton.derivative
        opened = derivative.open_skipping(pattern, name)
        if not opened:
            return None
        missing = skipped_elements(derivative, pattern, name)
        title, spot = messages.quoted(name), self._locator.tag()
        if missing:
            listed = messages.enumerated([messages.quoted(one) for one in missing], "and")
            verb = "is" if len(missing) == 1 else "are"
            message, help = f"{listed} {verb} missing before {title}", None
        else:
            message = f"{title} can't stand here yet"
            help = self._expected(self.state, None)
        self._report("RNG103", spot, message, help)
        return self._automaton.step_to(opened)

    def _misplaced(self, name: str) -> Step:
        title = messages.quoted(name)
        if self._frames:
            parent = messages.quoted(self._frames[-1][0])
            message = f"{title} can't stand in {parent}"
            if name in self._allowed_at_first():
                message = f"{title} can't stand at this place in {parent}"
        else:
            message = f"{title} can't be the root of a document"
        help = self._closing_first(name) or self._expected(self.state, name)
        self._report("RNG102", self._locator.tag(), message, help)
        return self._elsewhere(name)

    def _allowed_at_first(self) -> set[str]:
        """Return the names that could stand at the beginning of the open element."""
        names = first_names(self._frames[-1][1].model.children)
        return {name for name_class in names for name in literal_names(name_class)}

    def _closing_first(self, name: str) -> str | None:
        """Return the advice to close an element first, if that would help."""
        if not self._frames:
            return None
        if name in self._allowed_at_first():
            return None
        for element, step in reversed(self._frames[-2:]):
            if step.rest is None:
                return None
            if step.rest.step(name) is not None:
                return f"close {messages.quoted(element)} first"
        return None

    def _elsewhere(self, name: str) -> Step:
        """Return a step into an element as it is declared, with its parent left as it is.

        One that is declared nowhere is skipped: only the elements in it that are known are checked.
        """
        content = self._catalogue.content(name)
        model = self._automaton.skipped if content is None else self._automaton.model(content)
        return Step(model, self.state)

    def _expected(self, state: State, wrong: str | None) -> str:
        """Return what could stand here, those names first that are like the wrong one."""
        done = bool(self._frames) and self._is_done(state)
        known = self._catalogue.expectations
        key = (state, wrong, done)
        if key not in known:
            if len(known) > _EXPECTATIONS_REMEMBERED:
                known.clear()
            known[key] = self._words_of_expected(state, wrong, done)
        return known[key]

    def _words_of_expected(self, state: State, wrong: str | None, done: bool) -> str:
        classes = list(state.names())
        names = [name for one in classes for name in literal_names(one)]
        if not names and any(map(is_open, classes)):
            return "here can stand any other element"
        required = required_elements(state.pattern)
        text = state.has_data or state.after_text() is not None
        return messages.expected(names, required, wrong, text, done)
