"""Start tags: which attributes the contents of an element allow, and what may come after them.

The attributes of a content fall into parts that share no name (section 7.3), and a start tag is
valid if it is valid for each part. So the parts of all contents that share names, directly or
through others, form a cluster, and each cluster is explored by itself: its names one after the
other, each absent or with a value of each kind.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from ..automaton.content import attributes_in, id_datatype, separate
from ..automaton.pattern import Pattern
from ..grammar.nameclass import NameClass, contains, is_open, literal_names, overlap
from .names import mentioned, unmentioned
from .samples import Source
from .side import Side
from .values import cells

Attributes = tuple[tuple[str, str | None], ...]
"""Names (Clark notation) with values; None is the value of an attribute that is absent."""

DifferenceKind = Literal[
    "element", "end", "text", "value", "attribute", "required", "id", "undecided", "unfinished"
]
"""The kinds of differences in start tags: see `Difference.kind`."""

Row = tuple[Pattern, ...]
"""One pattern for each content: first those of the left schema, then those of the right."""


@dataclass(frozen=True, slots=True)
class TagDifference:
    """A start tag that only one side accepts: `left` says whether it is the left one.

    `attributes` are those of the tag so far; `name` is the one that makes the difference, None
    where their combination does. `kind` is "attribute", "required", "value", "id" or "undecided".
    """

    kind: DifferenceKind
    name: str | None
    attributes: Attributes
    left: bool


@dataclass(slots=True)
class Tags:
    """Where start tags lead: rows of what may follow, each with attributes that lead there."""

    rows: dict[Row, Attributes]
    differences: list[TagDifference]


class StartTags:
    """Explores the start tags of two schemas, and remembers what it found."""

    def __init__(self, left: Side, right: Side) -> None:
        self._left = left
        self._right = right
        self._known: dict[tuple[int, Row], Tags] = {}

    def of(self, lefts: Row, rights: Row) -> Tags:
        """Return where the start tags of an element with these contents lead."""
        sides = [self._left] * len(lefts) + [self._right] * len(rights)
        contents = (*lefts, *rights)
        parts: list[tuple[int, Pattern]] = []
        children: list[Pattern] = []
        for at, (side, content) in enumerate(zip(sides, contents, strict=True)):
            own, rest = separate(side.patterns, content)
            if rest.has_attributes:
                own, rest = [*own, rest], side.patterns.empty
            parts.extend((at, part) for part in own)
            children.append(rest)
        whole = Tags({tuple(children): ()}, [])
        for cluster in _clusters(parts):
            row: list[Pattern] = [side.patterns.empty for side in sides]
            for at, part in cluster:
                row[at] = sides[at].patterns.group(row[at], part)
            key = (len(lefts), tuple(row))
            found = self._known.get(key)
            if found is None:
                found = self._known[key] = _Cluster(sides, len(lefts), tuple(row)).explore()
            whole = _both(sides=sides, border=len(lefts), one=whole, other=found)
        return whole


def _both(sides: Sequence[Side], border: int, one: Tags, other: Tags) -> Tags:
    """Return where start tags with the attributes of two clusters lead."""
    rows: dict[Row, Attributes] = {}
    differences = [*one.differences, *other.differences]
    for first, attributes in one.rows.items():
        sides[0].work.spend(len(other.rows))
        for second, more in other.rows.items():
            row = tuple(
                side.patterns.group(here, there)
                for side, here, there in zip(sides, first, second, strict=True)
            )
            left, right = alive(sides, border, row)
            if left and right:
                rows.setdefault(row, (*attributes, *more))
            elif left or right:
                differences.append(
                    TagDifference(
                        kind="attribute", name=None, attributes=(*attributes, *more), left=left
                    )
                )
    return Tags(rows, differences)


def alive(sides: Sequence[Side], border: int, row: Row) -> tuple[bool, bool]:
    """Tell whether any of the left patterns of a row can go on, and any of the right ones."""
    found = [one is not side.patterns.not_allowed for side, one in zip(sides, row, strict=True)]
    return any(found[:border]), any(found[border:])


@dataclass(slots=True, eq=False)
class _Parts:
    """A growing cluster: parts that share names, with their names and wildcards."""

    names: set[str]
    wildcards: list[NameClass]
    members: list[tuple[int, Pattern]]

    def shares(self, names: set[str], wildcards: list[NameClass]) -> bool:
        """Tell whether wildcards make a part share a name with the cluster (see `_clusters`)."""
        return (
            any(contains(one, name) for one in wildcards for name in self.names)
            or any(contains(one, name) for one in self.wildcards for name in names)
            or any(overlap(one, other) for one in wildcards for other in self.wildcards)
        )


def _clusters(parts: Sequence[tuple[int, Pattern]]) -> Iterator[list[tuple[int, Pattern]]]:
    """Yield clusters of the parts: those that share names, directly or through others."""
    clusters: list[_Parts] = []
    by_name: dict[str, _Parts] = {}
    for at, part in parts:
        classes = [one.name_class for one in attributes_in(part)]
        one = _Parts({name for it in classes for name in literal_names(it)}, [], [(at, part)])
        one.wildcards = [it for it in classes if is_open(it)]
        touched = [by_name[name] for name in sorted(one.names) if name in by_name]
        if one.wildcards:
            touched += [other for other in clusters if other.shares(one.names, one.wildcards)]
        else:
            wild = [other for other in clusters if other.wildcards]
            touched += [other for other in wild if other.shares(one.names, [])]
        for other in {id(it): it for it in touched}.values():
            one = _Parts(
                one.names | other.names,
                one.wildcards + other.wildcards,
                other.members + one.members,
            )
            clusters.remove(other)
        clusters.append(one)
        by_name.update(dict.fromkeys(one.names, one))
    for one in clusters:
        yield sorted(one.members, key=lambda member: (member[0], member[1].number))


class _Cluster:
    """Explores the attributes of one cluster."""

    def __init__(self, sides: Sequence[Side], border: int, row: Row) -> None:
        self._sides = sides
        self._border = border
        self._row = row
        classes = [one.name_class for pattern in row for one in attributes_in(pattern)]
        spelt = [name for name in mentioned(classes) if any(contains(c, name) for c in classes)]
        opened = [one for one in classes if is_open(one)]
        fresh = unmentioned(classes) if opened else []
        self._names = spelt + [name for name in fresh if any(contains(c, name) for c in opened)]
        self._spelt = len(spelt)
        self._found = Tags({}, [])
        self._told: set[tuple[str, str | None, bool]] = set()

    def explore(self) -> Tags:
        """Return where all start tags with these attributes lead."""
        begin = (0, self._row)
        seen = {begin}
        waiting: deque[tuple[int, Row, Attributes]] = deque([(*begin, ())])
        while waiting:
            at, row, attributes = waiting.popleft()
            for following in self._after(at, row, attributes):
                if following[:2] not in seen:
                    seen.add(following[:2])
                    waiting.append(following)
        return self._found

    def _after(
        self, at: int, row: Row, attributes: Attributes
    ) -> Iterator[tuple[int, Row, Attributes]]:
        if at == len(self._names):
            ended = self._each(lambda side, one: side.derivative.end_attributes(one), row)
            if self._judge(kind="required", name=None, row=ended, attributes=attributes):
                self._found.rows.setdefault(ended, attributes)
            return
        name = self._names[at]
        absent = self._each(lambda side, one: side.without(one, name), row)
        if self._judge(
            kind="required", name=name, row=absent, attributes=(*attributes, (name, None))
        ):
            yield at + 1, absent, (*attributes, (name, None))
        sources = [
            self._sources(side, one, name) for side, one in zip(self._sides, row, strict=True)
        ]
        lefts = [source for found in sources[: self._border] for source in found]
        rights = [source for found in sources[self._border :] for source in found]
        if not (lefts or rights):
            return
        self._compare_ids(name=name, lefts=lefts, rights=rights, attributes=attributes)
        title = name
        if at >= self._spelt:
            title += str(sum(one.startswith(name) for one, _ in attributes) or "")
        kind: DifferenceKind = "value" if lefts and rights else "attribute"
        values = cells([*lefts, *rights], self._sides[0].work)
        for text in values.texts:
            taken = self._each(partial(_take, name, text), row)
            given = (*attributes, (title, text))
            if self._judge(kind=kind, name=name, row=taken, attributes=given):
                yield (at + 1 if at < self._spelt else at), taken, given
        if not values.exact and not any(one.name == name for one in self._found.differences):
            self._found.differences.append(
                TagDifference(kind="undecided", name=name, attributes=attributes, left=True)
            )

    def _sources(self, side: Side, pattern: Pattern, name: str) -> list[Source]:
        return [
            side.source(one.content)
            for one in attributes_in(pattern)
            if contains(one.name_class, name)
        ]

    def _compare_ids(
        self, name: str, lefts: list[Source], rights: list[Source], attributes: Attributes
    ) -> None:
        """Record a difference where only one side treats the attribute as ID, IDREF or IDREFS."""
        left, right = _id_types(lefts), _id_types(rights)
        if lefts and rights and left != right and ("id", name, bool(left)) not in self._told:
            self._told.add(("id", name, bool(left)))
            self._found.differences.append(
                TagDifference(kind="id", name=name, attributes=attributes, left=bool(left))
            )

    def _each(self, change: Callable[[Side, Pattern], Pattern], row: Row) -> Row:
        return tuple(change(side, one) for side, one in zip(self._sides, row, strict=True))

    def _judge(
        self, kind: DifferenceKind, name: str | None, row: Row, attributes: Attributes
    ) -> bool:
        """Tell whether both sides can go on; record a difference where only one can."""
        left, right = alive(self._sides, self._border, row)
        if left != right and (kind, name, left) not in self._told:
            self._told.add((kind, name, left))
            self._found.differences.append(
                TagDifference(kind=kind, name=name, attributes=attributes, left=left)
            )
        return left and right


def _take(name: str, text: str, side: Side, pattern: Pattern) -> Pattern:
    return side.attribute(pattern, name, text)


def _id_types(sources: list[Source]) -> set[str | None]:
    found = (id_datatype(source.pattern) for source in sources)
    return {datatype.id_type for datatype in found if datatype is not None}
