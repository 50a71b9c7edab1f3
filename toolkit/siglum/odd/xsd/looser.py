"""Where a W3C schema accepts more than the customization allows, for the header of its file."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum


class Why(StrEnum):
    """The reasons, each a heading for a list of names."""

    TEXT = "Characters may stand anywhere in"
    DATA = "Characters of any kind may stand where there should be a value of a datatype in"
    ORDER = "The order is free, as far as no deterministic model can say it, in"
    INTERLEAVED = "The order is free, and so is the number of what stands in it, in"
    ANY = "Elements of other vocabularies stand unchecked in"
    EMBEDDED = "What the ODD has in RELAX NG, and XSD has no word for, is free in"
    CHOICE = "Attributes that exclude each other may stand together in"
    TYPE = "Attributes have any value where their declarations differ:"
    SAME_NAME = "Content and attributes are free, for there are several elements of one name:"
    IDENTIFIER = "Values must be names, but not be unique, or point to one that is there, in"


class Looser:
    """Collects places by reason; each is told once."""

    def __init__(self) -> None:
        self._places: dict[Why, dict[str, None]] = {}

    def add(self, why: Why, place: str) -> None:
        """Add a place, by its name in the schema."""
        self._places.setdefault(why, {})[place] = None

    def at(self, why: Why) -> tuple[str, ...]:
        """Return the places for a reason."""
        return tuple(self._places.get(why, ()))

    def lines(self) -> Iterator[str]:
        """Yield one sentence for each reason."""
        for why in Why:
            if places := self.at(why):
                yield f"{why} {', '.join(sorted(places))}."
