"""What has been reported in an element that is still open, and may explain what is found later."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..automaton.automaton import State
    from ..reading.contexts import Frame


class Lack(NamedTuple):
    """An element before which others are missing, which may still come too late.

    Where it is not clear which are missing, `missing` is empty. `error` is the index of the error;
    `late` are those about what has come too late since, in the right order.
    """

    state: State
    before: str
    missing: list[str]
    error: int
    late: tuple[int, ...] = ()


@dataclass(slots=True)
class Notes:
    """The notes on one open element.

    `strays` are the names of elements that could stand in it, and stand too deep in it.
    """

    frame: Frame
    lack: Lack | None = None
    strays: set[str] = field(default_factory=set)


class OpenNotes:
    """The notes on the elements that are open in one document."""

    def __init__(self, frames: list[Frame]) -> None:
        self._frames = frames
        self._notes: dict[int, Notes] = {}

    def on(self, at: int) -> Notes:
        """Return the notes on the open element of this index, to which notes may be added."""
        found = self.about(self._frames[at])
        if found is None:
            name, step, inner, rest = self._frames[at]
            own: Frame = (name, step, inner, rest)  # the frame was that of other elements as well
            self._frames[at] = own
            found = self._notes[id(own)] = Notes(own)
        return found

    def about(self, frame: Frame) -> Notes | None:
        """Return the notes on the element of a frame, if there are any."""
        return self._notes.get(id(frame))
