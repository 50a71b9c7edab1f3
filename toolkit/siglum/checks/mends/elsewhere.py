"""Which ids of a document the other files of its edition point to."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from siglum.edition.config import Edition
from siglum.xml.source import SourceError, decode

_FRAGMENT = re.compile(r"""(?<=[^\s"'<>#])#([^\s"'<>]+)""")


class Elsewhere:
    """The pointers of an edition's files into others. They are read when first asked for."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def names(self, identifier: str) -> bool:
        """Tell whether a pointer into another file names an id, whichever file that is."""
        return identifier in self._fragments

    @cached_property
    def _fragments(self) -> frozenset[str]:
        files = dict.fromkeys([*self._edition.documents, *self._edition.authority])
        return frozenset(name for path in files for name in _fragments(path))


def _fragments(path: Path) -> set[str]:
    try:
        text = decode(path.read_bytes())
    except (OSError, SourceError):
        return set()
    return {unquote(found[1]) for found in _FRAGMENT.finditer(text)}
