"""The rows of an edition, brought up to date for a build."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from types import TracebackType

from siglum.edition.config import Edition
from siglum.findings.diagnostics import Diagnostic
from siglum.model.store import Store, not_kept
from siglum.model.update import update
from siglum.site.progress import Progress


@dataclass(slots=True)
class Rows:
    """An open store that says what the files of an edition say. Use it in a `with` statement."""

    store: Store
    generation: str
    """A digest of all that the rows were made of."""
    told: tuple[Diagnostic, ...]

    @classmethod
    def open(cls, edition: Edition, progress: Progress) -> Rows:
        """Read again the files that changed; where nothing can be kept, all, and a finding says so.

        Raises CannotRun for what `update` can't read.
        """
        store, told = Store.open(edition.root)
        try:
            update(store, edition, progress)
        except sqlite3.Error as error:  # a full disk, or damage that was not noticed before
            store.close()
            store, told = Store.temporary(), (not_kept(edition.root, error),)
            update(store, edition, progress)
        return cls(store, _generation(store), told)

    def __enter__(self) -> Rows:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.store.close()


def _generation(store: Store) -> str:
    digest = hashlib.blake2b(digest_size=16)
    asked = "SELECT document, digest, context, parts FROM kept ORDER BY document"
    for row in store.connection.execute(asked):
        digest.update(repr(row).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
