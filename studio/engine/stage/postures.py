"""Kneeling, lying and going on hands and knees: what the pelvis and the feet do."""

import math
from typing import Protocol

import numpy as np

from studio.engine.skeleton import ANKLE_HEADS
from studio.engine.stage.curves import ease
from studio.engine.stage.footwork import BALL_HEADS, Feet, Step
from studio.engine.stage.ledger import KNEEL_REACH_HEADS, LYING_REACH_HEADS
from studio.engine.stage.rotation import Doubles, wrapped
from studio.engine.stage.route import Point
from studio.engine.stage.schedule import Cue

_KNEEL_LIFT, _LYING_LIFT, _CRAWL_LIFT = -1.46, -2.56, -1.52
_KNEEL_PITCH, _CRAWL_PITCH, _LYING_PITCH = 1.3, 1.4, -1.05
_CRAWL_BACK_HEADS = 1.22


__all__ = ["KNEEL_REACH_HEADS", "LYING_REACH_HEADS", "feet_down", "get_up", "kneel", "lie", "lowered", "sit_up"]


class Low(Protocol):
    """The curves of a body that these doings write to; see ``movement``."""

    times: Doubles
    root: Doubles
    heading: Doubles
    seated: Doubles
    floor: Doubles
    seat: Doubles
    kneeling: Doubles
    lying: Doubles
    bed: Doubles
    crawling: Doubles
    steps: list[Step]
    position: Point
    facing: float


def share(times: Doubles, cue: Cue, start: float, end: float) -> Doubles:
    """(F,) 0-1 eased between two shares of a cue."""
    seconds = cue.end - cue.start
    return ease((times - cue.start - start * seconds) / max((end - start) * seconds, 1e-6))


def kneel(way: Low, cue: Cue) -> None:
    """Down on the knees; the feet stay where they are."""
    amount = share(way.times, cue, 0.0, 0.8)
    way.kneeling += amount * (1 - way.kneeling)
    way.root += (np.array(cue.doing.position) - np.array(way.position)) * amount[:, None]
    way.position = cue.doing.position


def lie(way: Low, cue: Cue, unit: float, spread: float) -> None:
    """Sit down, then back until the body lies; on a bed the feet are put up."""
    low, back = share(way.times, cue, 0.0, 0.5), share(way.times, cue, 0.4, 0.95)
    bed = cue.doing.seat or 0.0
    change = wrapped(cue.doing.heading - way.facing)
    way.heading += change * share(way.times, cue, 0.1, 0.7)
    way.facing += change
    way.root += (np.array(cue.doing.position) - np.array(way.position)) * (0.65 * low + 0.35 * back)[:, None]
    after = way.times >= cue.start
    way.bed[after] = bed
    way.seat[after] = bed
    target = way.seated if bed > 0.1 else way.floor
    target += low * (1 - target)
    way.lying += back * (1 - way.lying)
    if bed > 0.1:
        _feet_to(way, cue, (cue.doing.position, cue.doing.heading), LYING_REACH_HEADS * unit, spread)
    way.position = cue.doing.position


def sit_up(way: Low, cue: Cue, reach: float, spread: float) -> None:
    """From lying to sitting: the back comes up, then the legs come round to where the feet go down.

    reach: from the pelvis to the feet of one who sits so, metres.
    """
    up, round_ = share(way.times, cue, 0.0, 0.9), share(way.times, cue, 0.1, 0.8)
    change = wrapped(cue.doing.heading - way.facing)
    way.heading += change * round_
    way.facing += change
    way.root += (np.array(cue.doing.position) - np.array(way.position)) * round_[:, None]
    way.lying -= up * way.lying
    way.seat[way.times >= cue.start] = cue.doing.seat or 0.0
    _feet_to(way, cue, (cue.doing.position, way.facing), reach, spread)
    way.position = cue.doing.position


def get_up(way: Low, cue: Cue, spread: float) -> None:
    """From the knees, or from lying: sit up, then stand."""
    first, then = share(way.times, cue, 0.0, 0.55), share(way.times, cue, 0.4, 1.0)
    way.root += (np.array(cue.doing.position) - np.array(way.position)) * (0.35 * first + 0.65 * then)[:, None]
    if cue.doing.posture == "lying":
        way.lying -= first * way.lying
        way.seated -= then * way.seated
        way.floor -= then * way.floor
        if (cue.doing.seat or 0.0) > 0.1:
            _feet_to(way, cue, (cue.doing.position, way.facing), 0.0, spread)
    else:
        way.kneeling -= then * way.kneeling
    way.position = cue.doing.position


def _feet_to(way: Low, cue: Cue, where: tuple[Point, float], ahead: float, spread: float) -> None:
    """Swing both feet to where the body will have them."""
    (x, y), heading = where
    seconds = cue.end - cue.start
    for foot, side in ((0, 1.0), (1, -1.0)):
        at = x + math.cos(heading) * ahead - math.sin(heading) * side * spread * 0.8
        along = y + math.sin(heading) * ahead + math.cos(heading) * side * spread * 0.8
        leave, land = cue.start + (0.3 + 0.1 * foot) * seconds, cue.start + (0.75 + 0.1 * foot) * seconds
        way.steps.append(Step(foot, at, along, heading + 0.1 * side, leave, land, 0.25))


def feet_down(feet: Feet, way: Low, unit: float) -> Feet:
    """Feet of one who kneels (on their balls), lies (toes up) or crawls (behind the knees)."""
    if not (way.kneeling.any() or way.lying.any() or way.crawling.any()):
        return feet
    ahead = np.stack([np.cos(way.heading), np.sin(way.heading)], -1)
    ankle, pitch = feet.ankle.copy(), feet.pitch.copy()
    for foot in (0, 1):
        toes = np.stack([np.cos(feet.yaw[:, foot]), np.sin(feet.yaw[:, foot])], -1)
        roll = _KNEEL_PITCH * way.kneeling
        forward = BALL_HEADS * (1 - np.cos(roll)) + ANKLE_HEADS * np.sin(roll)
        up = BALL_HEADS * np.sin(roll) + ANKLE_HEADS * (np.cos(roll) - 1)
        ankle[:, foot, :2] += toes * (forward * unit)[:, None]
        ankle[:, foot, :2] -= ahead * (_CRAWL_BACK_HEADS * unit * way.crawling)[:, None]
        ankle[:, foot, 2] += (up - 0.04 * way.lying - 0.06 * way.crawling) * unit
        ankle[:, foot, 2] += way.bed * way.lying
        level = 1 - np.maximum(way.crawling, way.lying)
        pitch[:, foot] = pitch[:, foot] * level + _LYING_PITCH * way.lying
        pitch[:, foot] += _KNEEL_PITCH * way.kneeling + _CRAWL_PITCH * way.crawling
    return Feet(ankle, pitch, feet.yaw, feet.planted & (way.lying < 0.01)[:, None])


def lowered(lift: Doubles, way: Low, unit: float) -> Doubles:
    """(F,) the pelvis' lift with these postures in it."""
    lift = lift * (1 - way.kneeling) + _KNEEL_LIFT * unit * way.kneeling
    lift = lift * (1 - way.crawling) + _CRAWL_LIFT * unit * way.crawling
    return lift * (1 - way.lying) + (way.bed + _LYING_LIFT * unit) * way.lying
