"""The copies that a site has of files of its edition: TEI, style sheets, pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from siglum.edition.config import FILE_NAME, Edition
from siglum.edition.document import read_bytes
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Span
from siglum.render.style_sheets import Copied
from siglum.site.acting import acting
from siglum.site.facts import SOURCES
from siglum.site.frame import published
from siglum.site.names import CITE, STYLE, VIEWER, illegible
from siglum.site.picture_sizes import Shape, Size, size_of
from siglum.site.pieces import Content, Pieces, Unit, key_of
from siglum.site.smaller import FOLDER, Reducer, Smaller
from siglum.site.sources import Sources
from siglum.work.resources import resource
from siglum.work.spool import digest_of
from siglum.work.versions import code


class Copies:
    """Plans the copies."""

    def __init__(
        self,
        edition: Edition,
        sources: Sources,
        pieces: Pieces,
        documents: Mapping[Path, str],
        registers: Collection[Path],
        sheets: Iterable[Copied],
    ) -> None:
        """`documents` as in `Plan`; `registers` and style sheets are copied, too."""
        self._edition = edition
        self._sources = sources
        self._pieces = pieces
        self._documents = documents
        self._registers = registers
        self._sheets = sheets
        self.files: set[Path] = set()
        """The files of the edition that the site has copies of, once they are planned."""
        self.shapes: dict[Path, Shape] = {}
        """Those of pictures among them, where they tell it."""
        self._reducer = Reducer(sources)

    def units(self) -> Iterator[Unit]:
        """Plan the copies of style sheets; and of TEI files with what they and the style show.

        The edition's files are in the folders where they name each other from.
        """
        yield self._own("style", STYLE)
        yield self._own("script", CITE)
        briefs = self._sources.briefs
        if self._edition.site.iiif or any(briefs[path].pictures for path in self._documents):
            yield self._own("viewer", VIEWER)
        for path in self._registers:
            yield self._source(path)
        sheets: set[Path] = set()
        for file in self._sheets:
            sheets.add(file.path)
            yield self._copy("sheet", file.path, file.data)
        pictures: set[Path] = sheets
        for path in self._documents:
            if path not in self._registers:
                yield self._source(path)
            for picture in sorted(set(self._sources.briefs[path].pictures) - pictures):
                pictures.add(picture)
                try:
                    data = read_bytes(picture)
                except CannotUse as unreadable:
                    yield self._failed(f"picture {picture}", picture, unreadable.diagnostic)
                    continue
                yield self._copy("picture", picture, data)
                if (size := size_of(data)) is not None:
                    yield from self._shaped(picture, data, size)
        if self._reducer.is_missed:
            settings = self._edition.root / FILE_NAME
            missed = Diagnostic(kinds.publishing.NoSmallerPictures(), Span(settings))
            yield self._told("smaller", settings, missed)

    def _own(self, name: str, file: str) -> Unit:
        """Plan the copy of a file of siglum's own."""
        path = resource("xslt", file)
        return self._pieces.unit(
            name=name, path=path, key=code(), make=lambda: Content([(file, path.read_bytes())])
        )

    def _source(self, path: Path) -> Unit:
        """Plan the copy of a TEI file, as it was read, if browsers take it for XML."""
        brief, is_shown = self._sources.briefs[path], path in self._documents
        unseen = illegible(path, self._edition.root)
        if path.suffix.lower() not in SOURCES:
            unseen = Diagnostic(kinds.publishing.NoNameOfTei(path.name, SOURCES), Span(path))
        if unseen is None and not brief.is_refused:
            self.files.add(path)

        def make() -> Content:
            facts = self._sources.facts(path)
            also = facts.unshown if is_shown else ()
            return self._content(path, facts.digest, unseen or facts.refused, also)

        key = key_of(code(), brief.facts, unseen, is_shown)
        return self._pieces.unit(name=f"source {path}", path=path, key=key, make=make)

    def _copy(self, kind: str, path: Path, data: bytes) -> Unit:
        """Plan the copy of a file of the edition, if it does nothing in browsers."""
        refused, digest = illegible(path, self._edition.root), digest_of(data)
        if refused is None and path.suffix.lower() in (".svg", *SOURCES):
            refused = acting(path, data)
        if refused is None:
            self.files.add(path)
        return self._pieces.unit(
            name=f"{kind} {path}",
            path=path,
            key=key_of(code(), digest, refused),
            make=lambda: self._content(path, digest, refused, ()),
        )

    def _shaped(self, path: Path, data: bytes, size: Size) -> Iterator[Unit]:
        """Note how large a picture is; plan smaller copies of it."""
        reducer, digest = self._reducer, digest_of(data)
        smaller = reducer.of(path, data, size) if path in self.files else Smaller()
        address = published(self._edition, path).partition("/")[2]
        names = {width: f"{FOLDER}/{width}/{address}" for width, _ in smaller.digests}
        self.shapes[path] = Shape(size, tuple((name, width) for width, name in names.items()))
        if smaller.failed:
            failed = kinds.publishing.PictureNotRead(path.name, smaller.failed)
            yield self._told(f"smaller {path}", path, Diagnostic(failed, Span(path)))
        elif names:
            yield self._pieces.unit(
                name=f"smaller {path}",
                path=path,
                key=key_of(code(), digest, smaller),
                make=lambda: Content(
                    [
                        (names[width], each)
                        for width, each in reducer.contents(path, digest, smaller)
                    ]
                ),
            )

    def _told(self, name: str, path: Path, finding: Diagnostic) -> Unit:
        """Plan nothing but a finding."""
        return self._pieces.unit(
            name=name,
            path=path,
            key=key_of(code(), finding),
            make=lambda: Content(findings=(finding,)),
        )

    @property
    def reads(self) -> set[str]:
        """By which names is kept what was found out about copies."""
        return self._reducer.names

    def _content(
        self,
        path: Path,
        digest: str,
        refused: Diagnostic | None,
        also: tuple[Diagnostic, ...],
    ) -> Content:
        """Return the copy of a file, or why it is refused, and what else is to be told of it."""
        if refused is not None:
            return Content(findings=(refused, *also), once=(refused,))
        address = published(self._edition, path)
        return Content([(address, self._sources.content(path, digest))], findings=also)

    def _failed(self, name: str, path: Path, *findings: Diagnostic) -> Unit:
        """Plan nothing, but findings at which the build stops."""
        failed = Content(findings=findings, is_failed=True)
        return Unit(name=name, path=path, key="", make=lambda: failed, is_known=False)
