"""Making what a site has of one document: a pure function of a job.

A job carries all that it needs: the bytes of the document and of its parts, the entries of
registers that it names, the addresses that it links to. So it gives the same bytes wherever it is
done.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from siglum.edition.document import TEI, Document
from siglum.edition.link_keys import tokens
from siglum.edition.reading import assembled
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Kind, Span
from siglum.model.bibliographic import Record
from siglum.model.fields import Looked, look_for
from siglum.model.header import language_of
from siglum.model.registers import Authority
from siglum.proof.conservation import Conservation
from siglum.render.citation import Citation
from siglum.render.frame import Download, Entry, Page
from siglum.render.outputs import Format, View
from siglum.render.pages import Wanted, own, renderings
from siglum.render.views import Rendering
from siglum.search.passages import passages_of, with_printed
from siglum.search.searched import Passage
from siglum.site.common import Common, Task
from siglum.site.frame import part_pages, without_views
from siglum.site.manifest import SUFFIX, manifest
from siglum.site.names import MAIN_VIEW, in_folder_of, page_name, quote, split, unquote
from siglum.site.parts import WHOLE, Parts
from siglum.site.shelves import Printed, Printing, printed
from siglum.work.file_names import as_text

_FORMATS = (Format.HTML, Format.TEXT)


@dataclass(frozen=True, slots=True)
class Job:
    """A document, and what its pages have of the rest of the edition."""

    path: Path
    digest: str
    """Of its bytes."""
    parts: tuple[tuple[str, str | None], ...]
    """The files that it asks to include, and the digests of their bytes."""
    address: str
    """What the names of its files begin with, folders included."""
    url: str | None
    """Where its first page will be published."""
    page: Page
    authority: Authority
    mentioned: tuple[tuple[str, int], ...] = ()
    """How many elements have which pointers, as registers count them: (“persName/@ref #x”, 2)."""


@dataclass(frozen=True, slots=True)
class Filled(Task):
    """A job with the bytes that it is about."""

    job: Job
    data: bytes
    parts: Mapping[Path, bytes | None]


@dataclass(slots=True)
class Made:
    """What was made of a document."""

    files: dict[str, bytes] = field(default_factory=dict)
    """By their names in the site."""
    pages: list[str] = field(default_factory=list)
    """The names of those that are pages, which no two documents may have."""
    findings: list[Diagnostic] = field(default_factory=list)
    unrendered: Diagnostic | None = None
    """Why not all could be made."""
    is_whole: bool = True
    """Whether every character of the source has an account."""
    entry: Entry | None = None
    """What the home page says of it, if all could be made."""
    passages: tuple[Passage, ...] = ()
    """What a search finds of it."""


class Maker:
    """Makes the files of documents, and the pages of shelves, in one process."""

    def __init__(self, common: Common) -> None:
        self._common = common

    @property
    def memory(self) -> Any:
        """Why no stylesheet of the edition is applied any more, if one computed too long."""
        return self._common.look.own.ended

    @memory.setter
    def memory(self, memory: Any) -> None:
        self._common.look.own.ended = memory

    def do(self, task: Task) -> Made | Printed:
        """Make the files of a document, or pages of a shelf."""
        if isinstance(task, Printing):
            return printed(task, self._common)
        assert isinstance(task, Filled)
        return make(task, self._common)

    def close(self) -> None:
        """There is nothing to keep."""


def make(task: Filled, common: Common) -> Made:
    """Make the files of a document, each page and text of it proved whole."""
    document = assembled(path=task.job.path, data=task.data, root=common.root, parts=task.parts)
    making = _Making(task.job, common, document)
    try:
        making.run()
    except CannotUse as unrendered:
        making.made.unrendered = unrendered.diagnostic
    return making.made


class _Making:
    def __init__(self, job: Job, common: Common, document: Document) -> None:
        self._job = job
        self._common = common
        self._document = document
        self._seen: set[Diagnostic] = set()
        self._passages: dict[View, tuple[Passage, ...]] = {}
        """Of the views in which a search looks."""
        self.made = Made()

    def run(self) -> None:
        common = self._common
        looked = look_for(self._document, common.fields, common.facets)
        self.made.findings += looked.findings
        citation = self._cite(looked)
        page = replace(
            self._job.page, citation=citation, title=looked.fields.get("title"), date=looked.date
        )
        page = self._with_manifest(page, citation)
        conservation = Conservation(self._document)
        page = self._make_views(page, conservation)
        self.made.passages = with_printed(
            self._passages.get(View.READING, ()), self._passages.get(View.TRANSCRIPT, ())
        )
        self._make_own_outputs(page)
        self._count_mentions()
        unaccounted = conservation.findings()
        self.made.findings += unaccounted
        self.made.is_whole = not unaccounted
        address = quote(self._job.address)
        views = tuple((view, in_folder_of(address, href)) for view, href in page.views)
        self.made.entry = Entry(quote(page_name(self._job.address, MAIN_VIEW)), views, citation)

    def _make_views(self, page: Page, conservation: Conservation) -> Page:
        """Make each view as pages and as text, or one that stands for all; prove them.

        Returns the frame of what was made.
        """
        document, address, look = self._document, self._job.address, self._common.look
        claimed, authority = conservation.tree, self._job.authority
        parts = Parts.of(document.root) if self._common.is_split else WHOLE
        parts.mark(claimed)
        names = {view: quote(posixpath.basename(page_name(address, view))) for view in View}
        wanted = {
            view: Wanted(
                view,
                _FORMATS,
                replace(
                    page,
                    href=name,
                    parts=part_pages(parts=parts, view=view, address=address, url=self._common.url),
                ),
            )
            for view, name in names.items()
        }
        main = wanted[MAIN_VIEW]
        alone = replace(main, page=without_views(main.page))
        for output in renderings(
            document=document,
            wanted=wanted.values(),
            authority=authority,
            tree=claimed,
            look=look,
            alone=alone,
        ):
            if isinstance(output.rendering, CannotUse):
                raise output.rendering
            if len(output.shows) > 1:
                page = without_views(page)
            kept = self._kept(output.rendering)
            proved = conservation.checked(kept, output.view, output.format, *output.shows)
            if output.format is Format.HTML:
                pages = split(proved, names[output.view])
                for href, content in pages:
                    self._write(in_folder_of(address, unquote(href)), content)
                self._search(pages, output.shows)
            else:
                self.made.files[f"{address}.{output.view}.txt"] = proved.encode()
        return page

    def _search(self, pages: list[tuple[str, str]], shows: Collection[View]) -> None:
        """Find the passages of what shows the reading view, and of the transcript beside it."""
        if not self._common.is_searched:
            return
        view = next((view for view in (View.READING, View.TRANSCRIPT) if view in shows), None)
        if view is None:
            return
        language = language_of(self._document.root, self._document.root.find(f"{{{TEI}}}teiHeader"))
        address = quote(self._job.address)
        entries = {href for _, href, _ in self._job.page.entries}
        self._passages[view] = tuple(
            passage
            for number, (href, content) in enumerate(pages)
            for passage in passages_of(
                content,
                language=language or "",
                address=in_folder_of(address, href) if number else "",
                entries=entries,
            )
        )

    def _count_mentions(self) -> None:
        """Count the pointers to entries in the document itself: registers count them by rows."""
        if not self._job.mentioned:
            return
        found = pointers_of(self._document.root, {name for name, _ in self._job.mentioned})
        for pointer, count in self._job.mentioned:
            if found[pointer] != count:
                kind = kinds.publishing.MentionsDiffer(pointer, count, found[pointer])
                self.made.findings.append(Diagnostic(kind, Span(self._document.path)))

    def _cite(self, looked: Looked) -> Citation:
        """Make a document's citation, and write it for reference managers."""
        document, address = self._document, self._job.address
        citation = Citation(
            record=Record.of(document.root, looked),
            edition=self._common.title,
            url=self._job.url,
            name=as_text(address.replace("/", "-")),
        )
        for part in citation.missing:
            missing = kinds.publishing.NotInHeader(part)
            self.made.findings.append(Diagnostic(missing, Span(document.path)))
        self.made.files |= {
            f"{address}.bib": citation.bibtex().encode(),
            f"{address}.ris": citation.ris().encode(),
            f"{address}.csl.json": citation.csl_json().encode(),
        }
        return citation

    def _with_manifest(self, page: Page, citation: Citation) -> Page:
        """Write the manifest of a document's pictures, which the page offers; return the page.

        It has addresses of the web: there is none where that of the site is not known.
        """
        name, url = f"{self._job.address}.{SUFFIX}", self._job.url
        if url is None:
            return page
        href = quote(posixpath.basename(name))
        made = manifest(
            root=self._document.root,
            pictures=page.pictures,
            title=citation.record.title,
            page=url,
            address=urljoin(url, href),
        )
        if made is None:
            return page
        self.made.files[name] = made.encode()
        offered = Download(href, "application/ld+json", name="IIIF")
        return replace(page, downloads=(*page.downloads, offered))

    def _make_own_outputs(self, page: Page) -> None:
        """Make what the edition adds; of that siglum can't know what it should hold."""
        look = self._common.look
        for output in look.added:
            name = f"{self._job.address}.{output}"
            framed = replace(page, href=quote(posixpath.basename(name)))
            made = self._kept(
                own(
                    document=self._document,
                    output=output,
                    page=framed,
                    authority=self._job.authority,
                    look=look,
                )
            )
            if output.endswith(".html"):
                self._write(name, made)
            else:
                self.made.files[name] = made.encode()

    def _kept(self, rendering: Rendering) -> str:
        """Keep each finding of a document's renderings once, and return the text."""
        findings = self.made.findings
        findings += [finding for finding in rendering.findings if finding not in self._seen]
        self._seen.update(rendering.findings)
        return rendering.text

    def _write(self, name: str, content: str) -> None:
        self.made.files[name] = content.encode()
        self.made.pages.append(name)


def pointers_of(root: etree._Element, wanted: Collection[str]) -> Counter[str]:
    """Count the elements of a document that have some pointers, each written as in `Job`."""
    attributes = {one.partition("/@")[2].partition(" ")[0] for one in wanted}
    found: Counter[str] = Counter()
    for element in root.iter("{*}*"):
        for attribute in attributes.intersection(map(str, element.keys())):
            name = str(element.tag).rpartition("}")[2]
            value = str(element.get(attribute))
            values = {*tokens(value), " ".join(value.split())}  # a key may be several words
            found.update({f"{name}/@{attribute} {one}": 1 for one in values})
    return found


def lost(task: Task, why: Kind) -> Made | Printed:
    """Return what there is of a task whose process died."""
    kind: Kind = kinds.publishing.NotMade(why.message)
    if isinstance(why, kinds.reading.WorkerDied):
        kind = kinds.publishing.MakerDied(why.status)
    if isinstance(task, Printing):
        return Printed(findings=(Diagnostic(kind, Span(task.path)),))
    assert isinstance(task, Filled)
    return Made(unrendered=Diagnostic(kind, Span(task.job.path)))
