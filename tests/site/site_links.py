"""Links within a built site: each leads to a file of it, and to an id on that page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

_LINKS = ("href", "src", "data-href")
_OWN = frozenset({"", "top"})
"""What “#” and “#top” lead to is the page itself (HTML, 7.4.6.4)."""


def dead_links(site: Path) -> list[str]:
    """Return the links that lead nowhere, as “page -> address”."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    ids: dict[str, frozenset[str]] = {}
    asked: list[tuple[str, str, str, str]] = []
    for page in sorted(name for name in files if name.endswith(".html")):
        if page.startswith("source/"):
            continue
        root = html.document_fromstring((site / page).read_bytes().decode())
        ids[page] = frozenset(str(one) for one in root.xpath("//@id | //a/@name"))
        asked += [(page, address, *target) for address, target in _links(page, root)]
    return [
        f"{page} -> {address}"
        for page, address, target, anchor in asked
        if not _is_there(target, anchor, files, ids)
    ]


def _links(page: str, root: etree._Element) -> Iterator[tuple[str, tuple[str, str]]]:
    for element in root.iter("*"):
        for name in _LINKS:
            address = element.get(name)
            if address is None:
                continue
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
            yield address, (target if path else page, unquote(parts.fragment))


def _is_there(target: str, anchor: str, files: set[str], ids: dict[str, frozenset[str]]) -> bool:
    if target.startswith("..") or target not in files:
        return False
    return anchor in _OWN or target not in ids or anchor in ids[target]
