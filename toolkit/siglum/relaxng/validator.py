"""Validation of one document, event by event, with recovery: all errors, and no cascades.

After an error validation goes on as if the likeliest remedy had been made. An element that can't
stand where it is leaves its parent as it was; its content is checked by its own declaration. Of an
element that is declared nowhere, only the known elements in it are checked, each by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from . import messages
from .automaton import Automaton, Model, State, Step, Tag
from .catalogue import Catalogue
from .errors import Error
from .expectations import required_elements, skipped_elements
from .identifiers import Identifiers
from .lines import Spot
from .nameclass import clark, is_open, literal_names, local_of, namespace_of
from .tag_errors import TagErrors
from .white_space import is_blank

if TYPE_CHECKING:
    from .contexts import Frame

_EXPECTATIONS_REMEMBERED = 10_000
_GUESSED = 200  # unknown names of a document; one that has more is of another vocabulary


class Locator(Protocol):
    """Tells where the current event is in the source."""

    def tag(self) -> Spot:
        """Return the place of the tag that is the current event."""

    def attribute(self, name: str, mark: int | None = None) -> Spot:
        """Return the place of an attribute of the current start tag, or of the marked one."""

    def text(self) -> Spot:
        """Return the place of the text that ended with the current event."""

    def line(self, mark: int) -> int:
        """Return the line of a marked start tag."""

    def mark(self) -> int:
        """Return something that brings `attribute` back to the current start tag."""


class Validator:
    """Takes the events of one document.

    `errors` are what is wrong with it so far, `frames` the elements that are open, to which
    whoever calls adds each one that begins.
    """

    def __init__(self, automaton: Automaton, catalogue: Catalogue, locator: Locator) -> None:
        self._automaton = automaton
        self._catalogue = catalogue
        self._locator = locator
        self.errors: list[Error] = []
        self._identifiers = Identifiers(locator, self.errors)
        self._tags = TagErrors(automaton, locator, self.errors)
        self.state = automaton.start
        self.namespaces: dict[str, str] = {}
        self.frames: list[Frame] = []
        self._text: list[str] = []
        self._skipped = automaton.state(automaton.patterns.skipped)
        self._unknown: set[str] = set()
        self.mistaken: dict[str, str] = {}  # namespaces that are used for others

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
        step = state.steps.get(name) or state.step(name) or self._unexpected(name)
        self.state = self._enter(name, step.model, names, values)
        return step

    def accepts(self, tag: Tag, names: tuple[str, ...], values: list[str]) -> bool:
        """Take the values of a start tag of which all else is known; tell whether they are right.

        If they are not, nothing has been taken.
        """
        if not self._automaton.attributes_match(tag, names, values, self.namespaces):
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
        name, step, *_ = self.frames.pop()
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
        where = messages.quoted(self.frames[-1][0]) if self.frames else "the document"
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
        name = messages.quoted(self.frames[-1][0])
        spot = self._locator.tag() if blank else self._locator.text()
        self._report("RNG109", spot, f"the text of {name}: {reason}", help)
        return False

    def _is_done(self, state: State) -> bool:
        if self.frames[-1][1].rest is not None:
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
        self._report("RNG104", self._locator.tag(), message, self._expected(self.state, None))

    def _unexpected(self, name: str) -> Step:
        """Report a start tag that can't stand here, unless it is skipped; return how to go on."""
        if self.state is self._skipped:
            ns = namespace_of(name)
            return self._elsewhere(clark(self.mistaken.get(ns, ns), local_of(name)))
        replaced = self._in_right_namespace(name)
        if replaced is not None:
            name = replaced
            step = self.state.step(name)
            if step is not None:
                return step
        if self._catalogue.declares(name):
            return self._missing_before(name) or self._misplaced(name)
        near = self._meant(name)
        spot = self._locator.tag()
        if near is None and self._catalogue.find(name):
            return self._misplaced(name)
        message = f"there is no element {self._titled(name)}"
        if near is None:
            guesses = self._guesses(name)
            help = self._expected(self.state, name if guesses else None)
            namesakes = self._namesakes(name) if guesses else []
            if namesakes:
                message = f"there is no element {self._in_namespace(name)}"
                help = messages.right_namespace(namespace_of(namesakes[0]))
            self._report("RNG101", spot, message, help)
            return Step(self._automaton.skipped, self.state)
        self._report("RNG101", spot, message, messages.did_you_mean(near))
        return self.state.step(near) or self._missing_before(near) or self._elsewhere(near)

    def _meant(self, name: str) -> str | None:
        return self._catalogue.meant(self.state, name) if self._guesses(name) else None

    def _guesses(self, name: str) -> bool:
        """Tell whether to look for what an unknown name is like, which takes its time."""
        if len(self._unknown) < _GUESSED:
            self._unknown.add(name)
        return name in self._unknown

    def _namesakes(self, name: str) -> list[str]:
        """Return the names that can stand here and have the same local name."""
        local = local_of(name)
        names = (one for names in self.state.names() for one in literal_names(names))
        return [one for one in names if local_of(one) == local]

    def _titled(self, name: str) -> str:
        """Return a name, with its namespace where that is what is wrong with it."""
        known = namespace_of(name) in self._catalogue.namespaces
        return messages.quoted(name) if known else self._in_namespace(name)

    def _in_namespace(self, name: str) -> str:
        ns = namespace_of(name)
        where = f"in the namespace “{ns}”" if ns else "in no namespace"
        return f"{messages.quoted(name)} {where}"

    def _in_right_namespace(self, name: str) -> str | None:
        """Return the name in the namespace it should be in; report that once for each namespace.

        That is done for the root and for names in no namespace: elsewhere, another namespace
        means another vocabulary.
        """
        ns, local = namespace_of(name), local_of(name)
        if ns in self.mistaken:
            return clark(self.mistaken[ns], local)
        if (ns and self.frames) or ns in self._catalogue.namespaces:
            return None
        right = self._catalogue.namespace_with(local)
        if right is None:
            return None
        self.mistaken[ns] = right
        help = messages.right_namespace(right)
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
        namesakes = self._namesakes(name)
        title = self._in_namespace(name) if namesakes else messages.quoted(name)
        if self.frames:
            parent = messages.quoted(self.frames[-1][0])
            message = f"{title} can't stand in {parent}"
            if name in self._allowed_at_first():
                message = f"{title} can't stand at this place in {parent}"
        else:
            message = f"{title} can't be the root of a document"
        help = self._closing_first(name) or self._expected(self.state, name)
        if namesakes:
            help = messages.right_namespace(namespace_of(namesakes[0]))
        self._report("RNG102", self._locator.tag(), message, help)
        return self._elsewhere(name)

    def _allowed_at_first(self) -> set[str]:
        """Return the names that could stand at the beginning of the open element."""
        return self._catalogue.beginning(self.frames[-1][1].model.children)

    def _closing_first(self, name: str) -> str | None:
        """Return the advice to close an element first, if that would help."""
        if not self.frames:
            return None
        if name in self._allowed_at_first():
            return None
        for element, step, *_ in reversed(self.frames[-2:]):
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
        done = bool(self.frames) and self._is_done(state)
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
