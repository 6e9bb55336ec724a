"""Ways across the floor: straight where free, round solids where not, and the speed along them."""

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from studio.engine.stage.rotation import Doubles

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]  # x-min, x-max, y-min, y-max

BODY_RADIUS_M = 0.28


@dataclass(frozen=True)
class Route:
    """A polyline on the floor, at least two points, walked from first to last."""

    points: tuple[Point, ...]

    @property
    def length(self) -> float:
        """Metres from end to end."""
        return sum(math.dist(a, b) for a, b in zip(self.points, self.points[1:], strict=False))

    def at(self, distance: Doubles) -> Doubles:
        """(n, 2) points at (n,) metres along the way."""
        points = np.array(self.points)
        marks = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
        return np.stack([np.interp(distance, marks, points[:, 0]), np.interp(distance, marks, points[:, 1])], -1)

    def bearing(self, distance: Doubles) -> Doubles:
        """(n,) headings at (n,) metres along the way, corners rounded over half a metre, unwrapped."""
        ahead, behind = self.at(np.minimum(distance + 0.25, self.length)), self.at(np.maximum(distance - 0.25, 0))
        step = ahead - behind
        return np.unwrap(np.arctan2(step[:, 1], step[:, 0]))


def progress(times: Doubles, start: float, end: float) -> Doubles:
    """How far along a walk is, 0 to 1: speeds up, keeps a speed, slows down."""
    seconds = max(end - start, 1e-6)
    ramp = min(0.45, seconds * 0.4) / seconds
    x = np.clip((times - start) / seconds, 0.0, 1.0)
    cruise = 1 / (1 - ramp)
    up = cruise * x**2 / (2 * ramp)
    down = 1 - cruise * (1 - x) ** 2 / (2 * ramp)
    return np.where(x < ramp, up, np.where(x > 1 - ramp, down, cruise * (x - ramp / 2)))


def way_round(start: Point, goal: Point, obstacles: tuple[Box, ...], depth: int = 3) -> Route:
    """The route from start to goal with a corner turned at each obstacle in the way."""
    return Route(tuple(_clear_points(start, goal, obstacles, depth)))


def crosses(a: Point, b: Point, box: Box) -> bool:
    """Whether the segment runs through the inside of a box. Source: slab method."""
    enter, leave = 0.0, 1.0
    for k in (0, 1):
        delta = b[k] - a[k]
        low, high = box[2 * k], box[2 * k + 1]
        if abs(delta) < 1e-9:
            if not low < a[k] < high:
                return False
            continue
        near, far = sorted(((low - a[k]) / delta, (high - a[k]) / delta))
        enter, leave = max(enter, near), min(leave, far)
    return enter < leave - 1e-9


def inside(point: Point, box: Box) -> bool:
    """Whether a point of the floor is inside a box."""
    return box[0] < point[0] < box[1] and box[2] < point[1] < box[3]


def grown(box: Box, by: float) -> Box:
    """The box with a margin all round."""
    return box[0] - by, box[1] + by, box[2] - by, box[3] + by


def _clear_points(start: Point, goal: Point, obstacles: tuple[Box, ...], depth: int) -> list[Point]:
    blocking = [box for box in obstacles if crosses(start, goal, box) and not inside(start, box)]
    blocking = [box for box in blocking if not inside(goal, box)]
    if not blocking or depth == 0:
        return [start, goal]
    box = min(blocking, key=lambda b: math.dist(start, ((b[0] + b[1]) / 2, (b[2] + b[3]) / 2)))
    corner = _best_corner(start, goal, box, obstacles)
    rest = tuple(other for other in obstacles if other != box)
    first = _clear_points(start, corner, rest, depth - 1)
    return first[:-1] + _clear_points(corner, goal, rest, depth - 1)


def _best_corner(start: Point, goal: Point, box: Box, obstacles: tuple[Box, ...]) -> Point:
    outer = grown(box, 0.02)
    corners = [(x, y) for x in outer[:2] for y in outer[2:]]
    free = [c for c in corners if not any(inside(c, other) for other in obstacles)]
    usable = [c for c in free if not (crosses(start, c, box) and crosses(c, goal, box))]
    return min(usable or free or corners, key=lambda c: math.dist(start, c) + math.dist(c, goal))
