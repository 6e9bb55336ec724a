"""Falling, flying, sliding, rolling and swinging, measured in the picture."""

import math
from collections.abc import Sequence

import numpy as np

from studio.bench.physics_laws import Law, Trial
from studio.bench.physics_scenes import Body, View, filmed, thing
from studio.bench.physics_seen import Doubles, ball_centre, front, look
from studio.engine import vocabulary
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.performance import Performance
from studio.engine.stage import contacts, cords
from studio.engine.stage.rig import hollow
from studio.timeline.film import Prop
from studio.timeline.world import Quaternion, Vector

G = 9.81
FPS = 60
BALL = 2
"""The id of the first thing of a scene."""
PEG_M = 2.5


def ball_way(
    painter: CelPainter, performance: Performance, frames: range, number: int = BALL
) -> tuple[Doubles, Doubles]:
    """Times (N,) and centres (N, 3) of a ball as the picture shows it."""
    seen = look(painter, performance, frames)
    return np.array([one.time for one in seen]), np.array([ball_centre(one.surface[number]) for one in seen])


def free_fall(painter: CelPainter, heights: Sequence[float] = (1.0, 1.5, 2.0, 2.5, 3.0)) -> Law:
    """Gravity from the bend of the way of a falling steel ball."""
    trials: list[Trial] = []
    for height in heights:
        body = Body(thing("ball", material="steel"), (0.0, 0.0, height))
        landing = math.sqrt(2 * (height - 0.11) / G)
        performance = filmed((body,), landing, FPS, View((0.0, 0.0, height / 2), height + 0.5))
        times, way = ball_way(painter, performance, range(0, int(landing * FPS) - 1, 2))
        trials.append(Trial(f"from {height:g} m", -2 * float(np.polyfit(times, way[:, 2], 2)[0]), G))
    return Law("free fall g", "m/s2", 0.01, tuple(trials))


def projectile(painter: CelPainter, degrees: Sequence[float] = (20, 35, 45, 60, 75), speed: float = 4.5) -> Law:
    """How far a ball flies before it is as low as where it left."""
    trials: list[Trial] = []
    for angle in degrees:
        rise, along = speed * math.sin(math.radians(angle)), speed * math.cos(math.radians(angle))
        body = Body(thing("ball", material="wood"), (-1.1, 0.0, 1.0), (along, 0.0, rise))
        seconds = 2 * rise / G + 0.06
        performance = filmed((body,), seconds + 0.1, FPS, View((0.0, 0.0, 1.4), 2.6))
        _, way = ball_way(painter, performance, range(int(seconds * FPS)))
        trials.append(Trial(f"at {angle:g} degrees", _crossing(way), speed**2 * math.sin(2 * math.radians(angle)) / G))
    return Law("projectile range", "m", 0.02, tuple(trials))


def _crossing(way: Doubles) -> float:
    """How far along a way comes down through the height it began at."""
    below = next(number for number in range(2, len(way)) if way[number, 2] < way[0, 2])
    high, low = way[below - 1], way[below]
    share = (high[2] - way[0, 2]) / (high[2] - low[2])
    return float(high[0] + share * (low[0] - high[0]) - way[0, 0])


def sliding(painter: CelPainter, speeds: Sequence[float] = (1.0, 1.5, 2.0, 2.5, 3.0)) -> Law:
    """How far a box slides over concrete before it stops."""
    kind, concrete = vocabulary.made(thing("box")), vocabulary.materials()["concrete"]
    grip = contacts.friction(vocabulary.materials()[kind.material], concrete)
    trials: list[Trial] = []
    for speed in speeds:
        body = Body(thing("box"), (-1.0, 0.0, kind.size_m[2] / 2), (speed, 0.0, 0.0))
        seconds = speed / (grip * G) + 0.5
        performance = filmed((body,), seconds, FPS, View((0.0, 0.0, 0.5), 1.6))
        first, last = look(painter, performance, (0, performance.frames - 1))
        way = float((front(last.surface[BALL]) - front(first.surface[BALL]))[0])
        trials.append(Trial(f"at {speed:g} m/s", way, speed**2 / (2 * grip * G)))
    return Law("sliding stop distance", "m", 0.05, tuple(trials))


def rolling(painter: CelPainter, degrees: Sequence[float] = (5, 10, 15, 20, 25)) -> Law:
    """How fast a wooden ball gathers speed as it rolls down a ramp, from the moments of inertia and the rolling arm."""
    ball, ramp = thing("ball", material="wood"), thing("ramp", "ramp")
    kind, wood = vocabulary.made(ball), vocabulary.materials()["wood"]
    radius = kind.size_m[2] / 2
    inertia = 2 / 3 if hollow(kind) else 2 / 5
    trials: list[Trial] = []
    for angle in degrees:
        slope = math.radians(angle)
        expected = G * (math.sin(slope) - contacts.rolling_m(wood, wood) / radius * math.cos(slope)) / (1 + inertia)
        bodies = _on_a_ramp(ball, ramp, slope, radius)
        seconds = min(1.5, math.sqrt(2 * 1.6 / expected))
        performance = filmed(bodies, seconds, FPS, View((0.0, 0.0, 0.9), 2.2))
        times, way = ball_way(painter, performance, range(0, performance.frames - 1, 3))
        along: Doubles = np.sqrt(((way - way[0]) ** 2).sum(1))
        trials.append(Trial(f"at {angle:g} degrees", 2 * float(np.polyfit(times, along, 2)[0]), expected))
    return Law("rolling on an incline", "m/s2", 0.03, tuple(trials))


def _on_a_ramp(ball: Prop, ramp: Prop, slope: float, radius: float) -> tuple[Body, ...]:
    """A ball at the upper end of a ramp that goes down to the right."""
    long, _, thick = vocabulary.made(ramp).size_m
    turn: Quaternion = (math.cos(slope / 2), 0.0, math.sin(slope / 2), 0.0)
    middle: Vector = (0.0, 0.0, 0.3 + long / 2 * math.sin(slope))
    up, back = thick / 2 + radius, -0.42 * long
    place = (
        back * math.cos(slope) + up * math.sin(slope),
        0.0,
        middle[2] - back * math.sin(slope) + up * math.cos(slope),
    )
    return Body(ball, place), Body(ramp, middle, orientation=turn)


def pendulum(painter: CelPainter, lengths: Sequence[float] = (0.3, 0.5, 0.8, 1.2, 1.6), swing: float = 0.25) -> Law:
    """The period of a steel ball on a cord, from where it passes the plumb line."""
    ball = thing("ball", material="steel")
    kind = vocabulary.made(ball)
    trials: list[Trial] = []
    for length in lengths:
        reach = length + kind.size_m[2] / 2
        own = 0.4 * (kind.size_m[2] / 2) ** 2
        expected = 2 * math.pi * math.sqrt((reach**2 + own) / (G * reach)) * (1 + swing**2 / 16)
        place, turn = cords.hanging_at(kind, (0.0, 0.0, PEG_M), length, swing, 0.0)
        body = Body(ball, place, orientation=turn, hung_from=(0.0, 0.0, PEG_M))
        view = View((0.0, 0.0, PEG_M - reach), 0.9)
        performance = filmed((body,), 2.4 * expected, FPS, view)
        times, way = ball_way(painter, performance, range(0, performance.frames, 3))
        trials.append(Trial(f"cord of {length:g} m", _period(times, way[:, 0]), expected))
    return Law("pendulum period", "s", 0.02, tuple(trials))


def _period(times: Doubles, aside: Doubles) -> float:
    """The time between the first and the last pass from right to left, by the number of swings."""
    passes = [
        times[i] + (times[i + 1] - times[i]) * aside[i] / (aside[i] - aside[i + 1])
        for i in range(len(aside) - 1)
        if aside[i] > 0 >= aside[i + 1]
    ]
    return float((passes[-1] - passes[0]) / (len(passes) - 1))
