"""What stands where it can't: reported once, with the likeliest remedy.

How validation goes on then is told in `recovery`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..advice.advice import Advice
from ..advice.catalogue import Catalogue
from ..advice.expectations import nearest, required_elements, skipped_elements
from ..advice.notes import Lack, OpenNotes
from ..advice.unknown_names import UnknownNames
from ..advice.wrong_values import wrong_value
from ..automaton.automaton import Automaton, State, Step
from ..automaton.recovery import Through, Trial
from ..errors import Error, Mistake, Spot
from ..grammar.nameclass import namespace_of
from ..mistakes import hints, kinds
from ..mistakes.hints import Hint, MeantElement, MeantNamespace
from ..values.white_space import is_blank

if TYPE_CHECKING:
    from ..reading.contexts import Frame
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
        self._advice = Advice(
            automaton=automaton, catalogue=catalogue, frames=frames, notes=self._notes
        )
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
                self._no_element(name, MeantNamespace(namespace=namespace_of(right.name)))
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
            is_slip = nearest(name, [near]) is not None  # or a part of it, which says less
            written = self._locator.written(near)
            self._no_element(name, MeantElement(name=near, written=written, is_slip=is_slip))
            if not is_slip:
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
        hint, left = self._advice.on_text(self._advice.own(state))
        attribute = self._advice.attribute_for(text, self._locator.attributes_before_text())
        if attribute:
            hint = hints.WriteAsAttribute(attribute=attribute, value=" ".join(text.split()))
            self._withdraw_missing(attribute)
        parent = self._frames[-1][0] if self._frames else None
        self._report(kinds.MisplacedText(parent=parent, hint=hint), self._locator.text())
        return self._automaton.state(left)

    def wrong_text(self, state: State, text: str, matches: Callable[[str], bool]) -> None:
        """Report the text of an element without children that is not as its schema has it.

        `matches` tells whether another text would be.
        """
        wrong = wrong_value(state.pattern, text, matches)
        mistake = kinds.WrongText(
            element=self._frames[-1][0],
            found=wrong.found,
            noun=wrong.noun,
            reason=wrong.reason,
            hint=wrong.hint,
        )
        spot = self._locator.tag() if is_blank(text) else self._locator.text()
        self._report(mistake, spot)

    def _withdraw_missing(self, attribute: str) -> None:
        """Say no more that the start tag right before lacks an attribute: here is its value."""
        lacking = kinds.MissingAttributes(element=self._frames[-1][0], missing=(attribute,))
        if self._errors and self._errors[-1].mistake == lacking:
            self._withdrawn.add(len(self._errors) - 1)

    def end(self, state: State, frame: Frame) -> None:
        """Report the end tag of an element, which has been closed, where something is missing."""
        state = self._advice.own(state)
        required = required_elements(state.pattern)
        missing = self._but_strays(required, frame)
        if required and not missing:
            return
        hint: Hint | None = None
        if not missing:
            asked = self._remedies.completing(state.pattern)
            asked = self._catalogue.usage.likeliest_first(asked)
            needs = hints.Needs(elements=tuple(asked))
            hint = needs if asked else self._advice.expected(state, None)
        mistake = kinds.EndsTooEarly(element=frame[0], missing=tuple(missing), hint=hint)
        self._report(mistake, self._locator.tag())

    def is_done(self, state: State) -> bool:
        """Tell whether the open element may end here."""
        return self._advice.is_done(state)

    def _report(self, mistake: Mistake, spot: Spot) -> None:
        self._errors.append(Error(mistake=mistake, spot=spot))

    # Names that the schema does not have.

    def _no_element(self, name: str, hint: Hint | None) -> None:
        foreign = self._names.is_foreign(name)
        mistake = kinds.UnknownElement(element=name, wrong_namespace=foreign, hint=hint)
        self._report(mistake, self._locator.tag())

    def _unknown(self, state: State, name: str) -> Step:
        guesses = self._names.guesses(name)
        namesakes = self._catalogue.namesakes(state, name) if guesses else []
        if namesakes:
            hint = MeantNamespace(namespace=namespace_of(namesakes[0]))
            mistake = kinds.UnknownElement(element=name, wrong_namespace=True, hint=hint)
            self._report(mistake, self._locator.tag())
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
        hint = None
        if not missing:
            openers = self._remedies.openers(state.pattern, name)
            openers = self._catalogue.usage.likeliest_first(openers)
            hint = hints.OpenedBy(elements=tuple(openers)) if openers else None
        if self._frames:
            self._notes.on(-1).lack = Lack(
                state=state, before=name, missing=missing, error=len(self._errors)
            )
        if skipped and not missing:
            self._withdrawn.add(len(self._errors))
        mistake = kinds.MissingBefore(element=name, missing=tuple(missing), hint=hint)
        self._report(mistake, self._locator.tag())
        return self._automaton.step_to(opened)

    def _but_strays(self, missing: list[str], frame: Frame) -> list[str]:
        """Return what is missing in an element, without what has been found too deep in it."""
        notes = self._notes.about(frame)
        return [one for one in missing if one not in notes.strays] if notes else missing

    def _misplaced(self, state: State, name: str) -> Step:
        mistake = kinds.MisplacedElement(
            element=name, wrong_namespace=self._names.is_foreign(name), parent=None
        )
        spot = self._locator.tag()
        if not self._frames:
            expected = self._advice.expected(state, name)
            self._report(replace(mistake, hints=(expected,) if expected else ()), spot)
            return self._elsewhere(name, state)
        parent, step, *_ = self._frames[-1]
        children = self._catalogue.children(step.model)
        belongs = self._catalogue.can_hold(parent, step.model, name)
        mistake = replace(mistake, parent=parent, belongs=belongs)
        namesakes = self._catalogue.namesakes(state, name)
        lack = self._lack_filled_by(name)
        found: tuple[Hint, ...]
        if lack and lack.late and lack.missing[0] == name:
            self._moved(lack, parent, name)
            return self._elsewhere(name, state)
        if namesakes:
            mistake = replace(mistake, wrong_namespace=True, belongs=False)
            found = (MeantNamespace(namespace=namespace_of(namesakes[0])),)
            left = self._remedies.taken_for(state.pattern, namesakes[:1])
        elif lack:
            line = hints.Line(self._errors[lack.error].line)
            found = (hints.MoveBefore(element=lack.before, line=line),)
            left = state.pattern
        elif belongs:
            found, left = self._advice.on_order(
                state=state, children=children, name=name, before=self._locator.sibling()
            )
        else:
            found, left = self._advice.on_place(state, children, name)
        self._report(replace(mistake, hints=found), spot)
        return self._elsewhere(name, self._automaton.state(left))

    def _lack_filled_by(self, name: str) -> Lack | None:
        """Withdraw the report that this element is missing: it has come after all. Return it."""
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
            mistake = kinds.MissingBefore(element=lack.before, missing=tuple(still))
            self._errors.append(replace(self._errors[lack.error], mistake=mistake))
        return lack

    def _moved(self, lack: Lack, parent: str, name: str) -> None:
        """Report that an element comes too early, where several come behind it that are late."""
        self._withdrawn.update(lack.late)
        line = hints.Line(self._locator.tag().line)
        mistake = kinds.MisplacedElement(
            element=lack.before,
            wrong_namespace=False,
            parent=parent,
            belongs=True,
            hints=(hints.MoveBehind(element=name, line=line),),
        )
        self._errors.append(replace(self._errors[lack.error], mistake=mistake))

    def _elsewhere(self, name: str, after: State) -> Step:
        """Return a step into an element as it is declared, with what comes after it.

        One that is declared nowhere is skipped: only the elements in it that are known are checked.
        """
        content = self._catalogue.content(name)
        model = self._automaton.skipped if content is None else self._automaton.model(content)
        return Step(model, after)
