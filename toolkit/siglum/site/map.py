"""The map of a site: the places of registers that documents mention, where they lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from siglum.model.index import Index
from siglum.model.indexed import Located, Mention
from siglum.render.figures.map import MOST, Spot, maps
from siglum.render.listing import Figure, Label, Line, Sheet, Table
from siglum.site.names import BROWSE, numbered
from siglum.site.paging import paged, pages
from siglum.site.paths import Paths
from siglum.site.shelves import Shelf

_LINES = 300  # places on a page


class MapPages:
    """Says what the map says: of several documents by mentions, of one in the order of its text."""

    name = "map"
    address = f"{BROWSE}/map/index.html"

    def __init__(self, index: Index, paths: Paths) -> None:
        self._index = index
        self._paths = paths

    @property
    def is_there(self) -> bool:
        """Whether there is a place to show."""
        return any(one.latitude is not None for one in self._index.located())

    def shelf(self) -> Shelf:
        """Return its shelf."""
        return Shelf(f"{BROWSE}/map", self._sheets)

    def _sheets(self) -> Iterator[Sheet]:
        places = list(self._index.located("mentions"))
        if len(self._paths.documents) == 1:
            yield from self._in_order(places)
        else:
            yield from self._by_mentions(places)

    # === Of several documents

    def _by_mentions(self, places: list[Located]) -> Iterator[Sheet]:
        figures = self._figures([(one, None) for one in places], Label(word="map-sizes"))
        for number, some in enumerate(paged(places, _LINES), 1):
            address = f"{BROWSE}/map/{numbered('index', number)}"
            yield Sheet(
                address=address,
                title=Label(browse=self.name),
                pages=pages("index", len(places), _LINES, number),
                summary=tuple(_summary(places)),
                figures=figures if number == 1 else (),
                table=Table(
                    columns=(
                        Label(word="place"),
                        Label(word="mentions"),
                        Label(word="documents"),
                        Label(word="written-there"),
                        Label(word="coordinates"),
                    ),
                    rows=tuple(self._row(address, one) for one in some),
                ),
            )

    def _row(self, address: str, one: Located) -> tuple[tuple[Line, ...], ...]:
        counts = (one.entry.count, one.documents, one.written)
        return (
            (self._named(address, one),),
            *((Line(Label(text=str(count))),) for count in counts),
            (_where(one),),
        )

    def _named(self, address: str, one: Located) -> Line:
        return Line(Label(text=one.entry.listed), self._paths.entry(address, one.entry))

    # === Of one document

    def _in_order(self, places: list[Located]) -> Iterator[Sheet]:
        """Yield the map of the only document: its places as its text names them, and its words."""
        by_row = {one.entry.row: one for one in places}
        (document,) = self._paths.documents
        named: dict[int, list[tuple[Mention, bool]]] = defaultdict(list)
        for row, mention, is_noted in self._index.named_in(document, "place"):
            named[row].append((mention, is_noted))
        numbers = {row: number for number, row in enumerate(named, 1)}
        rest = [one for one in places if one.entry.row not in numbers]  # of its header
        said: list[tuple[Located, int | None]] = [(by_row[row], n) for row, n in numbers.items()]
        said += [(one, None) for one in rest]
        rows = [
            (
                (Line(Label(text=str(numbers.get(one.entry.row, "")))),),
                (self._told(one),),
                tuple(self._words(*of) for of in named[one.entry.row]),
                (_where(one),),
            )
            for one, _ in said
        ]
        yield Sheet(
            address=self.address,
            title=Label(browse=self.name),
            summary=tuple(_summary(places)),
            figures=self._figures(said, Label(word="map-order")),
            table=Table(
                columns=(
                    Label(word="number"),
                    Label(word="place"),
                    Label(word="in-text"),
                    Label(word="coordinates"),
                ),
                rows=tuple(rows),
            ),
        )

    def _told(self, one: Located) -> Line:
        """Return the name of a place with what its entry says first: what its point stands for."""
        name, card = one.entry.name, self._index.card(one.entry.row)
        said = card.removeprefix(f"{name}: ")
        more = (Label(text=said),) if said != card else ()
        return replace(self._named(self.address, one), more=more)

    def _words(self, mention: Mention, is_noted: bool) -> Line:
        return Line(
            label=Label(word="in-note") if is_noted else Label(),
            href=self._paths.document(self.address, mention.document, mention.unit),
            before=mention.before,
            shown=mention.shown,
            after=mention.after,
        )

    # === Maps

    def _figures(
        self, places: Iterable[tuple[Located, int | None]], sizes: Label
    ) -> tuple[Figure, ...]:
        """Return the maps of places, each with its number, if they are numbered."""
        spots = list(self._spots(places))
        caption = [sizes]
        if len(spots) > MOST:
            caption.append(Label(word="map-most", text=f"{MOST}."))
        if not all(spot.is_sure for spot in spots):
            caption.append(Label(word="map-unsure"))
        caption.append(Label(word="map-land"))
        drawn = maps(spots)
        titles = ("map-closer", "map-whole") if len(drawn) > 1 else ("map-whole",)
        return tuple(
            Figure(drawing, Label(word=title), tuple(caption) if drawing is drawn[-1] else ())
            for drawing, title in zip(drawn, titles, strict=True)
        )

    def _spots(self, places: Iterable[tuple[Located, int | None]]) -> Iterator[Spot]:
        """Yield what is on the map: places of one point as one."""
        at: dict[tuple[float, float], list[tuple[Located, int | None]]] = defaultdict(list)
        for one, number in places:
            if one.latitude is not None and one.longitude is not None:
                at[one.longitude, one.latitude].append((one, number))
        for (longitude, latitude), here in at.items():
            yield Spot(
                longitude=longitude,
                latitude=latitude,
                name=", ".join(_numbered(one.entry.name, number) for one, number in here),
                count=sum(one.entry.count for one, _ in here),
                is_sure=not all(one.is_doubtful for one, _ in here),
                href=self._paths.entry(self.address, here[0][0].entry),
                words=tuple(label for one, _ in here for label in self._card(one)),
                short=", ".join(str(number) for _, number in here if number is not None),
            )

    def _card(self, one: Located) -> tuple[Label, ...]:
        count = Label(count=str(one.entry.count), of="mention")
        return Label(text=self._index.card(one.entry.row)), count


def _numbered(name: str, number: int | None) -> str:
    return name if number is None else f"{number} {name}"


def _where(one: Located) -> Line:
    if one.latitude is None:
        return Line(Label(word="nowhere"))
    more = (Label(word="doubtful"),) if one.is_doubtful else ()
    return Line(Label(text=f"{one.latitude:.2f},\u00a0{one.longitude:.2f}"), more=more)


def _summary(places: Sequence[Located]) -> Iterator[Label]:
    yield Label(count=str(len(places)), of="place")
    if nowhere := sum(one.latitude is None for one in places):
        yield Label(word="without-coordinates", text=str(nowhere))
