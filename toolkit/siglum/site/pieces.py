"""The pieces of a site: what is kept of each, and how its files come into their places.

A piece has a key, the digest of all that it is made of. It is known where it is kept with that key:
then its files are linked from the old site, and its findings told again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from siglum.findings.diagnostics import Diagnostic
from siglum.render.frame import Entry
from siglum.search.chunks import size_of
from siglum.search.searched import Passage
from siglum.site.kept import Kept
from siglum.site.portions import Lengths
from siglum.site.shelves import Leaf, Printed
from siglum.site.writing import Stage
from siglum.work.spool import digest_of


def key_of(*said: Any) -> str:
    """Return a key: the digest of values, by what `repr` says of them."""
    return digest_of(repr(said).encode("utf-8", "surrogateescape"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a site that is in its place, or could not be made."""

    path: Path
    """The file that it is about."""
    files: tuple[tuple[str, str], ...] = ()
    """The names and digests of its files."""
    pages: tuple[str, ...] = ()
    """The names of those that are pages."""
    findings: tuple[Diagnostic, ...] = ()
    once: tuple[Diagnostic, ...] = ()
    """Those among the findings that are told once, though other pieces have them as well."""
    entry: Entry | None = None
    """Of a document: what the home page says of it."""
    is_document: bool = False
    is_failed: bool = False
    """Whether the build stops at it; it is not kept then."""
    is_made: bool = False
    """Whether it was made now."""
    leaves: tuple[Leaf, ...] = ()
    """Of a shelf: its pages."""
    portions: tuple[tuple[str, Lengths], ...] = ()
    """Of files that are made in portions: their names, and the portions."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a piece consists of."""

    files: Iterable[tuple[str, bytes | Iterable[bytes]]] = ()
    """Names and contents, whole or in parts; each is asked for once, when the one before is in its
    place."""
    pages: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    once: tuple[Diagnostic, ...] = ()
    entry: Entry | None = None
    passages: tuple[Passage, ...] = ()
    """Of a document: the passages that a search finds."""
    portions: Mapping[str, Lengths] = field(default_factory=dict)
    """Once the files are in their places, of what portions some are made."""
    is_failed: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece as it is planned."""

    name: str
    """By which it is kept."""
    path: Path
    key: str
    """For a document that is not kept: "", its key comes with its job."""
    make: Callable[[], Content] | None
    """How to make it; None for a document, of which jobs are made."""
    is_known: bool
    """Whether it is kept as it is planned."""
    near: str = ""
    """Of a document: the nearer key."""
    leaves: tuple[Leaf, ...] = ()
    """Of a shelf: its pages, as they are to be."""


@dataclass(frozen=True, slots=True)
class _Head:
    """By what it is known whether a piece that is kept is as it is planned."""

    key: str
    entry: str
    """The digest of what the home page says of it."""
    passages: str = ""
    """The digest of its passages."""
    size: int = 0
    """How many characters they have."""


@dataclass(slots=True)
class Filling:
    """A shelf whose pages are being made."""

    unit: Unit
    stage: Stage
    done: dict[str, Leaf] = field(default_factory=dict)
    """The pages that are in their places, by their addresses."""
    wanted: dict[str, Leaf] = field(default_factory=dict)
    """The others."""
    lost: list[Diagnostic] = field(default_factory=list)
    """Why some could not be made."""

    def add(self, printed: Printed) -> None:
        """Put pages into their places."""
        self.lost += printed.findings
        for address, content, findings in printed.pages:
            digest = self.stage.put(address, content)
            leaf = replace(self.wanted[address], digest=digest, findings=findings)
            self.done[address] = leaf


class Pieces:
    """The pieces of one build."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._entries: dict[str, Entry] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}
        """Of documents that have failed: what home page and search say of them, by their pieces."""

    def unit(self, name: str, path: Path, key: str, make: Callable[[], Content]) -> Unit:
        """Plan a piece that is not a document."""
        return Unit(name=name, path=path, key=key, make=make, is_known=self._is_known(name, key))

    def document(self, path: Path, near: str, key: Callable[[], str]) -> Unit:
        """Plan the pages of a document; `key` is asked for where the nearer key does not tell."""
        name = _document(path)
        head = self._kept.made("head", name)
        kept = head.key if isinstance(head, _Head) else ""
        is_known = bool(kept)
        if kept and self._kept.made("near", name) != near:
            is_known = kept == key()
            if is_known:
                self._kept.put_near(name, near)
        found = kept if is_known else ""
        return Unit(name=name, path=path, key=found, make=None, is_known=is_known, near=near)

    def are_all_placed(self, units: Iterable[Unit], count: int, site: int) -> bool:
        """Say whether a site has some pieces, as they are planned, and no others than `count`."""
        return all(unit.is_known for unit in units) and self._kept.are_all_placed(count, site)

    def put(self, unit: Unit, content: Content, stage: Stage, key: str | None = None) -> Piece:
        """Write a piece, and keep it unless it has failed; by `key`, or that which was planned."""
        files = tuple((name, stage.put(name, data)) for name, data in content.files)
        piece = Piece(
            path=unit.path,
            files=files,
            pages=content.pages,
            findings=content.findings,
            once=content.once,
            entry=content.entry,
            is_document=unit.make is None,
            is_failed=content.is_failed,
            portions=tuple(content.portions.items()),
        )
        if not piece.is_failed:
            head = _Head(
                key=unit.key if key is None else key,
                entry=key_of(piece.entry),
                passages=key_of(content.passages),
                size=size_of(content.passages),
            )
            self._kept.put_made(
                name=unit.name, head=head, near=unit.near, body=piece, passages=content.passages
            )
        else:
            self._kept.drop_made(unit.name)
            self._passages[unit.name] = content.passages
            if piece.entry is not None:
                self._entries[unit.name] = piece.entry
        return replace(piece, is_made=True)

    def take(self, unit: Unit, stage: Stage, site: int | None) -> Piece | None:
        """Put a piece that is kept into its place; None where it is not, or its files are not."""
        piece = self.known(unit) if unit.is_known else None
        if piece is None:
            return None
        is_placed = site is not None and self._kept.placed(unit.name) == site
        if all(stage.take(name, digest, is_placed=is_placed) for name, digest in piece.files):
            return piece
        return None

    def filling(self, unit: Unit, stage: Stage, site: int | None) -> Filling:
        """Put those pages of a shelf into their places that are as they were."""
        old = self._kept.made("body", unit.name)
        known = {leaf.address: leaf for leaf in old.leaves} if isinstance(old, Piece) else {}
        is_placed = site is not None and self._kept.placed(unit.name) == site
        filling = Filling(unit, stage)
        for leaf in unit.leaves:
            before = known.get(leaf.address)
            if before is None or before.key != leaf.key:
                continue
            if stage.take(leaf.address, before.digest, is_placed=is_placed):
                filling.done[leaf.address] = before
        filling.wanted = {
            leaf.address: leaf for leaf in unit.leaves if leaf.address not in filling.done
        }
        return filling

    def filled(self, filling: Filling) -> Piece:
        """Keep a shelf whose pages are all in their places, unless something has failed."""
        unit = filling.unit
        done = (filling.done.get(leaf.address) for leaf in unit.leaves)
        leaves = tuple(leaf for leaf in done if leaf is not None)
        findings = (*filling.lost, *(one for leaf in leaves for one in leaf.findings))
        piece = Piece(
            path=unit.path,
            files=tuple((leaf.address, leaf.digest) for leaf in leaves),
            pages=tuple(leaf.address for leaf in leaves),
            findings=findings,
            is_failed=any(one.code.startswith(("SG601", "SG7")) for one in findings),
            leaves=leaves,
        )
        if piece.is_failed:
            self._kept.drop_made(unit.name)
        else:
            head = _Head(unit.key, entry="")
            self._kept.put_made(name=unit.name, head=head, near="", body=piece)
        return replace(piece, is_made=True)

    def portions(self, name: str, site: int | None) -> Mapping[str, Lengths]:
        """Return of what portions a piece's files in the old site are made, by their names."""
        if site is None or self._kept.placed(name) != site:
            return {}
        piece = self._kept.made("body", name)
        return dict(piece.portions) if isinstance(piece, Piece) else {}

    def is_new(self, unit: Unit) -> bool:
        """Say whether nothing is kept of a piece."""
        return self._kept.made("head", unit.name) is None

    def known(self, unit: Unit) -> Piece | None:
        """Return a piece that is kept; None for one that can't be read, or is not as planned."""
        if not self._is_known(unit.name, unit.key):
            return None
        piece = self._kept.made("body", unit.name)
        return piece if isinstance(piece, Piece) else None

    def _is_known(self, name: str, key: str) -> bool:
        head = self._kept.made("head", name)
        return isinstance(head, _Head) and head.key == key

    def digests_of_entries(self, units: Iterable[Unit]) -> Iterator[str]:
        """Yield digests of what the home page says of documents."""
        for unit in units:
            if unit.make is None:
                head = self._kept.made("head", unit.name)
                known = self._entries.get(unit.name)
                yield head.entry if isinstance(head, _Head) else key_of(known)

    def searchable(self, units: Iterable[Unit]) -> Iterator[tuple[Path, str, int]]:
        """Yield documents, digests of what a search has of each, and how many characters it is."""
        for unit in units:
            if unit.make is not None:
                continue
            head = self._kept.made("head", unit.name)
            if isinstance(head, _Head):
                yield unit.path, f"{head.entry} {head.passages}", head.size
            elif unit.name in self._entries:
                known = self._passages.get(unit.name, ())
                yield unit.path, key_of(self._entries[unit.name], known), size_of(known)

    def searched(self, path: Path) -> tuple[Entry, tuple[Passage, ...]] | None:
        """Return where the pages of a document are, and its passages; None where it has none."""
        name = _document(path)
        entry = self._entry(name)
        if entry is None:
            return None
        return entry, self._passages.get(name) or self._kept.made("passages", name) or ()

    def key(self, unit: Unit) -> str:
        """Return the key of a piece that is kept or has been made; "" for one that has failed."""
        if unit.is_known:
            return unit.key
        head = self._kept.made("head", unit.name)
        return head.key if isinstance(head, _Head) else ""

    def pages(self, unit: Unit) -> tuple[str, ...]:
        """Return the pages of a piece that is kept or has been made; none of a failed one."""
        piece = self._kept.made("body", unit.name)
        return piece.pages if isinstance(piece, Piece) else ()

    def entries(self, units: Iterable[Unit]) -> Iterator[Entry]:
        """Yield what the home page says of documents, one by one."""
        for unit in units:
            entry = self._entry(unit.name) if unit.make is None else None
            if entry is not None:
                yield entry

    def _entry(self, name: str) -> Entry | None:
        piece = self._kept.made("body", name)
        return piece.entry if isinstance(piece, Piece) else self._entries.get(name)


def _document(path: Path) -> str:
    return f"document {path}"
