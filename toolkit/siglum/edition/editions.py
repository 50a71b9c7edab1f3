"""The editions of a run: which one a file belongs to."""

from __future__ import annotations

from pathlib import Path

from siglum.edition.config import FILE_NAME, Edition, find, root_of
from siglum.work.stamps import Kept


class Editions:
    """The editions of a run, by the folders of the files."""

    def __init__(self, working_folder: Path) -> None:
        self.working_folder = working_folder.resolve()
        self._editions: dict[Path, tuple[Kept, Edition]] = {}

    def of(self, path: Path) -> Edition:
        """Return the edition a file or folder belongs to. Raises CannotRun.

        Files with no edition.toml in a folder above belong to the working folder. An edition.toml
        that has changed is read again.
        """
        try:
            folder = (path if path.is_dir() else path.parent).resolve()
        except (OSError, RuntimeError):
            folder = self.working_folder
        root = root_of(folder, self.working_folder)
        if root is None:
            is_below = folder.is_relative_to(self.working_folder)
            root = self.working_folder if is_below else folder
        known = self._editions.get(root)
        if known is None or not known[0].unchanged():
            known = self._editions[root] = Kept([root / FILE_NAME]), find(root)
        return known[1]
