"""Floating and sinking, measured in the picture: the water's level too is seen, in the depth pass before the thing."""

import math
from collections.abc import Sequence

import numpy as np

from studio.bench.physics_laws import Law, Trial
from studio.bench.physics_motion import BALL, FPS, G, ball_way
from studio.bench.physics_scenes import Body, View, filmed, thing
from studio.bench.physics_seen import Doubles, known_ball_centre, look, set_points
from studio.engine import vocabulary
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.performance import Performance
from studio.engine.stage.columns import solid
from studio.engine.vocabulary import PropKind
from studio.timeline.film import Prop

SET = "cave"
"""Its pool is still and deep enough to sink in."""
SPOT = (2.2, 6.5)
AWAY_M = 1.9
WATER = 1000.0
SPHERE_DRAG = 0.47
"""Source: Hoerner, Fluid-Dynamic Drag (1965), a smooth sphere at Reynolds numbers of 1e3 to 2e5."""
FLOATERS = (
    thing("ball"),
    thing("book", material="snow", scale=3.0),
    thing("book", material="cloth", scale=3.0),
    thing("book", scale=3.0),
    thing("ball", material="wood"),
    thing("ball", material="ice"),
)
SINKERS = (("stone", 0.12), ("stone", 0.2), ("glass", 0.16), ("ceramic", 0.24), ("steel", 0.08))


def floating(painter: CelPainter, things: Sequence[Prop] = FLOATERS) -> Law:
    """The share of a floating ball or book that is under water, against its density over the water's."""
    level = vocabulary.set_kinds()[SET].water[0].surface_m
    trials: list[Trial] = []
    for prop in things:
        kind = vocabulary.made(prop)
        height = kind.size_m[2]
        ratio = kind.mass_kg / (WATER * solid(kind.shape, kind.size_m).volume)
        body = Body(prop, (*SPOT, level + height * (0.5 - ratio) + 0.02))
        performance = filmed((body,), 5.0, FPS, View((*SPOT, level + 0.13), 0.34, AWAY_M), SET)
        last = performance.frames - 1
        surface = look(painter, performance, (last,))[0].surface[BALL]
        above = _top(surface, kind) - _level(painter, performance, last)
        share = (_ball_under if kind.shape == "sphere" else float)(1 - above / height)
        trials.append(Trial(f"{kind.material} {prop.kind}, {ratio:.3f} times as dense", share, ratio))
    return Law("share under water", "", 0.03, tuple(trials))


def _top(surface: Doubles, kind: PropKind) -> float:
    """The highest point of a thing: of a ball, by the sphere that fits."""
    if kind.shape == "sphere":
        return float(known_ball_centre(surface, kind.size_m[2] / 2)[2]) + kind.size_m[2] / 2
    return float(surface[:, 2].max())


def _level(painter: CelPainter, performance: Performance, frame: int) -> float:
    """How high the water stands just before the thing."""
    seen = set_points(painter, performance, frame)
    before = seen[(np.abs(seen[:, 0] - SPOT[0]) < 0.2) & (seen[:, 1] < SPOT[1] - 0.35)]
    return float(np.median(before[:, 2]))


def _ball_under(share: float) -> float:
    """The share of a ball's volume below a share of its height."""
    return share**2 * (3 - 2 * share)


def sinking(painter: CelPainter, balls: Sequence[tuple[str, float]] = SINKERS) -> Law:
    """How fast a ball sinks in the end, when drag and buoyancy hold its weight."""
    pool = vocabulary.set_kinds()[SET].water[0]
    trials: list[Trial] = []
    for material, scale in balls:
        kind = vocabulary.made(thing("ball", material=material, scale=scale))
        size = kind.size_m[2]
        excess = kind.mass_kg / (math.pi / 6 * size**3) / WATER - 1
        expected = math.sqrt(4 / 3 * excess * G * size / SPHERE_DRAG)
        top = pool.surface_m - size
        body = Body(thing("ball", material=material, scale=scale), (*SPOT, top), (0.0, 0.0, -0.9 * expected))
        seconds = 0.75 * pool.depth_m / expected
        performance = filmed((body,), seconds, FPS, View((*SPOT, top - pool.depth_m / 2 + 0.1), 1.5, AWAY_M), SET)
        times, way = ball_way(painter, performance, range(performance.frames // 2, performance.frames - 2, 2))
        trials.append(
            Trial(f"{material} of {size * 1000:.0f} mm", -float(np.polyfit(times, way[:, 2], 1)[0]), expected)
        )
    return Law("terminal velocity in water", "m/s", 0.05, tuple(trials))
