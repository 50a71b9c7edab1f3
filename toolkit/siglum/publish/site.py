"""`siglum build`: an edition becomes a site."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, unquote

from siglum.codes import diagnostic
from siglum.config import FILE_NAME, Edition
from siglum.conserve.conservation import Conservation
from siglum.conserve.rules import Format
from siglum.diagnostics import CannotRun, Diagnostic, Span
from siglum.document import Document
from siglum.kept import kept_below
from siglum.publish.atomic import foreign_file, replacing
from siglum.publish.frame import Frames
from siglum.publish.guide import guide
from siglum.publish.names import GUIDE, MAIN_VIEW, STYLE, page_name, split
from siglum.publish.pictures import of_document, of_style_sheet
from siglum.resources import resource
from siglum.transform.citation import Citation
from siglum.transform.look import Look
from siglum.transform.pages import Authority, Entry, Page, home, html, own
from siglum.transform.views import Rendering, Unrendered, View, text
from siglum.validate import Checker

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found, and the pages it made."""

    output: Path
    findings: tuple[Diagnostic, ...]
    pages: tuple[str, ...]
    """The pages' names below the output folder; none where the build was stopped by findings."""


def build(edition: Edition, output: Path, *, force: bool, progress: Progress) -> Built:
    """Validate an edition and write its site, each page and text of it proved whole.

    The findings stop the build when validation fails or a character of a source has no account,
    unless `force` is given; the old site then stays. Raises CannotRun where the output can't be
    written, or is a folder of somebody else's.
    """
    _refuse(edition, output)
    documents, findings, failed = _validate(edition, progress)
    if failed and not force:
        return Built(output, tuple(findings), ())
    try:
        with replacing(output) as stage:
            site = _Site(edition, stage, documents)
            site.write(progress)
            findings += site.findings
            if site.failed and not force:
                raise _Stopped
    except _Stopped:
        return Built(output, tuple(findings), ())
    except OSError as error:
        message = f"the site can't be written: {error.strerror or error}"
        raise CannotRun(diagnostic("SG903", message, Span(output))) from None
    return Built(output, tuple(findings), tuple(site.pages))


class _Stopped(Exception):
    pass


def _refuse(edition: Edition, output: Path) -> None:
    """Raise CannotRun where building would destroy or could not succeed."""
    if not edition.configured:
        message = "there is no edition.toml in this folder or above it"
        help = "Write one beside the edition's folders; the README has its keys."
        raise CannotRun(diagnostic("SG901", message, Span(edition.root), help))
    if not edition.documents:
        message = f"no file matches the sources: {', '.join(edition.settings.sources)}"
        raise CannotRun(diagnostic("SG901", message, Span(edition.root / "edition.toml")))
    if edition.root.resolve().is_relative_to(output.resolve()):
        message = "the output folder holds the edition itself"
        raise CannotRun(diagnostic("SG902", message, Span(output)))
    kept = kept_below(edition, output)
    if kept is not None:
        message = f"the output folder holds “{kept.name}”, which people write"
        raise CannotRun(diagnostic("SG902", message, Span(output)))
    foreign = foreign_file(output)
    if foreign is not None:
        message = f"the output folder holds files that siglum did not make, like “{foreign}”"
        raise CannotRun(diagnostic("SG902", message, Span(output)))
    taken: dict[str, str] = {"index.html": "the home page"}
    if edition.schemas.odd is not None:
        taken[GUIDE] = "the guide for encoders"
    for path in edition.documents:
        names = [page_name(path.stem, view) for view in View]
        names += [f"{path.stem}.{output}" for output in Look.of(edition).added]
        for name in names:
            other = taken.setdefault(name, str(path.relative_to(edition.root)))
            if other != str(path.relative_to(edition.root)):
                message = f"“{path.name}” and “{other}” would be one page, “{name}”"
                help = "Give them different names."
                raise CannotRun(diagnostic("SG901", message, Span(path), help))


def _validate(
    edition: Edition, progress: Progress
) -> tuple[list[Document], list[Diagnostic], bool]:
    checker = Checker(edition)
    findings: list[Diagnostic] = []
    documents: list[Document] = []
    failed = False
    published = set(edition.documents)
    for path in dict.fromkeys([*edition.documents, *edition.authority]):
        progress(f"validating {path.name}")
        report = checker.check(path)
        findings += report.findings
        failed = failed or report.failed
        if report.document is not None and path in published:
            documents.append(report.document)
    return documents, findings, failed


class _Site:
    """Writes the pages of one edition into an empty folder."""

    def __init__(self, edition: Edition, folder: Path, documents: list[Document]) -> None:
        self.edition = edition
        self.folder = folder
        self.documents = documents
        self.authority = Authority.of(edition)
        self.look = Look.of(edition)
        self.frames = Frames(edition, documents)
        self.findings: list[Diagnostic] = []
        self.failed = False
        self.pages: list[str] = []

    def write(self, progress: Progress) -> None:
        self._copy_files()
        self._write_guide(progress)
        entries = []
        for document in self.documents:
            progress(f"rendering {document.path.name}")
            try:
                entries.append(self._write_document(document))
            except Unrendered as unrendered:
                if unrendered.diagnostic not in self.findings:  # a stylesheet fails all alike
                    self.findings.append(unrendered.diagnostic)
                self.failed = True
        settings = self.edition.settings
        language = self.edition.site.language or settings.languages[0]
        frame = Page(
            site=settings.title, stylesheets=self.frames.stylesheets(), guide=self.frames.guide
        )
        self._write("index.html", home(frame, language, entries, self.look))

    def _write_guide(self, progress: Progress) -> None:
        path = self.edition.schema("odd")
        if path is None:
            return
        progress(f"rendering {path.name}")
        page = self.frames.guide_page(path)
        made = guide(path, self.edition.root, page, look=self.look)
        self.findings += made.findings
        if made.text is None:
            self.failed = True
        else:
            self._write(GUIDE, made.text)
            self.frames.guide = GUIDE

    def _copy_files(self) -> None:
        """Copy the style sheets; and the TEI files with what they and the style sheet show.

        The edition's files are in the folders where they name each other from.
        """
        shutil.copyfile(resource("xslt", STYLE), self.folder / STYLE)
        files = {*self.edition.documents, *self.edition.authority}
        for document in self.documents:
            files |= {path for _, path in of_document(document, self.edition)}
        if self.look.css is not None:
            files |= {self.look.css, *of_style_sheet(self.look.css, self.edition)}
        for path in filter(self.edition.contains, files):
            copy = self.folder / self.frames.published(path)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)

    def _write_document(self, document: Document) -> Entry:
        citation = self._cite(document)
        page = self.frames.page(document, citation)
        conservation = Conservation(document)
        claimed = conservation.tree
        self.frames.parts[document.path].mark(claimed)
        seen: set[Diagnostic] = set()
        for view in View:
            name = page_name(document.path.stem, view)
            framed = replace(page, href=quote(name), parts=self.frames.part_pages(document, view))
            full = html(document, view, framed, self.authority, claimed, self.look)
            proved = conservation.checked(self._kept(full, seen), view, Format.HTML)
            for address, content in split(proved, quote(name)):
                self._write(unquote(address), content)
            plain = text(document, view, tree=claimed, look=self.look)
            proved = conservation.checked(self._kept(plain, seen), view, Format.TEXT)
            (self.folder / f"{document.path.stem}.{view}.txt").write_bytes(proved.encode())
        self._write_own_outputs(document, page, seen)
        self._account(conservation)
        return Entry(quote(page_name(document.path.stem, MAIN_VIEW)), page.views, citation)

    def _cite(self, document: Document) -> Citation:
        """Make a document's citation, and write it for reference managers."""
        stem, title = document.path.stem, self.edition.settings.title
        citation = Citation.of(document, title, self.frames.url(document))
        for part, place in citation.missing.items():
            message = f"the header has no {part} to cite the document by"
            self.findings.append(diagnostic("SG603", message, Span(document.path), place))
        for name, content in (
            (f"{stem}.bib", citation.bibtex()),
            (f"{stem}.ris", citation.ris()),
            (f"{stem}.csl.json", citation.csl_json()),
        ):
            (self.folder / name).write_bytes(content.encode())
        return citation

    def _write_own_outputs(self, document: Document, page: Page, seen: set[Diagnostic]) -> None:
        """Write what the edition adds; of that siglum can't know what it should hold."""
        for output in self.look.added:
            name = f"{document.path.stem}.{output}"
            framed = replace(page, href=quote(name))
            made = self._kept(own(document, output, framed, self.authority, self.look), seen)
            if output.endswith(".html"):
                self._write(name, made)
            else:
                (self.folder / name).write_bytes(made.encode())

    def _account(self, conservation: Conservation) -> None:
        """Let the build fail where a character of the source has no account."""
        unaccounted = conservation.findings()
        self.findings += unaccounted
        self.failed = self.failed or bool(unaccounted)

    def _kept(self, rendering: Rendering, seen: set[Diagnostic]) -> str:
        """Keep each finding of a document's renderings once, and return the text."""
        self.findings += [finding for finding in rendering.findings if finding not in seen]
        seen.update(rendering.findings)
        return rendering.text

    def _write(self, name: str, content: str) -> None:
        if name in self.pages:
            message = f"two pages would be called “{name}”"
            raise CannotRun(diagnostic("SG901", message, Span(self.edition.root / FILE_NAME)))
        (self.folder / name).write_bytes(content.encode())
        self.pages.append(name)
