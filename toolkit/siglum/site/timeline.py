"""The timeline of a site: how many documents there are of each month, year, decade or century."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from siglum.model.index import Index
from siglum.model.indexed import Dated
from siglum.render.figures.bars import Bar, bars
from siglum.render.listing import Figure, Label, Line, Sheet, Table
from siglum.site.browsing import file_of
from siglum.site.names import BROWSE, quote
from siglum.site.shelves import Shelf

_MOST_MONTHS = 36
_MOST_BARS = 160  # of years, and of decades
_DATES = "../date/"


@dataclass(frozen=True, slots=True)
class _Time:
    """A time that has a bar."""

    place: int
    label: Label
    href: str


class TimelinePage:
    """Says what the timeline says."""

    name = "timeline"
    address = f"{BROWSE}/timeline/index.html"

    def __init__(self, index: Index) -> None:
        self._index = index

    @property
    def is_there(self) -> bool:
        """Whether it says something: there is more than one bar."""
        return len(self._times) > 1

    def shelf(self) -> Shelf:
        """Return its shelf."""
        return Shelf(f"{BROWSE}/timeline", self._sheets)

    @cached_property
    def _dated(self) -> list[Dated]:
        return list(self._index.datings())

    @cached_property
    def _times(self) -> dict[_Time, tuple[int, int]]:
        """The times that have documents, in their order: how many are exact, how many not."""
        found: dict[_Time, tuple[int, int]] = {}
        if self._dated:
            for one in self._dated:
                time = self._time(one)
                exact, rough = found.get(time, (0, 0))
                found[time] = exact + one.exact, rough + one.count - one.exact
        return found

    @cached_property
    def _span(self) -> tuple[int, int]:
        """The first and the last year."""
        return self._dated[0].year, self._dated[-1].year

    @cached_property
    def _years(self) -> int:
        """How many years a bar stands for; 0 for months."""
        count = self._span[1] - self._span[0] + 1
        if count * 12 <= _MOST_MONTHS and self._span[0] > 0:
            return 0
        return next((size for size in (1, 10) if count <= size * _MOST_BARS), 100)

    def _time(self, one: Dated) -> _Time:
        first, year = self._span[0], quote(f"{_DATES}{file_of(one.year)}.html")
        if self._years == 0:  # a year has 13 places: the first for documents of no month
            place = (one.year - first) * 13 + (one.month or 0)
            if one.month is None:
                return _Time(place, Label(text=str(one.year)), year)
            return _Time(place, Label(date=f"{one.year:04d}-{one.month:02d}"), year)
        begin = one.year // self._years
        place = begin - first // self._years
        if self._years == 1:
            return _Time(place, Label(text=str(one.year)), year)
        last = (begin + 1) * self._years - 1
        return _Time(place, Label(text=f"{begin * self._years}–{last}"), f"{_DATES}index.html")

    def _ticks(self) -> list[tuple[int, str]]:
        first, last = self._span
        if self._years == 0:
            return [((year - first) * 13 + 1, str(year)) for year in range(first, last + 1)]
        count = last // self._years - first // self._years + 1
        every = max(1, count // 12)
        return [
            (place, str((first // self._years + place) * self._years))
            for place in range(0, count, every)
        ]

    def _sheets(self) -> Iterator[Sheet]:
        drawn, rows = [], []
        for time, (exact, rough) in self._times.items():
            said = Label(count=str(exact + rough), of="document")
            unsure = (Label(word="rough", text=str(rough)),) if rough else ()
            drawn.append(Bar(time.place, exact, rough, time.href, (time.label, said, *unsure)))
            counts = (exact + rough, exact, rough)
            cells = ((Line(Label(text=str(count))),) for count in counts)
            rows.append(((Line(time.label, time.href),), *cells))
        count = max(time.place for time in self._times) + 1
        years = self._index.years()
        undated = sum(number for year, number in years if year is None)
        yield Sheet(
            address=self.address,
            title=Label(browse=self.name),
            summary=(
                Label(count=str(sum(number for _, number in years)), of="document"),
                *([Label(word="undated-count", text=str(undated))] if undated else []),
            ),
            figures=(
                Figure(
                    drawing=bars(drawn, count, self._ticks()),
                    title=Label(browse=self.name),
                    caption=(
                        Label(word="timeline-caption"),
                        *(
                            [Label(word="timeline-rough")]
                            if any(one.rough for one in drawn)
                            else []
                        ),
                    ),
                ),
            ),
            table=Table(
                columns=(
                    Label(word="time"),
                    Label(word="documents"),
                    Label(word="exact"),
                    Label(word="roughly"),
                ),
                rows=tuple(rows),
            ),
        )
