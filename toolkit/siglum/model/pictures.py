"""Pictures, and the zones of facsimiles."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from siglum.edition.document import TEI, XML_ID
from siglum.model.addresses import Addresses
from siglum.model.naming import COORDINATED, GRAPHICS
from siglum.model.rows import PictureRow, ZoneRow
from siglum.model.surroundings import Here
from siglum.model.words import words

_PAGES = frozenset({"pb", "gb", "cb", "milestone", "surface", "surfaceGrp"})
_DESCRIBED = ("figDesc", "desc")


@dataclass(slots=True)
class Pictures:
    """The pictures and zones of one document."""

    document: str
    addresses: Addresses
    pictures: list[PictureRow] = field(default_factory=list)
    zones: list[ZoneRow] = field(default_factory=list)

    def read(self, here: Here) -> None:
        """Add the picture or zone that an element describes, if it does."""
        element = here.element
        if here.name in GRAPHICS and element.get("url"):
            self._picture(here, "url", element.get("url", ""))
        elif here.name in _PAGES and element.get("facs"):
            for each in self.addresses.values(here.name, "facs", element.get("facs", "")):
                self._picture(here, "facs", each)
        if here.name in COORDINATED:
            self._zone(here)

    def _picture(self, here: Here, attribute: str, url: str) -> None:
        if url.startswith("#"):
            return  # to a zone or a surface: a link
        element, around = here.element, here.around
        found = self.addresses.read(element=element, name=here.name, attribute=attribute, value=url)
        is_page = here.name in _PAGES
        row = PictureRow(
            document=self.document,
            number=here.number,
            element=here.name,
            url=url,
            file=found.target,
            page=element.get("n") if is_page else around.surface_n,
            description=_description(element),
            width=element.get("width"),
            height=element.get("height"),
            surface=here.number if here.name == "surface" else around.surface,
        )
        self.pictures.append(row)

    def _zone(self, here: Here) -> None:
        element = here.element
        row = ZoneRow(
            document=self.document,
            number=here.number,
            element=here.name,
            xml_id=element.get(XML_ID),
            surface=here.around.surface,
            n=element.get("n"),
            ulx=_number(element, "ulx"),
            uly=_number(element, "uly"),
            lrx=_number(element, "lrx"),
            lry=_number(element, "lry"),
            points=element.get("points"),
            start=element.get("start"),
        )
        self.zones.append(row)


def _description(element: etree._Element) -> str | None:
    """Return what is said of a picture, in it or beside it in its figure."""
    around = element.getparent()
    for place in (element, around):
        for name in _DESCRIBED:
            found = None if place is None else place.find(f"{{{TEI}}}{name}")
            if found is not None and words(found):
                return words(found)
    return None


def _number(element: etree._Element, attribute: str) -> float | None:
    try:
        number = float(element.get(attribute, ""))
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None  # neither infinity nor NaN is a place
