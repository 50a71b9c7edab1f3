"""The rows of an edition, brought up to date for a build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
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
    digests: Mapping[str, str]
    """Of each document in the rows, a digest of what its rows were made of."""
    generation: str
    """A digest of all that the rows were made of."""
    having: tuple[str, ...]
    """The documents that have entries."""
    told: tuple[Diagnostic, ...]
    """That they can't be kept, where that is so."""

    @classmethod
    def open(cls, sources: Sources, progress: Progress, *, are_kept: bool, are_fresh: bool) -> Rows:
        """Make rows of the files that changed, as they were read for the build.

        Where they are not kept, they are made of all files, and gone when they are closed; where
        they are to be fresh, of all files, too. Raises CannotRun for a file that is no longer as it
        was read.
        """
        store, done = opened(
            sources.edition, progress, sources.source, is_kept=are_kept, is_fresh=are_fresh
        )
        told = tuple(one for one in done.findings if isinstance(one.kind, kinds.command.NotKept))
        digests = dict(_digests(store))
        asked = "SELECT DISTINCT document FROM entities ORDER BY document"
        having = tuple(name for (name,) in store.connection.execute(asked))
        return cls(
            store=store,
            digests=digests,
            generation=_digest(digests.items()),
            having=having,
            told=told,
        )

    def __enter__(self) -> Rows:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.store.close()


def _digests(store: Store) -> Iterator[tuple[str, str]]:
    asked = "SELECT document, digest, context, parts FROM kept ORDER BY document"
    for document, *said in store.connection.execute(asked):
        yield document, _digest(said)


def _digest(values: Iterable[object]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for value in values:
        digest.update(repr(value).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
