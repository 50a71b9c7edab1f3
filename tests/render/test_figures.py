"""Drawings: what they show lies where it must, says what it must, and takes bounded time."""

from __future__ import annotations

import random
import re
import time
from itertools import accumulate, combinations, pairwise
from math import cos, hypot, isfinite, radians

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siglum.render.figures import land
from siglum.render.figures.bars import Bar, bars
from siglum.render.figures.drawing import WIDTH, Drawing, Shape, overlap, shortened
from siglum.render.figures.map import MOST, Spot, maps
from siglum.render.figures.network import Edge, Node, network
from siglum.render.figures.placement import Dot, placed
from siglum.render.figures.projection import Azimuthal, EqualEarth, distance
from siglum.render.labels import Label

NAMES = ("Wien", "", "‏ירושלים‎", "Ω" * 300, "北京市朝阳区" * 20, "a\u0301" * 40, "<b>&", "W" * 28)


def spot(longitude: float, latitude: float, name: str = "P", count: int = 1) -> Spot:
    return Spot(longitude, latitude, name, count, True, "p.html", (Label(text=name),))


def attributes(shape: Shape) -> dict[str, str]:
    return dict(shape.attributes)


def of(drawing: Drawing, looks: str) -> list[dict[str, str]]:
    return [attributes(one) for one in drawing.shapes if one.looks.split()[0] == looks]


def way(path: str) -> list[tuple[float, float]]:
    """Return the points of a path, which says the way from each to the next."""
    steps = [float(each) for each in re.findall(r"-?[\d.]+", path)]
    return [*zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)]


def numbers(drawing: Drawing) -> list[float]:
    said = (value for one in drawing.shapes for _, value in one.attributes)
    found = (number for value in said for number in re.findall(r"-?\d[\d.]*(?:e[+-]\d+)?", value))
    return [float(number) for number in found]


# === Labels


@given(
    st.lists(
        st.tuples(st.floats(0, WIDTH), st.floats(0, 400), st.floats(1, 13), st.sampled_from(NAMES)),
        max_size=60,
    )
)
def test_no_label_overlaps_another_or_a_point_or_leaves_its_frame(
    points: list[tuple[float, float, float, str]],
) -> None:
    dots = [Dot((x, y), radius, (shortened(name), "7")) for x, y, radius, name in points]
    labels = [one for one in placed(dots, (0, 0, WIDTH, 400)) if one is not None]
    for one, other in combinations(labels, 2):
        assert not overlap(one.box, other.box)
    for label in labels:
        assert not any(overlap(label.box, dot.box) for dot in dots)
        left, top, right, bottom = label.box
        assert left >= 0 and top >= 0 and right <= WIDTH and bottom <= 400


def test_a_point_alone_has_its_name_and_one_without_room_the_shorter_one() -> None:
    alone = placed([Dot((300, 200), 5, ("A long name", "1"))], (0, 0, WIDTH, 400))
    assert alone[0] is not None and alone[0].text == "A long name"
    narrow = placed([Dot((30, 30), 5, ("A long name", "1"))], (0, 0, 60, 60))
    assert narrow[0] is not None and narrow[0].text == "1"


# === Projections and land


@given(st.floats(-90, 90), st.floats(-170, 170), st.floats(-89, 89))
def test_a_point_of_the_plane_is_the_point_of_the_earth_that_it_was(
    middle: float, longitude: float, latitude: float
) -> None:
    projection = Azimuthal(middle)
    if distance((longitude, latitude), (0, middle)) > 150:
        return
    x, y = projection.plane(longitude, latitude)
    assert distance(projection.earth(x, y), (longitude, latitude)) < 1e-4


@pytest.mark.parametrize("projection", [Azimuthal(30), Azimuthal(-75), EqualEarth()])
def test_projections_keep_areas(projection: Azimuthal | EqualEarth) -> None:
    def area(longitude: float, latitude: float) -> float:
        """Of a small square of the earth, by its two sides on the plane."""
        x, y = projection.plane(longitude, latitude)
        (ax, ay), (bx, by) = (
            projection.plane(longitude + 0.01, latitude),
            projection.plane(longitude, latitude + 0.01),
        )
        return (ax - x) * (by - y) - (ay - y) * (bx - x)

    at = [(0, 0), (20, 40), (-35, 55), (50, -60)]
    found = [area(*point) / cos(radians(point[1] + 0.005)) for point in at]
    assert max(found) / min(found) < 1.001


def test_the_whole_earth_is_as_wide_as_equal_earth_is() -> None:
    width, height = EqualEarth().plane(180, 0)[0], EqualEarth().plane(0, 90)[1]
    assert width / height == pytest.approx(2.05458, abs=1e-4)  # Šavrič, Patterson and Jenny 2018


@pytest.mark.parametrize(
    ("longitude", "latitude", "is_land"),
    [
        (2.35, 48.86, True),  # Paris
        (104, 30.7, True),  # Chengdu
        (-30, 40, False),  # the Atlantic
        (50.5, 42, False),  # the Caspian Sea, a hole in the land
        (0, -89, True),  # Antarctica
        (0, 89, False),
        (-175, 66.5, True),  # Chukotka, beyond the date line
        (178, -18, True),  # Fiji
        (-179, 0, False),
    ],
)
def test_land_is_where_land_is(longitude: float, latitude: float, is_land: bool) -> None:
    crossings = 0
    for ring in land.within(0, (-180, -90, 180, 90)):
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > latitude) != (by > latitude):
                crossings += ax + (latitude - ay) / (by - ay) * (bx - ax) > longitude
    assert crossings % 2 == is_land


# === Maps


places = st.tuples(st.floats(-180, 180), st.floats(-90, 90), st.sampled_from(NAMES))


@settings(deadline=None, max_examples=60)
@given(st.lists(places, min_size=1, max_size=30), st.integers(0, 3))
def test_every_place_is_on_a_map_and_every_point_is_in_its_frame(
    points: list[tuple[float, float, str]], count: int
) -> None:
    spots = [spot(x, y, name, count) for x, y, name in points]
    drawn = maps(spots)
    assert drawn == maps(spots[::-1])
    assert len(of(drawn[-1], "fig-dot")) == len(spots)
    for drawing in drawn:
        assert all(map(isfinite, numbers(drawing)))
        for dot in of(drawing, "fig-dot"):
            assert 0 <= float(dot["cx"]) <= WIDTH and 0 <= float(dot["cy"]) <= drawing.height
        for line in (*of(drawing, "fig-grid"), *of(drawing, "fig-closer")):
            for x, y in way(line["d"]):
                assert -1 <= x <= WIDTH + 1 and -1 <= y <= drawing.height + 1


def test_a_centre_has_a_map_of_its_own_and_far_places_do_not_shrink_it() -> None:
    near = [spot(10 + n % 5, 48 + n // 5, f"N{n}") for n in range(20)]
    assert len(maps(near)) == 1
    closer, whole = maps([*near, spot(-70, -33, "Santiago")])
    assert len(of(closer, "fig-dot")) == 20 and len(of(whole, "fig-dot")) == 21
    assert of(whole, "fig-closer") and not of(closer, "fig-closer")


def test_places_around_the_date_line_lie_together() -> None:
    (drawing,) = maps([spot(179, -17), spot(-179, -17)])
    one, other = (float(dot["cx"]) for dot in of(drawing, "fig-dot"))
    assert abs(one - other) < WIDTH / 1.5 and len(drawing.shapes[1].attributes) == 2


def test_a_place_at_round_degrees_lies_where_a_meridian_and_a_parallel_meet() -> None:
    (drawing,) = maps([spot(10, 50, "Round"), spot(16.3, 47.1, "Other")])
    (dot,) = (
        attributes(one)
        for one in drawing.shapes
        if one.name == "circle" and one.words[0].text == "Round"
    )
    x, y = float(dot["cx"]), float(dot["cy"])
    through = 0
    for line in of(drawing, "fig-grid"):
        for (ax, ay), (bx, by) in pairwise(way(line["d"])):
            length = hypot(bx - ax, by - ay)
            if length and 0 <= ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length**2 <= 1:
                through += abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length < 1
    assert through == 2
    said = {one.text for one in drawing.shapes if one.looks == "fig-label"}
    assert {"12°", "48°"} <= said


def test_a_larger_point_is_of_a_place_named_more_often() -> None:
    (drawing,) = maps([spot(1, 1, "A", 1), spot(2, 2, "B", 9), spot(3, 1, "C", 100)])
    radii = [float(dot["r"]) for dot in of(drawing, "fig-dot")]
    assert radii == sorted(radii, reverse=True) and len(set(radii)) == 3


@pytest.mark.parametrize("count", [0, 1, 10_000])
def test_maps_of_few_and_very_many_places_take_bounded_time(count: int) -> None:
    chance = random.Random(1)
    spots = [
        spot(chance.gauss(12, 20), chance.uniform(-80, 80), f"Place {n}", n) for n in range(count)
    ]
    begun = time.process_time()
    drawn = maps(spots)
    assert time.process_time() - begun < 10
    assert all(len(of(drawing, "fig-dot")) <= MOST for drawing in drawn)
    assert len(drawn) == min(count, 1) or len(drawn) == 2


# === Networks and bars


def test_a_network_is_in_its_frame_and_the_same_each_time() -> None:
    chance = random.Random(2)
    nodes = [Node(f"N{n}", n + 1, "n.html", ()) for n in range(90)]
    edges = [Edge(chance.randrange(90), n, chance.randrange(1, 500), ()) for n in range(90)]
    edges = [edge for edge in edges if edge.one != edge.other]
    drawing = network(nodes, edges)
    assert drawing == network(nodes, edges)
    assert len(of(drawing, "fig-dot")) == 90 and len(of(drawing, "fig-link")) == len(edges)
    for dot in of(drawing, "fig-dot"):
        assert 0 < float(dot["cx"]) < WIDTH and 0 < float(dot["cy"]) < drawing.height
    assert len({(dot["cx"], dot["cy"]) for dot in of(drawing, "fig-dot")}) == 90


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_network_of_few_is_drawn(count: int) -> None:
    drawing = network([Node("N", 1, "n.html", ())] * count, [Edge(0, 1, 1, ())] * (count // 2))
    assert len(of(drawing, "fig-dot")) == count and all(map(isfinite, numbers(drawing)))


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=40).filter(
        lambda counts: all(map(sum, counts))
    )
)
def test_bars_are_as_high_as_their_numbers(counts: list[tuple[int, int]]) -> None:
    drawn = [Bar(place, *pair, "y.html", ()) for place, pair in enumerate(counts)]
    drawing = bars(drawn, len(counts), [(0, "1900")])
    shapes = [attributes(one) for one in drawing.shapes if one.name == "rect"]
    heights = [float(one["height"]) for one in shapes]
    said = [number for pair in counts for number in pair if number]
    unit = max(heights) / max(said) if heights else 0
    for height, number in zip(heights, said, strict=True):
        assert height == pytest.approx(max(number * unit, 1), abs=0.2 + 0.1 * number / max(said))
    for one in shapes:
        assert float(one["x"]) >= 0 and float(one["x"]) + float(one["width"]) <= WIDTH
        assert float(one["y"]) >= 0 and float(one["y"]) + float(one["height"]) <= drawing.height
