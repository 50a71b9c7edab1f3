"""The lists of a site's documents: by date, by sender and receiver, by place, by kind, all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from siglum.model.index import Index
from siglum.model.indexed import Brief, Value
from siglum.render.citation_dates import attributes, day
from siglum.render.listing import Group, Label, Line, Sheet, Step
from siglum.site.names import BROWSE, file_name, numbered, quote, seen_from, shelf
from siglum.site.paging import initials, paged, pages
from siglum.site.paths import Paths
from siglum.site.shelves import Shelf

_LINES = 200  # documents on a page
_VALUES = 300  # senders and the like on a page
_MANY_YEARS = 30  # from so many on, years stand under decades
_FACETS = ("sender", "receiver", "place", "kind")
"""By what the documents of any edition are listed, if they say it."""
_OWN = "by"
"""The folder of the lists by what an edition itself names."""


class BrowsePages:
    """Says what the lists of documents say."""

    def __init__(self, index: Index, paths: Paths, own: Iterable[str]) -> None:
        """`own` are the names of the facets that the edition itself has."""
        self._index = index
        self._paths = paths
        self._own = tuple(own)
        self._facets = (*_FACETS, *self._own)
        self.lists = self._lists() if len(paths.documents) > 1 else {}
        """The lists that say something, by their names, with the addresses of their first pages."""

    def _lists(self) -> dict[str, str]:
        years = self._index.years()
        found = ["date"] if any(year is not None for year, _ in years) else []
        for facet in self._facets:
            count = sum(1 for _ in self._index.values(facet))
            if count > (1 if facet in ("kind", *self._own) else 0):
                found.append(facet)
        return {name: f"{self._folder(name)}/index.html" for name in (*found, "all")}

    def entrances(self) -> tuple[Step, ...]:
        """Return the links from the home page to the lists."""
        return tuple(Step(quote(at), self._label(name)) for name, at in self.lists.items())

    def _label(self, name: str) -> Label:
        return Label(text=name) if name in self._own else Label(browse=name)

    def _folder(self, name: str) -> str:
        return f"{BROWSE}/{f'{_OWN}/{file_name(name)}' if name in self._own else name}"

    def shelves(self) -> Iterator[Shelf]:
        """Yield the shelves of all lists."""
        for name in self.lists:
            folder = self._folder(name)
            if name in self._facets:
                yield Shelf(folder, partial(self._facet, name))
                yield Shelf(f"{folder}/", partial(self._values, name))
            else:
                yield Shelf(folder, self._dates if name == "date" else self._all)

    # === By date

    def _dates(self) -> Iterator[Sheet]:
        years = self._index.years()
        address = f"{BROWSE}/date/index.html"
        dated = [(year, count) for year, count in years if year is not None]
        undated = [(year, count) for year, count in years if year is None]
        groups = [
            Group(
                Label(text=f"{decade * 10}–{decade * 10 + 9}")
                if len(dated) > _MANY_YEARS
                else None,
                tuple(self._year_line(year, count) for year, count in some),
                is_short=True,
            )
            for decade, some in groupby(
                dated, lambda one: one[0] // 10 if len(dated) > _MANY_YEARS else 0
            )
        ]
        for year, count in undated:
            groups.append(Group(None, (self._year_line(year, count),), is_short=True))
        yield Sheet(
            address=address,
            title=Label(browse="date"),
            summary=(_counted(sum(count for _, count in years)),),
            groups=tuple(groups),
        )
        for place, (year, count) in enumerate(years):
            near = [one for one, _ in years[max(0, place - 1) : place + 2] if one != year]
            steps = tuple(Step(quote(f"{file_of(one)}.html"), _year(one)) for one in near)
            yield from self._year_pages(year, count, steps)

    def _year_line(self, year: int | None, count: int) -> Line:
        return Line(_year(year), quote(f"{file_of(year)}.html"), more=(Label(text=str(count)),))

    def _year_pages(self, year: int | None, count: int, near: tuple[Step, ...]) -> Iterator[Sheet]:
        for number, some in enumerate(paged(self._index.of_year(year), _LINES), 1):
            address = f"{BROWSE}/date/{numbered(file_of(year), number)}"
            yield Sheet(
                address=address,
                title=_year(year),
                parents=(Step("index.html", Label(browse="date")),),
                index=near,
                pages=pages(file_of(year), count, _LINES, number),
                summary=(_counted(count),),
                groups=tuple(self._months(address, some)),
            )

    def _months(self, address: str, briefs: list[Brief]) -> Iterator[Group]:
        """Yield the documents of a year by months; those of whole years have no heading."""
        for month, some in groupby(briefs, _month):
            here = list(some)
            lines = tuple(self._line(address, one) for one in here)
            if month is None:
                yield Group(None, lines)
                continue
            days: dict[int, str] = {}
            for brief, line in zip(here, lines, strict=True):
                known = day(brief.date)
                if len(known) == 3 and line.href is not None:
                    days.setdefault(known[2], line.href)
            has_days = days and int(month[:4]) > 0
            yield Group(
                Label(date=month),
                lines,
                month=month if has_days else None,
                days=tuple(sorted(days.items())) if has_days else (),
            )

    # === By sender and the like

    def _facet(self, facet: str) -> Iterator[Sheet]:
        name = f"{self._folder(facet)}/index"
        count = sum(1 for _ in self._index.values(facet))
        index = initials((one.initial for one in self._index.values(facet)), "index", _VALUES)
        for number, some in enumerate(paged(self._index.values(facet), _VALUES), 1):
            address = numbered(name, number)
            groups = [
                Group(
                    Label(text=initial) if index else None,
                    tuple(self._value_line(address, one) for one in values),
                    anchor=f"letter-{ord(initial[0]):x}" if index else None,
                    is_short=True,
                )
                for initial, values in groupby(some, lambda one: one.initial if index else "")
            ]
            yield Sheet(
                address=address,
                title=self._label(facet),
                index=index,
                pages=pages("index", count, _VALUES, number),
                groups=tuple(groups),
            )

    def _value_line(self, address: str, value: Value) -> Line:
        href = quote(seen_from(address, f"{self.named(value)}.html"))
        return Line(Label(text=value.name), href, more=(Label(text=str(value.count)),))

    def named(self, value: Value) -> str:
        """Return where the list of a value is, without its ending: an entry's is named as that."""
        entry = None if value.entity is None else self._index.entry(value.entity)
        if entry is None:
            name = file_name(value.name, "name")
            return f"{self._folder(value.facet)}/{shelf(name)}/{name}"
        kind = "" if entry.kind in ("person", "place") else f"~{entry.kind}"
        return f"{self._folder(value.facet)}/{entry.file}{kind}"

    def _values(self, facet: str) -> Iterator[Sheet]:
        for value in self._index.values(facet):
            name = self.named(value)
            entry = None if value.entity is None else self._index.entry(value.entity)
            last = name.rpartition("/")[2]
            for number, some in enumerate(paged(self._index.of_value(value), _LINES), 1):
                address = numbered(name, number)
                lines = tuple(self._line(address, one) for one in some)
                up = quote(seen_from(address, f"{self._folder(facet)}/index.html"))
                parents = [Step(up, self._label(facet))]
                if entry is not None:
                    parents.append(Step(self._paths.entry(address, entry), Label(text=entry.name)))
                yield Sheet(
                    address=address,
                    title=Label(text=value.name),
                    parents=tuple(parents),
                    pages=pages(last, value.count, _LINES, number),
                    summary=(self._label(facet), _counted(value.count)),
                    groups=tuple(_by_year(some, lines)),
                )

    # === All

    def _all(self) -> Iterator[Sheet]:
        count = len(self._paths.documents)
        for number, some in enumerate(paged(self._index.documents(), _LINES), 1):
            address = f"{BROWSE}/all/{numbered('index', number)}"
            lines = tuple(self._line(address, one) for one in some)
            yield Sheet(
                address=address,
                title=Label(browse="all"),
                pages=pages("index", count, _LINES, number),
                summary=(_counted(count),),
                groups=(Group(None, lines),),
            )

    def _line(self, address: str, brief: Brief) -> Line:
        return Line(
            Label(text=brief.title) if brief.title else Label(word="untitled"),
            self._paths.document(address, brief.document),
            date=tuple(attributes(brief.date).items()) if brief.date else (),
        )


def _by_year(briefs: Iterable[Brief], lines: Iterable[Line]) -> Iterator[Group]:
    """Yield documents that are sorted by date under their years."""
    pairs = zip(briefs, lines, strict=True)
    for year, some in groupby(pairs, lambda pair: pair[0].year):
        yield Group(_year(year), tuple(line for _, line in some))


def _counted(count: int) -> Label:
    return Label(count=str(count), of="document")


def _year(year: int | None) -> Label:
    return Label(word="undated") if year is None else Label(text=str(year))


def file_of(year: int | None) -> str:
    """Return the name of the page of a year in the list by date, without its ending."""
    return "undated" if year is None else str(year)


def _month(brief: Brief) -> str | None:
    """Return the month in which a document was begun, as ISO 8601 writes it; None if not known."""
    month = (brief.sort or 0) // 100 % 100
    return f"{brief.year:04d}-{month:02d}" if month else None
