"""How the round earth comes on a plane: two projections that keep areas as they are.

A part of the earth is shown by Lambert's azimuthal projection around its centre (J. P. Snyder, Map
Projections: A Working Manual, 1987, chapter 24), the whole of it by Equal Earth (B. Šavrič, T.
Patterson and B. Jenny 2018). The earth is a sphere of radius 1; angles are in degrees, and
longitudes are counted from the projection's middle.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

from siglum.render.figures.drawing import Point

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Lambert's azimuthal equal-area projection."""

    latitude: float
    """Of its middle."""

    def plane(self, longitude: float, latitude: float) -> Point:
        """Return where a point of the earth lies; y grows to the north."""
        across, up, middle = radians(longitude), radians(latitude), radians(self.latitude)
        cosine = sin(middle) * sin(up) + cos(middle) * cos(up) * cos(across)
        k = sqrt(2 / max(1 + cosine, 1e-9))
        y = cos(middle) * sin(up) - sin(middle) * cos(up) * cos(across)
        return k * cos(up) * sin(across), k * y

    def earth(self, x: float, y: float) -> Point:
        """Return longitude and latitude of a point of the plane."""
        away = min(hypot(x, y), 2.0)
        if away == 0:
            return 0.0, self.latitude
        c, middle = 2 * asin(away / 2), radians(self.latitude)
        up = asin(max(-1.0, min(1.0, cos(c) * sin(middle) + y * sin(c) * cos(middle) / away)))
        across = atan2(x * sin(c), away * cos(middle) * cos(c) - y * sin(middle) * sin(c))
        return degrees(across), degrees(up)


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The Equal Earth projection."""

    def plane(self, longitude: float, latitude: float) -> Point:
        """Return where a point of the earth lies; y grows to the north."""
        theta = asin(_M * sin(radians(latitude)))
        square = theta * theta
        sixth = square**3
        x = radians(longitude) * cos(theta)
        x /= _M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square))
        return x, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


def distance(one: Point, other: Point) -> float:
    """Return how far two points of the earth are apart, each longitude and latitude, in degrees."""
    across, up = radians(one[0] - other[0]), radians(one[1] - other[1])
    half = sin(up / 2) ** 2 + cos(radians(one[1])) * cos(radians(other[1])) * sin(across / 2) ** 2
    return degrees(2 * asin(min(1.0, sqrt(half))))
