"""Pages at addresses where something was: they lead to where it is now, or say that it is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from siglum.render.frame import Page
from siglum.render.listing import parted
from siglum.render.look import SG, Look, in_xml
from siglum.render.stylesheets import siglums


@dataclass(frozen=True, slots=True)
class Gone:
    """A unit that is not on the page that an address leads to."""

    unit: str
    """Its id, as links look for it."""
    href: str = ""
    """Where it is now; “” where it is withdrawn."""


@dataclass(frozen=True, slots=True)
class Leading:
    """What such a page says; addresses are as seen from it."""

    address: str
    """From the site on."""
    href: str = ""
    """Where it leads; “” where what was there is withdrawn."""
    canonical: str = ""
    """That on the web, where the site's address is known."""
    title: str = ""
    """Of what it leads to."""
    words: str = ""
    """Why it is withdrawn."""
    units: tuple[Gone, ...] = ()


def leading(frame: Page, language: str, pages: Sequence[Leading], look: Look) -> list[str]:
    """Return such pages; the frame is that of all of them."""
    page = frame.to_xml(look)
    page.set("language", look.site.language or language)
    for one in pages:
        lead = _add(
            page,
            "lead",
            href=one.href,
            canonical=one.canonical or one.href,
            title=one.title,
            words=one.words,
        )
        for unit in one.units:
            _add(lead, "former", id=unit.unit, href=unit.href)
    return parted(siglums("lead").apply(page, {"page": page}).text)


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    said = {name: in_xml(value) for name, value in attributes.items() if value}
    return etree.SubElement(parent, f"{{{SG}}}{tag}", said)
