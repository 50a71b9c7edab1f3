"""What is planned is made, by as many processes as are worth it, and put into its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from siglum.site.common import Common, Task
from siglum.site.making import Filled, Made, Maker, lost
from siglum.site.pieces import Content, Filling, Piece, Pieces, Unit
from siglum.site.shelves import TOGETHER, Printed, Printing
from siglum.site.writing import Stage
from siglum.work.order import WORTHWHILE, Jobs, in_order
from siglum.work.snapshots import Files
from siglum.work.tasks import Given

_Result = Made | Printed | Piece | Filling


@dataclass(slots=True)
class Production:
    """Makes the pieces of one site."""

    units: Sequence[Unit]
    """The pieces as they are planned, but for those that are made of all others."""
    pieces: Pieces
    common: Common
    stage: Stage
    site: int | None
    """The number of the old site, if that is as it was written."""
    task: Callable[[Path], tuple[Filled, str]]
    """Returns what is to be made of a document, and its key."""
    printings: Callable[[str, Collection[str]], Iterator[Printing]]
    """Yields the jobs that make some pages of a shelf, by its name and their addresses."""
    files: Callable[[], Files]
    """Returns the files that jobs may ask for."""
    _keys: dict[str, str] = field(default_factory=dict)
    """Of pieces that are being made, and were not kept: their keys."""

    def made(self, jobs: Jobs) -> Iterator[Piece]:
        """Put each piece into its place, and yield it.

        Up to `jobs` processes make the pages of documents and shelves.
        """
        results: Iterator[_Result] = in_order(
            tasks=self._tasks(),
            bench=partial(Maker, self.common),
            lost=lost,
            jobs=jobs if self._is_much() else 1,
            files=self.files,
        )
        for unit in self.units:
            if unit.make is None:
                yield self._document(unit, next(results))
            elif unit.leaves:
                yield self._shelf(results)
            else:
                yield self.placed(unit)

    def placed(self, unit: Unit) -> Piece:
        """Put a piece into its place that is neither a document nor a shelf."""
        assert unit.make is not None
        taken = self.pieces.take(unit, self.stage, self.site)
        return taken or self.pieces.put(unit, unit.make(), self.stage)

    def _is_much(self) -> bool:
        """Say whether there is so much to make that it is worth it to start processes.

        That is documents, or pages of shelves of which nothing is kept; of one in which something
        has changed, few pages are to be made.
        """
        new = [unit for unit in self.units if not unit.is_known]
        documents = sum(unit.make is None for unit in new)
        shelves = (unit.leaves for unit in new if unit.leaves and self.pieces.is_new(unit))
        pages = sum(map(len, shelves))
        return documents + pages // TOGETHER >= WORTHWHILE

    def _tasks(self) -> Iterator[Task | Given[_Result]]:
        """Yield what is to be made of documents and shelves, and what is kept of the others.

        The pages of a shelf that are to be made stand between two that are the shelf itself.
        """
        for unit in self.units:
            if unit.make is not None and not unit.leaves:
                continue
            piece = self.pieces.take(unit, self.stage, self.site)
            if piece is not None:
                yield Given(piece)
            elif unit.leaves:
                filling = self.pieces.filling(unit, self.stage, self.site)
                yield Given(filling)
                yield from self.printings(unit.name.partition(" ")[2], filling.wanted)
                yield Given(filling)
            else:
                task, self._keys[unit.name] = self.task(unit.path)
                yield task

    def _document(self, unit: Unit, result: _Result) -> Piece:
        if isinstance(result, Piece):
            return result
        assert isinstance(result, Made)
        return self.pieces.put(unit, _content(result), self.stage, self._keys.pop(unit.name))

    def _shelf(self, results: Iterator[_Result]) -> Piece:
        """Return a shelf, of which the results are as `_tasks` has asked for them."""
        begun = next(results)
        if isinstance(begun, Piece):
            return begun
        assert isinstance(begun, Filling)
        for result in results:
            if result is begun:
                break
            assert isinstance(result, Printed)
            begun.add(result)
        return self.pieces.filled(begun)


def _content(made: Made) -> Content:
    """Return what was made of a document as the content of a piece."""
    once = () if made.unrendered is None else (made.unrendered,)
    return Content(
        files=made.files.items(),
        pages=tuple(made.pages),
        findings=(*made.findings, *once),
        once=once,
        entry=made.entry,
        passages=made.passages,
        is_failed=made.unrendered is not None or not made.is_whole,
    )
