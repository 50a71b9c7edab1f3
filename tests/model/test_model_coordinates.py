"""Coordinates: the forms in which people write them, and what is none."""

from __future__ import annotations

import pytest
from lxml import etree

from siglum.model.coordinates import Coordinates, coordinates

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'


def found(geo: str, header: str = "") -> Coordinates | None:
    text = (
        f"<TEI {TEI}><teiHeader>{header}</teiHeader><standOff><place>{geo}</place></standOff></TEI>"
    )
    (place,) = etree.fromstring(text).iter("{*}place")
    return coordinates(place)


@pytest.mark.parametrize(
    ("words", "latitude", "longitude"),
    [
        ("48.2066 16.37341", 48.2066, 16.37341),
        ("48,2066 16,37341", 48.2066, 16.37341),
        ("-33.9;151.2", -33.9, 151.2),
        (" 90 , -180 ", 90, -180),
        ("48°12′30″N 16°22′12″E", 48.208333, 16.37),
        ("48° 12' 30.0\" N, 16° 22' 12\" E", 48.208333, 16.37),
        ("16°22′12″E 48°12′30″N", 48.208333, 16.37),
        ("33 55 S, 18 25 W", -33.916667, -18.416667),
        ("12 N 3 E", 12, 3),
    ],
)
def test_coordinates_are_read_as_people_write_them(
    words: str, latitude: float, longitude: float
) -> None:
    point = found(f"<location><geo>{words}</geo></location>")
    assert point is not None and not point.is_doubtful
    assert (round(point.latitude, 6), round(point.longitude, 6)) == (latitude, longitude)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "NaN NaN",
        "1e300 5",
        "inf 1",
        "12 N",
        "12 N 13 N",
        "91 5",
        "5 181",
        "48°61′N 16°E",
        "48 12 30 16 22",
        "Wien",
        "9" * 400 + " 1",
        "x" * 100_000,
        "1 " * 50_000,
    ],
)
def test_what_is_no_point_of_the_earth_is_none(words: str) -> None:
    assert found(f"<location><geo>{words}</geo></location>") is None


@pytest.mark.parametrize(
    ("geo", "is_doubtful"),
    [
        ('<location cert="low"><geo>1 2</geo></location>', True),
        ('<location><geo cert="unknown">1 2</geo></location>', True),
        ('<location><geo precision="low">1 2</geo></location>', True),
        ('<location cert="high"><geo>1 2</geo></location>', False),
    ],
)
def test_doubt_stands_at_the_geo_or_its_location(geo: str, is_doubtful: bool) -> None:
    point = found(geo)
    assert point is not None and point.is_doubtful is is_doubtful


@pytest.mark.parametrize(
    ("header", "geo", "is_known"),
    [
        ('<geoDecl datum="WGS84"/>', "<geo>1 2</geo>", True),
        ('<geoDecl datum="OSGB36"/>', "<geo>1 2</geo>", False),
        ("<geoDecl>In degrees</geoDecl>", "<geo>1 2</geo>", True),
        (
            '<geoDecl xml:id="a" datum="OSGB36"/><geoDecl xml:id="b" datum="WGS84"/>',
            '<geo decls="#a">1 2</geo>',
            False,
        ),
        (
            '<geoDecl xml:id="a" datum="OSGB36"/><geoDecl xml:id="b" datum="WGS84"/>',
            '<geo decls="#b">1 2</geo>',
            True,
        ),
    ],
)
def test_coordinates_of_another_datum_are_none(header: str, geo: str, is_known: bool) -> None:
    assert (found(geo, header) is not None) is is_known
