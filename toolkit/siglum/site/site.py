"""`siglum build`: an edition becomes a site."""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from lxml import etree

from siglum.checks import Checker, Report
from siglum.checks.run import without_parts
from siglum.checks.twins import Twins
from siglum.edition.config import FILE_NAME, Edition
from siglum.edition.document import Document, read_bytes
from siglum.edition.kept import kept_below
from siglum.edition.sieve import Sieve
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, CannotUse, Diagnostic, Severity, Span
from siglum.proof.conservation import Conservation
from siglum.render.citation import Citation
from siglum.render.look import Look
from siglum.render.outputs import Format, View
from siglum.render.pages import Authority, Entry, Page, home, html, own
from siglum.render.views import Rendering, lines
from siglum.site.acting import acting
from siglum.site.atomic import foreign_file, replacing
from siglum.site.frame import Frames
from siglum.site.guide import guide
from siglum.site.lock import Busy, alone
from siglum.site.names import (
    GUIDE,
    MAIN_VIEW,
    STYLE,
    illegible,
    in_folder_of,
    page_name,
    quote,
    split,
    unquote,
)
from siglum.work.resources import resource

_OF_SOURCES = (".xml", ".tei", ".odd")

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found, and the pages it made."""

    output: Path
    findings: tuple[Diagnostic, ...]
    pages: tuple[str, ...]
    """The pages' names below the output folder; none where the build was stopped by findings."""
    is_whole: bool = True
    """Whether no character of the text is lost, or changed, or in another place."""


def build(
    edition: Edition, output: Path, *, force: bool, progress: Progress, sieve: Sieve | None = None
) -> Built:
    """Validate an edition and write its site, each page and text of it proved whole.

    The findings that the sieve shows stop the build when there are errors among them, or a
    character of a source has no account, unless `force` is given; the old site then stays. Raises
    CannotRun where the output can't be written, or is a folder of somebody else's.
    """
    addresses = edition.addresses
    _refuse(edition, output, addresses)
    try:
        with alone(output):
            sources, findings = _validate(edition, addresses, progress, sieve := sieve or Sieve())
            if not force and any(finding.severity is Severity.ERROR for finding in findings):
                return Built(output, tuple(findings), ())
            return _write(edition, output, sources, findings, force, progress, sieve)
    except Busy:
        raise CannotRun(Diagnostic(kinds.command.OtherBuild(), Span(output))) from None
    except OSError as error:
        failed = kinds.command.CannotWriteSite(error.strerror or str(error))
        raise CannotRun(Diagnostic(failed, Span(output))) from None


def _write(
    edition: Edition,
    output: Path,
    sources: _Sources,
    findings: list[Diagnostic],
    force: bool,
    progress: Progress,
    sieve: Sieve,
) -> Built:
    """Write the site of what was read and checked, if it proves whole."""
    try:
        with replacing(output) as stage:
            site = _Site(edition, stage, sources)
            site.write(progress)
            findings += sieve.shown(edition.root / FILE_NAME, site.findings, edition)
            if site.failed and not force:
                raise _Stopped
    except _Stopped:
        return Built(output, tuple(findings), ())
    is_whole = not any(one.code.startswith(("SG601", "SG7")) for one in site.findings)
    return Built(output, tuple(findings), tuple(site.pages), is_whole)


class _Stopped(Exception):
    pass


def _refuse(edition: Edition, output: Path, addresses: dict[Path, str]) -> None:
    """Raise CannotRun where building would destroy or could not succeed."""
    if not edition.configured:
        raise CannotRun(Diagnostic(kinds.command.NoEdition(), Span(edition.root)))
    if not addresses:
        none = kinds.command.NoSources(edition.settings.sources)
        raise CannotRun(Diagnostic(none, Span(edition.root / FILE_NAME)))
    if edition.root.resolve().is_relative_to(output.resolve()):
        raise CannotRun(Diagnostic(kinds.command.OutputHoldsEdition(), Span(output)))
    kept = kept_below(edition, output)
    if kept is not None:
        raise CannotRun(Diagnostic(kinds.command.OutputHoldsSource(kept.name), Span(output)))
    foreign = foreign_file(output)
    if foreign is not None:
        others = kinds.command.OutputHoldsOthers(str(foreign))
        raise CannotRun(Diagnostic(others, Span(output)))
    _refuse_names(edition, addresses)


def _refuse_names(edition: Edition, addresses: dict[Path, str]) -> None:
    """Raise CannotRun where two files of the site would have one name."""
    taken: dict[str, str] = {"index.html": "the home page", STYLE: "the style sheet"}
    if edition.schemas.odd is not None:
        taken[GUIDE] = "the guide for encoders"
    added = Look.of(edition).added
    for path, address in addresses.items():
        whose = path.relative_to(edition.root).as_posix()
        names = [page_name(address, view) for view in View]
        names += [f"{address}.{output}" for output in added]
        for name in names:
            other = taken.setdefault(name, whose)
            if other != whose:
                one = kinds.command.OnePage(whose, other, name)
                raise CannotRun(Diagnostic(one, Span(path)))
    for path, address in addresses.items():
        above = next((f for f in map(str, PurePosixPath(address).parents) if f in taken), None)
        if above is not None:
            alike = kinds.command.FolderLikePage(above, taken[above])
            raise CannotRun(Diagnostic(alike, Span(path)))


@dataclass(frozen=True, slots=True)
class _Sources:
    """The edition's files, each read once: what was checked is what is shown and copied."""

    addresses: dict[Path, str]
    """Of each file that is to be a document: see `Edition.addresses`."""
    documents: list[Document] = field(default_factory=list)
    """Those that could be read."""
    authority: dict[Path, bytes] = field(default_factory=dict)
    files: dict[Path, bytes] = field(default_factory=dict)
    """All that could be read, authority files and others."""


def _validate(
    edition: Edition, addresses: dict[Path, str], progress: Progress, sieve: Sieve
) -> tuple[_Sources, list[Diagnostic]]:
    """Return what is to be published, and what is wrong with it."""
    checker, twins = Checker(edition), Twins()
    findings: list[Diagnostic] = []
    authority = edition.authority
    sources = _Sources(addresses)

    def reports() -> Iterator[Report]:
        for path in dict.fromkeys([*addresses, *authority]):
            progress(f"validating {path.name}")
            try:
                if edition.contains(path):
                    sources.files[path] = read_bytes(path)
                    yield checker.check_bytes(path, sources.files[path])
                else:
                    yield checker.check(path)
            except CannotUse as unreadable:
                yield Report(path, (unreadable.diagnostic,))

    for report in without_parts(reports()):
        path = report.path
        unseen = illegible(path, edition.root) if path in addresses else None
        told = (*report.findings, *twins.of(path), *filter(None, (unseen,)))
        findings += sieve.shown(path, told, edition)
        if report.document is not None and path in addresses and unseen is None:
            sources.documents.append(report.document)
        if path in sources.files and path in authority:
            sources.authority[path] = sources.files[path]
    return sources, findings


class _Site:
    """Writes the pages of one edition into an empty folder."""

    def __init__(self, edition: Edition, folder: Path, sources: _Sources) -> None:
        self.edition = edition
        self.folder = folder
        self.sources = sources
        self.authority = Authority.of(edition, sources.authority)
        self.look = Look.of(edition)
        self.frames = Frames(edition, sources.documents, sources.addresses, self.authority)
        self.findings: list[Diagnostic] = []
        self.failed = False
        self.pages: list[str] = []

    def write(self, progress: Progress) -> None:
        self._copy_files()
        self._write_guide(progress)
        entries = []
        for document in self.sources.documents:
            progress(f"rendering {document.path.name}")
            try:
                entries.append(self._write_document(document))
            except CannotUse as unrendered:
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
        for path, data in self.authority.contents.items():
            self._copy_source(path, data, self.authority.trees[path].getroottree())
        for file in self.look.style_sheets():
            self._copy(file.path, file.data)
        for document in self.sources.documents:
            own = None if document.is_assembled else document.tree
            self._copy_source(document.path, document.data, own)
            pictures = self.frames.pictures[document.path]
            self.findings += pictures.unshown
            for path in sorted(set(pictures.files.values()) - self.frames.copied):
                try:
                    self._copy(path, read_bytes(path))
                except CannotUse as unreadable:
                    self.findings.append(unreadable.diagnostic)
                    self.failed = True

    def _copy_source(self, path: Path, data: bytes, tree: etree._ElementTree | None) -> None:
        """Copy a TEI file, as it was read, if browsers take it for XML."""
        if path.suffix.lower() in _OF_SOURCES:
            self._copy(path, data, tree)
        else:
            refused = kinds.publishing.NoNameOfTei(path.name, _OF_SOURCES)
            self.findings.append(Diagnostic(refused, Span(path)))

    def _copy(self, path: Path, data: bytes, tree: etree._ElementTree | None = None) -> None:
        """Copy a file of the edition, as it was read, if it does nothing in a browser."""
        finding = illegible(path, self.edition.root)
        if finding is None and path.suffix.lower() in (".svg", *_OF_SOURCES):
            finding = acting(path, data, tree)
        if finding is not None:
            self.findings += [finding] if finding not in self.findings else []
            return
        self._put(self.frames.published(path), data)
        self.frames.copied.add(path)

    def _write_document(self, document: Document) -> Entry:
        citation = self._cite(document)
        page = self.frames.page(document, citation)
        conservation = Conservation(document)
        claimed = conservation.tree
        self.frames.parts[document.path].mark(claimed)
        seen: set[Diagnostic] = set()
        address = self.frames.addresses[document.path]
        for view in View:
            name = posixpath.basename(page_name(address, view))
            framed = replace(page, href=quote(name), parts=self.frames.part_pages(document, view))
            full = html(document, view, framed, self.authority, claimed, self.look)
            proved = conservation.checked(self._kept(full, seen), view, Format.HTML)
            for href, content in split(proved, quote(name)):
                self._write(in_folder_of(address, unquote(href)), content)
            plain = lines(document, Format.TEXT, view, tree=claimed, look=self.look)
            proved = conservation.checked(self._kept(plain, seen), view, Format.TEXT)
            self._put(f"{address}.{view}.txt", proved.encode())
        self._write_own_outputs(document, page, seen)
        self._account(conservation)
        views = tuple((view, in_folder_of(quote(address), href)) for view, href in page.views)
        return Entry(quote(page_name(address, MAIN_VIEW)), views, citation)

    def _cite(self, document: Document) -> Citation:
        """Make a document's citation, and write it for reference managers."""
        address, title = self.frames.addresses[document.path], self.edition.settings.title
        name = address.replace("/", "-")
        citation = Citation.of(document, title, self.frames.url(document), name)
        for part in citation.missing:
            missing = kinds.publishing.NotInHeader(part)
            self.findings.append(Diagnostic(missing, Span(document.path)))
        for name, content in (
            (f"{address}.bib", citation.bibtex()),
            (f"{address}.ris", citation.ris()),
            (f"{address}.csl.json", citation.csl_json()),
        ):
            self._put(name, content.encode())
        return citation

    def _write_own_outputs(self, document: Document, page: Page, seen: set[Diagnostic]) -> None:
        """Write what the edition adds; of that siglum can't know what it should hold."""
        for output in self.look.added:
            name = f"{self.frames.addresses[document.path]}.{output}"
            framed = replace(page, href=quote(posixpath.basename(name)))
            made = self._kept(own(document, output, framed, self.authority, self.look), seen)
            if output.endswith(".html"):
                self._write(name, made)
            else:
                self._put(name, made.encode())

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
            twice = kinds.command.PageTwice(name)
            raise CannotRun(Diagnostic(twice, Span(self.edition.root / FILE_NAME)))
        self._put(name, content.encode())
        self.pages.append(name)

    def _put(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
