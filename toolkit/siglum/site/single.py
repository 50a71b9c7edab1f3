"""`siglum render`: one file, one output."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from siglum.checks.links import Links
from siglum.checks.world import World
from siglum.edition.config import FILE_NAME, Edition
from siglum.edition.editions import Editions
from siglum.edition.reading import read
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, CannotUse, Diagnostic, Span
from siglum.model.bibliographic import Record
from siglum.model.registers import Registers, pointers
from siglum.render.citation import Citation
from siglum.render.look import Look
from siglum.render.outputs import Format, View
from siglum.render.pages import Page, html, own
from siglum.render.views import lines
from siglum.site.addresses import for_pages, meant, settled
from siglum.site.pictures import Pictures
from siglum.work.file_names import as_text


@dataclass(frozen=True, slots=True)
class Rendered:
    """The output, None where there could be none, and the findings."""

    text: str | None
    findings: tuple[Diagnostic, ...]
    edition: Edition


def render_file(
    path: Path,
    target: str,
    view: str,
    working_folder: Path,
    *,
    pages: bool = False,
    width: int | None = None,
) -> Rendered:
    """Render one TEI file to one of siglum's formats, or an output that its edition adds.

    `view` is not for outputs of the edition's own, which choose it themselves. `pages` shows page
    breaks in text and Markdown, `width` breaks the lines of text. Raises CannotRun for a file
    that is not there, a wrong edition.toml, or an output that nobody makes.
    """
    if not path.exists():
        raise CannotRun(Diagnostic(kinds.reading.NotFound(), Span(path)))
    edition = Editions(working_folder).of(path)
    look = Look.of(edition)
    if target not in (*Format, *look.added):
        known = (*map(str, Format), *look.added)
        none = kinds.command.NoSuchOutput(target, known)
        raise CannotRun(Diagnostic(none, Span(edition.root / FILE_NAME)))
    format = None if target in look.added else Format(target)
    try:
        document = read(path, edition.root)
        world = World(edition)
        pictures = Pictures.of(document, world)
        if format is not None and not format.is_page:
            rendering = lines(document, format, View(view), pages=pages, width=width, look=look)
        else:
            title = edition.settings.title if edition.configured else ""
            registers = Registers.of(edition)
            found = settled(meant(document, edition), path, registers.owners)
            said = (*pointers(document.root.iter("*")), *(one.address for one in found))
            authority = registers.named(path.parent, said)
            page = Page(
                site=title or None,
                citation=Citation(
                    record=Record.of(document.root), edition=title, name=as_text(document.path.stem)
                ),
                pictures=tuple((name, quote(unquote(name))) for name in pictures.files),
                addresses=for_pages(found),
            )
            if format is not None:
                rendering = html(
                    document=document, view=View(view), page=page, authority=authority, look=look
                )
            else:
                rendering = own(
                    document=document, output=target, page=page, authority=authority, look=look
                )
    except CannotUse as stopped:
        return Rendered(None, (stopped.diagnostic,), edition)
    unsafe = [finding for finding in Links(world).check(document) if finding.code == "SG405"]
    shown = (*pictures.outside, *pictures.unshown) if format is not None and format.is_page else ()
    findings = (*document.findings, *unsafe, *shown, *rendering.findings)
    return Rendered(rendering.text, findings, edition)
