"""Where a place lies: its coordinates (TEI P5, 14.3.4.1: geo, location, geoDecl)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from siglum.edition.document import TEI
from siglum.model import names

_GEO, _LOCATION = f"{{{TEI}}}geo", f"{{{TEI}}}location"
_PAIR = re.compile(r"\s*([+-]?\d+(?:[.,]\d+)?)\s*[\s,;]\s*([+-]?\d+(?:[.,]\d+)?)\s*")
_ANGLE = (
    r"\s*(\d{1,3}(?:[.,]\d{1,12})?)\s*[°º]?\s*(?:(\d{1,2}(?:[.,]\d{1,12})?)\s*['′’]?\s*)?"
    r"(?:(\d{1,2}(?:[.,]\d{1,12})?)\s*(?:[\"″”]|'')?\s*)?([NSEW])\s*"
)
_ANGLES = re.compile(rf"{_ANGLE}[,;]?{_ANGLE}")
_WGS84 = re.compile(r"wgs[ -]?84|epsg:4326", re.IGNORECASE)
_UNSURE = {"cert": frozenset({"low", "unknown"}), "precision": frozenset({"low", "unknown"})}


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point of the earth, in degrees (WGS 84)."""

    latitude: float
    longitude: float
    is_doubtful: bool
    """Whether @cert or @precision of the geo or its location is low or unknown."""


def coordinates(place: etree._Element) -> Coordinates | None:
    """Return the coordinates of a place, not those of a place nested in it.

    They are those of its first geo that has two angles, latitude and longitude: decimal (“48.2
    16.37”, with commas as well), or degrees, minutes and seconds with the point of the compass
    (“48°12′30″N 16°22′23″E”), longitude first or last. A geo of another datum than WGS 84, as
    geoDecl says, is none.
    """
    for geo in _geos(place):
        found = _of_words(geo.text or "")
        if found is not None and _is_wgs84(geo):
            around = geo.getparent()
            said = [geo] if around is None or around.tag != _LOCATION else [geo, around]
            is_doubtful = any(
                each.get(name) in values for each in said for name, values in _UNSURE.items()
            )
            return Coordinates(*found, is_doubtful=is_doubtful)
    return None


def _geos(place: etree._Element) -> Iterator[etree._Element]:
    yield from place.iterchildren(_GEO)
    for location in place.iterchildren(_LOCATION):
        if not names.elements(location, "place"):
            yield from location.iterchildren(_GEO)


def _of_words(text: str) -> tuple[float, float] | None:
    """Return the latitude and longitude that words say and nothing more."""
    decimal = _PAIR.fullmatch(text)
    if decimal:
        first, second = map(_float, decimal.groups())
    else:
        angles = _ANGLES.fullmatch(text)
        if angles is None:
            return None
        said = angles.groups()
        if {said[3] in "NS", said[7] in "NS"} != {True, False}:
            return None
        if any(_float(part) >= 60 for part in (*said[1:3], *said[5:7]) if part):
            return None
        first, second = _angle(*said[:4]), _angle(*said[4:])
        if said[7] in "NS":
            first, second = second, first
    return (first, second) if abs(first) <= 90 and abs(second) <= 180 else None


def _angle(degrees: str, minutes: str | None, seconds: str | None, compass: str) -> float:
    value = _float(degrees) + _float(minutes or "0") / 60 + _float(seconds or "0") / 3600
    return -value if compass in "SW" else value


def _float(said: str) -> float:
    return float(said.replace(",", "."))


def _is_wgs84(geo: etree._Element) -> bool:
    """Say whether a geo is one of WGS 84, as those are of which nothing else is said."""
    header = geo.getroottree().getroot().find(f"{{{TEI}}}teiHeader")
    declared = [] if header is None else list(header.iter(f"{{{TEI}}}geoDecl"))
    if len(declared) > 1:
        named = {one.lstrip("#") for one in (geo.get("decls") or "").split()}
        identifier = "{http://www.w3.org/XML/1998/namespace}id"
        declared = [one for one in declared if one.get(identifier) in named]
    datums = [datum for one in declared if (datum := one.get("datum"))]
    return all(_WGS84.fullmatch(datum.strip()) for datum in datums)
