"""Feet that stay where they stand: a creature's steps under its body as it goes and turns."""

import math
from typing import Final

import numpy as np

from studio.engine.creatures import Creature, Pace
from studio.engine.stage.creature_doings import pace_of
from studio.engine.stage.creature_ways import Way
from studio.engine.stage.curves import ease
from studio.engine.stage.rotation import Doubles, about

LEAST_STEPS_HZ: Final = 1.3
"""How fast feet step at least: so soon has everyone of them come under the body again once it stands."""
MID_STANCE: Final = 0.5


def strides(creature: Creature, way: Way, fps: int, scale: float, length: float) -> tuple[Doubles, Doubles, Doubles]:
    """The phase of the gait (F,) in cycles, by distance gone and turned; and each foot's phase (F, 4) and duty (F,)."""
    walk, run = pace_of(creature, "walk"), pace_of(creature, "run")
    run = run if not run.hop else walk
    speed = way.speed(fps) + 0.35 * length * np.abs(np.gradient(way.heading)) * fps
    stride = (walk.stride + (run.stride - walk.stride) * way.running) * scale
    rate = np.maximum(speed / stride, LEAST_STEPS_HZ * scale**-0.5)
    phase = np.cumsum(rate) / fps
    shift = np.array(walk.phases) + (np.array(run.phases) - np.array(walk.phases)) * way.running[:, None]
    duty = walk.duty + (run.duty - walk.duty) * way.running
    return phase, phase[:, None] + shift, duty


def feet_in_world(way: Way, neutral: Doubles, own: Doubles, duty: Doubles, lift: Doubles) -> Doubles:
    """(F, 3) where a foot is: it stands where it was set down, and swings to where the body will be.

    Args:
        neutral: (F, 3) where it would stand under the body, world. own: (F,) its phase. lift: (F,) metres.
    """
    frames = np.arange(len(own), dtype=float)
    own = np.maximum.accumulate(own)
    number, part = np.floor(own), own % 1.0
    here, there = (_set_down(own, frames, neutral, number + more, duty) for more in (0, 1))
    swing = np.clip((part - duty) / np.maximum(1 - duty, 1e-6), 0, 1)
    share = ease(swing)[:, None]
    foot = here * (1 - share) + there * share
    far = np.linalg.norm(there - here, axis=1)
    foot[:, 2] += lift * np.sin(math.pi * swing) * np.clip(far / np.maximum(2 * lift, 1e-6), 0, 1)
    return foot * (1 - way.air[:, None]) + neutral * way.air[:, None]


def _set_down(own: Doubles, frames: Doubles, neutral: Doubles, number: Doubles, duty: Doubles) -> Doubles:
    """Where the foot is set down in a cycle: under where the body is in the middle of its stand."""
    middle = number + MID_STANCE * float(duty.mean())
    rate = max(float(own[-1] - own[-2]), 1e-6), max(float(own[1] - own[0]), 1e-6)
    at = np.interp(middle, own, frames)
    at = at + np.maximum(middle - own[-1], 0) / rate[0] - np.maximum(own[0] - middle, 0) / rate[1]
    return _extended(neutral, at)


def _extended(neutral: Doubles, at: Doubles) -> Doubles:
    """Places at fractional frames; before the first and after the last as it was going then, for a second at most."""
    last = len(neutral) - 1
    inside = np.clip(at, 0, last)
    frames = np.arange(last + 1, dtype=float)
    place = np.stack([np.interp(inside, frames, neutral[:, axis]) for axis in range(3)], -1)
    before, after = np.clip(at, -24, 0)[:, None], np.clip(at - last, 0, 24)[:, None]
    level = np.array([1.0, 1.0, 0.0])
    return place + level * (before * (neutral[1] - neutral[0]) + after * (neutral[-1] - neutral[-2]))


def to_world(way: Way, points: Doubles) -> Doubles:
    """Points (F, 3) of the creature frame in the world."""
    turn = about(2, way.heading + math.pi / 2)
    return way.root + np.einsum("fij,fj->fi", turn, points)


def from_world(way: Way, points: Doubles) -> Doubles:
    """Points (F, 3) of the world in the creature frame."""
    turn = about(2, way.heading + math.pi / 2)
    return np.einsum("fji,fj->fi", turn, points - way.root)


def lift_of(creature: Creature, way: Way, scale: float) -> Doubles:
    """(F,) how high feet are lifted, metres."""
    walk, run = pace_of(creature, "walk"), pace_of(creature, "run")
    steps: tuple[Pace, Pace] = walk, run if not run.hop else walk
    least = 0.012 if walk.hop else 0.0
    return np.maximum(steps[0].lift + (steps[1].lift - steps[0].lift) * way.running, least) * scale
