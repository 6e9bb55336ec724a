"""How two materials meet: the spring, the damping and the friction of a contact, as MuJoCo takes them.

A contact is a spring and a damper on the closing acceleration, r'' = -b r' - k r while that pushes. It never pulls,
so it lets go while still compressed, and the textbook's half oscillation overstates the rebound: the damping for a
wanted restitution is found on the very steps the solver takes. See docs/decisions/005-contacts.md.
"""

import math
from functools import cache

from studio.engine.vocabulary import Material, materials

TICKS_PER_SECOND = 960
LEAP_TICKS = 4
"""Ticks for which a force of air, wind or water is held, and the longest step of a flight."""
FINE_STEPS = 8
"""A tick is cut in this many steps while anything is about to touch."""
FINE_SECONDS = 1.0 / (TICKS_PER_SECOND * FINE_STEPS)
NEAR_M = 0.05
"""From this distance on a contact is watched; it presses only from 0 on."""
GRIP_PER_S = 150.0
"""How fast friction takes up a slip it can hold, where there is hardly any; see ``rubbing``."""
_SOFT_PA, _HARD_PA = 1e5, 1e9
_SOFT_RAD_S, _HARD_RAD_S = 150.0, 800.0
_STIFF = 0.999


@cache
def meeting(first: str, second: str) -> str:
    """The attributes of a contact pair between two materials, by their ids."""
    a, b = materials()[first], materials()[second]
    spring = spring_rad_s(min(a.stiffness_pa, b.stiffness_pa))
    damping = damping_per_s(round(restitution(a, b), 6), spring)
    slide, roll = friction(a, b), rolling_m(a, b)
    return (
        f'solref="{-(spring**2):.3f} {-damping:.6f}" solreffriction="-1 {-GRIP_PER_S}" '
        f'solimp="{_STIFF} {_STIFF} 0.001" margin="0" gap="{NEAR_M}" '
        f'friction="{slide:.5f} {slide:.5f} {roll:.6f} {roll:.6f} {roll:.6f}"'
    )


def restitution(a: Material, b: Material) -> float:
    """How much speed a rebound keeps: each body gives back its share of the energy, by its compliance.

    Source: the energy of two springs in a row is shared by their compliance; Stronge, Impact Mechanics, ch. 3.
    """
    shares = 1 / a.stiffness_pa, 1 / b.stiffness_pa
    energy = (a.restitution**2 * shares[0] + b.restitution**2 * shares[1]) / sum(shares)
    return min(0.97, max(0.02, math.sqrt(energy)))


def friction(a: Material, b: Material) -> float:
    """The sliding coefficient of a pair: the geometric mean of both."""
    return math.sqrt(a.friction * b.friction)


def rolling_m(a: Material, b: Material) -> float:
    """The arm of rolling resistance in metres: the body that gives more loses more.

    Source: Coulomb's law of rolling friction, torque = arm * normal force.
    """
    return max(a.rolling_m, b.rolling_m)


def spring_rad_s(softer_pa: float) -> float:
    """The natural frequency of a contact: stiff things part within 3 ms, an inflated ball takes its 10 ms."""
    share = math.log(softer_pa / _SOFT_PA) / math.log(_HARD_PA / _SOFT_PA)
    return _SOFT_RAD_S * (_HARD_RAD_S / _SOFT_RAD_S) ** min(1.0, max(0.0, share))


@cache
def damping_per_s(bounce: float, spring: float, seconds: float = FINE_SECONDS) -> float:
    """The damping with which a contact keeps ``bounce`` of the closing speed, in steps of so long, by bisection."""
    low, high = 0.0, 7.0 * spring
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if rebound(spring, middle, seconds) > bounce else (low, middle)
    return (low + high) / 2


def rebound(spring: float, damping: float, seconds: float = FINE_SECONDS) -> float:
    """The share of the closing speed kept by a contact that begins at the surface (see ``clearing.meet``)."""
    speed, depth = -1.0, -1e-9
    while depth < 0:
        push = -damping * speed - spring**2 * depth
        if push <= 0:
            break
        speed += push * seconds
        depth += speed * seconds
    return speed
