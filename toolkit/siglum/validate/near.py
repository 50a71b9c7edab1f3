"""What a wrong link was probably meant to lead to."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

_MOST_COMPARED = 50_000  # names compared for the hints to one document; a second is soon gone


class Near:
    """Names that are near to wrong ones, for one document."""

    def __init__(self) -> None:
        self._compared = 0

    def hint(
        self, name: str, known: Collection[str], before: str = "", after: str = ""
    ) -> str | None:
        """Ask whether the nearest of the known names was meant; None if none is near."""
        from difflib import get_close_matches  # late: most links are right

        self._compared += len(known)
        if self._compared > _MOST_COMPARED:
            return None
        near = get_close_matches(name, known, 1)
        return f"Did you mean “{before}{near[0]}{after}”?" if near else None

    def file(self, target: Path, is_key: bool) -> str | None:
        """Ask whether a file beside one that is not there was meant.

        The suffix apart, that is: it is the same for many. What may be a key is meant for a file
        only if that has just this name.
        """
        try:
            names = sorted(path.name for path in target.parent.iterdir() if path.name[0] != ".")
        except OSError:
            return None
        same = [name for name in names if Path(name).stem == target.stem]
        if is_key or same:
            return f"Did you mean “{same[0]}”?" if same else None
        stems = [Path(name).stem for name in names if Path(name).suffix == target.suffix]
        return self.hint(target.stem, stems, after=target.suffix)
