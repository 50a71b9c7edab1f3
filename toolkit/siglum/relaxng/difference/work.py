"""A bound on the steps of a comparison, so that it ends, and in the same way on any machine.

To decide whether two tree automata are equal can take time exponential in their size, for example
when what may come depends on what came n elements ago (Stockmeyer and Meyer, "Word problems
requiring exponential time"). No algorithm avoids that.
"""

from __future__ import annotations

from typing import Final

STEPS: Final = 500_000
"""Steps after which a comparison is given up; to compare two schemas like TEI takes 40,000."""


class GivenUp(Exception):
    """The comparison took more steps than allowed."""


class Work:
    """Counts the steps of one comparison."""

    def __init__(self, steps: int) -> None:
        self.steps = steps
        self._left = steps

    def refill(self, steps: int) -> None:
        """Allow so many more steps, whatever was left before."""
        self._left = steps

    def spend(self, steps: int) -> None:
        """Count steps. Raises GivenUp."""
        self._left -= steps
        if self._left < 0:
            raise GivenUp
