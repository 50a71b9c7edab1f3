"""`siglum conserve`: files, rendered in views and formats, each output proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from siglum.edition.carried import carried_for
from siglum.edition.config import Edition
from siglum.edition.document import Document, parse, read_bytes
from siglum.edition.editions import Editions
from siglum.edition.paths import files_of
from siglum.edition.xinclude import Includer
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Kind, Span
from siglum.model.registers import Authority, Registers, pointers
from siglum.proof.conservation import Conservation
from siglum.proof.entries import Entry, entries
from siglum.proof.ledger import Ledger
from siglum.render.frame import Page
from siglum.render.look import Look
from siglum.render.outputs import Format, View
from siglum.render.pages import Wanted, renderings
from siglum.work.order import Jobs, in_order
from siglum.work.tasks import Given


@dataclass(frozen=True, slots=True)
class Proved:
    """What was proved of one output."""

    view: View
    format: Format
    ledger: Ledger
    entries: tuple[Entry, ...]
    """Each text that is not just in its place, where these were asked for."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was proved of one file, and what is wrong."""

    path: Path
    findings: tuple[Diagnostic, ...]
    outputs: tuple[Proved, ...] = ()
    is_document: bool = False
    """Whether it could be read."""
    edition: Edition | None = None


def conserve(
    paths: Sequence[Path],
    views: Sequence[View],
    formats: Sequence[Format],
    working_folder: Path,
    *,
    entries: bool = False,
    jobs: Jobs = 1,
) -> Iterator[Report]:
    """Yield a report for each file, in order; a folder stands for its XML files.

    What can't be read or rendered is a finding of its file. A document may have any outermost
    element. `entries` asks for those of the ledgers; `jobs` is who works. Raises CannotRun
    for a wrong edition.toml.
    """
    found = files_of(paths)
    tasks = (
        one if isinstance(one, Path) else Given(Report(one.span.file, (one,))) for one in found
    )
    bench = partial(_Bench, working_folder, tuple(views), tuple(formats), entries=entries)
    editions = Editions(working_folder)
    for report in in_order(
        tasks=tasks,
        bench=bench,
        lost=_lost,
        jobs=jobs,
        files=lambda: carried_for(
            (one for one in files_of(paths) if isinstance(one, Path)), working_folder
        ),
    ):
        yield replace(report, edition=editions.of(report.path))


def _lost(path: Path, why: Kind) -> Report:
    return Report(path, (Diagnostic(why, Span(path)),))


class _Bench:
    """Proves files of whatever editions, in one process."""

    def __init__(
        self,
        working_folder: Path,
        views: tuple[View, ...],
        formats: tuple[Format, ...],
        *,
        entries: bool,
    ) -> None:
        self._editions = Editions(working_folder)
        self._views = views
        self._formats = formats
        self._entries = entries
        self._dressed: dict[Path, tuple[Registers, Look]] = {}
        self._ended: dict[Path, Diagnostic] = {}

    @property
    def memory(self) -> dict[Path, Diagnostic] | None:
        """Why stylesheets of which editions are not applied any more, as they took too long."""
        known = {root: look.own.ended for root, (_, look) in self._dressed.items()}
        ended = self._ended | {root: why for root, why in known.items() if why is not None}
        return ended or None

    @memory.setter
    def memory(self, memory: dict[Path, Diagnostic] | None) -> None:
        self._ended = memory or {}
        for root, (_, look) in self._dressed.items():
            look.own.ended = self._ended.get(root)

    def do(self, path: Path) -> Report:
        """Prove the outputs of a file."""
        edition = self._editions.of(path)
        refused = edition.border.refuses(path) if edition.configured else None
        if refused is not None:
            return Report(path, (Diagnostic(kinds.links.FileRefused(refused), Span(path)),))
        try:
            document = Document(path, data := read_bytes(path), parse(path, data))
        except CannotUse as unreadable:
            return Report(path, (unreadable.diagnostic,))
        Includer(edition.root, document).run()
        if edition.root not in self._dressed:
            look = Look.of(edition)
            look.own.ended = self._ended.get(edition.root)
            self._dressed[edition.root] = Registers.of(edition), look
        registers, look = self._dressed[edition.root]
        authority = registers.named(path.parent, pointers(document.root.iter("*")))
        return self._prove(document, authority, look)

    def close(self) -> None:
        """There is nothing to keep."""

    def _prove(self, document: Document, authority: Authority, look: Look) -> Report:
        conservation = Conservation(document)
        unrendered: dict[Diagnostic, None] = {}
        wanted = [Wanted(view, self._formats, Page()) for view in self._views]
        for made in renderings(
            document=document,
            wanted=wanted,
            authority=authority,
            tree=conservation.tree,
            look=look,
        ):
            if isinstance(made.rendering, CannotUse):
                unrendered[made.rendering.diagnostic] = None
            else:
                conservation.checked(made.rendering.text, made.view, made.format)
        outputs = tuple(
            Proved(
                proof.view,
                proof.format,
                Ledger.of(proof),
                tuple(entries(document, proof)) if self._entries else (),
            )
            for proof in conservation.proofs
        )
        findings = (*document.findings, *unrendered, *conservation.findings())
        return Report(document.path, findings, outputs, is_document=True)
