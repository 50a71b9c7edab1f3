"""addresses.tsv: each address that a site has ever had, in the hands of the editors.

It lies beside edition.toml, and is read as what somebody may have written: line by line, each of a
bounded length, into a temporary database, so that its size is no matter. After a line with the
names of the columns there is one for each page, sorted by address:

    address  path of the page below the site
    kind     “document”, “part” (a page of a document that is split), a kind of entry as “person”;
             “moved” for what has another address now; “withdrawn”
    leads to the file of the document or entry; where it has moved to; why it is withdrawn
    id       the identifier by which it is known wherever it goes: an xml:id, or an idno
    units    the citable units on the page, by their xml:ids, as they stand in the document;
             “p1>p2” for one that has another id now, “p1>” for one that is withdrawn

A line for each page keeps the list at some 400 bytes a document, and its changes where the changes
of the document are: two editors who work on different documents change different lines.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import BinaryIO, Self

from siglum.edition.settings import Edition
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Kind, Span
from siglum.report.terminal import visible
from siglum.site.paths import FOLDERS
from siglum.work.databases import Shape

FILE = "addresses.tsv"
DOCUMENT, PART, MOVED, WITHDRAWN = "document", "part", "moved", "withdrawn"
_KINDS = (DOCUMENT, PART, *FOLDERS, MOVED, WITHDRAWN)
_COLUMNS = ("address", "kind", "leads to", "id", "units")
_HEAD = "\t".join(_COLUMNS)
_LONGEST = 8_000_000  # bytes of a line
_LONGEST_NAME, _LONGEST_ADDRESS = 255, 1000  # bytes
_TOLD = 100  # wrong lines that are told one by one
_ID = re.compile(r"[^\s<>]+")
_SHAPE = Shape(
    "addresses",
    (
        "CREATE TABLE lines (address TEXT PRIMARY KEY, number INTEGER NOT NULL, kind TEXT NOT NULL,"
        " leads TEXT NOT NULL, id TEXT NOT NULL, units TEXT NOT NULL) WITHOUT ROWID",
    ),
    1,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A citable unit of a page, as the list names it."""

    name: str
    now: str | None = None
    """Its xml:id now, where the editors say it; “” for one that is withdrawn."""

    def __str__(self) -> str:
        return self.name if self.now is None else f"{self.name}>{self.now}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list; `number` is 0 for one that it has not yet."""

    address: str
    kind: str
    leads: str = ""
    id: str = ""
    units: tuple[Unit, ...] = ()
    number: int = 0

    @property
    def text(self) -> str:
        """How it is written, with its end."""
        written = (self.address, self.kind, self.leads, self.id, " ".join(map(str, self.units)))
        return "\t".join(written).rstrip("\t") + "\n"


@dataclass(slots=True)
class AddressList:
    """The list of an edition, read. Close it."""

    path: Path
    connection: sqlite3.Connection = field(default_factory=_SHAPE.temporary)
    digest: str = ""
    """Of its bytes."""
    is_there: bool = False
    findings: list[Diagnostic] = field(default_factory=list)
    """About lines that are wrong, or the whole."""
    _wrong: int = 0

    @classmethod
    def read(cls, edition: Edition) -> Self:
        """Read the list of an edition, which need not have one."""
        read = cls(edition.root / FILE)
        read.is_there = is_listed(edition)
        if not read.is_there:
            return read
        if not edition.contains(read.path) or not read.path.is_file():
            read._tell(0, kinds.addresses.ListUnreadable())
            return read
        try:
            with read.path.open("rb") as file:
                read._read(file)
        except OSError as error:
            read._tell(0, kinds.addresses.ListUnreadable(error.strerror or str(error)))
        if read._wrong > _TOLD:
            more = kinds.addresses.MoreLinesWrong(read._wrong - _TOLD)
            read.findings.append(Diagnostic(more, Span(read.path)))
        return read

    def close(self) -> None:
        """Close it; what it holds is gone then."""
        self.connection.close()

    def lines(self) -> Iterator[Line]:
        """Yield the lines, sorted by address."""
        asked = "SELECT address, kind, leads, id, units, number FROM lines ORDER BY address"
        for row in self.connection.execute(asked):
            yield _line(*row)

    def line(self, address: str) -> Line | None:
        """Return the line of an address."""
        asked = "SELECT address, kind, leads, id, units, number FROM lines WHERE address = ?"
        row = self.connection.execute(asked, (address,)).fetchone()
        return None if row is None else _line(*row)

    def put(self, line: Line) -> bool:
        """Put a line in the place of that of its address; say whether it is another."""
        before = self.line(line.address)
        if before is not None and before.text == line.text:
            return False
        values = (line.address, line.number, line.kind, line.leads, line.id, _written(line.units))
        self.connection.execute("INSERT OR REPLACE INTO lines VALUES (?, ?, ?, ?, ?, ?)", values)
        return True

    def text(self) -> Iterator[bytes]:
        """Yield the list as it is written."""
        yield f"{_HEAD}\n".encode()
        for line in self.lines():
            yield line.text.encode()

    def span(self, line: Line) -> Span:
        """Return where the address of a line stands."""
        return Span(self.path, max(line.number, 1), 1, len(line.address))

    # === Reading

    def _read(self, file: BinaryIO) -> None:
        self.connection.execute("BEGIN")
        digest = _digest()
        for number, data in enumerate(_lines(file, digest), 1):
            if number == 1:
                data = data.removeprefix(codecs.BOM_UTF8)
            try:
                self._add(number, data)
            except _WrongLine as wrong:
                self._tell(number, wrong.kind)
        self.digest = digest.hexdigest()
        self.connection.execute("COMMIT")

    def _add(self, number: int, data: bytes) -> None:
        if len(data) > _LONGEST:
            raise _WrongLine(kinds.addresses.LineTooLong(_LONGEST))
        try:
            text = data.removesuffix(b"\n").removesuffix(b"\r").decode()
        except UnicodeDecodeError:
            raise _WrongLine(kinds.addresses.LineNotUtf8()) from None
        if number == 1:
            if tuple(text.rstrip("\t").split("\t")) != _COLUMNS:
                raise _WrongLine(kinds.addresses.NoColumnNames(_COLUMNS))
            return
        self._insert(_parsed(number, text))

    def _insert(self, line: Line) -> None:
        values = (line.address, line.number, line.kind, line.leads, line.id, _written(line.units))
        done = self.connection.execute(
            "INSERT OR IGNORE INTO lines VALUES (?, ?, ?, ?, ?, ?)", values
        )
        if not done.rowcount:
            first = self.line(line.address)
            assert first is not None
            raise _WrongLine(kinds.addresses.AddressTwice(line.address, first.number))

    def _tell(self, number: int, kind: Kind) -> None:
        self._wrong += 1
        if self._wrong <= _TOLD:
            self.findings.append(Diagnostic(kind, Span(self.path, max(number, 1))))


def is_listed(edition: Edition) -> bool:
    """Say whether an edition has a list of its addresses, even one that can't be read."""
    path = edition.root / FILE
    return path.exists() or path.is_symlink()


def digest_of_list(edition: Edition) -> str:
    """Return the digest of an edition's list, as `AddressList.digest`; “” if it can't be read."""
    path = edition.root / FILE
    try:
        if not edition.contains(path) or not path.is_file():
            return ""
        with path.open("rb") as file:
            digest = _digest()
            for _ in _lines(file, digest):
                pass
            return digest.hexdigest()
    except OSError:
        return ""


def is_address(text: str) -> bool:
    """Say whether a text is a path below a site, of a page, that can be a file on any system."""
    names = text.split("/")
    return (
        text.endswith(".html")
        and "\\" not in text
        and visible(text) == text
        and not PureWindowsPath(text).drive
        and len(text.encode("utf-8", "surrogateescape")) <= _LONGEST_ADDRESS
        and all(name.strip(".") and not name.startswith(".") for name in names)
        and all(len(name.encode("utf-8", "surrogateescape")) <= _LONGEST_NAME for name in names)
    )


def is_name(text: str) -> bool:
    """Say whether a text can be the name of a unit in the list, as any xml:id can that is valid."""
    return _ID.fullmatch(text) is not None and visible(text) == text


class _WrongLine(Exception):
    def __init__(self, kind: Kind) -> None:
        super().__init__(kind)
        self.kind = kind


def _digest() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=16)


def _lines(file: BinaryIO, digest: hashlib.blake2b) -> Iterator[bytes]:
    """Yield the lines of a file; of one that is too long, no more than what shows that."""
    while data := file.readline(_LONGEST + 1):
        digest.update(data)
        rest = data
        while len(rest) > _LONGEST and not rest.endswith(b"\n"):
            rest = file.readline(_LONGEST + 1)
            digest.update(rest)
        yield data


def _parsed(number: int, text: str) -> Line:
    """Return what a line says. Raises _WrongLine."""
    values = text.split("\t")
    if not 2 <= len(values) <= len(_COLUMNS):
        raise _WrongLine(kinds.addresses.WrongColumns(len(values)))
    address, kind, leads, identifier, units = (*values, *[""] * (len(_COLUMNS) - len(values)))
    if not is_address(address):
        raise _WrongLine(kinds.addresses.NotAnAddress(address[:_LONGEST_ADDRESS]))
    if kind not in _KINDS:
        raise _WrongLine(kinds.addresses.UnknownKindOfAddress(kind[:_LONGEST_NAME], _KINDS))
    if visible(leads) != leads or visible(identifier) != identifier:
        raise _WrongLine(kinds.addresses.UnseenInLine())
    if kind == MOVED and not is_address(leads.partition("#")[0]):
        raise _WrongLine(kinds.addresses.NotAnAddress(leads[:_LONGEST_ADDRESS]))
    named = _units(units)
    for unit in named:
        if not is_name(unit.name) or not (not unit.now or is_name(unit.now)):
            raise _WrongLine(kinds.addresses.NotAUnit(str(unit)[:_LONGEST_NAME]))
    return Line(address, kind, leads, identifier, named, number)


def _units(text: str) -> tuple[Unit, ...]:
    parted = (written.partition(">") for written in text.split())
    return tuple(Unit(name, now if sign else None) for name, sign, now in parted)


def _written(units: tuple[Unit, ...]) -> str:
    return " ".join(map(str, units))


def _line(address: str, kind: str, leads: str, identifier: str, units: str, number: int) -> Line:
    return Line(address, kind, leads, identifier, _units(units), number)
