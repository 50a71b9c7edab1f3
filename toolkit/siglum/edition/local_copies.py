"""Local copies of files with web addresses, such as schemas: nothing is fetched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from siglum.edition.config import Edition
from siglum.findings.diagnostics import CannotRun, CannotUse, Span
from siglum.work.file_names import is_file


def locate(address: str, edition: Edition) -> Path | None:
    """Return the local file for a canonical address, by the edition's catalog or the store.

    A file that a catalog names must lie in the edition, since its contributors write the catalog;
    the store is the user's own. Raises CannotRun for a catalog that can't be read.
    """
    found = located(address, edition)
    return found[0] if found else None


def located(address: str, edition: Edition) -> tuple[Path, Path] | None:
    """Return the local file for an address, and the folder that files named in it must lie in."""
    from siglum.edition.catalog import Catalog, SchemaStore

    if edition.schemas.catalog:
        path = edition.root / edition.schemas.catalog
        try:
            found = Catalog(path, edition.border).find(address)
        except CannotUse as broken:
            raise CannotRun(replace(broken.diagnostic, span=Span(path))) from None
        if found is not None and is_file(found):
            return found, edition.root
    store = SchemaStore()
    kept = store.find(address)
    return (kept, store.folder) if kept is not None else None
