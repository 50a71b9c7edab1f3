"""Which files of this machine the work on an edition may ask for: what a cluster is sent."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from siglum.edition.catalog import SchemaStore
from siglum.edition.config import Edition
from siglum.edition.editions import Editions
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, Diagnostic, Span
from siglum.work.snapshots import Files


def carried(editions: Iterable[Edition], also: Iterable[Path] = ()) -> Files:
    """Return the files that checks of some editions may ask for, and those that are named."""
    roots = {edition.root: edition for edition in editions}
    outermost = [root for root in roots if not any(other in roots for other in root.parents)]
    store = SchemaStore().folder
    return Files(
        folders=(*outermost, *([store.absolute()] if store.is_dir() else [])),
        files=tuple(also),
        hollow=frozenset(edition.root / edition.settings.output for edition in roots.values()),
    )


def links_of(edition: Edition) -> Files:
    """Return where the links of an edition lead, which is what making its pages asks for."""
    return Files(folders=(edition.root,), contents=False)


def carried_for(paths: Iterable[Path], working_folder: Path, also: Iterable[Path] = ()) -> Files:
    """Return the files that the work on some files may ask for, whatever editions they are of.

    Raises CannotRun for a file that is in none.
    """
    editions, found = Editions(working_folder), dict[Path, Edition]()
    links: set[Path] = set()
    folders: set[Path] = set()
    for path in paths:
        folder = path.absolute().parent
        if folder in folders:
            continue
        folders.add(folder)
        edition = editions.of(path)
        if not edition.configured:
            raise CannotRun(Diagnostic(kinds.command.NoEditionForCluster(), Span(path)))
        found[edition.root] = edition
        links.update(_links_to(folder, edition.root))
    return carried(found.values(), (*also, *sorted(links)))


def _links_to(folder: Path, root: Path) -> Iterator[Path]:
    """Yield the links that a folder is reached by, outside of an edition."""
    if not folder.is_relative_to(root):
        for part in (*reversed(folder.parents), folder):
            if os.path.islink(part):  # noqa: PTH114 - as everywhere where links count
                yield part
