"""`siglum render`: files, each of which becomes one output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote

from siglum.checks.links import Links
from siglum.checks.world import World
from siglum.edition.config import FILE_NAME, Edition
from siglum.edition.document import Document
from siglum.edition.editions import Editions
from siglum.edition.reading import read
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, CannotUse, Diagnostic, Kind, Span
from siglum.model.bibliographic import Record
from siglum.model.fields import Looked, look_for
from siglum.model.registers import Registers, pointers
from siglum.render.citation import Citation
from siglum.render.frame import Page, Picture
from siglum.render.look import Look
from siglum.render.outputs import Format, View
from siglum.render.pages import html, own
from siglum.render.views import Rendering, lines
from siglum.site.addresses import for_pages, meant, settled
from siglum.site.pictures import Pictures
from siglum.work.file_names import as_text
from siglum.work.order import in_order
from siglum.work.snapshots import Files


@dataclass(frozen=True, slots=True)
class Rendered:
    """The output, None where there could be none, and the findings."""

    path: Path
    text: str | None
    findings: tuple[Diagnostic, ...]
    edition: Edition | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is made of each file."""

    target: str
    """One of siglum's formats, or an output that the edition adds."""
    view: str
    """Not for outputs of the edition's own, which choose it themselves."""
    pages: bool = False
    """Whether page breaks are shown, in text and Markdown."""
    width: int | None = None
    """Where the lines of text break."""


def render_file(path: Path, wanted: Wanted, working_folder: Path) -> Rendered:
    """Render one TEI file.

    Raises CannotRun for a file that is not there, a wrong edition.toml, or an output that nobody
    makes.
    """
    if not path.exists():
        raise CannotRun(Diagnostic(kinds.reading.NotFound(), Span(path)))
    edition = Editions(working_folder).of(path)
    return replace(Renderer(wanted, working_folder).do(path), edition=edition)


def render_files(
    paths: Iterable[Path], wanted: Wanted, working_folder: Path, jobs: int
) -> Iterator[Rendered]:
    """Render TEI files, in order; what is wrong with another file than one's own is told once.

    Raises CannotRun for a wrong edition.toml, or an output that nobody makes.
    """
    editions, told = Editions(working_folder), set[Diagnostic]()
    bench = partial(Renderer, wanted, working_folder)
    for rendered in in_order(tasks=paths, bench=bench, lost=_lost, jobs=jobs, files=Files):
        new = tuple(finding for finding in rendered.findings if finding not in told)
        told.update(finding for finding in new if finding.span.file != rendered.path)
        yield replace(rendered, findings=new, edition=editions.of(rendered.path))


def _lost(path: Path, why: Kind) -> Rendered:
    return Rendered(path, None, (Diagnostic(why, Span(path)),))


@dataclass(slots=True)
class _Known:
    """What is read of an edition once."""

    world: World
    look: Look
    registers: Registers | None = None


class Renderer:
    """Renders files of whatever editions, in one process."""

    def __init__(self, wanted: Wanted, working_folder: Path) -> None:
        self._wanted = wanted
        self._editions = Editions(working_folder)
        self._known: dict[Path, _Known] = {}
        self._ended: dict[Path, Diagnostic] = {}

    @property
    def memory(self) -> dict[Path, Diagnostic] | None:
        """Why stylesheets of which editions are not applied any more, as they took too long."""
        known = {root: each.look.own.ended for root, each in self._known.items()}
        ended = self._ended | {root: why for root, why in known.items() if why is not None}
        return ended or None

    @memory.setter
    def memory(self, memory: dict[Path, Diagnostic] | None) -> None:
        self._ended = memory or {}
        for root, known in self._known.items():
            known.look.own.ended = self._ended.get(root)

    def do(self, path: Path) -> Rendered:
        """Render a file."""
        edition, target = self._editions.of(path), self._wanted.target
        known = self._known.get(edition.root)
        if known is None:
            known = self._known[edition.root] = _Known(World(edition), Look.of(edition))
            known.look.own.ended = self._ended.get(edition.root)
        world, look = known.world, known.look
        world.look_again()
        if target not in (*Format, *look.added):
            outputs = (*map(str, Format), *look.added)
            none = kinds.command.NoSuchOutput(target, outputs)
            raise CannotRun(Diagnostic(none, Span(edition.root / FILE_NAME)))
        format = None if target in look.added else Format(target)
        looked = Looked()
        try:
            document = read(path, edition.root)
            pictures = Pictures.of(document, world)
            if format is not None and not format.is_page:
                rendering = lines(
                    document,
                    format,
                    View(self._wanted.view),
                    pages=self._wanted.pages,
                    width=self._wanted.width,
                    look=look,
                )
            else:
                if known.registers is None:
                    known.registers = Registers.of(edition)
                looked = look_for(document, edition.fields)
                rendering = self._framed(
                    document=document,
                    looked=looked,
                    format=format,
                    edition=edition,
                    look=look,
                    registers=known.registers,
                    pictures=pictures,
                )
        except CannotUse as stopped:
            return Rendered(path, None, (stopped.diagnostic,))
        unsafe = [one for one in Links(world).check(document) if one.code == "SG405"]
        is_page = format is not None and format.is_page
        shown = (*pictures.outside, *pictures.unshown) if is_page else ()
        told = (*document.findings, *looked.findings)
        findings = (*told, *unsafe, *shown, *rendering.findings)
        return Rendered(path, rendering.text, findings)

    def close(self) -> None:
        """There is nothing to keep."""

    def _framed(
        self,
        document: Document,
        looked: Looked,
        format: Format | None,
        edition: Edition,
        look: Look,
        registers: Registers,
        pictures: Pictures,
    ) -> Rendering:
        """Make a page, or an output of the edition's own, with what either may ask for."""
        title = edition.settings.title if edition.configured else ""
        found = settled(meant(document, edition), document.path, registers.owners)
        said = (*pointers(document.root.iter("*")), *(one.address for one in found))
        authority = registers.named(document.path.parent, said)
        page = Page(
            site=title or None,
            citation=Citation(
                record=Record.of(document.root, looked),
                edition=title,
                name=as_text(document.path.stem),
            ),
            title=looked.fields.get("title"),
            date=looked.date,
            pictures=tuple(Picture(name, quote(unquote(name))) for name in pictures.files),
            addresses=for_pages(found),
        )
        if format is None:
            return own(
                document=document,
                output=self._wanted.target,
                page=page,
                authority=authority,
                look=look,
            )
        view = View(self._wanted.view)
        return html(document=document, view=view, page=page, authority=authority, look=look)
