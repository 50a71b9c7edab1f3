"""What the files that links lead to hold: their entries, each file read once while it stays."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from siglum.checks.near import MOST_COMPARED, Names
from siglum.edition.config import Edition
from siglum.edition.document import XML_ID, Document, Unreadable
from siglum.edition.reading import assembled
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
        self._near: dict[str, tuple[Path, str] | None] = {}  # while all registers stay
        self._names: dict[Path, Names] = {}
        self._folders: dict[Path, Path] = {}  # where they really are

    def look_again(self) -> None:
        """Look at every file again that is asked for from now on."""
        self._sure.clear()
        self._folders.clear()

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
            real = self._real(path)
            if real not in self._readable:
                self._readable[real] = self._edition.contains(path)
            entries = self.entries(real) if self._readable[real] else None
            if entries is not None:
                yield real, entries

    def nearest(self, entry: str, registers: Mapping[Path, Entries]) -> tuple[Path, str] | None:
        """Return the entry that is nearest to one that no register has, with its file, if any."""
        if entry not in self._near:
            pairs = ((file, self._near_in(file, known, entry)) for file, known in registers.items())
            self._near[entry] = next(((file, name) for file, name in pairs if name), None)
        return self._near[entry]

    def _near_in(self, file: Path, known: Entries, entry: str) -> str | None:
        if len(known) > MOST_COMPARED:
            return None
        names = self._names.get(file)
        if names is None:
            names = self._names[file] = Names(known)
        return names.near(entry)

    def _real(self, path: Path) -> Path:
        """Return where a file really is; of many in one folder, that is looked at once."""
        if path.is_symlink():
            return Path(os.path.realpath(path))
        folder = self._folders.get(path.parent)
        if folder is None:
            folder = self._folders[path.parent] = Path(os.path.realpath(path.parent))
        return folder / path.name

    def _read(self, path: Path) -> tuple[Kept, Entries | None]:
        self._near.clear()
        self._names.pop(path, None)
        files = Kept()
        data = files.read(path)
        if data is None:
            return files, None
        try:
            document = assembled(path, data, self._edition.root)
        except Unreadable:
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
