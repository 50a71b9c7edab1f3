"""The network of a site: who wrote to whom, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from siglum.model.index import Index
from siglum.model.indexed import Pair, Value
from siglum.render.figures.network import Edge, Node, network
from siglum.render.listing import Figure, Label, Line, Sheet, Table
from siglum.site.browsing import BrowsePages
from siglum.site.names import BROWSE, numbered, quote, seen_from
from siglum.site.paging import paged, pages
from siglum.site.shelves import Shelf

_LINES = 300  # pairs on a page
_DRAWN = 60  # so many pairs, those with the most letters

_Who = tuple[int | None, str]
"""Number of an entry, if there is one, and the name."""


@dataclass(slots=True)
class _Both:
    """The letters between two, by their directions."""

    count: int = 0
    ways: list[Pair] = field(default_factory=list)


class NetworkPages:
    """Says what the network says."""

    name = "network"
    address = f"{BROWSE}/network/index.html"

    def __init__(self, index: Index, browse: BrowsePages) -> None:
        self._index = index
        self._browse = browse

    @property
    def is_there(self) -> bool:
        """Whether it says something: there is more than one correspondence."""
        return len(self._both) > 1

    def shelf(self) -> Shelf:
        """Return its shelf."""
        return Shelf(f"{BROWSE}/network", self._sheets)

    @cached_property
    def _pairs(self) -> list[Pair]:
        return list(self._index.pairs())

    @cached_property
    def _both(self) -> dict[tuple[_Who, _Who], _Both]:
        """The letters between any two, whoever wrote them; none to oneself."""
        found: dict[tuple[_Who, _Who], _Both] = {}
        for pair in self._pairs:
            one, other = _who(pair.sender), _who(pair.receiver)
            if one != other:
                both = found.get((other, one)) or found.setdefault((one, other), _Both())
                both.count += pair.count
                both.ways.append(pair)
        return found

    def _sheets(self) -> Iterator[Sheet]:
        count = len(self._pairs)
        for number, some in enumerate(paged(self._pairs, _LINES), 1):
            address = f"{BROWSE}/network/{numbered('index', number)}"
            yield Sheet(
                address=address,
                title=Label(browse=self.name),
                pages=pages("index", count, _LINES, number),
                summary=(Label(count=str(count), of="pair"),),
                figures=(self._figure(),) if number == 1 else (),
                table=Table(
                    columns=(
                        Label(word="from"),
                        Label(word="to"),
                        Label(word="documents"),
                        Label(word="years"),
                    ),
                    rows=tuple(self._row(address, pair) for pair in some),
                ),
            )

    def _row(self, address: str, pair: Pair) -> tuple[tuple[Line, ...], ...]:
        return (
            (Line(Label(text=pair.sender.name), self._list(address, pair.sender)),),
            (Line(Label(text=pair.receiver.name), self._list(address, pair.receiver)),),
            (Line(Label(text=str(pair.count))),),
            (Line(Label(text=_years(pair))),),
        )

    def _list(self, address: str, value: Value) -> str:
        """Return the address of the list of documents that somebody wrote, or got."""
        return quote(seen_from(address, f"{self._browse.named(value)}.html"))

    def _figure(self) -> Figure:
        strongest = sorted(self._both.values(), key=lambda both: -both.count)[:_DRAWN]
        counts: Counter[_Who] = Counter()
        values: dict[_Who, Value] = {}
        for both in strongest:
            for pair in both.ways:
                for value in (pair.sender, pair.receiver):
                    counts[_who(value)] += pair.count
                    if value.facet == "sender" or _who(value) not in values:
                        values[_who(value)] = value  # the list of what somebody wrote, if any
        order = sorted(counts, key=lambda who: (-counts[who], who[1], who[0] or 0))
        places = {who: place for place, who in enumerate(order)}
        nodes = [
            Node(
                name=values[who].name,
                count=counts[who],
                href=self._list(self.address, values[who]),
                words=(Label(text=values[who].name), _counted(counts[who])),
            )
            for who in order
        ]
        edges = [
            Edge(
                one=places[_who(both.ways[0].sender)],
                other=places[_who(both.ways[0].receiver)],
                count=both.count,
                words=tuple(label for pair in both.ways for label in _said(pair)),
            )
            for both in strongest
        ]
        return Figure(
            drawing=network(nodes, edges),
            title=Label(browse=self.name),
            caption=(
                Label(word="network-caption"),
                *(
                    [Label(word="network-drawn", text=str(_DRAWN))]
                    if len(self._both) > _DRAWN
                    else []
                ),
            ),
        )


def _who(value: Value) -> _Who:
    return value.entity, value.name


def _said(pair: Pair) -> tuple[Label, ...]:
    way = Label(text=f"{pair.sender.name} → {pair.receiver.name}")
    return way, _counted(pair.count), *([Label(text=_years(pair))] if _years(pair) else [])


def _counted(count: int) -> Label:
    return Label(count=str(count), of="document")


def _years(pair: Pair) -> str:
    """Return the years between which letters were written, as “1890–1901”."""
    return "–".join(
        dict.fromkeys(str(year) for year in (pair.first, pair.last) if year is not None)
    )
