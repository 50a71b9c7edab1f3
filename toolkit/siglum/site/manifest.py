"""The pictures of a document's pages as a IIIF manifest, which viewers of other sites can show.

After the IIIF Presentation API 3.0.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from mimetypes import guess_type
from typing import Any
from urllib.parse import unquote, urljoin

from lxml import etree

from siglum.edition.document import TEI, XML_ID
from siglum.render.frame import Picture

SUFFIX = "manifest.json"
CONTEXT = "http://iiif.io/api/presentation/3/context.json"
_BREAKS = tuple(f"{{{TEI}}}{name}" for name in ("pb", "cb", "gb", "milestone"))
_SURFACE, _GRAPHIC = f"{{{TEI}}}surface", f"{{{TEI}}}graphic"
_TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""A language tag, in its form (BCP 47)."""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def manifest(
    root: etree._Element, pictures: tuple[Picture, ...], title: str, page: str, address: str
) -> str | None:
    """Return the manifest of a document; None for one whose pages have no pictures.

    `pictures` are those that its page may show, with addresses as seen from that, `page` is the web
    address of the page, `address` that of the manifest. A picture has a canvas where its size is
    known, in pixels.
    """
    known = {picture.written: picture for picture in pictures if picture.width is not None}
    canvases: list[dict[str, Any]] = []
    seen: set[str] = set()
    for written, label in _pages(root):
        picture = known.get(written)
        if picture is not None and picture.href not in seen:
            seen.add(picture.href)
            number = len(canvases) + 1
            image = urljoin(page, picture.href)
            canvases.append(_canvas(picture, image, label or str(number), f"{address}/{number}"))
    if not canvases:
        return None
    language = root.get(_XML_LANG, "")
    said = {language if _TAG.fullmatch(language) else "none": [title or page]}
    whole = {
        "@context": CONTEXT,
        "id": address,
        "type": "Manifest",
        "label": said,
        "homepage": [{"id": page, "type": "Text", "label": said, "format": "text/html"}],
        "items": canvases,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _canvas(picture: Picture, image: str, label: str, address: str) -> dict[str, Any]:
    size = {"width": picture.width, "height": picture.height}
    format, _ = guess_type(posixpath.basename(unquote(picture.href)))
    body = {"id": image, "type": "Image", **({"format": format} if format else {}), **size}
    painting = {
        "id": f"{address}/picture",
        "type": "Annotation",
        "motivation": "painting",
        "body": body,
        "target": address,
    }
    page = {"id": f"{address}/pictures", "type": "AnnotationPage", "items": [painting]}
    return {
        "id": address,
        "type": "Canvas",
        "label": {"none": [label]},
        **size,
        "items": [page],
    }


def _pages(root: etree._Element) -> Iterator[tuple[str, str | None]]:
    """Yield the addresses of pictures of pages as they are written, with the page's number.

    First those of the text, where its pages begin, then those of surfaces.
    """
    targets = {str(element.get(XML_ID)): element for element in root.iterfind(f".//*[@{XML_ID}]")}
    for page in root.iter(*_BREAKS):
        for token in page.get("facs", "").split():
            target = targets.get(token[1:]) if token.startswith("#") else None
            graphic = None if target is None else _graphic(target)
            url = token if graphic is None else graphic.get("url", "").strip()
            yield url, page.get("n") or _number(graphic)
    for surface in root.iter(_SURFACE):
        graphic = next(surface.iter(_GRAPHIC), None)
        if graphic is not None:
            yield graphic.get("url", "").strip(), surface.get("n")


def _graphic(target: etree._Element) -> etree._Element | None:
    """Return the graphic of a surface, a zone, or of a facsimile that is of one page."""
    if target.tag == _GRAPHIC:
        return target
    for around in (target, *target.iterancestors()):
        graphic = around.find(_GRAPHIC)
        if graphic is not None:
            return graphic
    is_one_page = len(list(target.iter(_SURFACE))) < 2
    return next(target.iter(_GRAPHIC), None) if is_one_page else None


def _number(graphic: etree._Element | None) -> str | None:
    surface = None if graphic is None else next(graphic.iterancestors(_SURFACE), None)
    return None if surface is None else surface.get("n")
