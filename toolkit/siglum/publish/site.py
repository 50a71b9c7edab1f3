"""`siglum build`: an edition becomes a site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from siglum.codes import diagnostic
from siglum.config import Edition
from siglum.diagnostics import CannotRun, Diagnostic, Span
from siglum.document import Document
from siglum.publish.atomic import foreign_file, replacing
from siglum.resources import resource
from siglum.transform.citation import Citation
from siglum.transform.pages import Authority, Download, Entry, Page, home, html
from siglum.transform.views import Rendering, Unrendered, View, text
from siglum.validate import Checker

STYLE = "siglum.css"
MAIN_VIEW = View.CRITICAL

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found, and the pages it made."""

    output: Path
    findings: tuple[Diagnostic, ...]
    pages: tuple[str, ...]
    """The pages' names below the output folder; none where the build was stopped by findings."""


def build(edition: Edition, output: Path, *, force: bool, progress: Progress) -> Built:
    """Validate an edition and write its site.

    The findings stop the build when validation fails, unless `force` is given; the old site then
    stays. Raises CannotRun where the output can't be written, or is a folder of somebody else's.
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
    foreign = foreign_file(output)
    if foreign is not None:
        message = f"the output folder holds files that siglum did not make, like “{foreign}”"
        raise CannotRun(diagnostic("SG902", message, Span(output)))
    taken: dict[str, str] = {"index.html": "the home page"}
    for path in edition.documents:
        for view in View:
            name = page_name(path.stem, view)
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


def page_name(stem: str, view: View) -> str:
    """Return the file name of a document's page in one view; the main view has the plain name."""
    return f"{stem}.html" if view is MAIN_VIEW else f"{stem}.{view}.html"


class _Site:
    """Writes the pages of one edition into an empty folder."""

    def __init__(self, edition: Edition, folder: Path, documents: list[Document]) -> None:
        self.edition = edition
        self.folder = folder
        self.documents = documents
        self.authority = Authority.of(edition)
        self.findings: list[Diagnostic] = []
        self.failed = False
        self.pages: list[str] = []

    def write(self, progress: Progress) -> None:
        shutil.copyfile(resource("xslt", STYLE), self.folder / STYLE)
        self._copy_sources()
        entries = []
        for document in self.documents:
            progress(f"rendering {document.path.name}")
            try:
                entries.append(self._write_document(document))
            except Unrendered as unrendered:
                self.findings.append(unrendered.diagnostic)
                self.failed = True
        settings = self.edition.settings
        self._write("index.html", home(settings.title, settings.languages[0], entries, STYLE))

    def _copy_sources(self) -> None:
        """Copy the TEI files, in the folders they link to each other from."""
        for path in (*self.edition.documents, *self.edition.authority):
            if not self.edition.contains(path):
                continue
            copy = self.folder / "source" / path.relative_to(self.edition.root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)

    def _write_document(self, document: Document) -> Entry:
        stem = document.path.stem
        settings = self.edition.settings
        base = settings.url.rstrip("/") if settings.url else None
        url = f"{base}/{quote(page_name(stem, MAIN_VIEW))}" if base else None
        citation = Citation.of(document, settings.title, url)
        for words in citation.missing:
            span = Span(document.path)
            self.findings.append(diagnostic("SG603", f"the header gives no citation {words}", span))
        for name, content in (
            (f"{stem}.bib", citation.bibtex()),
            (f"{stem}.ris", citation.ris()),
            (f"{stem}.csl.json", citation.csl_json()),
        ):
            (self.folder / name).write_bytes(content.encode())
        views = tuple((view.value, quote(page_name(stem, view))) for view in View)
        page = Page(
            site=settings.title,
            home="index.html",
            stylesheet=STYLE,
            canonical=url,
            views=views,
            downloads=self._downloads(document),
            files=tuple(self._published_files(document)),
            citation=citation,
        )
        seen: set[Diagnostic] = set()
        for view in View:
            self._write(
                page_name(stem, view), self._kept(html(document, view, page, self.authority), seen)
            )
            plain = self._kept(text(document, view), seen)
            (self.folder / f"{stem}.{view}.txt").write_bytes(plain.encode())
        return Entry(quote(page_name(stem, MAIN_VIEW)), views, citation)

    def _kept(self, rendering: Rendering, seen: set[Diagnostic]) -> str:
        """Keep each finding of a document's renderings once, and return the text."""
        self.findings += [finding for finding in rendering.findings if finding not in seen]
        seen.update(rendering.findings)
        return rendering.text

    def _downloads(self, document: Document) -> tuple[Download, ...]:
        stem = quote(document.path.stem)
        source = quote(f"source/{document.path.relative_to(self.edition.root).as_posix()}")
        return (
            Download(source, "TEI source (XML)", "application/tei+xml"),
            *(Download(f"{stem}.{view}.txt", f"Text, {view} view", "text/plain") for view in View),
            Download(f"{stem}.bib", "Citation (BibTeX)", "application/x-bibtex"),
            Download(f"{stem}.ris", "Citation (RIS)", "application/x-research-info-systems"),
            Download(
                f"{stem}.csl.json", "Citation (CSL-JSON)", "application/vnd.citationstyles.csl+json"
            ),
        )

    def _published_files(self, document: Document) -> list[tuple[str, str]]:
        """Return where the files are published that the document may link to."""
        folder = document.path.parent
        published = [
            (other.path, page_name(other.path.stem, MAIN_VIEW)) for other in self.documents
        ]
        published += [
            (path, f"source/{path.relative_to(self.edition.root).as_posix()}")
            for path in self.edition.authority
        ]
        return [
            (Path(os.path.relpath(path, folder)).as_posix(), quote(href))
            for path, href in published
        ]

    def _write(self, name: str, content: str) -> None:
        (self.folder / name).write_bytes(content.encode())
        self.pages.append(name)
