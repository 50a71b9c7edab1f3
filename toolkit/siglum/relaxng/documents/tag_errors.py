"""What is wrong with the attributes of a start tag, found once it is known that something is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..advice.expectations import abbreviation, nearest, required_attributes
from ..advice.wrong_values import wrong_value
from ..automaton.automaton import Automaton, Model, State
from ..automaton.content import Attributes, Several, Single, attributes_in
from ..automaton.derivative import Namespaces
from ..automaton.pattern import Pattern
from ..errors import Error, Mistake, Spot
from ..grammar.nameclass import contains, describe, literal_names, local_of
from ..mistakes import kinds
from ..mistakes.hints import MOST, CanHave, Hint, MeantAttribute, OneOf

if TYPE_CHECKING:
    from ..advice.catalogue import Catalogue
    from .locator import Locator

_ADVISED = 100  # attributes of a tag; about one with more, only what is wrong is said
_REMEMBERED = 1000


class TagErrors:
    """Reports the mistakes in start tags of one document.

    `advice` is what was said of a wrong attribute (by model, name, and the names beside it): the
    same mistake is often made all over a document.
    """

    def __init__(
        self, automaton: Automaton, catalogue: Catalogue, locator: Locator, errors: list[Error]
    ) -> None:
        self._automaton = automaton
        self._catalogue = catalogue
        self._locator = locator
        self._errors = errors
        self.advice: dict[tuple[Model, str, tuple[str, ...]], Hint | None] = {}

    def report(
        self, element: str, model: Model, attributes: Attributes, namespaces: Namespaces
    ) -> State:
        """Report each mistake; return the state of the children as if there were none."""
        return _Tag(
            errors=self, element=element, model=model, attributes=attributes, namespaces=namespaces
        ).report()


class _Tag:
    def __init__(
        self,
        errors: TagErrors,
        element: str,
        model: Model,
        attributes: Attributes,
        namespaces: Namespaces,
    ) -> None:
        self._automaton = errors._automaton
        self._catalogue = errors._catalogue
        self._locator = errors._locator
        self._errors = errors._errors
        self._element = element
        self._model = model
        self._attributes = attributes
        self._present = dict.fromkeys(name for name, _ in attributes)
        self._advice = errors.advice
        self._namespaces = namespaces
        self._meant: set[str] = set()  # attributes that a misspelt one was meant for
        self._left = model.children

    def report(self) -> State:
        together: dict[Several, Pattern] = {
            part: part.pattern for part in self._model.attributes.parts if isinstance(part, Several)
        }
        for name, value in self._attributes:
            part = self._model.attributes.find(name)
            if isinstance(part, Single):
                self._check_value(part.content, name, value)
            elif isinstance(part, Several):
                together[part] = self._derive(
                    left=together[part], whole=part.pattern, name=name, value=value
                )
            elif self._left.has_attributes:
                self._left = self._derive(
                    left=self._left, whole=self._model.children, name=name, value=value
                )
            else:
                self._not_allowed(name)
        self._report_missing(list(together.values()))
        return self._automaton.state(
            self._automaton.derivative.end_attributes(self._left, missing_allowed=True)
        )

    def _check_value(self, content: Pattern, name: str, value: str) -> bool:
        def matches(value: str) -> bool:
            return self._automaton.derivative.matches(content, value, self._namespaces)

        if matches(value):
            return True
        wrong = wrong_value(content, value, matches)
        mistake = kinds.WrongValue(
            element=self._element,
            attribute=name,
            found=wrong.found,
            noun=wrong.noun,
            reason=wrong.reason,
            hint=wrong.hint,
        )
        self._add(mistake, self._locator.attribute(name))
        return False

    def _derive(self, left: Pattern, whole: Pattern, name: str, value: str) -> Pattern:
        """Return what is left after an attribute; if it does not fit, report why."""
        derivative = self._automaton.derivative
        after = derivative.attribute(
            pattern=left, name=name, value=value, namespaces=self._namespaces
        )
        if after is not self._automaton.patterns.not_allowed:
            return after
        named = [one for one in attributes_in(whole) if contains(one.name_class, name)]
        if not named:
            self._not_allowed(name)
            return left
        content = self._automaton.patterns.choice(one.content for one in named)
        if self._check_value(content, name, value):
            mistake = kinds.MisplacedAttribute(element=self._element, attribute=name, is_known=True)
            self._add(mistake, self._locator.attribute(name))
        return left

    def _not_allowed(self, name: str) -> None:
        hint = self._advised(name)
        if isinstance(hint, MeantAttribute):
            self._meant.add(hint.name)
            hint = replace(hint, written=self._locator.written(hint.name, attribute=True))
        mistake = kinds.MisplacedAttribute(element=self._element, attribute=name, hint=hint)
        self._add(mistake, self._locator.attribute(name))

    def _advised(self, name: str) -> Hint | None:
        if len(self._present) > _ADVISED:
            return None
        key = (self._model, name, tuple(self._present))
        if key not in self._advice:
            if len(self._advice) >= _REMEMBERED:
                self._advice.clear()
            self._advice[key] = self._advice_on(name)
        return self._advice[key]

    def _advice_on(self, name: str) -> Hint | None:
        known = self._model.attributes.names() + [
            one
            for attribute in attributes_in(self._model.children)
            for one in literal_names(attribute.name_class)
        ]
        if name in known:
            return None
        free = [one for one in known if one not in self._present]
        same = [one for one in free if local_of(one) == local_of(name)]
        needed = self._required() if not same else []
        slip = nearest(name, free)
        near = slip or abbreviation(name, free) or next(iter([*same, *needed]), None)
        if near is not None:
            return MeantAttribute(name=near, is_slip=slip is not None)
        if not free:
            return None
        uses = self._catalogue.usage.attributes
        free.sort(key=lambda name: uses.get(name, 0))  # the rare ones are its own
        return CanHave(attributes=tuple(free[:MOST]), more=max(0, len(free) - MOST))

    def _required(self) -> list[str]:
        """Return the attributes that the element needs and does not have."""
        return [
            name
            for part in self._model.attributes.parts
            if isinstance(part, Single) and part.required
            for name in literal_names(part.name_class)
            if name not in self._present
        ]

    def _report_missing(self, groups: list[Pattern]) -> None:
        missing: list[str] = []
        for part in self._model.attributes.parts:
            if isinstance(part, Single) and part.required:
                here = any(contains(part.name_class, name) for name in self._present)
                if not here:
                    names = literal_names(part.name_class)
                    missing += names or [describe(part.name_class)]
        vague = False
        for left in [*groups, self._left]:
            ended = self._automaton.derivative.end_attributes(left)
            if left is self._left:
                unmet = ended is self._automaton.patterns.not_allowed
            else:
                unmet = not ended.nullable
            if unmet:
                names = tuple(required_attributes(left))
                missing += names
                vague = vague or not names
        wanted = [name for name in missing if name not in self._meant]
        if wanted:
            mistake = kinds.MissingAttributes(element=self._element, missing=tuple(wanted))
            self._add(mistake, self._locator.tag())
        elif vague and not self._meant:
            self._report_vaguely([*groups, self._left])

    def _report_vaguely(self, groups: list[Pattern]) -> None:
        choices = {
            name: None
            for left in groups
            if self._automaton.derivative.end_attributes(left).nullable is False
            for attribute in attributes_in(left)
            for name in literal_names(attribute.name_class)
            if name not in self._present
        }
        one_of = OneOf(attributes=tuple(choices)[:MOST], more=max(0, len(choices) - MOST))
        hint = one_of if choices else None
        mistake = kinds.MissingAttributes(element=self._element, missing=(), hint=hint)
        self._add(mistake, self._locator.tag())

    def _add(self, mistake: Mistake, spot: Spot) -> None:
        self._errors.append(Error(mistake=mistake, spot=spot))
