"""Where water meets land: which pool is meant, how deep it is where, where one jumps in, wades in and climbs out."""

import math
import re
from dataclasses import dataclass

import numpy as np

from studio.engine.stage.entrances import Opening
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.route import Point, crosses, inside
from studio.engine.stage.shores import nearest
from studio.engine.vocabulary import Pool, SetKind

SWIM_DEPTH_M = 0.75
CHIN_HEADS = 4.66
"""How much of one who treads water is under it, from the soles."""
_STANDS_BACK_M = 0.14
_SHORE_BACK_M = 0.4
_FLOATS_OFF_M = 0.42
_DRY_M = 0.25
_OFF_PIER_M = 0.9
_REACH_M = 9.0
_SIDES_M = 3.4
"""How far to the sides a swim leads that is only to be seen."""


@dataclass(frozen=True)
class Edge:
    """A place at the edge of a pool. stand: on land; beside: off it in the water; inward: the heading to the water;
    top_m: how high the land is.
    """

    stand: Point
    beside: Point
    inward: float
    top_m: float


def pool_for(place: SetKind, words: str, here: Point) -> Pool | None:
    """The pool that words name, or the nearest; None on dry land."""
    if not place.water:
        return None
    said = words.lower()
    named = [pool for pool in place.water if re.search(rf"\b{re.escape(pool.name.split()[-1])}\b", said)]
    return nearest(tuple(named) or place.water, here)


def within(pool: Pool, point: Point, margin: float = 0.4) -> Point:
    """The point, or the nearest one in a pool, off its walls."""
    left, right, near, far = pool.bounds_m
    across, along = min(margin, 0.45 * (right - left)), min(margin, 0.45 * (far - near))
    return min(max(point[0], left + across), right - across), min(max(point[1], near + along), far - along)


def tread_level(pool: Pool, unit: float) -> float:
    """The height of the soles of one who treads water, or stands where it is shallow; metres."""
    return max(pool.surface_m - CHIN_HEADS * unit, pool.surface_m - pool.depth_m)


def ground_at(place: SetKind, points: Doubles, boards: bool = True) -> Doubles:
    """(n,) how high the ground is at (n, 2) points: boards over water, shores that go down, the bottom of pools."""
    height = np.zeros(len(points))
    for pool in place.water:
        left, right, near, far = pool.bounds_m
        x, y = points[:, 0], points[:, 1]
        wet = (x > left) & (x < right) & (y > near) & (y < far)
        if pool.shelves_m:
            shore = (x > left) & (x < right) & (y > place.bounds_m[3]) & (y < far)
            slope = np.interp(
                y,
                [place.bounds_m[3], near, near + pool.shelves_m],
                [0.0, pool.surface_m, pool.surface_m - pool.depth_m],
            )
            height = np.where(shore, slope, height)
        else:
            height = np.where(wet, pool.surface_m - pool.depth_m, height)
        if pool.pier is not None and boards:
            west, east, start, end = pool.pier.bounds_m
            on = (x > west) & (x < east) & (y > start) & (y < end)
            height = np.where(on, pool.pier.top_m, height)
    return height


def depth_at(place: SetKind, pool: Pool, point: Point) -> float:
    """How deep the water of a pool is at a point, metres; below 0 on land."""
    return pool.surface_m - float(ground_at(place, np.array([point]))[0])


def bank_of(place: SetKind, pool: Pool, here: Point, depth_m: float) -> Point:
    """The nearest point on a shelving shore where the water is this deep; on dry land for depths below 0."""
    _, _, near, _ = pool.bounds_m
    left, right = place.bounds_m[:2]
    x = min(max(here[0], max(left, pool.bounds_m[0]) + 0.5), min(right, pool.bounds_m[1]) - 0.5)
    if pool.pier is not None and pool.pier.bounds_m[0] - 0.5 < x < pool.pier.bounds_m[1] + 0.5:
        x = pool.pier.bounds_m[0] - 0.6
    if depth_m < 0:
        return x, place.bounds_m[3] - _DRY_M
    return x, near + pool.shelves_m * min(1.0, depth_m / pool.depth_m)


def drift_room(pool: Pool, here: Point, distance: float) -> Point:
    """The end of a swim of this length from here, across the picture to the side with more room."""
    left, right = max(pool.bounds_m[0], -_SIDES_M), min(pool.bounds_m[1], _SIDES_M)
    if pool.pier is not None and here[1] < pool.pier.bounds_m[3] + _FLOATS_OFF_M:
        west, east = pool.pier.bounds_m[0] - _OFF_PIER_M, pool.pier.bounds_m[1] + _OFF_PIER_M
        left, right = (left, min(right, west)) if here[0] < (west + east) / 2 else (max(left, east), right)
    way = 1.0 if right - here[0] >= here[0] - left else -1.0
    x = min(max(here[0] + way * distance, left + 0.4), right - 0.4)
    rest = max(0.0, distance - abs(x - here[0]))
    return within(pool, (x, here[1] + min(rest, _REACH_M) * 0.4))


def round_the_pier(place: SetKind, start: Point, goal: Point) -> Point | None:
    """Where a swim turns that would else go through the posts of a pier; None where none is in the way."""
    for pool in place.water:
        if pool.pier is None or not crosses(start, goal, pool.pier.bounds_m):
            continue
        west, east, _, end = pool.pier.bounds_m
        beyond = start if start[1] > end else goal
        side = west - _OFF_PIER_M if (start if beyond is goal else goal)[0] < (west + east) / 2 else east + _OFF_PIER_M
        corner = side, end + 0.5
        if math.dist(corner, start) > 0.3 and math.dist(corner, goal) > 0.3:
            return corner
    return None


def edge_of(opening: Opening, pool: Pool, here: Point, words: str, jumps: bool = False) -> Edge:
    """Where one gets in or out: at the end of the pier for who jumps from it, else at the nearest free edge."""
    pier = pool.pier
    if pier is not None and jumps and (pool.shelves_m or any(word in words.lower() for word in pier.words)):
        west, east, _, end = pier.bounds_m
        x = (west + east) / 2
        return Edge((x, end - _STANDS_BACK_M), (x, end + _FLOATS_OFF_M), math.pi / 2, pier.top_m)
    spots = [
        _edge_at(opening, pool, (here[0] + shift, here[1])) for shift in (0.0, 0.45, -0.45, 0.9, -0.9, 1.35, -1.35)
    ]
    return next((edge for edge in spots if not _blocked(opening, edge)), spots[0])


def _blocked(opening: Opening, edge: Edge) -> bool:
    out = edge.inward + math.pi
    room = [(edge.stand[0] + math.cos(out) * d, edge.stand[1] + math.sin(out) * d) for d in (0.0, 0.4)]
    return any(inside(point, box) for point in room for box in opening.obstacles)


def _edge_at(opening: Opening, pool: Pool, here: Point) -> Edge:
    """The point of the edge nearest to a place, on a side that people can get to."""
    left, right, near, far = pool.bounds_m
    west, east, south, north = opening.set.bounds_m
    x = min(max(here[0], max(left, west) + 0.3), min(right, east) - 0.3)
    y = min(max(here[1], max(near, south) + 0.3), min(far, north) - 0.3)
    sides = [
        ((x, near), math.pi / 2, south < near),
        ((left, y), 0.0, west < left and far > y > near),
        ((right, y), math.pi, east > right and far > y > near),
    ]
    usable = [side for side in sides if side[2]] or sides[:1]
    at, inward, _ = min(usable, key=lambda side: math.dist(side[0], here))
    way = math.cos(inward), math.sin(inward)
    back = _SHORE_BACK_M if pool.shelves_m else _STANDS_BACK_M
    stand = at[0] - way[0] * back, at[1] - way[1] * back
    off = at[0] + way[0] * _FLOATS_OFF_M, at[1] + way[1] * _FLOATS_OFF_M
    return Edge(stand, off, inward, float(ground_at(opening.set, np.array([stand]))[0]))
