"""Rebounds, collisions and energy, measured in the picture."""

import math
from collections.abc import Sequence

import numpy as np

from studio.bench.physics_laws import Law, Trial
from studio.bench.physics_motion import BALL, FPS, G, ball_way
from studio.bench.physics_scenes import Body, View, filmed, thing
from studio.bench.physics_seen import Doubles, ball_centre, look
from studio.engine import vocabulary
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.performance import Performance
from studio.timeline.film import Prop
from studio.timeline.world import Quaternion

MATERIALS = ("rubber", "glass", "wood", "steel", "plastic", "stone", "ice")
WALL: Quaternion = (math.sqrt(0.5), 0.0, math.sqrt(0.5), 0.0)


def rebound(painter: CelPainter, materials: Sequence[str] = MATERIALS, height: float = 1.0) -> Law:
    """How high a ball comes back from a table top of its own material: the square of the restitution of the height."""
    trials: list[Trial] = []
    for material in materials:
        bounce = vocabulary.materials()[material].restitution
        ball, table = thing("ball", material=material), thing("table", "table", material=material)
        top = vocabulary.made(table).size_m[2] + vocabulary.made(ball).size_m[2] / 2
        rest = _rest_height(painter, ball, table, top)
        falls = math.sqrt(2 * height / G)
        performance = filmed(_over(ball, table, top + height), falls * (1 + 2 * bounce) + 0.05, 2 * FPS, _view(top))
        first, last = (round(falls * (1 + share * bounce) * 2 * FPS) for share in (0.25, 1.75))
        times, way = ball_way(painter, performance, range(first, last, 3))
        trials.append(Trial(f"{material} on {material}", (_peak(times, way[:, 2]) - rest) / height, bounce**2))
    return Law("rebound height", "", 0.05, tuple(trials))


def _over(ball: Prop, table: Prop, height: float) -> tuple[Body, ...]:
    return Body(ball, (0.0, 0.0, height)), Body(table, (0.0, 0.0, vocabulary.made(table).size_m[2] / 2))


def _view(top: float) -> View:
    return View((0.0, 0.0, top + 0.5), 1.7)


def _rest_height(painter: CelPainter, ball: Prop, table: Prop, top: float) -> float:
    """Where the ball's middle is when it lies there."""
    still = filmed(_over(ball, table, top), 0.1, FPS, _view(top))
    return float(ball_centre(look(painter, still, (0,))[0].surface[BALL])[2])


def _peak(times: Doubles, height: Doubles) -> float:
    """The top of the parabola through a flight."""
    fit: Doubles = np.array(np.polyfit(times - times[0], height, 2), np.float64)
    return float(fit[2] - fit[1] ** 2 / (4 * fit[0]))


def momentum(painter: CelPainter, scales: Sequence[float] = (0.6, 0.8, 1.0, 1.3, 1.6)) -> Law:
    """The momentum of two wooden balls that meet in the air, after against before."""
    trials: list[Trial] = []
    for scale in scales:
        balls = thing("ball", "first", "wood"), thing("ball", "second", "wood", scale)
        masses = [vocabulary.made(ball).mass_kg for ball in balls]
        bodies = Body(balls[0], (-0.7, 0.0, 2.0), (3.0, 0.0, 0.0)), Body(balls[1], (0.5, 0.0, 2.03), (-0.6, 0.0, 0.0))
        performance = filmed(bodies, 0.55, 2 * FPS, View((0.0, 0.0, 1.6), 2.0))
        meet = (1.2 - 0.11 * (1 + scale)) / 3.6
        sums = [
            sum(mass * _pace(painter, performance, frames, BALL + n) for n, mass in enumerate(masses))
            for frames in (_span(0.02, meet - 0.03), _span(meet + 0.04, 0.5))
        ]
        trials.append(Trial(f"{masses[0]:.2f} kg and {masses[1]:.2f} kg", sums[1], sums[0]))
    return Law("momentum in a collision", "kg m/s", 0.02, tuple(trials))


def _span(begin: float, end: float) -> range:
    return range(round(begin * 2 * FPS), round(end * 2 * FPS), 2)


def _pace(painter: CelPainter, performance: Performance, frames: range, number: int) -> float:
    """The level speed of a ball over some frames, m/s to the right."""
    times, way = ball_way(painter, performance, frames, number)
    return float(np.polyfit(times, way[:, 0], 1)[0])
