"""What is wrong with the attributes of a start tag, found once it is known that something is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..advice import messages
from ..advice.expectations import abbreviation, nearest, required_attributes
from ..advice.messages import attribute_title
from ..automaton.automaton import Automaton, Model, State
from ..automaton.content import Attributes, Several, Single, attributes_in
from ..automaton.derivative import Namespaces
from ..automaton.pattern import Pattern
from ..errors import Error
from ..grammar.nameclass import contains, describe, literal_names, local_of

if TYPE_CHECKING:
    from ..advice.catalogue import Catalogue
    from .locator import Locator

_ADVISED = 100  # attributes of a tag; about one with more, only what is wrong is said
_REMEMBERED = 1000


Advice = tuple[str | None, str | None]
"""The attribute that a wrong one was probably meant for, and what to do."""


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
        self.advice: dict[tuple[Model, str, tuple[str, ...]], Advice] = {}

    def report(
        self, element: str, model: Model, attributes: Attributes, namespaces: Namespaces
    ) -> State:
        """Report each mistake; return the state of the children as if there were none."""
        return _Tag(self, element, model, attributes, namespaces).report()


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
        self._name = element
        self._element = messages.quoted(element)
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
                together[part] = self._derive(together[part], part.pattern, name, value)
            elif self._left.has_attributes:
                self._left = self._derive(self._left, self._model.children, name, value)
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
        reason, help = messages.wrong_value(content, value, matches)
        message = f"{attribute_title(name)} of {self._element}: {reason}"
        self._add("RNG108", self._locator.attribute(name), message, help)
        return False

    def _derive(self, left: Pattern, whole: Pattern, name: str, value: str) -> Pattern:
        """Return what is left after an attribute; if it does not fit, report why."""
        derivative = self._automaton.derivative
        after = derivative.attribute(left, name, value, self._namespaces)
        if after is not self._automaton.patterns.not_allowed:
            return after
        named = [one for one in attributes_in(whole) if contains(one.name_class, name)]
        if not named:
            self._not_allowed(name)
            return left
        content = self._automaton.patterns.choice(one.content for one in named)
        if self._check_value(content, name, value):
            message = (
                f"{self._element} can't have {attribute_title(name)} beside its other attributes"
            )
            self._add("RNG106", self._locator.attribute(name), message, None)
        return left

    def _not_allowed(self, name: str) -> None:
        near, help = self._advised(name)
        if near is not None:
            self._meant.add(near)
        message = f"{self._element} can't have the attribute {attribute_title(name)}"
        self._add("RNG106", self._locator.attribute(name), message, help)

    def _advised(self, name: str) -> Advice:
        if len(self._present) > _ADVISED:
            return None, None
        key = (self._model, name, tuple(self._present))
        if key not in self._advice:
            if len(self._advice) >= _REMEMBERED:
                self._advice.clear()
            self._advice[key] = self._advice_on(name)
        return self._advice[key]

    def _advice_on(self, name: str) -> Advice:
        known = self._model.attributes.names() + [
            one
            for attribute in attributes_in(self._model.children)
            for one in literal_names(attribute.name_class)
        ]
        if name in known:
            return None, None
        free = [one for one in known if one not in self._present]
        same = [one for one in free if local_of(one) == local_of(name)]
        needed = self._required() if not same else []
        near = nearest(name, free) or abbreviation(name, free) or next(iter([*same, *needed]), None)
        if near is not None:
            return near, f"did you mean {attribute_title(near)}?"
        if not free:
            return None, None
        uses = self._catalogue.usage.attributes
        free.sort(key=lambda name: uses.get(name, 0))  # the rare ones are its own
        listed = messages.enumerated([attribute_title(one) for one in free])
        return None, f"it can have {listed}"

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
            message = messages.lacks_attributes(self._name, wanted)
            self._add("RNG107", self._locator.tag(), message, None)
        elif vague and not self._meant:
            self._report_vaguely([*groups, self._left])

    def _report_vaguely(self, groups: list[Pattern]) -> None:
        choices = [
            name
            for left in groups
            if self._automaton.derivative.end_attributes(left).nullable is False
            for attribute in attributes_in(left)
            for name in literal_names(attribute.name_class)
            if name not in self._present
        ]
        listed = messages.enumerated([attribute_title(name) for name in dict.fromkeys(choices)])
        help = f"one of {listed}" if listed else None
        message = f"{self._element} needs another attribute"
        self._add("RNG107", self._locator.tag(), message, help)

    def _add(self, code: str, spot: tuple[int, int, int], message: str, help: str | None) -> None:
        line, column, length = spot
        self._errors.append(Error(line, column, message, code, help, length))
