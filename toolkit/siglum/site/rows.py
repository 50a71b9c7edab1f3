"""The rows of an edition, brought up to date for a build."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import TracebackType

from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic
from siglum.model.store import Store
from siglum.model.update import opened
from siglum.site.progress import Progress
from siglum.site.sources import Sources


@dataclass(slots=True)
class Rows:
    """An open store that says what the files of an edition say. Use it in a `with` statement."""

    store: Store
    generation: str
    """A digest of all that the rows were made of."""
    told: tuple[Diagnostic, ...]
    """That they can't be kept, where that is so."""

    @classmethod
    def open(cls, sources: Sources, progress: Progress, *, are_kept: bool) -> Rows:
        """Make rows of the files that changed, as they were read for the build.

        Where they are not kept, they are made of all files, and gone when they are closed. Raises
        CannotRun for a file that is no longer as it was read.
        """
        store, done = opened(sources.edition, progress, sources.source, is_kept=are_kept)
        told = tuple(one for one in done.findings if isinstance(one.kind, kinds.command.NotKept))
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
