"""The land of the maps, made from Natural Earth: toolkit/siglum/render/figures/land.txt.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    .venv/bin/python tests/land.py package/land-50m.json

The npm package world-atlas carries the land of Natural Earth 4.1.0 at 1:50,000,000, which is in
the public domain, as TopoJSON: rings are made of arcs that neighbours share, whose points are
differences of integers. What would not be seen on a map as wide as a page is left out: islands
smaller than 0.03 square degrees, and points that lie within 0.035 degrees of the line without them
(Douglas and Peucker 1973). The file has a ring a line, in hundredths of a degree: the longitude and
latitude of its first point, then the differences from each to the next. Longitudes run on beyond
180 degrees where a ring crosses the date line.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

LAND = Path(__file__).resolve().parents[1] / "toolkit/siglum/render/figures/land.txt"
HEAD = """\
# Land: Natural Earth 4.1.0, 1:50m, public domain (naturalearthdata.com). Made by tests/land.py.
"""
_SMALLEST = 0.03  # square degrees
_NEAR = 0.035  # degrees

Point = tuple[float, float]


def rings(topology: dict) -> list[list[Point]]:
    """Return the rings of a topology's land, in degrees; islands and the seas within land alike."""
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + x0, y * ky + y0))
        arcs.append(points)
    (land,) = topology["objects"]["land"]["geometries"]
    found = []
    for polygon in land["arcs"]:
        for ring in polygon:
            points = []
            for index in ring:
                arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                points += arc[1:] if points else arc
            found.append(unwound(points))
    return found


def unwound(ring: list[Point]) -> list[Point]:
    """Return a ring whose longitudes do not jump at the date line, but run on beyond 180 degrees.

    One that runs around the South Pole is closed along it.
    """
    found = ring[:1]
    for x, y in ring[1:]:
        turns = round((x - found[-1][0]) / 360)
        found.append((x - turns * 360, y))
    if abs(found[-1][0] - found[0][0]) > 180:
        found += [(found[-1][0], -90.0), (found[0][0], -90.0), found[0]]
    return found


def area(ring: list[Point]) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]))) / 2


def simplified(points: list[Point]) -> list[Point]:
    """Return a line without the points that lie near it (Douglas and Peucker)."""
    kept = {0, len(points) - 1}
    stretches = [(0, len(points) - 1)]
    while stretches:
        first, last = stretches.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        furthest, most = None, _NEAR
        for number in range(first + 1, last):
            x, y = points[number]
            away = (
                abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
                if length
                else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            )
            if away > most:
                furthest, most = number, away
        if furthest is not None:
            kept.add(furthest)
            stretches += [(first, furthest), (furthest, last)]
    return [points[number] for number in sorted(kept)]


def written(ring: list[Point]) -> str:
    """Return a ring as a line of the file; its last point, which is the first, is left out."""
    points = [(round(x * 100), round(y * 100)) for x, y in simplified(ring)[:-1]]
    points = [one for one, before in zip(points, [None, *points], strict=False) if one != before]
    steps = [points[0], *((bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points))]
    return " ".join(f"{x} {y}" for x, y in steps) if len(points) > 2 else ""


def main(path: str) -> None:
    found = rings(json.loads(Path(path).read_bytes()))
    large = sorted((one for one in found if area(one) >= _SMALLEST), key=area, reverse=True)
    lines = [line for ring in large if (line := written(ring))]
    LAND.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
