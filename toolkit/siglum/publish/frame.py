"""The frames of a site's pages: what stands around a text, and where links lead."""

from __future__ import annotations

import os
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import quote

from siglum.config import Edition
from siglum.document import Document
from siglum.publish.names import GUIDE, MAIN_VIEW, STYLE, page_name
from siglum.publish.parts import SUPPLEMENTS, WHOLE, Parts
from siglum.publish.pictures import of_document
from siglum.transform.citation import Citation
from siglum.transform.look import Look
from siglum.transform.pages import Download, Page, Part
from siglum.transform.views import View
from siglum.validate.links import pointers
from siglum.xml.resolve import Target, has_scheme, resolve


class Frames:
    """Makes the frame of each document of an edition; addresses are relative to the site."""

    def __init__(self, edition: Edition, documents: list[Document]) -> None:
        self._edition = edition
        self._documents = documents
        self._look = Look.of(edition)
        splitting = edition.site.split is not None
        self.parts = {
            document.path: Parts.of(document.root) if splitting else WHOLE for document in documents
        }
        """The parts of each document, by its path."""
        self.guide: str | None = None
        """The address of the guide for encoders, once it is written."""

    def page(self, document: Document, citation: Citation) -> Page:
        """Return the frame of a document's pages, whatever the view."""
        stem = document.path.stem
        return Page(
            site=self._edition.settings.title,
            home="index.html",
            guide=self.guide,
            stylesheets=self.stylesheets(),
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
                for path, address in self._pages().items()
            ),
        )

    def url(self, document: Document) -> str | None:
        """Return the web address of a document's first page, if the site's is known."""
        return self._url(page_name(document.path.stem, MAIN_VIEW))

    def _url(self, name: str) -> str | None:
        base = self._edition.settings.url
        return f"{base.rstrip('/')}/{quote(name)}" if base else None

    def part_pages(self, document: Document, view: View) -> tuple[Part, ...]:
        """Return the pages of a document's parts in one view, and of what is beside its text."""
        stem, names = document.path.stem, self.parts[document.path].names
        return tuple(
            Part(
                name,
                quote(page_name(stem, view, name)),
                tuple((each.value, quote(page_name(stem, each, name))) for each in View),
                self._url(page_name(stem, MAIN_VIEW, name)),
            )
            for name in (*names, SUPPLEMENTS)
            if names
        )

    def published(self, path: Path) -> str:
        """Return the address of a file of the edition, copied."""
        relative = os.path.relpath(path, self._edition.root)
        return f"source/{Path(relative).as_posix()}"

    def stylesheets(self) -> tuple[str, ...]:
        """Return the addresses of the style sheets."""
        own = self._look.css
        return (STYLE, quote(self.published(own))) if own is not None else (STYLE,)

    def _downloads(self, document: Document) -> tuple[Download, ...]:
        stem = quote(document.path.stem)
        source = quote(self.published(document.path))
        return (
            Download(source, "application/tei+xml", "source"),
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

    def _pages(self) -> dict[Path, str]:
        """Return where the documents and the authority files are published."""
        documents = {
            document.path: quote(page_name(document.path.stem, MAIN_VIEW))
            for document in self._documents
        }
        authority = {path: quote(self.published(path)) for path in self._edition.authority}
        return documents | authority

    def _files(self, document: Document) -> list[tuple[str, str]]:
        """Return where the files are published that the document may link to, as it writes them.

        Of a document that is split, the places that are linked to come after the document.
        """
        folder = document.path.parent
        published = self._pages()
        names = {Path(os.path.relpath(path, folder)).as_posix(): path for path in published}
        files = [(name, published[path]) for name, path in names.items()]
        files += [
            (address, quote(self.published(path)))
            for address, path in of_document(document, self._edition)
        ]
        real = {Path(os.path.realpath(path)): path for path in published}
        places = []
        for pointer, target in _targets(document, self._edition).items():
            path = real.get(target.file)
            if path is None:
                continue
            name = pointer.partition("#")[0]
            if name not in names:
                names[name] = path
                files.append((name, published[path]))
            parts = self.parts.get(path, WHOLE)
            if target.fragment in parts.by_id:
                part = page_name(path.stem, MAIN_VIEW, parts.by_id[target.fragment])
                places.append((pointer, quote(part)))
        return files + places


def _targets(document: Document, edition: Edition) -> dict[str, Target]:
    """Return the files that the pointers of a document lead to, by the pointers."""
    found: dict[str, Target] = {}
    for element, _, pointer in pointers(document.root):
        if pointer not in found and not pointer.startswith("#") and not has_scheme(pointer):
            target = resolve(pointer, document.base(element), edition.border)
            if isinstance(target, Target):
                found[pointer] = target
    return found
