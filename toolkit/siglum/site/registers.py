"""The registers of a site: lists of entries, and a page for each with all of its mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from itertools import groupby

from siglum.model.index import Index
from siglum.model.indexed import Indexed, Mention
from siglum.render.citation_dates import attributes
from siglum.render.listing import Group, Label, Line, Sheet, Step
from siglum.site.names import numbered, quote, seen_from
from siglum.site.paging import initials, paged, pages
from siglum.site.paths import FOLDERS, Paths, page_of, register, shelf_of
from siglum.site.shelves import Shelf

_VALUE = re.compile(r'="([^"]*)"')
_LINES = 300  # entries on a page of a list
_MENTIONS = 200  # mentions on a page of an entry
_MOST_TYPES = 200  # of so many kinds a list by kind says something


class RegisterPages:
    """Says what the pages of the registers say."""

    def __init__(self, index: Index, paths: Paths) -> None:
        self._index = index
        self._paths = paths
        self.kinds = {kind: count for kind in FOLDERS if (count := index.kinds().get(kind))}
        """The registers that there are, with the number of their entries."""

    @cached_property
    def folders(self) -> list[tuple[str, str]]:
        """The folders of entries, each with its kind."""
        return [(kind, name) for kind in self.kinds for name in self._index.shelves(kind)]

    def shelves(self) -> Iterator[Shelf]:
        """Yield the shelves of all registers."""
        for kind in self.kinds:
            yield Shelf(register(kind), partial(self._lists, kind))
        for kind, name in self.folders:
            yield Shelf(shelf_of(kind, name), partial(self._entries, kind, name))

    # === Lists

    def _orders(self, kind: str) -> list[str]:
        types = self._index.types(kind)
        said = [one for one in types if one is not None]
        is_said = len(types) > 1 and 0 < len(said) <= _MOST_TYPES
        return ["name", "mentions", *(["type"] if is_said else [])]

    def _lists(self, kind: str) -> Iterator[Sheet]:
        orders = self._orders(kind)
        for order in orders:
            yield from self._list(kind, order, orders)

    def _list(self, kind: str, order: str, orders: list[str]) -> Iterator[Sheet]:
        count = self.kinds[kind]
        names = {one: "index" if one == "name" else f"by-{one}" for one in orders}
        name = f"{register(kind)}/{names[order]}"
        tabs = tuple(
            Step(quote(f"{names[one]}.html"), Label(by=one), is_here=one == order) for one in orders
        )
        index: tuple[Step, ...] = ()
        if order == "name":
            index = initials((one.initial for one in self._index.entries(kind)), "index", _LINES)
        for number, some in enumerate(paged(self._index.entries(kind, order), _LINES), 1):
            address = numbered(name, number)
            yield Sheet(
                address=address,
                title=Label(register=kind),
                tabs=tabs,
                index=index,
                pages=pages(names[order], count, _LINES, number),
                summary=(Label(count=str(count), of="entry"),),
                groups=tuple(self._groups(address, some, order)),
            )

    def _groups(self, address: str, entries: Iterable[Indexed], order: str) -> Iterator[Group]:
        if order == "mentions":
            yield Group(None, tuple(self._line(address, one) for one in entries), is_short=True)
            return
        for value, some in groupby(entries, lambda e: e.initial if order == "name" else e.type):
            label = Label(word="untyped") if value is None else Label(text=value)
            lines = tuple(self._line(address, one) for one in some)
            anchor = f"letter-{ord(value[0]):x}" if order == "name" and value else None
            yield Group(label, lines, anchor=anchor, is_short=True)

    def _line(self, address: str, entry: Indexed) -> Line:
        count = (Label(text=str(entry.count)),) if entry.count else ()
        return Line(Label(text=entry.listed), self._paths.entry(address, entry), more=count)

    # === Entries

    def _entries(self, kind: str, name: str) -> Iterator[Sheet]:
        for entry in self._index.on_shelf(kind, name):
            yield from self._entry(entry)

    def _entry(self, entry: Indexed) -> Iterator[Sheet]:
        first = page_of(entry)
        markup, sources = self._index.markup(entry)
        parents = (
            Step(
                quote(seen_from(first, f"{register(entry.kind)}/index.html")),
                Label(register=entry.kind),
            ),
        )
        documents = self._index.count_documents(entry.row) if entry.count else 0
        summary = (
            (
                Label(count=str(entry.count), of="mention"),
                Label(count=str(documents), of="document"),
            )
            if entry.count
            else (Label(word="unmentioned"),)
        )
        mentions = paged(self._index.mentions(entry.row), _MENTIONS) if entry.count else iter([[]])
        name = entry.file.rpartition("/")[2]
        for number, some in enumerate(mentions, 1):
            address = page_of(entry, number)
            is_first = number == 1
            yield Sheet(
                address=address,
                title=Label(text=entry.name),
                parents=parents
                if is_first
                else (*parents, Step(quote(numbered(name, 1)), Label(text=entry.name))),
                pages=pages(name, entry.count, _MENTIONS, number),
                summary=summary,
                groups=tuple(self._by_year(address, some)),
                related=tuple(self._related(address, entry)) if is_first else (),
                markup=markup if is_first else "",
                source=entry.document,
                sources=tuple(sources) if is_first else (),
                entries=self._pointers(address, entry) if is_first else (),
                files=self._files(address, entry, (markup, *sources)) if is_first else (),
            )

    def _by_year(self, address: str, mentions: list[Mention]) -> Iterator[Group]:
        for year, some in groupby(mentions, lambda one: one.year):
            label = Label(word="undated") if year is None else Label(text=str(year))
            yield Group(label, tuple(self._mention(address, one) for one in some))

    def _mention(self, address: str, mention: Mention) -> Line:
        brief = self._index.brief(mention.document)
        title = brief.title if brief else ""
        return Line(
            label=Label(text=title) if title else Label(word="untitled"),
            href=self._paths.document(address, mention.document, mention.unit),
            date=tuple(attributes(brief.date).items()) if brief and brief.date else (),
            more=() if mention.role == "mentioned" else (Label(role=mention.role),),
            before=mention.before,
            shown=mention.shown,
            after=mention.after,
        )

    def _related(self, address: str, entry: Indexed) -> Iterator[Group]:
        around = self._index.around(entry)
        if around is not None:
            yield Group(Label(word="around"), (self._line(address, around),), is_short=True)
        within = tuple(self._line(address, one) for one in self._index.within(entry))
        if within:
            yield Group(Label(word="within"), within, is_short=True)
        if entry.kind in ("person", "org") and entry.count:
            lines = tuple(self._correspondents(address, entry))
            if lines:
                yield Group(Label(word="correspondents"), lines, is_short=True)

    def _correspondents(self, address: str, entry: Indexed) -> Iterator[Line]:
        for row, count in self._index.correspondents(entry.row):
            other = self._index.entry(row)
            if other is not None and other.kind in ("person", "org"):
                label = Label(count=str(count), of="document")
                href = self._paths.entry(address, other)
                yield Line(Label(text=other.listed), href, more=(label,))

    def _files(
        self, address: str, entry: Indexed, written: tuple[str, ...]
    ) -> tuple[tuple[str, str], ...]:
        """Return where the documents are that an entry links to, by what it writes."""
        links = self._index.links(entry.document)
        said = (value for one in written for value in _VALUE.findall(one)) if links else ()
        found = dict.fromkeys(one for value in said for one in value.split() if one in links)
        return tuple(
            (one, self._paths.document(address, *links[one]).partition("#")[0]) for one in found
        )

    def _pointers(self, address: str, entry: Indexed) -> tuple[tuple[str, str, str], ...]:
        return linked(self._index, self._paths, address, entry.document, entry.xml_id)


def linked(
    index: Index, paths: Paths, address: str, document: str, within: str | None = None
) -> tuple[tuple[str, str, str], ...]:
    """Return where the pointers of a document, or of an entry in it, lead on a page, with cards."""
    found = ((one.of, index.entry(one.entity)) for one in index.pointers(document, within))
    return tuple(
        (of, paths.entry(address, entry), index.card(entry.row))
        for of, entry in found
        if entry is not None
    )
