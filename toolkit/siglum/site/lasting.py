"""What becomes of the addresses that an edition has published: see `siglum.site.address_list`.

Each line of the list is looked up among the addresses that the site has now. What has another one
is found by its identifier, or as the editors say; what is nowhere is told as lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Kind
from siglum.site.address_list import DOCUMENT, MOVED, PART, WITHDRAWN, AddressList, Line
from siglum.site.names import REGISTER
from siglum.site.paths import page_of
from siglum.site.standing import Standing

_TOLD = 200  # lost addresses that are told one by one
_STEPS = 20  # how often one thing may have moved


@dataclass(frozen=True, slots=True)
class Former:
    """A unit that is no longer on the page where links look for it."""

    unit: str
    page: str = ""
    """Address of the page where it is; “” for one that is withdrawn."""
    now: str = ""
    """Its xml:id there."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A page at an address where a document or an entry was."""

    address: str
    to: str = ""
    """Address of the page where it is now; “” where it is withdrawn."""
    unit: str = ""
    """The xml:id there that it has become."""
    title: str = ""
    """Of what is there."""
    words: str = ""
    """Why it is withdrawn."""
    units: tuple[Former, ...] = ()
    is_document: bool = False
    """Whether it has had pages in other views, too."""


@dataclass(slots=True)
class Lasting:
    """What a site does for the addresses that it once had."""

    findings: list[Diagnostic] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    former: dict[str, dict[str, tuple[Former, ...]]] = field(default_factory=dict)
    """By documents, and by the addresses of their pages: units that are no longer there."""


class Likely(Protocol):
    """Guesses what lost addresses have become."""

    def page(self, line: Line) -> str | None:
        """Return the address of a page that may be that of a line."""

    def unit(self, line: Line, document: str, name: str) -> tuple[str, str] | None:
        """Return the unit of a document that a unit may be, and why: see `UnitLost.why`."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is now."""

    address: str
    unit: str = ""
    document: str | None = None
    """None for an entry."""


def lasting(known: AddressList, standing: Standing, likely: Likely) -> Lasting:
    """Look up each address of a list in a site."""
    looking = _Looking(known, standing, likely)
    looking.run()
    return looking.made


def is_other(line: Line, document: str, standing: Standing) -> bool:
    """Say whether the document at the address of a line is another than was there."""
    now = standing.id_of(document)
    return bool(line.id and now and line.id != now) and not standing.has_id(document, line.id)


class _Looking:
    def __init__(self, known: AddressList, standing: Standing, likely: Likely) -> None:
        self._known = known
        self._standing = standing
        self._likely = likely
        self._lost = 0
        self._anchors = lru_cache(64)(standing.anchors)
        self.made = Lasting(findings=[*known.findings])

    def run(self) -> None:
        for line in self._known.lines():
            place = self._place(line.address)
            if place is not None:
                self._stands(line, place)
            elif line.kind == WITHDRAWN:
                is_entry = line.address.startswith(f"{REGISTER}/")
                lead = Lead(line.address, words=line.leads, is_document=not is_entry)
                self.made.leads.append(lead)
            else:
                self._gone(line)
        if self._lost > _TOLD:
            more = kinds.addresses.MoreAddressesLost(self._lost - _TOLD)
            self.made.findings.append(Diagnostic(more, self._known.span(Line("", ""))))

    def _place(self, address: str) -> _Place | None:
        """Return what stands at an address."""
        document = self._standing.document_at(address)
        if document is not None:
            return _Place(address, document=document)
        return None if self._standing.entry_at(address) is None else _Place(address)

    def _stands(self, line: Line, place: _Place) -> None:
        """Look at a page that is there: is it what it was, and has it all of its units?"""
        if line.kind == WITHDRAWN:
            self._wrong(line, kinds.addresses.StandsAgain(line.address))
            return
        if place.document is None:
            return
        if is_other(line, place.document, self._standing):
            now = self._standing.id_of(place.document)
            self._lose(line, kinds.addresses.OtherDocument(line.address, line.id, now))
            return
        former = tuple(self._former(line, place.document, line.address, is_here=True))
        if former:
            self.made.former.setdefault(place.document, {})[line.address] = former

    def _gone(self, line: Line) -> None:
        """Look where a page is that is not at its address any more."""
        place = self._said(line) if line.kind == MOVED else None
        place = place or self._found(line)
        if place is None:
            if line.kind == MOVED:
                self._lose(line, kinds.addresses.LeadsNowhere(line.address, line.leads))
            else:
                meant = self._likely.page(line)
                self._lose(line, kinds.addresses.PageLost(line.address, meant))
            return
        if line.kind not in (MOVED, PART):
            moved = kinds.addresses.PageMoved(line.address, place.address)
            self.made.findings.append(Diagnostic(moved, self._known.span(line)))
        units: tuple[Former, ...] = ()
        if place.document is not None:
            units = tuple(self._former(line, place.document, place.address, is_here=False))
        lead = Lead(
            address=line.address,
            to=place.address,
            unit=place.unit,
            title=self._title(place),
            units=units,
            is_document=place.document is not None,
        )
        self.made.leads.append(lead)

    def _title(self, place: _Place) -> str:
        if place.document is not None:
            return self._standing.title(place.document)
        entry = self._standing.entry_at(place.address)
        return "" if entry is None else entry.name

    def _said(self, line: Line) -> _Place | None:
        """Return where the editors say that something has moved to, however often it has."""
        for _ in range(_STEPS):
            address, _, unit = line.leads.partition("#")
            place = self._place(address)
            if place is not None:
                is_there = not unit or (
                    place.document is not None and unit in self._anchors(place.document)
                )
                return _Place(address, unit, place.document) if is_there else None
            further = self._known.line(address)
            if further is None or further.kind != MOVED:
                return None if further is None else self._found(further)
            line = further
        return None

    def _found(self, line: Line) -> _Place | None:
        """Return where something is by its identifier; a part, by its document and its units."""
        if not line.id:
            document = self._alone(line)
        elif line.kind in (DOCUMENT, PART, MOVED):
            document = self._standing.document_of(line.id)
        else:
            entry = self._standing.entry_of(line.id)
            return None if entry is None else _Place(page_of(entry))
        if document is None:
            return None
        address = self._standing.page(document)
        if line.kind == PART:
            anchors = self._anchors(document)
            at = (anchors[unit.name] for unit in line.units if unit.name in anchors)
            address = next(at, address)
        return _Place(address, document=document)

    def _alone(self, line: Line) -> str | None:
        """Return the document of a part that has no identifier: its file is what it was."""
        return line.leads if line.kind == PART and line.leads in self._standing.documents else None

    def _former(self, line: Line, document: str, here: str, *, is_here: bool) -> Iterator[Former]:
        """Yield the units of a line that are not on a page of a document; tell those lost.

        `is_here` says that the page is at the address of the line. If not, another unit of the
        document may have the id that one had.
        """
        anchors = self._anchors(document)
        for unit in line.units:
            if unit.name in anchors and (unit.now is None or is_here):
                if anchors[unit.name] != here:
                    yield Former(unit.name, anchors[unit.name], unit.name)
            elif unit.now == "":
                yield Former(unit.name)
            elif unit.now is not None and unit.now in anchors:
                yield Former(unit.name, anchors[unit.now], unit.now)
            else:
                meant, why = self._likely.unit(line, document, unit.name) or (None, None)
                lost = kinds.addresses.UnitLost(line.address, unit.name, meant, why)
                self._lose(line, lost)

    def _lose(self, line: Line, kind: Kind) -> None:
        self._lost += 1
        if self._lost <= _TOLD:
            self._wrong(line, kind)

    def _wrong(self, line: Line, kind: Kind) -> None:
        self.made.findings.append(Diagnostic(kind, self._known.span(line)))
