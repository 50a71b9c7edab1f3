"""A map of places: the whole of them and, where many lie close together, these once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, floor, hypot, radians, sqrt

from siglum.render.figures import land
from siglum.render.figures.drawing import WIDTH, Box, Drawing, Point, Shape, path, shape, shortened
from siglum.render.figures.placement import Dot, placed
from siglum.render.figures.projection import Azimuthal, EqualEarth, distance
from siglum.render.labels import Label

MOST = 1000
"""So many places are drawn, those that are named most often."""

_LEAST = 0.08  # how much of the earth a frame shows at least: 500 km, in radii of the earth
_FURTHEST = 50  # degrees from the middle that one side of the earth is shown to
_FENCE = 3  # how many times further than most from the middle a place of the closer frame may be
_MOST_OF_THEM = 0.75
_CLOSER = 2  # how much smaller than the whole the closer frame is at least
_HEIGHTS = (340.0, 600.0)
_EDGE = 34.0  # from the outermost place to the side of the frame
_RADII = (3.0, 13.0)
_LARGER = 1.5  # by how much a place that is named once is at most larger than the smallest
_STRIP = (34.0, 18.0)  # at the left and the lower side, for degrees
_STEPS = (1, 2, 5, 10, 20, 30)  # degrees between meridians
_SMALLEST = 0.8  # what is smaller on the drawing is not drawn


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a map."""

    longitude: float
    latitude: float
    name: str
    count: int
    """How often it is named: its size."""
    is_sure: bool
    """Whether it is known that it lay there; if not, it is hollow."""
    href: str
    words: tuple[Label, ...]
    short: str = ""
    """What stands beside it where there is no room for its name, if anything."""

    @property
    def at(self) -> Point:
        """Longitude and latitude."""
        return self.longitude, self.latitude


def maps(spots: Sequence[Spot]) -> list[Drawing]:
    """Return the maps of some places: all of them, and a closer one if most lie close together.

    A place is drawn on each map in whose frame it lies. The places that one point stands for are
    given as one.
    """
    drawn = sorted(spots, key=lambda spot: (-spot.count, spot.name, spot.at))[:MOST]
    if not drawn:
        return []
    whole = _Frame.around([spot.at for spot in drawn])
    core = _core(drawn)
    closer = _Frame.around([spot.at for spot in core]) if len(core) > 1 else whole
    if whole.scale * _CLOSER > closer.scale:
        return [_drawn(whole, drawn, None)]
    return [_drawn(closer, drawn, None), _drawn(whole, drawn, closer)]


def _core(spots: Sequence[Spot]) -> list[Spot]:
    """Return the places that lie around the middle of most, without those far away from it."""
    points = [spot.at for spot in spots]
    longitude, latitude = _middle(points)
    for _ in range(8):  # to the mean of those that are nearest
        near = sorted(points, key=lambda point: distance(point, (longitude, latitude)))
        near = near[: max(1, int(len(near) * _MOST_OF_THEM))]
        turned = [_turned(x - longitude) for x, _ in near]
        longitude += sum(turned) / len(near)
        latitude = sum(y for _, y in near) / len(near)
    middle = longitude, latitude
    reach = _FENCE * distance(near[-1], middle)
    return [spot for spot in spots if distance(spot.at, middle) <= reach]


def _middle(points: Sequence[Point]) -> Point:
    """Return the middle of the smallest box around points: it may lie across the date line."""
    across = sorted({x for x, _ in points})
    # The box begins in the east of the widest gap between the points.
    gap, west = max((east - west, east) for west, east in pairwise([*across, across[0] + 360]))
    ups = [y for _, y in points]
    return _turned(west + (360 - gap) / 2), (min(ups) + max(ups)) / 2


def _turned(longitude: float) -> float:
    """Return a longitude from -180 to 180."""
    return (longitude + 180) % 360 - 180


@dataclass(frozen=True, slots=True)
class _Frame:
    """A part of the earth, and the rectangle that shows it."""

    middle: float
    """Its longitude."""
    projection: Azimuthal | EqualEarth
    centre: Point
    """Of the rectangle, on the plane of the projection."""
    scale: float
    height: float

    @classmethod
    def around(cls, points: Sequence[Point]) -> _Frame:
        """Return the frame that shows some points of the earth."""
        longitude, latitude = middle = _middle(points)
        is_far = any(distance(point, middle) > _FURTHEST for point in points)
        projection = EqualEarth() if is_far else Azimuthal(latitude)
        on_plane = [projection.plane(_turned(x - longitude), y) for x, y in points]
        (left, right), (low, high) = (
            (min(side), max(side)) for side in zip(*on_plane, strict=True)
        )
        inner = WIDTH - 2 * _EDGE
        scale = inner / max(right - left, _LEAST)
        scale = min(scale, (_HEIGHTS[1] - 2 * _EDGE) / max(high - low, _LEAST / 2))
        height = (high - low) * scale + 2 * _EDGE
        return cls(
            middle=longitude,
            projection=projection,
            centre=((left + right) / 2, (low + high) / 2),
            scale=scale,
            height=min(max(height, _HEIGHTS[0]), _HEIGHTS[1]),
        )

    @property
    def box(self) -> Box:
        """The rectangle."""
        return 0.0, 0.0, WIDTH, self.height

    def paper(self, longitude: float, latitude: float) -> Point:
        """Return where a point lies on the drawing; its longitude is counted from the middle."""
        x, y = self.projection.plane(longitude, latitude)
        return (
            WIDTH / 2 + (x - self.centre[0]) * self.scale,
            self.height / 2 - (y - self.centre[1]) * self.scale,
        )

    def at(self, point: Point) -> Point:
        """Return where a point of the earth lies on the drawing."""
        return self.paper(_turned(point[0] - self.middle), point[1])

    def land(self) -> str:
        """Return the land as a path."""
        said = []
        for ring in land.within(self.middle, self._shown()):
            on_paper = [self.paper(x, y) for x, y in land.densified(ring, 2)]
            points = list(_thinned(land.cut(on_paper, self._beyond())))
            if len(points) > 2:
                said.append(path(points, is_closed=True))
        return "".join(said)

    def grid(self) -> Iterator[tuple[int, bool, list[Point]]]:
        """Yield meridians and parallels at round degrees: degrees, if a meridian, points."""
        west, south, east, north = self._shown()
        across = (east - west) * cos(radians((south + north) / 2))
        step = next((step for step in _STEPS if max(across, north - south) / step <= 6), _STEPS[-1])
        for degrees in range(ceil((west + self.middle) / step) * step, 541, step):
            if degrees - self.middle > east:
                break
            line = [self.paper(degrees - self.middle, y) for y in _between(south, north)]
            yield round(_turned(degrees)), True, line
        for degrees in range(ceil(south / step) * step, floor(north) + 1, step):
            yield degrees, False, [self.paper(x, degrees) for x in _between(west, east)]

    def _beyond(self) -> Box:
        return -2.0, -2.0, WIDTH + 2, self.height + 2

    def _shown(self) -> Box:
        """Return a box of the earth in which all lies that the rectangle shows, and a little more.

        West, south, east, north; longitudes are counted from the middle.
        """
        if isinstance(self.projection, EqualEarth):
            return -180.0, -90.0, 180.0, 90.0
        across, up = zip(*(self.projection.earth(*point) for point in self._border()), strict=True)
        west, east, south, north = min(across) - 3, max(across) + 3, min(up) - 3, max(up) + 3
        for pole in (-90.0, 90.0):
            x, y = self.paper(0, pole)
            if 0 <= x <= WIDTH and 0 <= y <= self.height:
                west, east = -180.0, 180.0
                south, north = min(south, pole), max(north, pole)
        return max(west, -180.0), max(south, -90.0), min(east, 180.0), min(north, 90.0)

    def _border(self) -> Iterator[Point]:
        """Yield points of the plane along the sides of the rectangle."""
        half_width, half_height = WIDTH / 2 / self.scale, self.height / 2 / self.scale
        for step in range(-20, 21):
            for side in (-1, 1):
                yield (
                    self.centre[0] + half_width * step / 20,
                    self.centre[1] + half_height * side,
                )
                yield (
                    self.centre[0] + half_width * side,
                    self.centre[1] + half_height * step / 20,
                )


def _between(low: float, high: float) -> list[float]:
    """Return numbers from one to another, so many that a line through them looks round."""
    return [low + (high - low) * part / 40 for part in range(41)]


def _thinned(points: Sequence[Point]) -> Iterator[Point]:
    """Yield the points of a ring without those that are too close to the one before."""
    last: Point | None = None
    for point in points:
        if last is None or hypot(point[0] - last[0], point[1] - last[1]) >= _SMALLEST:
            yield point
            last = point


def _drawn(frame: _Frame, spots: Sequence[Spot], closer: _Frame | None) -> Drawing:
    """Draw a map; `closer` is the frame of the other one, which is marked in it."""
    most = max(spot.count for spot in spots)
    scale = min((_RADII[1] - _RADII[0]) / sqrt(most), _LARGER) if most else 0.0
    inside: list[Spot] = []
    dots: list[Dot] = []
    for spot in spots:
        x, y = frame.at(spot.at)
        radius = _RADII[0] + scale * sqrt(spot.count)
        if 0 <= x <= WIDTH and 0 <= y <= frame.height:
            inside.append(spot)
            dots.append(Dot((x, y), radius, (shortened(spot.name), *filter(None, [spot.short]))))
    left, top, right, bottom = frame.box
    labels = placed(dots, (left + _STRIP[0], top, right, bottom - _STRIP[1]))
    shapes: list[Shape] = [
        shape("rect", "fig-sea", x=0.0, y=0.0, width=WIDTH, height=frame.height),
        shape("path", "fig-land", d=frame.land(), fill_rule="evenodd"),
    ]
    shapes += _grid(frame)
    if closer is not None:
        shapes += _lines("fig-closer", list(_outline(frame, closer)), frame.box)
    for spot, dot in zip(inside, dots, strict=True):
        shapes.append(
            shape(
                "circle",
                "fig-dot" if spot.is_sure else "fig-dot fig-unsure",
                href=spot.href,
                words=spot.words,
                cx=dot.at[0],
                cy=dot.at[1],
                r=dot.radius,
            )
        )
    shapes += [
        shape("text", "fig-label", text=label.text, x=label.at[0], y=label.at[1])
        for label in labels
        if label is not None
    ]
    return Drawing(height=frame.height, shapes=tuple(shapes))


def _lines(looks: str, points: Sequence[Point], box: Box) -> Iterator[Shape]:
    """Yield the parts of a line that lie in a box."""
    part: list[Point] = []
    for one, other in pairwise(points):
        inside = _inside(one, other, box)
        if part and (inside is None or inside[0] != part[-1]):
            yield shape("path", looks, d=path(part, is_closed=False))
            part = []
        if inside is not None:
            part = [*(part or inside[:1]), inside[1]]
    if part:
        yield shape("path", looks, d=path(part, is_closed=False))


def _inside(one: Point, other: Point, box: Box) -> tuple[Point, Point] | None:
    """Return the part of a straight line that lies in a box (Liang and Barsky 1984)."""
    begin, end = 0.0, 1.0
    for axis in (0, 1):
        way = other[axis] - one[axis]
        shares = sorted((box[side] - one[axis]) / way for side in (axis, axis + 2)) if way else ()
        if not way and not box[axis] <= one[axis] <= box[axis + 2]:
            return None
        if shares:
            begin, end = max(begin, shares[0]), min(end, shares[1])
    if begin >= end:
        return None
    ends = (begin, end)
    first, last = (
        (one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1]))
        for share in ends
    )
    return (one if begin == 0 else first), (other if end == 1 else last)


def _grid(frame: _Frame) -> Iterator[Shape]:
    """Yield meridians and parallels, with their degrees along the lower and the left side."""
    last = {True: -WIDTH, False: -WIDTH}
    for degrees, is_meridian, line in frame.grid():
        yield from _lines("fig-grid", line, frame.box)
        side = frame.height - 4 if is_meridian else 4.0
        axis = 1 if is_meridian else 0
        along = next(
            (
                one[1 - axis]
                + (side - one[axis]) / (other[axis] - one[axis]) * (other[1 - axis] - one[1 - axis])
                for one, other in pairwise(line)
                if (one[axis] > side) != (other[axis] > side)
            ),
            None,
        )
        low, high = (
            (_STRIP[0] + 20, WIDTH - 20) if is_meridian else (20, frame.height - _STRIP[1] - 4)
        )
        if along is None or not low <= along <= high or abs(along - last[is_meridian]) < 40:
            continue
        last[is_meridian] = along
        text = f"{degrees}°".replace("-", "−")
        if is_meridian:
            yield shape("text", "fig-label", text=text, x=along, y=side, text_anchor="middle")
        else:
            yield shape("text", "fig-label", text=text, x=side, y=along)


def _outline(frame: _Frame, closer: _Frame) -> Iterator[Point]:
    """Yield the sides of a closer frame, as they lie on this one; none of most of the earth."""
    projection = closer.projection
    if isinstance(projection, EqualEarth):
        return
    half_width, half_height = WIDTH / 2 / closer.scale, closer.height / 2 / closer.scale
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    for (ax, ay), (bx, by) in pairwise(corners):
        for step in range(11):
            share = step / 10
            longitude, latitude = projection.earth(
                closer.centre[0] + half_width * (ax + share * (bx - ax)),
                closer.centre[1] + half_height * (ay + share * (by - ay)),
            )
            yield frame.at((longitude + closer.middle, latitude))
