"""The frames of a site's pages: what stands around a text, and where links lead."""

from __future__ import annotations

import os
import posixpath
from mimetypes import guess_type
from pathlib import Path

from siglum.edition.config import Edition
from siglum.edition.document import Document
from siglum.render.citation import Citation
from siglum.render.look import Look
from siglum.render.outputs import View
from siglum.render.pages import Authority, Download, Page, Part
from siglum.site.addresses import for_pages, meant
from siglum.site.names import GUIDE, MAIN_VIEW, STYLE, page_name, quote, seen_from
from siglum.site.parts import SUPPLEMENTS, WHOLE, Parts
from siglum.site.pictures import Pictures


class Frames:
    """Makes the frame of each document of an edition; a page names files as seen from itself."""

    def __init__(
        self,
        edition: Edition,
        documents: list[Document],
        addresses: dict[Path, str],
        authority: Authority,
    ) -> None:
        self._edition = edition
        self.addresses = addresses
        """What the names of each document's files begin with, folders included."""
        self._published = {
            document.path: quote(page_name(self.addresses[document.path], MAIN_VIEW))
            for document in documents
        } | {path: quote(self.published(path)) for path in authority.trees}
        self._look = Look.of(edition)
        self.pictures = {document.path: Pictures.of(document, edition) for document in documents}
        """The pictures of each document, by its path."""
        self.copied: set[Path] = set()
        """The files of the edition that the site has copies of."""
        splitting = edition.site.split is not None
        self.parts = {
            document.path: Parts.of(document.root) if splitting else WHOLE for document in documents
        }
        """The parts of each document, by its path."""
        self._meant = {
            document.path: meant(document, edition, authority.entries) for document in documents
        }
        self.guide: str | None = None
        """The address of the guide for encoders, once it is written."""

    def page(self, document: Document, citation: Citation) -> Page:
        """Return the frame of a document's pages, whatever the view."""
        address = quote(self.addresses[document.path])
        stem = self._name(document)
        return Page(
            site=self._edition.settings.title,
            home=seen_from(address, "index.html"),
            guide=self.guide and seen_from(address, self.guide),
            stylesheets=self.stylesheets(address),
            canonical=self.url(document),
            views=(
                *((view.value, quote(page_name(stem, view))) for view in View),
                *(
                    (output.removesuffix(".html"), quote(f"{stem}.{output}"))
                    for output in self._look.added
                    if output.endswith(".html")
                ),
            ),
            downloads=self._downloads(document),
            files=tuple(self._files(document)),
            addresses=for_pages(self._meant[document.path]),
            pictures=tuple(
                (written, seen_from(address, quote(self.published(path))))
                for written, path in self.pictures[document.path].files.items()
                if path in self.copied
            ),
            citation=citation,
        )

    def guide_page(self, odd: Path) -> Page:
        """Return the frame of the guide for encoders, made of an ODD."""
        return Page(
            site=self._edition.settings.title,
            home="index.html",
            href=GUIDE,
            stylesheets=self.stylesheets(),
            canonical=self._url(GUIDE),
            files=tuple(
                (Path(os.path.relpath(path, odd.parent)).as_posix(), address)
                for path, address in self._linked().items()
            ),
        )

    def url(self, document: Document) -> str | None:
        """Return the web address of a document's first page, if the site's is known."""
        return self._url(page_name(self.addresses[document.path], MAIN_VIEW))

    def _name(self, document: Document) -> str:
        """Return what the names of a document's files begin with, seen from its own folder."""
        return posixpath.basename(self.addresses[document.path])

    def _url(self, name: str) -> str | None:
        base = self._edition.settings.url
        return f"{base.rstrip('/')}/{quote(name)}" if base else None

    def part_pages(self, document: Document, view: View) -> tuple[Part, ...]:
        """Return the pages of a document's parts in one view, and of what is beside its text."""
        stem, names = self._name(document), self.parts[document.path].names
        address = self.addresses[document.path]
        return tuple(
            Part(
                name,
                quote(page_name(stem, view, name)),
                tuple((each.value, quote(page_name(stem, each, name))) for each in View),
                self._url(page_name(address, MAIN_VIEW, name)),
            )
            for name in (*names, SUPPLEMENTS)
            if names
        )

    def published(self, path: Path) -> str:
        """Return the address of a file of the edition, copied."""
        root = self._edition.root
        base = root if path.is_relative_to(root) else root.resolve()
        return f"source/{Path(os.path.relpath(path, base)).as_posix()}"

    def stylesheets(self, address: str = "") -> tuple[str, ...]:
        """Return the addresses of the style sheets, as the page of an address names them."""
        own = self._look.css
        sheets = (STYLE, quote(self.published(own))) if own is not None else (STYLE,)
        return tuple(seen_from(address, sheet) for sheet in sheets)

    def _downloads(self, document: Document) -> tuple[Download, ...]:
        stem = quote(self._name(document))
        address = quote(self.addresses[document.path])
        source = seen_from(address, quote(self.published(document.path)))
        return (
            *(
                [Download(source, "application/tei+xml", "source")]
                if document.path in self.copied
                else []
            ),
            *(Download(f"{stem}.{view}.txt", "text/plain", "text", view) for view in View),
            *(
                Download(f"{stem}.{suffix}", type, "citation", name=name)
                for suffix, type, name in (
                    ("bib", "application/x-bibtex", "BibTeX"),
                    ("ris", "application/x-research-info-systems", "RIS"),
                    ("csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON"),
                )
            ),
            *(
                Download(f"{stem}.{output}", guess_type(output)[0] or "text/plain", name=output)
                for output in self._look.added
                if not output.endswith(".html")
            ),
        )

    def _linked(self) -> dict[Path, str]:
        """Return where the files are that pages may link to: documents, and what is copied."""
        return {
            path: address
            for path, address in self._published.items()
            if path in self.parts or path in self.copied
        }

    def _files(self, document: Document) -> list[tuple[str, str]]:
        """Return where the files are published that the document may link to, by their addresses.

        Of a document that is split, the places that are linked to come after the document.
        """
        folder = document.path.parent
        published = self._linked()
        names = {Path(os.path.relpath(path, folder)).as_posix(): path for path in published}
        files = [(name, published[path]) for name, path in names.items()]
        real = {Path(os.path.realpath(path)): path for path in published}
        places = []
        targets = {one.address: one.target for one in self._meant[document.path] if one.target}
        for pointer, target in targets.items():
            path = real.get(target.file)
            if path is None:
                continue
            name = pointer.partition("#")[0]
            if name not in names:
                names[name] = path
                files.append((name, published[path]))
            parts = self.parts.get(path, WHOLE)
            if target.fragment in parts.by_id:
                part = page_name(self.addresses[path], MAIN_VIEW, parts.by_id[target.fragment])
                places.append((pointer, quote(part)))
        address = quote(self.addresses[document.path])
        return [(name, seen_from(address, target)) for name, target in files + places]
