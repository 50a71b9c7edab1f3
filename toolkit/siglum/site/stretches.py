"""Long stretches of text without divisions, cut for reading: between paragraphs, never in one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from siglum.site.divisions import AROUND, BESIDE, DIVISIONS, name

# What a page may begin with where no division does, the best first: a page of the source, a
# paragraph or another block, a line of a poem.
_PAGES = frozenset({"pb"})
_BLOCKS = frozenset({"p", "ab", "lg", "l", "sp", "u", "list", "table"})
_LINES = frozenset({"lg", "l"})

_MAY_BE_CUT = DIVISIONS | AROUND | {"lg"}


@dataclass(frozen=True, slots=True)
class _Stop:
    """An element with which a page may begin, and how much text is before it."""

    element: etree._Element
    at: int
    rank: int


def cut(
    root: etree._Element, divisions: list[etree._Element], *, longest: int, wanted: int
) -> list[etree._Element]:
    """Return the elements that begin a page: some divisions, and elements that cut what is long.

    From one division to the next there may be `longest` characters of text. Longer stretches are
    cut in equal parts of about `wanted`, as far as there are elements to begin a page with. All is
    in document order.
    """
    stops = list(_stops(root, set(divisions)))
    starts = [index for index, stop in enumerate(stops) if stop.rank == 0]
    begins: list[etree._Element] = []
    for first, end in pairwise(starts):
        begins.append(stops[first].element)
        length = stops[end].at - stops[first].at
        if length > longest:
            begins += _cuts(
                stops=stops[first + 1 : end],
                start=stops[first].at,
                length=length,
                parts=-(-length // wanted),
            )
    return begins


def _cuts(stops: list[_Stop], start: int, length: int, parts: int) -> Iterator[etree._Element]:
    """Yield what each part of a stretch begins with, but for the first."""
    ranks = [[stop for stop in stops if stop.rank == rank] for rank in (1, 2, 3)]
    enough = (stops for stops in ranks if len(stops) >= parts - 1)
    chosen = next(enough, max(ranks, key=len))
    last = -1
    for part in range(1, parts):
        index = bisect_left(chosen, start + part * length // parts, key=lambda stop: stop.at)
        if last < index < len(chosen):
            yield chosen[index].element
            last = index


def _stops(root: etree._Element, divisions: set[etree._Element]) -> Iterator[_Stop]:
    """Yield where a page must begin (rank 0) and where it may, and at last the end of the text."""
    at = 0
    open_to_pages = {root}
    for child in root.iterchildren("*"):
        if name(child) in BESIDE or name(child) == "teiHeader":
            continue
        for event, element in etree.iterwalk(child, events=("start", "end", "comment", "pi")):
            if event == "start":
                parent = element.getparent()
                if parent in open_to_pages:
                    if name(element) in _MAY_BE_CUT:
                        open_to_pages.add(element)
                    rank = 0 if element in divisions else _rank(element, name(parent))
                    if rank is not None:
                        yield _Stop(element, at, rank)
                at += len(element.text or "")
            elif element is not child:
                at += len(element.tail or "")
    yield _Stop(root, at, 0)


def _rank(element: etree._Element, around: str) -> int | None:
    if around == "lg":
        return 3 if name(element) in _LINES else None
    return 1 if name(element) in _PAGES else 2 if name(element) in _BLOCKS else None
