"""`siglum addresses`: the list of addresses, compared with the edition, and brought up to date.

A line that is there is never taken out. What the site has is added; what was found at another
address is written down; what is lost stays as it was, and is told.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from siglum.edition.config import Edition
from siglum.edition.document import read_bytes
from siglum.edition.reading import assembled
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, CannotUse, Diagnostic, Span
from siglum.model.addresses import below
from siglum.model.collation import collated
from siglum.model.index import Index
from siglum.model.store import Store
from siglum.model.update import opened
from siglum.site import paths
from siglum.site.address_list import FILE, MOVED, WITHDRAWN, AddressList, Line, Unit
from siglum.site.lasting import Lasting, is_other, lasting
from siglum.site.likely import LikelyOnes
from siglum.site.names import addresses_of, illegible
from siglum.site.parts import Parts
from siglum.site.standing import Standing
from siglum.work.files import write_pieces


@dataclass(slots=True)
class Compared:
    """What comparing an edition with the list of its addresses has shown."""

    path: Path
    """Of the list."""
    findings: list[Diagnostic] = field(default_factory=list)
    new: int = 0
    """Pages that the list had not."""
    changed: int = 0
    """Lines that were changed: their page has moved, or has more units."""
    is_written: bool = False


def compare(edition: Edition, progress: Callable[[str], None], *, write: bool) -> Compared:
    """Compare the list of an edition with the addresses that its site has now.

    If asked to, bring it up to date, unless a line of it is wrong. Raises CannotRun where there is
    no edition, or the list can't be written.
    """
    if not edition.configured:
        raise CannotRun(Diagnostic(kinds.command.NoEdition(), Span(edition.root)))
    store, done = opened(edition, progress)
    known = AddressList.read(edition)
    try:
        files = _files(edition, store)
        standing = _standing(edition, store, files)
        likely = LikelyOnes(standing, files, edition.root / edition.settings.output)
        made = lasting(known, standing, likely)
        compared = Compared(known.path, [*done.findings, *made.findings])
        if known.findings:
            return compared
        _update(compared, known, standing, made)
        if write and (compared.new or compared.changed or not known.is_there):
            write_pieces(known.path, known.text())
            compared.is_written = True
    except OSError as error:
        failed = kinds.command.CannotWriteList(error.strerror or str(error))
        raise CannotRun(Diagnostic(failed, Span(edition.root / FILE))) from None
    finally:
        known.close()
        store.close()
    return compared


def _update(compared: Compared, known: AddressList, standing: Standing, made: Lasting) -> None:
    """Put into a list what a site has, and what has moved."""
    for line in standing.lines():
        old = known.line(line.address)
        if old is None:
            compared.new += known.put(line)
        elif old.kind != WITHDRAWN and not _is_other(old, standing):
            compared.changed += known.put(replace(line, units=merged(old.units, line.units)))
    for lead in made.leads:
        old = known.line(lead.address)
        if old is not None and old.kind not in (MOVED, WITHDRAWN):
            compared.changed += known.put(replace(old, kind=MOVED, leads=lead.to))


def _is_other(line: Line, standing: Standing) -> bool:
    document = standing.document_at(line.address)
    return document is not None and is_other(line, document, standing)


def merged(old: Iterable[Unit], new: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return the units of a page: those that it has, and behind the one before, those it had."""
    now = {unit.name: unit for unit in new}
    gone: dict[str, list[Unit]] = {}
    before = ""
    for unit in old:
        if unit.name in now and unit.now is None:
            before = unit.name
        elif unit.name not in now:
            gone.setdefault(before, []).append(unit)
    found = [*gone.get("", ())]
    for name, unit in now.items():
        found += [unit, *gone.get(name, ())]
    return tuple(found)


def _files(edition: Edition, store: Store) -> dict[str, Path]:
    """Return the documents that are published, by their names in the store."""
    root = Path(os.path.realpath(edition.root))
    known = {name for (name,) in store.connection.execute("SELECT document FROM documents")}
    found: dict[str, Path] = {}
    for path in addresses_of(edition):
        name = below(path, root) or path.name
        if name in known and illegible(path, edition.root) is None:
            found[name] = path
    return found


def _standing(edition: Edition, store: Store, files: Mapping[str, Path]) -> Standing:
    addresses = addresses_of(edition)
    documents = {name: addresses[path] for name, path in files.items()}

    def places(document: str) -> Mapping[str, str]:
        if edition.site.split is None:
            return {}
        try:
            path = files[document]
            return Parts.of(assembled(path, read_bytes(path), edition.root).root).by_id
        except CannotUse:
            return {}

    index = None
    if edition.site.registers:
        language = edition.site.language or edition.settings.languages[0]
        index = Index(store.connection, documents, collated(language), paths.file)
    return Standing(connection=store.connection, documents=documents, places=places, index=index)
