"""The page of a site that is the guide for encoders: it is made again when a file of it changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from siglum.edition.config import Edition
from siglum.edition.document import read_bytes
from siglum.findings.diagnostics import CannotUse
from siglum.render.frame import Page
from siglum.render.look import Look
from siglum.site.frame import Frames
from siglum.site.guide import guide
from siglum.site.kept import Kept
from siglum.site.names import GUIDE
from siglum.site.pieces import Content, Pieces, Unit, key_of
from siglum.site.progress import Progress
from siglum.work.spool import digest_of

NAME = "guide"
"""By which the guide is kept."""


class GuidePage:
    """Plans the guide of an edition's ODD."""

    def __init__(
        self,
        edition: Edition,
        look: Look,
        frames: Frames,
        pieces: Pieces,
        kept: Kept,
        progress: Progress,
        context: str,
    ) -> None:
        """`context` is a digest of what the guide is made of beside the files that it reads."""
        self._edition = edition
        self._look = look
        self._frames = frames
        self._pieces = pieces
        self._kept = kept
        self._progress = progress
        self._context = context

    def units(self) -> Iterator[Unit]:
        """Plan the guide, if there is one, and tell the frames of pages where it is."""
        path = self._edition.schema("odd")
        if path is None:
            return
        page = self._frames.guide_page(path)
        key = key_of(self._context, page)
        known = self._kept.read("head", NAME)
        if known is not None and known[0] == key and _hold(known[1]):
            self._frames.guide = GUIDE
            yield self._pieces.unit(
                name=NAME,
                path=path,
                key=key_of(*known),
                make=lambda: self._made(path, page)[0],
            )
            return
        self._progress(f"rendering {path.name}")
        content, read = self._made(path, page)
        if not content.is_failed:
            self._frames.guide = GUIDE
        files = tuple((str(file), _digest_of_file(file)) for file in sorted(read))
        if content.findings or self._edition.schemas.catalog:  # they may depend on further files
            self._kept.put_read(NAME, head=("", ()))
            yield Unit(name=NAME, path=path, key="", make=lambda: content, is_known=False)
        else:
            self._kept.put_read(NAME, head=(key, files))
            yield self._pieces.unit(
                name=NAME, path=path, key=key_of(key, files), make=lambda: content
            )

    def _made(self, path: Path, page: Page) -> tuple[Content, frozenset[Path]]:
        """Make the guide; return it, and the files that were read for it."""
        made = guide(path, self._edition.root, page, look=self._look)
        if made.text is None:
            return Content(findings=made.findings, is_failed=True), made.read
        return Content([(GUIDE, made.text.encode())], (GUIDE,), made.findings), made.read


def _hold(files: tuple[tuple[str, str | None], ...]) -> bool:
    """Say whether files have the contents that they had."""
    return all(_digest_of_file(Path(path)) == digest for path, digest in files)


def _digest_of_file(path: Path) -> str | None:
    try:
        return digest_of(read_bytes(path))
    except CannotUse:
        return None
