"""Addresses that stay: the list addresses.tsv, and what a site would lose of it."""

from __future__ import annotations

from siglum.findings.kinds.catalogued import Catalogued
from siglum.relaxng.frozen import dataclass


class _Lost(Catalogued):
    """An address that was published, and that the site no longer has."""

    __slots__ = ()
    code = "SG609"


@dataclass(frozen=True, slots=True)
class PageLost(_Lost):
    address: str
    meant: str | None = None
    """An address of the site that may be what it has become."""

    @property
    def message(self) -> str:
        return f"the site would have no page “{self.address}” any more"

    @property
    def advice(self) -> str | None:
        if self.meant is None:
            return None
        return (
            f"It may be “{self.meant}” now. If so, let its line in addresses.tsv say “moved”, and"
            " that it leads there."
        )


@dataclass(frozen=True, slots=True)
class UnitLost(_Lost):
    address: str
    unit: str
    meant: str | None = None
    """A unit of the same document that may be what it has become."""
    why: str | None = None
    """“text” where the words are the same, “words” where most are, “reference” where it is cited
    alike, “place” where it stands between the same units."""

    @property
    def message(self) -> str:
        return f"the page “{self.address}” would have no “{self.unit}” any more"

    @property
    def advice(self) -> str | None:
        if self.meant is None:
            return (
                f"If it is withdrawn, write “{self.unit}>” in its place in addresses.tsv; if it"
                f" has another id now, that behind it, as in “{self.unit}>p1”."
            )
        return (
            f"{_WHY[self.why or 'place'].format(self.meant)}. If it is, write"
            f" “{self.unit}>{self.meant}” in its place in addresses.tsv."
        )


_WHY = {
    "text": "It is surely “{}” now, which has the same words",
    "words": "It is likely to be “{}” now, which has most of its words",
    "reference": "It is likely to be “{}” now, which is cited as it was",
    "place": "It may be “{}” now, which stands in its place",
}


@dataclass(frozen=True, slots=True)
class OtherDocument(_Lost):
    """An address at which there is another document than before."""

    address: str
    before: str
    """The identifier of the document that was there."""
    now: str

    @property
    def message(self) -> str:
        return f"“{self.address}” is the document “{self.now}” now, and was “{self.before}”"

    @property
    def advice(self) -> str:
        return (
            "Give the other document another name of its file; or, if it is the same document,"
            f" write “{self.now}” in its line in addresses.tsv."
        )


@dataclass(frozen=True, slots=True)
class LeadsNowhere(_Lost):
    address: str
    to: str

    @property
    def message(self) -> str:
        return f"“{self.address}” has moved to “{self.to}”, which the site does not have"


@dataclass(frozen=True, slots=True)
class MoreAddressesLost(_Lost):
    """How many more there are, where they are not told one by one."""

    count: int

    @property
    def message(self) -> str:
        return f"{self.count:,} more addresses would be lost"


@dataclass(frozen=True, slots=True)
class PageMoved(Catalogued):
    """A page that has another address now, at which it was found."""

    code = "SG610"
    address: str
    to: str

    @property
    def message(self) -> str:
        return f"“{self.address}” has moved to “{self.to}”"


class _Wrong(Catalogued):
    """A line of addresses.tsv that says nothing."""

    __slots__ = ()
    code = "SG611"


@dataclass(frozen=True, slots=True)
class ListUnreadable(_Wrong):
    """A list that can't be read at all; without a reason, it is no file of the edition."""

    reason: str | None = None

    @property
    def message(self) -> str:
        why = self.reason or "it is no file in the edition's folder"
        return f"the list of addresses can't be read: {why}"


@dataclass(frozen=True, slots=True)
class NoColumnNames(_Wrong):
    columns: tuple[str, ...]

    @property
    def message(self) -> str:
        return "the first line does not name the columns"

    @property
    def advice(self) -> str:
        return f"They are: {', '.join(self.columns)}; tabs part them."


@dataclass(frozen=True, slots=True)
class LineTooLong(_Wrong):
    most: int
    """Bytes."""

    @property
    def message(self) -> str:
        return f"the line has more than {self.most:,} bytes"


@dataclass(frozen=True, slots=True)
class LineNotUtf8(_Wrong):
    @property
    def message(self) -> str:
        return "the line is not UTF-8"


@dataclass(frozen=True, slots=True)
class WrongColumns(_Wrong):
    count: int

    @property
    def message(self) -> str:
        columns = "column" if self.count == 1 else "columns"
        return f"the line has {self.count:,} {columns}, parted by tabs"

    @property
    def advice(self) -> str:
        return "It has an address and a kind at least, and five columns at most."


@dataclass(frozen=True, slots=True)
class UnseenInLine(_Wrong):
    @property
    def message(self) -> str:
        return "the line has characters that can't be seen"


@dataclass(frozen=True, slots=True)
class NotAnAddress(_Wrong):
    address: str

    @property
    def message(self) -> str:
        return f"“{self.address}” is no address of a page of the site"

    @property
    def advice(self) -> str:
        return "It is a path below the site that ends in “.html”, as in “letters/1808.html”."


@dataclass(frozen=True, slots=True)
class UnknownKindOfAddress(_Wrong):
    word: str
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"there is no kind of address “{self.word}”"

    @property
    def advice(self) -> str:
        return f"There are: {', '.join(self.known)}."


@dataclass(frozen=True, slots=True)
class NotAUnit(_Wrong):
    unit: str

    @property
    def message(self) -> str:
        return f"“{self.unit}” is no unit of a page"

    @property
    def advice(self) -> str:
        return "It is an xml:id; or “p1>p2” where it has another now, or “p1>” where it is gone."


@dataclass(frozen=True, slots=True)
class AddressTwice(_Wrong):
    address: str
    line: int
    """Where it stands first."""

    @property
    def message(self) -> str:
        return f"“{self.address}” has a line already, line {self.line}"


@dataclass(frozen=True, slots=True)
class MoreLinesWrong(_Wrong):
    count: int

    @property
    def message(self) -> str:
        return f"{self.count:,} more lines are wrong"


@dataclass(frozen=True, slots=True)
class AddressTaken(_Wrong):
    """An address that is to lead elsewhere, and at which another page stands."""

    address: str
    by: str

    @property
    def message(self) -> str:
        return f"no page can stand at “{self.address}”: “{self.by}” is there"


@dataclass(frozen=True, slots=True)
class StandsAgain(_Wrong):
    """A page that was withdrawn, and is there all the same."""

    address: str

    @property
    def message(self) -> str:
        return f"“{self.address}” is withdrawn, and is a page of the site"

    @property
    def advice(self) -> str:
        return "Take the document out of the edition, or the line out of addresses.tsv."
