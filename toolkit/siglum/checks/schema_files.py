"""The files that a schema may be made of, in any schema language, so that a change is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from siglum.work.file_names import is_file
from siglum.work.stamps import Kept
from siglum.xml.resolve import Border, Target, resolve

_MOST = 1000
_REFERENCE = re.compile(
    rb"""(?:\bhref|\bschemaLocation)\s*=\s*(?:"([^"<]+)"|'([^'<]+)')"""
    rb"""|\b(?:include|external)\s+(?:"([^"\n]+)"|'([^'\n]+)')"""
)
_SUFFIXES = frozenset({".rng", ".rnc", ".xsd", ".sch", ".xml", ".isosch"})


def files_of(schema: Path, boundary: Path | None) -> Kept:
    """Return a schema file, and all that it names and may be made of, as they are now.

    What looks like a reference counts: one file too many costs nothing but a look at it.
    """
    kept, border = Kept(), Border(boundary) if boundary else None
    files = [schema]
    for file in files:
        data = kept.read(file)
        for found in _REFERENCE.finditer(data or b""):
            address = b"".join(filter(None, found.groups())).decode("utf-8", "replace")
            target = resolve(address, file, border)
            if (
                isinstance(target, Target)
                and target.file.suffix.lower() in _SUFFIXES
                and target.file not in files
                and len(files) < _MOST
            ):
                files.append(target.file)
    return kept


def files_named(arguments: Iterable[str]) -> Iterator[Path]:
    """Yield the files of the schemas that are named by their paths, wherever they lie."""
    for argument in arguments:
        path = Path(argument).absolute()
        if is_file(path):
            yield from files_of(path, None).files
