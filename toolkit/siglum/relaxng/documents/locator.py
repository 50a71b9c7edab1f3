"""Where the current event of a validation is: what the validator asks of what feeds it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from ..errors import Spot


class Locator(Protocol):
    """Tells where the current event is in the source."""

    def tag(self) -> Spot:
        """Return the place of the tag that is the current event."""

    def attribute(self, name: str, mark: int | None = None) -> Spot:
        """Return the place of an attribute of the current start tag, or of the marked one."""

    def text(self) -> Spot:
        """Return the place of the text that ended with the current event."""

    def sibling(self) -> str | None:
        """Return the name of the element that ended last before the current tag, if one did."""

    def words_follow(self) -> bool:
        """Tell whether words come right behind the element that the current tag begins."""

    def attributes_before_text(self) -> Collection[str] | None:
        """Return the names of the attributes of the start tag right before the text.

        None if there is none.
        """

    def written(self, name: str, *, attribute: bool = False) -> str | None:
        """Return an element's or attribute's name as it is written in the current tag.

        None where no prefix stands for its namespace there.
        """

    def line(self, mark: int) -> int:
        """Return the line of a marked start tag."""

    def mark(self) -> int:
        """Return something that brings `attribute` back to the current start tag."""
