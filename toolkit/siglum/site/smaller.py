"""Smaller copies of large pictures, so that a page need not load more than it shows.

Pillow (an extra, MIT-CMU) makes them. Where it is not, or can't read a picture, pages show the
picture itself.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from siglum.site.picture_sizes import Size
from siglum.site.sources import Sources
from siglum.work.spool import digest_of
from siglum.work.versions import code

FOLDER = "smaller"
_WIDTHS = (800, 1600)
"""Pixels: of a picture in the text; of one that is looked at."""
_WORTHWHILE = 1.25
"""How many times as wide a picture has to be."""
_FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    ".jpg": ("JPEG", {"quality": 85, "optimize": True, "progressive": True}),
    ".jpeg": ("JPEG", {"quality": 85, "optimize": True, "progressive": True}),
    ".png": ("PNG", {}),
    ".webp": ("WEBP", {"quality": 85}),
}


@dataclass(frozen=True, slots=True)
class Smaller:
    """The smaller copies of a picture, by their widths in pixels."""

    digests: tuple[tuple[int, str], ...] = ()
    failed: str = ""
    """Why there are none, where there should be."""


class Reducer:
    """Makes smaller copies; which, is kept between builds."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._pillow = _pillow()
        self.names: set[str] = set()
        """By which names is kept what is known of them."""
        self.is_missed = False
        """Whether there would be smaller copies if Pillow were here."""

    def of(self, path: Path, data: bytes, size: Size) -> Smaller:
        """Return the smaller copies that there are to be of a picture; made, if they are not kept.

        Their contents are in the spool for as long as the process runs.
        """
        widths = [width for width in _WIDTHS if width * _WORTHWHILE <= size.width]
        if not widths or path.suffix.lower() not in _FORMATS:
            return Smaller()
        if self._pillow is None:
            self.is_missed = True
            return Smaller()
        name, head = f"smaller {path}", (code(), self._pillow.__version__, digest_of(data))
        self.names.add(name)
        kept = self._sources.kept
        known = kept.read("facts", name) if kept.read("head", name) == head else None
        if isinstance(known, Smaller):
            return known
        smaller = self._made(path, data, widths)
        kept.put_read(name=name, head=head, facts=smaller)
        return smaller

    def contents(self, path: Path, digest: str, smaller: Smaller) -> list[tuple[int, bytes]]:
        """Return the widths and the files of smaller copies; `digest` is of the picture."""
        spool = self._sources.spool
        if any(spool.get(each) is None for _, each in smaller.digests):
            data = self._sources.content(path, digest)
            self._made(path, data, [width for width, _ in smaller.digests])
        found = [(width, spool.get(each)) for width, each in smaller.digests]
        return [(width, data) for width, data in found if data is not None]

    def _made(self, path: Path, data: bytes, widths: list[int]) -> Smaller:
        try:
            made = _reduced(self._pillow, data, path.suffix.lower(), widths)
        except Exception as error:  # a decoder meets what nobody has foreseen
            return Smaller(failed=str(error) or type(error).__name__)
        for each in made.values():
            self._sources.spool.put(digest_of(each), each)
        return Smaller(tuple((width, digest_of(each)) for width, each in sorted(made.items())))


def _reduced(pillow: Any, data: bytes, suffix: str, widths: list[int]) -> dict[int, bytes]:
    """Return a picture in some widths, as the same kind of file; the same bytes for the same.

    Raises whatever Pillow does, also for a picture with more pixels than it takes for safe.
    """
    format, options = _FORMATS[suffix]
    made: dict[int, bytes] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error", pillow.Image.DecompressionBombWarning)
        warnings.simplefilter("ignore", UserWarning)  # of metadata that is damaged, and not kept
        with pillow.Image.open(io.BytesIO(data), formats=[format]) as opened:
            side = max(widths) * max(opened.size) // min(opened.size)
            opened.draft(None, (side, side))  # a JPEG is decoded no larger than is wanted
            profile = opened.info.get("icc_profile")
            image = pillow.ImageOps.exif_transpose(opened)
        if image.mode not in ("L", "RGB", "RGBA"):
            image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        for width in sorted(widths, reverse=True):
            height = max(1, round(image.height * width / image.width))
            image = image.resize((width, height), pillow.Image.Resampling.LANCZOS)
            file = io.BytesIO()
            image.save(file, format, icc_profile=profile, **options)
            made[width] = file.getvalue()
    return made


def _pillow() -> Any:
    """Return Pillow, or None where it is not installed."""
    try:
        import PIL.Image
        import PIL.ImageOps
    except ImportError:
        return None
    return PIL
