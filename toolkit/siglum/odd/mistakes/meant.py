"""What is wrong with a name, and what it was probably meant for."""

from __future__ import annotations

from siglum.relaxng.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A name is wrong, and another was probably meant."""

    meant: str | None = None

    @property
    def _question(self) -> str | None:
        return f"Did you mean “{self.meant}”?" if self.meant else None

    @property
    def help(self) -> str | None:
        return self._question
