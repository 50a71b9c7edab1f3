"""Chooses the syntax in which a file of a schema is read."""

from __future__ import annotations

from pathlib import Path

from .grammar import Scope
from .sources import SchemaReader, Sources


def reader(
    sources: Sources, path: Path, data: bytes, ns: str | None, scope: Scope | None
) -> SchemaReader:
    """Return the reader of a file: for the compact syntax if it is .rnc, else for XML."""
    if path.suffix == ".rnc":
        from .compact import CompactReader  # late: most schemas are in one syntax

        return CompactReader(sources=sources, path=path, data=data, ns=ns, scope=scope)
    from .xml_syntax import XmlReader

    return XmlReader(sources=sources, path=path, data=data, ns=ns, scope=scope)
