"""What the files that links lead to hold: their entries, each file read once while it stays."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from siglum.edition.config import Edition
from siglum.edition.document import XML_ID, Document
from siglum.edition.reading import assembled
from siglum.findings.diagnostics import CannotUse
from siglum.work.stamps import Kept

Entries = Mapping[str, str]
"""The element names of entries by their xml:id."""


class Targets:
    """The entries of an edition's files. What is kept of one holds as long as its content does."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._kept: dict[Path, tuple[Kept, Entries | None]] = {}
        self._sure: set[Path] = set()
        self._readable: dict[Path, bool] = {}
        self.near: dict[str, tuple[Path, str] | None] = {}
        """Of what no register has, the nearest entry in one, with its file; while all stay."""

    def look_again(self) -> None:
        """Look at every file again that is asked for from now on."""
        self._sure.clear()

    def entries(self, path: Path) -> Entries | None:
        """Return the entries of a file; None for one that is not readable XML."""
        if path not in self._sure:
            kept = self._kept.get(path)
            if kept is None or not kept[0].unchanged():
                self._kept[path] = self._read(path)
            self._sure.add(path)
        return self._kept[path][1]

    def registers(self) -> Iterator[tuple[Path, Entries]]:
        """Yield the authority files of the edition that can be read."""
        for path in self._edition.authority:
            real = Path(os.path.realpath(path))
            if real not in self._readable:
                self._readable[real] = self._edition.contains(path)
            entries = self.entries(real) if self._readable[real] else None
            if entries is not None:
                yield real, entries

    def _read(self, path: Path) -> tuple[Kept, Entries | None]:
        self.near.clear()
        files = Kept()
        data = files.read(path)
        if data is None:
            return files, None
        try:
            document = assembled(path, data, self._edition.root)
        except CannotUse:
            return files, None
        for file in document.files:
            files.read(file)
        return files, entries_of(document)


def entries_of(document: Document) -> Entries:
    """Return the entries of a document."""
    return {
        str(element.get(XML_ID)): etree.QName(element).localname
        for element in document.root.iter("*")
        if element.get(XML_ID)
    }
