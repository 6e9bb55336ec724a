"""The lift of a flying disc that spins level: the air bears it the more, the more steeply it comes down."""

import math

import numpy as np

from studio.engine.stage.grips import AIR_DENSITY
from studio.engine.stage.rotation import Doubles
from studio.engine.vocabulary import PropKind

SPIN_RAD_S = 40.0
"""How fast it spins as it leaves the hand. Source: Hummel 2003, throws of 40 to 60 rad/s."""
_LEVEL, _PER_RAD, _STALLS_RAD = 0.15, 1.4, 0.6
"""Lift coefficients of a level disc and for each radian that it comes down at.
Source: Potts and Crowther 2002, Frisbee aerodynamics; Hummel 2003."""


def lift(kind: PropKind, velocity: Doubles) -> float:
    """Newtons upwards on a disc that lies level and flies at a velocity (3,), metres per second."""
    vx, vy, vz = (float(value) for value in velocity)
    speed = math.sqrt(vx * vx + vy * vy + vz * vz)
    if not kind.glides or speed < 0.3:
        return 0.0
    comes_down = min(max(math.atan2(-vz, math.hypot(vx, vy)), -_STALLS_RAD), _STALLS_RAD)
    area = math.pi / 4 * kind.size_m[0] * kind.size_m[1]
    return 0.5 * AIR_DENSITY * area * (_LEVEL + _PER_RAD * comes_down) * speed * speed


def level(up: Doubles) -> float:
    """How far (0 to 1) a disc lies level in the air, by its own axis (3,): one on its edge is not borne."""
    return float(np.clip((abs(up[2]) - 0.5) / 0.4, 0.0, 1.0))
