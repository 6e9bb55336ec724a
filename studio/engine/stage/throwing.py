"""Throws that arrive: the launch that reaches a goal through the air, within a ceiling and a person's strength."""

import math
from dataclasses import dataclass

import numpy as np

from studio.engine.stage import gliding
from studio.engine.stage.grips import AIR_DENSITY, buoyant, volume_of
from studio.engine.stage.rotation import Doubles
from studio.engine.vocabulary import PropKind
from studio.timeline.world import Vector

GRAVITY = 9.81
ARM_J, ARM_KG, FASTEST_MPS = 90.0, 0.45, 24.0
"""What an arm gives a thing and itself, and no thing is thrown faster. Source: about a trained amateur's throw."""
_STEP_S = 1 / 240
_TRIES = (1.0, 0.85, 0.7, 0.55, 0.42)
_HEADROOM_M = 0.05


@dataclass(frozen=True)
class Throw:
    """A launch: its velocity, how long it flies, and whether it arrives."""

    velocity: Vector
    seconds: float
    arrives: bool


def usual_seconds(distance: float) -> float:
    """How long a thing flies to somebody: longer and higher the further it goes."""
    return 0.30 + 0.115 * distance


def strongest(kind: PropKind) -> float:
    """The fastest a person throws such a thing, m/s. Source: the work of an arm on the thing and on itself."""
    return min(FASTEST_MPS, math.sqrt(2 * ARM_J / (kind.mass_kg + ARM_KG)))


def throw(start: Vector, goal: Vector, kind: PropKind, ceiling_m: float | None, usual_s: float | None = None) -> Throw:
    """The highest easy arc that arrives under the ceiling; flatter and faster ones are tried after it.

    usual_s: how long it flies if it can; None as long as what is thrown to somebody.
    """
    usual = usual_s or usual_seconds(math.dist(start[:2], goal[:2]))
    last: Throw | None = None
    for share in _TRIES:
        seconds = max(0.16, usual * share)
        velocity = launch(np.array(start), np.array(goal), seconds, kind)
        apex = start[2] + max(0.0, float(velocity[2])) ** 2 / (2 * GRAVITY) + max(kind.size_m) / 2
        fits = ceiling_m is None or apex < ceiling_m - _HEADROOM_M
        within = float(np.linalg.norm(velocity)) <= strongest(kind)
        x, y, z = (float(value) for value in velocity)
        last = Throw((x, y, z), seconds, fits and within)
        if last.arrives:
            return last
    assert last is not None
    return last


def launch(start: Doubles, goal: Doubles, seconds: float, kind: PropKind) -> Doubles:
    """The velocity with which a thing is at the goal after some seconds, drag and all. By correcting a first guess.

    Source: ballistics with quadratic drag, 1/2 rho Cd A v^2.
    """
    velocity = (goal - start) / seconds
    velocity[2] += 0.5 * GRAVITY * seconds
    for _ in range(12):
        miss = goal - flown(start, velocity, seconds, kind)
        if float(np.linalg.norm(miss)) < 1e-3:
            break
        velocity = _bounded(velocity + miss / seconds, 3 * FASTEST_MPS)
    return velocity


def held_back(velocity: Doubles, kind: PropKind) -> Doubles:
    """The velocity, no faster than a person throws."""
    return _bounded(velocity, strongest(kind))


def _bounded(velocity: Doubles, most: float) -> Doubles:
    return velocity * min(1.0, most / max(float(np.linalg.norm(velocity)), 1e-6))


def flown(start: Doubles, velocity: Doubles, seconds: float, kind: PropKind) -> Doubles:
    """Where it is after some seconds in the air."""
    area = sorted(kind.size_m)[1] * sorted(kind.size_m)[2]
    drag = 0.5 * AIR_DENSITY * kind.drag * area / kind.mass_kg
    lift = AIR_DENSITY * volume_of(kind) * GRAVITY / kind.mass_kg if buoyant(kind) else 0.0
    place, going = start.astype(float), velocity.astype(float)
    steps = max(1, round(seconds / _STEP_S))
    step = seconds / steps
    for _ in range(steps):
        slower = going / (1 + step * drag * float(np.linalg.norm(going)))  # implicit: stable for a feather
        slower[2] += step * (lift + gliding.lift(kind, going) / kind.mass_kg - GRAVITY)
        place, going = place + step * (going + slower) / 2, slower
    return place
