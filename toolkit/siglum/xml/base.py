"""The base URI of an element: where the relative addresses in it start (XML Base, 4.3)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from lxml import etree

XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def base_uri(
    element: etree._Element, entity: str | Path, outermost: etree._Element | None = None
) -> str:
    """Return the base URI of an element by the xml:base of it and of what is around it.

    `entity` is the file that the element stands in, or the base URI that this file has from
    elsewhere; `outermost` is the file's outermost element, where the tree holds more than the
    file. An xml:base that is no address changes nothing.
    """
    base = entity.absolute().as_uri() if isinstance(entity, Path) else entity
    around = [element]
    if element is not outermost:
        for ancestor in element.iterancestors():
            around.append(ancestor)
            if ancestor is outermost:
                break
    for one in reversed(around):
        own = one.get(XML_BASE)
        if own is not None:
            try:
                base = urljoin(base, own.strip())
            except ValueError:
                continue
    return base
