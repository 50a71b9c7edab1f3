"""What checks ask of other files than their document's, and whether the answers are the same.

What is found in a document holds as long as its own bytes, the settings and siglum are what they
were, and every question that was asked meanwhile has the same answer. So a check looks at other
files through the `World` alone, which notes what it asks; whatever can't be noted is a doubt, and
then what is found is not kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from siglum.checks.near import MOST_COMPARED, Names
from siglum.checks.schema_files import files_of
from siglum.edition.config import Edition
from siglum.edition.document import XML_ID, Document
from siglum.edition.local_copies import located
from siglum.edition.reading import assembled
from siglum.edition.transcripts import Transcripts
from siglum.findings.diagnostics import CannotRun, CannotUse
from siglum.work.stamps import Kept

_MOST = 500
"""How many files are remembered beside the registers."""

Entries = Mapping[str, str]
"""The element names of entries by their xml:id."""

Answer = str | bool | None

Known = Callable[[Path], tuple[str, Callable[[], Entries]] | None]
"""Gives the digest of the entries of a file, and how to get them, where it was read elsewhere."""


def entries_of(document: Document) -> Entries:
    """Return the entries of a document."""
    return {
        str(element.get(XML_ID)): etree.QName(element).localname
        for element in document.root.iter("*")
        if element.get(XML_ID)
    }


def digest_of_entries(entries: Entries | None) -> str:
    """Return the digest of the entries of a file, in their order; "" where it can't be read."""
    return "" if entries is None else _digest(entries.items())


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked while one document was checked, and the answers."""

    answers: tuple[tuple[tuple[str, ...], Answer], ...] = ()
    """Each question, its kind first: see `_KINDS`."""
    entries: tuple[tuple[str, str, tuple[tuple[str, str | None], ...]], ...] = ()
    """Of each file: its path, the digest of its entries, and some of its entries: id, element."""
    owners: tuple[str, tuple[tuple[str, str | None], ...]] = ("", ())
    """The digest of the entries of all registers, and in which of them some ids are."""


@dataclass(frozen=True, slots=True)
class _File:
    """What was read of a file: its entries hold as long as its content does."""

    kept: Kept
    entries: Entries | None
    digest: str
    is_sure: bool


class World:
    """The files of an edition, as checks ask for them. What is kept of one holds with its content.

    `known` knows of files that have been read elsewhere.
    """

    def __init__(self, edition: Edition, known: Known | None = None) -> None:
        self.edition = edition
        self._known = known
        self.is_steady = False
        """Whether files count as they are when they are asked for first, in all of a run."""
        self._files: dict[Path, _File] = {}
        self._sure: set[Path] = set()
        self._readable: dict[Path, bool] = {}
        self._registers: list[Path] | None = None
        self._digest_of_all = ""  # of the entries of all registers, once that is asked for
        self._transcripts: Transcripts | None = None
        self._sources: frozenset[Path] | None = None
        self._near: dict[str, tuple[Path, str] | None] = {}  # while all registers stay
        self._names: dict[Path, Names] = {}
        self._told: dict[tuple[str, ...], Answer] = {}
        self._begin()

    def _begin(self) -> None:
        self._noted: dict[tuple[str, ...], Answer] = {}
        self._entries: dict[Path, dict[str, str | None]] = {}
        self._owners: dict[str, str | None] | None = None
        self._beside: dict[Path, list[str]] = {}
        self._is_sure = True

    def look_again(self) -> None:
        """Look at every file again that is asked for from now on, and note what is asked."""
        if not self.is_steady:
            self._sure.clear()
            self._registers = None
        self._digest_of_all = ""
        self._begin()

    def doubt(self) -> None:
        """Note that what is found now depends on more than can be said."""
        self._is_sure = False

    def asked(self) -> Asked | None:
        """Return what was asked since `look_again`; None where there is a doubt."""
        if not self._is_sure:
            return None
        return Asked(
            tuple(self._noted.items()),
            tuple(
                (str(path), self._digest(path), tuple(entries.items()))
                for path, entries in self._entries.items()
            ),
            ("", ())
            if self._owners is None
            else (self._digest_of_registers(), tuple(self._owners.items())),
        )

    # === Questions

    def note(self, answer: Answer, *question: str) -> None:
        """Note a question that somebody else has answered."""
        if self._noted.setdefault(question, answer) != answer:
            self.doubt()  # it has changed meanwhile

    def exists(self, path: Path) -> bool:
        """Say whether there is a file or a folder at a path."""
        return bool(self._ask("exists", str(path)))

    def is_file(self, path: Path) -> bool:
        """Say whether there is a file at a path."""
        return bool(self._ask("file", str(path)))

    def is_source(self, path: Path) -> bool:
        """Say whether a file, its links followed, is a document or a register of the edition."""
        return bool(self._ask("source", str(path)))

    def transcript(self, path: Path) -> Path | None:
        """Return the transcript that a document is to have; what is in it is noted."""
        found = self._ask("transcript", str(path))
        if not isinstance(found, str):
            return None
        self._ask("content", found)
        return Path(found)

    def located(self, address: str) -> tuple[Path, Path] | None:
        """Return the local copy of a schema: see `local_copies.located`. Raises CannotRun."""
        try:
            found = located(address, self.edition)
        except CannotRun:
            self.doubt()
            raise
        self.note(_located(found), "located", address)
        return found

    def entries(self, path: Path) -> Entries | None:
        """Return the entries of a file; None for one that is not readable XML."""
        self._ask("entries", str(path))
        return self._file(path).entries

    def entry(self, path: Path, xml_id: str) -> str | None:
        """Return the element of an entry; "" where the file has none, None for no readable XML."""
        entries = self._file(path).entries
        found = None if entries is None else entries.get(xml_id, "")
        self._entries.setdefault(path, {})[xml_id] = found
        return found

    def owner(self, xml_id: str) -> Path | None:
        """Return the first register that has an entry."""
        owner = next((path for path, found in self._all_registers() if xml_id in found), None)
        if self._owners is None:
            self._owners = {}
        self._owners[xml_id] = None if owner is None else str(owner)
        return owner

    def registers(self) -> Iterator[tuple[Path, Entries]]:
        """Yield the registers of the edition that can be read, with all that is in them."""
        self._ask("registers")
        yield from self._all_registers()

    def nearest(self, xml_id: str) -> tuple[Path, str] | None:
        """Return the entry that is nearest to one that no register has, with its file, if any."""
        self._ask("registers")
        if xml_id not in self._near:
            registers = self._all_registers()
            pairs = ((file, self._near_in(file, known, xml_id)) for file, known in registers)
            self._near[xml_id] = next(((file, name) for file, name in pairs if name), None)
        return self._near[xml_id]

    def _near_in(self, file: Path, known: Entries, xml_id: str) -> str | None:
        if len(known) > MOST_COMPARED:
            return None
        names = self._names.get(file)
        if names is None:
            names = self._names[file] = Names(known)
        return names.near(xml_id)

    def paths_of_registers(self) -> frozenset[Path]:
        """Return the registers of the edition that can be read."""
        self._ask("paths of registers")
        return frozenset(path for path, _ in self._all_registers())

    def beside(self, path: Path) -> list[str]:
        """Return the names of what is in the folder of a file, or would be, but for hidden ones."""
        folder = path.parent
        if folder not in self._beside:
            self._beside[folder] = _names(folder)
            self.note(_digest(self._beside[folder]), "beside", str(folder))
        return self._beside[folder]

    # === Answers

    def holds(self, asked: Asked) -> bool:
        """Say whether all that was asked has the same answer now, as of the first time of a run."""
        for path, digest, entries in asked.entries:
            file = Path(path)
            if self._digest(file) != digest:
                found = self._file(file).entries
                now = ((one, None if found is None else found.get(one, "")) for one, _ in entries)
                if tuple(now) != entries:
                    return False
        digest, owners = asked.owners
        if owners and digest != self._digest_of_registers():
            now_in = (self.owner(one) for one, _ in owners)
            if [one and str(one) for one in now_in] != [had for _, had in owners]:
                return False
        for question, answer in asked.answers:
            if question not in self._told:
                self._told[question] = self._answer(*question)
            if self._told[question] != answer:
                return False
        return True

    def _ask(self, *question: str) -> Answer:
        if question not in self._noted:
            self._noted[question] = self._answer(*question)
        return self._noted[question]

    def _answer(self, kind: str, *said: str) -> Answer:
        return _KINDS[kind](self, *said)

    def _source(self, path: str) -> bool:
        if self._sources is None:
            edition = self.edition
            files = (*edition.documents, *edition.authority)
            self._sources = frozenset(Path(os.path.realpath(one)) for one in files)
        return Path(path) in self._sources

    def _transcript(self, path: str) -> str | None:
        if self._transcripts is None:
            self._transcripts = Transcripts(self.edition)
        found = self._transcripts.of(Path(path))
        return None if found is None else str(found)

    def _located(self, address: str) -> Answer:
        try:
            return _located(located(address, self.edition))
        except CannotRun:
            return None

    def _digest_of_registers(self, *_: str) -> str:
        if not self._digest_of_all:
            paths = self._register_paths()
            registers = ((self._below(path), self._digest(path)) for path in paths)
            self._digest_of_all = _digest(registers)
        return self._digest_of_all

    def _below(self, path: Path) -> str:
        """Return a path of the edition as it is wherever the edition's folder lies."""
        return os.path.relpath(path, os.path.realpath(self.edition.root))

    def _digest(self, path: Path) -> str:
        known = self._known(path) if self._known else None
        return self._file(path).digest if known is None else known[0]

    def _register_paths(self) -> list[Path]:
        """Return the registers, their links followed."""
        if self._registers is None:
            self._registers = []
            for path in self.edition.authority:
                real = Path(os.path.realpath(path))
                if real not in self._readable:
                    self._readable[real] = self.edition.contains(path)
                if self._readable[real]:
                    self._registers.append(real)
        return self._registers

    def _all_registers(self) -> Iterator[tuple[Path, Entries]]:
        for path in self._register_paths():
            entries = self._file(path).entries
            if entries is not None:
                yield path, entries

    def _file(self, path: Path) -> _File:
        if path not in self._sure:
            file = self._files.get(path)
            if file is None or not file.kept.unchanged():
                self._files.pop(path, None)
                self._files[path] = self._read(path)
                self._forget_one()
            self._sure.add(path)
        file = self._files[path]
        if not file.is_sure:
            self.doubt()
        return file

    def _forget_one(self) -> None:
        """Forget the file that was read longest ago, if there are many; never a register."""
        if len(self._files) - len(self._readable) > _MOST:
            oldest = next(path for path in self._files if path not in self._readable)
            del self._files[oldest]
            self._sure.discard(oldest)
            self._names.pop(oldest, None)

    def _read(self, path: Path) -> _File:
        self._near.clear()
        self._names.pop(path, None)
        known = self._known(path) if self._known else None
        if known is not None:
            return _File(Kept(), known[1](), known[0], is_sure=True)
        kept = Kept()
        data = kept.read(path)
        if data is None:
            return _File(kept, None, "", is_sure=True)
        try:
            document = assembled(path, data, self.edition.root)
        except CannotUse:
            return _File(kept, None, "", is_sure=True)
        for file in document.asked:
            kept.read(file)
        entries = entries_of(document)
        kept.digest()  # so that it holds no contents
        is_sure = all(finding.code != "SG110" for finding in document.findings)
        return _File(kept=kept, entries=entries, digest=digest_of_entries(entries), is_sure=is_sure)


def content(_: World | None, path: str) -> str | None:
    """Return the digest of a file's content; None for what can't be read."""
    try:
        return _hash(Path(path).read_bytes())
    except (OSError, ValueError):
        return None


def _names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir() if path.name[0] != ".")
    except OSError:
        return []


def _located(found: tuple[Path, Path] | None) -> str | None:
    return None if found is None else "\n".join(map(str, found))


def _digest(items: Iterable[Any]) -> str:
    return _hash(repr(list(items)).encode("utf-8", "surrogateescape"))


def _hash(data: bytes) -> str:
    import hashlib  # late: slow to import, and most runs need none

    return hashlib.blake2b(data, digest_size=16).hexdigest()


_KINDS: dict[str, Callable[..., Answer]] = {
    "exists": lambda _, path: os.path.exists(path),  # noqa: PTH110 - many are asked for
    "file": lambda _, path: os.path.isfile(path),  # noqa: PTH113
    "content": content,
    "source": World._source,
    "transcript": World._transcript,
    "located": World._located,
    "entries": lambda world, path: world._digest(Path(path)),
    "registers": World._digest_of_registers,
    "paths of registers": lambda world: _digest(
        world._below(path) for path, _ in world._all_registers()
    ),
    "beside": lambda _, folder: _digest(_names(Path(folder))),
    "files": lambda _, *paths: Kept(map(Path, paths)).digest(),
    "schema": lambda _, path, folder: files_of(
        Path(path), Path(folder) if folder else None
    ).digest(),
}
"""How each kind of question is answered."""
