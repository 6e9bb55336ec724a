"""Things in water, as pure numbers: what they displace, how they are dragged, where the surface is."""

import math

import numpy as np

from studio.engine import vocabulary
from studio.engine.stage.columns import solid
from studio.engine.stage.rotation import Doubles
from studio.engine.vocabulary import Pool, PropKind

GRAVITY = 9.81
WATER_DENSITY = 1000.0
ADDED_MASS = {"sphere": 0.5, "box": 0.67, "cylinder": 0.8, "capsule": 0.7}
"""Of the displaced water. Source: sphere 1/2, cube 0.67, finite cylinders 0.6-0.9: Newman, Marine Hydrodynamics."""
DRAG = {"sphere": 0.47, "box": 1.05, "cylinder": 0.82, "capsule": 0.6}
"""Source: Hoerner, Fluid-Dynamic Drag (1965), Re 1e3 to 1e5: sphere 0.47, cube 1.05, short cylinders 0.6-0.9."""
_WAVES = ((0.9, 0.35, 1.0), (1.7, 1.1, 0.5))
"""Rate (rad/s), waves across (rad/m) and share of each swell of open water."""


def pool_at(pools: tuple[Pool, ...], place: Doubles | tuple[float, ...]) -> Pool | None:
    """The pool that a place lies in, seen from above."""
    for pool in pools:
        left, right, near, far = pool.bounds_m
        if left < place[0] < right and near < place[1] < far:
            return pool
    return None


def surface_at(pool: Pool, place: Doubles | tuple[float, ...], time: float) -> float:
    """How high the water stands at a place and a time."""
    swell = sum(
        share * math.sin(rate * time - across * (float(place[1]) + 0.4 * float(place[0])))
        for rate, across, share in _WAVES
    )
    return pool.surface_m + pool.waves_m * swell


def displaced(kind: PropKind) -> float:
    """Cubic metres of water a thing keeps out: all of it, or no more than its own stuff where water runs in."""
    density = vocabulary.materials()[kind.material if kind.material in vocabulary.materials() else "wood"].density
    closed = kind.sealed or kind.shape == "sphere" or density < WATER_DENSITY
    volume = solid(kind.shape, kind.size_m).volume
    return volume if closed else min(volume, kind.mass_kg / density)


def frontal_area(kind: PropKind, way: Doubles) -> float:
    """Square metres of a thing seen along a way (a unit vector in its own axes)."""
    x, y, z = kind.size_m
    a, b, c = (abs(float(part)) for part in way)
    match kind.shape:
        case "sphere":
            return math.pi / 4 * math.sqrt((a * y * z) ** 2 + (b * x * z) ** 2 + (c * x * y) ** 2)
        case "cylinder" | "capsule":
            across = (x + y) / 2
            return c * math.pi / 4 * across**2 + math.hypot(a, b) * across * z
        case _:
            return a * y * z + b * x * z + c * x * y


def terminal_mps(kind: PropKind) -> float:
    """How fast a thing sinks (positive) or rises through still water in the end, as it stands."""
    net = kind.mass_kg - WATER_DENSITY * displaced(kind)
    area = frontal_area(kind, np.array([0.0, 0.0, 1.0]))
    speed = math.sqrt(2 * abs(net) * GRAVITY / (WATER_DENSITY * DRAG.get(kind.shape, 1.0) * area))
    return math.copysign(speed, net)


def floating_height(kind: PropKind) -> float:
    """How far above the surface the centre of an upright floating thing is; below it by its half height if it sinks."""
    x, y, z = kind.size_m
    shape, up = solid(kind.shape, (x, y, z)), np.array([0.0, 0.0, 1.0])
    wanted = min(1.0, kind.mass_kg / (WATER_DENSITY * displaced(kind)))
    low, high = -z / 2, z / 2
    for _ in range(40):
        middle = (low + high) / 2
        dry = shape.below(up, middle)[0] / shape.volume < wanted
        low, high = (middle, high) if dry else (low, middle)
    return -low


def floats(kind: PropKind) -> bool:
    """Whether a thing is lighter than the water it keeps out."""
    return kind.mass_kg < WATER_DENSITY * displaced(kind)
