"""Bring the store up to what the edition's files say now: only what changed is read again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from siglum.edition.document import Unreadable, read_bytes
from siglum.edition.settings import Edition
from siglum.findings.codes import diagnostic
from siglum.findings.diagnostics import Diagnostic, Span
from siglum.model.addresses import below
from siglum.model.facts import Facts, read
from siglum.model.same import settle
from siglum.model.store import Kept, Store
from siglum.work.versions import code

_BATCH = 20_000  # rows that are written at once


@dataclass(slots=True)
class Update:
    """What an update did."""

    read: int = 0
    """Documents that were read."""
    unchanged: int = 0
    """Documents whose rows were kept."""
    gone: int = 0
    """Documents that are no longer there."""
    findings: list[Diagnostic] = field(default_factory=list)
    """About files that have no rows: unreadable, or not the edition's."""


def update(
    store: Store, edition: Edition, progress: Callable[[str], None] = lambda _: None
) -> Update:
    """Read the files of an edition that changed, and forget those that are gone."""
    done = Update()
    root = Path(os.path.realpath(edition.root))
    files: dict[str, Path] = {}
    links: list[tuple[str, str]] = []
    for path in (*edition.documents, *edition.authority):
        reason = edition.border.refuses(path)
        name = None if reason else below(path, root)
        if name is None:
            message = f"“{path.name}” {reason.value if reason else 'lies outside the edition'}"
            done.findings.append(diagnostic("SG404", message, Span(path)))
        else:
            files.setdefault(name, path)
            if path != root / name:
                links.append((name, str(path)))
    context = context_of(edition, links)
    pending: list[tuple[Kept, Facts]] = []
    for name, path in files.items():
        made = _made(store, edition, name, path, context, done)
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


def _write(store: Store, pending: list[tuple[Kept, Facts]]) -> None:
    if pending:
        with store.writing():
            for kept, facts in pending:
                store.put(kept, facts)
        pending.clear()


def _made(
    store: Store, edition: Edition, name: str, path: Path, context: str, done: Update
) -> tuple[Kept, Facts] | None:
    """Read a document anew; None where what is kept of it holds."""
    try:
        data = read_bytes(path)
    except Unreadable as unreadable:
        done.read += 1
        return Kept(name, "", context, {}, (unreadable.diagnostic,), is_sure=False), Facts()
    digest = hashlib.sha256(data).hexdigest()
    known = store.kept(name)
    if known is not None and _holds(known, digest, context, edition):
        done.unchanged += 1
        return None
    facts, findings = read(data, path, edition)
    parts = {row.file: row.digest or "" for row in facts.parts}
    # What an include that was refused depends on, such as links of the file system, is not known.
    is_sure = all(finding.code != "SG110" for finding in findings)
    done.read += 1
    return Kept(name, digest, context, parts, findings, is_sure), facts


def _holds(known: Kept, digest: str, context: str, edition: Edition) -> bool:
    """Say whether what is kept of a document was made of what is there now."""
    if not known.is_sure or (known.digest, known.context) != (digest, context):
        return False
    return all(_digest(edition, name) == said for name, said in known.parts.items())


def _digest(edition: Edition, name: str) -> str:
    """Return the digest of a file's bytes; nothing for one that can't or may not be read."""
    path = edition.root / name
    try:
        return "" if edition.border.refuses(path) else hashlib.sha256(read_bytes(path)).hexdigest()
    except Unreadable:
        return ""


def context_of(edition: Edition, links: list[tuple[str, str]]) -> str:
    """Return the digest of all that rows depend on but the documents themselves.

    That is siglum and the parser, the edition's settings and folder, and which of its files are
    links to others (`links`).
    """
    root = os.path.realpath(edition.root)
    said = (
        code(),
        etree.LXML_VERSION,
        etree.LIBXML_VERSION,
        root,
        edition.settings,
        sorted(edition.links.items()),
        links,
    )
    return hashlib.sha256(repr(said).encode("utf-8", "surrogateescape")).hexdigest()
