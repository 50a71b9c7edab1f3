"""IDs and references to them (RELAX NG DTD Compatibility, section 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..automaton.content import Attributes, Single, id_datatype
from ..errors import Error
from ..values.white_space import split

if TYPE_CHECKING:
    from ..automaton.automaton import Model
    from .locator import Locator


_COMPARISONS = 100_000  # of references to nothing with IDs, until no more near ones are looked for


class Identifiers:
    """The IDs of one document, and the references that wait for theirs."""

    def __init__(self, locator: Locator, errors: list[Error]) -> None:
        self._locator = locator
        self._errors = errors
        self._marks: dict[str, int] = {}
        self._waiting: list[tuple[str, str, int]] = []

    def add(self, kind: str, name: str, value: str) -> None:
        """Take an attribute of an ID type ("ID", "IDREF" or "IDREFS")."""
        tokens = split(value)
        if kind != "ID":
            mark = self._locator.mark()
            self._waiting += [(token, name, mark) for token in tokens]
        elif len(tokens) == 1:
            self._add_id(tokens[0], name)

    def add_known(self, model: Model, attributes: Attributes) -> None:
        """Take the attributes with ID types from a start tag that has other mistakes."""
        for name, value in attributes:
            part = model.attributes.find(name)
            datatype = id_datatype(part.content) if isinstance(part, Single) else None
            if datatype is not None:
                self.add(datatype.base.name, name, value)

    def _add_id(self, identifier: str, name: str) -> None:
        mark = self._marks.get(identifier)
        if mark is None:
            self._marks[identifier] = self._locator.mark()
            return
        from ..mistakes.hints import Line  # late: most documents need none
        from ..mistakes.kinds import DoubledId

        first = Line(self._locator.line(mark))
        mistake = DoubledId(identifier=identifier, attribute=name, first=first)
        self._errors.append(Error(mistake=mistake, spot=self._locator.attribute(name)))

    def finish(self) -> None:
        """Report the references to IDs that the document does not have."""
        missing = [one for one in self._waiting if one[0] not in self._marks]
        if not missing:
            return
        from ..advice.expectations import nearest
        from ..mistakes.hints import MeantValue
        from ..mistakes.kinds import UnknownId

        known = list(self._marks)
        guessed = _COMPARISONS // (len(known) or 1) + 1
        for number, (identifier, name, mark) in enumerate(missing):
            near = nearest(identifier, known) if number < guessed else None
            hint = MeantValue(value=near, is_slip=True) if near else None
            mistake = UnknownId(identifier=identifier, attribute=name, hint=hint)
            self._errors.append(Error(mistake=mistake, spot=self._locator.attribute(name, mark)))
