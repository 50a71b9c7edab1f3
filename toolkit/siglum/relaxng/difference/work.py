"""How much work a comparison may be: its steps are counted, so that it ends on any machine alike.

Whether two tree automata are equal can take time exponential in their size, as when what may come
depends on what came n elements ago (Stockmeyer and Meyer, "Word problems requiring exponential
time"): no way of comparing them avoids that.
"""

from __future__ import annotations

from typing import Final

STEPS: Final = 500_000
"""Steps after which a comparison is given up; that of two schemas as large as TEI takes 40,000."""


class GivenUp(Exception):
    """The comparison takes more steps than it may."""


class Work:
    """The steps of one comparison."""

    def __init__(self, steps: int) -> None:
        self.steps = steps
        self._left = steps

    def refill(self, steps: int) -> None:
        """Allow so many steps from now on."""
        self._left = steps

    def spend(self, steps: int) -> None:
        """Count steps. Raises GivenUp."""
        self._left -= steps
        if self._left < 0:
            raise GivenUp
