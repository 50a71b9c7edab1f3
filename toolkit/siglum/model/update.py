"""Bring the store up to what the edition's files say now: only what changed is read again."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from siglum.edition.document import read_bytes
from siglum.edition.paths import symbolic_links
from siglum.edition.settings import Edition
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Span
from siglum.model.addresses import below
from siglum.model.facts import Facts, read
from siglum.model.same import settle
from siglum.model.store import KeptDocument, Store, not_kept
from siglum.work.spool import digest_of
from siglum.work.versions import code
from siglum.xml.resolve import Reason

_BATCH = 20_000  # rows that are written at once


@dataclass(slots=True)
class Update:
    """What an update did."""

    read: int = 0
    """Documents that were read."""
    unchanged: int = 0
    """Documents that had not changed, so that their rows stayed."""
    gone: int = 0
    """Documents that are no longer there."""
    findings: list[Diagnostic] = field(default_factory=list)
    """About files that have no rows: unreadable, or outside of the edition."""


Rows = tuple[Facts, tuple[Diagnostic, ...]]
"""The facts of a file, and findings: what can't be read or is guessed."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that rows are made of."""

    digest: str
    """Of its bytes: see `siglum.work.spool.digest_of`."""
    read: Callable[[], tuple[bytes, Mapping[Path, bytes | None] | None]]
    """Returns its bytes, and what its parts hold (see `edition.reading.assembled`)."""
    rows: Callable[[], Rows | None] = lambda: None
    """Returns its rows, if they have been made of these bytes already."""


def on_disk(path: Path) -> Source:
    """Return a file as it is now. Raises CannotUse for one that can't be read."""
    data = read_bytes(path)
    return Source(digest_of(data), lambda: (data, None))


def opened(
    edition: Edition,
    progress: Callable[[str], None] = lambda _: None,
    source: Callable[[Path], Source] = on_disk,
    *,
    is_kept: bool = True,
    is_fresh: bool = False,
) -> tuple[Store, Update]:
    """Open the store of an edition, and bring it up to date.

    Where nothing can be kept, the store is a temporary one, and a finding says so. It is one, too,
    if it is not to be kept, and for what is no edition, into whose folder nothing is written. One
    that is to be `is_fresh` is made of all files again.
    `source` returns each file, or raises CannotUse. Raises sqlite3.Error where not even a temporary
    store is to be had.
    """
    is_kept = is_kept and edition.configured
    store, told = Store.open(edition.root) if is_kept else (Store.temporary(), ())
    try:
        if is_fresh:
            store.forget()
        done = update(store, edition, progress, source)
    except sqlite3.Error as error:  # a full disk, or damage that was not noticed before
        store.close()
        store, told = Store.temporary(), (not_kept(edition.root, error),)
        done = update(store, edition, progress, source)
    except BaseException:
        store.close()
        raise
    done.findings += told
    return store, done


def update(
    store: Store,
    edition: Edition,
    progress: Callable[[str], None] = lambda _: None,
    source: Callable[[Path], Source] = on_disk,
) -> Update:
    """Read the files of an edition that changed, and forget those that are gone."""
    done = Update()
    root = Path(os.path.realpath(edition.root))
    files: dict[str, Path] = {}
    for path in (*edition.documents, *edition.authority):
        reason = edition.border.refuses(path)
        name = None if reason else below(path, root)
        if name is None:
            refused = kinds.links.SourceRefused(path.name, reason or Reason.OUTSIDE)
            done.findings.append(Diagnostic(refused, Span(path)))
        else:
            files.setdefault(name, path)
    context = context_of(edition)
    pending: list[tuple[KeptDocument, Facts]] = []
    for name, path in files.items():
        made = _Making(store, edition, context, source, done).made(name, path)
        if made is not None:
            progress(f"read {path.name}")
            pending.append(made)
        if sum(facts.size for _, facts in pending) >= _BATCH:
            _write(store, pending)
    _write(store, pending)
    gone = sorted(set(store.documents()) - files.keys())
    if gone:
        with store.writing():
            for name in gone:
                store.remove(name)
    done.gone = len(gone)
    settle(store)
    return done


def _write(store: Store, pending: list[tuple[KeptDocument, Facts]]) -> None:
    if pending:
        with store.writing():
            for kept, facts in pending:
                store.put(kept, facts)
        pending.clear()


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes the rows of the files of one edition."""

    store: Store
    edition: Edition
    context: str
    source: Callable[[Path], Source]
    done: Update

    def made(self, name: str, path: Path) -> tuple[KeptDocument, Facts] | None:
        """Read a document; None where the rows that are kept of it are still right."""
        try:
            source = self.source(path)
        except CannotUse as unreadable:
            self.done.read += 1
            return self._kept(name, "", {}, (unreadable.diagnostic,), is_sure=False), Facts()
        known = self.store.kept(name)
        if known is not None and _holds(known, source.digest, self.context, self.edition):
            self.done.unchanged += 1
            return None
        facts, findings = source.rows() or self._read(path, source)
        parts = {row.file: row.digest or "" for row in facts.parts}
        # A refused include may depend on links of the file system, which are not recorded.
        is_sure = all(finding.code != "SG110" for finding in findings)
        self.done.read += 1
        return self._kept(name, source.digest, parts, findings, is_sure=is_sure), facts

    def _read(self, path: Path, source: Source) -> Rows:
        data, contents = source.read()
        return read(data, path, self.edition, contents)

    def _kept(
        self,
        name: str,
        digest: str,
        parts: dict[str, str],
        findings: tuple[Diagnostic, ...],
        *,
        is_sure: bool,
    ) -> KeptDocument:
        return KeptDocument(
            document=name,
            digest=digest,
            context=self.context,
            parts=parts,
            findings=findings,
            is_sure=is_sure,
        )


def _holds(known: KeptDocument, digest: str, context: str, edition: Edition) -> bool:
    """Say whether a document's kept rows were made of the files as they are now."""
    if not known.is_sure or (known.digest, known.context) != (digest, context):
        return False
    return all(_digest(edition, name) == said for name, said in known.parts.items())


def _digest(edition: Edition, name: str) -> str:
    """Return the digest of a file's bytes; nothing for one that can't or may not be read."""
    path = edition.root / name
    try:
        return "" if edition.border.refuses(path) else hashlib.sha256(read_bytes(path)).hexdigest()
    except CannotUse:
        return ""


def context_of(edition: Edition) -> str:
    """Return the digest of all that rows depend on, except the documents themselves.

    These are siglum and the parser, the edition's settings and folder, and which of its files are
    links to others.
    """
    root = os.path.realpath(edition.root)
    said = (
        code(),
        etree.LXML_VERSION,
        etree.LIBXML_VERSION,
        root,
        edition.settings,
        sorted(edition.links.items()),
        edition.fields,
        list(edition.facets.items()),
        list(symbolic_links(edition)),
    )
    return hashlib.sha256(repr(said).encode("utf-8", "surrogateescape")).hexdigest()
