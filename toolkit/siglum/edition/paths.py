"""The files that the user means by files and folders, and which of them are links to others."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from siglum.edition.document import STDIN
from siglum.edition.settings import Edition
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Span


def files_of(paths: Iterable[Path]) -> Iterator[Path | Diagnostic]:
    """Yield each file of some paths once, and a finding for each path that has none.

    A folder stands for the XML files in it, but for those in hidden folders and in those of
    packages.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _files(path):
            if isinstance(found, Diagnostic):
                yield found
            elif found not in seen:
                seen.add(found)
                yield found


def _files(path: Path) -> Iterable[Path | Diagnostic]:
    if path == STDIN:
        return [path]
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        if path.is_symlink() or not isinstance(error, FileNotFoundError):
            return [path]  # reading it will say what is wrong
        return [Diagnostic(kinds.reading.NotFound(or_folder=True), Span(path))]
    if stat.S_ISDIR(mode):
        return xml_files(path) or [Diagnostic(kinds.reading.NoXmlFile(), Span(path))]
    return [path]


def xml_files(folder: Path) -> list[Path]:
    """Return the XML files below a folder, sorted."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "." and name != "node_modules"]
        found += [Path(parent, name) for name in names if name.endswith(".xml")]
    return sorted(path for path in found if path.is_file())


def symbolic_links(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the symbolic links in an edition's folder, and where they lead.

    Those in hidden folders are none of the edition's, nor are those of the site.
    """
    output = str(edition.root / edition.settings.output)
    for folder, folders, names in os.walk(edition.root):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and os.path.join(folder, name) != output  # noqa: PTH118
        )
        for name in (*folders, *sorted(names)):
            path = os.path.join(folder, name)  # noqa: PTH118 - at each file of an edition
            if os.path.islink(path):  # noqa: PTH114
                yield path, os.path.realpath(path)
