"""What stands where it can't: reported once, with the likeliest remedy.

How validation goes on then is told in `recovery`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..advice import messages
from ..advice.advice import Advice
from ..advice.catalogue import Catalogue
from ..advice.expectations import nearest, required_elements, skipped_elements
from ..advice.notes import Lack, OpenNotes
from ..advice.unknown_names import UnknownNames
from ..automaton.automaton import Automaton, State, Step
from ..automaton.recovery import Through, Trial
from ..errors import Error
from ..grammar.nameclass import namespace_of

if TYPE_CHECKING:
    from ..reading.contexts import Frame
    from ..reading.lines import Spot
    from .locator import Locator


class Placement:
    """Takes what stands in the wrong place in one document.

    `errors` are added to, and `withdrawn` are the indices of those that turned out to be others.
    `frames` are the elements that are open, `mistaken` the namespaces that are used for others.
    """

    def __init__(
        self,
        automaton: Automaton,
        catalogue: Catalogue,
        locator: Locator,
        errors: list[Error],
        withdrawn: set[int],
        frames: list[Frame],
        mistaken: dict[str, str],
    ) -> None:
        self._automaton = automaton
        self._catalogue = catalogue
        self._remedies = catalogue.remedies
        self._locator = locator
        self._errors = errors
        self._frames = frames
        self._names = UnknownNames(catalogue, mistaken)
        self._skipped = automaton.state(automaton.patterns.skipped)
        self._notes = OpenNotes(frames)
        self._advice = Advice(automaton, catalogue, frames, self._notes)
        self._withdrawn = withdrawn

    def start(self, state: State, name: str) -> Step:
        """Report a start tag that can't stand here, unless it is skipped; return how to go on."""
        if state is self._skipped:
            return self._elsewhere(self._names.in_place_of(name), state)
        if isinstance(state.pattern, Trial) and self._catalogue.declares(name):
            state = self._automaton.state(state.pattern.other)
        if isinstance(state.pattern, Trial | Through):
            return self._elsewhere(self._names.in_place_of(name), state)
        right = self._names.in_right_namespace(name, is_root=not self._frames)
        if right is not None:
            if right.is_news:
                self._no_element(name, messages.right_namespace(namespace_of(right.name)))
            name = right.name
            step = state.step(name)
            if step is not None:
                return step
        if self._advice.goes_on_with_words(state, name) and self._locator.words_follow():
            return self._elsewhere(name, state)
        given, state = state, self._advice.own(state)
        if self._catalogue.declares(name):
            return self._missing_before(state, name) or self._misplaced(state, name)
        near = self._names.meant(given, name)
        if near is not None:
            self._no_element(name, messages.did_you_mean(near))
            if not nearest(name, [near]):  # a part of it, which says less
                return self._skipping(state, near)
            return (
                given.step(near)
                or state.step(near)
                or self._missing_before(state, near)
                or self._elsewhere(near, state)
            )
        if self._catalogue.find(name):
            return self._misplaced(state, name)
        return self._unknown(state, name)

    def text(self, state: State, text: str) -> State:
        """Report text that can't stand here; return the state after it."""
        where = messages.quoted(self._frames[-1][0]) if self._frames else "the document"
        message = f"text can't stand directly in {where}"
        help, left = self._advice.on_text(self._advice.own(state))
        attribute = self._advice.attribute_for(text, self._locator.attributes_before_text())
        if attribute:
            help = messages.write_as_attribute(attribute, text)
            self._withdraw_missing(attribute)
        self._report("RNG105", self._locator.text(), message, help)
        return self._automaton.state(left)

    def _withdraw_missing(self, attribute: str) -> None:
        """Say no more that the start tag right before lacks an attribute: here is its value."""
        last = self._errors[-1] if self._errors else None
        message = messages.lacks_attributes(self._frames[-1][0], [attribute])
        if last and last.code == "RNG107" and last.message == message:
            self._withdrawn.add(len(self._errors) - 1)

    def end(self, state: State, frame: Frame) -> None:
        """Report the end tag of an element, which has been closed, where something is missing."""
        message, help = f"{messages.quoted(frame[0])} ends too early", None
        state = self._advice.own(state)
        required = required_elements(state.pattern)
        missing = self._but_strays(required, frame)
        if required and not missing:
            return
        if missing:
            message += f": {messages.are_missing(missing)}"
        else:
            asked = self._remedies.completing(state.pattern)
            asked = self._catalogue.usage.likeliest_first(asked)
            listed = messages.enumerated([messages.quoted(one) for one in asked])
            help = f"it needs {listed}" if asked else self._advice.expected(state, None)
        self._report("RNG104", self._locator.tag(), message, help)

    def is_done(self, state: State) -> bool:
        """Tell whether the open element may end here."""
        return self._advice.is_done(state)

    def _report(self, code: str, spot: Spot, message: str, help: str | None = None) -> None:
        line, column, length = spot
        self._errors.append(Error(line, column, message, code, help, length))

    # Names that the schema does not have.

    def _no_element(self, name: str, help: str | None) -> None:
        message = f"there is no element {self._names.titled(name)}"
        self._report("RNG101", self._locator.tag(), message, help)

    def _unknown(self, state: State, name: str) -> Step:
        guesses = self._names.guesses(name)
        namesakes = self._catalogue.namesakes(state, name) if guesses else []
        if namesakes:
            message = f"there is no element {self._names.in_namespace(name)}"
            help = messages.right_namespace(namespace_of(namesakes[0]))
            self._report("RNG101", self._locator.tag(), message, help)
        else:
            self._no_element(name, self._advice.expected(state, name if guesses else None))
        return self._skipping(state)

    def _skipping(self, state: State, likely: str | None = None) -> Step:
        """Return a step into an unknown element: what is in it may tell what it stands for."""
        if not self._frames or self._frames[-1][1].rest is None:
            return Step(self._automaton.skipped, state)
        content = self._catalogue.children(self._frames[-1][1].model)
        inside = self._remedies.unknown(state.pattern, content, likely)
        return Step(self._automaton.skipping(inside), None)

    # Elements that the schema has elsewhere.

    def _missing_before(self, state: State, name: str) -> Step | None:
        """Report what is missing before an element, if that is all that is wrong with it."""
        derivative = self._automaton.derivative
        opened = derivative.open_skipping(state.pattern, name)
        if not opened:
            return None
        skipped = skipped_elements(derivative, state.pattern, name)
        missing = self._but_strays(skipped, self._frames[-1]) if self._frames else skipped
        title, help = messages.quoted(name), None
        if missing:
            message = f"{messages.are_missing(missing)} before {title}"
        else:
            message = f"{title} can't stand here yet"
            openers = self._remedies.openers(state.pattern, name)
            openers = self._catalogue.usage.likeliest_first(openers)
            if openers:
                listed = messages.enumerated([messages.quoted(one) for one in openers])
                help = f"before it, there has to be {listed}"
        if self._frames:
            self._notes.on(-1).lack = Lack(state, name, missing, len(self._errors))
        if skipped and not missing:
            self._withdrawn.add(len(self._errors))
        self._report("RNG103", self._locator.tag(), message, help)
        return self._automaton.step_to(opened)

    def _but_strays(self, missing: list[str], frame: Frame) -> list[str]:
        """Return what is missing in an element, without what has been found too deep in it."""
        notes = self._notes.about(frame)
        return [one for one in missing if one not in notes.strays] if notes else missing

    def _misplaced(self, state: State, name: str) -> Step:
        title = self._names.titled(name)
        spot = self._locator.tag()
        if not self._frames:
            message = f"{title} can't be the root of a document"
            self._report("RNG102", spot, message, self._advice.expected(state, name))
            return self._elsewhere(name, state)
        parent, step, *_ = self._frames[-1]
        children = self._catalogue.children(step.model)
        belongs = self._catalogue.can_hold(parent, step.model, name)
        where = "at this place in" if belongs else "in"
        message = f"{title} can't stand {where} {messages.quoted(parent)}"
        namesakes = self._catalogue.namesakes(state, name)
        lack = self._lack_filled_by(name)
        help: str | None
        if lack and lack.late and lack.missing[0] == name:
            self._moved(lack, parent, name)
            return self._elsewhere(name, state)
        if namesakes:
            message = f"{self._names.in_namespace(name)} can't stand in {messages.quoted(parent)}"
            help = messages.right_namespace(namespace_of(namesakes[0]))
            left = self._remedies.taken_for(state.pattern, namesakes[:1])
        elif lack:
            line = self._errors[lack.error].line
            help = f"move it before {messages.quoted(lack.before)} on line {line}"
            left = state.pattern
        elif belongs:
            help, left = self._advice.on_order(state, children, name, self._locator.sibling())
        else:
            help, left = self._advice.on_place(state, children, name)
        self._report("RNG102", spot, message, help)
        return self._elsewhere(name, self._automaton.state(left))

    def _lack_filled_by(self, name: str) -> Lack | None:
        """Return what was said to lack an element that comes now, and say so no more."""
        notes = self._notes.about(self._frames[-1])
        lack = notes and notes.lack
        if not notes or not lack:
            return None
        if lack.missing:
            if name not in lack.missing:
                return None
        elif not self._automaton.derivative.open(lack.state.pattern, name):
            return None
        still = [one for one in lack.missing if one != name]
        self._withdrawn.add(lack.error)
        is_next = lack.missing[:1] == [name]
        late = (*lack.late, len(self._errors) + bool(still)) if is_next else ()
        notes.lack = None
        if still:
            notes.lack = lack._replace(missing=still, error=len(self._errors), late=late)
            message = f"{messages.are_missing(still)} before {messages.quoted(lack.before)}"
            self._errors.append(replace(self._errors[lack.error], message=message))
        return lack

    def _moved(self, lack: Lack, parent: str, name: str) -> None:
        """Report that an element comes too early, where several come behind it that are late."""
        self._withdrawn.update(lack.late)
        line, *_ = self._locator.tag()
        title = messages.quoted(lack.before)
        early = replace(
            self._errors[lack.error],
            code="RNG102",
            message=f"{title} can't stand at this place in {messages.quoted(parent)}",
            help=f"move it behind {messages.quoted(name)} on line {line}",
        )
        self._errors.append(early)

    def _elsewhere(self, name: str, after: State) -> Step:
        """Return a step into an element as it is declared, with what comes after it.

        One that is declared nowhere is skipped: only the elements in it that are known are checked.
        """
        content = self._catalogue.content(name)
        model = self._automaton.skipped if content is None else self._automaton.model(content)
        return Step(model, after)
